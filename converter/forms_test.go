package converter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// The State Council revises the form every few years. Each of these is an edition of 2027 that it might think of, made of that of 2021:
// no Go code knows of it, and it works in every format; and what older reports say and look like stays the same to the byte.
func TestInventedEditions(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f form)
		sound  func(t *testing.T, f form, e *edition.Edition)
	}{
		{"a column and two rows more", columnAndRows, func(t *testing.T, f form, e *edition.Edition) {
			table := e.Table("requests")
			if table.Columns != 11 || table.Rows != 30 || !table.Has(report.Key{Row: "unavailable_lost", Col: "overseas"}) {
				t.Errorf("%d columns, %d rows", table.Columns, table.Rows)
			}
		}},
		{"a section dropped", func(f form) { drop(f, "other_matters") }, nil},
		{"a section and its table dropped", func(f form) {
			drop(f, "disputes")
			keep(f, "tables", func(t form) bool { return t["key"] != "disputes" })
			f["rules"] = slices.DeleteFunc(f["rules"].([]any), func(r any) bool { return r.(form)["id"] == "disputes-total" })
			renumber(f)
		}, nil},
		{"sections in another order", func(f form) {
			s := f["sections"].([]any)
			f["sections"] = []any{s[0], s[5], s[1], s[4], s[3], s[2], s[6]}
			renumber(f)
		}, nil},
		{"a fourth table", fourthTable, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files := copied(t)
			made := form{}
			if err := json.Unmarshal(files["editions/2021.json"].Data, &made); err != nil {
				t.Fatal(err)
			}
			made["version"], made["applies_to"] = "2027", form{"first_year": 2027, "last_year": nil}
			c.change(made)
			data, err := json.Marshal(made)
			if err != nil {
				t.Fatal(err)
			}
			files["editions/2027.json"] = &fstest.MapFile{Data: data}
			d, err := dataFrom(files)
			if err != nil {
				t.Fatal(err)
			}
			with, err := newWith(d, Options{})
			if err != nil {
				t.Fatal(err)
			}
			e := with.editions.Get("2027")
			if c.sound != nil {
				c.sound(t, made, e)
			}
			for seed := range uint64(3) {
				everyFormat(t, with, filled(e, seed))
			}
			olderReports(t, with)
		})
	}
}

// form is a JSON object.
type form = map[string]any

func drop(f form, section string) {
	f["sections"] = slices.DeleteFunc(f["sections"].([]any), func(s any) bool { return s.(form)["key"] == section })
}

// list keeps the entries of a list for which a condition holds.
func keep(f form, key string, holds func(form) bool) {
	f[key] = slices.DeleteFunc(f[key].([]any), func(x any) bool { return !holds(x.(form)) })
}

// find returns the entry of a list with the key.
func find(f form, list, key string) form {
	for _, x := range f[list].([]any) {
		if x.(form)["key"] == key {
			return x.(form)
		}
	}
	return nil
}

// renumber gives the sections their ordinals anew, in the order in which they stand.
func renumber(f form) {
	n := 0
	for _, s := range f["sections"].([]any) {
		s := s.(form)
		if s["heading"] == nil {
			continue
		}
		_, words, _ := strings.Cut(s["heading"].(string), "、")
		ordinal := string([]rune("一二三四五六七八九")[n])
		n++
		s["number"], s["heading"] = ordinal, ordinal+"、"+words
		delete(s, "heading_variants")
	}
}

// columnAndRows gives the table of requests a column for applicants from abroad and two reasons more why nothing can be provided.
func columnAndRows(f form) {
	sets := f["sets"].(form)
	sets["applicants"] = append(sets["applicants"].([]any), "overseas")
	after := slices.Index(sets["results"].([]any), any("unavailable_unclear")) + 1
	sets["results"] = slices.Insert(sets["results"].([]any), after, any("unavailable_lost"), any("unavailable_moved"))
	t := find(f, "tables", "requests")
	t["rows"], t["columns"], t["col_widths_dxa"] = 30, 11, []int{600, 960, 2933, 544, 544, 544, 544, 544, 544, 544, 544}
	t["col_names"].(form)["overseas"] = "境外申请人"
	t["row_names"].(form)["unavailable_lost"], t["row_names"].(form)["unavailable_moved"] = "（四）无法提供 4.档案毁损", "（四）无法提供 5.档案移交"
	var cells []any
	for _, x := range t["cells"].([]any) {
		c := x.(form)
		row, col := int(c["row"].(float64)), int(c["col"].(float64))
		if row == 18 && col == 1 {
			for i, key := range []string{"unavailable_lost", "unavailable_moved"} {
				label := []string{"4.档案毁损灭失", "5.档案已经移交"}[i]
				cells = append(cells, form{"row": 18 + i, "col": 2, "text": label}, form{"row": 18 + i, "col": 3, "row_key": key, "col_keys": []string{"{columns}"}})
			}
		}
		if row >= 18 {
			c["row"] = row + 2
		}
		switch {
		case row == 0 && col == 3:
			c["colspan"] = 8
		case row == 1 && col == 9:
			cells = append(cells, form{"row": 1, "col": 9, "rowspan": 2, "text": "境外申请人"})
			c["col"] = 10
		case c["text"] == "三、本年度办理结果":
			c["rowspan"] = 24
		case c["text"] == "（四）无法提供":
			c["rowspan"] = 5
		}
		cells = append(cells, c)
	}
	t["cells"] = cells
}

// fourthTable adds a section with a table of its own.
func fourthTable(f form) {
	f["sections"] = append(f["sections"].([]any), form{"key": "platforms", "number": "七", "heading": "七、公开平台建设情况", "table": "platforms"})
	f["tables"] = append(f["tables"].([]any), form{
		"key": "platforms", "caption": "公开平台", "description": "公开平台的数量", "rows": 3, "columns": 3, "header_rows": 1,
		"col_widths_dxa": []int{4845, 2000, 2000},
		"row_names":      form{"sites": "门户网站", "accounts": "政务新媒体"}, "col_names": form{"number": "数量", "visits": "访问量"},
		"cells": []form{{"row": 0, "col": 0, "text": "公开平台"}, {"row": 0, "col": 1, "text": "平台数量"}, {"row": 0, "col": 2, "text": "平台访问量"},
			{"row": 1, "col": 0, "text": "门户网站"}, {"row": 1, "col": 1, "row_key": "sites", "col_keys": []string{"number", "visits"}},
			{"row": 2, "col": 0, "text": "政务新媒体"}, {"row": 2, "col": 1, "row_key": "accounts", "col_keys": []string{"number", "visits"}}},
	})
	f["rules"] = append(f["rules"].([]any), form{"id": "platforms-some", "code": "platforms-some", "severity": "error", "scope": "same_report",
		"left": []string{"platforms.sites.number"}, "right": []string{"platforms.accounts.number"}, "message": "平台数量{left_sum}与{right_sum}不一致", "message_en": "{left_sum} is not {right_sum}"})
}

// filled is a report of an edition with a sentence in each section and a figure in each cell.
func filled(e *edition.Edition, seed uint64) *report.Report {
	rng := rand.New(rand.NewPCG(seed, 2027))
	r := &report.Report{Format: e.Version, Organization: "示例市商务局", Year: 2027, Prose: map[string][]string{}, Tables: map[string]report.Table{},
		Signature: "示例市商务局", Date: "2028-01-15"}
	for _, s := range e.Sections {
		if s.Table == "" {
			r.Prose[s.Key] = []string{fmt.Sprintf("这是“%s”部分的正文，本年度各项工作平稳有序。", s.Key)}
			continue
		}
		r.Tables[s.Table] = report.Table{}
		for i := range e.Table(s.Table).Cells {
			if c := &e.Table(s.Table).Cells[i]; c.IsData() {
				r.Tables[s.Table].Set(c.RowKey, c.ColKey, report.Count(rng.IntN(200)))
			}
		}
	}
	return r
}

// everyFormat writes a report in every format, and reads it back from those that are read. Its findings are of its own edition.
func everyFormat(t *testing.T, c *Converter, r *report.Report) {
	t.Helper()
	want := contract.AppendJSON(nil, r, c.vocabulary())
	for _, f := range []Format{JSON, DOCX, HTML, PDF, OFD} {
		out, err := c.Write(context.Background(), r, Target{Format: f})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		back, err := c.Read(context.Background(), Input{Name: "report." + string(f), Data: out.Data})
		if err != nil {
			t.Errorf("%s, read back: %v", f, err)
			continue
		}
		if got := contract.AppendJSON(nil, back.Report, c.vocabulary()); !bytes.Equal(got, want) {
			t.Errorf("%s: another report:\n%s\nwant\n%s", f, got, want)
		}
	}
	checked, err := c.Check(context.Background(), Input{Name: "report.json", Data: want}, Against{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range checked.Result.Findings {
		if f.Code == "section-missing" || f.Code == "section-order" || f.Code == "table-missing" || f.Code == "table-incomplete" || f.Code == "table-old-format" {
			t.Errorf("%s: %s", f.Code, f.Message(diag.English))
		}
	}
}

// olderReports compares what becomes of reports of the editions that there are, with and without the new one: report and findings of
// every case of testdata, in whatever order its sections are, and the Word files of generated reports.
func olderReports(t *testing.T, with *Converter) {
	t.Helper()
	plain, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := filepath.Glob(filepath.Join("..", "testdata", "*", "input.*"))
	if err != nil || len(inputs) < 10 {
		t.Fatalf("%d inputs: %v", len(inputs), err)
	}
	for _, name := range inputs {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := said(plain, name, data), said(with, name, data); a != b {
			t.Errorf("%s:\n%s\nand with the new edition\n%s", name, a, b)
		}
	}
	for seed := range uint64(4) {
		r := seeded.Report(seed, plain.editions.Editions[seed%2], 2)
		a, err := plain.Write(context.Background(), r, Target{Format: DOCX})
		if err != nil {
			t.Fatal(err)
		}
		b, err := with.Write(context.Background(), r, Target{Format: DOCX})
		if err != nil || !bytes.Equal(a.Data, b.Data) {
			t.Errorf("the Word file of seed %d is another with the new edition: %v", seed, err)
		}
		if x, y := said(plain, "report.docx", a.Data), said(with, "report.docx", a.Data); x != y {
			t.Errorf("seed %d:\n%s\nand with the new edition\n%s", seed, x, y)
		}
	}
}

// said is what a converter makes of an input: its reports, what there is to say of them, and their findings.
func said(c *Converter, name string, data []byte) string {
	all, err := c.ReadAll(context.Background(), Input{Name: name, Data: data})
	var b strings.Builder
	fmt.Fprintln(&b, err)
	if err != nil {
		return b.String()
	}
	for _, r := range all {
		b.Write(contract.AppendJSON(nil, r.Report, c.vocabulary()))
		for _, d := range r.Diagnostics {
			fmt.Fprintln(&b, d.Line(diag.English))
		}
	}
	checked, err := c.CheckAll(context.Background(), Input{Name: name, Data: data}, Against{})
	for _, one := range checked {
		b.WriteString(one.Result.Text(check.TextOptions{}))
	}
	fmt.Fprintln(&b, err)
	return b.String()
}
