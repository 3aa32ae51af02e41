package content

import (
	"slices"

	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/plane"
)

// deepest is how many forms may lie in each other: programs nest two or three.
const deepest = 12

// draw runs a form, or counts a picture (8.8).
func (p *page) draw(id object.Name, resources object.Dict) {
	reference := p.file.Dict(resources["XObject"])[id]
	stream := p.file.Stream(reference)
	if stream == nil || p.muted > 0 || p.isHidden(stream.Dict["OC"]) {
		return
	}
	switch p.file.Name(stream.Dict["Subtype"]) {
	case "Image":
		p.picture(stream)
	case "Form":
		ref, _ := reference.(object.Ref)
		if len(p.forms) >= deepest || slices.Contains(p.forms, ref) {
			return
		}
		p.forms = append(p.forms, ref)
		p.form(stream, resources)
		p.forms = p.forms[:len(p.forms)-1]
	}
}

func (p *page) form(stream *object.Stream, resources object.Dict) {
	kept, outer := p.state, p.path
	if !p.covers() { // what lets something through as a whole does so in all its parts
		p.veiled++
		defer func() { p.veiled-- }()
	}
	p.path = path{}
	if m, ok := p.matrixOf(stream.Dict["Matrix"]); ok {
		p.state.to = m.Times(p.state.to)
	}
	if b := p.file.Array(stream.Dict["BBox"]); len(b) == 4 && p.state.to.Sound() {
		var sides [4]float64
		for i := range sides {
			sides[i], _ = p.file.Number(b[i])
		}
		p.state.clip = p.state.clip.Within(p.state.to.Around(sides[0], sides[1], sides[2], sides[3]))
	}
	own := stream.Dict["Resources"]
	if own == nil { // files of PDF 1.1 have none there and mean the page's
		own = resources
	}
	if p.state.to.Sound() {
		p.run(p.file.Decode(stream), own)
	}
	p.state, p.path = kept, outer
}

func (p *page) matrixOf(o object.Object) (m plane.Matrix, ok bool) {
	list := p.file.Array(o)
	if len(list) != len(m) {
		return m, false
	}
	for i := range m {
		if m[i], ok = p.file.Number(list[i]); !ok {
			return m, false
		}
	}
	return m, true
}
