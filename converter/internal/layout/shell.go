package layout

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// What stands on a page out of its turn: 文件 beside the names of several organs, 签发人 beside a document's number, organs that sign in
// columns; and the rule below that number (GB/T 9704-2012 7.2, 7.3.5.1).

// outOfTurn draws a block that takes no room in the flow of the text, and reports whether it is one.
func (l *layouter) outOfTurn(b *block) bool {
	p := b.paragraph
	if p == nil || p.Frame == nil && !p.Beside {
		return false
	}
	left, width, y := l.left(), l.style.Page.TextWidth()*Twip, l.row
	if p.Frame != nil {
		left, width, y = left+p.Frame.X*Twip, p.Frame.Width*Twip, l.top()+p.Frame.Y*Twip
	}
	for i := b.from; i < b.to && !l.full && l.meter.Step(20); i++ {
		n := l.lines[i]
		l.drawLine(l.page(), &n, left, width-rightIndent(p, b.form), alignOf(p, b.form), y, n.main, false)
		y += n.height
	}
	return true
}

// ruleUnder draws the rule below a paragraph whose last line ends where the next block would begin, and moves below it.
func (l *layouter) ruleUnder(r *document.Rule) {
	if r == nil || l.full {
		return
	}
	l.y += r.Gap * Twip
	thick := r.Thick * Point / 8
	if thick > 0 {
		p := l.page()
		p.Rules = append(p.Rules, Rule{X: l.left(), Y: l.y, Width: l.style.Page.TextWidth() * Twip, Height: thick, Colour: style.RGB(r.Colour)})
	}
	l.y += thick
}

// hasHead reports whether the first page has the head of an official document, whose lines keep their distances.
func (l *layouter) hasHead() bool {
	return len(l.blocks) > 0 && l.blocks[0].paragraph != nil && l.blocks[0].paragraph.Role.OfShell()
}
