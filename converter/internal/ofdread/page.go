package ofdread

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/plane"
)

// page is the run over one page.
type page struct {
	*file
	out   *pageread.Page
	to    plane.Matrix // from millimetres of the page to points of what is shown of it
	clip  plane.Box
	marks int

	pictures []shownPicture
}

// deepest is how many blocks and composites may lie in each other.
const deepest = 12

// mark counts a character or a rule and reports whether it shall be noted.
func (p *page) mark() bool {
	if p.fault != nil || !p.meter.Step(1) {
		return false
	}
	most := p.meter.Limits().PDFMarks
	if p.marks++; p.marks > most {
		p.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-marks"), "limit", most))
		return false
	}
	return true
}

// ran counts what was run: objects, operators of paths and the elements that they were looked for among, as often as that is done. It reports
// whether to go on.
func (p *page) ran(n int) bool {
	if p.fault != nil || !p.meter.Step(n) {
		return false
	}
	most := p.meter.Limits().PDFOperators
	if p.objects += n; p.objects > most {
		p.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-objects"), "limit", most))
	}
	return p.fault == nil
}

// child returns the first child of a name, and counts that all were looked through: the same element may be run many times.
func (p *page) child(e *element, name string) *element {
	if !p.ran(e.children) {
		return nil
	}
	return e.child(name)
}

// block shows the objects of a layer or a block (8.1).
func (p *page) block(e *element, to plane.Matrix, depth int) {
	if depth > deepest {
		p.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-blocks"), "limit", deepest))
		return
	}
	for c := e.first; c != nil; c = c.next {
		if !p.ran(1) {
			return
		}
		if isFalse(c.attr(attrVisible)) {
			continue
		}
		switch c.name {
		case "PageBlock", "Layer":
			p.block(c, to, depth+1)
		case "TextObject":
			p.text(c, p.object(c, to))
		case "PathObject":
			p.path(c, p.object(c, to))
		case "ImageObject":
			p.picture(c, p.object(c, to))
		case "CompositeObject":
			p.composite(c, p.object(c, to), depth)
		}
	}
}

// space is the space of an object (8.5): where its coordinates stand on the page, and what of it is seen.
type space struct {
	to   plane.Matrix
	clip plane.Box
	ok   bool
}

// object returns the space of an object: from its own coordinates by CTM to those that count from the corner of its boundary.
func (p *page) object(e *element, to plane.Matrix) space {
	boundary, ok := boxOf(e.attr(attrBoundary))
	if !ok {
		return space{}
	}
	s := space{to: matrixOf(e.attr(attrCTM)).Times(plane.Matrix{1, 0, 0, 1, boundary[0], boundary[1]}).Times(to)}
	s.clip = p.clip.Within(to.Around(boundary[0], boundary[1], boundary[0]+boundary[2], boundary[1]+boundary[3]))
	s.ok = s.to.Sound()
	return s
}

// composite shows a drawing that stands among the resources (13).
func (p *page) composite(e *element, s space, depth int) {
	unit := p.resources[e.attr(attrResourceID)]
	if unit == nil || !s.ok {
		return
	}
	content := p.child(unit, "Content")
	if content == nil {
		return
	}
	kept := p.clip
	p.clip = s.clip
	p.block(content, s.to, depth+1)
	p.clip = kept
}

// param returns an attribute of an object, or that of the drawing parameters that it refers to and those that they build on (8.2).
func (p *page) param(e *element, name attributeName) string {
	v := e.attr(name)
	ref := e.attr(attrDrawParam)
	for range deepest {
		d := p.resources[ref]
		if v != "" || d == nil {
			break
		}
		v, ref = d.attr(name), d.attr(attrRelative)
	}
	return v
}

// colour returns the element of a colour, that of the object or of its drawing parameters.
func (p *page) colour(e *element, name string) *element {
	c := e.child(name)
	ref := e.attr(attrDrawParam)
	for range deepest {
		d := p.resources[ref]
		if c != nil || d == nil {
			break
		}
		c, ref = p.child(d, name), d.attr(attrRelative)
	}
	return c
}

// unseen reports whether a colour leaves nothing to see: white, or wholly transparent (8.3). A colour that is not given is black.
func unseen(c *element) bool {
	if c == nil {
		return false
	}
	if alpha, ok := number(c.attr(attrAlpha)); ok && alpha == 0 {
		return true
	}
	values := strings.Fields(c.attr(attrValue))
	for _, s := range values {
		v, ok := number(s)
		if len(values) == 4 { // ink
			v = 255 - v
		}
		if !ok || v < 252 {
			return false
		}
	}
	return len(values) > 0
}
