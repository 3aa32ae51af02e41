package overview

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/workbook"
)

// longestCell is how many characters of a text are shown: a cell holds 32,767.
const longestCell = 2_000

// table is a list over as many sheets as it takes, written as it comes.
type table struct {
	book  *workbook.Book
	name  string
	heads []workbook.Cell
	most  int // rows of a sheet, with its heads
	sheet int
	row   int
	to    *workbook.Sheet
}

func (t *table) add(cells ...any) {
	if t.to == nil || t.row == t.most {
		t.next()
	}
	t.row++
	row := make([]workbook.Cell, len(cells))
	for i, cell := range cells {
		switch cell := cell.(type) {
		case string:
			row[i] = workbook.Text(cut(cell))
		case int:
			row[i] = workbook.Int(cell)
		}
	}
	t.to.Row(workbook.Row{}, row...)
}

// next begins the next sheet.
func (t *table) next() {
	t.sheet++
	name := t.name
	if t.sheet > 1 {
		name += strconv.Itoa(t.sheet)
	}
	const width = 24
	t.to, t.row = t.book.Sheet(name, workbook.Layout{Columns: slices.Repeat([]workbook.Column{{Width: width}}, len(t.heads)), FrozenRows: 1}), 1
	t.to.Row(workbook.Row{}, t.heads...)
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

// book writes an overview as a spreadsheet.
type book struct {
	file              *workbook.Book
	summary           *workbook.Sheet // before the lists, and written behind them
	w                 words
	lang              diag.Lang
	reports, failures *table
}

func newBook(w words, lang diag.Lang) *book {
	b := &book{file: workbook.New(), w: w, lang: lang}
	b.summary = b.file.Sheet(w.Summary, workbook.Layout{})
	b.reports = b.table(w.Reports, w.File, w.Organization, w.Year, w.Date, w.State, w.By, w.Errors, w.Warnings, w.Results)
	b.failures = b.table(w.Failures, w.File, w.Code, w.Why, w.Attempts, w.Quarantined)
	return b
}

func (b *book) table(name string, heads ...string) *table {
	t := &table{book: b.file, name: name, most: workbook.MostRows}
	for _, head := range heads {
		t.heads = append(t.heads, workbook.Text(head))
	}
	return t
}

func (b *book) report(r *queue.Record, one queue.Report, status Status, by string) error {
	var year any
	if one.Year != 0 {
		year = one.Year
	}
	b.reports.add(shown(r.Label), one.Organization, year, one.Date, b.w.States[status], shown(queue.Name(by)), one.Errors, one.Warnings, results(r))
	return nil
}

func (b *book) failure(r *queue.Record) error {
	code, why := reason(r, b.lang)
	mark := ""
	if r.Quarantined {
		mark = "✓"
	}
	b.failures.add(shown(r.Label), code, why, r.Attempts, mark)
	return nil
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
func (b *book) close(o *Overview, to io.Writer) error {
	rules := b.table(b.w.Rules, b.w.Rule, b.w.Reports, b.w.Findings)
	for _, code := range slices.Sorted(maps.Keys(o.Rules)) {
		rules.add(code, o.Rules[code].Reports, o.Rules[code].Findings)
	}
	if !o.Checked && len(o.Rules) == 0 {
		rules.add(b.w.Unchecked)
	}
	roster := b.table(b.w.Roster, b.w.Code, b.w.Why, b.w.File)
	for _, d := range o.Roster {
		roster.add(string(d.Code), d.Message(b.lang), d.Place.File)
	}
	if !o.Compared {
		roster.add("", b.w.Uncompared)
	}
	for _, line := range summary(o, b.w) {
		b.summary.Row(workbook.Row{}, workbook.Text(line.name), workbook.Int(line.n))
	}
	return b.file.Save(to)
}

type summaryLine struct {
	name string
	n    int
}

func summary(o *Overview, w words) []summaryLine {
	return []summaryLine{{w.Items, o.Items}, {w.Done, o.Done}, {w.Failed, o.Failed}, {w.Quarantined, o.Quarantined}, {w.Pending, o.Pending},
		{w.AllReports, o.Reports}, {w.Older, o.Superseded}, {w.Doubtful, o.Uncertain}, {w.Nameless, o.Unnamed}}
}
