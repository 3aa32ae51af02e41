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
