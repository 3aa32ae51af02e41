package listing

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// What a spreadsheet holds: characters of a cell, with room to spare, rows of a sheet, and digits of a number that it keeps exactly.
const (
	longestCell  = 32_000
	mostRows     = 1_000_000
	figureDigits = 15
)

// Workbook writes the listing as a spreadsheet: a sheet for each section, and in front of them one with the title and all lines. A figure is a number
// where a spreadsheet keeps it exactly, else text.
func (l *Listing) Workbook(w io.Writer, about string) error {
	b := &book{f: excelize.NewFile()}
	defer func() { _ = b.f.Close() }() // nothing was spilt to disk that could be lost
	b.do(b.f.SetSheetName("Sheet1", about))
	b.styles()
	b.about(about, l)
	names := map[string]bool{about: true}
	for i := range l.Sections {
		if s := &l.Sections[i]; len(s.Columns) > 0 {
			b.section(sheetName(s.Name, names), s)
		}
	}
	if b.err != nil {
		return fmt.Errorf("making the workbook: %w", b.err)
	}
	if _, err := b.f.WriteTo(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
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

type book struct {
	f                        *excelize.File
	head, wrap, figure, mark int
	err                      error
}

// do keeps the first error.
func (b *book) do(err error) { b.err = cmp.Or(b.err, err) }

func (b *book) style(s *excelize.Style) int {
	id, err := b.f.NewStyle(s)
	b.do(err)
	return id
}

func (b *book) styles() {
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	b.head = b.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}, Fill: fill("E8ECF2")})
	b.wrap = b.style(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	b.figure = b.style(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"}})
	b.mark = b.style(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Fill: fill("FFF4D6")})
}

func (b *book) about(sheet string, l *Listing) {
	b.do(b.f.SetColWidth(sheet, "A", "A", 110))
	lines := append([]string{l.Title}, l.Lines...)
	for i := range l.Sections {
		lines = append(lines, "", l.Sections[i].Heading)
		lines = append(lines, l.Sections[i].Lines...)
	}
	for i, t := range lines {
		name := "A" + strconv.Itoa(i+1)
		b.do(b.f.SetCellStr(sheet, name, cut(t)))
		b.do(b.f.SetCellStyle(sheet, name, name, b.wrap))
	}
}

// section writes a sheet row by row, its texts in their cells: the library looks for a text with runs in the table of shared ones by going
// through all of it.
func (b *book) section(sheet string, s *Section) {
	_, err := b.f.NewSheet(sheet)
	b.do(err)
	rows, err := b.f.NewStreamWriter(sheet)
	if b.do(err); b.err != nil {
		return
	}
	const whole = 150 // characters of half width, which a screen shows
	shares := 0
	for _, c := range s.Columns {
		shares += c.Share
	}
	heads := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		b.do(rows.SetColWidth(i+1, i+1, float64(max(6, whole*c.Share/max(1, shares)))))
		heads[i] = b.cell(Text(c.Name), b.head, false)
	}
	b.do(rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	b.do(rows.SetRow("A1", heads))
	for i := range s.Rows {
		if i+2 > mostRows || b.err != nil {
			b.do(fmt.Errorf("more than %d rows", mostRows))
			return
		}
		r, first := &s.Rows[i], "A"+strconv.Itoa(i+2)
		if s.isHeading(r) {
			b.do(rows.SetRow(first, []any{b.cell(r.Cells[0], b.head, false)}))
			last, err := excelize.CoordinatesToCellName(len(s.Columns), i+2)
			b.do(err)
			b.do(rows.MergeCell(first, last))
			continue
		}
		values := make([]any, len(r.Cells))
		for k, c := range r.Cells {
			style := b.wrap
			switch {
			case r.Mark:
				style = b.mark
			case s.Columns[k].Figure:
				style = b.figure
			}
			values[k] = b.cell(c, style, s.Columns[k].Figure)
		}
		b.do(rows.SetRow(first, values))
	}
	b.do(rows.Flush())
}

// cell is a cell of a sheet. Runs of one side are struck through or underlined; the rich text of a spreadsheet has the same limit as its plain one.
func (b *book) cell(c Cell, style int, figure bool) excelize.Cell {
	text := c.String()
	number := strings.TrimPrefix(text, "+")
	if figure && len(strings.Trim(number, "-.")) <= figureDigits && !strings.HasSuffix(number, "%") {
		if n, err := strconv.ParseFloat(number, 64); err == nil && !(strings.Contains(number, ".") && strings.HasSuffix(number, "0")) {
			return excelize.Cell{StyleID: style, Value: n}
		}
	}
	if len(c.Runs) > 1 && utf8.RuneCountInString(text) <= longestCell {
		var rich []excelize.RichTextRun
		for _, r := range c.Runs {
			run := excelize.RichTextRun{Text: r.Text}
			switch r.Side {
			case Old:
				run.Font = &excelize.Font{Strike: true, Color: "9C0018"}
			case New:
				run.Font = &excelize.Font{Underline: "single", Bold: true, Color: "11601A"}
			}
			rich = append(rich, run)
		}
		return excelize.Cell{StyleID: style, Value: rich}
	}
	return excelize.Cell{StyleID: style, Value: cut(text)}
}

func cut(s string) string {
	if utf8.RuneCountInString(s) <= longestCell {
		return s
	}
	return string([]rune(s)[:longestCell]) + "…"
}
