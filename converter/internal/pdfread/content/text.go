package content

import (
	"math"

	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/pdfread/font"
	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/plane"
)

func (p *page) textOperator(op string, s *scanner, resources object.Dict) {
	t := &p.state
	switch op {
	case "BT":
		t.text, t.line = plane.Identity(), plane.Identity()
	case "Tf":
		p.setFont(s, resources)
	case "Tm":
		if m, ok := s.matrixOf(); ok {
			t.text, t.line = m, m
		}
	case "Td", "TD":
		if n, ok := s.numbers(2); ok {
			if op == "TD" {
				t.leading = -n[1].value
			}
			p.nextLine(n[0].value, n[1].value)
		}
	case "T*":
		p.nextLine(0, -t.leading)
	case "Tj":
		p.showLast(s)
	case "'":
		p.nextLine(0, -t.leading)
		p.showLast(s)
	case "\"":
		if n := len(s.operands); n >= 3 {
			t.word, t.char = s.operands[n-3].value, s.operands[n-2].value
		}
		p.nextLine(0, -t.leading)
		p.showLast(s)
	case "TJ":
		p.out.Strings++
		for i := range s.operands {
			switch o := &s.operands[i]; o.kind {
			case text:
				p.show(o.bytes)
			case number:
				p.advance(-o.value / 1000 * t.size)
			}
		}
	default:
		p.textState(op, s)
	}
}

// textState sets a parameter of text (9.3).
func (p *page) textState(op string, s *scanner) {
	n, ok := s.numbers(1)
	if !ok {
		return
	}
	v, t := n[0].value, &p.state
	switch op {
	case "Tc":
		t.char = v
	case "Tw":
		t.word = v
	case "Tz":
		t.scale = v / 100
	case "TL":
		t.leading = v
	case "Ts":
		t.rise = v
	case "Tr":
		t.mode = int(v)
	}
}

func (p *page) setFont(s *scanner, resources object.Dict) {
	n := len(s.operands)
	if n < 2 || s.operands[n-2].kind != name || s.operands[n-1].kind != number {
		return
	}
	p.state.size = s.operands[n-1].value
	o := p.file.Dict(resources["Font"])[object.Name(s.operands[n-2].bytes)]
	if p.state.font = p.fontOf(o); p.state.font == nil {
		p.state.font = p.fontOf(object.Dict{"Subtype": object.Name("Type1"), "BaseFont": object.Name("Helvetica")}) // as programs that show files do
	}
}

// fontOf returns a font, nil where there is none.
func (p *page) fontOf(o object.Object) *font.Font {
	ref, isRef := o.(object.Ref)
	if known, ok := p.fonts[ref]; isRef && ok {
		return known
	}
	dict := p.file.Dict(o)
	if dict == nil {
		return nil
	}
	made := font.New(p.file, dict)
	if isRef {
		p.fonts[ref] = made
	}
	return made
}

func (p *page) nextLine(x, y float64) {
	if line := (plane.Matrix{1, 0, 0, 1, x, y}).Times(p.state.line); line.Sound() {
		p.state.line, p.state.text = line, line
	}
}

// advance moves along the line.
func (p *page) advance(by float64) {
	t := &p.state
	if t.font != nil && t.font.Vertical {
		t.text = plane.Matrix{1, 0, 0, 1, 0, by}.Times(t.text)
		return
	}
	t.text = plane.Matrix{1, 0, 0, 1, by * t.scale, 0}.Times(t.text)
}

func (p *page) showLast(s *scanner) {
	p.out.Strings++
	if b, ok := s.last(text); ok {
		p.show(b)
	}
}

// show shows a string (9.4.3). A string in no font is not shown by anybody.
func (p *page) show(s []byte) {
	t := &p.state
	if t.font == nil {
		return
	}
	for len(s) > 0 && p.file.Step(1) {
		g, n := t.font.Next(s)
		s = s[n:]
		p.put(g)
		by := g.Advance*t.size + t.char
		if g.Space {
			by += t.word
		}
		p.advance(by)
		if !t.text.Sound() {
			t.text = plane.Identity()
			return
		}
	}
}

// put notes the characters of a glyph, which share its width.
func (p *page) put(g font.Glyph) {
	t := &p.state
	if p.muted > 0 {
		return
	}
	m := t.text.Times(t.to)
	x, y := -g.Left*t.size*t.scale, t.rise-g.Up*t.size
	from, to := m.Apply(x, y), m.Apply(x+g.Width*t.size*t.scale, y)
	size := math.Abs(t.size) * math.Hypot(m[2], m[3])
	turn, straight := plane.TurnOf(m[0]*t.size*t.scale, m[1]*t.size*t.scale)
	b := plane.Standing(from, to, size, turn)
	cx, cy := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
	outside := !(cx >= t.clip.X0 && cx <= t.clip.X1 && cy >= t.clip.Y0 && cy <= t.clip.Y1)
	cut := b.X0 < t.clip.X0+atEdge*size || b.X1 > t.clip.X1-atEdge*size
	if turn%2 == 1 {
		cut = b.Y0 < t.clip.Y0+atEdge*size || b.Y1 > t.clip.Y1-atEdge*size
	}
	if !straight && !outside {
		p.out.Slanted++ // a watermark across the page
		return
	}
	c := pageread.Char{X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y1, Size: size, Turn: turn, String: p.out.Strings, Hidden: p.isUnseen(), Outside: outside, Cut: cut, Bold: t.font.Bold || t.mode == 2}
	runes := 0
	for range g.Text {
		runes++
	}
	i := 0
	for _, r := range g.Text {
		if !p.mark() {
			return
		}
		c.Rune = r
		if p.isPale() {
			p.pale = append(p.pale, len(p.out.Chars))
		}
		p.out.Chars = append(p.out.Chars, part(c, i, runes))
		i++
	}
}

// atEdge is how near the edge of what is shown a character stands beside which others may be cut off, in parts of its size.
const atEdge = 0.1

// part returns the part of a character's box that the one of several has which share a glyph.
func part(c pageread.Char, i, of int) pageread.Char {
	if of < 2 {
		return c
	}
	from, to := float64(i)/float64(of), float64(i+1)/float64(of)
	w, h := c.X1-c.X0, c.Y1-c.Y0
	switch c.Turn {
	case 0:
		c.X0, c.X1 = c.X0+from*w, c.X0+to*w
	case 1:
		c.Y0, c.Y1 = c.Y0+from*h, c.Y0+to*h
	case 2:
		c.X0, c.X1 = c.X1-to*w, c.X1-from*w
	case 3:
		c.Y0, c.Y1 = c.Y1-to*h, c.Y1-from*h
	}
	return c
}
