package sum

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Diagnostics tells the gaps, one diagnostic for each file, table and kind. Blank cells are information, because that
// is how many agencies write zero; what could not be read is a warning.
func (r Result) Diagnostics() diag.List {
	var list diag.List
	e := r.forms
	if e == nil {
		e = edition.OfficialForms()
	}
	for _, g := range r.Gaps {
		name, names := g.Table, diag.Wording{}
		if r.Report != nil && e.Get(r.Report.Format) != nil {
			if t := e.Get(r.Report.Format).Table(g.Table); t != nil {
				name = t.Caption
				names = cellNames(t, g.Cells)
			}
		}
		list = append(list, diag.New(diag.Code("sum-"+string(g.Kind)), diag.Place{File: g.File, Table: g.Table},
			"table", name, "n", len(g.Cells), "cells", names, "with", g.With))
	}
	for _, path := range r.TooLarge {
		list = append(list, diag.New("sum-too-large", diag.Place{}, "cell", path))
	}
	return list
}

const mostNames = 4 // cells listed by name in a diagnostic

func cellNames(t *edition.Table, cells []report.Key) diag.Wording {
	var names []diag.Wording
	for _, k := range cells[:min(len(cells), mostNames)] {
		names = append(names, diag.Word("cell-short").With("row", t.RowNames[k.Row], "col", t.ColNames[k.Col]))
	}
	listed := diag.Listed(names)
	if len(cells) > mostNames {
		return diag.Word("and-so-on").With("listed", listed)
	}
	return listed
}
