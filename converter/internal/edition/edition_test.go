package edition_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
	"nianbao/templates"
)

// The embedded editions must load: the program falls back to nothing.
func TestOfficialEditionsLoad(t *testing.T) {
	forms, err := edition.Load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := forms.Default()
	if len(edition.Official().Editions) != len(s.Editions) || len(s.Editions) < 2 || s.Editions[0].Version != "2021" || s.Editions[1].Version != "2019" {
		t.Fatalf("got %d editions", len(s.Editions))
	}
	for _, e := range s.Editions {
		if e.Name == "" || e.Document == "" || e.AppliesTo.FirstYear == 0 || len(e.Marks) == 0 || len(e.Rules) == 0 {
			t.Errorf("%s is not complete", e.Version)
		}
		var keys []string
		for _, section := range e.Sections {
			keys = append(keys, section.Key)
		}
		if want := []string{"introduction", "overview", "disclosure", "requests", "disputes", "problems", "other_matters"}; !slices.Equal(keys, want) {
			t.Errorf("%s has the sections %v", e.Version, keys)
		}
	}
}

// The size of each table, counted on the official annexes.
func TestOfficialTables(t *testing.T) {
	for _, c := range []struct {
		version, table               string
		rows, columns, cells, header int
	}{
		{"2021", "disclosure", 14, 4, 10, 0}, {"2021", "requests", 28, 10, 25 * 7, 3}, {"2021", "disputes", 4, 15, 15, 3},
		{"2019", "disclosure", 18, 7, 22, 0}, {"2019", "requests", 26, 10, 23 * 7, 3}, {"2019", "disputes", 4, 15, 15, 3},
	} {
		table := edition.Official().Get(c.version).Table(c.table)
		n := 0
		for i := range table.Cells {
			if table.Cells[i].IsData() {
				n++
			}
		}
		if table.Rows != c.rows || table.Columns != c.columns || n != c.cells || table.HeaderRows != c.header {
			t.Errorf("%s %s: %d × %d, %d data cells, %d header rows", c.version, c.table, table.Rows, table.Columns, n, table.HeaderRows)
		}
		sum := 0
		for _, w := range table.Widths {
			sum += w
		}
		if sum != 8845 {
			t.Errorf("%s %s: columns sum to %d", c.version, c.table, sum)
		}
	}
}

func TestVocabulary(t *testing.T) {
	v := edition.Official().Vocabulary()
	if !slices.Equal(v.Formats, []string{"2021", "2019"}) || len(v.Sections) != 7 || !v.Sections[0].Untitled || v.Sections[1].Untitled || v.Sections[3].Table != "requests" {
		t.Errorf("got %v, %+v", v.Formats, v.Sections)
	}
	for _, table := range []string{"disclosure", "requests", "disputes"} {
		for i, g := range v.Tables[table] {
			if g.Format != v.Formats[i] || !g.Has(g.Keys[0]) || !g.HasRow(g.Keys[0].Row) || g.Has(report.Key{Row: "x", Col: "y"}) || g.HasRow("x") {
				t.Errorf("%s: the grid of %s", table, g.Format)
			}
		}
	}
	if g, ok := v.Grid("requests", "2019"); !ok || !g.HasRow("other") || g.HasRow("other_other") {
		t.Error("the 2019 requests table has the rows of another edition")
	}
	if _, ok := v.Grid("requests", "1999"); ok {
		t.Error("a grid of no edition")
	}
	if !v.IsMark("/") || !v.IsMark("不适用") || v.IsMark("0") || v.IsMark("") {
		t.Errorf("marks %q", v.Marks)
	}
}

func TestForYear(t *testing.T) {
	for year, want := range map[int]string{2019: "2019", 2020: "2019", 2021: "2021", 2026: "2021", 0: "2021", 1999: "2021"} {
		if got := edition.Official().ForYear(year).Version; got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
	s := edition.Official()
	if s.Get("1999") != nil || s.Get("2021").Table("x") != nil || s.Get("2021").Section("x") != nil || s.Get("2021").Section("requests").Number != "三" {
		t.Error("something is found that is not there, or not found that is")
	}
}

func TestTitleOf(t *testing.T) {
	e := edition.Official().Get("2021")
	for _, c := range []struct {
		organization string
		year         int
		want         string
	}{{"云溪市商务局", 2023, "云溪市商务局2023年政府信息公开工作年度报告"}, {"云溪市商务局", 0, "云溪市商务局政府信息公开工作年度报告"},
		{"", 2023, "2023年政府信息公开工作年度报告"}, {"{year}局", 2023, "{year}局2023年政府信息公开工作年度报告"}} {
		if got := e.TitleOf(c.organization, c.year); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// Each data cell hangs on exactly one label, left to right, and that is the last label of its row before it.
func TestSequence(t *testing.T) {
	for _, e := range edition.Official().Editions {
		for _, table := range e.Tables {
			seen := map[report.Key]int{}
			row := 0
			for _, l := range table.Sequence() {
				if string(l.Folded) != fold.Text(l.Text) || l.Row < row {
					t.Errorf("%s %s: %s is folded to %s, row %d", e.Version, table.Key, l.Text, string(l.Folded), l.Row)
				}
				row = l.Row
				for _, k := range l.Slots {
					seen[k]++
				}
			}
			n := 0
			for i := range table.Cells {
				if c := &table.Cells[i]; c.IsData() {
					n++
					if seen[c.Key()] != 1 {
						t.Errorf("%s %s: %v hangs on %d labels", e.Version, table.Key, c.Key(), seen[c.Key()])
					}
				}
			}
			if len(seen) != n {
				t.Errorf("%s %s: %d slots for %d cells", e.Version, table.Key, len(seen), n)
			}
		}
	}
	sequence := edition.Official().Get("2021").Table("requests").Sequence()
	for text, want := range map[string]string{"一、本年新收政府信息公开申请数量": "new", "三、本年度办理结果": "", "（一）予以公开": "granted", "（三）不予公开": "",
		"1.属于国家秘密": "denied_state_secret", "（七）总计": "total", "申请人情况": ""} {
		i := slices.IndexFunc(sequence, func(l edition.Label) bool { return l.Text == text })
		if i < 0 || want == "" && sequence[i].Slots != nil || want != "" && (len(sequence[i].Slots) != 7 || sequence[i].Slots[0] != report.Key{Row: want, Col: "natural_person"} ||
			sequence[i].Slots[6].Col != "total") {
			t.Errorf("%s: %d", text, i)
		}
	}
	// The rows of the disputes table have no labels: a last one without text holds them.
	sequence = edition.Official().Get("2021").Table("disputes").Sequence()
	if last := sequence[len(sequence)-1]; last.Text != "" || len(last.Folded) != 0 || len(last.Slots) != 15 || last.Slots[5] != (report.Key{Row: "litigation_direct", Col: "upheld"}) {
		t.Errorf("the last label of disputes: %+v", last)
	}
}

const small = `{"version": "1", "title": {"pattern": "{organization}{year}年报告"}, "sections": [{"key": "a"}, {"key": "b", "heading": "一、乙", "table": "t"}], "tables": [
	{"key": "t", "rows": 2, "columns": 2, "header_rows": 1, "col_widths_dxa": [100, 100], "row_names": {"r": "行"}, "col_names": {"c": "列"},
	"cells": [{"row": 0, "col": 0, "colspan": 2, "text": "头"}, {"row": 1, "col": 0, "text": "行"}, {"row": 1, "col": 1, "row_key": "r", "col_key": "c"}]}]}`

// Every kind of unsound file is refused, with words that name what is wrong.
func TestParseRefuses(t *testing.T) {
	if e, err := edition.Parse([]byte(small)); err != nil || e.Tables[0].Cells[1].RowSpan != 1 || e.Tables[0].Cells[0].ColSpan != 2 {
		t.Fatalf("the small edition itself: %v", err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"no version", `"version": "1"`, `"version": ""`, "no version"},
		{"no title", `"pattern": "{organization}{year}年报告"`, `"pattern": ""`, "no title pattern"},
		{"unknown key", `"version"`, `"colour": 1, "version"`, `"colour"`},
		{"wrong type", `"rows": 2`, `"rows": "2"`, "/tables/0/rows: json: cannot unmarshal string"},
		{"no sections", `[{"key": "a"}, {"key": "b", "heading": "一、乙", "table": "t"}]`, `[]`, "no sections"},
		{"null section", `{"key": "a"}, `, `null, `, "section key"},
		{"section without a key", `{"key": "a"}`, `{"key": ""}`, "section key"},
		{"section twice", `{"key": "a"}`, `{"key": "b"}`, `"b" is empty or used twice`},
		{"second section without a heading", `"heading": "一、乙", `, ``, "1: /sections/1/heading: section b has no heading"},
		{"table that is not there", `"table": "t"`, `"table": "u"`, `"u" that is not there`},
		{"table in two sections", `{"key": "a"}`, `{"key": "a", "table": "t"}`, "in two sections, a and b"},
		{"table in no section", `, "table": "t"`, ``, "t is in no section"},
		{"table without a key", `{"key": "t"`, `{"key": ""`, `"t" that is not there`},
		{"null table", `"tables": [`, `"tables": [null, `, "table 0 is null"},
		{"no rows", `"rows": 2`, `"rows": 0`, "0 × 2"},
		{"too many columns", `"columns": 2`, `"columns": 64`, "2 × 64"},
		{"a width too few", `[100, 100]`, `[100]`, "1 column widths for 2"},
		{"no width", `[100, 100]`, `[100, 0]`, "2: /tables/0/col_widths_dxa/1: a column of 0 twips"},
		{"nothing but header", `"header_rows": 1`, `"header_rows": 2`, "2 header rows of 2"},
		{"negative header", `"header_rows": 1`, `"header_rows": -1`, "-1 header rows"},
		{"cell outside", `"row": 1, "col": 1`, `"row": 1, "col": 2`, "3: /tables/0/cells/2: cell 1,2 sticks out"},
		{"span outside", `"colspan": 2`, `"colspan": 3`, "0,0 sticks out"},
		{"span beyond all numbers", `"colspan": 2`, `"colspan": 9223372036854775807`, "0,0 sticks out"},
		{"negative place", `{"row": 0, "col": 0`, `{"row": -1, "col": 0`, "-1,0 sticks out"},
		{"overlap", `"colspan": 2, "text": "头"`, `"colspan": 2, "rowspan": 2, "text": "头"`, "1,0 overlaps another"},
		{"gap", `"colspan": 2`, `"colspan": 1`, "no cell at 0,1"},
		{"out of order", `{"row": 1, "col": 0, "text": "行"}, {"row": 1, "col": 1, "row_key": "r", "col_key": "c"}`, `{"row": 1, "col": 1, "row_key": "r", "col_key": "c"}, {"row": 1, "col": 0, "text": "行"}`, "1,0 is not in the order"},
		{"half a key", `, "col_key": "c"`, ``, "either a text or both keys"},
		{"text and key", `"row_key": "r"`, `"text": "x", "row_key": "r"`, "either a text or both keys"},
		{"neither", `"text": "行"`, `"text": ""`, "either a text or both keys"},
		{"cell twice", `"text": "行"`, `"row_key": "r", "col_key": "c"`, "r.c exists twice"},
		{"row without a name", `{"r": "行"}`, `{}`, "r.c has no name"},
		{"unit that nobody knows", `"col_key": "c"`, `"col_key": "c", "unit": "尺"`, "r.c counts in \"尺\""},
		{"column without a name", `{"c": "列"}`, `{}`, "r.c has no name"},
	} {
		if !strings.Contains(small, c.old) {
			t.Fatalf("%s: %q is not in the edition", c.name, c.old)
		}
		e, err := edition.Parse([]byte(strings.Replace(small, c.old, c.new, 1)))
		if e != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	for _, bad := range []string{"", "null", "[]", small + "{}", small[:len(small)-2]} {
		if _, err := edition.Parse([]byte(bad)); err == nil {
			t.Errorf("%.20q is taken", bad)
		}
	}
}

func TestLoad(t *testing.T) {
	words, err := fs.ReadFile(templates.FS, "families/disclosure.json")
	if err != nil {
		t.Fatal(err)
	}
	family := regexp.MustCompile(`"rules": \[.*\],\n`).ReplaceAllString(string(words), "\"rules\": [],\n")
	folder := func(files ...string) fstest.MapFS {
		all := fstest.MapFS{"editions/README": {Data: []byte("x")}}
		for i := 0; i < len(files); i += 2 {
			all[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
		return all
	}
	version := func(v string) string { return strings.Replace(small, `"version": "1"`, `"version": "`+v+`"`, 1) }
	other := strings.Replace(version("3"), `"title": {`, `"form": "other", "title": {"organ": "单位：{organization}", `, 1)
	const like = `{"family": "other", "like": "disclosure", "organ": {"label": "^单位：(.+)$"}}`
	forms, err := edition.Load(folder("editions/a.json", small, "editions/b.json", version("2"), "families/d.json", family, "families/o.json", like),
		edition.File{Name: "c.json", Data: []byte(other)})
	if err != nil {
		t.Fatal(err)
	}
	s := forms.Default()
	if len(s.Editions) != 2 || s.Editions[0].Version != "2" || forms.Vocabulary().Formats[0] != "2" || s.Family != "disclosure" {
		t.Errorf("got %+v", s)
	}
	if o := forms.Of("3"); o == s || o.Family != "other" || !o.Words.Organ.Label.Given() || s.Words.Organ.Label.Given() || o.Words.Title.About != s.Words.Title.About {
		t.Errorf("got %+v", o)
	}
	if got := forms.Vocabulary().AllFormats(); !slices.Equal(got, []string{"2", "1", "3"}) || forms.Of("4") != s || forms.Get("4") != nil {
		t.Errorf("got %v", got)
	}
	for want, files := range map[string]fstest.MapFS{
		"families/d.json:2: /family: there is no edition of the family disclosure": folder("f/a.json", small, "families/d.json", family),
		"editions/b.json:1: /version: edition 1 exists already":                    folder("editions/a.json", small, "editions/b.json", small, "families/d.json", family),
		"editions/b.json:1: unexpected end":                                        folder("editions/a.json", small, "editions/b.json", "{", "families/d.json", family),
		"no default family":                                                        folder("editions/a.json", small),
		"families/d.json:1: unexpected end":                                        folder("editions/a.json", small, "families/d.json", "{"),
		"families/e.json:2: /family: family disclosure exists already":             folder("editions/a.json", small, "families/d.json", family, "families/e.json", family),
		"families/e.json:3: /default: disclosure is the default family": folder("editions/a.json", small, "families/d.json", family,
			"families/e.json", strings.Replace(family, `"disclosure"`, `"other"`, 1)),
		"families/o.json:1: /like: there is no family \"nobody\"": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family,
			"families/o.json", strings.Replace(like, `"like": "disclosure"`, `"like": "nobody"`, 1)),
		"families/o.json:1: /like: there is no family \"other\"": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family,
			"families/o.json", strings.Replace(like, `"like": "disclosure"`, `"like": "other"`, 1)),
		"families/o.json:1: /organ/label: error parsing": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family,
			"families/o.json", strings.Replace(like, `(.+)`, `((.+)`, 1)),
		"editions/c.json:1: /title/organ: by organ.label": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family,
			"families/o.json", strings.Replace(like, `单位：`, `机关：`, 1)),
		"editions/c.json:1: /form: there is no family \"other\"": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family),
		"families/o.json:1: /rules/0/file": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family,
			"families/o.json", strings.Replace(like, `"like"`, `"rules": [{"file": "rules/none.json"}], "like"`, 1)),
		"rules/r.json:1: /family: these are the rules of \"disclosure\"": folder("editions/a.json", small, "editions/c.json", other, "families/d.json", family,
			"rules/r.json", `{"family": "disclosure", "rules": []}`, "families/o.json", strings.Replace(like, `"like"`, `"rules": [{"file": "rules/r.json"}], "like"`, 1)),
	} {
		forms, err := edition.Load(files)
		for i := 0; err == nil && i < len(forms.Families); i++ {
			_, err = forms.Families[i].WithRules()
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(`{"version": "1", "title": {"pattern": "x"}, "sections": [null], "tables": [null]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := edition.Parse(data)
		if (e == nil) == (err == nil) {
			t.Fatalf("%v, %v", e, err)
		}
		if e == nil {
			return
		}
		for _, table := range e.Tables {
			table.Sequence()
		}
		if _, err := json.Marshal(e); err != nil {
			t.Fatal(err)
		}
	})
}

func ExampleSet_ForYear() {
	fmt.Println(edition.Official().ForYear(2020).Document, edition.Official().ForYear(2024).Document)
	// Output: 国办公开办函〔2019〕60号 国办公开办函〔2021〕30号
}
