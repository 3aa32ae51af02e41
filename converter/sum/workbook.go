package sum

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
	"nianbao/internal/workbook"
)

// word is a word of the workbook that is no label of the official form, in the form's language.
func word(name string) string { return diag.Phrase(name, diag.Chinese) }

// Row is one report of a workbook.
type Row struct {
	File   string
	Report *report.Report
}

const (
	widthFile    = 28
	widthFigure  = 11
	figureDigits = 15 // more digits than a spreadsheet keeps are written as text
)

// Workbook writes reports as a spreadsheet: one row a report, one column a cell. Two rows of headers name the row and
// the column of the official form; a third, hidden one holds the paths that programs use. The columns are those of
// every edition that occurs, so that no figure is lost. Figures are numbers with the decimal places that they have, marks and
// remarks text, blanks empty. The last two columns are hidden: "format", the edition of the report, and "tables", the tables that
// it has, since an empty row of one that is there and one of a table that is not look alike; a table that is printed by another
// edition than its figures tell is followed by it: "disclosure requests:2019".
// The same reports give the same bytes.
func Workbook(w io.Writer, rows []Row) error {
	return WorkbookFor(edition.OfficialForms(), w, rows)
}

// WorkbookFor is [Workbook] for a converter's own forms; see Converter.SumWorkbook.
func WorkbookFor(forms *edition.Forms, w io.Writer, rows []Row) error {
	b := workbook.New()
	defer func() { _ = b.Close() }() // removes what was spilt to disk
	writeSheet(b, forms, columnsOf(forms, rows), rows)
	return b.Save(w)
}

// column is a cell of the form.
type column struct {
	table    string
	key      report.Key
	row, col string
}

// columnsOf returns the cells of all editions that the rows use, form by form, those of the newest first.
func columnsOf(forms *edition.Forms, rows []Row) []column {
	used := map[string]bool{}
	for _, r := range rows {
		if r.Report == nil {
			continue
		}
		set := forms.Of(r.Report.Format)
		for table := range r.Report.Tables {
			format, _, ok := contract.TableFormat(r.Report, set.Vocabulary(), table)
			used[format] = true
			for _, e := range set.Editions {
				used[e.Version] = used[e.Version] || !ok // a table that mixes editions needs the columns of all
			}
		}
	}
	var columns []column
	seen := map[string]bool{}
	for _, set := range forms.Families {
		for _, t := range tableOrder(set) {
			for _, e := range set.Editions {
				table := e.Table(t)
				if !used[e.Version] || table == nil {
					continue
				}
				for _, key := range keys(table) {
					path := t + "." + key.Row + "." + key.Col
					if !seen[path] {
						seen[path] = true
						columns = append(columns, column{t, key, table.RowNames[key.Row], table.ColNames[key.Col]})
					}
				}
			}
		}
	}
	return columns
}

func tableOrder(set *edition.Set) []string {
	var order []string
	for _, s := range set.Vocabulary().Sections {
		if s.Table != "" {
			order = append(order, s.Table)
		}
	}
	return order
}

// writeSheet writes the sheet: two rows of heads, the hidden one of paths, and the reports.
func writeSheet(b *workbook.Book, forms *edition.Forms, columns []column, rows []Row) {
	const fixed = 3 // file, organisation, year
	widths := slices.Concat([]workbook.Column{{Width: widthFile}, {Width: widthFile}}, slices.Repeat([]workbook.Column{{Width: widthFigure}}, 1+len(columns)),
		[]workbook.Column{{Hidden: true}, {Hidden: true}})
	s := b.Sheet(word("sum.reports"), workbook.Layout{Columns: widths, FrozenRows: 3, FrozenColumns: 2})
	head := func(text string) workbook.Cell {
		return workbook.Text(text).In(workbook.Style{Bold: true, Horizontal: "center", Vertical: "center", Wrap: true, Fill: "E8ECF2"})
	}
	top := []workbook.Cell{head(word("file")), head(word("organization")), head(word("year"))}
	bottom := []workbook.Cell{head(""), head(""), head("")}
	paths := []workbook.Cell{workbook.Text("file"), workbook.Text("organization"), workbook.Text("year")}
	last := fixed + len(columns)
	for _, c := range columns {
		top, bottom = append(top, head(c.row)), append(bottom, head(c.col))
		paths = append(paths, workbook.Text(c.table+"."+c.key.Row+"."+c.key.Col))
	}
	top, bottom = append(top, head(word("sum.format")), head(word("sum.tables"))), append(bottom, head(""), head(""))
	s.Row(workbook.Row{Height: 48}, top...)
	s.Row(workbook.Row{}, bottom...)
	s.Row(workbook.Row{Hidden: true}, append(paths, workbook.Text("format"), workbook.Text("tables"))...)
	for _, col := range []int{1, 2, 3, last + 1, last + 2} {
		s.Merge(col, 1, col, 2)
	}
	for first := 0; first < len(columns); { // the row's name stands once over its columns
		last := first
		for last+1 < len(columns) && columns[last+1].table == columns[first].table && columns[last+1].key.Row == columns[first].key.Row {
			last++
		}
		if last > first {
			s.Merge(fixed+first+1, 1, fixed+last+1, 1)
		}
		first = last + 1
	}
	var cells []workbook.Cell
	for _, r := range rows {
		cells = r.cells(cells[:0], forms, columns)
		s.Row(workbook.Row{}, cells...)
	}
}

// cells appends one report as a row of the sheet.
func (r Row) cells(row []workbook.Cell, forms *edition.Forms, columns []column) []workbook.Cell {
	row = append(row, workbook.Text(cellText(r.File)), workbook.Cell{}, workbook.Cell{})
	if r.Report == nil {
		return row
	}
	row[1] = workbook.Text(cellText(r.Report.Organization))
	if r.Report.Year != 0 {
		row[2] = workbook.Int(r.Report.Year)
	}
	for _, c := range columns {
		row = append(row, cellOf(r.Report.Tables[c.table][c.key]))
	}
	return append(row, workbook.Text(r.Report.Format), workbook.Text(tablesOf(forms, r.Report)))
}

// tablesOf lists the tables of a report, each with the edition that it is printed by where that is stated; "-" says that it has none.
func tablesOf(forms *edition.Forms, r *report.Report) string {
	var list []string
	for _, table := range tableOrder(forms.Of(r.Format)) {
		if r.Tables[table] == nil {
			continue
		}
		if format := r.TableFormats[table]; format != "" {
			table += ":" + format
		}
		list = append(list, table)
	}
	if list == nil {
		return "-"
	}
	return strings.Join(list, " ")
}

// cellOf is a number where a spreadsheet keeps it exactly and the cell says no more than it, else text. A spreadsheet drops
// zeros at the end of decimal places unless the cell is to show them.
func cellOf(c report.Cell) workbook.Cell {
	if c.IsBlank() {
		return workbook.Cell{}
	}
	text := c.String()
	if _, ok := c.Number(); ok && c.Remark() == "" && len(strings.Trim(text, "-.")) <= figureDigits {
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			cell := workbook.Number(n)
			if _, decimals, _ := strings.Cut(text, "."); strings.HasSuffix(decimals, "0") {
				return cell.In(workbook.Style{Format: "0." + strings.Repeat("0", len(decimals))})
			}
			return cell
		}
	}
	return workbook.Text(cellText(text))
}

const longestText = 32_000 // a spreadsheet's cell holds 32,767 characters

func cellText(s string) string {
	n := 0
	for i := range s {
		if n++; n > longestText {
			return s[:i]
		}
	}
	return s
}
