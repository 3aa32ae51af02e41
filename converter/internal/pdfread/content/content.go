// Package content runs the content streams of PDF pages (ISO 32000-1 8 and 9) and tells what they show: every character
// with the box that it takes, and every rule: lines and the thin rectangles that programs draw for them.
//
// It keeps of the graphics state what that needs: the transformation, the clipping box, the line width, whether a colour is
// white and lets something through, and the text state. Pictures are counted. Text that is painted over is not seen.
//
//	content.go   a page: its boxes, its turn, its streams
//	scan.go      bytes to operators
//	run.go       operators; state.go: what they change
//	text.go      text operators (9.4)
//	path.go      paths, and which of them are rules (8.5)
//	colour.go    colours, as far as they are white; the parameters of gs
//	cover.go     what lies below something that was painted later
//	picture.go   pictures, with where they lie (8.9)
//	form.go      form XObjects (8.10): content inside of content
//	layer.go     optional content that is switched off (8.11)
//
// Streams are untrusted. Operators are counted against limit.Limits.PDFOperators for the file as a whole, characters and rules
// against PDFMarks for a page, forms may lie in each other to a small depth and never in themselves. Nothing panics; what
// is malformed is skipped, as programs that show pages do.
package content

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/pdfread/font"
	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/plane"
)

// What the limits count, as [limit.Exceeded] names it.
const (
	Operators = diag.Word("pdf-operators")
	Marks     = diag.Word("pdf-marks")
)

// Reader reads the pages of a file; it remembers fonts. It belongs to the goroutine of its file.
type Reader struct {
	file      *object.File
	fonts     map[object.Ref]*font.Font
	hidden    map[object.Ref]bool // layers that are switched off
	operators int
	pictures  []Picture // of the last page
}

// NewReader returns a reader for the pages of a file.
func NewReader(f *object.File) *Reader {
	return &Reader{file: f, fonts: map[object.Ref]*font.Font{}, hidden: hiddenLayers(f)}
}

// Source is a page of a file: what it shows and where.
type Source struct {
	Content   []byte        // of all its streams
	Resources object.Object // inherited or its own
	Box       [4]float64    // the part of its space that is shown: left, bottom, right, top
	Rotate    int           // quarter turns clockwise
	Unit      float64       // points a unit (UserUnit); 0 for 1
}

// Page runs the content of a page. Errors are those of the file.
func (r *Reader) Page(s Source) *pageread.Page {
	unit := s.Unit
	if unit <= 0 {
		unit = 1
	}
	width, height := (s.Box[2]-s.Box[0])*unit, (s.Box[3]-s.Box[1])*unit
	// From the page's space, whose y grows upwards, to the page as it is looked at.
	to := plane.Matrix{unit, 0, 0, -unit, -s.Box[0] * unit, s.Box[3] * unit}
	switch (s.Rotate%4 + 4) % 4 {
	case 1:
		to = to.Times(plane.Matrix{0, 1, -1, 0, height, 0})
		width, height = height, width
	case 2:
		to = to.Times(plane.Matrix{-1, 0, 0, -1, width, height})
	case 3:
		to = to.Times(plane.Matrix{0, -1, 1, 0, 0, width})
		width, height = height, width
	}
	r.pictures = nil
	p := &page{Reader: r, out: &pageread.Page{Width: width, Height: height}}
	p.state = newState(to, plane.Box{X0: 0, Y0: 0, X1: width, Y1: height})
	p.run(s.Content, s.Resources)
	p.hidePale()
	return p.out
}

// page is the run over one page.
type page struct {
	*Reader
	out    *pageread.Page
	state  state
	stack  []state
	path   path
	forms  []object.Ref // that the operators stand in
	dark   []plane.Box  // areas that are not white
	pale   []int        // characters that are
	marks  int
	muted  int    // levels of marked content that is switched off
	veiled int    // levels of forms that are transparent as a whole
	marked []bool // of each open level of marked content, whether it is
}

// mark counts a character or a rule and reports whether it shall be noted.
func (p *page) mark() bool {
	if p.marks++; p.marks > p.file.Limits().PDFMarks {
		p.file.Fail(&limit.Exceeded{What: Marks, Limit: int64(p.file.Limits().PDFMarks)})
		return false
	}
	return true
}

// operator counts an operator and reports whether the run shall go on.
func (p *page) operator() bool {
	if p.operators++; p.operators > p.file.Limits().PDFOperators {
		p.file.Fail(&limit.Exceeded{What: Operators, Limit: int64(p.file.Limits().PDFOperators)})
	}
	return p.file.Step(1)
}
