package webpage

import (
	"nianbao/converter/internal/document"
)

// kind is what a box of the tree is.
type kind uint8

const (
	group     kind = iota // a block element that holds blocks
	paragraph             // a run of inline content
	table
	rowGroup // thead, tbody, tfoot
	row
	cell
	caption
	stray // what stands inside a table but outside its cells
)

// box is a node of the tree: paragraphs and tables in groups. Inline elements leave no boxes.
type box struct {
	kind     kind
	children []*box
	place    document.Place
	hidden   bool // by style or attribute of this element or one around it
	chrome   bool // its name, role or class says that it is part of the page's frame

	// sums over the box and those below it; see weigh
	evidence, plain int
	telling         bool

	// paragraphs
	runs   []document.Run
	role   document.Role // as marked by this product
	level  int           // 1 to 6 for h1 to h6
	titled bool          // the element is the headline by name or class
	pre    bool          // a line of preformatted text
	length int           // characters without white space
	linked int           // of these, in links
	script int           // of these, in links that lead nowhere: javascript: or #

	// cells
	colSpan, rowSpan int
	header           bool // th; of row groups: thead
	foot             bool // tfoot

	// strays: how many rows of the table came before
	after int

	// tables
	closed bool // by its own end tag
	key    string
	format string
	rows   int  // rows so far
	filled bool // a cell was opened

	grid    *grid // once resolved
	figures int   // cells that hold nothing but a number

	own *document.Meta
}

func (b *box) add(child *box) { b.children = append(b.children, child) }

// text returns a paragraph's text.
func (b *box) text() string {
	if len(b.runs) == 1 {
		return b.runs[0].Text
	}
	p := document.Paragraph{Runs: b.runs}
	return p.Text()
}

// structural reports whether the box is part of a table's skeleton, where text may not stand.
func (b *box) structural() bool { return b.kind == table || b.kind == rowGroup || b.kind == row }

// visit calls f for b and all boxes below it in order, until f returns false for a box, whose children are left out.
// The tree is no deeper than the limit on nesting.
func (b *box) visit(f func(*box) bool) {
	if !f(b) {
		return
	}
	for _, c := range b.children {
		c.visit(f)
	}
}
