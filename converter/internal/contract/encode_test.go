package contract_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/report"
)

func TestAppendJSONIsTheInverseOfDecode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { jsonRoundTrip(t, reporttest.GenerateData(t)) })
	for seed := range uint64(300) {
		jsonRoundTrip(t, reporttest.RandomData(rand.New(rand.NewPCG(seed, 0))))
	}
}

func jsonRoundTrip(t rapid.TB, r *report.Report) {
	t.Helper()
	v := vocabulary()
	text := contract.AppendJSON(nil, r, v)
	if !json.Valid(text) {
		t.Fatalf("not JSON:\n%s", text)
	}
	again, found := contract.Decode(text, v)
	if again == nil || !report.Equal(r, again) {
		t.Fatalf("%s\nbecame %+v\nwas    %+v\n%v", text, again, r, found)
	}
	mixed := contract.MixedTables(r, v)
	if len(found) != len(mixed) {
		t.Fatalf("%d diagnostics, want %d of mixed tables:\n%v", len(found), len(mixed), found)
	}
	if second := contract.AppendJSON(nil, again, v); !bytes.Equal(second, text) {
		t.Fatalf("%s\nis not\n%s", second, text)
	}
	if behind := contract.AppendJSON([]byte("// "), r, v); string(behind) != "// "+string(text) {
		t.Fatal("what stands in the slice already is lost")
	}
}

// A row whose keys do not stand together in the grid is one row all the same: a doubled key would be no report.
func TestRowsInPieces(t *testing.T) {
	v := &contract.Vocabulary{Formats: []string{"x"}, Sections: []contract.Section{{Key: "t", Table: "t"}}, Tables: map[string][]contract.Grid{
		"t": {contract.NewGrid("x", []report.Key{{Row: "a", Col: "1"}, {Row: "b", Col: "1"}, {Row: "a", Col: "2"}})}}}
	table := report.Table{}
	table.Set("a", "1", report.Count(1))
	table.Set("a", "2", report.Count(2))
	text := string(contract.AppendJSON(nil, &report.Report{Format: "x", Tables: map[string]report.Table{"t": table}}, v))
	if !strings.Contains(text, "\n    \"a\": {\"1\": 1, \"2\": 2},\n    \"b\": {\"1\": null}\n") {
		t.Error(text)
	}
}

// The generator must make what the tests above are about.
func TestGeneratedReportsVary(t *testing.T) {
	seen := map[string]int{}
	v := vocabulary()
	for seed := range uint64(400) {
		r := reporttest.RandomData(rand.New(rand.NewPCG(seed, 1)))
		seen[r.Format]++
		text := string(contract.AppendJSON(nil, r, v))
		for name, yes := range map[string]bool{"mixed": len(contract.MixedTables(r, v)) > 0, "notes": len(r.Notes) > 0, "table format": len(r.TableFormats) > 0,
			"absent table": r.Tables["requests"] == nil, "empty table": r.Tables["requests"] != nil && len(r.Tables["requests"]) == 0,
			"absent section": r.Prose["problems"] == nil, "empty section": r.Prose["problems"] != nil && len(r.Prose["problems"]) == 0,
			"no title": r.Title == "", "no year": r.Year == 0, "no organ": r.Organization == "", "rare": strings.Contains(text, "𬭎"), "bold": strings.Contains(text, "**"),
			"tab": strings.Contains(text, `\t`), "mark": strings.Contains(text, `: "/"`), "remark": strings.Contains(text, `"text": `), "attachments": r.Attachments != nil, "annotation": r.Annotation != nil, "imprint": r.Imprint != nil, "long": len(text) > 10_000} {
			if yes {
				seen[name]++
			}
		}
		if other := reporttest.RandomData(rand.New(rand.NewPCG(seed, 1))); !report.Equal(r, other) {
			t.Fatal("equal seeds give different reports")
		}
		if printable := reporttest.Random(rand.New(rand.NewPCG(seed, 1))); len(contract.MixedTables(printable, v)) > 0 {
			t.Fatal("Random gives a report that cannot be printed")
		}
	}
	for _, name := range []string{"2021", "2019", "mixed", "notes", "table format", "absent table", "empty table", "absent section", "empty section", "no title", "no year",
		"no organ", "rare", "bold", "tab", "mark", "remark", "long", "attachments", "annotation", "imprint"} {
		if seen[name] < 5 {
			t.Errorf("%s: only %d of 400", name, seen[name])
		}
	}
}

// The written form, to the letter: every column of the table's edition in printing order, one row a line.
func TestAppendJSONForm(t *testing.T) {
	amount, _ := report.ParseDecimal("12.50")
	r := &report.Report{Format: "2019", Organization: "示例“县”<局>", Prose: map[string][]string{"overview": {"甲\t乙\u2028", `引"号\`}, "problems": {}},
		Tables: map[string]report.Table{"disputes": {}, "disclosure": {
			{Row: "fees", Col: "amount"}: report.Number(amount), {Row: "rules", Col: "repealed"}: report.Text("/"), {Row: "rules", Col: "issued"}: report.Count(0),
			{Row: "licensing", Col: "decisions"}: report.Annotated(report.Int(3), "3件"), {Row: "penalties", Col: "decisions"}: report.Text("略")}},
		Notes:        map[string]report.Notes{"disputes": {Below: []string{"后"}}, "disclosure": {Above: []string{"前"}, Below: []string{"后"}}},
		TableFormats: map[string]string{"disputes": "2021"}, Signature: "局", Date: "2024-01-05",
		Tail: report.Tail{Attachments: []string{"附件：统计表"}, Annotation: []string{"（公开）"}, Imprint: []string{"抄送：市委办。", "局办公室印发"}}}
	const want = `{
  "format": "2019",
  "organization": "示例“县”<局>",
  "year": null,
  "title": null,
  "overview": [
    "甲\t乙\u2028",
    "引\"号\\"
  ],
  "disclosure": {
    "rules": {"issued": 0, "repealed": "/", "in_force": null},
    "normative_documents": {"issued": null, "repealed": null, "in_force": null},
    "licensing": {"decisions": {"value": 3, "text": "3件"}},
    "penalties": {"decisions": {"value": null, "text": "略"}},
    "compulsory_measures": {"decisions": null},
    "fees": {"amount": 12.50}
  },
  "disputes": {},
  "problems": [],
  "notes": {
    "disclosure": {
      "above": [
        "前"
      ],
      "below": [
        "后"
      ]
    },
    "disputes": {
      "below": [
        "后"
      ]
    }
  },
  "table_formats": {"disputes": "2021"},
  "attachments": [
    "附件：统计表"
  ],
  "signature": "局",
  "date": "2024-01-05",
  "annotation": [
    "（公开）"
  ],
  "imprint": [
    "抄送：市委办。",
    "局办公室印发"
  ]
}
`
	if got := string(contract.AppendJSON(nil, r, vocabulary())); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := string(contract.AppendJSON(nil, &report.Report{Format: "2021"}, vocabulary())); got != "{\n  \"format\": \"2021\",\n  \"organization\": null,\n  \"year\": null,\n  \"title\": null\n}\n" {
		t.Errorf("got\n%s", got)
	}
}

// Strings are written as the standard library writes them, and any bytes give valid JSON.
func FuzzAppendString(f *testing.F) {
	for _, seed := range []string{"", "甲“乙”", "\"\\\t\n\r\b\x00\x1f", "\u2028\u2029", "\xff\xe2\x80", "\xed\xa0\x80", "<&>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := contract.AppendJSON(nil, &report.Report{Format: s}, vocabulary())
		var got struct{ Format string }
		if err := json.Unmarshal(text, &got); err != nil || !utf8.Valid(text) || strings.Contains(string(text), "\u2028") {
			t.Fatalf("%q became %q: %v", s, got.Format, err)
		}
		if utf8.ValidString(s) && got.Format != s {
			t.Fatalf("%q became %q", s, got.Format)
		}
	})
}

// The edition of a table follows from its keys, else from table_formats.
func TestTableFormat(t *testing.T) {
	const both = `"new": {"total": 1}`
	for _, c := range []struct {
		name, format, cells, named string
		want                       string
		mixed                      string // the odd cells, "" where one edition holds all
		kept                       string // what stays in TableFormats
	}{
		{"own edition", "2021", both, "", "2021", "", ""},
		{"own edition, old", "2019", both, "", "2019", "", ""},
		{"keys of the old edition", "2021", `"other": {"total": 1}`, "", "2019", "", ""},
		{"keys of the new edition", "2019", `"other_other": {"total": 1}`, "", "2021", "", ""},
		{"keys of both", "2021", `"other": {"total": 1, "business": 0}, "other_other": {"total": 1}`, "", "2021", "other.business、other.total", ""},
		{"keys of both, old", "2019", `"other": {"total": 1}, "other_other": {"total": 1}`, "", "2019", "other_other.total", ""},
		{"named, and no keys tell", "2021", both, "2019", "2019", "", "2019"},
		{"named, and an empty table", "2021", "", "2019", "2019", "", "2019"},
		{"named as it follows", "2021", both, "2021", "2021", "", ""},
		{"named as the keys tell", "2021", `"other": {"total": 1}`, "2019", "2019", "", ""},
	} {
		text := `{"format": "` + c.format + `", "requests": {` + c.cells + `}`
		if c.named != "" {
			text += `, "table_formats": {"requests": "` + c.named + `"}`
		}
		r, found := contract.Decode([]byte(text+"}"), vocabulary())
		if r == nil {
			t.Fatalf("%s: %v", c.name, found)
		}
		format, odd, ok := contract.TableFormat(r, vocabulary(), "requests")
		var names []string
		for _, k := range odd {
			names = append(names, k.Row+"."+k.Col)
		}
		if format != c.want || ok != (c.mixed == "") || strings.Join(names, "、") != c.mixed || r.TableFormats["requests"] != c.kept {
			t.Errorf("%s: %s %v %v, kept %q", c.name, format, names, ok, r.TableFormats["requests"])
		}
		if c.mixed == "" {
			if len(found) > 0 {
				t.Errorf("%s: %v", c.name, found)
			}
			continue
		}
		if len(found) != 1 || found[0].Code != "table-mixed-editions" || found[0].Place.Cell() != "requests" || found[0].Place.Section != "requests" ||
			!strings.Contains(found[0].Message("zh"), c.mixed) {
			t.Errorf("%s: %+v", c.name, found)
		}
	}
}

// A table that names no edition and is absent keeps none; naming again replaces.
func TestSetTableFormat(t *testing.T) {
	r := &report.Report{Format: "2021", Tables: map[string]report.Table{"requests": {}}}
	contract.SetTableFormat(r, vocabulary(), "disputes", "2019")
	contract.SetTableFormat(r, vocabulary(), "requests", "2019")
	if len(r.TableFormats) != 1 || r.TableFormats["requests"] != "2019" {
		t.Errorf("got %v", r.TableFormats)
	}
	contract.SetTableFormat(r, vocabulary(), "requests", "2021")
	if len(r.TableFormats) != 0 {
		t.Errorf("got %v", r.TableFormats)
	}
	if _, found := contract.Decode([]byte(with(`"table_formats": {"requests": "2019"}`)), vocabulary()); len(found) > 0 {
		t.Errorf("a format of an absent table: %v", found)
	}
}

// Notes of a section without a table all stand above: nothing else can be told from the printed form.
func TestNotesWithoutATable(t *testing.T) {
	r := decode(t, with(`"notes": {"requests": {"above": ["甲"], "below": ["乙"]}}`))
	if n := r.Notes["requests"]; !slices.Equal(n.Above, []string{"甲", "乙"}) || n.Below != nil {
		t.Errorf("got %+v", n)
	}
}

func TestEqualSeesEveryDifference(t *testing.T) {
	make := func() *report.Report {
		return decode(t, `{"format":"2021","organization":"甲","year":2023,"title":"题","introduction":["一"],"overview":[],"disclosure":{},
			"requests":{"new":{"total":1}},"notes":{"requests":{"above":["a"],"below":["b"]}},"table_formats":{"requests":"2019"},"signature":"署","date":"2024-01-05",
			"attachments":["附件"],"annotation":["（公开）"],"imprint":["抄送"]}`)
	}
	if !report.Equal(make(), make()) {
		t.Fatal("a report differs from itself")
	}
	for name, change := range map[string]func(r *report.Report){
		"format": func(r *report.Report) { r.Format = "2019" }, "organization": func(r *report.Report) { r.Organization = "" },
		"year": func(r *report.Report) { r.Year = 0 }, "title": func(r *report.Report) { r.Title = "" },
		"signature": func(r *report.Report) { r.Signature = "" }, "date": func(r *report.Report) { r.Date = "" },
		"paragraph": func(r *report.Report) { r.Prose["introduction"][0] = "二" }, "section absent": func(r *report.Report) { delete(r.Prose, "overview") },
		"section nil": func(r *report.Report) { r.Prose["overview"] = nil }, "table absent": func(r *report.Report) { delete(r.Tables, "disclosure") },
		"table nil": func(r *report.Report) { r.Tables["disclosure"] = nil }, "cell": func(r *report.Report) { r.Tables["requests"].Set("new", "total", report.Count(2)) },
		"cell blank": func(r *report.Report) { r.Tables["requests"].Set("new", "total", report.Cell{}) },
		"scale": func(r *report.Report) {
			d, _ := report.ParseDecimal("1.0")
			r.Tables["requests"].Set("new", "total", report.Number(d))
		},
		"note above": func(r *report.Report) { r.Notes["requests"].Above[0] = "c" }, "note below": func(r *report.Report) { r.Notes["requests"].Below[0] = "c" },
		"no notes": func(r *report.Report) { r.Notes = nil }, "table format": func(r *report.Report) { r.TableFormats = nil },
		"attachments": func(r *report.Report) { r.Attachments[0] = "附" }, "annotation": func(r *report.Report) { r.Annotation = nil },
		"imprint": func(r *report.Report) { r.Imprint = append(r.Imprint, "印发") },
	} {
		r := make()
		change(r)
		if report.Equal(r, make()) || report.Equal(make(), r) {
			t.Errorf("%s: not seen", name)
		}
	}
}

func TestEvidence(t *testing.T) {
	var none *report.Evidence
	if _, ok := none.Cell("requests", report.Key{}); ok {
		t.Error("no evidence has evidence")
	}
	e := &report.Evidence{Cells: map[string]map[report.Key]report.Origin{"requests": {{Row: "new", Col: "total"}: {Line: 7, Confidence: report.Lost}}}}
	if o, ok := e.Cell("requests", report.Key{Row: "new", Col: "total"}); !ok || o.Line != 7 {
		t.Errorf("got %+v", o)
	}
	for c, want := range map[report.Confidence]string{report.Placed: "placed", report.Inferred: "inferred", report.Lost: "lost", 200: "lost"} {
		if c.String() != want {
			t.Errorf("%d: %s", c, c)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	v := vocabulary()
	text := contract.AppendJSON(nil, largest(), v)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if r, _ := contract.Decode(text, v); r == nil {
			b.Fatal("refused")
		}
	}
}

func BenchmarkAppendJSON(b *testing.B) {
	v := vocabulary()
	r := largest()
	var text []byte
	b.ReportAllocs()
	for b.Loop() {
		text = contract.AppendJSON(text[:0], r, v)
	}
	b.SetBytes(int64(len(text)))
}

// largest is a report with all its cells and about 60 paragraphs.
func largest() *report.Report {
	v := vocabulary()
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Prose: map[string][]string{}, Tables: map[string]report.Table{}}
	for _, s := range v.Sections {
		if s.Table == "" {
			for range 15 {
				r.Prose[s.Key] = append(r.Prose[s.Key], "（一）主动公开。"+strings.Repeat("全年通过门户网站公开“政策文件”312条，其中解读材料7篇。", 4))
			}
			continue
		}
		grid, _ := v.Grid(s.Table, "2021")
		t := report.Table{}
		for i, k := range grid.Keys {
			t.Set(k.Row, k.Col, report.Count(i))
		}
		r.Tables[s.Table] = t
	}
	return r
}

func ExampleDecode() {
	r, found := contract.Decode([]byte(`{"format": "2021", "year": 2023, "disclosure": {"fees": {"amount": 12.50}, "rules": {"issued": "/"}}}`), vocabulary())
	fmt.Println(r.Year, r.Tables["disclosure"].Get("fees", "amount"), r.Tables["disclosure"].Get("rules", "issued"), len(found))

	_, found = contract.Decode([]byte("{\"format\": \"2021\",\n \"yaer\": 2023}"), vocabulary())
	fmt.Println(found[0].Line("en"))
	// Output:
	// 2023 12.50 / 0
	// 2:2: error[json-unknown-key]: /yaer: unknown key “yaer”; known here: $schema、version、format、organization、year、title、introduction、overview、disclosure、requests、disputes、problems、other_matters、notes、table_formats、attachments、signature、date、annotation、imprint
}

func ExampleAppendJSON() {
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Tables: map[string]report.Table{"disclosure": {}}}
	r.Tables["disclosure"].Set("rules", "issued", report.Count(0))
	text := string(contract.AppendJSON(nil, r, vocabulary()))
	fmt.Println(text[:strings.Index(text, "normative")])
	// Output:
	// {
	//   "format": "2021",
	//   "organization": "云溪市商务局",
	//   "year": 2023,
	//   "title": null,
	//   "disclosure": {
	//     "rules": {"issued": 0, "repealed": null, "in_force": null},
	//     "
}
