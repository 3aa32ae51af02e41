package layout

import (
	"slices"

	"nianbao/converter/internal/document"
)

// Kind is what an element of the structure is.
type Kind uint8

// The kinds of elements.
const (
	Paragraph Kind = iota
	Heading
	Table
	TableHead // the rows that are repeated on each page
	TableBody
	TableRow
	HeaderCell
	DataCell
)

// Scope says what a header cell is the header of.
type Scope uint8

// The scopes. NoScope is that of all that is no header cell.
const (
	NoScope Scope = iota
	ColumnScope
	RowScope
)

// Element is a node of what a document is, beside how it looks: its headings, paragraphs and tables in reading order, as
// programs read them aloud and archives keep them (ISO 32000-1 14.7, 14.8).
type Element struct {
	Kind   Kind
	Level  int   // of a heading, 1 is the highest; a level is at most one deeper than the one before
	RunIn  bool  // a heading that stands in one line with the beginning of its text
	Parent int32 // index of the element around it, which stands before it; -1: the document
	// Block is the index of the document's block, Cell that of the table's cell or -1.
	Block, Cell int32

	Caption, Summary string // of a table: its name and what it holds, where the document says so
	// Of cells: how many rows and columns it takes, at least 1, and what it is the header of.
	RowSpan, ColSpan int
	Scope            Scope
	// Headers are the elements of the header cells that say what a data cell holds, those of its columns first.
	Headers []int32
}

// Type returns the standard structure type (ISO 32000-1 14.8.4), by which writers of other formats name elements too.
func (e *Element) Type() string {
	switch e.Kind {
	case Heading:
		return [...]string{"H1", "H2", "H3", "H4", "H5", "H6"}[max(1, min(e.Level, deepestHeading))-1]
	case Table:
		return "Table"
	case TableHead:
		return "THead"
	case TableBody:
		return "TBody"
	case TableRow:
		return "TR"
	case HeaderCell:
		return "TH"
	case DataCell:
		return "TD"
	}
	return "P"
}

// Artifact stands in Run.Element for text that is no content: page numbers, what is printed again on a further page.
const Artifact int32 = -1

// origin says which element the text of a line belongs to. Characters before leadEnd belong to lead, the heading that
// runs into the paragraph; lead is element where there is none.
type origin struct {
	element, lead int32
	leadEnd       int // index in layouter.chars
}

func originIn(element int32) origin { return origin{element: element, lead: element} }

// of returns the element of the character with the index.
func (o *origin) of(char int) int32 {
	if char < o.leadEnd {
		return o.lead
	}
	return o.element
}

func (l *layouter) addElement(e Element) int32 {
	l.pages.Structure = append(l.pages.Structure, e)
	return int32(len(l.pages.Structure) - 1)
}

// deepestHeading is the lowest of the levels that PDF has (14.8.4.3.2: H1 to H6).
const deepestHeading = 6

// headingLevel returns the level for a heading that its style puts at an outline level, 0 being the title: levels go down
// one step at a time (ISO 14289-1 7.4.2).
func (l *layouter) headingLevel(outline int) int {
	l.heading = min(outline+1, l.heading+1, deepestHeading)
	return l.heading
}

// paragraphOrigin adds the elements of a paragraph outside tables: a heading, or text, which may have a heading that runs
// into it. Paragraphs without a character have none.
func (l *layouter) paragraphOrigin(p *document.Paragraph, role document.Role, index int) origin {
	if p.Text() == "" {
		return originIn(Artifact)
	}
	e := Element{Parent: -1, Block: int32(index), Cell: -1}
	switch outline := l.style.Of(role).Outline; {
	case role == document.Title:
		e.Kind, e.Level = Heading, l.headingLevel(0)
	case outline > 0:
		e.Kind, e.Level = Heading, l.headingLevel(outline)
	case l.hasRunIn(p):
		lead := e
		lead.Kind, lead.Level, lead.RunIn = Heading, l.headingLevel(l.style.Of(p.Runs[0].As).Outline), true
		o := origin{lead: l.addElement(lead)}
		o.element = l.addElement(e)
		return o
	}
	return originIn(l.addElement(e))
}

// hasRunIn reports whether a paragraph begins with a heading and goes on as text.
func (l *layouter) hasRunIn(p *document.Paragraph) bool {
	as := p.Runs[0].As
	return as != document.None && l.style.Of(as).Outline > 0 && runInRuns(p) < len(p.Runs)
}

// runInRuns returns how many runs at the beginning of a paragraph have the look of its first.
func runInRuns(p *document.Paragraph) int {
	n := 0
	for n < len(p.Runs) && p.Runs[n].As == p.Runs[0].As {
		n++
	}
	return n
}

// addTable adds the elements of a table: its rows, in a head and a body where rows are repeated, and their cells. The
// paragraphs of a cell that has several are the elements behind its own.
func (l *layouter) addTable(g *grid, index int) {
	t := g.table
	around := l.addElement(Element{Kind: Table, Parent: -1, Block: int32(index), Cell: -1, Caption: t.Caption, Summary: t.Description})
	part := around
	figures := g.figureRows()
	g.elements = make([]int32, len(t.Cells))
	for row := range t.Rows {
		switch {
		case g.header == 0:
		case row == 0:
			part = l.addElement(Element{Kind: TableHead, Parent: around, Block: int32(index), Cell: -1})
		case row == g.header:
			part = l.addElement(Element{Kind: TableBody, Parent: around, Block: int32(index), Cell: -1})
		}
		in := l.addElement(Element{Kind: TableRow, Parent: part, Block: int32(index), Cell: -1})
		for _, i := range g.rowCells(row) {
			c := &t.Cells[i]
			e := Element{Kind: DataCell, Parent: in, Block: int32(index), Cell: i, RowSpan: c.RowSpan, ColSpan: c.ColSpan}
			if g.isHeader(i) {
				e.Kind, e.Scope = HeaderCell, ColumnScope
				if row >= t.HeaderRows && figures[row] {
					e.Scope = RowScope
				}
			}
			g.elements[i] = l.addElement(e)
			if n := len(l.cellParagraphs(c)); n > 1 {
				for range n {
					l.addElement(Element{Parent: g.elements[i], Block: int32(index), Cell: i})
				}
			}
		}
	}
	headers := make([]int32, 0, 6*len(t.Cells)) // of all data cells
	for i := range t.Cells {
		if e := &l.pages.Structure[g.elements[i]]; e.Kind == DataCell {
			from := len(headers)
			headers = g.appendHeaders(headers, &t.Cells[i])
			e.Headers = headers[from:len(headers):len(headers)]
		}
	}
}

// isHeader reports whether a cell says what others hold.
func (g *grid) isHeader(cell int32) bool { return g.table.Cells[cell].Role != document.Number }

// figureRows tells the rows that hold a data cell.
func (g *grid) figureRows() []bool {
	rows := make([]bool, g.table.Rows)
	for i := range g.table.Cells {
		if c := &g.table.Cells[i]; !g.isHeader(int32(i)) {
			for row := c.Row; row < c.Row+c.RowSpan; row++ {
				rows[row] = true
			}
		}
	}
	return rows
}

// appendHeaders appends the elements of the headers of a data cell: the nearest header cells above it without a data cell
// between them, top down (a table may hold several heads, one below the other), then those to its left in its row.
func (g *grid) appendHeaders(list []int32, c *document.Cell) []int32 {
	columns, first := len(g.columns), len(list)
	for row := c.Row - 1; row >= 0; row-- {
		i := g.owner[row*columns+c.Col]
		if !g.isHeader(i) {
			if len(list) > first {
				break
			}
			continue
		}
		if e := g.elements[i]; len(list) == first || list[len(list)-1] != e {
			list = append(list, e)
		}
	}
	slices.Reverse(list[first:])
	for col := 0; col < c.Col; {
		i := g.owner[c.Row*columns+col]
		if g.isHeader(i) {
			list = append(list, g.elements[i])
		}
		col = g.table.Cells[i].Col + g.table.Cells[i].ColSpan
	}
	return list
}
