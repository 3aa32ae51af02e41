// Package sum adds up the tables of many reports cell by cell, exactly, for the office that supervises them.
//
// A cell of the sum is the sum of the figures that are there. What was blank, unreadable or no figure in which file is
// listed ([Result.Gaps]): with gaps in a cell its sum is only that of the others. A cell that no report fills stays
// blank, and so does one to which a report has a figure in another unit: 125000元 is there, and is neither 125000 nor
// nothing in a column of 万元. Nothing is guessed, and reports of another edition's table are not squeezed into this one: they are listed.
//
// Of one organisation a sum holds one report, and it holds one year: corrected versions and last year's reports lie in the
// same folders, and a sum over them is no sum of anything. See [Duplicates], Options.Year and [Result.Refused].
//
// An [Adder] takes one report at a time and keeps none, so that any number can be added up, unless it has to choose the
// [Newest]. [Workbook] writes reports side by side as a spreadsheet. The office's own figures are one more report; add it if the sum is to hold
// them.
package sum

import (
	"slices"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/units"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

// Options says what the sum is. The zero value takes everything from the reports.
type Options struct {
	Organization string // of the sum; "" leaves it open
	Year         int    // reports of other years are left out; 0: that of the reports, which must agree then
	Format       string // edition of the sum; "": that of the first report
	Duplicates   Duplicates
	Names        match.Names // organisations that were renamed
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
	Superseded   Kind = "superseded"    // there is a newer version of the report; it is not in the sum
	OtherYear    Kind = "other-year"    // the report is of another year than the sum; it is not in it
	YearUnknown  Kind = "year-unknown"  // the report names no year; it is in the sum
	NameUnknown  Kind = "name-unknown"  // the report names no organisation; it is in the sum, and may be in it twice

	// For these there is no sum.
	DuplicateRefused Kind = "duplicate-refused" // a report of the same organisation and year was added before
	DuplicateTie     Kind = "duplicate-tie"     // and it cannot be told which is the newer one
	YearsDiffer      Kind = "years-differ"      // the report is of another year than the first, and no year was asked for
)

// refuses reports whether there is no sum where there is such a gap.
func (k Kind) refuses() bool { return k == DuplicateRefused || k == DuplicateTie || k == YearsDiffer }

// Gap is what one report lacks in one table.
type Gap struct {
	File  string
	Kind  Kind
	Table string       // "" for the report as a whole
	Cells []report.Key // in printing order; nil for a whole table
	With  string       // the other file of a duplicate; the year of the sum, or of the first report, for another year
}

// Result is the sum.
type Result struct {
	Report  *report.Report // only tables; nil if nothing was added or the sum is refused
	Reports int            // how many reports are in it
	// Refused says that reports were added of which no sum can be made: the gaps tell why.
	Refused bool
	// In tells of each report, in the order in which they were added, whether it is in the sum.
	In   []bool
	Gaps []Gap // in the order in which the reports were added
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
	year     int                 // the year asked for, or of the first report that has one
	held     []version           // in the order in which they were added, where the newest are wanted
	result   Result

	comparisons int // of two versions, for tests of how work grows
}

type total struct {
	sum     report.Sum
	filled  int
	without int
	unit    *string // in which its first figure is printed, where the form leaves the unit open
	mixed   bool    // a figure in another unit is missing in it
}

// New returns an adder for the official editions.
func New(o Options) *Adder {
	return &Adder{editions: edition.Official(), options: o, cells: map[string]map[report.Key]*total{}, seen: map[identity]string{}, year: o.Year}
}

// Add adds one report. file names it in the list of gaps; evidence may be nil.
func (a *Adder) Add(file string, r *report.Report, evidence *report.Evidence) {
	switch {
	case r == nil:
	case a.options.Duplicates == Newest:
		a.held = append(a.held, hold(file, r, evidence))
	default:
		a.add(file, r, evidence)
	}
}

// add adds a report of the right year at once.
func (a *Adder) add(file string, r *report.Report, evidence *report.Evidence) {
	if !a.identify(file, r) {
		a.result.In = append(a.result.In, false)
		return
	}
	a.result.In = append(a.result.In, true)
	if a.format == nil {
		a.begin(r)
	}
	a.result.Reports++
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
	if _, ok := c.Number(); !ok || !units.Open(column) {
		return false
	}
	printed, _ := c.PrintedUnit()
	if t.unit == nil {
		t.unit = &printed
	}
	return *t.unit != printed
}

func (a *Adder) kind(c report.Cell) Kind {
	switch {
	case c.IsBlank():
		return Blank
	case a.editions.Vocabulary().IsMark(chars.TrimSpace(c.Remark())):
		return Mark
	}
	return NotANumber
}

// fits reports whether the table of the report has the cells of the sum's edition, either because it is of that
// edition or because its own has the same cells.
func (a *Adder) fits(r *report.Report, t *edition.Table) bool {
	format, _, ok := contract.TableFormat(r, a.editions.Vocabulary(), t.Key)
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
	if a.options.Duplicates == Newest {
		return a.newest()
	}
	out := a.result
	out.Gaps, out.In = slices.Clone(out.Gaps), slices.Clone(out.In)
	out.Refused = slices.ContainsFunc(out.Gaps, func(g Gap) bool { return g.Kind.refuses() })
	if a.format == nil || out.Refused {
		return out
	}
	r := &report.Report{Format: a.format.Version, Organization: a.options.Organization, Year: a.year,
		Prose: map[string][]string{}, Tables: map[string]report.Table{}}
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
