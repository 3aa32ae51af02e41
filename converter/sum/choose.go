package sum

import (
	"cmp"
	"strconv"

	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// Duplicates says what becomes of several reports of one organisation for one year.
type Duplicates string

// What can become of them.
const (
	Refuse Duplicates = ""       // there is no sum
	Newest Duplicates = "newest" // the one with the latest date in it is taken; there is no sum where that is not certain
	All    Duplicates = "all"    // all are added
)

type identity struct {
	organization string // see match.Names.Key
	year         int
}

// identify settles whose report it is, and reports whether it is of the year of the sum.
func (a *Adder) identify(file string, r *report.Report) bool {
	gap := func(kind Kind, with string) {
		a.result.Gaps = append(a.result.Gaps, Gap{File: file, Kind: kind, With: with})
	}
	a.year = cmp.Or(a.year, r.Year)
	switch {
	case r.Year == 0:
		gap(YearUnknown, "")
	case r.Year != a.year && a.options.Year != 0:
		gap(OtherYear, strconv.Itoa(a.year))
		return false
	case r.Year != a.year:
		gap(YearsDiffer, strconv.Itoa(a.year))
		return false
	}
	id := identity{a.options.Names.Key(r.Organization), r.Year}
	if id.organization == "" {
		gap(NameUnknown, "")
		return true
	}
	other, twice := a.seen[id]
	switch {
	case !twice:
		a.seen[id] = file
	case a.options.Duplicates == All:
		gap(Duplicate, other)
	default:
		gap(DuplicateRefused, other)
	}
	return true
}

// version is a report that is held until it is known whether it is the newest of its organisation and year: what a sum
// needs of it.
type version struct {
	file     string
	report   *report.Report
	evidence *report.Evidence
}

func hold(file string, r *report.Report, evidence *report.Evidence) version {
	return version{file, &report.Report{Format: r.Format, Organization: r.Organization, Year: r.Year, Date: r.Date,
		Tables: r.Tables, TableFormats: r.TableFormats}, lost(evidence)}
}

// lost is what a sum needs of the evidence: the cells that could not be read.
func lost(evidence *report.Evidence) *report.Evidence {
	if evidence == nil {
		return nil
	}
	kept := map[string]map[report.Key]report.Origin{}
	for table, cells := range evidence.Cells {
		for key, origin := range cells {
			if origin.Confidence != report.Lost {
				continue
			}
			if kept[table] == nil {
				kept[table] = map[report.Key]report.Origin{}
			}
			kept[table][key] = report.Origin{Confidence: report.Lost}
		}
	}
	return &report.Evidence{Cells: kept}
}

// choice is which of an organisation's versions for one year is taken.
type choice struct {
	versions []version
	taken    version
	certain  bool
}

// newest adds up the newest of the versions that are held.
func (a *Adder) newest() Result {
	choices := map[identity]*choice{}
	id := func(v version) identity { return identity{a.options.Names.Key(v.report.Organization), v.report.Year} }
	for _, v := range a.held {
		if choices[id(v)] == nil {
			choices[id(v)] = &choice{}
		}
		choices[id(v)].versions = append(choices[id(v)].versions, v)
	}
	for id, c := range choices {
		if id.organization != "" {
			c.taken, c.certain = a.latest(c.versions)
		}
	}
	o := a.options
	o.Duplicates = Refuse // there are none left
	sum := New(o)
	for _, v := range a.held {
		c := choices[id(v)]
		switch {
		case id(v).organization == "" || len(c.versions) == 1 || c.certain && c.taken.report == v.report:
			sum.add(v.file, v.report, v.evidence)
		case c.certain:
			sum.leaveOut(v.file, Superseded, c.taken.file)
		case c.versions[0].report == v.report:
			sum.add(v.file, v.report, v.evidence)
		default:
			sum.leaveOut(v.file, DuplicateTie, c.versions[0].file)
		}
	}
	return sum.Result()
}

func (a *Adder) leaveOut(file string, kind Kind, with string) {
	a.result.Gaps = append(a.result.Gaps, Gap{File: file, Kind: kind, With: with})
	a.result.In = append(a.result.In, false)
}

// latest returns the version with the latest date. It is certain only where all have a date and no other version of that
// date has other figures, or where all have the same figures anyway.
func (a *Adder) latest(versions []version) (taken version, certain bool) {
	taken = versions[0]
	for _, v := range versions[1:] {
		if v.report.Date > taken.report.Date { // YYYY-MM-DD
			taken = v
		}
	}
	same, certain := true, true
	for _, v := range versions {
		a.comparisons++
		alike := contract.SameFigures(v.report, taken.report)
		same = same && alike
		certain = certain && v.report.Date != "" && (alike || v.report.Date != taken.report.Date)
	}
	return taken, same || certain
}
