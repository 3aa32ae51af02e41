package sum

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Row is one report of a workbook.
type Row struct {
	File   string
	Report *report.Report
}

// The words of the workbook that are no labels of the official form.
const (
	sheetReports = "年报数据"
	columnFile   = "文件"
	columnOrgan  = "单位"
	columnYear   = "年度"
	columnFormat = "格式版本"
	columnTables = "所含的表"
	widthFile    = 28
	widthFigure  = 11
	figureDigits = 15 // more digits than a spreadsheet keeps are written as text
	lastColumn   = 16384
)

// Workbook writes reports as a spreadsheet: one row a report, one column a cell. Two rows of headers name the row and
// the column of the official form; a third, hidden one holds the paths that programs use. The columns are those of
// every edition that occurs, so that no figure is lost. Figures are numbers with the decimal places that they have, marks and
// remarks text, blanks empty. The last two columns are hidden: "format", the edition of the report, and "tables", the tables that
// it has, since an empty row of one that is there and one of a table that is not look alike; a table that is printed by another
// edition than its figures tell is followed by it: "disclosure requests:2019".
// The same reports give the same bytes.
func Workbook(w io.Writer, rows []Row) error {
	columns := columnsOf(rows)
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // nothing was spilt to disk that could be lost
	if err := f.SetSheetName("Sheet1", sheetReports); err != nil {
		return fmt.Errorf("naming the sheet: %w", err)
	}
	s, err := f.NewStreamWriter(sheetReports)
	if err != nil {
		return fmt.Errorf("starting the sheet: %w", err)
	}
	if err := writeSheet(f, s, columns, rows); err != nil {
		return err
	}
	if err := s.Flush(); err != nil {
		return fmt.Errorf("writing the sheet: %w", err)
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// column is a cell of the form.
type column struct {
	table    string
	key      report.Key
	row, col string
}

// columnsOf returns the cells of all editions that the rows use, those of the newest first.
func columnsOf(rows []Row) []column {
	used := map[string]bool{}
	set := edition.Official()
	for _, r := range rows {
		if r.Report == nil {
			continue
		}
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

func writeSheet(f *excelize.File, s *excelize.StreamWriter, columns []column, rows []Row) error {
	const fixed = 3 // file, organisation, year
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8ECF2"}}})
	if err != nil {
		return fmt.Errorf("making a style: %w", err)
	}
	if err := s.SetColWidth(1, 2, widthFile); err != nil {
		return fmt.Errorf("setting widths: %w", err)
	}
	if err := s.SetColWidth(fixed, min(fixed+len(columns), lastColumn), widthFigure); err != nil {
		return fmt.Errorf("setting widths: %w", err)
	}
	if err := s.SetColVisible(fixed+len(columns)+1, fixed+len(columns)+2, false); err != nil {
		return fmt.Errorf("hiding columns: %w", err)
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 3, TopLeftCell: "C4", ActivePane: "bottomRight"}); err != nil {
		return fmt.Errorf("freezing the headers: %w", err)
	}
	head := func(text string) excelize.Cell { return excelize.Cell{StyleID: style, Value: text} }
	top := []any{head(columnFile), head(columnOrgan), head(columnYear)}
	bottom := []any{head(""), head(""), head("")}
	paths := []any{"file", "organization", "year"}
	last := fixed + len(columns)
	for _, c := range columns {
		top, bottom = append(top, head(c.row)), append(bottom, head(c.col))
		paths = append(paths, c.table+"."+c.key.Row+"."+c.key.Col)
	}
	top, bottom, paths = append(top, head(columnFormat), head(columnTables)), append(bottom, head(""), head("")), append(paths, "format", "tables")
	for i, row := range [][]any{top, bottom, paths} {
		options := excelize.RowOpts{Hidden: i == 2}
		if i == 0 {
			options.Height = 48
		}
		if err := setRow(s, i+1, row, options); err != nil {
			return err
		}
	}
	for _, col := range []int{1, 2, 3, last + 1, last + 2} {
		if err := merge(s, col, 1, col, 2); err != nil {
			return err
		}
	}
	for first := 0; first < len(columns); { // the row's name stands once over its columns
		last := first
		for last+1 < len(columns) && columns[last+1].table == columns[first].table && columns[last+1].key.Row == columns[first].key.Row {
			last++
		}
		if last > first {
			if err := merge(s, fixed+first+1, 1, fixed+last+1, 1); err != nil {
				return err
			}
		}
		first = last + 1
	}
	styles := places{file: f, styles: map[int]int{}}
	for i, r := range rows {
		cells, err := styles.values(r, columns)
		if err != nil {
			return err
		}
		if err := setRow(s, i+4, cells); err != nil {
			return err
		}
	}
	return nil
}

func setRow(s *excelize.StreamWriter, row int, cells []any, options ...excelize.RowOpts) error {
	if err := s.SetRow("A"+strconv.Itoa(row), cells, options...); err != nil {
		return fmt.Errorf("writing row %d: %w", row, err)
	}
	return nil
}

func merge(s *excelize.StreamWriter, col, row, toCol, toRow int) error {
	from, err1 := excelize.CoordinatesToCellName(col, row)
	to, err2 := excelize.CoordinatesToCellName(toCol, toRow)
	if err := cmp.Or(err1, err2); err != nil {
		return fmt.Errorf("naming a cell: %w", err)
	}
	if err := s.MergeCell(from, to); err != nil {
		return fmt.Errorf("merging cells: %w", err)
	}
	return nil
}

// places are the styles of cells that show a number of decimal places, made when first needed.
type places struct {
	file   *excelize.File
	styles map[int]int
}

func (p *places) style(n int) (int, error) {
	if id, ok := p.styles[n]; ok {
		return id, nil
	}
	code := "0." + strings.Repeat("0", n)
	id, err := p.file.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		return 0, fmt.Errorf("making a style: %w", err)
	}
	p.styles[n] = id
	return id, nil
}

// values is one report as a row of the sheet.
func (p *places) values(r Row, columns []column) ([]any, error) {
	row := []any{cellText(r.File), nil, nil}
	if r.Report == nil {
		return row, nil
	}
	row[1] = cellText(r.Report.Organization)
	if r.Report.Year != 0 {
		row[2] = r.Report.Year
	}
	for _, c := range columns {
		value, err := p.value(r.Report.Tables[c.table][c.key])
		if err != nil {
			return nil, err
		}
		row = append(row, value)
	}
	return append(row, r.Report.Format, tablesOf(r.Report)), nil
}

// tablesOf lists the tables of a report, each with the edition that it is printed by where that is stated; "-" says that it has none.
func tablesOf(r *report.Report) string {
	var list []string
	for _, table := range tableOrder(edition.Official()) {
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

// value is a number where a spreadsheet keeps it exactly and the cell says no more than it, else text. A spreadsheet drops
// zeros at the end of decimal places unless the cell is to show them.
func (p *places) value(c report.Cell) (any, error) {
	if c.IsBlank() {
		return nil, nil
	}
	text := c.String()
	if _, ok := c.Number(); ok && c.Remark() == "" && len(strings.Trim(text, "-.")) <= figureDigits {
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			if _, decimals, _ := strings.Cut(text, "."); strings.HasSuffix(decimals, "0") {
				id, err := p.style(len(decimals))
				return excelize.Cell{StyleID: id, Value: n}, err
			}
			return n, nil
		}
	}
	return cellText(text), nil
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
