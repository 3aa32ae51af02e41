package converter

import (
	"context"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sheet"
	"nianbao/converter/report"
)

// sheets reads a spreadsheet: rows that are reports, or else a document of its tables.
func (c *Converter) sheets(ctx context.Context, data []byte) (records []*Reading, doc *document.Document, found diag.List) {
	book, fault := sheet.Open(limit.NewMeter(ctx, c.limits), data)
	if fault != nil {
		return nil, nil, diag.List{*fault}
	}
	rows, ok := book.Records()
	if !ok {
		doc, found = book.Document()
		return nil, doc, found
	}
	if len(rows) == 0 {
		return nil, nil, append(book.Found, diag.New("sheet-no-records", diag.Place{}))
	}
	var wrong diag.List
	for i, row := range rows {
		r, problems := c.record(row)
		wrong = append(wrong, problems...)
		reading := &Reading{Report: r, Source: XLSX}
		if len(rows) > 1 {
			reading.Number = i + 1
		}
		records = append(records, reading)
	}
	if len(wrong) > 0 {
		return nil, nil, append(book.Found, wrong...)
	}
	records[0].Diagnostics = book.Found
	return records, nil, nil
}

// record makes the report of a row. A figure that no edition has, and a year that is none, are errors: nothing is left out unsaid.
func (c *Converter) record(row sheet.Record) (*report.Report, diag.List) {
	place := diag.Place{Line: row.Row}
	r := &report.Report{Organization: row.Organization, Tables: map[string]report.Table{}}
	var wrong diag.List
	if row.Year != "" {
		year, err := strconv.Atoi(strings.TrimSuffix(row.Year, "年"))
		if err != nil || year < 1900 || year > 2999 {
			wrong = append(wrong, diag.New("sheet-year", place, "value", row.Year))
		}
		r.Year = year
	}
	fits := map[string]int{}
	v := c.Vocabulary()
	for path, text := range row.Figures {
		table, key := pathOf(path)
		known := false
		for _, grid := range v.Tables[table] {
			if grid.Has(key) {
				fits[grid.Format]++
				known = true
			}
		}
		if !known {
			wrong = append(wrong, diag.New("sheet-path", place, "value", path))
			continue
		}
		if r.Tables[table] == nil {
			r.Tables[table] = report.Table{}
		}
		cell, _ := report.ParseCell(text)
		r.Tables[table].Set(key.Row, key.Col, cell)
	}
	r.Format = c.editionOf(r.Year, fits)
	return r, wrong
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
	if e := c.editions.ForYear(year); e != nil {
		best = e.Version
	}
	for _, f := range c.Vocabulary().Formats {
		if best == "" || fits[f] > fits[best] {
			best = f
		}
	}
	return best
}

// severalRecords refuses a sheet of many reports where one is wanted.
func severalRecords(records []*Reading) diag.List {
	names := make([]string, 0, 3)
	for _, r := range records[:min(len(records), 3)] {
		names = append(names, "“"+r.Report.Organization+"”")
	}
	return diag.List{diag.New("sheet-several", diag.Place{}, "n", len(records), "where", strings.Join(names, "、"), "where_en", strings.Join(names, ", "))}
}
