package contract

import (
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// TableFormat returns the edition that a table is printed and checked by: the one named in TableFormats, else the
// report's own if it has all cells of the table, else the newest other edition that has them. It returns the odd cells
// and false if no edition has them all (a table that mixes editions).
func TableFormat(r *report.Report, v *Vocabulary, table string) (format string, odd []report.Key, ok bool) {
	t := r.Tables[table]
	if f := r.TableFormats[table]; f != "" {
		odd = outside(v, table, f, t)
		return f, odd, len(odd) == 0
	}
	return inferFormat(v, table, r.Format, t)
}

// InferredFormat is TableFormat without regard to TableFormats.
func InferredFormat(r *report.Report, v *Vocabulary, table string) (format string, ok bool) {
	format, _, ok = inferFormat(v, table, r.Format, r.Tables[table])
	return format, ok
}

func inferFormat(v *Vocabulary, table, format string, t report.Table) (string, []report.Key, bool) {
	best := outside(v, table, format, t)
	if len(best) == 0 {
		return format, nil, true
	}
	for _, other := range v.Formats {
		if other != format && len(outside(v, table, other, t)) == 0 {
			return other, nil, true
		}
	}
	return format, best, false
}

// outside returns the cells of t that the edition's grid lacks, in a stable order.
func outside(v *Vocabulary, table, format string, t report.Table) []report.Key {
	g, _ := v.Grid(table, format)
	var odd []report.Key
	for k := range t {
		if !g.Has(k) {
			odd = append(odd, k)
		}
	}
	slices.SortFunc(odd, compareKeys)
	return odd
}

func compareKeys(a, b report.Key) int {
	if a.Row != b.Row {
		if a.Row < b.Row {
			return -1
		}
		return 1
	}
	if a.Col < b.Col {
		return -1
	}
	if a.Col > b.Col {
		return 1
	}
	return 0
}

// SetTableFormat records the edition that a table is printed by, where that does not follow from its cells; else it
// records nothing. A report without the table keeps none.
func SetTableFormat(r *report.Report, v *Vocabulary, table, format string) {
	delete(r.TableFormats, table)
	if r.Tables[table] == nil {
		return
	}
	if inferred, ok := InferredFormat(r, v, table); ok && inferred == format || len(outside(v, table, format, r.Tables[table])) > 0 {
		return // it follows from the cells, or they contradict it
	}
	if r.TableFormats == nil {
		r.TableFormats = map[string]string{}
	}
	r.TableFormats[table] = format
}

// MixedTables returns a table-mixed-editions warning for each table that no single edition can hold.
func MixedTables(r *report.Report, v *Vocabulary) diag.List {
	var found diag.List
	for _, s := range v.Sections {
		if r.Tables[s.Table] == nil {
			continue
		}
		if _, odd, ok := TableFormat(r, v, s.Table); !ok {
			names := make([]string, len(odd))
			for i, k := range odd {
				names[i] = k.Row + "." + k.Col
			}
			found = append(found, diag.New("table-mixed-editions", diag.Place{Section: s.Key, Table: s.Table},
				"table", s.Table, "cells", strings.Join(names, "、")))
		}
	}
	return found
}
