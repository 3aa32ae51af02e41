package layout

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/style"
)

// numberPages prints the page numbers (GB/T 9704-2012 7.5): 四号 half-width 宋体 digits between dashes, the top of the
// dash a given distance below the type area, one character in from the right on odd pages and from the left on even
// ones.
func (l *layouter) numberPages() {
	n := l.style.PageNumber
	k := newLook(l.fonts, &style.Paragraph{Face: n.Face}, n.Size)
	k.number, k.scale = true, digitScale(k.chain)
	if k.chain.Main() == nil {
		return
	}
	k.metrics = uint8(len(l.looks))
	l.looks = append(l.looks, k)
	lookIndex := uint8(len(l.looks) - 1)
	baseline := l.bottom() + n.Below*Twip + dashTop(&k)
	for i := range l.pages.Pages {
		from := len(l.chars)
		l.paragraphStart = from
		l.shape(strings.ReplaceAll(n.Pattern, "{page}", strconv.Itoa(i+1)), lookIndex, where{})
		text := line{from: from, to: len(l.chars), end: len(l.chars), last: true, origin: originIn(Artifact)}
		for _, c := range l.chars[from:] {
			text.width += int(c.adv)
		}
		left, align := l.left(), "right" // an odd page
		width := l.style.Page.TextWidth()*Twip - n.IndentChars*k.em
		if i%2 == 1 {
			left, align = left+n.IndentChars*k.em, "left"
		}
		l.drawLine(&l.pages.Pages[i], &text, left, width, align, baseline, lookIndex, false)
	}
}

// dashTop returns the height of the dash's upper edge above the baseline.
func dashTop(k *look) Unit {
	g, ok := k.chain.Lookup('—')
	if !ok {
		return k.em / 3
	}
	return scale(g.Font.GlyphBounds(g.ID).YMax, k.size, g.Font.UnitsPerEm())
}
