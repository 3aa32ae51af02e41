package recognize

import (
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// diagnose says what was not found or could not be placed, in the order of the report.
func (r *recognizer) diagnose() {
	e := r.editions.Get(r.report.Format)
	for _, s := range e.Sections {
		if s.Heading == "" && s.Table == "" {
			continue
		}
		_, headed := r.evidence.Headings[s.Key]
		if s.Table == "" {
			if !headed {
				r.found = append(r.found, diag.New("section-missing", diag.Place{Section: s.Key}, "heading", s.Heading))
			}
			continue
		}
		if b := r.placed[s.Table]; b == nil && r.long[s.Table] {
			r.found = append(r.found, diag.New("table-too-long", diag.Place{Section: s.Key, Table: s.Table}, "heading", s.Call(), "n", mostCells))
		} else if b == nil {
			r.found = append(r.found, diag.New("table-not-found", diag.Place{Section: s.Key, Table: s.Table}, "heading", s.Call()))
		} else {
			r.diagnoseTable(b, s.Key, s.Call())
			r.diagnoseWords(b, s)
		}
	}
	if r.report.Year == 0 {
		r.found = append(r.found, diag.New("year-unknown", diag.Place{}))
	}
	switch {
	case r.doubtful != "" && r.report.Organization == "":
		r.found = append(r.found, diag.New("organ-uncertain", diag.Place{Line: r.evidence.Title}, "text", excerpt(r.doubtful)))
	case r.report.Organization == "":
		r.found = append(r.found, diag.New("organ-unknown", diag.Place{}))
	}
}

// mostOneByOne is how many lost rows are named one by one; a table that lost more is reported as damaged.
const mostOneByOne = 6

func (r *recognizer) diagnoseTable(b *placed, section, heading string) {
	t := b.Table
	place := diag.Place{Section: section, Table: t.Key}
	var missing, missingKeys, empty []string
	lostCells := 0
	origins := r.evidence.Cells[t.Key]
	var lostRows diag.List
	inferred := map[string]int{} // cells by reason
	var reasons []report.Origin
	for l, label := range b.Labels {
		if label.Slots == nil {
			continue
		}
		key := label.Slots[0].Row
		name := t.RowNames[key]
		at := place
		at.Row = key
		switch b.state(l) {
		case noLabel:
			if len(label.Folded) > 0 {
				missing = append(missing, name)
				missingKeys = append(missingKeys, key)
			}
		case noFigures:
			empty = append(empty, name)
		case lost:
			for _, k := range label.Slots {
				if origins[k].Confidence == report.Lost {
					lostCells++
				}
			}
			c := unclear(b.rows[l])
			at.Line, at.Column = c.Line, c.Column
			reason := diag.Reason(c.Reason)
			if chars.TrimSpace(c.Raw) == "" {
				lostRows = append(lostRows, diag.New("row-not-placed", at, "table", heading, "row", name, "reason", reason))
			} else {
				lostRows = append(lostRows, diag.New("cell-not-placed", at, "table", heading, "row", name, "raw", c.Raw, "reason", reason))
			}
		}
		for _, k := range label.Slots {
			if o := origins[k]; o.Confidence == report.Inferred {
				if inferred[o.Reason] == 0 {
					reasons = append(reasons, o)
				}
				inferred[o.Reason]++
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
		r.found = append(r.found, diag.New("cell-inferred", at, "table", heading, "n", inferred[o.Reason], "reason", diag.Reason(o.Reason)))
	}
	r.found = append(r.found, lostRows...)
	if lostCells > 0 && len(lostRows) > mostOneByOne {
		r.found = append(r.found, diag.New("table-damaged", place, "table", heading, "n", lostCells))
	}
	r.diagnoseMissing(b, place, heading, missing, missingKeys)
	r.diagnoseColumns(b, place, heading)
	for _, s := range b.left {
		at := place
		at.Line, at.Column = s.Line, s.Column
		where := diag.Wording{}
		if s.After != "" {
			where = diag.Word("behind").With("text", s.After)
		}
		r.found = append(r.found, diag.New("figure-unclaimed", at, "table", heading, "raw", s.Raw, "where", where))
	}
	if n := len(b.rivalLines); n > 0 {
		at := place
		at.Line = b.rivalLines[n-1]
		r.found = append(r.found, diag.New("table-twice", at, "table", heading, "n", n, "line", b.rivalLines[0], "other", at.Line))
	}
	slices.SortStableFunc(b.Extra, func(a, b report.Heading) int { return a.Line - b.Line })
}

// diagnoseMissing says which rows have no label. Where the table has figures that belong to no row, they may be those
// rows': the rows are not said to be missing then.
func (r *recognizer) diagnoseMissing(b *placed, place diag.Place, heading string, rows, keys []string) {
	n := len(rows)
	if n == 1 {
		place.Row = keys[0]
	}
	switch {
	case n == 0:
	case len(b.left) > 0:
		r.found = append(r.found, diag.New("rows-unmatched", place, "table", heading, "n", n, "rows", some(rows)))
	case n == 1:
		r.found = append(r.found, diag.New("row-not-found", place, "table", heading, "row", rows[0]))
	default:
		r.found = append(r.found, diag.New("rows-not-found", place, "table", heading, "n", n, "rows", some(rows)))
	}
}

// diagnoseColumns says which columns a table lacks, and which it has that the edition does not know.
func (r *recognizer) diagnoseColumns(b *placed, place diag.Place, heading string) {
	var lacking []string
	for _, k := range b.lacking {
		if name := b.Table.ColNames[k.Col]; !slices.Contains(lacking, name) {
			lacking = append(lacking, name)
		}
	}
	if len(lacking) > 0 {
		r.found = append(r.found, diag.New("column-not-found", place, "table", heading, "columns", strings.Join(lacking, "、")))
	}
	var headers []string
	raw := map[string][]string{}
	for _, s := range b.foreign {
		if raw[s.After] == nil {
			headers = append(headers, s.After)
		}
		raw[s.After] = append(raw[s.After], s.Raw)
	}
	for _, h := range headers {
		r.found = append(r.found, diag.New("column-unknown", place, "table", heading, "column", h, "n", len(raw[h]), "raw", raw[h][0]))
	}
}

// diagnoseWords names the words of a table with cells for words that stand in none: they may be what such a cell holds.
func (r *recognizer) diagnoseWords(b *placed, s *edition.Section) {
	if !b.HasWords() || len(b.Extra) == 0 {
		return
	}
	var words []string
	line, end := 0, r.items[b.last].line
	for _, extra := range b.Extra {
		if b.ofLabels(extra.Text) || extra.Line > end {
			continue // a piece of a label, or what stands below the table
		}
		if words == nil {
			line = extra.Line
		}
		words = append(words, excerpt(extra.Text))
	}
	if words != nil {
		r.found = append(r.found, diag.New("words-unclaimed", diag.Place{Section: s.Key, Table: s.Table, Line: line}, "table", s.Call(), "n", len(words), "raw", some(words)))
	}
}

// some names the first few of many.
func some(names []string) string { return someOf(names, "、") }

func someOf(names []string, comma string) string {
	const named = 4
	if len(names) <= named {
		return strings.Join(names, comma)
	}
	return strings.Join(names[:named], comma) + "……"
}

// unclear returns the claim that says why a row stays blank.
func unclear(claims []table.Claim) table.Claim {
	for _, c := range claims {
		if c.State == table.Unclear {
			return c
		}
	}
	return table.Claim{}
}
