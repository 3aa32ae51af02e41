package converter_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
	"nianbao/converter/sum"
)

// workbook writes reports as package sum does.
func workbook(t testing.TB, reports ...*report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	var rows []sum.Row
	for _, r := range reports {
		rows = append(rows, sum.Row{File: "a.docx", Report: r})
	}
	if err := sum.Workbook(&b, rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// figuresOf is what a row of a sheet holds of a report.
func figuresOf(r *report.Report) *report.Report {
	return &report.Report{Format: r.Format, Organization: r.Organization, Year: r.Year, Tables: r.Tables, TableFormats: r.TableFormats}
}

// drawn returns reports as the generator draws them, with an organ, since no row is read without, in characters that every encoding
// has a place for, which private ones are not.
func drawn(n int, seed uint64) (reports []*report.Report) {
	for i := range n {
		r := reporttest.Random(rand.New(rand.NewPCG(uint64(i), seed)))
		if r.Organization = strings.TrimSpace(r.Organization); r.Organization != "" && !strings.ContainsFunc(r.Organization, func(c rune) bool { return unicode.Is(unicode.Co, c) }) {
			reports = append(reports, r)
		}
	}
	return reports
}

// comeBack compares what was read of a sheet with the reports that it was made of: every cell, blank ones, tables that are not there.
func comeBack(t *testing.T, readings []*converter.Reading, reports []*report.Report, source converter.Format) {
	t.Helper()
	if len(readings) != len(reports) {
		t.Fatalf("%d of %d", len(readings), len(reports))
	}
	cells, blank, absent := 0, 0, 0
	for i, want := range reports {
		got := readings[i]
		if !report.Equal(got.Report, figuresOf(want)) || got.Number != i+1 || got.Source != source {
			t.Errorf("%d (number %d, %s):\ngot  %+v\nwant %+v", i, got.Number, got.Source, got.Report, figuresOf(want))
		}
		for _, table := range []string{"disclosure", "requests", "disputes"} {
			switch all, ok := want.Tables[table]; {
			case !ok:
				absent++
			case len(all) == 0:
				blank++
			default:
				cells += len(all)
			}
		}
	}
	if cells < 2000 || blank < 3 || absent < 3 {
		t.Errorf("only %d cells, %d blank and %d absent tables", cells, blank, absent)
	}
}

// The sheet that sums write comes back: every figure as it is written, the organ, the year, the edition, and which tables there are.
func TestWorkbookComesBack(t *testing.T) {
	c := newConverter(t)
	reports := drawn(100, 7)
	readings, err := c.ReadAll(t.Context(), converter.Input{Data: workbook(t, reports...)})
	if err != nil {
		t.Fatal(err)
	}
	comeBack(t, readings, reports, converter.XLSX)
}

// csvOf is the sheet of an xlsx file as Excel writes it to CSV: what each cell shows.
func csvOf(t testing.TB, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The same as CSV, in the encodings and with the separators that Excel writes, whatever the file is called.
func TestCSVComesBack(t *testing.T) {
	c := newConverter(t)
	reports := drawn(100, 11)
	text := csvOf(t, workbook(t, reports...))
	for name, data := range map[string]string{
		"UTF-8":      "\ufeff" + text,
		"no mark":    text,
		"GB 18030":   encoded(t, simplifiedchinese.GB18030, text),
		"UTF-16":     encoded(t, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), text),
		"semicolons": replaceOutside(text, ';'),
		"tabs":       replaceOutside(text, '\t'),
	} {
		t.Run(name, func(t *testing.T) {
			readings, err := c.ReadAll(t.Context(), converter.Input{Data: []byte(data)})
			if err != nil {
				t.Fatal(err)
			}
			comeBack(t, readings, reports, converter.CSV)
		})
	}
}

func encoded(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// replaceOutside replaces the commas that stand outside of quotes.
func replaceOutside(text string, separator byte) string {
	out, quoted := []byte(text), false
	for i, c := range out {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			out[i] = separator
		}
	}
	return string(out)
}

// One report is one report; several are refused by name where one is wanted, with how many there are.
func TestWorkbookOfSeveral(t *testing.T) {
	c := newConverter(t)
	one := &report.Report{Format: "2021", Organization: "甲局", Year: 2023, Tables: map[string]report.Table{"requests": {{Row: "new", Col: "total"}: report.Number(report.Int(12))}}}
	other := &report.Report{Format: "2021", Organization: "乙局", Year: 2023, Tables: map[string]report.Table{"requests": {{Row: "new", Col: "total"}: report.Number(report.Int(13))}}}
	got, err := c.Read(t.Context(), converter.Input{Data: workbook(t, one)})
	if err != nil || !report.Equal(got.Report, one) || got.Number != 0 {
		t.Fatalf("%+v %v", got, err)
	}
	_, err = c.Read(t.Context(), converter.Input{Data: workbook(t, one, other)})
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok || !refusal.Diagnostics.Has("sheet-several") || !strings.Contains(refusal.Error(), "2") {
		t.Error(err)
	}
	if _, err := c.Read(t.Context(), converter.Input{Data: workbook(t)}); err == nil {
		t.Error("a sheet without reports was read")
	}
}

// What a row says of its report, and which tables it has where it does not say.
func TestRows(t *testing.T) {
	c := newConverter(t)
	const header = "organization,year,requests.new.total,disclosure.fees.amount"
	for _, x := range []struct{ name, csv, want string }{
		{"a table without a figure is blank where it has a column", header + "\n甲局,2023,12,\n", `{"format": "2021", "organization": "甲局", "year": 2023, "disclosure": {}, "requests": {"new": {"total": 12}}}`},
		{"one without a column is not there", "organization,year,requests.new.total\n甲局,2023年,1.50\n", `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {"new": {"total": 1.50}}}`},
		{"the row says which tables there are", header + ",tables\n甲局,2023,,,disputes requests\n", `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {}, "disputes": {}}`},
		{"none", header + ",tables\n甲局,2023,,,-\n", `{"format": "2021", "organization": "甲局", "year": 2023}`},
		{"a figure of a table that the row does not list", header + ",tables\n甲局,2023,5,,disputes\n", `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {"new": {"total": 5}}, "disputes": {}}`},
		{"the edition of the report and of a table", header + ",format,tables\n甲局,2023,,,2021,requests:2019\n", `{"format": "2021", "organization": "甲局", "year": 2023, "requests": {}, "table_formats": {"requests": "2019"}}`},
		{"an edition that the year does not tell", header + ",format,tables\n甲局,2023,,,2019,requests\n", `{"format": "2019", "organization": "甲局", "year": 2023, "requests": {}}`},
		{"marks and remarks", header + "\n甲局,2023,22（其中修订16件）,/\n", `{"format": "2021", "organization": "甲局", "year": 2023, "disclosure": {"fees": {"amount": "/"}}, "requests": {"new": {"total": {"value": 22, "text": "22（其中修订16件）"}}}}`},
	} {
		got, err := c.Read(t.Context(), converter.Input{Name: "a.csv", Data: []byte(x.csv)})
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		want, found := contract.Decode([]byte(x.want), converter.VocabularyOf(c))
		if want == nil {
			t.Fatal(x.name, found)
		}
		if !report.Equal(got.Report, want) || len(got.Diagnostics) > 0 {
			t.Errorf("%s: %+v %v", x.name, got.Report, got.Diagnostics)
		}
	}
	for _, x := range []struct{ name, csv, code string }{
		{"a figure of no edition", "organization,requests.new.all,requests.new.total\n甲局,1,2\n", "sheet-path"},
		{"a figure of no edition in no row", "organization,requests.new.all,requests.new.total\n甲局,,2\n", "sheet-path"},
		{"a figure below no path", header + "\n甲局,2023,1,2,3\n", "sheet-path"},
		{"a path twice", header + ",requests.new.total\n甲局,2023,1,2,1\n", "sheet-path-twice"},
		{"no year", header + "\n甲局,去年,1,2\n", "sheet-year"},
		{"a year of long ago", header + "\n甲局,1023,1,2\n", "sheet-year"},
		{"no edition", header + ",format\n甲局,2023,1,2,2022\n", "sheet-format"},
		{"no table", header + ",tables\n甲局,2023,1,2,request\n", "sheet-tables"},
		{"no edition of a table", header + ",tables\n甲局,2023,1,2,requests:2022\n", "sheet-tables"},
		{"no report", header + "\n", "sheet-no-records"},
		{"quotes without an end", header + "\n\"甲局,2023,1,2\n", "csv-quotes"},
	} {
		_, err := c.Read(t.Context(), converter.Input{Name: "a.csv", Data: []byte(x.csv)})
		refusal, ok := errors.AsType[*converter.Refusal](err)
		if !ok || !refusal.Diagnostics.Has(diag.Code(x.code)) || refusal.Diagnostics.Count(diag.Error) != 1 {
			t.Errorf("%s: %v", x.name, err)
		}
	}
}

// The official tables filled in a file of values are read as those of a sheet. Where cells are merged such a file has gaps, and a few
// figures stay blank, as they do in text; none is wrong.
func TestTablesInCSV(t *testing.T) {
	c := newConverter(t)
	cells, blank := 0, 0
	for seed := range uint64(100) {
		form := []string{"csv", "csv-quoted", "csv-repeated"}[seed%3]
		text := damage.Generate(seed, damage.Options{Form: form, Clean: true})
		got, err := c.Read(t.Context(), converter.Input{Name: "a.csv", Data: []byte(text.Text)})
		if err != nil || got.Source != converter.CSV {
			t.Fatalf("%d: %v", seed, err)
		}
		for table, all := range text.Truth {
			for key, truth := range all {
				have := got.Report.Tables[table][key]
				switch {
				case have.IsBlank() && !truth.Cell.IsBlank():
					blank++
				case have != truth.Cell:
					t.Errorf("%d %s: %s.%s.%s is %s, want %s", seed, form, table, key.Row, key.Col, have, truth.Cell)
				}
				cells++
			}
		}
	}
	if cells < 15_000 || 80*blank > cells {
		t.Errorf("%d cells, %d of them blank", cells, blank)
	}
}
