package ofdread

import (
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/plane"
)

// thin is how thick lines are where nothing else is said, in millimetres (8.2).
const thin = 0.353

// path notes what of a path object (9.1) is a rule.
func (p *page) path(e *element, s space) {
	data := p.child(e, "AbbreviatedData")
	if !s.ok || data == nil {
		return
	}
	d := &drawing{page: p, space: s}
	if !isFalse(e.attr(attrStroke)) && !unseen(p.colour(e, "StrokeColor")) {
		d.half = max(otherwise(p.param(e, attrLineWidth), thin)*s.to.Scale(), 0.1) / 2
	}
	d.fill = e.attr(attrFill) == "true" && !unseen(p.colour(e, "FillColor"))
	if d.half > 0 || d.fill {
		d.run(data.text)
	}
}

// drawing is a path being drawn.
type drawing struct {
	*page
	space
	half      float64 // of the line's width, in points; 0 where no line is drawn
	fill      bool
	start, at plane.Point
	outline   plane.Box // of the stretch that began at start
	straight  bool      // all of it is
	drawn     bool
}

// operands says how many numbers an operator takes (9.3).
func operands(op string) (n int, known bool) {
	switch op {
	case "S", "M", "L":
		return 2, true
	case "Q":
		return 4, true
	case "B":
		return 6, true
	case "A":
		return 7, true
	case "C":
		return 0, true
	}
	return 0, false
}

// run reads the operators of a path. What is none is passed, an operator without its numbers too.
func (d *drawing) run(data string) {
	for d.fault == nil {
		op, behind := field(data)
		if op == "" || !d.ran(1) {
			break
		}
		data = behind
		n, known := operands(op)
		var values [7]float64
		if !known {
			continue
		}
		for i := range n {
			var number string
			if number, behind = field(behind); !readNumber(number, &values[i]) {
				known = false
				break
			}
		}
		if known {
			data = behind
			d.operator(op, values[:n])
		}
	}
	d.end()
}

// operator does what an operator says.
func (d *drawing) operator(op string, values []float64) {
	if op == "C" {
		d.line(d.start)
		return
	}
	to := d.space.to.Apply(values[len(values)-2], values[len(values)-1])
	switch op {
	case "S", "M":
		d.end()
		d.start, d.at, d.outline = to, to, plane.Box{X0: to.X, Y0: to.Y, X1: to.X, Y1: to.Y}
		d.straight, d.drawn = true, false
	case "L":
		d.line(to)
	default:
		d.straight, d.at = false, to
	}
}

// line draws a straight line, a rule where it lies level or upright.
func (d *drawing) line(to plane.Point) {
	const level = 1.0
	from := d.at
	d.at, d.outline, d.drawn = to, d.outline.With(to), true
	if d.half == 0 || 2*d.half > pageread.Thickest {
		return
	}
	b := plane.Box{X0: from.X, Y0: from.Y, X1: from.X, Y1: from.Y}.With(to)
	switch w, h := b.X1-b.X0, b.Y1-b.Y0; {
	case h <= level && w > h:
		b.Y0, b.Y1 = b.Y0-d.half, b.Y1+d.half
	case w <= level && h > w:
		b.X0, b.X1 = b.X0-d.half, b.X1+d.half
	default:
		return
	}
	d.rule(b)
}

// end ends a stretch: what is filled and thin is a rule.
func (d *drawing) end() {
	if d.fill && d.drawn && d.straight {
		d.rule(d.outline)
	}
	d.drawn = false
}

// rule notes a box as a rule if it is one, as far as it is seen. Programs make the boundary of a line as narrow as the line.
func (d *drawing) rule(b plane.Box) {
	clip := d.space.clip
	b = b.Within(plane.Box{X0: clip.X0 - 2, Y0: clip.Y0 - 2, X1: clip.X1 + 2, Y1: clip.Y1 + 2})
	if r, ok := pageread.Ruled(b); ok && d.mark() {
		d.out.Rules = append(d.out.Rules, r)
	}
}
