package converter

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/internal/workbook"
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
	b := &findingsBook{f: workbook.New(), lang: lang}
	defer func() { _ = b.f.Close() }() // removes what was spilt to disk
	b.say = func(name string) string { return diag.Phrase(name, lang) }
	summary := b.f.Sheet(b.say(summarySheet), workbook.Layout{Columns: []workbook.Column{{Width: 42}, {Width: 14}, {Width: 14}}, Printed: true})
	b.reportSheet(findings.Rows)
	b.findingSheet(findings.Rows)
	b.ruleSheet(c.Rules(), findings.Rows)
	if findings.progressed() {
		b.correctedSheet(findings.Rows)
	}
	if findings.Listed {
		b.rosterSheet(findings.Roster)
	}
	b.summarySheet(summary, findings)
	return b.f.Save(w)
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

type findingsBook struct {
	f     *workbook.Book
	lang  diag.Lang
	say   func(name string) string
	last  int // the last row of the findings
	rules int // that of the rules
}

func headStyle() workbook.Style {
	return workbook.Style{Bold: true, Horizontal: "center", Vertical: "center", Wrap: true, Fill: "E8ECF2"}
}

func wrapStyle() workbook.Style { return workbook.Style{Vertical: "top", Wrap: true} }

// row writes a row of values: texts, counts and formulas; nil is blank.
func row(sheet *workbook.Sheet, style, rest workbook.Style, widths []float64, values ...any) {
	lines := 1
	cells := make([]workbook.Cell, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case formulaCell:
			cells[i] = workbook.Formula(string(v))
		case string:
			v = cutText(v)
			cells[i] = workbook.Text(v)
			if i < len(widths) {
				lines = max(lines, linesOf(v, widths[i]))
			}
		case int:
			cells[i] = workbook.Int(v)
		}
		cells[i] = cells[i].In(style) // a cell does not take the style of its column
	}
	look := workbook.Row{Style: rest}
	if lines > 1 { // not every program makes rows as high as what wraps in them
		look.Height = min(float64(lines)*lineHeight, highestRow)
	}
	sheet.Row(look, cells...)
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

// table is a sheet with heads that stay in view and stand on each page.
type table struct {
	*workbook.Sheet
	widths []float64
}

// table begins a sheet whose columns have these widths, in characters of half width.
func (b *findingsBook) table(name string, heads []string, widths ...float64) table {
	columns := make([]workbook.Column, len(heads))
	values := make([]any, len(heads))
	for i, h := range heads {
		columns[i], values[i] = workbook.Column{Width: widths[i], Style: wrapStyle()}, h
	}
	t := table{b.f.Sheet(b.say(name), workbook.Layout{Columns: columns, FrozenRows: 1, Printed: true, Repeated: 1}), widths}
	row(t.Sheet, headStyle(), headStyle(), widths, values...)
	return t
}

func (t table) row(values ...any) { row(t.Sheet, wrapStyle(), workbook.Style{}, t.widths, values...) }

// heads says the heads of a table.
func (b *findingsBook) heads(names ...string) []string {
	for i := range names {
		names[i] = b.say(names[i])
	}
	return names
}

func (b *findingsBook) reportSheet(rows []FindingsRow) {
	sheet := b.table(reportsSheet, b.heads("file", "organization", "year", "error", "warning", "information", "pass", "fail", "corrected", "remaining", "changed", "new", "opinion"),
		24, 26, 8, 10, 11, 14, 12, 14, 12, 12, 14, 8, 80)
	for _, r := range rows {
		if r.Checked == nil {
			sheet.row(r.File, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, b.say("opinion.refused")+messages(r.Refused, b.lang))
			continue
		}
		result := r.Checked.Result
		formulas := result.Formulas()
		cells := []any{r.File, result.Organization, yearCell(result.Year), result.Count(diag.Error), result.Count(diag.Warning), result.Count(diag.Information),
			formulas[check.Pass], formulas[check.Fail]}
		sheet.row(append(append(cells, progressCells(result.Progress)...), b.opinion(result))...)
	}
	if len(rows) == 0 {
		return
	}
	total := []any{b.say("total"), nil, nil}
	for column := 4; column <= 12; column++ {
		name := workbook.ColumnName(column)
		total = append(total, formulaCell("SUM("+name+"2:"+name+strconv.Itoa(len(rows)+1)+")"))
	}
	sheet.row(total...)
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
	sheet := b.table(findingsSheet, b.heads("number", "file", "organization", "year", "severity", "place", "finding", "hint", "rule", "standing", "fingerprint"), 6, 24, 26, 8, 8, 30, 70, 50, 26, 14, 20)
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
			sheet.row(b.last-1, r.File, r.Checked.Result.Organization, yearCell(r.Checked.Result.Year), f.Severity.In(b.lang),
				r.Checked.Result.PlaceName(f), f.Message(b.lang), hint, f.Rule, f.Since.In(b.lang), f.Fingerprint())
		}
	}
	if b.last > 1 {
		sheet.Filter(1, 1, 11, b.last)
	}
}

// ruleSheet counts the findings of each rule that was broken, by formulas over the sheet of findings; the commonest first.
func (b *findingsBook) ruleSheet(rules []check.RuleInfo, rows []FindingsRow) {
	sheet := b.table(rulesSheet, b.heads("says", "rule", "severity", "count", "clause"), 50, 30, 10, 10, 70)
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
	clauses, says := map[string]string{}, map[string]string{}
	var order []string
	for _, rule := range rules {
		if severity[rule.ID] > 0 {
			order = append(order, rule.ID)
			clauses[rule.ID], says[rule.ID] = rule.Clause, ruleInWords(rule.Message[b.lang])
		}
	}
	for _, rule := range sortedKeys(severity) { // comparisons that could not be made are of no rule
		if _, known := clauses[rule]; !known {
			order = append(order, rule)
		}
	}
	slices.SortStableFunc(order, func(x, y string) int { return cmp.Compare(times[y], times[x]) })
	alike := map[string]int{}
	for _, rule := range order {
		alike[says[rule]]++
	}
	n := 1
	for _, rule := range order {
		n++
		name := cmp.Or(says[rule], rule)
		if alike[name] > 1 { // a chart shows the name alone
			name += " (" + rule + ")"
		}
		sheet.row(name, rule, diag.Severity(severity[rule]-1).In(b.lang), formulaCell(fmt.Sprintf("COUNTIF('%s'!$I$2:$I$%d,B%d)", b.say(findingsSheet), b.last, n)), clauses[rule])
	}
	b.rules = n
	if n > 1 {
		sheet.row(b.say("total"), nil, nil, formulaCell(fmt.Sprintf("SUM(D2:D%d)", n)))
	}
}

// ruleInWords is what a rule says, in short: its message without what it adds behind a colon, and with a gap for each value of a report.
func ruleInWords(message string) string {
	says := ruleValue().ReplaceAllString(message, "…")
	if end := strings.IndexAny(says, "：:"); end > 0 {
		says = says[:end]
	}
	return says
}

var ruleValue = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[a-z_]+\}`) })

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
