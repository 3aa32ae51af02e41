package content

import (
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/plane"
)

// path is the path under construction (8.5.2), on the page.
type path struct {
	segments []segment
	rects    []plane.Box // of re, where they lie straight
	start    plane.Point
	at       plane.Point
	bounds   plane.Box
	any      bool // the bounds hold something
	curved   bool
	straight bool // the first of the rectangles lies straight
	clip     bool // W: the path clips once it is painted
}

type segment struct{ from, to plane.Point }

// mostSegments is how many segments of a path are kept: drawings have thousands, tables a few.
const mostSegments = 20_000

func (p *page) pathOperator(op string, s *scanner) bool {
	switch op {
	case "m":
		if n, ok := s.numbers(2); ok {
			p.moveTo(p.state.to.Apply(n[0].value, n[1].value))
		}
	case "l":
		if n, ok := s.numbers(2); ok {
			p.lineTo(p.state.to.Apply(n[0].value, n[1].value))
		}
	case "c":
		p.curveTo(s, 6)
	case "v", "y":
		p.curveTo(s, 4)
	case "h":
		p.lineTo(p.path.start)
	case "re":
		if n, ok := s.numbers(4); ok {
			p.rectangle(n[0].value, n[1].value, n[2].value, n[3].value)
		}
	case "W", "W*":
		p.path.clip = true
	case "n":
		p.paint(false, false)
	case "S":
		p.paint(true, false)
	case "s":
		p.lineTo(p.path.start)
		p.paint(true, false)
	case "f", "F", "f*":
		p.paint(false, true)
	case "B", "B*":
		p.paint(true, true)
	case "b", "b*":
		p.lineTo(p.path.start)
		p.paint(true, true)
	default:
		return false
	}
	return true
}

func (p *page) moveTo(to plane.Point) {
	p.path.start, p.path.at = to, to
	p.extend(to)
}

func (p *page) lineTo(to plane.Point) {
	if len(p.path.segments) < mostSegments {
		p.path.segments = append(p.path.segments, segment{p.path.at, to})
	}
	p.path.at = to
	p.extend(to)
}

func (p *page) curveTo(s *scanner, operands int) {
	n, ok := s.numbers(operands)
	if !ok {
		return
	}
	p.path.curved = true
	for i := 0; i < operands; i += 2 {
		p.path.at = p.state.to.Apply(n[i].value, n[i+1].value)
		p.extend(p.path.at)
	}
}

func (p *page) rectangle(x, y, w, h float64) {
	b := p.state.to.Around(x, y, x+w, y+h)
	corner := p.state.to.Apply(x, y)
	p.path.start, p.path.at = corner, corner
	p.extend(plane.Point{X: b.X0, Y: b.Y0})
	p.extend(plane.Point{X: b.X1, Y: b.Y1})
	if len(p.path.rects) == 0 {
		to := &p.state.to
		p.path.straight = to[1] == 0 && to[2] == 0 || to[0] == 0 && to[3] == 0
	}
	if len(p.path.rects) < mostSegments {
		p.path.rects = append(p.path.rects, b)
	}
}

func (p *page) extend(to plane.Point) {
	if !p.path.any {
		p.path.bounds = plane.Box{X0: to.X, Y0: to.Y, X1: to.X, Y1: to.Y}
		p.path.any = true
		return
	}
	p.path.bounds = p.path.bounds.With(to)
}

// paint ends a path: what of it is a rule is noted, and it clips if it was to.
func (p *page) paint(stroke, fill bool) {
	if p.muted == 0 {
		if stroke && !p.state.whiteStroke {
			p.strokeRules()
		}
		if fill && !p.state.white && p.state.alpha > 0 {
			p.fillRules()
		}
		if fill {
			p.coverFilled()
		}
	}
	if p.path.clip && p.path.any {
		if _, whole := p.path.rectangle(); !whole {
			p.state.ragged = true
		}
		p.state.clip = p.state.clip.Within(p.path.bounds)
	}
	p.path = path{segments: p.path.segments[:0], rects: p.path.rects[:0]}
}

// strokeRules notes the straight lines of a path that lie level or upright. A rectangle is four of them.
func (p *page) strokeRules() {
	half := max(p.state.lineWidth*p.state.to.Scale(), 0.1) / 2
	for _, s := range p.path.segments {
		p.strokeRule(s.from, s.to, half)
	}
	for _, b := range p.path.rects {
		if b.X1-b.X0 < pageread.Thickest || b.Y1-b.Y0 < pageread.Thickest {
			p.rule(plane.Box{X0: b.X0 - half, Y0: b.Y0 - half, X1: b.X1 + half, Y1: b.Y1 + half})
			continue
		}
		p.strokeRule(plane.Point{X: b.X0, Y: b.Y0}, plane.Point{X: b.X1, Y: b.Y0}, half)
		p.strokeRule(plane.Point{X: b.X0, Y: b.Y1}, plane.Point{X: b.X1, Y: b.Y1}, half)
		p.strokeRule(plane.Point{X: b.X0, Y: b.Y0}, plane.Point{X: b.X0, Y: b.Y1}, half)
		p.strokeRule(plane.Point{X: b.X1, Y: b.Y0}, plane.Point{X: b.X1, Y: b.Y1}, half)
	}
}

// level is how far the ends of a line may differ in height, for one that lies level.
const level = 1.0

func (p *page) strokeRule(from, to plane.Point, half float64) {
	b := plane.Box{X0: from.X, Y0: from.Y, X1: from.X, Y1: from.Y}.With(to)
	switch w, h := b.X1-b.X0, b.Y1-b.Y0; { // a short and thick one is a rule across, or clipped to one
	case h <= level && w > h:
		p.rule(plane.Box{X0: b.X0, Y0: b.Y0 - half, X1: b.X1, Y1: b.Y1 + half})
	case w <= level && h > w:
		p.rule(plane.Box{X0: b.X0 - half, Y0: b.Y0, X1: b.X1 + half, Y1: b.Y1})
	}
}

// fillRules notes what is filled and as thin as a line: rectangles, and the outlines of four sides that some programs draw for
// a border.
func (p *page) fillRules() {
	for _, b := range p.path.rects {
		p.rule(b)
	}
	if n := len(p.path.segments); n > 0 && !p.path.curved && len(p.path.rects) == 0 {
		p.fillOutlines()
	}
}

// fillOutlines notes each closed stretch of segments as its box.
func (p *page) fillOutlines() {
	segments := p.path.segments
	for from := 0; from < len(segments); {
		b := plane.Box{X0: segments[from].from.X, Y0: segments[from].from.Y, X1: segments[from].from.X, Y1: segments[from].from.Y}
		to := from
		for ; to < len(segments) && (to == from || segments[to].from == segments[to-1].to); to++ {
			b = b.With(segments[to].to)
		}
		p.rule(b)
		from = to
	}
}

// rule notes a box as a rule if it is one, as far as it is not clipped.
func (p *page) rule(b plane.Box) {
	clip := p.state.clip
	// A rule that lies on the edge of the clipping box is seen: programs clip to the cell whose border they draw.
	b = b.Within(plane.Box{X0: clip.X0 - 0.5, Y0: clip.Y0 - 0.5, X1: clip.X1 + 0.5, Y1: clip.Y1 + 0.5})
	if r, ok := pageread.Ruled(b); ok && p.mark() {
		p.out.Rules = append(p.out.Rules, r)
	}
}
