// Package damage is the recogniser's adversary, for tests only: it makes up annual reports, prints them in the forms in
// which extractors leave their text, damages the text as extractors do, and knows for every cell what a careful reader
// can still say of it.
//
// The forms and damages are those that were seen in real documents. What a damage takes away is marked in the truth: a
// figure that is gone may stay blank or be found all the same, but nothing else may stand in its cell. No text is built
// that would mislead a careful human reader.
package damage

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Truth is what is known of one cell.
type Truth struct {
	Cell report.Cell // what the document said before it was damaged
	Gone bool        // the text no longer says so with certainty: blank is right as well
}

// Text is a damaged text with the truth about its cells.
type Text struct {
	Seed    uint64
	Form    string
	Page    bool // a web page, not plain text
	Damages []string
	Text    string
	// Year and Organization are whose report it is; the text may no longer say so.
	Year         int
	Organization string
	// Truth holds every cell of every table that the document had; a cell that is not in it does not exist.
	Truth map[string]map[report.Key]Truth
}

// Options narrows what [Generate] makes. The zero value leaves all to the seed.
type Options struct {
	Form    string
	Damages []string // exactly these; nil: chosen by the seed
	Clean   bool     // no damage at all
}

// Generate makes the text of a seed. Each damage draws from a source of its own, so that leaving one out does not
// change what the others do.
func Generate(seed uint64, o Options) Text {
	d := &doc{seed: seed, truth: map[string]map[report.Key]*Truth{}}
	r := d.source("choice")
	d.form = forms[r.IntN(len(forms))]
	if o.Form != "" {
		d.form = forms[slices.IndexFunc(forms, func(f form) bool { return f.name == o.Form })]
	}
	chosen := map[string]bool{}
	for range 1 + r.IntN(4) {
		if k := damages[r.IntN(len(damages))]; k.fits(&d.form) {
			chosen[k.name] = true
		}
	}
	if o.Damages != nil || o.Clean {
		chosen = map[string]bool{}
		for _, name := range o.Damages {
			chosen[name] = true
		}
	}
	d.sample(d.source("sample"), chosen)
	d.furnish(d.source("prose"))
	var applied []string
	apply := func(p phase) {
		for _, k := range damages {
			if k.phase == p && chosen[k.name] && k.fits(&d.form) && k.do(d, d.source(k.name)) {
				applied = append(applied, k.name)
			}
		}
	}
	apply(toRows)
	d.render(d.source("form"))
	apply(toLines)
	out := Text{Seed: seed, Form: d.form.name, Page: d.form.page, Damages: applied, Text: d.text(), Year: d.year, Organization: d.organ, Truth: map[string]map[report.Key]Truth{}}
	for table, cells := range d.truth {
		out.Truth[table] = map[report.Key]Truth{}
		for k, t := range cells {
			out.Truth[table][k] = *t
		}
	}
	return out
}

// Forms returns the names of the forms.
func Forms() []string {
	names := make([]string, len(forms))
	for i := range forms {
		names[i] = forms[i].name
	}
	return names
}

// Kinds returns the names of the damages that fit a form.
func Kinds(formName string) []string {
	at := slices.IndexFunc(forms, func(f form) bool { return f.name == formName })
	var names []string
	for _, k := range damages {
		if k.fits(&forms[at]) {
			names = append(names, k.name)
		}
	}
	return names
}

type phase uint8

const (
	toRows  phase = iota // before the tables are printed
	toLines              // after
)

// kind is one kind of damage. do reports whether it found something to damage.
type kind struct {
	name  string
	phase phase
	fits  func(*form) bool
	do    func(*doc, *rand.Rand) bool
}

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
		if c.data && c.text == "" {
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

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }
