package converter

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"github.com/xuri/excelize/v2"

	"nianbao/converter/diag"
)

// correctedSheet lists what an earlier round found and is found no more.
func (b *findingsBook) correctedSheet(rows []FindingsRow) {
	sheet := b.say(correctedSheet)
	b.table(sheet, b.heads("file", "organization", "year", "finding", "rule"), 24, 26, 8, 80, 26)
	n := 1
	for _, r := range rows {
		if r.Checked == nil || r.Checked.Result.Progress == nil {
			continue
		}
		for _, e := range r.Checked.Result.Progress.Corrected {
			n++
			b.row(sheet, n, r.File, r.Checked.Result.Organization, yearCell(r.Checked.Result.Year), e.In(b.lang), e.Rule)
		}
	}
}

// rosterSheet lists who of the expected agencies sent no report, or two, and who was not expected.
func (b *findingsBook) rosterSheet(roster diag.List) {
	sheet := b.say(rosterSheet)
	b.table(sheet, b.heads("message", "file", "code"), 70, 30, 22)
	for i, d := range roster {
		b.row(sheet, i+2, d.Message(b.lang), d.Place.File, string(d.Code))
	}
}

// printed lays the sheets out for A4: across, as wide as the page, with the heads on each.
func (b *findingsBook) printed(findings Findings) {
	across, wide, high, a4, fit := "landscape", 1, 0, 9, true
	for i, sheet := range b.names(findings) {
		b.do(b.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &across, Size: &a4, FitToWidth: &wide, FitToHeight: &high}))
		b.do(b.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
		if i > 0 {
			b.do(b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet}))
		}
	}
	// The types of pictures, which a chart may hold, come in no order.
	if types := b.f.ContentTypes; types != nil {
		sort.Slice(types.Defaults, func(i, k int) bool { return types.Defaults[i].Extension < types.Defaults[k].Extension })
	}
}

// Bars of a chart at the most, and its size in pixels.
const (
	mostBars    = 12
	chartWidth  = 620
	chartHeight = 340
)

// summarySheet says in figures what the other sheets hold, and shows as bars which rules were broken most and which reports have
// errors and warnings.
func (b *findingsBook) summarySheet(findings Findings) {
	sheet, reports := b.say(summarySheet), b.say(reportsSheet)
	b.widths = nil
	b.do(b.f.SetColWidth(sheet, "A", "A", 42))
	b.do(b.f.SetColWidth(sheet, "B", "C", 14))
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
	for i, line := range lines {
		b.row(sheet, i+1, b.say(line[0].(string)), line[1])
	}
	b.charts(sheet, reports, findings.Rows, len(lines)+2)
}

// charts puts the bars beside the figures: the rules as their sheet has them, and the reports by a table of those with most errors and
// warnings, which stands in the summary from a row on.
func (b *findingsBook) charts(sheet, reports string, rows []FindingsRow, at int) {
	if b.rules > 1 {
		rules, to := b.say(rulesSheet), strconv.Itoa(min(b.rules, mostBars+1))
		b.bars(sheet, "E1", b.say("chart.rules"), []excelize.ChartSeries{{Name: b.say("count"),
			Categories: "'" + rules + "'!$A$2:$A$" + to, Values: "'" + rules + "'!$C$2:$C$" + to}})
	}
	worst := worstOf(rows)
	if len(worst) == 0 {
		return
	}
	b.row(sheet, at, b.say("chart.reports"), b.say("error"), b.say("warning"))
	b.do(b.f.SetCellStyle(sheet, "A"+strconv.Itoa(at), "C"+strconv.Itoa(at), b.head))
	for i, row := range worst {
		cell := func(column string) formulaCell { return formulaCell(fmt.Sprintf("'%s'!%s%d", reports, column, row+2)) }
		name := cell("B")
		if rows[row].Checked.Result.Organization == "" {
			name = cell("A")
		}
		b.row(sheet, at+1+i, name, cell("D"), cell("E"))
	}
	series := func(name, column string) excelize.ChartSeries {
		from, to := strconv.Itoa(at+1), strconv.Itoa(at+len(worst))
		return excelize.ChartSeries{Name: b.say(name), Categories: "'" + sheet + "'!$A$" + from + ":$A$" + to, Values: "'" + sheet + "'!$" + column + "$" + from + ":$" + column + "$" + to}
	}
	b.bars(sheet, "E20", b.say("chart.reports"), []excelize.ChartSeries{series("error", "B"), series("warning", "C")})
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

func (b *findingsBook) bars(sheet, cell, title string, series []excelize.ChartSeries) {
	black, varied, legend := excelize.Font{Color: "1B1B1B", Size: 9}, false, "bottom"
	if len(series) == 1 {
		legend = "none"
	}
	b.do(b.f.AddChart(sheet, cell, &excelize.Chart{Type: excelize.Bar, Series: series, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title}}},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: chartHeight}, Legend: excelize.ChartLegend{Position: legend}, VaryColors: &varied,
		XAxis: excelize.ChartAxis{ReverseOrder: true, Font: black}, YAxis: excelize.ChartAxis{None: true}, // each bar has its number
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0;;"}}}))
}
