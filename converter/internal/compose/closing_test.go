package compose_test

import (
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// TestClosing: organ and date as GB/T 9704-2012 7.3.5 places them, in twips. 三号 is 320 twips, each character less 5.
func TestClosing(t *testing.T) {
	const em, width = 320, 8845
	han := func(n int) int { return n * (em - 5) }
	const day = 4*155 + 315 + 155 + 315 + 155 + 315 // 2024年1月5日
	type want struct {
		text, align string
		left, right int
	}
	for _, c := range []struct {
		name, organ, date string
		sealed            bool
		want              []want
	}{
		{"the date begins two characters right of the organ", "云溪市商务局", "2024-01-05", false,
			[]want{{"云溪市商务局", "left", width - 2*em - han(6), 0}, {"2024年1月5日", "left", width - han(6), 0}}},
		{"a longer date stands two from the right", "商务局", "2024-01-05", false,
			[]want{{"商务局", "left", width - 2*em - day - 2*em, 0}, {"2024年1月5日", "left", width - 2*em - day, 0}}},
		{"a date alone", "", "2024-01-05", false, []want{{"2024年1月5日", "", 0, 0}}},
		{"an organ alone", "商务局", "", false, []want{{"商务局", "left", width - 2*em - han(3), 0}}},
		{"organs that sign together", "云溪市商务局\u3000云溪市财政局", "", false, []want{{"云溪市商务局\u3000\n云溪市财政局", "left", width - 2*em - han(6), 0}}},
		{"a long organ is broken like a title", "中国证券监督管理委员会云溪监管局机关党委和所属事业单位办公室", "2024-01-05", false,
			[]want{{"中国证券监督管理委员会云溪监管局\n机关党委和所属事业单位办公室", "left", width - 2*em - han(16), 0}, {"2024年1月5日", "left", width - han(16), 0}}},
		{"sealed: the date four from the right, the organ over its middle", "云溪市商务局", "2024-01-05", true,
			[]want{{"云溪市商务局", "center", 2*(width-4*em-day/2) - width, 0}, {"2024年1月5日", "right", 0, 4 * em}}},
		{"sealed: an organ that would leave the type area is broken", "中国证券监督管理委员会云溪监管局", "2024-01-05", true,
			[]want{{"中国证券监督管理委员会\n云溪监管局", "center", 2*(width-4*em-day/2) - width, 0}, {"2024年1月5日", "right", 0, 4 * em}}},
		{"sealed without a date", "云溪市商务局", "", true, []want{{"云溪市商务局", "left", width - 2*em - han(6), 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := *style.Default()
			closing := *s.Closing
			closing.Sealed = c.sealed
			s.Closing = &closing
			d, found := compose.Document(&report.Report{Format: "2021", Signature: c.organ, Date: c.date}, edition.Official(), &s)
			if d == nil {
				t.Fatal(found)
			}
			got := d.Blocks[1:]
			if len(got) != len(c.want) {
				t.Fatalf("%d paragraphs", len(got))
			}
			for i, b := range got {
				p := b.(*document.Paragraph)
				if g := (want{p.Text(), p.Align, p.Start, p.Right}); g != c.want[i] || p.Hang != p.Start {
					t.Errorf("got %+v, want %+v", g, c.want[i])
				}
			}
		})
	}
}

// A style that says nothing of it leaves organ and date as their paragraphs are.
func TestClosingOfAnotherStyle(t *testing.T) {
	s := *style.Default()
	s.Closing = nil
	d, _ := compose.Document(&report.Report{Format: "2021", Signature: "商务局", Date: "2024-01-05"}, edition.Official(), &s)
	for _, b := range d.Blocks[1:] {
		if p := b.(*document.Paragraph); p.Align != "" || p.Start != 0 {
			t.Errorf("%s: %+v", p.Text(), p)
		}
	}
}
