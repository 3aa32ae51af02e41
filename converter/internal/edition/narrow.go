package edition

import (
	"slices"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/datafile"
	"nianbao/converter/report"
)

// A rule of the family speaks of sections and tables that one edition has and another has dropped. It holds for each as far as
// the edition has them; but what no edition has is a slip of the pen.

// mentions makes sure that every section and table that a rule names is there in some edition.
func (s *Set) mentions(r *Rule) error {
	for i, key := range r.Sections {
		if !s.any(func(e *Edition) bool { return e.hasPart(key) }) {
			return datafile.At(at("/sections", i), "rule %s: no edition has a section %q", r.ID, key)
		}
	}
	for i, key := range r.Tables {
		if !s.any(func(e *Edition) bool { return e.Table(key) != nil }) {
			return datafile.At(at("/tables", i), "rule %s: no edition has a table %q", r.ID, key)
		}
	}
	for _, l := range r.paths() {
		for i, p := range l.paths {
			if p.Table != anyKey && !s.any(func(e *Edition) bool { return e.Table(p.Table) != nil }) {
				return datafile.At(at("/"+l.field, i), "rule %s: no edition has the table of %q", r.ID, p)
			}
		}
	}
	return nil
}

func (s *Set) any(f func(*Edition) bool) bool { return slices.ContainsFunc(s.Editions, f) }

// hasPart reports whether a rule can look at a part of the report by its key: a section, the title, or what stands around the signature.
func (e *Edition) hasPart(key string) bool {
	if key == titlePart || e.Section(key) != nil {
		return true
	}
	for _, part := range contract.TailParts(&report.Tail{}) {
		if part.Key == key {
			return true
		}
	}
	return false
}

// titlePart is the title among the sections of a rule.
const titlePart = "title"

// narrowed returns a rule for what the edition has of that which it speaks of; false if that is nothing.
func (e *Edition) narrowed(r Rule) (Rule, bool) {
	var ok [4]bool
	r.Sections, ok[0] = kept(r.Sections, e.hasPart)
	r.Tables, ok[1] = kept(r.Tables, func(key string) bool { return e.Table(key) != nil })
	r.Cells, ok[2] = kept(r.Cells, e.hasTable)
	r.Except, _ = kept(r.Except, e.hasTable)
	ok[3] = true
	for _, l := range r.paths() {
		ok[3] = ok[3] && (l.pattern || !slices.ContainsFunc(l.paths, func(p Path) bool { return !e.hasTable(p) }))
	}
	return r, !slices.Contains(ok[:], false)
}

func (e *Edition) hasTable(p Path) bool { return p.Table == anyKey || e.Table(p.Table) != nil }

// kept returns the entries that a condition holds for, and false if there were some and none is left.
func kept[T any](list []T, holds func(T) bool) ([]T, bool) {
	if !slices.ContainsFunc(list, func(x T) bool { return !holds(x) }) {
		return list, true
	}
	left := slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !holds(x) })
	return left, len(left) > 0
}
