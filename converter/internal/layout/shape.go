package layout

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// char is a character that has its glyph.
type char struct {
	r     rune
	adv   int32 // to the next character: the glyph's advance and the style's spacing
	shift int32 // from where the character begins to where its glyph is drawn; of a shaped word: index into words.clusters
	class class
	glyph uint16
	face  uint8 // index into layouter.faces
	look  uint8 // index into layouter.looks
}

// look is a form of running text: what a run's role, weight and place decide.
type look struct {
	role    document.Role
	bold    bool
	number  bool // digits are half an em each (figures, the title)
	size    int  // half-points
	spacing Unit
	chain   *sfnt.Chain
	face    string
	em      Unit
	scale   int // of digits, thousandths; 0 where they keep their width
	centre  int // of the face's ideographs above the baseline, thousandths of an em
	width   int // of characters, percent of their own
	colour  uint32
	metrics uint8 // index of the first look that differs from this one in its spacing at most
}

// scaleOf is the horizontal scale at which a character is drawn, in thousandths.
func (k *look) scaleOf(c *char) int {
	if k.scale != 0 && c.class&digit != 0 && c.r < 0x80 {
		return k.scale * k.width / 100
	}
	return 10 * k.width
}

// maxLooks and maxFaces bound the indices in char; roles × weights × sizes stay far below.
const (
	maxLooks = 250
	maxFaces = 250
)

// lookOf returns the index of the look, which is made when first asked for. size 0 takes the role's own; width is that of
// the characters in percent of their own, spacing is what stands between them in twips beside the style's.
func (l *layouter) lookOf(role document.Role, bold bool, size, width, spacing int, number bool) uint8 {
	p := l.style.Of(role)
	if size == 0 {
		size = p.Size
	}
	bold = bold || p.Bold
	metrics := len(l.looks)
	for i := range l.looks {
		if k := &l.looks[i]; k.role == role && k.bold == bold && k.size == size && k.width == width && k.number == number {
			if k.spacing == (p.Spacing+spacing)*Twip {
				return uint8(i)
			}
			metrics = min(metrics, i)
		}
	}
	if len(l.looks) == maxLooks {
		return maxLooks - 1
	}
	k := newLook(l.fonts, p, size)
	k.metrics = uint8(metrics)
	k.role, k.bold, k.number, k.width = role, bold, number, width
	k.spacing += spacing * Twip
	if number {
		k.scale = digitScale(k.chain)
	}
	l.looks = append(l.looks, k)
	return uint8(len(l.looks) - 1)
}

func newLook(fonts *sfnt.Set, p *style.Paragraph, size int) look {
	k := look{size: size, spacing: p.Spacing * Twip, chain: fonts.Chain(p.Face), face: p.Face, em: size * Point / 2, width: 100, colour: style.RGB(p.Colour)}
	k.centre = centre(k.chain.Main())
	return k
}

// centre returns the height of the middle of ideographs above the baseline in thousandths of an em, measured at 国,
// which fills its square; 0 where a font has none (a supplement, which is made to fit its face).
func centre(f *sfnt.Font) int {
	g := f.Glyph('国')
	if g == 0 {
		return 0
	}
	box := f.GlyphBounds(g)
	return (box.YMin + box.YMax) * 500 / f.UnitsPerEm()
}

// digitScale returns the horizontal scale in thousandths at which the face's widest digit takes half an em, at most
// 1000: the digits of GWSong are up to 0.562 em wide (fonts/README.md), columns of figures want them equal.
func digitScale(c *sfnt.Chain) int {
	widest := 0
	for r := '0'; r <= '9'; r++ {
		if g, ok := c.Lookup(r); ok {
			widest = max(widest, g.Advance*1000/g.Font.UnitsPerEm())
		}
	}
	if widest <= 500 {
		return 1000
	}
	return 500 * 1000 / widest
}

// face is a font in use.
type face struct {
	font   *sfnt.Font
	centre int // see centre
}

// faceOf returns the index of a font.
func (l *layouter) faceOf(f *sfnt.Font) uint8 {
	for i := range l.faces {
		if l.faces[i].font == f {
			return uint8(i)
		}
	}
	if len(l.faces) == maxFaces {
		return maxFaces - 1 // cannot happen: a set has fewer fonts
	}
	l.faces = append(l.faces, face{f, centre(f)})
	return uint8(len(l.faces) - 1)
}

// shape appends the characters of a text in one look.
func (l *layouter) shape(text string, lookIndex uint8, where where) {
	k := &l.looks[lookIndex]
	previous := rune(0)
	for _, r := range text {
		if !l.meter.Step(1) {
			return
		}
		c := char{r: r, look: lookIndex}
		if l.measureSquare(&c, k) || l.shapePlain(&c, k) {
			l.changeScript(&c)
			l.chars = append(l.chars, c)
			previous = r
			continue
		}
		c.class = classOf(r)
		switch {
		case r == '\r':
			continue // of a "\r\n"
		case r >= 0x4E00 && r < 0xA000: // most characters
			l.shapeGlyph(&c, k, where)
		case r == '\n':
		case l.packed && r >= 0x600 && l.scripted(c, where):
			previous = r
			continue
		case ignorable(r):
			if variation(r) {
				l.coverage.variant(previous, r, where)
			} else {
				l.coverage.invisible(r, where)
			}
			continue
		case c.class&space != 0 || r == 0xA0 || r == 0x202F:
			l.shapeSpace(&c, k)
		case l.compose(&c, where), mayExpand(r) && l.expand(&c, k, where):
			continue
		default:
			l.shapeGlyph(&c, k, where)
		}
		l.changeScript(&c)
		l.chars = append(l.chars, c)
		previous = r
	}
}

// compose puts a combining mark together with the letter before it, where there is such a letter.
func (l *layouter) compose(mark *char, where where) bool {
	n := len(l.chars)
	if mark.r < 0x300 || n == l.paragraphStart {
		return false
	}
	previous := &l.chars[n-1]
	r := composed(previous.r, mark.r)
	if r == 0 {
		return false
	}
	*previous = char{r: r, class: classOf(r), look: previous.look}
	l.shapeGlyph(previous, &l.looks[previous.look], where)
	return true
}

// expand sets a compatibility character that no font has as the characters that it is made of (ﬁ as fi).
func (l *layouter) expand(c *char, k *look, where where) bool {
	if _, ok := k.chain.Lookup(c.r); ok {
		return false
	}
	parts := expansion(c.r)
	if len(parts) < 2 {
		return false // drawn as that character by shapeGlyph, which keeps this one in the page's text
	}
	for _, r := range parts {
		if _, ok := k.chain.Lookup(r); !ok {
			return false
		}
	}
	for _, r := range parts {
		part := char{r: r, class: classOf(r), look: c.look}
		if part.class&space != 0 {
			l.shapeSpace(&part, k)
		} else {
			l.shapeGlyph(&part, k, where)
		}
		l.changeScript(&part)
		l.chars = append(l.chars, part)
	}
	l.coverage.drawnAs(c.r, string(parts), where)
	return true
}

// changeScript takes the spacing of the style off the character before c where script or look change: a word processor
// sets each such stretch by itself, and spacing stands between its characters, not behind it (LibreOffice, measured).
func (l *layouter) changeScript(c *char) {
	n := len(l.chars)
	if n == l.paragraphStart || l.clreq {
		return
	}
	if previous := &l.chars[n-1]; scriptChanges(previous, c) {
		previous.adv -= int32(l.looks[previous.look].spacing)
	}
}

// scriptChanges reports whether script or look change between two neighbours.
func scriptChanges(a, b *char) bool {
	return b.class&(space|newline) == 0 && a.class&(space|newline|shaped) == 0 && (a.look != b.look || (a.class^b.class)&word != 0)
}

// shapeGlyph looks the character up and computes its advance, or takes the substitute.
func (l *layouter) shapeGlyph(c *char, k *look, where where) {
	g, ok := k.chain.Lookup(c.r)
	m := meant(c.r)
	if !ok && mayExpand(c.r) {
		if parts := expansion(c.r); len(parts) == 1 {
			m = parts[0]
		}
	}
	if m != 0 {
		if as, found := k.chain.Lookup(m); found {
			g, ok = as, true
			l.coverage.drawnAs(c.r, string(m), where)
		}
	}
	switch {
	case !ok:
		g = l.coverage.missing(c.r, k, l.scriptWithoutFont(c.r), where)
		c.class |= han
	case g.Fallback > 0:
		l.coverage.fallback(c.r, k, g.Font, where)
	}
	c.glyph, c.face = g.ID, l.faceOf(g.Font)
	natural := scale(g.Advance, k.size, g.Font.UnitsPerEm())
	adv := natural
	if k.width != 100 {
		adv = natural * k.width / 100
	}
	switch {
	case k.scale != 0 && c.class&digit != 0 && c.r < 0x80:
		adv = k.em / 2 * k.width / 100
		c.shift = int32(adv-natural*k.scaleOf(c)/1000) / 2
	case c.r == '·':
		adv = k.em / 2 // GB/T 15834-2011 5.1.7; the shipped faces draw it in the middle of an em
		c.shift = int32(adv-natural) / 2
	}
	c.adv = int32(adv + k.spacing)
	if ok && g.Fallback <= 0 && m == 0 {
		l.remember(c, k)
	}
}

// shapeSpace sets white space of any kind as a blank of its width. Reports hold U+2002, U+3000 and tabs, for which many
// fonts have no glyph.
func (l *layouter) shapeSpace(c *char, k *look) {
	g, ok := k.chain.Lookup(' ')
	if !ok {
		g = sfnt.Glyph{Font: k.chain.Main(), Advance: k.chain.Main().UnitsPerEm() / 3}
	}
	c.glyph, c.face = g.ID, l.faceOf(g.Font)
	l.inFaceBefore(c)
	var adv Unit
	switch c.r {
	case 0x3000, 0x2003, 0x2001:
		adv = k.em
	case 0x2002, 0x2000, 0x2007:
		adv = k.em / 2
	case 0x2004, 0x2005, 0x2006, 0x2009, 0x200A, 0x202F, 0x205F:
		adv = k.em / 4
	case '\t':
		adv = 2 * k.em
	default:
		adv = scale(g.Advance, k.size, g.Font.UnitsPerEm()) * k.width / 100
	}
	c.adv = int32(adv + k.spacing)
}

// inFaceBefore draws a blank, which cannot be seen, in the face of the character before it, so that Chinese text with a
// blank in it is no row of three runs. How wide it is, is settled by the chain all the same.
func (l *layouter) inFaceBefore(blank *char) {
	n := len(l.chars)
	if n == l.paragraphStart {
		return
	}
	previous := &l.chars[n-1]
	if previous.class&newline != 0 || previous.face == blank.face || previous.look != blank.look {
		return
	}
	if g := l.faces[previous.face].font.Glyph(' '); g != 0 {
		blank.glyph, blank.face = g, previous.face
	}
}

// scale converts font units at a size in half-points, rounded.
func scale(v, size, upem int) Unit { return (v*size*(Point/2) + upem/2) / upem }
