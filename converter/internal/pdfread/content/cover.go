package content

import (
	"slices"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/plane"
)

// What is painted later lies above. Programs that recognise scans set the text first and the picture of the page over it; people who change a
// figure put a white box over the old one. Such text is in the file, and nobody sees it.

// compared is how many comparisons are counted as one operator.
const compared = 32

// covers reports whether what is painted now hides what lies below it: it lets nothing through, and its shape is known.
func (p *page) covers() bool {
	t := &p.state
	return t.alpha >= 1 && !t.blended && !t.masked && !t.ragged && p.veiled == 0
}

// cover marks the characters below a box as not seen. It costs an operator for each few characters that are looked at.
func (p *page) cover(b plane.Box) {
	b = b.Within(p.state.clip)
	if b.X1 <= b.X0 || b.Y1 <= b.Y0 || len(p.out.Chars) == 0 || !p.covers() {
		return
	}
	if p.operators += len(p.out.Chars) / compared; p.operators > p.file.Limits().PDFOperators {
		p.file.Fail(&limit.Exceeded{What: Operators, Limit: int64(p.file.Limits().PDFOperators)})
		return
	}
	for i := range p.out.Chars {
		c := &p.out.Chars[i]
		if x, y := (c.X0+c.X1)/2, (c.Y0+c.Y1)/2; x > b.X0 && x < b.X1 && y > b.Y0 && y < b.Y1 {
			c.Hidden = true
		}
	}
}

// mostDark is how many dark areas of a page are remembered.
const mostDark = 500

// darken remembers an area that is not white: white text there can be read. Elsewhere it cannot.
func (p *page) darken(b plane.Box) {
	if b.X1-b.X0 > pageread.Thickest && b.Y1-b.Y0 > pageread.Thickest && len(p.dark) <= mostDark {
		p.dark = append(p.dark, b)
	}
}

// isUnseen reports whether text that is painted now leaves nothing to see, whatever lies below; isPale whether it is white.
func (p *page) isUnseen() bool {
	t := &p.state
	return t.mode == 3 || t.mode == 7 || t.alpha == 0 && t.mode%4 == 0
}

func (p *page) isPale() bool { return p.state.white && p.state.mode%4 == 0 }

// hidePale marks white text that stands on white, once the page is done: in groups what lies below may be painted later.
func (p *page) hidePale() {
	if len(p.dark) > mostDark {
		return
	}
	for _, i := range p.pale {
		c := &p.out.Chars[i]
		x, y := (c.X0+c.X1)/2, (c.Y0+c.Y1)/2
		c.Hidden = c.Hidden || !slices.ContainsFunc(p.dark, func(b plane.Box) bool { return x >= b.X0 && x <= b.X1 && y >= b.Y0 && y <= b.Y1 })
	}
}

// coverFilled covers what lies below a path that is filled: a single rectangle. What a pattern leaves open nobody knows.
func (p *page) coverFilled() {
	if !p.state.white && p.state.alpha > 0 {
		p.darken(p.path.bounds)
	}
	if box, ok := p.path.rectangle(); ok && !p.state.pattern {
		p.cover(box)
	}
}

// coverPictured covers what lies below a picture that lets nothing through (8.9.6).
func (p *page) coverPictured(s *object.Stream) {
	p.darken(p.state.to.Around(0, 0, 1, 1))
	if s == nil || s.Dict["SMask"] != nil || s.Dict["Mask"] != nil || p.file.Resolve(s.Dict["ImageMask"]) == true || s.Dict["SMaskInData"] != nil {
		return
	}
	to := &p.state.to
	const level = 1e-3
	if scale := to.Scale() * level; abs(to[1]) <= scale && abs(to[2]) <= scale || abs(to[0]) <= scale && abs(to[3]) <= scale {
		p.cover(to.Around(0, 0, 1, 1))
	}
}

func abs(v float64) float64 { return max(v, -v) }

// rectangle returns the box of a path that is one rectangle which lies straight; false for others.
func (q *path) rectangle() (plane.Box, bool) {
	switch {
	case q.curved || !q.any:
		return plane.Box{}, false
	case len(q.segments) == 0:
		return q.bounds, len(q.rects) == 1 && q.straight
	case len(q.rects) > 0 || len(q.segments) < 3 || len(q.segments) > 5:
		return plane.Box{}, false
	}
	// Four sides that lie level or upright, one after the other, three of which are enough: the last one may be left out.
	const level = 0.05
	turns := 0
	for i, s := range q.segments {
		dx, dy := abs(s.to.X-s.from.X), abs(s.to.Y-s.from.Y)
		if dx > level && dy > level || i > 0 && s.from != q.segments[i-1].to {
			return plane.Box{}, false
		}
		if dx > level || dy > level {
			turns++
		}
	}
	w, h := q.bounds.X1-q.bounds.X0, q.bounds.Y1-q.bounds.Y0
	first := q.segments[0]
	long := max(abs(first.to.X-first.from.X), abs(first.to.Y-first.from.Y))
	return q.bounds, turns >= 3 && turns <= 4 && (abs(long-w) < level || abs(long-h) < level)
}
