package listing

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/internal/workbook"
)

// What a spreadsheet holds: characters of a cell, with room to spare, and digits of a number that it keeps exactly.
const (
	longestCell  = 32_000
	figureDigits = 15
)

// Workbook writes the listing as a spreadsheet: a sheet for each section, and in front of them one with the title and all lines. A figure is a number
// where a spreadsheet keeps it exactly, else text.
func (l *Listing) Workbook(w io.Writer, about string) error {
	b := workbook.New()
	defer func() { _ = b.Close() }() // removes what was spilt to disk
	l.about(b.Sheet(about, workbook.Layout{Columns: []workbook.Column{{Width: 110}}}))
	names := map[string]bool{about: true}
	for i := range l.Sections {
		if s := &l.Sections[i]; len(s.Columns) > 0 {
			s.sheet(b, sheetName(s.Name, names))
		}
	}
	return b.Save(w)
}

// sheetName is a name that a spreadsheet allows and that no other sheet has: at most 31 characters, none of them of its formulas.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return '_'
		}
		return r
	}, name)
	const most = 27
	if r := []rune(name); len(r) > most {
		name = string(r[:most])
	}
	for n, base := 2, name; taken[name]; n++ {
		name = base + " " + strconv.Itoa(n)
	}
	taken[name] = true
	return name
}

// How cells look.
type looks struct{ head, wrap, figure, mark workbook.Style }

func newLooks() looks {
	return looks{head: workbook.Style{Bold: true, Horizontal: "center", Vertical: "center", Wrap: true, Fill: "E8ECF2"},
		wrap: workbook.Style{Vertical: "top", Wrap: true}, figure: workbook.Style{Horizontal: "right", Vertical: "top"},
		mark: workbook.Style{Vertical: "top", Wrap: true, Fill: "FFF4D6"}}
}

func (l *Listing) about(sheet *workbook.Sheet) {
	lines := append([]string{l.Title}, l.Lines...)
	for i := range l.Sections {
		lines = append(lines, "", l.Sections[i].Heading)
		lines = append(lines, l.Sections[i].Lines...)
	}
	for _, t := range lines {
		sheet.Row(workbook.Row{}, workbook.Text(cut(t)).In(newLooks().wrap))
	}
}

func (s *Section) sheet(b *workbook.Book, name string) {
	const whole = 150 // characters of half width, which a screen shows
	shares := 0
	for _, c := range s.Columns {
		shares += c.Share
	}
	look := newLooks()
	var columns []workbook.Column
	var heads []workbook.Cell
	for _, c := range s.Columns {
		columns = append(columns, workbook.Column{Width: float64(max(6, whole*c.Share/max(1, shares)))})
		heads = append(heads, workbook.Text(cut(c.Name)).In(look.head))
	}
	sheet := b.Sheet(name, workbook.Layout{Columns: columns, FrozenRows: 1})
	sheet.Row(workbook.Row{}, heads...)
	for i := range s.Rows {
		r := &s.Rows[i]
		if s.isHeading(r) {
			sheet.Row(workbook.Row{}, r.Cells[0].workbook(false).In(look.head))
			if len(s.Columns) > 1 {
				sheet.Merge(1, i+2, len(s.Columns), i+2)
			}
			continue
		}
		var cells []workbook.Cell
		for k, c := range r.Cells {
			style := look.wrap
			switch {
			case r.Mark:
				style = look.mark
			case s.Columns[k].Figure:
				style = look.figure
			}
			cells = append(cells, c.workbook(s.Columns[k].Figure).In(style))
		}
		sheet.Row(workbook.Row{}, cells...)
	}
}

// workbook is a cell as a spreadsheet has it. Runs of one side are struck through or underlined; the rich text of a spreadsheet has the
// same limit as its plain one.
func (c Cell) workbook(figure bool) workbook.Cell {
	text := c.String()
	number := strings.TrimPrefix(text, "+")
	if figure && len(strings.Trim(number, "-.")) <= figureDigits && !strings.HasSuffix(number, "%") {
		if n, err := strconv.ParseFloat(number, 64); err == nil && !(strings.Contains(number, ".") && strings.HasSuffix(number, "0")) {
			return workbook.Number(n)
		}
	}
	if len(c.Runs) > 1 && utf8.RuneCountInString(text) <= longestCell {
		var rich []workbook.Run
		for _, r := range c.Runs {
			run := workbook.Run{Text: r.Text}
			switch r.Side {
			case Old:
				run.Strike, run.Color = true, "9C0018"
			case New:
				run.Underline, run.Bold, run.Color = true, true, "11601A"
			}
			rich = append(rich, run)
		}
		return workbook.Rich(rich)
	}
	return workbook.Text(cut(text))
}

func cut(s string) string {
	if utf8.RuneCountInString(s) <= longestCell {
		return s
	}
	return string([]rune(s)[:longestCell]) + "…"
}
