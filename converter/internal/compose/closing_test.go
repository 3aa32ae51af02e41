package compose_test

import (
	"strings"
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

// TestSealedTogether: organs that sign together under seal stand in columns, the leading one first; no seal meets another or leaves the type
// area, and the last organ is over the day, four characters from the right (7.3.5.1). A column is given by its middle.
func TestSealedTogether(t *testing.T) {
	const em, width, seal = 320, 8845, 2381
	const day = 4*155 + 315 + 155 + 315 + 155 + 315
	const middle = width - 4*em - day/2
	s := *style.Default()
	closing := *s.Closing
	closing.Sealed = true
	s.Closing = &closing
	names := []string{"云溪市商务局", "云溪市财政局", "云溪市教育局", "云溪市公安局", "云溪市民政局"}
	const long = "云溪市人力资源和社会保障厅" // 13 characters fit two columns hardly
	for _, c := range []struct {
		name   string
		organs []string
		rows   [][]string
		pitch  int
	}{
		{"two", names[:2], [][]string{names[:2]}, 2 * middle / 3},
		{"three", names[:3], [][]string{names[:3]}, 2 * middle / 5},
		{"four: the row that is not full stands at the right", names[:4], [][]string{names[:3], names[3:4]}, 2 * middle / 5},
		{"five", names, [][]string{names[:3], names[3:]}, 2 * middle / 5},
		{"a name wider than a third takes two columns", []string{"云溪市市场监督管理局", names[0], names[1]}, [][]string{{"云溪市市场监督管理局", names[0]}, {names[1]}}, 2 * middle / 3},
		{"one wider than that stands by itself", []string{long + long[:3], names[0]}, [][]string{{long + long[:3]}, {names[0]}}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, found := compose.Document(&report.Report{Format: "2021", Signature: strings.Join(c.organs, "\u3000"), Date: "2024-01-05"}, edition.Official(), &s)
			if d == nil {
				t.Fatal(found)
			}
			blocks := d.Blocks[1:]
			if p := blocks[len(blocks)-1].(*document.Paragraph); p.Role != document.Date || p.Align != "right" || p.Right != 4*em {
				t.Errorf("the day: %+v", p)
			}
			at := 0
			for n, row := range c.rows {
				for i, organ := range row {
					p := blocks[at].(*document.Paragraph)
					at++
					centre := (p.Start + width - p.Right) / 2
					if want := middle - (len(row)-1-i)*c.pitch; p.Text() != organ || p.Align != "center" || centre < want-1 || centre > want+1 || p.Beside != (i > 0) {
						t.Errorf("row %d: %s at %d, want %s at %d", n, p.Text(), centre, organ, want)
					}
					if c.pitch > 0 && (centre-seal/2 < 0 || centre+seal/2 > width || c.pitch < seal) {
						t.Errorf("the seal of %s leaves the type area or meets another", organ)
					}
					if down := p.Before + 579 + 579; n > 0 && i == 0 && down < seal { // the style's own space, and the line
						t.Errorf("the seals of row %d meet those above: %d", n, down)
					}
				}
			}
			if at != len(blocks)-1 {
				t.Errorf("%d paragraphs", len(blocks))
			}
		})
	}
}

// However many columns a style wants, seals keep their room: three fit the type area.
func TestColumnsLeaveRoomForSeals(t *testing.T) {
	s := *style.Default()
	closing := *s.Closing
	closing.Sealed, closing.Columns = true, 5
	s.Closing = &closing
	d, _ := compose.Document(&report.Report{Format: "2021", Signature: "甲局\u3000乙局\u3000丙局\u3000丁局\u3000戊局", Date: "2024-01-05"}, edition.Official(), &s)
	row := 0
	for _, b := range d.Blocks[1:] {
		if p := b.(*document.Paragraph); p.Role == document.Signature && !p.Beside {
			row++
		}
	}
	if row != 2 {
		t.Errorf("five organs stand in %d rows", row)
	}
}
