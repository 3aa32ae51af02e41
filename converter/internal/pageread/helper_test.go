package pageread

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// sheetOf is a page of A4 that tests write on.
type sheetOf struct{ Page }

func a4() *sheetOf { return &sheetOf{Page{Width: 595, Height: 842}} }

// write puts a text at a place, its left edge and its line, in a size of 10 points: digits and letters are 5 wide, all else 10.
func (s *sheetOf) write(x, y float64, text string) *sheetOf { return s.sized(x, y, 10, text) }

func (s *sheetOf) sized(x, y, size float64, text string) *sheetOf {
	s.Strings++
	for _, r := range text {
		w := size
		if r < 0x80 {
			w = size / 2
		}
		s.Chars = append(s.Chars, Char{X0: x, Y0: y - 0.88*size, X1: x + w, Y1: y + 0.12*size, Size: size, Rune: r, String: s.Strings})
		x += w
	}
	return s
}

// outside puts the last characters out of what is shown, cut says that the last one stands at its edge.
func (s *sheetOf) outside(n int) *sheetOf {
	for i := len(s.Chars) - n; i < len(s.Chars); i++ {
		s.Chars[i].Outside = true
	}
	return s
}

func (s *sheetOf) cut() *sheetOf {
	s.Chars[len(s.Chars)-1].Cut = true
	return s
}

// narrow puts the last characters at the place of the first of them.
func (s *sheetOf) narrow(n int) *sheetOf {
	last := s.Chars[len(s.Chars)-n:]
	for i := range last {
		last[i].X0, last[i].X1 = last[0].X0, last[0].X1
	}
	return s
}

// level and upright draw a line.
func (s *sheetOf) level(y, x0, x1 float64) *sheetOf {
	s.Rules = append(s.Rules, Rule{x0, y - 0.25, x1, y + 0.25})
	return s
}

func (s *sheetOf) upright(x, y0, y1 float64) *sheetOf {
	s.Rules = append(s.Rules, Rule{x - 0.25, y0, x + 0.25, y1})
	return s
}

// ruled draws a whole grid.
func (s *sheetOf) ruled(xs, ys []float64) *sheetOf {
	for _, y := range ys {
		s.level(y, xs[0], xs[len(xs)-1])
	}
	for _, x := range xs {
		s.upright(x, ys[0], ys[len(ys)-1])
	}
	return s
}

func read(t testing.TB, pages ...*sheetOf) Result {
	t.Helper()
	m := limit.NewMeter(t.Context(), limit.Default())
	r := NewReader(m)
	for _, p := range pages {
		r.Add(&p.Page)
	}
	result := r.Result()
	if m.Err() != nil {
		t.Fatal(m.Err())
	}
	return result
}

// shown writes a document down: a paragraph a line, of a table each cell with its place and spans, of loose text its lines.
func shown(doc *document.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			fmt.Fprintln(&out, b.Text())
		case *document.Loose:
			for _, l := range b.Lines {
				fmt.Fprintf(&out, "|%s\n", l.Text)
			}
		case *document.Table:
			for i := range b.Cells {
				c := &b.Cells[i]
				fmt.Fprintf(&out, "%d,%d", c.Row, c.Col)
				if c.RowSpan > 1 || c.ColSpan > 1 {
					fmt.Fprintf(&out, "+%dx%d", c.RowSpan, c.ColSpan)
				}
				fmt.Fprintf(&out, " %s\n", strings.ReplaceAll(c.Text(), "\n", "/"))
			}
		}
	}
	for _, a := range doc.Asides {
		fmt.Fprintf(&out, "(%s) %s\n", a.Part, a.Text)
	}
	return out.String()
}
