package sum

import (
	"cmp"
	"slices"
	"strconv"

	"nianbao/converter/match"
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
		Tables: r.Tables, TableFormats: r.TableFormats}, evidence}
}

// newest adds up the newest of the versions that are held.
func (a *Adder) newest() Result {
	of := map[identity][]version{}
	id := func(v version) identity { return identity{a.options.Names.Key(v.report.Organization), v.report.Year} }
	for _, v := range a.held {
		of[id(v)] = append(of[id(v)], v)
	}
	o := a.options
	o.Duplicates = Refuse // there are none left
	sum := New(o)
	for _, v := range a.held {
		others := of[id(v)]
		taken, certain := latest(others)
		switch {
		case id(v).organization == "" || len(others) == 1 || certain && taken.report == v.report:
			sum.add(v.file, v.report, v.evidence)
		case certain:
			sum.leaveOut(v.file, Superseded, taken.file)
		case others[0].report == v.report:
			sum.add(v.file, v.report, v.evidence)
		default:
			sum.leaveOut(v.file, DuplicateTie, others[0].file)
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
func latest(versions []version) (taken version, certain bool) {
	same := func(a, b version) bool { return match.SameFigures(a.report, b.report) }
	dates := func(a, b version) int { return cmp.Compare(a.report.Date, b.report.Date) } // YYYY-MM-DD
	taken = versions[0]
	for _, v := range versions[1:] {
		if dates(v, taken) > 0 {
			taken = v
		}
	}
	if !slices.ContainsFunc(versions, func(v version) bool { return !same(v, taken) }) {
		return taken, true
	}
	return taken, !slices.ContainsFunc(versions, func(v version) bool {
		return v.report.Date == "" || v.report.Date == taken.report.Date && !same(v, taken)
	})
}
