package markup

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
)

// mover moves the places of a fragment to those of the text.
type mover struct {
	lines  []document.Line
	column int // characters before the fragment on its first line
}

func (m *mover) place(p *document.Place) {
	if p.Line < 1 || p.Line > len(m.lines) {
		return
	}
	if p.Line == 1 && p.Column > 0 {
		p.Column += m.column
	}
	p.Line = m.lines[p.Line-1].Number
}

func (m *mover) diagnosed(p diag.Place) diag.Place {
	at := document.Place{Line: p.Line, Column: p.Column}
	m.place(&at)
	p.Line, p.Column = at.Line, at.Column
	return p
}

func (m *mover) blocks(blocks []document.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			m.place(&b.Place)
		case *document.Table:
			m.table(b)
		case *document.Loose:
			for i := range b.Lines {
				p := document.Place{Line: b.Lines[i].Number}
				m.place(&p)
				b.Lines[i].Number = p.Line
			}
		}
	}
}

func (m *mover) table(t *document.Table) {
	m.place(&t.Place)
	for i := range t.Cells {
		c := &t.Cells[i]
		m.place(&c.Place)
		for _, p := range c.Paragraphs {
			m.place(&p.Place)
		}
		for _, inner := range c.Tables {
			m.table(inner)
		}
	}
}
