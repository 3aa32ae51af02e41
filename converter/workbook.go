package converter

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianbao/converter/check"
	"nianbao/converter/diag"
)

// FindingsRow is a report of a workbook of findings: one that was checked, or why it could not be read.
type FindingsRow struct {
	File    string
	Checked *Checked
	Refused diag.List // where Checked is nil
}

// Findings is what a workbook of findings is made of.
type Findings struct {
	Rows []FindingsRow
	// Roster is what a list of the expected agencies told of the reports; Listed says that there was one.
	Roster diag.List
	Listed bool
}

// progressed reports whether any report was compared with an earlier round.
func (f Findings) progressed() bool {
	return slices.ContainsFunc(f.Rows, func(r FindingsRow) bool { return r.Checked != nil && r.Checked.Result.Progress != nil })
}

// FindingsWorkbook writes what was found in many reports as a spreadsheet: a summary with charts, the reports with their counts and an
// opinion that can be sent back as it stands, every finding, how often each rule was broken, what was corrected since an
// earlier round, and who of the roster sent nothing. Totals and counts are formulas over the other sheets, so that they follow what the
// office strikes out. The same findings give the same bytes.
func (c *Converter) FindingsWorkbook(w io.Writer, findings Findings, lang diag.Lang) error {
	b := &findingsBook{f: excelize.NewFile(), lang: lang}
	defer func() { _ = b.f.Close() }() // nothing was spilt to disk that could be lost
	b.say = func(name string) string { return diag.Phrase(name, lang) }
	b.sheets(findings)
	b.styles()
	b.reportSheet(findings.Rows)
	b.findingSheet(findings.Rows)
	b.ruleSheet(c.Rules(), findings.Rows)
	if findings.progressed() {
		b.correctedSheet(findings.Rows)
	}
	if findings.Listed {
		b.rosterSheet(findings.Roster)
	}
	b.summarySheet(findings)
	b.printed(findings)
	if b.err != nil {
		return fmt.Errorf("making the workbook: %w", b.err)
	}
	if _, err := b.f.WriteTo(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// The sheets, by their names in the catalogue.
const (
	summarySheet   = "findings.summary"
	reportsSheet   = "findings.reports"
	findingsSheet  = "findings.findings"
	rulesSheet     = "findings.rules"
	correctedSheet = "findings.since"
	rosterSheet    = "findings.roster"
)

// names are the names of the sheets, in their order.
func (b *findingsBook) names(findings Findings) []string {
	names := b.heads(summarySheet, reportsSheet, findingsSheet, rulesSheet)
	if findings.progressed() {
		names = append(names, b.say(correctedSheet))
	}
	if findings.Listed {
		names = append(names, b.say(rosterSheet))
	}
	return names
}

func (b *findingsBook) sheets(findings Findings) {
	names := b.names(findings)
	b.do(b.f.SetSheetName("Sheet1", names[0]))
	for _, name := range names[1:] {
		_, err := b.f.NewSheet(name)
		b.do(err)
	}
}

type findingsBook struct {
	f          *excelize.File
	lang       diag.Lang
	say        func(name string) string
	head, wrap int
	last       int       // the last row of the findings
	rules      int       // that of the rules
	widths     []float64 // of the columns of the table that is being written, in characters of half width
	err        error
}

// do keeps the first error.
func (b *findingsBook) do(err error) { b.err = cmp.Or(b.err, err) }

func (b *findingsBook) styles() {
	var err error
	b.head, err = b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECF2"}}})
	b.do(err)
	b.wrap, err = b.f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	b.do(err)
}

// row writes a row of values.
func (b *findingsBook) row(sheet string, n int, values ...any) {
	lines := 1
	for i, v := range values {
		name, err := excelize.CoordinatesToCellName(i+1, n)
		b.do(err)
		if n > 1 { // a cell does not take the style of its column
			b.do(b.f.SetCellStyle(sheet, name, name, b.wrap))
		}
		switch v := v.(type) {
		case formulaCell:
			b.do(b.f.SetCellFormula(sheet, name, string(v)))
		case string:
			v = cutText(v)
			b.do(b.f.SetCellStr(sheet, name, v))
			if i < len(b.widths) {
				lines = max(lines, linesOf(v, b.widths[i]))
			}
		case nil:
		default:
			b.do(b.f.SetCellValue(sheet, name, v))
		}
	}
	if lines > 1 { // not every program makes rows as high as what wraps in them
		b.do(b.f.SetRowHeight(sheet, n, min(float64(lines)*lineHeight, highestRow)))
	}
}

// Points of a line, and of a row at the most (ECMA-376 part 1, 18.3.1.73, and the programs).
const (
	lineHeight = 16
	highestRow = 409
)

// linesOf returns how many lines a text takes in a column of so many characters of half width.
func linesOf(text string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		n := 0.0
		for _, c := range line {
			n++
			if c >= 0x1100 { // of full width
				n++
			}
		}
		lines += max(1, int(math.Ceil(n/max(width-2, 1))))
	}
	return lines
}

type formulaCell string

// longestCell is how many characters a spreadsheet's cell holds, with room to spare.
const longestCell = 32_000

func cutText(s string) string {
	if r := []rune(s); len(r) > longestCell {
		return string(r[:longestCell]) + "…"
	}
	return s
}

// table writes the heads of a sheet, sets its widths, and freezes the heads.
func (b *findingsBook) table(sheet string, heads []string, widths ...float64) {
	values := make([]any, len(heads))
	b.widths = widths
	for i, h := range heads {
		values[i] = h
		column, err := excelize.ColumnNumberToName(i + 1)
		b.do(err)
		b.do(b.f.SetColWidth(sheet, column, column, widths[i]))
		b.do(b.f.SetColStyle(sheet, column, b.wrap))
	}
	b.row(sheet, 1, values...)
	b.do(b.f.SetRowStyle(sheet, 1, 1, b.head))
	b.do(b.f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// heads says the heads of a table.
func (b *findingsBook) heads(names ...string) []string {
	for i := range names {
		names[i] = b.say(names[i])
	}
	return names
}

func (b *findingsBook) reportSheet(rows []FindingsRow) {
	sheet := b.say(reportsSheet)
	b.table(sheet, b.heads("file", "organization", "year", "error", "warning", "information", "pass", "fail", "corrected", "remaining", "changed", "new", "opinion"),
		24, 26, 8, 10, 11, 14, 12, 14, 12, 12, 14, 8, 80)
	for i, r := range rows {
		if r.Checked == nil {
			b.row(sheet, i+2, r.File, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, b.say("opinion.refused")+messages(r.Refused, b.lang))
			continue
		}
		result := r.Checked.Result
		formulas := result.Formulas()
		cells := []any{r.File, result.Organization, yearCell(result.Year), result.Count(diag.Error), result.Count(diag.Warning), result.Count(diag.Information),
			formulas[check.Pass], formulas[check.Fail]}
		b.row(sheet, i+2, append(append(cells, progressCells(result.Progress)...), b.opinion(result))...)
	}
	if len(rows) == 0 {
		return
	}
	total := []any{b.say("total"), nil, nil}
	for column := 4; column <= 12; column++ {
		name, err := excelize.ColumnNumberToName(column)
		b.do(err)
		total = append(total, formulaCell("SUM("+name+"2:"+name+strconv.Itoa(len(rows)+1)+")"))
	}
	b.row(sheet, len(rows)+2, total...)
}

// progressCells are how many findings of an earlier round were corrected, stay, were changed, and are new; blank without one.
func progressCells(p *check.Progress) []any {
	if p == nil {
		return []any{nil, nil, nil, nil}
	}
	return []any{len(p.Corrected), p.Remaining, p.Changed, p.New}
}

func yearCell(year int) any {
	if year == 0 {
		return nil
	}
	return year
}

func messages(list diag.List, lang diag.Lang) string {
	all := make([]string, 0, len(list))
	for _, d := range list {
		all = append(all, d.Message(lang))
	}
	return strings.Join(all, "；")
}

// opinion is the text that is sent back: errors and warnings, numbered.
func (b *findingsBook) opinion(result check.Result) string {
	lines := []string{b.say("opinion.opens")}
	for _, f := range result.Findings {
		if f.Severity < diag.Warning {
			continue
		}
		line := strconv.Itoa(len(lines)) + ". " + f.Message(b.lang)
		if f.Hint != nil {
			line += "（" + f.Hint.Message(b.lang) + "）"
		}
		lines = append(lines, line)
	}
	if len(lines) == 1 {
		return b.say("opinion.clean")
	}
	return strings.Join(lines, "\n")
}

func (b *findingsBook) findingSheet(rows []FindingsRow) {
	sheet := b.say(findingsSheet)
	b.table(sheet, b.heads("number", "file", "organization", "year", "severity", "place", "finding", "hint", "rule", "standing", "fingerprint"), 6, 24, 26, 8, 8, 30, 70, 50, 26, 14, 20)
	b.last = 1
	for _, r := range rows {
		if r.Checked == nil {
			continue
		}
		for _, f := range r.Checked.Result.Findings {
			hint := ""
			if f.Hint != nil {
				hint = f.Hint.Message(b.lang)
			}
			b.last++
			b.row(sheet, b.last, b.last-1, r.File, r.Checked.Result.Organization, yearCell(r.Checked.Result.Year), f.Severity.In(b.lang),
				r.Checked.Result.PlaceName(f), f.Message(b.lang), hint, f.Rule, f.Since.In(b.lang), f.Fingerprint())
		}
	}
	if b.last > 1 {
		b.do(b.f.AutoFilter(sheet, "A1:K"+strconv.Itoa(b.last), nil))
	}
}

// ruleSheet counts the findings of each rule that was broken, by formulas over the sheet of findings; the commonest first.
func (b *findingsBook) ruleSheet(rules []check.RuleInfo, rows []FindingsRow) {
	sheet := b.say(rulesSheet)
	b.table(sheet, b.heads("rule", "severity", "count", "clause"), 30, 10, 10, 70)
	severity, times := map[string]int{}, map[string]int{}
	for _, r := range rows {
		if r.Checked == nil {
			continue
		}
		for _, f := range r.Checked.Result.Findings {
			severity[f.Rule] = max(severity[f.Rule], int(f.Severity)+1)
			times[f.Rule]++
		}
	}
	clauses := map[string]string{}
	var order []string
	for _, rule := range rules {
		if severity[rule.ID] > 0 {
			order = append(order, rule.ID)
			clauses[rule.ID] = rule.Clause
		}
	}
	for _, rule := range sortedKeys(severity) { // comparisons that could not be made are of no rule
		if _, known := clauses[rule]; !known {
			order = append(order, rule)
		}
	}
	slices.SortStableFunc(order, func(x, y string) int { return cmp.Compare(times[y], times[x]) })
	n := 1
	for _, rule := range order {
		n++
		b.row(sheet, n, rule, diag.Severity(severity[rule]-1).In(b.lang), formulaCell(fmt.Sprintf("COUNTIF('%s'!$I$2:$I$%d,A%d)", b.say(findingsSheet), b.last, n)), clauses[rule])
	}
	b.rules = n
	if n > 1 {
		b.row(sheet, n+1, b.say("total"), nil, formulaCell(fmt.Sprintf("SUM(C2:C%d)", n)))
	}
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
