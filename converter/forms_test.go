package converter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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
		{"cells that hold words", cellsOfWords, nil},
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
			e := with.forms.Get("2027")
			if c.sound != nil {
				c.sound(t, made, e)
			}
			for seed := range uint64(seeded.Part(3, 1)) {
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

// cellsOfWords adds a table in whose rows words and figures stand side by side, and two pairs of label and cell in one row.
func cellsOfWords(f form) {
	f["sections"] = append(f["sections"].([]any), form{"key": "contacts", "number": "七", "heading": "七、公开机构", "table": "contacts"})
	f["tables"] = append(f["tables"].([]any), form{
		"key": "contacts", "caption": "公开机构", "description": "公开机构的名称和人数", "rows": 4, "columns": 4, "header_rows": 1,
		"col_widths_dxa": []int{2345, 2500, 2000, 2000},
		"row_names":      form{"office": "政府信息公开机构", "window": "政务公开专区", "phone": "咨询电话", "web": "网站"},
		"col_names":      form{"name": "名称", "staff": "人数", "visits": "接待人次", "entry": "内容"},
		"cells": []form{{"row": 0, "col": 0, "text": "公开机构"}, {"row": 0, "col": 1, "text": "机构名称"}, {"row": 0, "col": 2, "text": "工作人员数"}, {"row": 0, "col": 3, "text": "接待群众人次"},
			{"row": 1, "col": 0, "text": "政府信息公开机构"}, {"row": 1, "col": 1, "row_key": "office", "col_key": "name", "holds": "words"}, {"row": 1, "col": 2, "row_key": "office", "col_keys": []string{"staff", "visits"}},
			{"row": 2, "col": 0, "text": "政务公开专区"}, {"row": 2, "col": 1, "row_key": "window", "col_key": "name", "holds": "words"}, {"row": 2, "col": 2, "row_key": "window", "col_keys": []string{"staff", "visits"}},
			{"row": 3, "col": 0, "text": "公开咨询电话"}, {"row": 3, "col": 1, "row_key": "phone", "col_key": "entry", "holds": "words"},
			{"row": 3, "col": 2, "text": "公开网站地址"}, {"row": 3, "col": 3, "row_key": "web", "col_key": "entry", "holds": "words"}},
	})
}

// The form of another yearly statement, which no file of the program knows of: a family with words of its own and an edition, both brought
// by a user.
func TestInventedForm(t *testing.T) {
	files := fstest.MapFS{
		"family.json": {Data: []byte(`{"family": "inspections", "like": "disclosure",
 "parts": {"subject": "行政检查"},
 "organ": {"label": "^检查机关：(.+)$"},
 "title": {"whole": "{subject}情况年度统计表(?:（.{0,12}）)?$", "subjects": ["行政检查"]}}`)},
		"edition.json": {Data: []byte(`{"version": "inspections-2030", "form": "inspections", "applies_to": {"first_year": 2030, "last_year": null},
 "title": {"pattern": "行政检查情况年度统计表（{year}年）", "organ": "检查机关：{organization}"},
 "sections": [{"key": "table", "name": "统计表", "table": "counts"}],
 "tables": [{"key": "counts", "caption": "统计表", "description": "检查次数", "rows": 5, "columns": 3, "header_rows": 1, "col_widths_dxa": [4845, 2000, 2000],
  "row_names": {"plan": "计划", "planned": "计划内检查", "special": "专项检查", "all": "合计"}, "col_names": {"times": "次数", "found": "发现问题", "entry": "文号"},
  "cells": [
   {"row": 0, "col": 0, "text": "检查类别"}, {"row": 0, "col": 1, "text": "检查次数（次）"}, {"row": 0, "col": 2, "text": "发现问题数（个）"},
   {"row": 1, "col": 0, "text": "年度检查计划文号"}, {"row": 1, "col": 1, "colspan": 2, "row_key": "plan", "col_key": "entry", "holds": "words"},
   {"row": 2, "col": 0, "text": "计划内日常检查"}, {"row": 2, "col": 1, "row_key": "planned", "col_keys": ["times", "found"]},
   {"row": 3, "col": 0, "text": "专项行政检查"}, {"row": 3, "col": 1, "row_key": "special", "col_keys": ["times", "found"]},
   {"row": 4, "col": 0, "text": "行政检查合计"}, {"row": 4, "col": 1, "row_key": "all", "col_keys": ["times", "found"]}]}],
 "rules": [{"id": "inspections-total", "code": "inspections-total", "severity": "error", "scope": "same_report", "left": ["counts.planned.times", "counts.special.times"], "right": ["counts.all.times"],
  "message": "检查次数之和为{left_sum}，合计为{right_sum}", "message_en": "the inspections add up to {left_sum}, but the total says {right_sum}"}]}`)},
	}
	c, err := New(Options{Editions: files})
	if err != nil {
		t.Fatal(err)
	}
	e := c.forms.Get("inspections-2030")
	for seed := range uint64(3) {
		r := filled(e, seed)
		everyFormat(t, c, r)
		readFromText(t, c, e, r)
	}
	olderReports(t, c)
	if newest := c.forms.Default().Editions[0].Version; newest != "2021" {
		t.Errorf("the newest edition of the report on disclosure is %s", newest)
	}
	out, err := c.Convert(t.Context(), Input{Name: "a.txt", Data: []byte("行政检查情况年度统计表\n（2031年）\n检查机关：示例市应急管理局\n检查类别\t检查次数（次）\t发现问题数（个）\n年度检查计划文号\t12345\n计划内日常检查\t10\t2\n专项行政检查\t4\t1\n行政检查合计\t15\t3\n")}, Target{Format: JSON})
	if err != nil {
		t.Fatal(err)
	}
	r := out.Report
	if r.Organization != "示例市应急管理局" || r.Year != 2031 || r.Tables["counts"].Get("plan", "entry") != report.Text("12345") {
		t.Errorf("%s", out.Data)
	}
	checked, err := c.Check(t.Context(), Input{Name: "a.json", Data: out.Data}, Against{})
	if err != nil || len(checked.Result.Findings) != 1 || checked.Result.Findings[0].Code != "inspections-total" {
		t.Errorf("%+v, %v", checked, err)
	}
}

// The statement of a website, as the program has it.
func TestWebsiteStatement(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	e := c.forms.Get("website-2017")
	for seed := range uint64(4) {
		r := filled(e, seed)
		everyFormat(t, c, r)
		readFromText(t, c, e, r)
	}
}

// readFromText reads a report back from its table printed with a tab between cells.
func readFromText(t *testing.T, c *Converter, e *edition.Edition, r *report.Report) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", e.TitleOf(r.Organization, r.Year), e.OrganLine(r.Organization))
	row := 0
	for i := range e.Tables[0].Cells {
		cell := &e.Tables[0].Cells[i]
		if cell.Row > row {
			b.WriteString("\n")
			row = cell.Row
		} else if i > 0 {
			b.WriteString("\t")
		}
		b.WriteString(strings.ReplaceAll(cell.Text, "\n", ""))
		if cell.IsData() {
			b.WriteString(r.Tables[e.Tables[0].Key][cell.Key()].String())
		}
	}
	back, err := c.Read(t.Context(), Input{Name: "a.txt", Data: []byte(b.String() + "\n")})
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	if got := back.Report; got.Organization != r.Organization || got.Year != r.Year || got.Format != r.Format || !maps.Equal(got.Tables[e.Tables[0].Key], r.Tables[e.Tables[0].Key]) {
		t.Errorf("%s\nfrom\n%s", contract.AppendJSON(nil, got, c.vocabulary()), b.String())
	}
}

// filled is a report of an edition with a sentence in each section and a figure in each cell.
func filled(e *edition.Edition, seed uint64) *report.Report {
	rng := rand.New(rand.NewPCG(seed, 2027))
	r := &report.Report{Format: e.Version, Organization: "示例市商务局", Year: 2027, Prose: map[string][]string{}, Tables: map[string]report.Table{},
		Signature: "示例市商务局", Date: "2028-01-15"}
	if e.Title.Organ != "" {
		r.Signature, r.Date = "", "" // such a form is not signed
	}
	for _, s := range e.Sections {
		if s.Table == "" {
			r.Prose[s.Key] = []string{fmt.Sprintf("这是“%s”部分的正文，本年度各项工作平稳有序。", s.Key)}
			continue
		}
		r.Tables[s.Table] = report.Table{}
		for i := range e.Table(s.Table).Cells {
			switch c := &e.Table(s.Table).Cells[i]; {
			case c.IsWords() && rng.IntN(3) > 0: // digits too
				r.Tables[s.Table].Set(c.RowKey, c.ColKey, report.Text([]string{"●是 ○否", "示例市商务局", "0571-00000000", "3300000042", "https://example.cn/"}[rng.IntN(5)]))
			case c.IsWords():
			case c.IsData():
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

// older is a report of an edition that there is, and what is said of it without a new one.
type older struct {
	name   string
	data   []byte
	report *report.Report // of generated ones, whose Word file it is
	said   string
}

// olderOnce reads every case of testdata, in whatever order its sections are, and the Word files of generated reports, once for all
// new editions that are compared with it.
var olderOnce = sync.OnceValues(func() ([]older, error) {
	plain, err := New(Options{})
	if err != nil {
		return nil, err
	}
	inputs, err := filepath.Glob(filepath.Join("..", "testdata", "*", "input.*"))
	if err != nil || len(inputs) < 10 {
		return nil, fmt.Errorf("%d inputs: %w", len(inputs), err)
	}
	var all []older
	for _, name := range inputs {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, older{name: name, data: data, said: said(plain, name, data)})
	}
	for seed := range uint64(4) {
		r := seeded.Report(seed, plain.forms.Default().Editions[seed%2], 2)
		made, err := plain.Write(context.Background(), r, Target{Format: DOCX})
		if err != nil {
			return nil, err
		}
		all = append(all, older{fmt.Sprintf("seed %d.docx", seed), made.Data, r, said(plain, "report.docx", made.Data)})
	}
	return all, nil
})

// olderReports compares what becomes of reports of the editions that there are, with and without the new one: report and findings, and
// the Word files of generated reports.
func olderReports(t *testing.T, with *Converter) {
	t.Helper()
	all, err := olderOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		name := o.name
		if o.report != nil {
			name = "report.docx"
			made, err := with.Write(context.Background(), o.report, Target{Format: DOCX})
			if err != nil || !bytes.Equal(o.data, made.Data) {
				t.Errorf("%s is another with the new edition: %v", o.name, err)
			}
		}
		if got := said(with, name, o.data); got != o.said {
			t.Errorf("%s:\n%s\nand with the new edition\n%s", o.name, o.said, got)
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
