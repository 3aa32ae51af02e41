package content

import "nianbao/converter/internal/pageread"

// path is the path under construction (8.5.2), on the page.
type path struct {
	segments []segment
	rects    []box // of re, where they lie straight
	start    point
	at       point
	bounds   box
	any      bool // the bounds hold something
	curved   bool
	clip     bool // W: the path clips once it is painted
}

type segment struct{ from, to point }

// mostSegments is how many segments of a path are kept: drawings have thousands, tables a few.
const mostSegments = 20_000

// thickest is how thick a rule may be, in points; what is thicker is an area.
const thickest = 3.2

// shortest is how long it must be.
const shortest = 2.0

func (p *page) pathOperator(op string, s *scanner) bool {
	switch op {
	case "m":
		if n, ok := s.numbers(2); ok {
			p.moveTo(p.state.to.apply(n[0].value, n[1].value))
		}
	case "l":
		if n, ok := s.numbers(2); ok {
			p.lineTo(p.state.to.apply(n[0].value, n[1].value))
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

func (p *page) moveTo(to point) {
	p.path.start, p.path.at = to, to
	p.extend(to)
}

func (p *page) lineTo(to point) {
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
		p.path.at = p.state.to.apply(n[i].value, n[i+1].value)
		p.extend(p.path.at)
	}
}

func (p *page) rectangle(x, y, w, h float64) {
	b := p.state.to.around(x, y, x+w, y+h)
	corner := p.state.to.apply(x, y)
	p.path.start, p.path.at = corner, corner
	p.extend(point{b.x0, b.y0})
	p.extend(point{b.x1, b.y1})
	if len(p.path.rects) < mostSegments {
		p.path.rects = append(p.path.rects, b)
	}
}

func (p *page) extend(to point) {
	if !p.path.any {
		p.path.bounds = box{to.x, to.y, to.x, to.y}
		p.path.any = true
		return
	}
	p.path.bounds = p.path.bounds.with(to)
}

// paint ends a path: what of it is a rule is noted, and it clips if it was to.
func (p *page) paint(stroke, fill bool) {
	if p.muted == 0 {
		if stroke && !p.state.whiteStroke {
			p.strokeRules()
		}
		if fill && !p.state.white {
			p.fillRules()
		}
	}
	if p.path.clip && p.path.any {
		p.state.clip = p.state.clip.within(p.path.bounds)
	}
	p.path = path{segments: p.path.segments[:0], rects: p.path.rects[:0]}
}

// strokeRules notes the straight lines of a path that lie level or upright. A rectangle is four of them.
func (p *page) strokeRules() {
	half := max(p.state.lineWidth*p.state.to.scale(), 0.1) / 2
	if 2*half > thickest {
		return
	}
	for _, s := range p.path.segments {
		p.strokeRule(s.from, s.to, half)
	}
	for _, b := range p.path.rects {
		if b.x1-b.x0 < thickest || b.y1-b.y0 < thickest {
			p.rule(box{b.x0 - half, b.y0 - half, b.x1 + half, b.y1 + half})
			continue
		}
		p.strokeRule(point{b.x0, b.y0}, point{b.x1, b.y0}, half)
		p.strokeRule(point{b.x0, b.y1}, point{b.x1, b.y1}, half)
		p.strokeRule(point{b.x0, b.y0}, point{b.x0, b.y1}, half)
		p.strokeRule(point{b.x1, b.y0}, point{b.x1, b.y1}, half)
	}
}

// level is how far the ends of a line may differ in height, for one that lies level.
const level = 1.0

func (p *page) strokeRule(from, to point, half float64) {
	b := box{from.x, from.y, from.x, from.y}.with(to)
	switch w, h := b.x1-b.x0, b.y1-b.y0; {
	case h <= level && w > h:
		p.rule(box{b.x0, b.y0 - half, b.x1, b.y1 + half})
	case w <= level && h > w:
		p.rule(box{b.x0 - half, b.y0, b.x1 + half, b.y1})
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
		b := box{segments[from].from.x, segments[from].from.y, segments[from].from.x, segments[from].from.y}
		to := from
		for ; to < len(segments) && (to == from || segments[to].from == segments[to-1].to); to++ {
			b = b.with(segments[to].to)
		}
		p.rule(b)
		from = to
	}
}

// rule notes a box as a rule if it is one, as far as it is not clipped.
func (p *page) rule(b box) {
	clip := p.state.clip
	// A rule that lies on the edge of the clipping box is seen: programs clip to the cell whose border they draw.
	b = b.within(box{clip.x0 - 0.5, clip.y0 - 0.5, clip.x1 + 0.5, clip.y1 + 0.5})
	w, h := b.x1-b.x0, b.y1-b.y0
	if !(w >= 0 && h >= 0) || min(w, h) > thickest || max(w, h) < shortest || !p.mark() {
		return
	}
	p.out.Rules = append(p.out.Rules, pageread.Rule{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1})
}
