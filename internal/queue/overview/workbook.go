package overview

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// mostRows is how many rows a sheet of a spreadsheet holds, with its heads (ISO/IEC 29500: 1,048,576). What is more goes to another.
const mostRows = 1 << 20

// longestCell is how many characters of a text are shown: a cell holds 32,767.
const longestCell = 2_000

// table is a list over as many sheets as it takes, written as it comes.
type table struct {
	file  *excelize.File
	name  string
	heads []any
	most  int
	sheet int
	row   int
	to    *excelize.StreamWriter
}

func (t *table) add(cells ...any) error {
	if t.to == nil || t.row == t.most {
		if err := t.next(); err != nil {
			return err
		}
	}
	for i, cell := range cells {
		if text, is := cell.(string); is {
			cells[i] = cut(text)
		}
	}
	t.row++
	if err := t.to.SetRow("A"+strconv.Itoa(t.row), cells); err != nil {
		return fmt.Errorf("writing row %d: %w", t.row, err)
	}
	return nil
}

// next begins the next sheet.
func (t *table) next() error {
	if err := t.flush(); err != nil {
		return err
	}
	t.sheet++
	name := t.name
	if t.sheet > 1 {
		name += strconv.Itoa(t.sheet)
	}
	if _, err := t.file.NewSheet(name); err != nil {
		return fmt.Errorf("making a sheet: %w", err)
	}
	to, err := t.file.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("starting a sheet: %w", err)
	}
	if err := to.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("freezing the heads: %w", err)
	}
	const width = 24
	if err := to.SetColWidth(1, len(t.heads), width); err != nil {
		return fmt.Errorf("setting widths: %w", err)
	}
	t.to, t.row = to, 1
	if err := to.SetRow("A1", t.heads); err != nil {
		return fmt.Errorf("writing the heads: %w", err)
	}
	return nil
}

func (t *table) flush() error {
	if t.to == nil {
		return nil
	}
	if err := t.to.Flush(); err != nil {
		return fmt.Errorf("writing a sheet: %w", err)
	}
	return nil
}

// cut makes a text fit a cell.
func cut(text string) string {
	n := 0
	for i := range text {
		if n++; n > longestCell {
			return text[:i] + "…"
		}
	}
	return text
}

// workbook writes an overview as a spreadsheet.
type workbook struct {
	file              *excelize.File
	w                 words
	lang              diag.Lang
	reports, failures *table
}

func newWorkbook(w words, lang diag.Lang) (*workbook, error) {
	b := &workbook{file: excelize.NewFile(), w: w, lang: lang}
	if err := b.file.SetSheetName("Sheet1", w.Summary); err != nil {
		return nil, fmt.Errorf("naming a sheet: %w", err)
	}
	b.reports = b.table(w.Reports, w.File, w.Organization, w.Year, w.Date, w.State, w.By, w.Errors, w.Warnings, w.Results)
	b.failures = b.table(w.Failures, w.File, w.Code, w.Why, w.Attempts, w.Quarantined)
	return b, nil
}

func (b *workbook) table(name string, heads ...string) *table {
	t := &table{file: b.file, name: name, most: mostRows}
	for _, head := range heads {
		t.heads = append(t.heads, head)
	}
	return t
}

func (b *workbook) report(r *queue.Record, one queue.Report, status Status, by string) error {
	var year any
	if one.Year != 0 {
		year = one.Year
	}
	return b.reports.add(shown(r.Label), one.Organization, year, one.Date, b.w.States[status], shown(queue.Name(by)), one.Errors, one.Warnings, results(r))
}

func (b *workbook) failure(r *queue.Record) error {
	code, why := reason(r, b.lang)
	mark := ""
	if r.Quarantined {
		mark = "✓"
	}
	return b.failures.add(shown(r.Label), code, why, r.Attempts, mark)
}

// results names the files that were made.
func results(r *queue.Record) string {
	var all []string
	for _, o := range r.Outputs {
		all = append(all, shown(o.Path))
	}
	return strings.Join(all, "\n")
}

// reason is the first error of a record, and how many more there are.
func reason(r *queue.Record, lang diag.Lang) (code, why string) {
	more := 0
	for _, said := range r.Said {
		switch {
		case said.Severity != diag.Error.String():
		case code == "":
			code, why = said.Code, said.Chinese
			if lang == diag.English {
				why = said.English
			}
		default:
			more++
		}
	}
	if more > 0 {
		why += fmt.Sprintf(" (+%d)", more)
	}
	return code, why
}

// close writes what is known at the end, and the file.
func (b *workbook) close(o *Overview, to io.Writer) error {
	rules := b.table(b.w.Rules, b.w.Rule, b.w.Reports, b.w.Findings)
	for _, code := range slices.Sorted(maps.Keys(o.Rules)) {
		if err := rules.add(code, o.Rules[code].Reports, o.Rules[code].Findings); err != nil {
			return err
		}
	}
	if !o.Checked && len(o.Rules) == 0 {
		if err := rules.add(b.w.Unchecked); err != nil {
			return err
		}
	}
	roster := b.table(b.w.Roster, b.w.Code, b.w.Why, b.w.File)
	for _, d := range o.Roster {
		if err := roster.add(string(d.Code), d.Message(b.lang), d.Place.File); err != nil {
			return err
		}
	}
	if !o.Compared {
		if err := roster.add("", b.w.Uncompared); err != nil {
			return err
		}
	}
	for _, t := range []*table{b.reports, b.failures, rules, roster} {
		if err := t.flush(); err != nil {
			return err
		}
	}
	for i, line := range summary(o, b.w) {
		if err := b.file.SetSheetRow(b.w.Summary, "A"+strconv.Itoa(i+1), &[]any{line.name, line.n}); err != nil {
			return fmt.Errorf("writing the summary: %w", err)
		}
	}
	if _, err := b.file.WriteTo(to); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

type summaryLine struct {
	name string
	n    int
}

func summary(o *Overview, w words) []summaryLine {
	return []summaryLine{{w.Items, o.Items}, {w.Done, o.Done}, {w.Failed, o.Failed}, {w.Quarantined, o.Quarantined}, {w.Pending, o.Pending},
		{w.AllReports, o.Reports}, {w.Older, o.Superseded}, {w.Doubtful, o.Uncertain}, {w.Nameless, o.Unnamed}}
}
