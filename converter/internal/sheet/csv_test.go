package sheet_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sheet"
	"nianbao/converter/internal/wordml/wordtest"
)

func readCSV(data string, set ...func(*limit.Limits)) (*document.Document, diag.List) {
	limits := limit.Default()
	for _, s := range set {
		s(&limits)
	}
	book, fault := sheet.OpenCSV(limit.NewMeter(context.Background(), limits), []byte(data))
	if fault != nil {
		return nil, diag.List{*fault}
	}
	return book.Document()
}

func gbk(s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// utf16 is a text as Excel writes "Unicode text".
func utf16(s string) string {
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

const table = "信息内容,本年制发件数\r\n规章,12\r\n"

func TestCSV(t *testing.T) {
	for _, c := range []struct{ name, data, want, codes string }{
		{"commas", table, "|信息内容|本年制发件数|\n|规章|12|\n", ""},
		{"a byte order mark", "\ufeff" + table, "|信息内容|本年制发件数|\n|规章|12|\n", ""},
		{"GBK", gbk(table), "|信息内容|本年制发件数|\n|规章|12|\n", ""},
		{"UTF-16 with tabs", utf16(strings.ReplaceAll(table, ",", "\t")), "|信息内容|本年制发件数|\n|规章|12|\n", ""},
		{"semicolons", strings.ReplaceAll(table, ",", ";"), "|信息内容|本年制发件数|\n|规章|12|\n", ""},
		{"lines that end as on old systems", strings.ReplaceAll(table, "\r\n", "\r"), "|信息内容|本年制发件数|\n|规章|12|\n", ""},
		{"lines that end as on Unix, the last one not", "甲,乙\n丙,1", "|甲|乙|\n|丙|1|\n", ""},
		{"a line that names the separator", "sep=;\r\n甲;乙,\r\n丙;1,5\r\n", "|甲|乙,|\n|丙|1,5|\n", ""},
		{"one that names another", "\"sep=|\"\n甲|乙\n丙|1\n", "|甲|乙|\n|丙|1|\n", ""},
		{"figures as they are written", "甲,乙,丙,丁\n12.50,0.0,\"1,234\",007\n", "|甲|乙|丙|丁|\n|12.50|0.0|1,234|007|\n", ""},
		{"decimal commas among semicolons", "甲;1,5\n乙;2,25\n丙;3\n", "|甲|1,5|\n|乙|2,25|\n|丙|3|\n", ""},
		{"a comma among semicolons that may be either", "甲;1,5\n乙;1,234\n丙;\"12,345,678\"\n", "|甲|1,5|\n|乙||\n|丙||\n", "csv-commas"},
		{"quotes", "\"甲,乙\",\"说\"\"好\"\"\"\n丙, \"丁\" ,1\n", "|甲,乙|说\"好\"||\n|丙|丁|1|\n", ""},
		{"a quotation mark inside of a text", "甲,5\" 屏\n乙,1\n", "|甲|5\" 屏|\n|乙|1|\n", ""},
		{"lines in a cell", "\"甲\r\n乙\",1\r\n丙,2\r\n", "|甲¶乙|1|\n|丙|2|\n", ""},
		{"a title, an empty line, a signature", "某局报告,\n,\n甲,1\n乙,2\n\n某局,\n", "某局报告\n|甲|1|\n|乙|2|\n某局\n", ""},
		{"empty cells", "甲,乙,丙\n,,1\n", "|甲|乙|丙|\n|||1|\n", ""},
		{"rows that are not as long as others", "甲,乙,丙\n丁\n戊,1\n", "|甲|乙|丙|\n|丁|||\n|戊|1||\n", ""},
		{"nothing divided", "甲\n乙\n", "甲\n乙\n", ""},
		{"nothing", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := readCSV(c.data)
			wordtest.Sound(t, doc, found)
			if got := wordtest.Dump(doc); got != c.want {
				t.Errorf("got\n%swant\n%s%v", got, c.want, found)
			}
			if got := wordtest.Codes(found); got != c.codes {
				t.Errorf("found %q, want %q", got, c.codes)
			}
			if doc == nil {
				return
			}
			for _, b := range doc.Blocks {
				if table, ok := b.(*document.Table); ok && !table.Flat {
					t.Error("a table without merged cells says that it has them all")
				}
			}
		})
	}
}

func TestCSVRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data, code string
		line       int
		set        func(*limit.Limits)
	}{
		"quotes without an end":        {"甲,1\n\"乙\n丙,2\n", "csv-quotes", 2, nil},
		"text behind quotes":           {"甲,1\n乙,\"丙\"丁\n", "csv-quotes", 2, nil},
		"text behind quotes, later":    {"甲,\"一\n二\"\n乙,\"丙\"丁\n", "csv-quotes", 3, nil},
		"no text":                      {"\x00\x01\x02\x03\x00\x01\x02\x03", "encoding-unknown", 0, nil},
		"more columns than may be":     {strings.Repeat(",", 16_384) + "\n", "office-limit", 1, nil},
		"more cells than may be":       {"1,2\n3,4\n", "office-limit", 2, func(l *limit.Limits) { l.HTMLNodes = 3 }},
		"more cells of tables than so": {"1,2\n3,4\n", "office-limit", 1, func(l *limit.Limits) { l.TableCells = 3 }},
		"wider than a table":           {"1" + strings.Repeat(",", 70) + "1\n", "office-limit", 1, nil},
		"more characters than may be":  {"甲甲甲甲,乙\n", "document-limit", 0, func(l *limit.Limits) { l.Characters = 4 }},
	} {
		var set []func(*limit.Limits)
		if c.set != nil {
			set = append(set, c.set)
		}
		doc, found := readCSV(c.data, set...)
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); doc != nil || got != c.code || found[0].Place.Line != c.line {
			t.Errorf("%s: read: %v, found %v, want %s on line %d", name, doc != nil, found, c.code, c.line)
		}
	}
	for _, data := range []string{strings.Repeat(",", 16_383) + "\n", "1" + strings.Repeat(",", 62) + "1\n"} { // just not too many
		if doc, found := readCSV(data); doc == nil {
			t.Error(found)
		}
	}
}

// The same records from every kind of CSV, and figures as they are written.
func TestCSVRecords(t *testing.T) {
	const text = "文件,单位,年度,费用,\"依申请\n新收\"\r\n,,,,\r\nfile,organization,year,disclosure.fees.amount,requests.new.total\r\na,甲局,2023,12.50,\"1,234\"\r\nb,乙局,2023,,0\r\n"
	const want = "3 [disclosure.fees.amount requests.new.total]: 4 甲局 2023  [] map[disclosure.fees.amount:12.50 requests.new.total:1,234]; 5 乙局 2023  [] map[requests.new.total:0]; "
	for name, data := range map[string]string{"UTF-8": text, "marked": "\ufeff" + text, "GBK": gbk(text), "UTF-16": utf16(text)} {
		book, fault := sheet.OpenCSV(limit.NewMeter(context.Background(), limit.Default()), []byte(data))
		if fault != nil {
			t.Fatal(name, fault)
		}
		if got := records(book); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Cancelled work ends, and reading costs what the text is long.
func TestCSVMeter(t *testing.T) {
	for name, data := range map[string]string{"empty fields": strings.Repeat(strings.Repeat(",", 99)+"\n", 1000), "lines in quotes": `"` + strings.Repeat("\n", 100_000) + `"`} {
		ctx := &counting{Context: context.Background()}
		if _, fault := sheet.OpenCSV(limit.NewMeter(ctx, limit.Default()), []byte(data)); fault != nil || ctx.polls < 40 {
			t.Errorf("%s: asked %d times, %v", name, ctx.polls, fault)
		}
		ended, end := context.WithCancel(context.Background())
		end()
		if _, fault := sheet.OpenCSV(limit.NewMeter(ended, limit.Default()), []byte(data)); fault == nil || fault.Code != "time-limit" {
			t.Errorf("%s: cancelled: %v", name, fault)
		}
	}
}

// A control character parts the digits on its two sides.
func TestCSVControls(t *testing.T) {
	doc, found := readCSV(strings.Repeat("信息内容,本年制发件数\n", 20) + "规章,1\x0e2\n规范\x0f,\x0e3\n")
	if got := wordtest.Dump(doc); len(found) > 0 || !strings.HasSuffix(got, "|规章|1 2|\n|规范|3|\n") {
		t.Errorf("%s %v", got, found)
	}
}

func ExampleOpenCSV() {
	book, _ := sheet.OpenCSV(limit.NewMeter(context.Background(), limit.Default()), []byte("organization,requests.new.total\n某局,12\n"))
	all, _ := book.Records()
	fmt.Println(all.Paths, all.All[0].Organization, all.All[0].Figures)
	// Output: [requests.new.total] 某局 map[requests.new.total:12]
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{table, gbk(table), utf16(table), "sep=;\na;\"b\n\"\n", "a,\"b\"c", "organization,a.b.c\nx,1\n", "\r\r\n,\"\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, fault := sheet.OpenCSV(limit.NewMeter(context.Background(), limit.Default()), data)
		if (book == nil) == (fault == nil) {
			t.Fatal(book, fault)
		}
		if book == nil {
			return
		}
		doc, found := book.Document()
		wordtest.Sound(t, doc, found)
		_, _ = book.Records()
	})
}

// The separator is the one of most lines, not the first of its kind.
func TestCSVSeparatorOfMostLines(t *testing.T) {
	for data, want := range map[string]int{"甲;乙\n1,2,3\n4,5,6\n": 3, "甲,乙\n1;2;3\n4;5;6\n": 3, "甲;乙\r1,2,3\r4,5,6\r": 3} {
		doc, found := readCSV(data)
		if doc == nil {
			t.Fatal(found)
		}
		columns := 0
		for _, b := range doc.Blocks {
			if table, ok := b.(*document.Table); ok {
				columns = max(columns, len(table.Columns))
			}
		}
		if columns != want {
			t.Errorf("%q has %d columns, want %d", data, columns, want)
		}
	}
}
