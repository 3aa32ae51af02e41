package listing

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Text prints the listing for a terminal: columns stand below each other, counted in half-width cells.
func (l *Listing) Text() string {
	p := &printer{}
	p.line(l.Title)
	for _, t := range l.Lines {
		p.line("  " + t)
	}
	for i := range l.Sections {
		p.section(&l.Sections[i])
	}
	return p.b.String()
}

type printer struct{ b strings.Builder }

func (p *printer) line(text string) {
	p.b.WriteString(strings.TrimRight(clean(text), " "))
	p.b.WriteByte('\n')
}

// widest is the most that a column of text is widened for alignment.
const widest = 44

func (p *printer) section(s *Section) {
	p.line("")
	p.line(s.Heading)
	for _, t := range s.Lines {
		p.line("  " + clean(t))
	}
	if len(s.Rows) == 0 {
		return
	}
	widths := make([]int, len(s.Columns))
	for i, c := range s.Columns {
		widths[i] = cells(c.Name)
	}
	inline := false
	for i := range s.Rows {
		r := &s.Rows[i]
		inline = inline || r.Inline != nil
		if !s.isHeading(r) && r.Inline == nil {
			for k, c := range r.Cells {
				widths[k] = max(widths[k], min(widest, cells(clean(c.String()))))
			}
		}
	}
	if !inline {
		heads := make([]string, len(s.Columns))
		for i, c := range s.Columns {
			heads[i] = c.Name
		}
		p.row(s, heads, widths)
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		switch {
		case s.isHeading(r):
			p.line("  " + clean(r.Cells[0].String()))
		case r.Inline != nil:
			p.line("  " + clean(r.Cells[0].String()) + "  " + clean(r.Cells[1].String()))
			p.line("    " + clean(sided(r.Inline)))
		default:
			texts := make([]string, len(r.Cells))
			for k, c := range r.Cells {
				texts[k] = clean(c.String())
			}
			p.row(s, texts, widths)
		}
	}
}

func (p *printer) row(s *Section, texts []string, widths []int) {
	var b strings.Builder
	b.WriteString("  ")
	for i, t := range texts {
		pad := strings.Repeat(" ", max(0, widths[i]-cells(t)))
		if s.Columns[i].Figure {
			b.WriteString(pad + t)
		} else {
			b.WriteString(t + pad)
		}
		b.WriteString("  ")
	}
	p.line(b.String())
}

// sided writes runs with marks around those that one side has.
func sided(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.Side {
		case Old:
			b.WriteString("[-" + r.Text + "-]")
		case New:
			b.WriteString("{+" + r.Text + "+}")
		default:
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// cells is how wide a terminal shows a text.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
		n++
	}
	return n
}

// clean makes text of a report fit for a terminal: one line, no control and no direction marks.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}
