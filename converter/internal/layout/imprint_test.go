package layout

import (
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

func imprint(text string) *document.Paragraph {
	p := paragraph(document.Imprint, text)
	p.Start, p.Hang = 280, 1120
	return p
}

// The imprint stands at the foot of the last page, thick rules above and below, a thin one between, as wide as the type area
// (GB/T 9704-2012 7.4.1); its further lines hang.
func TestImprint(t *testing.T) {
	s := style.Default()
	long := "抄送：" + strings.Repeat("云溪市人民政府办公室，", 6)
	pages, _ := lay(t, body("文。"), imprint(long), imprint("印发"))
	if len(pages.Pages) != 1 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	p := &pages.Pages[0]
	if len(p.Rules) != 3 {
		t.Fatalf("%d rules", len(p.Rules))
	}
	bottom := (s.Page.Height - s.Page.Bottom) * Twip
	for i, thick := range []Unit{1000, 750, 1000} {
		if r := p.Rules[i]; r.Height != thick || r.X != s.Page.Left*Twip || r.Width != s.Page.TextWidth()*Twip {
			t.Errorf("rule %d is %+v", i, r)
		}
	}
	if r := p.Rules[2]; r.Y+r.Height/2 != bottom {
		t.Errorf("the last rule is at %d, the type area ends at %d", r.Y, bottom)
	}
	lines := contentLines(p)
	if n := len(lines); n < 4 || lines[1].left != (s.Page.Left+280)*Twip || lines[2].left != (s.Page.Left+1120)*Twip {
		t.Errorf("%+v", lines)
	}
}

// Where the text leaves no room the imprint goes to a page of its own; one longer than a page goes on.
func TestImprintWithoutRoom(t *testing.T) {
	blocks := []document.Block{}
	for range 22 {
		blocks = append(blocks, body("文。"))
	}
	pages, _ := lay(t, append(blocks, imprint("抄送：甲"))...)
	if len(pages.Pages) != 2 || len(pages.Pages[0].Rules) != 0 || len(pages.Pages[1].Rules) != 2 {
		t.Errorf("%d pages", len(pages.Pages))
	}
	blocks = blocks[:1]
	for range 60 {
		blocks = append(blocks, imprint("抄送：甲"))
	}
	if pages, _ = lay(t, blocks...); len(pages.Pages) != 4 {
		t.Errorf("%d pages", len(pages.Pages))
	}
}

// Attachments stand one line below the text and not apart from one another (7.3.4).
func TestAttachments(t *testing.T) {
	pages, _ := lay(t, body("文。"), paragraph(document.Attachment, "附件：1.甲"), paragraph(document.Attachment, "2.乙"), paragraph(document.Signature, "局"))
	lines := contentLines(&pages.Pages[0])
	for i, want := range []Unit{2, 1, 2} {
		if got := lines[i+1].y - lines[i].y; got != want*579*Twip {
			t.Errorf("%s stands %d below, want %d lines", lines[i+1].text, got, want)
		}
	}
}
