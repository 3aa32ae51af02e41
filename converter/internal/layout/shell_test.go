package layout

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// millimetre is a millimetre in units.
const millimetre = 2834.6457

// ink is where the glyphs of a role's paragraphs have ink, in millimetres from the corner of the type area, downwards.
type ink struct{ top, bottom, left, right float64 }

func inkOf(pages *Pages, page int, want func(text string) bool, blocks ...int) ink {
	s := style.Default()
	box := ink{top: 1e9, left: 1e9, bottom: -1e9, right: -1e9}
	for i := range pages.Pages[page].Runs {
		r := &pages.Pages[page].Runs[i]
		if r.Element < 0 || len(blocks) > 0 && !contains(blocks, int(pages.Structure[r.Element].Block)) {
			continue
		}
		scale := float64(r.Size) / 2 * 1000 / float64(r.Font.UnitsPerEm())
		for _, g := range r.Glyphs {
			b := r.Font.GlyphBounds(g.ID)
			if b.XMax == b.XMin || !want(string(g.Char)) {
				continue
			}
			x, y := float64(r.X)+float64(g.X)-float64(s.Page.Left*Twip), float64(r.Y)-float64(s.Page.Top*Twip)
			box.top = min(box.top, (y-float64(b.YMax)*scale)/millimetre)
			box.bottom = max(box.bottom, (y-float64(b.YMin)*scale)/millimetre)
			box.left = min(box.left, (x+float64(b.XMin)*scale)/millimetre)
			box.right = max(box.right, (x+float64(b.XMax)*scale)/millimetre)
		}
	}
	return box
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

func all(string) bool { return true }

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if got < want-tolerance || got > want+tolerance {
		t.Errorf("%s: %.2f mm, want %.2f ± %.2f", what, got, want, tolerance)
	}
}

// laidOut is the first page and the document of a report in the form of an official document.
func laidOut(t *testing.T, shell *compose.Shell) (*Pages, *document.Document) {
	t.Helper()
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Prose: map[string][]string{"introduction": {"根据规定，编制本报告。"}}}
	d, found := compose.DocumentInShell(context.Background(), r, edition.Official(), style.Default(), shell, nil)
	if d == nil {
		t.Fatal(found)
	}
	pages, _ := lay(t, d.Blocks...)
	return pages, d
}

// blocksOf returns the indices of the blocks of a role.
func blocksOf(d *document.Document, role document.Role) []int {
	var list []int
	for i, b := range d.Blocks {
		if p, ok := b.(*document.Paragraph); ok && p.Role == role {
			list = append(list, i)
		}
	}
	return list
}

// TestHeadGeometry: the head measured on the page, by its ink (GB/T 9704-2012 7.2). A line is 10.21 mm here, 三号 is 5.64 mm.
func TestHeadGeometry(t *testing.T) {
	withFangSong(t)
	const line, between = 579.0 / 20 * 1000 / millimetre, 579.0/20*1000/millimetre - 5.64 // a line, and what is empty between the ink of two
	for _, c := range []struct {
		name  string
		shell compose.Shell
	}{
		{"one organ", compose.Shell{Number: "示政发〔2024〕1号"}},
		{"everything", compose.Shell{Number: "示政发〔2024〕1号", Organs: []string{"云溪市商务局", "云溪市人力资源和社会保障局"}, Signers: []string{"张三丰", "李四", "王五"},
			CopyNumber: "000001", Secrecy: "机密★1年", Urgency: "特急"}},
		{"a long name", compose.Shell{Number: "示政发〔2024〕1号", Organs: []string{"中国证券监督管理委员会云溪监管局机关党委"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, d := laidOut(t, &c.shell)
			page := &pages.Pages[0]
			mark := blocksOf(d, document.Letterhead)
			names := inkOf(pages, 0, all, mark...)
			near(t, "upper edge of the mark", inkOf(pages, 0, all, mark[0]).top, 35, 0.5)
			if names.left < 0 || names.right > 156.1 {
				t.Errorf("the mark reaches from %.1f to %.1f mm", names.left, names.right)
			}
			near(t, "middle of the mark", (names.left+names.right)/2, 78, 2)
			number := inkOf(pages, 0, all, blocksOf(d, document.DocumentNumber)...)
			if len(c.shell.Signers) == 0 {
				near(t, "two lines between mark and number", number.top-names.bottom, 2*line+between, 1.5)
				near(t, "middle of the number", (number.left+number.right)/2, 78, 1)
			} else {
				near(t, "left edge of the number", number.left, 5.64, 1)
				signers := inkOf(pages, 0, all, blocksOf(d, document.Signer)...)
				near(t, "right edge of the names", signers.right, 156-5.64, 1)
				near(t, "the number on the line of the last name", number.bottom, signers.bottom, 1.5)
				near(t, "two lines between mark and names", signers.top-names.bottom, 2*line+between, 1.5)
			}
			if len(page.Rules) != 1 {
				t.Fatalf("%d rules", len(page.Rules))
			}
			rule := page.Rules[0]
			top := float64(rule.Y-style.Default().Page.Top*Twip) / millimetre
			near(t, "the rule below the number", top-number.bottom, 4, 0.3)
			near(t, "width of the rule", float64(rule.Width)/millimetre, 156, 0.1)
			if rule.X != style.Default().Page.Left*Twip || rule.Colour != 0xFF0000 {
				t.Errorf("the rule begins at %d in %06X", rule.X, rule.Colour)
			}
			title := inkOf(pages, 0, all, blocksOf(d, document.Title)...)
			near(t, "two lines between rule and title", title.top-top, 2*line+between/2, 1.5)
			for i := range page.Runs {
				r := &page.Runs[i]
				inMark := r.Element >= 0 && contains(mark, int(pages.Structure[r.Element].Block))
				if red := r.Colour == 0xFF0000; red != inMark || r.Colour != 0 && !red {
					t.Errorf("run %d is %06X", i, r.Colour)
				}
			}
			if c.shell.CopyNumber != "" {
				lines := contentLines(page)
				for i, want := range []string{c.shell.CopyNumber, c.shell.Secrecy, c.shell.Urgency} {
					if lines[i].text != want || lines[i].left != style.Default().Page.Left*Twip {
						t.Errorf("line %d is %+v, want %s", i, lines[i], want)
					}
				}
				// The digits of the first line, of a face as high as Times, stand on its baseline: four fifths down.
				digits := inkOf(pages, 0, all, 0)
				near(t, "the foot of the first line's digits", digits.bottom, line*4/5, 0.2)
				near(t, "their height", digits.bottom-digits.top, 5.64*0.68, 0.2)
				near(t, "the second line, which has ideographs", inkOf(pages, 0, all, 1).top, line+line/2-5.64/2, 2)
			}
		})
	}
}

// 文件 stands to the right of the organs' names, in the middle of their height, and the names are of one width (7.2.4).
func TestJointMark(t *testing.T) {
	pages, d := laidOut(t, &compose.Shell{Number: "〔2024〕1号", Organs: []string{"云溪市商务局", "云溪市人力资源和社会保障局", "云溪市财政局"}})
	mark := blocksOf(d, document.Letterhead)
	beside := inkOf(pages, 0, all, mark[3])
	names := inkOf(pages, 0, all, mark[:3]...)
	near(t, "the middle of 文件", (beside.top+beside.bottom)/2, (names.top+names.bottom)/2, 0.5)
	if beside.left <= names.right {
		t.Errorf("文件 begins at %.1f mm, the names end at %.1f", beside.left, names.right)
	}
	for _, i := range mark[:3] {
		one := inkOf(pages, 0, all, i)
		near(t, "left edge of a name", one.left, names.left, 0.7)
		near(t, "right edge of a name", one.right, names.right, 0.7)
	}
}

// An annex begins a page with its number in the first line and its title in the third; page numbers run on (7.3.7).
func TestAnnexPages(t *testing.T) {
	withFangSong(t)
	const line = 579.0 / 20 * 1000 / millimetre
	pages, d := laidOut(t, &compose.Shell{Number: "〔2024〕1号", Annexes: []compose.Annex{{Title: "公开情况统计表", Paragraphs: []string{"文。"}}, {Title: "说明"}}})
	if len(pages.Pages) != 3 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	label, title := blocksOf(d, document.AnnexLabel), blocksOf(d, document.AnnexTitle)
	first := inkOf(pages, 1, all, label[0])
	near(t, "left edge of 附件1", first.left, 0, 1)
	near(t, "the first line", (first.top+first.bottom)/2, line/2, 1.5)
	third := inkOf(pages, 1, all, title[0])
	near(t, "the third line", (third.top+third.bottom)/2, 2.5*line, 2)
	near(t, "the middle of the title", (third.left+third.right)/2, 78, 1)
	if got := artifacts(&pages.Pages[2]); !strings.Contains(got, "3") {
		t.Errorf("the third page is numbered %q", got)
	}
}

// The lines of a page with a head keep their distances where a last page of two lines could be fitted into it otherwise.
func TestHeadIsNotSqueezed(t *testing.T) {
	shell := &compose.Shell{Number: "〔2024〕1号"}
	for n := range 40 {
		r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Date: "2024-01-05", Signature: "云溪市商务局", Prose: map[string][]string{"introduction": {}}}
		for range n {
			r.Prose["introduction"] = append(r.Prose["introduction"], "文。")
		}
		d, _ := compose.DocumentInShell(context.Background(), r, edition.Official(), style.Default(), shell, nil)
		pages, _ := lay(t, d.Blocks...)
		mark, number := inkOf(pages, 0, all, 0), inkOf(pages, 0, all, 1)
		near(t, "upper edge of the mark", mark.top, 35, 0.5)
		near(t, "from mark to number", number.top-mark.bottom, 25, 1)
	}
}

// What stands beside something takes no room: the row of a signature goes to the next page only where its line does not fit.
func TestBesideTakesNoRoom(t *testing.T) {
	blocks := []document.Block{}
	for range 19 {
		blocks = append(blocks, body("文。"))
	}
	for i, organ := range []string{"甲局", "乙局", "丙局"} {
		p := paragraph(document.Signature, organ)
		p.Align, p.Start, p.Right, p.Beside = "center", i*2000, 6000-i*2000, i > 0
		blocks = append(blocks, p)
	}
	pages, _ := lay(t, append(blocks, paragraph(document.Date, "2024年1月5日"))...)
	if len(pages.Pages) != 1 {
		t.Fatalf("%d pages", len(pages.Pages))
	}
	lines := contentLines(&pages.Pages[0])
	if got := lines[len(lines)-2].text; got != "甲局乙局丙局" {
		t.Errorf("the row is %q", got)
	}
}
