package worddoc

import "nianbao/converter/internal/wordml"

// boxes are the text boxes of the text: where they are anchored, and which stretch of their part's characters is theirs.
type boxes struct {
	shapes map[int]uint32    // by the character of the anchor
	text   map[uint32][2]int // by shape
	order  []uint32          // shapes with text, as their text stands
	placed map[uint32]bool
}

// readBoxes reads PlcSpa ([MS-DOC] 2.8.37) and PlcftxbxTxt (2.8.32).
func (r *reader) readBoxes() {
	r.boxes = boxes{shapes: map[int]uint32{}, text: map[uint32][2]int{}, placed: map[uint32]bool{}}
	anchors := newPLC(r.at(shapes), 26)
	for i := range anchors.n {
		if !r.meter.Step(1) {
			return
		}
		r.boxes.shapes[anchors.pos(i)] = le.Uint32(anchors.element(i))
	}
	texts := newPLC(r.at(boxText), 22)
	start := r.start(textBoxes)
	for i := range texts.n {
		if !r.meter.Step(1) {
			return
		}
		e := texts.element(i)
		from, to := texts.pos(i), texts.pos(i+1)
		if reused := le.Uint16(e[8:]) != 0; reused || to <= from || to > r.counts[textBoxes] {
			continue // not in use
		}
		shape := le.Uint32(e[14:])
		if _, twice := r.boxes.text[shape]; !twice {
			r.boxes.text[shape] = [2]int{start + from, start + to}
			r.boxes.order = append(r.boxes.order, shape)
		}
	}
}

// box adds the text of the shape that is anchored at a character. A shape without text is a picture or a drawing.
func (r *reader) box(at int, in *wordml.Inline) {
	shape, ok := r.boxes.shapes[at]
	if !ok {
		return
	}
	if _, ok := r.boxes.text[shape]; !ok {
		in.Image()
		return
	}
	r.boxText(shape, in)
}

func (r *reader) boxText(shape uint32, in *wordml.Inline) {
	if r.boxes.placed[shape] {
		return
	}
	r.boxes.placed[shape] = true
	stretch := r.boxes.text[shape]
	flow := wordml.NewFlow(r.limits)
	r.walk(stretch[0], stretch[1], flow, true)
	if flow.HasText() {
		in.TextBox(flow)
	}
}

// strayBoxes adds the text boxes whose anchor was not found, in a paragraph at the end: they are in groups of shapes.
func (r *reader) strayBoxes(flow *wordml.Flow) {
	for _, shape := range r.boxes.order {
		if !r.boxes.placed[shape] {
			var in wordml.Inline
			if r.boxText(shape, &in); !in.Empty() {
				flow.Paragraph(0, wordml.Paragraph{}, &in)
			}
		}
	}
}
