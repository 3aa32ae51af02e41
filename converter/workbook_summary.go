package converter

import (
	"cmp"
	"fmt"
	"slices"

	"nianbao/converter/diag"
	"nianbao/internal/workbook"
)

// correctedSheet lists what an earlier round found and is found no more.
func (b *findingsBook) correctedSheet(rows []FindingsRow) {
	sheet := b.table(correctedSheet, b.heads("file", "organization", "year", "finding", "rule"), 24, 26, 8, 80, 26)
	for _, r := range rows {
		if r.Checked == nil || r.Checked.Result.Progress == nil {
			continue
		}
		for _, e := range r.Checked.Result.Progress.Corrected {
			sheet.row(r.File, r.Checked.Result.Organization, yearCell(r.Checked.Result.Year), e.In(b.lang), e.Rule)
		}
	}
}

// rosterSheet lists who of the expected agencies sent no report, or two, and who was not expected.
func (b *findingsBook) rosterSheet(roster diag.List) {
	sheet := b.table(rosterSheet, b.heads("message", "file", "code"), 70, 30, 22)
	for _, d := range roster {
		sheet.row(d.Message(b.lang), d.Place.File, string(d.Code))
	}
}

// Bars of a chart at the most, and its size in pixels.
const (
	mostBars    = 12
	chartWidth  = 620
	chartHeight = 340
	chartColumn = 5 // its place, right of the figures
)

// summarySheet says in figures what the other sheets hold, and shows as bars which rules were broken most and which reports have
// errors and warnings.
func (b *findingsBook) summarySheet(sheet *workbook.Sheet, findings Findings) {
	reports := b.say(reportsSheet)
	last := len(findings.Rows) + 1
	column := func(name string) string { return fmt.Sprintf("'%s'!$%s$2:$%s$%d", reports, name, name, max(last, 2)) }
	count := func(formula string, columns ...any) formulaCell { return formulaCell(fmt.Sprintf(formula, columns...)) }
	lines := [][2]any{
		{"summary.reports", count("COUNT(%s)", column("D"))},
		{"summary.refused", count("COUNTA(%s)-COUNT(%s)", column("A"), column("D"))},
		{"summary.faulty", count(`COUNTIF(%s,">0")`, column("D"))},
		{"summary.clean", count("COUNTIFS(%s,0,%s,0)", column("D"), column("E"))},
		{"error", count("SUM(%s)", column("D"))},
		{"warning", count("SUM(%s)", column("E"))},
		{"information", count("SUM(%s)", column("F"))},
	}
	if findings.progressed() {
		for i, name := range []string{"corrected", "remaining", "changed", "new"} {
			lines = append(lines, [2]any{name, count("SUM(%s)", column(string(rune('I'+i))))})
		}
	}
	missing := any(b.say("summary.uncounted"))
	if findings.Listed {
		missing = count(`COUNTIF('%s'!$C:$C,"roster-missing")`, b.say(rosterSheet))
	}
	lines = append(lines, [2]any{"summary.missing", missing})
	for _, line := range lines {
		row(sheet, wrapStyle(), workbook.Style{}, nil, b.say(line[0].(string)), line[1])
	}
	b.charts(sheet, reports, findings.Rows, len(lines)+2)
}

// charts puts the bars beside the figures: the rules as their sheet has them, and the reports by a table of those with most errors and
// warnings, which stands in the summary from a row on.
func (b *findingsBook) charts(sheet *workbook.Sheet, reports string, rows []FindingsRow, at int) {
	if b.rules > 1 {
		rules, to := b.say(rulesSheet), min(b.rules, mostBars+1)
		sheet.Bars(chartColumn, 1, bars(b.say("chart.rules"), workbook.Series{Name: b.say("count"),
			Categories: workbook.Reference(rules, 1, 2, 1, to), Values: workbook.Reference(rules, 4, 2, 4, to)}))
	}
	worst := worstOf(rows)
	if len(worst) == 0 {
		return
	}
	sheet.Row(workbook.Row{})
	row(sheet, headStyle(), workbook.Style{}, nil, b.say("chart.reports"), b.say("error"), b.say("warning"))
	for _, place := range worst {
		cell := func(column string) formulaCell {
			return formulaCell(fmt.Sprintf("'%s'!%s%d", reports, column, place+2))
		}
		name := cell("B")
		if rows[place].Checked.Result.Organization == "" {
			name = cell("A")
		}
		row(sheet, wrapStyle(), workbook.Style{}, nil, name, cell("D"), cell("E"))
	}
	series := func(name string, column int) workbook.Series {
		here, from, to := b.say(summarySheet), at+1, at+len(worst)
		return workbook.Series{Name: b.say(name), Categories: workbook.Reference(here, 1, from, 1, to), Values: workbook.Reference(here, column, from, column, to)}
	}
	const below = 20 // the other chart
	sheet.Bars(chartColumn, below, bars(b.say("chart.reports"), series("error", 2), series("warning", 3)))
}

func bars(title string, series ...workbook.Series) workbook.Bars {
	return workbook.Bars{Title: title, Series: series, Width: chartWidth, Height: chartHeight}
}

// worstOf returns the places of the reports with most errors, then most warnings; none without any.
func worstOf(rows []FindingsRow) []int {
	var worst []int
	count := func(i int, severity diag.Severity) int { return rows[i].Checked.Result.Count(severity) }
	for i, r := range rows {
		if r.Checked != nil && count(i, diag.Error)+count(i, diag.Warning) > 0 {
			worst = append(worst, i)
		}
	}
	slices.SortStableFunc(worst, func(x, y int) int {
		return cmp.Or(cmp.Compare(count(y, diag.Error), count(x, diag.Error)), cmp.Compare(count(y, diag.Warning), count(x, diag.Warning)))
	})
	return worst[:min(len(worst), mostBars)]
}
