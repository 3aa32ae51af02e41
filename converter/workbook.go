package converter

import (
	"cmp"
	"fmt"
	"io"
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

// the words of the workbook, by language: sheets, heads, severities, the lines of an opinion.
type findingsWords struct {
	sheets     [3]string
	reports    []string
	findings   []string
	rules      []string
	total      string
	severities [3]string
	clean      string // an opinion without a finding
	opens      string // one with findings
	refused    string
}

func findingsWordsIn(lang diag.Lang) findingsWords {
	if lang == diag.English {
		return findingsWords{sheets: [3]string{"Reports", "Findings", "Rules"},
			reports:  []string{"File", "Organisation", "Year", "Errors", "Warnings", "Information", "Formulas that hold", "Formulas that do not", "Corrected since", "Opinion"},
			findings: []string{"No.", "File", "Organisation", "Year", "Severity", "Place", "Finding", "Perhaps", "Rule", "Fingerprint"},
			rules:    []string{"Rule", "Severity", "Findings", "Rests on"}, total: "Total", severities: [3]string{"information", "warning", "error"},
			clean: "Nothing was found.", opens: "Please correct and report again:", refused: "It could not be read: "}
	}
	return findingsWords{sheets: [3]string{"各单位情况", "问题清单", "按规则统计"},
		reports:  []string{"文件", "单位", "年度", "错误", "警告", "提示", "成立的勾稽关系", "不成立的勾稽关系", "较上一轮已改正", "退回意见"},
		findings: []string{"序号", "文件", "单位", "年度", "级别", "位置", "问题", "可能的原因", "规则", "指纹"},
		rules:    []string{"规则", "级别", "问题数", "依据"}, total: "合计", severities: [3]string{"提示", "警告", "错误"},
		clean: "未发现问题。", opens: "经核对，请按以下意见修改后重新报送：", refused: "无法读取："}
}

// FindingsWorkbook writes what was found in many reports as a spreadsheet of three sheets: the reports with their counts and an opinion that
// can be sent back as it stands, every finding, and how often each rule was broken. Totals and counts by rule are formulas,
// so that they follow what the office strikes out. The same rows give the same bytes.
func (c *Converter) FindingsWorkbook(w io.Writer, rows []FindingsRow, lang diag.Lang) error {
	b := &findingsBook{f: excelize.NewFile(), w: findingsWordsIn(lang), lang: lang}
	defer func() { _ = b.f.Close() }() // nothing was spilt to disk that could be lost
	for i, name := range b.w.sheets {
		if i == 0 {
			b.do(b.f.SetSheetName("Sheet1", name))
			continue
		}
		_, err := b.f.NewSheet(name)
		b.do(err)
	}
	b.styles()
	b.reportSheet(rows)
	b.findingSheet(rows)
	b.ruleSheet(c.Rules(), rows)
	if b.err != nil {
		return fmt.Errorf("making the workbook: %w", b.err)
	}
	if _, err := b.f.WriteTo(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

type findingsBook struct {
	f          *excelize.File
	w          findingsWords
	lang       diag.Lang
	head, wrap int
	last       int // the last row of the findings
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
	for i, v := range values {
		name, err := excelize.CoordinatesToCellName(i+1, n)
		b.do(err)
		switch v := v.(type) {
		case formulaCell:
			b.do(b.f.SetCellFormula(sheet, name, string(v)))
		case string:
			b.do(b.f.SetCellStr(sheet, name, cutText(v)))
		case nil:
		default:
			b.do(b.f.SetCellValue(sheet, name, v))
		}
	}
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

func (b *findingsBook) reportSheet(rows []FindingsRow) {
	sheet := b.w.sheets[0]
	b.table(sheet, b.w.reports, 24, 26, 8, 8, 8, 8, 10, 10, 10, 80)
	for i, r := range rows {
		if r.Checked == nil {
			b.row(sheet, i+2, r.File, nil, nil, nil, nil, nil, nil, nil, nil, b.w.refused+messages(r.Refused, b.lang))
			continue
		}
		result := r.Checked.Result
		formulas := result.Formulas()
		var corrected any
		if result.Progress != nil {
			corrected = len(result.Progress.Corrected)
		}
		b.row(sheet, i+2, r.File, result.Organization, yearCell(result.Year), result.Count(diag.Error), result.Count(diag.Warning), result.Count(diag.Information),
			formulas[check.Pass], formulas[check.Fail], corrected, b.opinion(result))
	}
	if len(rows) == 0 {
		return
	}
	total := []any{b.w.total, nil, nil}
	for column := 4; column <= 9; column++ {
		name, err := excelize.ColumnNumberToName(column)
		b.do(err)
		total = append(total, formulaCell("SUM("+name+"2:"+name+strconv.Itoa(len(rows)+1)+")"))
	}
	b.row(sheet, len(rows)+2, total...)
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
	lines := []string{b.w.opens}
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
		return b.w.clean
	}
	return strings.Join(lines, "\n")
}

func (b *findingsBook) findingSheet(rows []FindingsRow) {
	sheet := b.w.sheets[1]
	b.table(sheet, b.w.findings, 6, 24, 26, 8, 8, 30, 70, 50, 26, 20)
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
			b.row(sheet, b.last, b.last-1, r.File, r.Checked.Result.Organization, yearCell(r.Checked.Result.Year), b.w.severities[min(int(f.Severity), 2)],
				r.Checked.Result.PlaceName(f), f.Message(b.lang), hint, f.Rule, f.Fingerprint())
		}
	}
	if b.last > 1 {
		b.do(b.f.AutoFilter(sheet, "A1:J"+strconv.Itoa(b.last), nil))
	}
}

// ruleSheet counts the findings of each rule that was broken, by formulas over the sheet of findings.
func (b *findingsBook) ruleSheet(rules []check.RuleInfo, rows []FindingsRow) {
	sheet := b.w.sheets[2]
	b.table(sheet, b.w.rules, 30, 10, 10, 70)
	severity := map[string]int{}
	for _, r := range rows {
		if r.Checked == nil {
			continue
		}
		for _, f := range r.Checked.Result.Findings {
			severity[f.Rule] = max(severity[f.Rule], int(f.Severity)+1)
		}
	}
	n := 1
	broken := func(rule, clause string) {
		n++
		b.row(sheet, n, rule, b.w.severities[severity[rule]-1], formulaCell(fmt.Sprintf("COUNTIF('%s'!$I$2:$I$%d,A%d)", b.w.sheets[1], b.last, n)), clause)
		delete(severity, rule)
	}
	for _, rule := range rules {
		if severity[rule.ID] > 0 {
			broken(rule.ID, rule.Clause)
		}
	}
	for _, rule := range sortedKeys(severity) { // comparisons that could not be made are of no rule
		broken(rule, "")
	}
	if n > 1 {
		b.row(sheet, n+1, b.w.total, nil, formulaCell(fmt.Sprintf("SUM(C2:C%d)", n)))
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
