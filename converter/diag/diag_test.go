package diag_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/diag"
)

func TestMessage(t *testing.T) {
	d := diag.New("json-year", diag.Place{}, "pointer", "/year", "value", 23)
	if zh, en := d.Message(diag.Chinese), d.Message(diag.English); zh != "/year：年份应为 1900 至 2999 之间的整数，实际是 23" || en != "/year: the year must be an integer from 1900 to 2999, found 23" {
		t.Errorf("%s\n%s", zh, en)
	}
	if d.Message("fr") != d.Message(diag.Chinese) {
		t.Error("an unknown language is not Chinese")
	}
	// A value is never looked at for placeholders.
	d = diag.New("json-year", diag.Place{}, "pointer", "{value}", "value", "{pointer}")
	if got := d.Message(diag.English); got != "{value}: the year must be an integer from 1900 to 2999, found {pointer}" {
		t.Error(got)
	}
	if d := diag.New("no-such-code", diag.Place{}); d.Severity != diag.Error || d.Message(diag.English) != "no-such-code" {
		t.Errorf("an unknown code: %+v", d)
	}
	if d := diag.New("json-year", diag.Place{}, "pointer"); len(d.Args) != 0 {
		t.Errorf("a name without a value: %+v", d)
	}
	d = diag.Diagnostic{Code: "rule", Text: map[diag.Lang]string{diag.Chinese: "{cell}不对", diag.English: "{cell} is wrong"}, Args: []diag.Arg{{Name: "cell", Value: "甲"}}}
	if d.Message(diag.Chinese) != "甲不对" || d.Message(diag.English) != "甲 is wrong" || d.Message("fr") != "甲不对" {
		t.Errorf("a rule's own text: %s", d.Message(diag.English))
	}
	d.Text = map[diag.Lang]string{diag.Chinese: "不对"}
	if d.Message(diag.English) != "不对" {
		t.Error("a text in one language is not shown in the other")
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct {
		place diag.Place
		want  string
	}{
		{diag.Place{}, "error[json-date]: x"}, {diag.Place{File: "a.json"}, "a.json: error[json-date]: x"}, {diag.Place{Line: 3}, "3: error[json-date]: x"},
		{diag.Place{File: "a.json", Line: 3}, "a.json:3: error[json-date]: x"}, {diag.Place{File: "a.json", Line: 3, Column: 7}, "a.json:3:7: error[json-date]: x"},
		{diag.Place{Column: 7}, "error[json-date]: x"}, {diag.Place{File: "a\x1b[2J\n.json"}, "a [2J .json: error[json-date]: x"},
	} {
		d := diag.Diagnostic{Code: "json-date", Severity: diag.Error, Place: c.place, Text: map[diag.Lang]string{diag.Chinese: "x", diag.English: "x"}}
		if got := d.Line(diag.English); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		if got, want := d.Line(diag.Chinese), strings.Replace(c.want, "error[", "错误[", 1); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What comes from an input cannot move the cursor, break the line, turn the text around or fill the screen.
func FuzzLine(f *testing.F) {
	for _, seed := range []string{"", "甲\x1b[31m", "a\r\nb", "\u202eabc\u2066", strings.Repeat("长", 5000), "\xff\xfe", "{value}", "\u0085\u2028\u009b2J"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := diag.New("json-year", diag.Place{File: s, Line: 1}, "pointer", s, "value", s)
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			line := d.Line(lang)
			if utf8.RuneCountInString(line) > 4000 || !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool {
				return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029
			}) {
				t.Errorf("%q", line)
			}
		}
		data, err := json.Marshal(d)
		if err != nil || !json.Valid(data) {
			t.Errorf("%s, %v", data, err)
		}
	})
}

func TestMarshalJSON(t *testing.T) {
	d := diag.New("cell-not-placed", diag.Place{File: "a.txt", Line: 3, Column: 7, Section: "requests", Table: "requests", Row: "new", Col: "total"},
		"table", "三、…", "row", "一、…", "raw", "<5>")
	data, err := json.Marshal(d)
	var got map[string]any
	if err != nil || json.Unmarshal(data, &got) != nil {
		t.Fatal(err)
	}
	want := map[string]any{"code": "cell-not-placed", "severity": "warning", "message": d.Message(diag.Chinese), "message_en": d.Message(diag.English),
		"file": "a.txt", "line": 3.0, "column": 7.0, "section": "requests", "cell": "requests.new.total"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	data, _ = json.Marshal(diag.New("json-date", diag.Place{Pointer: "/date", Part: "word/document.xml"}, "pointer", "/date", "value", "x"))
	if text := string(data); !strings.Contains(text, `"pointer":"/date"`) || !strings.Contains(text, `"part":"word/document.xml"`) || strings.Contains(text, `"line"`) || strings.Contains(text, `"cell"`) {
		t.Error(text)
	}
}

func TestCell(t *testing.T) {
	for _, c := range []struct {
		place diag.Place
		want  string
	}{{diag.Place{}, ""}, {diag.Place{Table: "requests"}, "requests"}, {diag.Place{Table: "requests", Row: "new"}, "requests.new"},
		{diag.Place{Table: "requests", Row: "new", Col: "total"}, "requests.new.total"}} {
		if got := c.place.Cell(); got != c.want {
			t.Errorf("%+v: %q", c.place, got)
		}
	}
}

func list(codes ...diag.Code) diag.List {
	var l diag.List
	for i, code := range codes {
		l = append(l, diag.New(code, diag.Place{Line: i + 1}, "value", i, "pointer", "/p"))
	}
	return l
}

func TestList(t *testing.T) {
	var empty diag.List
	if _, any := empty.Worst(); any || empty.Error() != "no diagnostics" || empty.Has("json-year") || empty.Count(diag.Error) != 0 {
		t.Error("an empty list has something")
	}
	l := list("year-unknown", "cell-not-placed", "json-year", "json-date") // information, warning, error, error
	if worst, any := l.Worst(); !any || worst != diag.Error {
		t.Errorf("worst is %s", worst)
	}
	if l.Count(diag.Error) != 2 || l.Count(diag.Warning) != 1 || l.Count(diag.Information) != 1 || !l.Has("json-date") || l.Has("json-type") {
		t.Errorf("counts of %v", l)
	}
	if got := l.Error(); got != "/p: the year must be an integer from 1900 to 2999, found 2 (+1)" {
		t.Error(got)
	}
	if got := l.In(diag.Chinese); got != "/p：年份应为 1900 至 2999 之间的整数，实际是 2 (+1)" {
		t.Error(got)
	}
	if got := l[:1].Error(); got != "the source does not say the report's year" {
		t.Error(got)
	}
	var err error = l
	if got, ok := errors.AsType[diag.List](err); !ok || len(got) != 4 {
		t.Error("a list is not found in an error")
	}
}

func TestSort(t *testing.T) {
	at := func(file string, line, column int, code diag.Code) diag.Diagnostic {
		return diag.New(code, diag.Place{File: file, Line: line, Column: column})
	}
	want := diag.List{at("", 9, 9, "json-year"), at("a", 0, 0, "year-unknown"), at("a", 1, 2, "json-year"), at("a", 1, 2, "json-date"), at("a", 1, 2, "cell-not-placed"),
		at("a", 1, 3, "json-type"), at("a", 2, 1, "json-type"), at("b", 1, 1, "json-type")}
	got := diag.List{want[7], want[4], want[6], want[2], want[0], want[5], want[3], want[1]}
	got.Sort()
	if !slices.EqualFunc(got, want, func(a, b diag.Diagnostic) bool { return a.Code == b.Code && a.Place == b.Place }) {
		t.Errorf("got %v", got)
	}
}

func TestSeverity(t *testing.T) {
	for s, want := range map[diag.Severity]string{diag.Information: "information", diag.Warning: "warning", diag.Error: "error"} {
		if s.String() != want {
			t.Errorf("%d: %s", s, s)
		}
	}
	if diag.Information >= diag.Warning || diag.Warning >= diag.Error {
		t.Error("severities are out of order")
	}
}

func ExampleDiagnostic_Line() {
	d := diag.New("json-year", diag.Place{File: "report.json", Line: 4, Column: 11}, "pointer", "/year", "value", "20233")
	fmt.Println(d.Line(diag.English))
	fmt.Println(d.Line(diag.Chinese))
	// Output:
	// report.json:4:11: error[json-year]: /year: the year must be an integer from 1900 to 2999, found 20233
	// report.json:4:11: 错误[json-year]: /year：年份应为 1900 至 2999 之间的整数，实际是 20233
}

func ExampleList() {
	found := diag.List{diag.New("year-unknown", diag.Place{}), diag.New("json-date", diag.Place{}, "pointer", "/date", "value", "x")}
	worst, _ := found.Worst()
	fmt.Println(worst, found.Has("year-unknown"))
	fmt.Println(found)
	// Output:
	// error true
	// /date: a date is written like 2024-01-15, found “x”
}
