// Package sum adds up the tables of many reports cell by cell, exactly, for the office that supervises them.
//
// A cell of the sum is the sum of the figures that are there. What was blank, unreadable or no figure in which file is
// listed ([Result.Gaps]): with gaps in a cell its sum is only that of the others. A cell that no report fills stays
// blank, and so does one to which a report has a figure in another unit: 125000元 is there, and is neither 125000 nor
// nothing in a column of 万元. Nothing is guessed, and reports of another edition's table are not squeezed into this one: they are listed.
//
// An [Adder] takes one report at a time and keeps no report, so that any number can be added up. [Workbook] writes
// reports side by side as a spreadsheet. The office's own figures are one more report; add it if the sum is to hold
// them.
package sum

import (
	"cmp"
	"slices"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Options says what the sum is. The zero value takes everything from the reports.
type Options struct {
	Organization string // of the sum; "" leaves it open
	Year         int    // 0: that of the reports if they agree
	Format       string // edition of the sum; "": that of the first report
}

// Kind says why a cell of a report is not in the sum.
type Kind string

// The kinds of gap.
const (
	Blank        Kind = "blank"         // the report leaves it blank
	Lost         Kind = "lost"          // it could not be read with certainty
	Mark         Kind = "mark"          // it holds a mark such as "/"
	NotANumber   Kind = "not-a-number"  // it holds other text
	OtherUnit    Kind = "other-unit"    // its figure is printed in another unit than the column's; the sum of the cell stays blank
	TableMissing Kind = "table-missing" // the report has no such table
	OtherEdition Kind = "other-edition" // the table is one of another edition
	Duplicate    Kind = "duplicate"     // a report of the same organisation and year was added before; both are in the sum
	OtherYear    Kind = "other-year"    // the report is of another year; it is in the sum
)

// Gap is what one report lacks in one table.
type Gap struct {
	File  string
	Kind  Kind
	Table string       // "" for the report as a whole
	Cells []report.Key // in printing order; nil for a whole table
	With  string       // Duplicate: the other file; OtherYear: the year of the sum
}

// Result is the sum.
type Result struct {
	Report  *report.Report // only tables; nil if nothing was added
	Reports int            // how many reports are in it
	Gaps    []Gap          // in the order in which the reports were added
	// TooLarge lists cells, as paths, whose sum has more than 18 digits; they stay blank.
	TooLarge []string
	// Incomplete counts for each cell, by path, the reports that have no figure there.
	Incomplete map[string]int
}

// Adder adds up reports. It is not safe for concurrent use.
type Adder struct {
	editions *edition.Set
	options  Options
	format   *edition.Edition
	cells    map[string]map[report.Key]*total
	seen     map[identity]string // file by organisation and year
	years    map[int]int
	first    int // the year of the first report that has one
	result   Result
}

type total struct {
	sum     report.Sum
	filled  int
	without int
	unit    *string // in which its first figure is printed, where the form leaves the unit open
	mixed   bool    // a figure in another unit is missing in it
}

type identity struct {
	organization string
	year         int
}

// New returns an adder for the official editions.
func New(o Options) *Adder {
	return &Adder{editions: edition.Official(), options: o, cells: map[string]map[report.Key]*total{}, seen: map[identity]string{}, years: map[int]int{}}
}

// Add adds one report. file names it in the list of gaps; evidence may be nil.
func (a *Adder) Add(file string, r *report.Report, evidence *report.Evidence) {
	if r == nil || len(a.editions.Editions) == 0 {
		return
	}
	if a.format == nil {
		a.begin(r)
	}
	a.result.Reports++
	a.identify(file, r)
	for _, t := range a.format.Tables {
		a.table(file, r, evidence, t)
	}
}

// begin settles the edition of the sum.
func (a *Adder) begin(r *report.Report) {
	for _, version := range []string{a.options.Format, r.Format} {
		if a.format == nil {
			a.format = a.editions.Get(version)
		}
	}
	if a.format == nil {
		a.format = a.editions.Editions[0]
	}
	for _, t := range a.format.Tables {
		a.cells[t.Key] = map[report.Key]*total{}
		for i := range t.Cells {
			if t.Cells[i].IsData() {
				a.cells[t.Key][t.Cells[i].Key()] = &total{}
			}
		}
	}
}

func (a *Adder) identify(file string, r *report.Report) {
	if r.Organization != "" {
		id := identity{r.Organization, r.Year}
		if other, ok := a.seen[id]; ok {
			a.result.Gaps = append(a.result.Gaps, Gap{File: file, Kind: Duplicate, With: other})
		} else {
			a.seen[id] = file
		}
	}
	if r.Year == 0 {
		return
	}
	if a.first == 0 {
		a.first = r.Year
	}
	a.years[r.Year]++
	if want := cmp.Or(a.options.Year, a.first); r.Year != want {
		a.result.Gaps = append(a.result.Gaps, Gap{File: file, Kind: OtherYear, With: strconv.Itoa(want)})
	}
}

func (a *Adder) table(file string, r *report.Report, evidence *report.Evidence, t *edition.Table) {
	cells := a.cells[t.Key]
	whole := func(kind Kind) {
		a.result.Gaps = append(a.result.Gaps, Gap{File: file, Kind: kind, Table: t.Key})
		for _, c := range cells {
			c.without++
		}
	}
	switch {
	case r.Tables[t.Key] == nil:
		whole(TableMissing)
		return
	case !a.fits(r, t):
		whole(OtherEdition)
		return
	}
	gaps := map[Kind][]report.Key{}
	for i := range t.Cells {
		if !t.Cells[i].IsData() {
			continue
		}
		key := t.Cells[i].Key()
		cell := r.Tables[t.Key][key]
		other := cells[key].otherUnit(cell, t.Cells[i].Counts())
		if n, ok := cell.Number(); ok && !other {
			cells[key].sum.Add(n)
			cells[key].filled++
			continue
		}
		cells[key].without++
		kind := a.kind(cell)
		if other {
			kind, cells[key].mixed = OtherUnit, true
		} else if o, ok := evidence.Cell(t.Key, key); ok && o.Confidence == report.Lost {
			kind = Lost
		}
		gaps[kind] = append(gaps[kind], key)
	}
	for _, kind := range []Kind{Blank, Lost, Mark, NotANumber, OtherUnit} {
		if len(gaps[kind]) > 0 {
			a.result.Gaps = append(a.result.Gaps, Gap{File: file, Kind: kind, Table: t.Key, Cells: gaps[kind]})
		}
	}
}

// otherUnit reports whether a cell's figure is printed in another unit than the column's, or, where the form leaves that
// open, than the first report's.
func (t *total) otherUnit(c report.Cell, column string) bool {
	if _, _, other := c.InOtherUnit(column); other {
		return true
	}
	if _, ok := c.Number(); !ok || !report.OpenUnit(column) {
		return false
	}
	printed, _ := report.PrintedUnit(c.String())
	if t.unit == nil {
		t.unit = &printed
	}
	return *t.unit != printed
}

func (a *Adder) kind(c report.Cell) Kind {
	switch {
	case c.IsBlank():
		return Blank
	case a.editions.Vocabulary().IsMark(report.TrimSpace(c.Remark())):
		return Mark
	}
	return NotANumber
}

// fits reports whether the table of the report has the cells of the sum's edition, either because it is of that
// edition or because its own has the same cells.
func (a *Adder) fits(r *report.Report, t *edition.Table) bool {
	format, _, ok := r.TableFormat(a.editions.Vocabulary(), t.Key)
	if !ok {
		return false
	}
	if format == a.format.Version {
		return true
	}
	other := a.editions.Get(format)
	return other != nil && other.Table(t.Key) != nil && slices.Equal(keys(other.Table(t.Key)), keys(t))
}

func keys(t *edition.Table) []report.Key {
	var list []report.Key
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			list = append(list, t.Cells[i].Key())
		}
	}
	return list
}

// Result returns the sum so far.
func (a *Adder) Result() Result {
	out := a.result
	out.Gaps = slices.Clone(out.Gaps)
	if a.format == nil {
		return out
	}
	r := &report.Report{Format: a.format.Version, Organization: a.options.Organization, Year: a.options.Year,
		Prose: map[string][]string{}, Tables: map[string]report.Table{}}
	if r.Year == 0 && len(a.years) == 1 {
		r.Year = a.first
	}
	out.Report, out.Incomplete = r, map[string]int{}
	for _, t := range a.format.Tables {
		table := report.Table{}
		for _, key := range keys(t) {
			c := a.cells[t.Key][key]
			path := t.Key + "." + key.Row + "." + key.Col
			if c.without > 0 {
				out.Incomplete[path] = c.without
			}
			if c.filled == 0 || c.mixed {
				continue
			}
			d, ok := c.sum.Decimal()
			if !ok {
				out.TooLarge = append(out.TooLarge, path)
				continue
			}
			table.Set(key.Row, key.Col, report.Number(d))
		}
		r.Tables[t.Key] = table
	}
	return out
}

// Diagnostics tells the gaps, one diagnostic for each file, table and kind. Blank cells are information, because that
// is how many agencies write zero; what could not be read is a warning.
func (r Result) Diagnostics() diag.List {
	var list diag.List
	e := edition.Official()
	for _, g := range r.Gaps {
		name, names, namesEn := g.Table, "", ""
		if r.Report != nil && e.Get(r.Report.Format) != nil {
			if t := e.Get(r.Report.Format).Table(g.Table); t != nil {
				name = t.Caption
				names, namesEn = cellNames(t, g.Cells)
			}
		}
		list = append(list, diag.New(diag.Code("sum-"+string(g.Kind)), diag.Place{File: g.File, Table: g.Table},
			"table", name, "n", len(g.Cells), "cells", names, "cells_en", namesEn, "with", g.With))
	}
	for _, path := range r.TooLarge {
		list = append(list, diag.New("sum-too-large", diag.Place{}, "cell", path))
	}
	return list
}

const mostNames = 4 // cells listed by name in a diagnostic

func cellNames(t *edition.Table, cells []report.Key) (zh, en string) {
	for i, k := range cells {
		if i == mostNames {
			return zh + "等", en + " …"
		}
		if i > 0 {
			zh, en = zh+"、", en+", "
		}
		zh += t.RowNames[k.Row] + "·" + t.ColNames[k.Col]
		en += t.RowNames[k.Row] + " / " + t.ColNames[k.Col]
	}
	return zh, en
}
