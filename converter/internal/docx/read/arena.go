package read

import (
	"strings"

	"nianbao/converter/internal/document"
)

// arena hands out strings, runs and paragraphs from larger pieces of memory: a report has hundreds of each, most of them
// tiny. What it hands out lives as long as its piece; all of it belongs to one document.
type arena struct {
	text       *strings.Builder
	runs       []document.Run
	paragraphs []document.Paragraph
	pointers   []*document.Paragraph
	size       int
}

const pieceOfText, pieceOfItems = 16 << 10, 128

// string returns b as a string.
func (a *arena) string(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if len(b) > pieceOfText/4 {
		return string(b)
	}
	if a.text == nil || a.text.Cap()-a.text.Len() < len(b) {
		a.text = &strings.Builder{}
		a.text.Grow(a.piece())
	}
	start := a.text.Len()
	a.text.Write(b) // within capacity: strings cut from the builder before stay as they are
	return a.text.String()[start:]
}

// piece grows from small to full pieces, so that a tiny file costs little.
func (a *arena) piece() int {
	a.size = min(max(2*a.size, pieceOfText/4), pieceOfText)
	return a.size
}

// take returns a copy of runs.
func (a *arena) take(runs []document.Run) []document.Run {
	if len(runs) == 0 {
		return nil
	}
	if len(runs) > pieceOfItems/4 {
		return append([]document.Run(nil), runs...)
	}
	if cap(a.runs)-len(a.runs) < len(runs) {
		a.runs = make([]document.Run, 0, pieceOfItems)
	}
	start := len(a.runs)
	a.runs = append(a.runs, runs...)
	return a.runs[start:len(a.runs):len(a.runs)]
}

// paragraph returns a new paragraph.
func (a *arena) paragraph() *document.Paragraph {
	if len(a.paragraphs) == cap(a.paragraphs) {
		a.paragraphs = make([]document.Paragraph, 0, pieceOfItems)
	}
	a.paragraphs = append(a.paragraphs, document.Paragraph{})
	return &a.paragraphs[len(a.paragraphs)-1]
}

// one returns a list of one paragraph, which is what nearly every cell holds.
func (a *arena) one(p *document.Paragraph) []*document.Paragraph {
	if len(a.pointers) == cap(a.pointers) {
		a.pointers = make([]*document.Paragraph, 0, pieceOfItems)
	}
	a.pointers = append(a.pointers, p)
	return a.pointers[len(a.pointers)-1 : len(a.pointers) : len(a.pointers)]
}
