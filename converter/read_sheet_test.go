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
