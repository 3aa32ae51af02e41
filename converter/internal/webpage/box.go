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
	children []*box
	place    document.Place
	runs     []document.Run // of paragraphs
	grid     *grid          // of tables, once resolved
	own      *document.Meta
	key      string // of tables
	format   string

	// sums over the box and those below it; see weigh
	evidence, plain int32

	// paragraphs
	level  int   // 1 to 6 for h1 to h6
	length int32 // characters without white space
	linked int32 // of these, in links
	script int32 // of these, in links that lead nowhere: javascript: or #

	colSpan, rowSpan int   // of cells
	after            int32 // of strays: how many rows of the table came before
	rows             int32 // of tables, so far
	figures          int32 // cells of a table that hold nothing but a number

	// What is small stands together, and counts are of 32 bits (a page has 20 MiB): a page may have a hundred thousand boxes, and each gap
	// between would cost eight bytes.
	kind    kind
	role    document.Role // of paragraphs, as marked by this product
	hidden  bool          // by style or attribute of this element or one around it
	chrome  bool          // its name, role or class says that it is part of the page's frame
	telling bool          // see weigh
	titled  bool          // of paragraphs: the element is the headline by name or class
	pre     bool          // of paragraphs: a line of preformatted text
	header  bool          // of cells: th; of row groups: thead
	foot    bool          // tfoot
	closed  bool          // of tables, by its own end tag
	filled  bool          // of tables: a cell was opened
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
