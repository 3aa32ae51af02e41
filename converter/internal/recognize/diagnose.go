package recognize

import (
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// diagnose says what was not found or could not be placed, in the order of the report.
func (r *recognizer) diagnose() {
	e := r.editions.Get(r.report.Format)
	for _, s := range e.Sections {
		if s.Heading == "" {
			continue
		}
		_, headed := r.evidence.Headings[s.Key]
		if s.Table == "" {
			if !headed {
				r.found = append(r.found, diag.New("section-missing", diag.Place{Section: s.Key}, "heading", s.Heading))
			}
			continue
		}
		if b := r.bindings[s.Table]; b == nil {
			r.found = append(r.found, diag.New("table-not-found", diag.Place{Section: s.Key, Table: s.Table}, "heading", s.Heading))
		} else {
			r.diagnoseTable(b, s.Key, s.Heading)
		}
	}
	if r.report.Year == 0 {
		r.found = append(r.found, diag.New("year-unknown", diag.Place{}))
	}
	if r.report.Organization == "" {
		r.found = append(r.found, diag.New("organ-unknown", diag.Place{}))
	}
}

// mostOneByOne is how many lost rows are named one by one; a table that lost more is reported as damaged.
const mostOneByOne = 6

func (r *recognizer) diagnoseTable(b *binding, section, heading string) {
	t := b.table
	reg := r.regions[t.Key]
	place := diag.Place{Section: section, Table: t.Key}
	var missing, missingKeys, empty []string
	lostCells := 0
	var lostRows diag.List
	inferred := map[string]int{} // cells by reason
	var reasons []report.Origin
	for l, label := range b.labels {
		if label.Slots == nil {
			continue
		}
		key := label.Slots[0].Row
		name := t.RowNames[key]
		at := place
		at.Row = key
		switch b.rows[l] {
		case noLabel:
			if len(label.Folded) > 0 {
				missing = append(missing, name)
				missingKeys = append(missingKeys, key)
			}
		case noFigures:
			empty = append(empty, name)
		case lost:
			lostCells += len(label.Slots)
			o := b.origins[label.Slots[0]]
			at.Line, at.Column = o.Line, o.Column
			lostRows = append(lostRows, diag.New("cell-not-placed", at, "table", heading, "row", name, "raw", o.Raw))
		case bound:
			for _, k := range label.Slots {
				if o := b.origins[k]; o.Confidence == report.Inferred {
					if inferred[o.Reason] == 0 {
						reasons = append(reasons, o)
					}
					inferred[o.Reason]++
				}
			}
		}
	}
	r.evidence.MissingRows[t.Key] = missingKeys
	if len(empty) > 0 {
		r.found = append(r.found, diag.New("row-no-figures", place, "table", heading, "n", len(empty), "rows", some(empty)))
	}
	for _, o := range reasons {
		at := place
		at.Line, at.Column = o.Line, o.Column
		zh, en := reasonText(o.Reason)
		r.found = append(r.found, diag.New("cell-inferred", at, "table", heading, "n", inferred[o.Reason], "reason", zh, "reason_en", en))
	}
	r.found = append(r.found, lostRows...)
	if lostCells > 0 && len(lostRows) > mostOneByOne {
		r.found = append(r.found, diag.New("table-damaged", place, "table", heading, "n", lostCells))
	}
	switch {
	case len(missing) == 1:
		at := place
		at.Row = missingKeys[0]
		r.found = append(r.found, diag.New("row-not-found", at, "table", heading, "row", missing[0]))
	case len(missing) > 1:
		r.found = append(r.found, diag.New("rows-not-found", place, "table", heading, "n", len(missing), "rows", some(missing)))
	}
	r.diagnoseColumns(b, place, heading)
	for _, s := range b.unclaimed {
		at := place
		if s.cell != none {
			at.Line, at.Column = reg.cells[s.cell].line, reg.cells[s.cell].column
		}
		r.found = append(r.found, diag.New("figure-unclaimed", at, "table", heading, "raw", s.raw, "after", s.after))
	}
	slices.SortStableFunc(b.extra, func(a, b report.Heading) int { return a.Line - b.Line })
}

// diagnoseColumns says which columns a table lacks, and which it has that the edition does not know.
func (r *recognizer) diagnoseColumns(b *binding, place diag.Place, heading string) {
	var lacking []string
	for _, k := range b.columns {
		if name := b.table.ColNames[k.Col]; !slices.Contains(lacking, name) {
			lacking = append(lacking, name)
		}
	}
	if len(lacking) > 0 {
		r.found = append(r.found, diag.New("column-not-found", place, "table", heading, "columns", strings.Join(lacking, "、")))
	}
	var headers []string
	raw := map[string][]string{}
	for _, s := range b.foreign {
		if raw[s.after] == nil {
			headers = append(headers, s.after)
		}
		raw[s.after] = append(raw[s.after], s.raw)
	}
	for _, h := range headers {
		r.found = append(r.found, diag.New("column-unknown", place, "table", heading, "column", h, "n", len(raw[h]), "raw", raw[h][0]))
	}
}

// some names the first few rows of many.
func some(rows []string) string {
	const named = 4
	if len(rows) <= named {
		return strings.Join(rows, "、")
	}
	return strings.Join(rows[:named], "、") + "……"
}

// reasonText puts the reason for an inference into words.
func reasonText(reason string) (zh, en string) {
	switch reason {
	case "drift":
		return "空格多于列数，按最后一列处理", "there are more blanks than columns; it was taken for the last column"
	case "torn":
		return "数据与行名在提取时分开了，按行的顺序对应，各行合计相符", "figures and labels were torn apart; they were put together in the order of the rows, and every row adds up"
	case "column":
		return "空格没有留下分隔，按同页各列的位置对应", "blank cells left no separator; the figures were put under the columns of the same page"
	case "glued":
		return "数字连在一起，只有一种分法使合计相符", "the digits stand together; there is one way to divide them that adds up"
	}
	return reason, reason
}
