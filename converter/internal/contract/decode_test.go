package contract_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

func vocabulary() *contract.Vocabulary { return edition.Official().Vocabulary() }

// decode reads a report that must be sound.
func decode(t testing.TB, text string) *report.Report {
	t.Helper()
	r, found := contract.Decode([]byte(text), vocabulary())
	if r == nil || len(found) > 0 {
		t.Fatalf("refused: %v", found)
	}
	return r
}

// with wraps members into a report of the 2021 edition.
func with(members string) string { return `{"format": "2021", ` + members + `}` }

func TestDecodeEveryMember(t *testing.T) {
	r := decode(t, `{
  "$schema": "https://example.org/schema.json",
  "version": 1,
  "format": "2021",
  "organization": " 云溪市商务局 ",
  "year": 2023,
  "title": "云溪市商务局2023年政府信息公开工作年度报告",
  "introduction": ["　　根据……"],
  "overview": ["（一）主动公开。……", "", "**一是**……"],
  "disclosure": {"rules": {"issued": 0, "repealed": null, "in_force": "/"}, "fees": {"amount": 12.50}, "licensing": null},
  "requests": {"new": {"natural_person": {"value": 22, "text": "22（其中修订16件）"}, "total": {"value": null, "text": "见附件"}}, "granted": {}},
  "disputes": {},
  "problems": [],
  "other_matters": null,
  "notes": {"requests": {"above": ["表前。"], "below": ["表后。", " "]}, "disclosure": {"above": []}},
  "attachments": ["附件：1.统计表", " ", "2.说明"],
  "signature": "云溪市商务局",
  "date": "2024-01-05",
  "annotation": ["　（公开）"],
  "imprint": ["抄送：市委办。"]
}`)
	amount, _ := report.ParseDecimal("12.50")
	want := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Title: "云溪市商务局2023年政府信息公开工作年度报告",
		Prose: map[string][]string{"introduction": {"根据……"}, "overview": {"（一）主动公开。……", "**一是**……"}, "problems": {}},
		Tables: map[string]report.Table{
			"disclosure": {{Row: "rules", Col: "issued"}: report.Count(0), {Row: "rules", Col: "in_force"}: report.Text("/"),
				{Row: "fees", Col: "amount"}: report.Number(amount)},
			"requests": {{Row: "new", Col: "natural_person"}: report.Annotated(report.Int(22), "22（其中修订16件）"),
				{Row: "new", Col: "total"}: report.Text("见附件")},
			"disputes": {}},
		Notes:     map[string]report.Notes{"requests": {Above: []string{"表前。"}, Below: []string{"表后。"}}},
		Signature: "云溪市商务局", Date: "2024-01-05",
		Tail: report.Tail{Attachments: []string{"附件：1.统计表", "2.说明"}, Annotation: []string{"（公开）"}, Imprint: []string{"抄送：市委办。"}}}
	if !report.Equal(r, want) {
		t.Errorf("got  %+v\nwant %+v", r, want)
	}
}

func TestDecodeLeast(t *testing.T) {
	for _, text := range []string{`{"format":"2021"}`, `{"format":"2021","organization":null,"year":null,"title":null,"signature":null,"date":null,"overview":null,"requests":null,"notes":null,"table_formats":null}`,
		"\ufeff{\"format\":\"2021\"}\r\n", `{"format":"2021","introduction":[],"organization":"","title":"  "}`,
		`{"format":"2021","notes":{"requests":null,"disputes":{"above":null}}}`, `{"format":"2021","attachments":null,"annotation":[],"imprint":[" "]}`} {
		if r := decode(t, text); !report.Equal(r, &report.Report{Format: "2021"}) {
			t.Errorf("%s: %+v", text, r)
		}
	}
}

// Blank, 0, marks and texts with and without a number stay what they are.
func TestDecodeCells(t *testing.T) {
	number := func(s string) report.Cell { d, _ := report.ParseDecimal(s); return report.Number(d) }
	for _, c := range []struct {
		in   string
		want report.Cell
	}{
		{`null`, report.Cell{}}, {`0`, report.Count(0)}, {`-0`, report.Count(0)}, {`0.00`, number("0.00")}, {`12.5`, number("12.5")}, {`12.50`, number("12.50")},
		{`-35`, number("-35")}, {`0.05`, number("0.05")}, {`999999999999999999`, number("999999999999999999")},
		{`0.000000000000000001`, number("0.000000000000000001")},
		{`"/"`, report.Text("/")}, {`"-"`, report.Text("-")}, {`"—"`, report.Text("—")}, {`"不适用"`, report.Text("不适用")},
		{`{"value": 22, "text": "22（其中修订16件）"}`, report.Annotated(report.Int(22), "22（其中修订16件）")},
		{`{"text": " 251000元 ", "value": 251000}`, report.Annotated(report.Int(251000), "251000元")},
		{`{"value": 22, "text": "22"}`, report.Count(22)}, {`{"value": 22, "text": ""}`, report.Count(22)},
		{`{"value": null, "text": "/"}`, report.Text("/")}, {`{"value": null, "text": "见附件"}`, report.Text("见附件")},
		{`{"value": null, "text": "　"}`, report.Cell{}},
	} {
		r := decode(t, with(`"requests": {"new": {"total": `+c.in+`}}`))
		if got := r.Tables["requests"].Get("new", "total"); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.in, got, c.want)
		}
	}
}

func TestAbsentAndEmptyTablesDiffer(t *testing.T) {
	for _, c := range []struct {
		in      string
		present bool
	}{{`"year": 2023`, false}, {`"requests": null`, false}, {`"requests": {}`, true}, {`"requests": {"new": {}}`, true},
		{`"requests": {"new": null}`, true}, {`"requests": {"new": {"total": null}}`, true}} {
		table, present := decode(t, with(c.in)).Tables["requests"]
		if present != c.present || len(table) != 0 || present && table == nil {
			t.Errorf("%s: present %v, %v", c.in, present, table)
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// Every refusal names its code, the JSON Pointer, and the line and column of what is wrong.
func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string // code pointer line:column
	}{
		{"empty", ``, []string{"json-syntax  1:1"}},
		{"blank", " \n ", []string{"json-syntax  2:2"}},
		{"cut", `{"format": "2021", "year"`, []string{"json-syntax /year 1:26"}},
		{"cut in a string", `{"format": "20`, []string{"json-syntax /format 1:15"}},
		{"trailing comma", "{\n  \"format\": \"2021\",\n}", []string{"json-syntax  3:1"}},
		{"trailing comma of a list", `{"overview": ["甲",]}`, []string{"json-syntax /overview/1 1:19"}},
		{"missing comma", `{"format": "2021" "year": 1}`, []string{"json-syntax  1:19"}},
		{"misspelt word", `{"format": nil}`, []string{"json-syntax /format 1:13"}},
		{"leading zero", `{"year": 02023}`, []string{"json-syntax  1:11"}},
		{"point without digits", `{"year": 1.}`, []string{"json-syntax /year 1:12"}},
		{"single quotes", `{'format': 1}`, []string{"json-syntax  1:2"}},
		{"comment", "{\n// x\n}", []string{"json-syntax  2:1"}},
		{"something behind", `{"format": "2021"} {}`, []string{"json-syntax  1:20"}},
		{"line break in a string", "{\"title\": \"甲\n乙\"}", []string{"json-syntax /title 1:13"}},
		{"mismatched bracket", `{"overview": ["甲"}`, []string{"json-syntax /overview 1:18"}},
		{"closing bracket alone", `]`, []string{"json-syntax  1:1"}},
		{"not UTF-8", "{\n\"title\": \"市\xb9\xab\"}", []string{"json-encoding  2:12"}},
		{"UTF-16", "\xff\xfe{\x00", []string{"json-encoding  1:1"}},

		{"not an object", `[]`, []string{"json-type  1:1"}},
		{"a string", `"2021"`, []string{"json-type  1:1"}},
		{"no format", `{}`, []string{"json-missing-key  1:1"}},
		{"unknown format", ` {"format": "2031"}`, []string{"json-format /format 1:13"}},
		{"format null", `{"format": null}`, []string{"json-type /format 1:12"}},
		{"format a number", `{"format": 2021}`, []string{"json-type /format 1:12"}},
		{"version 2", with(`"version": 2`), []string{"json-version /version 1:31"}},
		{"version as text", with(`"version": "1"`), []string{"json-type /version 1:31"}},
		{"version 1.0", with(`"version": 1.0`), []string{"json-version /version 1:31"}},
		{"schema", with(`"$schema": 1`), []string{"json-type /$schema 1:31"}},
		{"unknown key", "{\"format\": \"2021\",\n  \"organisation\": \"甲\"}", []string{"json-unknown-key /organisation 2:3"}},
		{"unknown key to escape", with(`"a/b~c": 1`), []string{"json-unknown-key /a~1b~0c 1:20"}},
		{"duplicate key", with(`"year": 2023,` + "\n" + `"year": 2023`), []string{"json-duplicate-key /year 2:1"}},
		{"duplicate unknown key", with(`"x": 1, "x": 1`), []string{"json-unknown-key /x 1:20", "json-duplicate-key /x 1:28"}},
		{"duplicate by escape", with(`"year": 2023, "y\u0065ar": 2023`), []string{"json-duplicate-key /year 1:34"}},

		{"organization a list", with(`"organization": ["甲"]`), []string{"json-type /organization 1:36"}},
		{"year as text", with(`"year": "2023"`), []string{"json-type /year 1:28"}},
		{"year with a fraction", with(`"year": 2023.5`), []string{"json-year /year 1:28"}},
		{"year with an exponent", with(`"year": 2e3`), []string{"json-year /year 1:28"}},
		{"year too small", with(`"year": 23`), []string{"json-year /year 1:28"}},
		{"year too large", with(`"year": 20233`), []string{"json-year /year 1:28"}},
		{"year enormous", with(`"year": 99999999999999999999999`), []string{"json-year /year 1:28"}},
		{"title with a line break", with(`"title": "甲\n乙"`), []string{"json-line-break /title 1:29"}},
		{"date", with(`"date": "2024年1月5日"`), []string{"json-date /date 1:28"}},
		{"date that is none", with(`"date": "2023-02-29"`), []string{"json-date /date 1:28"}},
		{"date without zeros", with(`"date": "2024-1-5"`), []string{"json-date /date 1:28"}},
		{"date of long ago", with(`"date": "0024-01-05"`), []string{"json-date /date 1:28"}},
		{"date blank", with(`"date": ""`), []string{"json-date /date 1:28"}},

		{"prose as text", with(`"overview": "甲"`), []string{"json-type /overview 1:32"}},
		{"paragraph a number", with(`"overview": ["甲", 5, null]`), []string{"json-type /overview/1 1:38", "json-type /overview/2 1:41"}},
		{"line break in a paragraph", with(`"overview": ["甲\r\n乙"]`), []string{"json-line-break /overview/0 1:33"}},
		{"line separator in a paragraph", with(`"overview": ["甲` + "\u2028" + `乙"]`), []string{"json-line-break /overview/0 1:33"}},
		{"control character", with(`"overview": ["甲\u0007"]`), []string{"json-character /overview/0 1:33"}},
		{"noncharacter", with(`"overview": ["甲` + "\uffff" + `"]`), []string{"json-character /overview/0 1:33"}},
		{"noncharacter above U+FFFF", with(`"overview": ["` + "\U0002fffe" + `"]`), []string{"json-character /overview/0 1:33"}},
		{"half a surrogate pair", with(`"overview": ["甲\ud842"]`), []string{"json-character /overview/0 1:33"}},
		{"the other half", with(`"overview": ["\udfb7\ud842"]`), []string{"json-character /overview/0 1:33"}},

		{"table a list", with(`"requests": []`), []string{"json-type /requests 1:32"}},
		{"row a number", with(`"requests": {"new": 5}`), []string{"json-type /requests/new 1:40"}},
		{"unknown row", with(`"requests": {"newly": {}}`), []string{"json-unknown-key /requests/newly 1:33"}},
		{"row of another table", with(`"disclosure": {"new": {}}`), []string{"json-unknown-key /disclosure/new 1:35"}},
		{"unknown column", with(`"requests": {"new": {"all": 1}}`), []string{"json-unknown-key /requests/new/all 1:41"}},
		{"column of another row", with(`"disclosure": {"fees": {"issued": 1}}`), []string{"json-unknown-key /disclosure/fees/issued 1:44"}},
		{"duplicate row", with(`"requests": {"new": {}, "new": {}}`), []string{"json-duplicate-key /requests/new 1:44"}},
		{"duplicate cell", with(`"requests": {"new": {"total": 1, "total": 1}}`), []string{"json-duplicate-key /requests/new/total 1:53"}},
		{"figure as text", with(`"requests": {"new": {"total": "5"}}`), []string{"json-cell-string /requests/new/total 1:50"}},
		{"mark unknown", with(`"requests": {"new": {"total": "无"}}`), []string{"json-cell-string /requests/new/total 1:50"}},
		{"blank text", with(`"requests": {"new": {"total": ""}}`), []string{"json-cell-string /requests/new/total 1:50"}},
		{"figure with an exponent", with(`"requests": {"new": {"total": 1e3}}`), []string{"json-number /requests/new/total 1:50"}},
		{"19 digits", with(`"requests": {"new": {"total": 1000000000000000000}}`), []string{"json-number /requests/new/total 1:50"}},
		{"cell true", with(`"requests": {"new": {"total": true}}`), []string{"json-type /requests/new/total 1:50"}},
		{"cell a list", with(`"requests": {"new": {"total": [1]}}`), []string{"json-type /requests/new/total 1:50"}},
		{"cell without text", with(`"requests": {"new": {"total": {"value": 1}}}`), []string{"json-missing-key /requests/new/total 1:50"}},
		{"cell without anything", with(`"requests": {"new": {"total": {}}}`), []string{"json-missing-key /requests/new/total 1:50", "json-missing-key /requests/new/total 1:50"}},
		{"cell with more", with(`"requests": {"new": {"total": {"value": 1, "text": "1件", "unit": "件"}}}`), []string{"json-unknown-key /requests/new/total/unit 1:77"}},
		{"cell value as text", with(`"requests": {"new": {"total": {"value": "1", "text": "1件"}}}`), []string{"json-type /requests/new/total/value 1:60"}},
		{"cell text null", with(`"requests": {"new": {"total": {"value": 1, "text": null}}}`), []string{"json-type /requests/new/total/text 1:71"}},
		{"cell value too long", with(`"requests": {"new": {"total": {"value": 1e1, "text": "10件"}}}`), []string{"json-number /requests/new/total/value 1:60"}},
		{"cell text with a line break", with(`"requests": {"new": {"total": {"value": 1, "text": "1\n件"}}}`), []string{"json-line-break /requests/new/total/text 1:71"}},

		{"notes a list", with(`"notes": []`), []string{"json-type /notes 1:29"}},
		{"notes of a prose section", with(`"notes": {"overview": {}}`), []string{"json-unknown-key /notes/overview 1:30"}},
		{"notes beside", with(`"notes": {"requests": {"beside": []}}`), []string{"json-unknown-key /notes/requests/beside 1:43"}},
		{"notes as text", with(`"notes": {"requests": {"above": "甲"}}`), []string{"json-type /notes/requests/above 1:52"}},

		{"table format unknown", with(`"requests": {}, "table_formats": {"requests": "1999"}`), []string{"json-format /table_formats/requests 1:66"}},
		{"table format a number", with(`"table_formats": {"requests": 2019}`), []string{"json-type /table_formats/requests 1:50"}},
		{"table format of prose", with(`"table_formats": {"overview": "2019"}`), []string{"json-unknown-key /table_formats/overview 1:38"}},
		{"table format that the cells contradict", with(`"requests": {"other_other": {"total": 1}}, "table_formats": {"requests": "2019"}`), []string{"json-table-format /table_formats/requests 1:93"}},

		{"all at once", "{\"format\": \"2020\",\n \"year\": \"x\",\n \"overview\": [1],\n \"requests\": {\"new\": {\"total\": \"1\"}},\n \"nonsense\": 0}", []string{
			"json-format /format 1:12", "json-type /year 2:10", "json-type /overview/0 3:15", "json-cell-string /requests/new/total 4:32", "json-unknown-key /nonsense 5:2"}},
	} {
		r, found := contract.Decode([]byte(c.in), vocabulary())
		var got []string
		for _, d := range found {
			got = append(got, fmt.Sprintf("%s %s %d:%d", d.Code, d.Place.Pointer, d.Place.Line, d.Place.Column))
			for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
				if text := d.Message(lang); placeholder.MatchString(text) || !utf8.ValidString(text) {
					t.Errorf("%s: the message is not complete: %s", c.name, text)
				}
			}
		}
		if r != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %s\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
	}
}

// A doubled key is told among many too, which are looked up otherwise.
func TestDecodeRefusesDoubledAmongMany(t *testing.T) {
	for _, n := range []int{2, 31, 32, 33, 90} {
		var members []string
		for i := range n - 1 {
			members = append(members, fmt.Sprintf(`"x%d": 1`, i))
		}
		members = append(members, `"x0": 1`)
		_, found := contract.Decode([]byte(with(strings.Join(members, ", "))), vocabulary())
		if !found.Has("json-duplicate-key") {
			t.Errorf("%d keys of which two are the same: none is told: %v", n, found)
		}
	}
}

// A message says what was expected, in both languages.
func TestDecodeMessages(t *testing.T) {
	for _, c := range []struct{ in, zh, en string }{
		{with(`"year": "2023"`), "/year：此处应为数字或null，实际是字符串", "/year: expected a number or null, found a string"},
		{with(`"requests": {"new": {"totals": 1}}`), "/requests/new/totals：无法识别的键“totals”；这里可以用：natural_person、business、research、public_welfare、legal_service、other、total",
			"/requests/new/totals: unknown key “totals”; known here: natural_person、business、research、public_welfare、legal_service、other、total"},
		{`{}`, "/：缺少必需的键“format”", "/: the required key “format” is missing"},
		{`{"format": "2021",}`, "JSON 语法错误：此处不应出现 '}'", "not valid JSON: unexpected '}' looking for beginning of object key string"},
		{`{"format": "2021"`, "JSON 语法错误：文件在这里中断", "not valid JSON: unexpected end of the input"},
		{`{"format": "2021"}甲`, "JSON 语法错误：此处不应出现 '甲'", "not valid JSON: unexpected '甲' after top-level value"},
		{with(`"overview": ["\ud842"]`), "/overview/0：不允许的字符 U+D842", "/overview/0: the character U+D842 is not allowed"},
	} {
		_, found := contract.Decode([]byte(c.in), vocabulary())
		if len(found) != 1 || found[0].Message(diag.Chinese) != c.zh || found[0].Message(diag.English) != c.en {
			t.Errorf("%s: %v\n%s", c.in, found, found.In(diag.Chinese))
		}
	}
}

func TestDecodeAcceptsEveryCharacterOfText(t *testing.T) {
	for _, text := range []string{"𬭎与喆", "\U0001F600", "<b>&amp;</b>", "甲\t乙", "\ufffd", "\u200d\u202e", "\u00a0中\u3000间", `\u4e00`} {
		quoted := strings.NewReplacer(`\`, `\\`, "\t", `\t`).Replace(text)
		r := decode(t, with(`"overview": ["首`+quoted+`尾"], "title": "首`+quoted+`尾"`))
		if want := "首" + text + "尾"; report.Plain(r.Prose["overview"][0]) != want || r.Title != want {
			t.Errorf("%q became %q and %q", want, r.Prose["overview"][0], r.Title)
		}
	}
	// A pair of escapes is one character; an escaped replacement character is what its author wrote.
	r := decode(t, with(`"title": "\ud872\udf4e\ufffd\\ud842"`))
	if r.Title != "𬭎\ufffd\\ud842" {
		t.Errorf("got %q", r.Title)
	}
}

func TestDecodeLimits(t *testing.T) {
	limits := limit.Default()
	limits.JSONDepth, limits.JSONNodes, limits.StringRunes = 4, 12, 5
	for _, c := range []struct {
		name, in, want string
	}{
		{"depth at the limit", with(`"requests": {"new": {"total": {"value": 1, "text": "1件"}}}`), ""},
		{"too deep", `{"a": {"b": {"c": {"d": {"e": 1}}}}}`, "json-limit /a/b/c/d/e 1:31"},
		{"deep lists", strings.Repeat("[", 100_000), "json-limit /0/0/0/0/0 1:6"},
		{"values at the limit", with(`"overview": [` + strings.Repeat(`"",`, 8) + `""]`), ""},
		{"too many values", with(`"overview": [` + strings.Repeat(`"",`, 9) + `""]`), "json-limit /overview/9 1:60"},
		{"string at the limit", with(`"title": "一二三四五"`), ""},
		{"string too long", with(`"title": "一二三四五六"`), "json-limit /title 1:29"},
	} {
		r, found := contract.DecodeLimited(context.Background(), []byte(c.in), vocabulary(), limits)
		got := ""
		if len(found) > 0 {
			got = fmt.Sprintf("%s %s %d:%d", found[0].Code, found[0].Place.Pointer, found[0].Place.Line, found[0].Place.Column)
		}
		if got != c.want || (r == nil) != (c.want != "") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A file of errors is told by its first hundred, each at its place, and by how many more there are: 1 MB of unknown keys gave
// an answer of 63 MB.
func TestDecodeManyErrors(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"format": "2021", "title": "` + strings.Repeat("长", 300_000) + `"`)
	const n = 30_000
	for i := range n {
		fmt.Fprintf(&b, `, "k%d": 0`, i)
	}
	b.WriteString("}")
	_, found := contract.Decode([]byte(b.String()), vocabulary())
	if len(found) != collect.MostKept+1 || found[99].Place.Pointer != "/k99" || found[99].Place.Column != utf8.RuneCountInString(b.String()[:strings.Index(b.String(), `"k99"`)])+1 {
		t.Fatalf("%d errors, the last at %+v", len(found), found[99].Place)
	}
	if last := found[collect.MostKept]; last.Code != "diagnostics-more" || last.Args[0].Value != strconv.Itoa(n-collect.MostKept) {
		t.Errorf("the last is %+v", last)
	}
	if answer, err := json.Marshal(found); err != nil || len(answer) > 200_000 {
		t.Errorf("an answer of %d bytes (%v)", len(answer), err)
	}
}

// A key costs its length once, however many values stand under it.
func TestDecodeLongKey(t *testing.T) {
	data := []byte(`{"` + strings.Repeat("k", 100_000) + `": [` + strings.Repeat("0,", 50_000) + "0]}")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, found := contract.Decode(data, vocabulary())
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 50<<20 || len(found[0].Place.Pointer) > 200 {
		t.Errorf("%d MB for %d KB, a pointer of %d bytes", n>>20, len(data)>>10, len(found[0].Place.Pointer))
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"format": "2021"}`, `{"format":"2019","requests":{"other":{"total":1}}}`,
		with(`"requests": {"new": {"total": {"value": 22, "text": "22（其中修订16件）"}, "other": "/"}}, "table_formats": {"disputes": "2019"}`),
		with(`"overview": ["**一是**\\*", " "], "notes": {"disputes": {"below": ["注"]}}`), "\ufeff{}", `{"format": "2021",}`, `[[[[`, `{"year": -0.0e0, "title": "\ud800"}`,
		with(`"requests": {"other": {"total": 1}, "other_other": {"total": 12.50}}`)} {
		f.Add([]byte(seed))
	}
	v := vocabulary()
	limits := limit.Default()
	limits.JSONDepth, limits.JSONNodes, limits.StringRunes = 20, 5000, 10_000
	f.Fuzz(func(t *testing.T, data []byte) {
		r, found := contract.DecodeLimited(context.Background(), data, v, limits)
		worst, any := found.Worst()
		if (r == nil) != (any && worst == diag.Error) {
			t.Fatalf("report %v with %v", r, found)
		}
		for _, d := range found {
			if d.Place.Pointer == "" && d.Place.Line == 0 && d.Code != "table-mixed-editions" {
				t.Errorf("%s has no place", d.Code)
			}
		}
		if r == nil {
			return
		}
		// What was accepted is written and read back unchanged, and written again to the same bytes.
		text := contract.AppendJSON(nil, r, v)
		again, found := contract.Decode(text, v)
		if again == nil || !report.Equal(again, r) {
			t.Fatalf("%s\nbecame %+v\n%v", text, again, found)
		}
		if second := contract.AppendJSON(nil, again, v); string(second) != string(text) {
			t.Fatalf("%s\nis not\n%s", second, text)
		}
	})
}
