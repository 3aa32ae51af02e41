package content

import (
	"nianbao/converter/internal/pdfread/font"
	"nianbao/converter/internal/plane"
)

// state is the part of the graphics state (8.4) that reading needs. It is copied by q and put back by Q.
type state struct {
	to          plane.Matrix // from user space to the page
	clip        plane.Box
	lineWidth   float64
	space       space
	strokeSpace space
	white       bool // what is filled is white: nothing is seen of it
	whiteStroke bool
	pattern     bool // what is filled is a pattern

	alpha           float64 // how much of what is filled is seen, 1 for all
	blended, masked bool    // it mixes with what lies below
	ragged          bool    // what is shown is less than the clipping box

	font       *font.Font
	size       float64
	char, word float64 // spacing
	scale      float64 // horizontal, 1 for 100 %
	leading    float64
	rise       float64
	mode       int

	text, line plane.Matrix // between BT and ET: where the next glyph and where the line begins
}

func newState(to plane.Matrix, clip plane.Box) state {
	return state{to: to, clip: clip, lineWidth: 1, alpha: 1, scale: 1, text: plane.Identity(), line: plane.Identity()}
}

// mostStates is how many states may be kept: readers of PDF are asked for 28 (annex C.2), programs nest some dozen.
const mostStates = 512

func (p *page) save() {
	if len(p.stack) < mostStates {
		p.stack = append(p.stack, p.state)
	}
}

// restore puts a state back that was kept since floor: a form cannot undo what stands around it.
func (p *page) restore(floor int) {
	if n := len(p.stack); n > floor {
		p.state = p.stack[n-1]
		p.stack = p.stack[:n-1]
	}
}
