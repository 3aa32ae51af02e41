package damage

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// doc is a document under way.
type doc struct {
	seed   uint64
	form   form
	truth  map[string]map[report.Key]*Truth
	tables []*table
	year   int
	organ  string
	parts  []part // the document's parts in order
	lines  []line
	file   []byte // the bytes of a Word file
}

// part is a stretch of prose, or a table.
type part struct {
	heading    string
	title      bool // the heading is the report's title
	paragraphs []string
	table      *table
	after      []string // prose behind the table
}

// table is a table under way.
type table struct {
	key     string
	edition string
	columns int
	rows    []*row
	dashes  bool // a copy that holds no figures
}

// row is a row of a table.
type row struct {
	cells   []*cell
	lead    int // columns at its left that cells above span over
	columns int
	// collapsed says that blanks were dropped from between the figures: whatever moves them once more would make the row
	// look like one with other blanks.
	collapsed bool
}

// cell is a cell; data cells have a key.
type cell struct {
	text     string
	key      report.Key
	data     bool
	col      int
	colspan  int
	rowspan  int
	annotate string // a remark that stands behind the figure in the same cell
}

// piece is a stretch of a line.
type piece struct {
	text string
	kind pieceKind
	key  report.Key
}

type pieceKind uint8

const (
	words pieceKind = iota // label
	value                  // data cell, perhaps blank
	gap                    // separator
	prose
)

// line is a printed line.
type line struct {
	pieces []piece
	table  *table
	row    *row
}

func (d *doc) source(name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return rand.New(rand.NewPCG(d.seed, h.Sum64()))
}

func (d *doc) text() string {
	if d.form.word {
		return string(d.file)
	}
	var b strings.Builder
	if d.form.page {
		b.WriteString("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>年度报告</title></head>\n<body>\n")
	}
	for i := range d.lines {
		b.WriteString(d.lines[i].String())
		if i+1 < len(d.lines) || d.form.newline {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (l *line) String() string {
	var b strings.Builder
	for i := range l.pieces {
		b.WriteString(l.pieces[i].text)
	}
	return b.String()
}

// lose marks the figures of a row as no longer certain.
func (d *doc) lose(t *table, r *row) {
	for _, c := range r.cells {
		if c.data {
			d.loseCell(t, c.key)
		}
	}
}

func (d *doc) loseCell(t *table, k report.Key) {
	if t.dashes {
		return
	}
	if at := d.truth[t.key][k]; at != nil {
		at.Gone = true
	}
}

// full reports whether no data cell of the row is blank.
func (r *row) full() bool {
	for _, c := range r.cells {
		if c.data && (c.text == "" || c.text == "&nbsp;") {
			return false
		}
	}
	return true
}

func (r *row) slots() int {
	n := 0
	for _, c := range r.cells {
		if c.data {
			n++
		}
	}
	return n
}

// label returns the cell that names a data row, nil where it has none.
func (r *row) label() *cell {
	var last *cell
	for _, c := range r.cells {
		if c.data {
			return last
		}
		last = c
	}
	return nil
}

// build lays out an edition's table as rows.
func build(t *edition.Table, version string) *table {
	out := &table{key: t.Key, edition: version, columns: t.Columns}
	if t.Key == "disclosure" {
		out.columns = 4
	}
	for range t.Rows {
		out.rows = append(out.rows, &row{columns: out.columns})
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		r := out.rows[c.Row]
		if len(r.cells) == 0 {
			r.lead = c.Col
		}
		r.cells = append(r.cells, &cell{text: c.Text, key: c.Key(), data: c.IsData(), col: c.Col, colspan: c.ColSpan, rowspan: c.RowSpan})
	}
	return out
}

// dataRows returns the indexes of the rows that hold figures.
func (t *table) dataRows() []int {
	var at []int
	for i, r := range t.rows {
		if r.slots() > 0 {
			at = append(at, i)
		}
	}
	return at
}
