package fieldnames_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
	"nianbao/templates"
)

func filing(t testing.TB) *fieldnames.File { return namesOf(t, "filing_v1") }

func namesOf(t testing.TB, name string) *fieldnames.File {
	t.Helper()
	all, err := fieldnames.Load(templates.FS, edition.Official())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name == name {
			return f
		}
	}
	t.Fatal(name, "is not there")
	return nil
}

func meter() *limit.Meter { return limit.NewMeter(context.Background(), limit.Default()) }

// read reads JSON that the names hold.
func read(t testing.TB, f *fieldnames.File, data string) (*report.Report, diag.List) {
	t.Helper()
	n, problem := jsontree.Parse(meter(), []byte(data))
	if problem != nil {
		t.Fatal(problem)
	}
	return f.Read(meter(), jsontree.NewPlaces([]byte(data)), n)
}

func codes(found diag.List) string {
	var list []string
	for _, d := range found {
		list = append(list, string(d.Code))
	}
	return strings.Join(list, " ")
}

// What is written comes back: every cell of every row and column, blank ones, marks, decimals, prose with signs in it.
func TestComesBack(t *testing.T) {
	for _, name := range []string{"filing_v1", "annual_struct", "table_schema_v2"} {
		t.Run(name, func(t *testing.T) { comesBack(t, namesOf(t, name)) })
	}
}

func comesBack(t *testing.T, f *fieldnames.File) {
	e := edition.Official().Get("2021")
	cells := 0
	for seed := range uint64(100) {
		want := seeded.Report(seed, e, 1)
		want.Prose = map[string][]string{"overview": {"第一段**粗**，5\\*3", "第二段<b>&"}, "problems": {}, "other_matters": {"无。"}}
		want = &report.Report{Format: want.Format, Organization: want.Organization, Year: want.Year, Title: want.Title, Prose: want.Prose, Tables: want.Tables}
		want.Prose["overview"][0] = report.Canonical("第一段粗，5*3")
		want.Tables["disclosure"].Set("fees", "amount", report.Annotated(report.Int(12), ""))
		want.Tables["disclosure"].Set("rules", "issued", report.Text("/"))
		want.Tables["requests"].Set("new", "total", report.Cell{})
		if seed%3 == 0 {
			want.Tables["disputes"] = report.Table{}
		}
		if seed%5 == 0 {
			delete(want.Tables, "disputes")
		}
		if len(f.Prose) == 0 {
			want.Prose = map[string][]string{}
		}
		data, found := f.Write(want)
		if len(found) > 0 || !json.Valid(data) {
			t.Fatal(found, string(data))
		}
		got, found := read(t, f, string(data))
		if len(found) > 0 || !report.Equal(got, want) {
			t.Fatalf("%d: %v\ngot  %+v\nwant %+v", seed, found, got, want)
		}
		for _, table := range want.Tables {
			cells += len(table)
		}
	}
	if cells < 18_000 {
		t.Errorf("only %d cells", cells)
	}
}

const table2 = `{"sections": [{"type": "table_2", "activeDisclosureData": %s}]}`

func TestRead(t *testing.T) {
	f := filing(t)
	for _, c := range []struct{ name, data, want, codes string }{
		{"names of each row and column", fmt.Sprintf(table2, `{"regulations": {"made": 1, "废止": 2, "effective": 3}, "administrativePenalty": {"count": "4"}, "fees": {"amount": 12.50}}`),
			`{"format": "2021", "disclosure": {"rules": {"issued": 1, "repealed": 2, "in_force": 3}, "penalties": {"decisions": 4}, "fees": {"amount": 12.50}}}`, ""},
		{"blanks and marks", fmt.Sprintf(table2, `{"regulations": {"made": null, "repealed": "", "valid": "/"}, "licensing": {"processed": "—"}, "coercion": {"processed": 0}}`),
			`{"format": "2021", "disclosure": {"rules": {"in_force": "/"}, "licensing": {"decisions": "—"}, "compulsory_measures": {"decisions": 0}}}`, ""},
		{"a table without data, one that is null", `{"sections": [{"type": "table_2", "activeDisclosureData": {}}, {"type": "table_3", "tableData": null}, {"type": "table_4"}]}`, `{"format": "2021", "disclosure": {}}`, ""},
		{"applicants inside of rows", `{"sections": [], "tableData": {"newReceived": {"naturalPerson": 1, "legalPersonsOrOtherOrganizations": {"commercialEnterprise": 2}, "total": 3}, "notDisclosed": {"stateSecret": {"total": 4}}}}`,
			`{"format": "2021", "requests": {"new": {"natural_person": 1, "business": 2, "total": 3}, "denied_state_secret": {"total": 4}}}`, ""},
		{"tables without a list", `{"reviewLitigationData": {"review": {"maintain": 1, "sum": 1}}}`, `{"format": "2021", "disputes": {"review": {"upheld": 1, "total": 1}}}`, ""},
		{"two names with one value", fmt.Sprintf(table2, `{"regulations": {"made": 1, "created": 1}}`), `{"format": "2021", "disclosure": {"rules": {"issued": 1}}}`, ""},
		{"texts", `{"sections": [{"type": "text", "title": "一、总体情况", "content": "　　甲\r\n\n乙**丙**"}, {"type": "text", "title": "五、存在问题", "content": ""}, {"type": "text", "title": "六、其他需要报告的事项", "content": null}]}`,
			`{"format": "2021", "overview": ["甲", "乙\\*\\*丙\\*\\*"], "problems": []}`, ""},
		{"whose it is", `{"organization_name": " 甲局 ", "report_year": 2023, "report_title": "甲局2023年报告", "sections": []}`, `{"format": "2021", "organization": "甲局", "year": 2023, "title": "甲局2023年报告"}`, ""},
		{"whose it is, in an object of its own", `{"source": {"organization_name": "甲局", "report_year": "2023年"}, "sections": []}`, `{"format": "2021", "organization": "甲局", "year": 2023}`, ""},
		{"fields that say nothing of the report", `{"file_hash": "x", "generated_at": null, "sections": [{"type": "table_2", "note": "甲", "activeDisclosureData": {}}]}`, `{"format": "2021", "disclosure": {}}`, "json-names-left json-fields-left"},

		{"a number that nobody knows", fmt.Sprintf(table2, `{"regulations": {"made": 1, "planned": 2}}`), "", "json-names-unknown"},
		{"one at the wrong place", fmt.Sprintf(table2, `{"fees": {"made": 1}}`), "", "json-names-unknown"},
		{"one beside the rows", fmt.Sprintf(table2, `{"regulations": 1}`), "", "json-names-unknown"},
		{"one under a long name", fmt.Sprintf(table2, `{"`+strings.Repeat("x", 300)+`": {"y": 1}}`), "", "json-names-unknown"},
		{"a name without a value that nobody knows", fmt.Sprintf(table2, `{"regulations": {"planned": null}}`), `{"format": "2021", "disclosure": {}}`, ""},
		{"two values", fmt.Sprintf(table2, `{"regulations": {"made": 1, "created": 2}}`), "", "json-names-twice"},
		{"the same key with two values", fmt.Sprintf(table2, `{"regulations": {"made": 1, "made": 2}}`), "", "json-names-twice"},
		{"a table twice", `{"sections": [{"type": "table_2", "activeDisclosureData": {}}], "activeDisclosureData": {}}`, "", "json-names-twice"},
		{"a text twice", `{"sections": [{"type": "text", "title": "总体情况", "content": "甲"}, {"type": "text", "title": "总体情况", "content": "甲"}]}`, "", "json-names-twice"},
		{"a list for a cell", fmt.Sprintf(table2, `{"regulations": {"made": [1]}}`), "", "json-names-value"},
		{"a truth for a cell", fmt.Sprintf(table2, `{"regulations": {"made": true}}`), "", "json-names-value"},
		{"a list for a table", fmt.Sprintf(table2, `[1]`), "", "json-names-value"},
		{"a number for a text", `{"sections": [{"type": "text", "title": "总体情况", "content": 5}]}`, "", "json-names-value"},
		{"a section that nobody knows", `{"sections": [{"type": "text", "title": "七、附录", "content": "甲"}]}`, "", "json-names-section"},
		{"a kind that nobody knows", `{"sections": [{"type": "table_5", "title": "总体情况"}]}`, "", "json-names-section"},
		{"a section that is none", `{"sections": [5]}`, "", "json-names-section"},
		{"a number with an exponent", fmt.Sprintf(table2, `{"regulations": {"made": 1e3}}`), "", "json-number"},
		{"no year", `{"report_year": "去年", "sections": []}`, "", "json-year"},
		{"a year of long ago", `{"report_year": 23, "sections": []}`, "", "json-year"},
		{"a name of two lines", `{"organization_name": "甲\n局", "sections": []}`, "", "json-line-break"},
		{"a control character", `{"sections": [{"type": "text", "title": "总体情况", "content": "甲\u0007"}]}`, "", "json-character"},
		{"half a character", fmt.Sprintf(table2, `{"regulations": {"made": "\ud842"}}`), "", "json-character"},
		{"a key twice in a section", `{"sections": [{"type": "table_2", "x": null, "x": null}]}`, "", "json-duplicate-key"},
	} {
		got, found := read(t, f, c.data)
		if codes(found) != c.codes {
			t.Errorf("%s: %v, want %s", c.name, found, c.codes)
		}
		if c.want == "" {
			if got != nil {
				t.Errorf("%s: %+v", c.name, got)
			}
			for _, d := range found {
				if d.Place.Pointer == "" || d.Place.Line == 0 {
					t.Errorf("%s: %v has no place", c.name, d)
				}
			}
			continue
		}
		want, problems := contract.Decode([]byte(c.want), edition.Official().Vocabulary())
		if want == nil {
			t.Fatal(c.name, problems)
		}
		if got == nil || !report.Equal(got, want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, want)
		}
	}
}

func TestHolds(t *testing.T) {
	f := filing(t)
	for data, want := range map[string]bool{
		`{"sections": [{"type": "table_3"}]}`: true, `{"tableData": {}}`: true, `{"sections": [{"type": "text"}]}`: false, `{"sections": []}`: false,
		`{"sections": {"type": "table_3"}}`: false, `{"tableData": []}`: false, `{}`: false, `[]`: false, `{"type": "table_3"}`: false,
	} {
		n, problem := jsontree.Parse(meter(), []byte(data))
		if problem != nil || f.Holds(n) != want {
			t.Errorf("%s: want %v (%v)", data, want, problem)
		}
	}
}

// What there is no place for is named; figures that have no name are not dropped.
func TestWriteLosses(t *testing.T) {
	f := filing(t)
	r := &report.Report{Format: "2021", Prose: map[string][]string{"introduction": {"甲"}, "overview": {"**粗**"}}, Signature: "甲局",
		Tables: map[string]report.Table{"requests": {{Row: "new", Col: "total"}: report.Annotated(report.Int(22), "22（其中修订16件）")}},
		Notes:  map[string]report.Notes{"requests": {Above: []string{"注"}}}, Tail: report.Tail{Imprint: []string{"抄送"}}}
	data, found := f.Write(r)
	if data == nil || codes(found) != "names-lost" {
		t.Fatal(found)
	}
	for _, want := range []string{"bold type", "1 figures", "notes of tables", "signature", "imprint", "introduction"} {
		if !strings.Contains(found.Error(), want) {
			t.Errorf("%s is not in %v", want, found)
		}
	}
	if strings.Contains(string(data), "修订") || !strings.Contains(string(data), "\"newReceived\": 22") {
		t.Error(string(data))
	}
	r.Tables["disclosure"] = report.Table{{Row: "procurement", Col: "count"}: report.Count(3)}
	if data, found := f.Write(r); data != nil || codes(found) != "names-cell" {
		t.Errorf("%s %v", data, found)
	}
}

// A file of names that is wrong is not used.
func TestParseFaults(t *testing.T) {
	sound, err := fs.ReadFile(templates.FS, "names/filing_v1.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"an unknown field", `"notes"`, `"remarks"`, "/remarks"},
		{"no edition", `"2021"`, `"2022"`, "/edition"},
		{"no key for texts", `"text": "content"`, `"text": ""`, "/text"},
		{"no such section", `"section": "overview"`, `"section": "requests"`, "/prose/0/section"},
		{"a heading without its words", `"words": ["总体情况"]`, `"words": ["情形"]`, "/prose/0"},
		{"no such table", `"table": "disputes"`, `"table": "dispute"`, "/tables/2/table"},
		{"neither rows nor columns", `"first": "columns"`, `"first": "both"`, "/tables/1"},
		{"a row without a name", `"fees": ["fees", "administrativeCharges"]`, `"fees": []`, "/tables/0/rows"},
		{"a row that is missing", `"new": ["newReceived", "newlyReceived", "receivedThisYear"],`, ``, "/tables/1/rows"},
		{"a column without a name", `"amount": ["amount", "收费金额", "amountThisYear"]`, `"amount": []`, "/tables/0/columns"},
		{"no such row", `"fees": ["fees"`, `"fines": ["x"], "fees": ["fees"`, "/tables/0/rows/fines"},
		{"no such column", `"amount": ["amount"`, `"sum": ["x"], "amount": ["amount"`, "/tables/0/columns/sum"},
		{"one name for two cells", `"repealed": ["repealed"`, `"repealed": ["made"`, "/tables/0"},
	} {
		text := strings.Replace(string(sound), c.old, c.new, 1)
		if text == string(sound) {
			t.Fatalf("%s: %s is not in the file", c.name, c.old)
		}
		if _, err := fieldnames.Parse([]byte(text), edition.Official()); err == nil || !strings.Contains(err.Error(), c.want+": ") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := fieldnames.Load(fstest.MapFS{"names/other.json": {Data: sound}}, edition.Official()); err == nil || !strings.Contains(err.Error(), "names/other.json") {
		t.Error(err)
	}
}

func ExampleFile_Read() {
	all, err := fieldnames.Load(templates.FS, edition.Official())
	if err != nil {
		panic(err)
	}
	data := []byte(`{"sections": [{"type": "table_2", "activeDisclosureData": {"regulations": {"made": 3}}}]}`)
	n, _ := jsontree.Parse(meter(), data)
	r, _ := all[1].Read(meter(), jsontree.NewPlaces(data), n)
	fmt.Println(r.Tables["disclosure"].Get("rules", "issued"))
	// Output: 3
}

func FuzzRead(f *testing.F) {
	names := filing(f)
	for _, s := range []string{fmt.Sprintf(table2, `{"regulations": {"made": "5件"}}`), `{"tableData": {"newReceived": {"total": 1}}, "report_year": 2023}`, `{"sections": [{"type": "text", "title": "总体情况", "content": "甲\n乙"}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		n, problem := jsontree.Parse(meter(), []byte(data))
		if problem != nil {
			return
		}
		names.Holds(n)
		r, found := names.Read(meter(), jsontree.NewPlaces([]byte(data)), n)
		if worst, any := found.Worst(); (r == nil) != (any && worst == diag.Error) {
			t.Fatal(r, found)
		}
		if r == nil {
			return
		}
		// What was read can be written, and reads as the same figures.
		out, _ := names.Write(r)
		if out == nil {
			t.Fatal("it was read and cannot be written")
		}
		again, found := read(t, names, string(out))
		if again == nil {
			t.Fatal(found)
		}
		for table, cells := range r.Tables {
			for key, cell := range cells {
				a, _ := cell.Number()
				b, _ := again.Tables[table][key].Number()
				if !a.Equal(b) {
					t.Fatalf("%s.%v: %s, then %s", table, key, cell, again.Tables[table][key])
				}
			}
		}
	})
}
