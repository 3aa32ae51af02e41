package read

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
)

// rawTable is a w:tbl as it stands, before its cells are put on the grid.
type rawTable struct {
	caption, description string
	bookmark             string // of ours, in one of its cells
	grid                 []int  // w:gridCol
	rows                 []rawRow
	cells                []rawCell // by row
}

type rawRow struct {
	first, count  int // cells
	before, after int // grid columns without a cell (17.4.15, 17.4.14)
	header        bool
}

// merge is w:vMerge or w:hMerge.
type merge uint8

const (
	alone merge = iota
	restart
	proceed // continue
)

type rawCell struct {
	shape
	col        int // the first of its grid columns
	paragraphs []*document.Paragraph
	tables     []*document.Table
	blocks     []document.Block // in order, only where there are tables
	bound      []string         // figures that controls in the cell are bound to
}

// shape is what w:tcPr says of a cell.
type shape struct {
	span       int // grid columns
	width      int // w:tcW in twips; -1 unknown
	vertical   merge
	horizontal merge
	gone       bool
}

// plainCell is the shape of a cell of which nothing is said.
var plainCell = shape{span: 1, width: -1}

// cellsAtOnce is how many cells there is room for at first: the largest table of a report has some two hundred.
const cellsAtOnce = 224

// newTable returns a table without rows. Its lists are those of one that was read before, since tables grow to hundreds of cells; only
// the grid is kept by what is made of the table.
func (r *reader) newTable() *rawTable {
	n := len(r.spareTables)
	switch {
	case n == 0 && r.nesting == 1:
		return &rawTable{cells: make([]rawCell, 0, cellsAtOnce)}
	case n == 0:
		return &rawTable{}
	}
	t := r.spareTables[n-1]
	r.spareTables = r.spareTables[:n-1]
	*t = rawTable{rows: t.rows[:0], cells: t.cells[:0]}
	return t
}

func (r *reader) tableLimit(s *scanner, what diag.Word, limit int) {
	s.Fail("docx-table-limit", "what", what, "limit", limit, "paragraph", r.paragraphs)
}

// table reads w:tbl (17.4.37) and adds it to the flow.
func (r *reader) table(s *scanner, f *flow) {
	r.settle(f)
	if r.nesting++; r.nesting > r.pack.Limits().TableNesting {
		r.tableLimit(s, "docx-nesting", r.pack.Limits().TableNesting)
		return
	}
	t := r.newTable()
	defer func() { r.spareTables = append(r.spareTables, t) }() // its cells are on the grid then, or their blocks in the flow
	r.bookmark = ""
	r.tableChildren(s, t)
	t.bookmark, r.bookmark = r.bookmark, ""
	r.nesting--
	if s.Failed() || r.muted > 0 {
		r.doubt = r.doubt || r.contentsOpen()
		return
	}
	if t.isLayout() {
		for i := range t.cells {
			if c := &t.cells[i]; c.vertical != proceed {
				if c.blocks != nil {
					f.blocks = append(f.blocks, withoutBlank(c.blocks)...)
					continue
				}
				for _, p := range c.paragraphs {
					if !blank(p.Runs) {
						f.blocks = append(f.blocks, p)
					}
				}
			}
		}
		return
	}
	if table := r.place(s, t); table != nil {
		f.blocks = append(f.blocks, table)
	}
}

// isLayout reports whether the table is only a frame around other tables: one column, with tables in its cells. Web pages pasted
// into a word processor come so. What is in it is read as if the frame were not there.
func (t *rawTable) isLayout() bool {
	nested := false
	for i := range t.rows {
		if t.rows[i].count > 1 {
			return false
		}
	}
	for i := range t.cells {
		nested = nested || len(t.cells[i].tables) > 0
	}
	return nested
}

func withoutBlank(blocks []document.Block) []document.Block {
	var out []document.Block
	for _, b := range blocks {
		if p, ok := b.(*document.Paragraph); ok && blank(p.Runs) {
			continue
		}
		out = append(out, b)
	}
	return out
}

func (r *reader) tableChildren(s *scanner, t *rawTable) {
	for c := s.Children(); c.Next(); {
		if s.NS == nsMC && string(s.Local) == "AlternateContent" {
			r.alternate(s, func() { r.tableChildren(s, t) })
			continue
		}
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "tr":
			r.row(s, t)
		case "tblPr":
			for c := s.Children(); c.Next(); {
				switch v, _ := s.val(); {
				case s.Is(nsW, "tblCaption"):
					t.caption = string(v)
				case s.Is(nsW, "tblDescription"):
					t.description = string(v)
				}
			}
		case "tblGrid":
			for c := s.Children(); c.Next(); {
				if !s.Is(nsW, "gridCol") {
					continue
				}
				if len(t.grid) >= r.pack.Limits().TableColumns {
					r.tableLimit(s, "docx-columns", r.pack.Limits().TableColumns)
					return
				}
				n, _ := s.number("w")
				t.grid = append(t.grid, max(n, 0))
			}
		case "sdt":
			r.contentControl(s, func() { r.tableChildren(s, t) })
		case "customXml", "sdtContent", "ins", "moveTo":
			r.tableChildren(s, t)
		}
	}
}

// row reads w:tr (17.4.78).
func (r *reader) row(s *scanner, t *rawTable) {
	if len(t.rows) >= r.pack.Limits().TableRows {
		r.tableLimit(s, "docx-rows", r.pack.Limits().TableRows)
		return
	}
	row := rawRow{first: len(t.cells)}
	deleted := r.rowChildren(s, t, &row)
	row.count = len(t.cells) - row.first
	if deleted {
		t.cells = t.cells[:row.first]
		return
	}
	t.rows = append(t.rows, row)
}

func (r *reader) rowChildren(s *scanner, t *rawTable, row *rawRow) (deleted bool) {
	for c := s.Children(); c.Next(); {
		if s.NS == nsMC && string(s.Local) == "AlternateContent" {
			r.alternate(s, func() { deleted = r.rowChildren(s, t, row) || deleted })
			continue
		}
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "tc":
			r.cell(s, t, row)
		case "trPr":
			for c := s.Children(); c.Next(); {
				if s.NS != nsW {
					continue
				}
				switch string(s.Local) {
				case "gridBefore":
					row.before = r.columns(s)
				case "gridAfter":
					row.after = r.columns(s)
				case "tblHeader":
					row.header = s.onOff()
				case "del", "moveFrom": // 17.13.5.13: the row is deleted
					r.loss.add("docx-tracked", "", r.paragraphs)
					deleted = true
				case "ins":
					r.loss.add("docx-tracked", "", r.paragraphs)
				case "hidden":
					if s.onOff() {
						r.loss.add("docx-hidden", "", r.paragraphs)
						deleted = true
					}
				}
			}
		case "sdt":
			r.contentControl(s, func() { deleted = r.rowChildren(s, t, row) || deleted })
		case "customXml", "sdtContent", "ins", "moveTo":
			deleted = r.rowChildren(s, t, row) || deleted
		}
	}
	return deleted
}

// columns reads a number of grid columns. A number beyond the limit is an attack or a defect: nothing of that size is
// made, the file is refused.
func (r *reader) columns(s *scanner) int {
	n, _ := s.number("val")
	if n > r.pack.Limits().TableColumns {
		r.tableLimit(s, "docx-columns", r.pack.Limits().TableColumns)
	}
	return max(n, 0)
}

// cell reads w:tc (17.4.65).
func (r *reader) cell(s *scanner, t *rawTable, row *rawRow) {
	if r.cells++; r.cells > r.pack.Limits().TableCells {
		r.tableLimit(s, "office-cells", r.pack.Limits().TableCells)
		return
	}
	at := len(t.cells) // the cell stays where it is while it is read: tables in it have lists of their own
	t.cells = append(t.cells, rawCell{shape: plainCell})
	cell := &t.cells[at]
	f := r.newFlow(cell)
	around := r.controls // of the cell that this one's table is nested in
	r.controls = nil
	r.blocks(s, f)
	r.settle(f)
	cell.bound, r.controls = r.controls, around
	if cell.gone || s.Failed() {
		t.cells = t.cells[:at]
		return
	}
	r.fill(cell, f)
}

// fill gives a cell what was read of it, and takes the flow back.
func (r *reader) fill(cell *rawCell, f *flow) {
	tables := 0
	for _, b := range f.blocks {
		if _, ok := b.(*document.Table); ok {
			tables++
		}
	}
	if n := len(f.blocks); tables > 0 && n > 1 { // the paragraph that must end a cell behind a table
		if p, ok := f.blocks[n-1].(*document.Paragraph); ok && blank(p.Runs) {
			if _, ok := f.blocks[n-2].(*document.Table); ok {
				f.blocks = f.blocks[:n-1]
			}
		}
	}
	if tables == 0 && len(f.blocks) == 1 {
		cell.paragraphs = r.arena.one(f.blocks[0].(*document.Paragraph))
	} else {
		for _, b := range f.blocks {
			switch b := b.(type) {
			case *document.Paragraph:
				cell.paragraphs = append(cell.paragraphs, b)
			case *document.Table:
				cell.tables = append(cell.tables, b)
			}
		}
	}
	if tables > 0 {
		cell.blocks, f.blocks = f.blocks, nil
	}
	r.spareFlows = append(r.spareFlows, f)
}

// cellProperties reads w:tcPr (17.4.69).
func (r *reader) cellProperties(s *scanner, cell *shape) {
	remembered(s, &r.cellShapes, &r.loss, cell, &plainCell, func() { r.readCellProperties(s, cell) })
}

func (r *reader) readCellProperties(s *scanner, cell *shape) {
	for c := s.Children(); c.Next(); {
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "gridSpan":
			cell.span = max(r.columns(s), 1)
		case "vMerge":
			cell.vertical = mergeOf(s)
		case "hMerge":
			cell.horizontal = mergeOf(s)
		case "tcW":
			if kind, ok := s.Attribute(nsW, "type"); !ok || string(kind) == "dxa" {
				if n, ok := s.number("w"); ok && n > 0 {
					cell.width = n
				}
			}
		case "cellDel": // 17.13.5.2
			r.loss.add("docx-tracked", "", r.paragraphs)
			cell.gone = true
		case "cellMerge": // 17.13.5.3: as if accepted
			r.loss.add("docx-tracked", "", r.paragraphs)
			switch v, _ := s.Attribute(nsW, "vMerge"); string(v) {
			case "cont":
				cell.vertical = proceed
			case "rest":
				cell.vertical = restart
			}
		}
	}
}

// mergeOf reads w:vMerge or w:hMerge: without w:val it continues (17.4.84).
func mergeOf(s *scanner) merge {
	if v, ok := s.val(); ok && strings.EqualFold(string(v), "restart") {
		return restart
	}
	return proceed
}
