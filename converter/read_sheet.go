package converter

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sheet"
	"nianbao/converter/report"
)

// sheets reads a spreadsheet, of either format: rows that are reports, or else a document of its tables.
func (c *Converter) sheets(ctx context.Context, format Format, data []byte) (records []*Reading, doc *document.Document, found diag.List) {
	open := sheet.Open
	if format == CSV {
		open = sheet.OpenCSV
	}
	book, fault := open(limit.NewMeter(ctx, c.limits), data)
	if fault != nil {
		return nil, nil, diag.List{*fault}
	}
	rows, fault := book.Records()
	if fault != nil {
		return nil, nil, append(book.Found, *fault)
	}
	if rows == nil {
		doc, found = book.Document()
		return nil, doc, found
	}
	if len(rows.All) == 0 {
		return nil, nil, append(book.Found, diag.New("sheet-no-records", diag.Place{}))
	}
	columns, wrong := c.columns(rows)
	for i, row := range rows.All {
		if err := ctx.Err(); err != nil {
			return nil, nil, append(book.Found, diag.New("time-limit", diag.Place{}))
		}
		r, problems := c.record(row, columns)
		wrong = append(wrong, problems...)
		reading := &Reading{Report: r, Source: format, Diagnostics: contract.MixedTables(r, c.vocabulary())}
		if len(rows.All) > 1 {
			reading.Number = i + 1
		}
		records = append(records, reading)
	}
	if len(wrong) > 0 {
		return nil, nil, collect.Capped(append(book.Found, wrong...))
	}
	records[0].Diagnostics = append(book.Found, records[0].Diagnostics...)
	return records, nil, nil
}

// figureColumn is a column of figures.
type figureColumn struct {
	path, table string
	key         report.Key
	formats     []string // the editions that have it
}

// columns finds the figures of a header. One that no edition has is an error.
func (c *Converter) columns(rows *sheet.Records) (columns []figureColumn, wrong diag.List) {
	for _, path := range rows.Paths {
		column := figureColumn{path: path}
		column.table, column.key = pathOf(path)
		for _, grid := range c.grids(column.table) {
			if grid.Has(column.key) {
				column.formats = append(column.formats, grid.Format)
			}
		}
		if column.formats == nil {
			wrong = append(wrong, diag.New("sheet-path", diag.Place{Line: rows.Header}, "value", path))
			continue
		}
		columns = append(columns, column)
	}
	return columns, wrong
}

// record makes the report of a row. What no edition has, and a year that is none, are errors: nothing is left out unsaid. A
// report has the tables that its row lists, else those that there are columns of, with all cells blank where the row has no
// figure of one.
func (c *Converter) record(row sheet.Record, columns []figureColumn) (*report.Report, diag.List) {
	place := diag.Place{Line: row.Row}
	r := &report.Report{Organization: row.Organization, Tables: map[string]report.Table{}}
	var wrong diag.List
	if row.Year != "" {
		year, err := strconv.Atoi(strings.TrimSuffix(row.Year, "年"))
		if err != nil || year < report.FirstYear || year > report.LastYear {
			wrong = append(wrong, diag.New("sheet-year", place, "value", row.Year))
		}
		r.Year = year
	}
	r.Format = row.Format
	if known := c.vocabulary().AllFormats(); row.Format == "" {
		r.Format = c.editionOf(r.Year, filledBy(row, columns))
	} else if !slices.Contains(known, row.Format) {
		wrong = append(wrong, diag.New("sheet-format", place, "value", row.Format, "known", strings.Join(known, "、")))
	}
	v := c.vocabulary().Of(r.Format)
	tables := map[string]string{} // the edition that the row states
	for _, table := range row.Tables {
		table, format, _ := strings.Cut(table, ":")
		if v.Tables[table] == nil || format != "" && !slices.Contains(v.Formats, format) {
			wrong = append(wrong, diag.New("sheet-tables", place, "value", table))
			continue
		}
		r.Tables[table], tables[table] = report.Table{}, format
	}
	for _, column := range columns {
		text, filled := row.Figures[column.path]
		if !filled && !v.HasTable(column.table) {
			continue // a column of another form
		}
		if r.Tables[column.table] == nil && (filled || row.Tables == nil) {
			r.Tables[column.table] = report.Table{}
		}
		if !filled {
			continue
		}
		cell, _ := report.ParseCell(text)
		if v.HoldsWords(column.table, column.key) {
			cell = report.Text(chars.TrimSpace(text))
		}
		r.Tables[column.table].Set(column.key.Row, column.key.Col, cell)
	}
	if text, ok := row.Figures[""]; ok {
		wrong = append(wrong, diag.New("sheet-path", place, "value", text))
	}
	for table, format := range tables {
		if format != "" {
			contract.SetTableFormat(r, v, table, format)
		}
	}
	return r, wrong
}

// filledBy counts the figures of a row that each edition has.
func filledBy(row sheet.Record, columns []figureColumn) map[string]int {
	counts := map[string]int{}
	for _, column := range columns {
		if _, filled := row.Figures[column.path]; filled {
			for _, format := range column.formats {
				counts[format]++
			}
		}
	}
	return counts
}

// pathOf takes a path apart: "requests.new.total".
func pathOf(path string) (table string, key report.Key) {
	table, rest, _ := strings.Cut(path, ".")
	row, col, _ := strings.Cut(rest, ".")
	return table, report.Key{Row: row, Col: col}
}

// editionOf returns the edition that most figures are of; that of the year where several are.
func (c *Converter) editionOf(year int, fits map[string]int) string {
	best := ""
	if e := c.forms.Default().ForYear(year); e != nil {
		best = e.Version
	}
	for _, f := range c.vocabulary().AllFormats() {
		if best == "" || fits[f] > fits[best] {
			best = f
		}
	}
	return best
}

// severalRecords refuses a file of many reports where one is wanted.
func severalRecords(code diag.Code, records []*Reading) diag.List {
	names := make([]string, 0, 3)
	for _, r := range records[:min(len(records), 3)] {
		names = append(names, "“"+r.Report.Organization+"”")
	}
	return diag.List{diag.New(code, diag.Place{}, "n", len(records), "where", diag.ListedNames(names))}
}
