package overview

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/internal/queue"
)

// sent is a file that was handed in. Its content is its reports: "organisation year date figures", divided by semicolons; "fail" for none.
type sent struct{ name, content, day string }

type reader struct{}

func (reader) Close() error { return nil }

func (reader) Do(_ context.Context, job queue.Job) (*queue.Answer, error) {
	text := string(job.Content)
	switch text {
	case "fail":
		return &queue.Answer{Refused: true, Said: []queue.Said{{Code: "a-warning", Severity: "warning"}, {Code: "not-a-report", Severity: "error", Chinese: "不是<报告>", English: "no <report>"},
			{Code: "another", Severity: "error"}}}, nil
	case "die":
		return nil, &queue.Died{Said: queue.Said{Code: "worker-crashed", Severity: "error", English: "crashed"}}
	}
	a := &queue.Answer{Files: []queue.File{{Suffix: ".txt", Data: job.Content}}}
	for one := range strings.SplitSeq(text, ";") {
		parts := append(strings.Split(one, ","), "", "", "")
		year := 0
		_, _ = fmt.Sscan(parts[1], &year) // none is 0
		a.Reports = append(a.Reports, queue.Report{Organization: parts[0], Year: year, Date: parts[2], Figures: parts[3], Errors: 2, Rules: map[string]int{"rule-a": 2}})
	}
	return a, nil
}

// took runs a batch over what was handed in, one run for each list.
func took(t *testing.T, runs ...[]sent) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "out")
	for _, files := range runs {
		entries := iter.Seq2[queue.Entry, error](func(yield func(queue.Entry, error) bool) {
			for _, f := range files {
				if !yield(queue.Entry{Name: queue.Name("/" + f.name), Label: queue.Name(f.name), Sent: f.day}, nil) {
					return
				}
			}
		})
		open := func(_ context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
			i := slices.IndexFunc(files, func(f sent) bool { return "/"+f.name == string(e.Name) })
			if files[i].content == "unreadable" {
				return nil, []queue.Said{{Code: "input-unreadable", Severity: "error"}}, nil
			}
			return []byte(files[i].content), nil, nil
		}
		if _, err := queue.Run(t.Context(), queue.Options{Folder: folder, Open: open, Workers: []queue.Worker{reader{}}, MaxAttempts: 1}, entries); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// lines is a sink that keeps everything as text.
type lines []string

func (l *lines) report(r *queue.Record, one queue.Report, status Status, by string) error {
	*l = append(*l, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", r.Label, one.Organization, status, by)))
	return nil
}

func (l *lines) failure(r *queue.Record) error {
	*l = append(*l, fmt.Sprintf("%s failed", r.Label))
	return nil
}

// Which of several reports counts.
func TestWhichCounts(t *testing.T) {
	for _, c := range []struct {
		name string
		runs [][]sent
		want []string
	}{
		{"one", [][]sent{{{"a", "甲,2023,2024-01-01,x", ""}}}, []string{"a 甲 current"}},
		{"of other years", [][]sent{{{"a", "甲,2023,2024-01-01,x", ""}, {"b", "甲,2022,2023-01-01,y", ""}}}, []string{"a 甲 current", "b 甲 current"}},
		{"the later date", [][]sent{{{"a", "甲,2023,2024-01-09,x", ""}, {"b", "甲,2023,2024-01-01,y", ""}}}, []string{"a 甲 current", "b 甲 superseded a"}},
		{"the name without blanks", [][]sent{{{"a", "甲 局,2023,2024-01-01,x", ""}, {"b", "甲局,2023,2024-01-09,y", ""}}}, []string{"a 甲 局 superseded b", "b 甲局 current"}},
		{"the later run, whatever its date", [][]sent{{{"a", "甲,2023,2024-01-09,x", ""}}, {{"b", "甲,2023,2024-01-01,y", ""}}}, []string{"a 甲 superseded b", "b 甲 current"}},
		{"what the list says, whatever the run", [][]sent{{{"a", "甲,2023,2024-01-01,x", "2024-02-02"}}, {{"b", "甲,2023,2024-01-09,y", "2024-02-01"}}}, []string{"a 甲 current", "b 甲 superseded a"}},
		{"a list that comes later says when", [][]sent{{{"a", "甲,2023,2024-01-01,x", ""}, {"b", "甲,2023,2024-01-09,y", ""}}, {{"a", "甲,2023,2024-01-01,x", "2024-02-02"}, {"b", "甲,2023,2024-01-09,y", "2024-02-01"}}},
			[]string{"a 甲 current", "b 甲 superseded a"}},
		{"corrected under its name", [][]sent{{{"a", "甲,2023,2024-01-01,x", ""}}, {{"a", "甲,2023,2024-01-01,y", ""}}}, []string{"a 甲 superseded a", "a 甲 current"}},
		{"nobody can tell", [][]sent{{{"a", "甲,2023,,x", ""}, {"b", "甲,2023,,y", ""}}}, []string{"a 甲 uncertain a", "b 甲 uncertain a"}},
		{"nobody can tell of two, a third is older", [][]sent{{{"c", "甲,2023,2024-01-01,z", ""}, {"a", "甲,2023,2024-01-02,x", ""}, {"b", "甲,2023,2024-01-02,y", ""}}},
			[]string{"c 甲 superseded a", "a 甲 uncertain a", "b 甲 uncertain a"}},
		{"a newer one ends the doubt", [][]sent{{{"a", "甲,2023,,x", ""}, {"b", "甲,2023,,y", ""}, {"c", "甲,2023,2024-01-01,z", ""}}},
			[]string{"a 甲 superseded c", "b 甲 superseded c", "c 甲 current"}},
		{"a copy", [][]sent{{{"b", "甲,2023,,x", ""}, {"a", "甲,2023,,x", ""}}}, []string{"b 甲 copy a", "a 甲 current"}},
		{"an older one that says the same", [][]sent{{{"a", "甲,2023,2024-01-01,x", ""}, {"b", "甲,2023,2024-01-02,x", ""}}}, []string{"a 甲 copy b", "b 甲 current"}},
		{"without a name or a year", [][]sent{{{"a", ",2023,,x", ""}, {"b", "甲,,,x", ""}}}, []string{"a  unnamed", "b 甲 unnamed"}},
		{"several in one file", [][]sent{{{"a", "甲,2023,2024-01-01,x;乙,2023,,y", ""}, {"b", "甲,2023,2024-01-02,z", ""}}},
			[]string{"a 甲 superseded b", "a 乙 current", "b 甲 current"}},
		{"what failed", [][]sent{{{"a", "fail", ""}, {"b", "die", ""}}}, []string{"a failed", "b failed"}},
		{"what could not be opened and then could", [][]sent{{{"a", "unreadable", ""}}, {{"a", "甲,2023,,x", ""}}}, []string{"a 甲 current"}},
		{"what was read and then could not be opened", [][]sent{{{"a", "甲,2023,,x", ""}}, {{"a", "unreadable", ""}}}, []string{"a 甲 current", "a failed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got lines
			if _, err := gather(t.Context(), Options{Folder: took(t, c.runs...)}, &got); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// What was superseded counts in no rule and is nobody's report on the roster.
func TestCounts(t *testing.T) {
	names, _ := match.ParseRenamed(nil)
	roster, found := match.ParseRoster(t.Context(), []byte("甲\n丙\n"), names)
	if found != nil {
		t.Fatal(found)
	}
	folder := took(t, []sent{{"a", "甲,2023,2024-01-01,x", ""}, {"b", "甲,2023,2024-01-02,y", ""}, {"c", "乙,2022,,x", ""}, {"d", "fail", ""}, {"e", "die", ""}, {"f", "unreadable", ""}, {"g", ",,,", ""}})
	o, err := gather(t.Context(), Options{Folder: folder, Roster: roster, Year: 2023}, &lines{})
	if err != nil {
		t.Fatal(err)
	}
	if o.Items != 7 || o.Done != 4 || o.Failed != 3 || o.Quarantined != 1 || o.Pending != 0 || o.Reports != 4 || o.Superseded != 1 || o.Unnamed != 1 {
		t.Errorf("%+v", o)
	}
	if o.Rules["rule-a"] != (Rule{Reports: 3, Findings: 6}) {
		t.Errorf("%+v", o.Rules)
	}
	if len(o.Roster) != 1 || o.Roster[0].Code != "roster-missing" {
		t.Errorf("%v", o.Roster)
	}
}

// What was not done is not reported as nothing found.
func TestWhatWasNotDone(t *testing.T) {
	names, _ := match.ParseRenamed(nil)
	roster, _ := match.ParseRoster(t.Context(), []byte("甲\n"), names)
	folder := took(t, []sent{{"d", "fail", ""}})
	const unchecked, uncompared = "没有检查", "没有核对"
	for _, c := range []struct {
		o    Options
		says []string
	}{{Options{}, []string{unchecked, uncompared}}, {Options{Check: true}, []string{uncompared}}, {Options{Roster: roster}, []string{unchecked}}, {Options{Check: true, Roster: roster}, nil}} {
		c.o.Folder, c.o.Lang = folder, diag.Chinese
		if _, err := Write(t.Context(), c.o); err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(folder, PageName))
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenFile(filepath.Join(folder, WorkbookName))
		if err != nil {
			t.Fatal(err)
		}
		var cells string
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			cells += fmt.Sprint(rows)
		}
		for _, sentence := range []string{unchecked, uncompared} {
			want := slices.Contains(c.says, sentence)
			if strings.Contains(string(page), sentence) != want || strings.Contains(cells, sentence) != want {
				t.Errorf("%+v: %s, %s", c.o, page, cells)
			}
		}
	}
}

// The workbook can be read back and says what there is; the page escapes what comes from reports; both are the same bytes each time.
func TestWrite(t *testing.T) {
	folder := took(t, []sent{{"a", "=甲<b>,2023,2024-01-01,x", ""}, {"b", "=甲<b>,2023,2024-01-02,y", ""}, {"d", "fail", ""}})
	o := Options{Folder: folder, Lang: diag.Chinese, Check: true}
	if _, err := Write(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(filepath.Join(folder, WorkbookName))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for sheet, want := range map[string][][]string{
		"报告":      {{"文件", "单位", "年度", "成文日期", "状态", "以此为准", "错误", "警告", "结果"}, {"a", "=甲<b>", "2023", "2024-01-01", "已被新版替代", "b", "2", "0", "a.txt"}, {"b", "=甲<b>", "2023", "2024-01-02", "有效", "", "2", "0", "b.txt"}},
		"失败":      {{"文件", "代码", "原因", "处理次数", "其中已隔离"}, {"d", "not-a-report", "不是<报告> (+1)", "1"}},
		"问题（按规则）": {{"规则", "报告", "处数"}, {"rule-a", "1", "2"}},
	} {
		rows, err := book.GetRows(sheet)
		if err != nil || !slices.EqualFunc(rows, want, slices.Equal) {
			t.Errorf("%s: %q, %v", sheet, rows, err)
		}
	}
	if formula, err := book.GetCellFormula("报告", "B2"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
	page, err := os.ReadFile(filepath.Join(folder, PageName))
	if err != nil || bytes.Contains(page, []byte("<b>")) || !bytes.Contains(page, []byte("=甲&lt;b&gt; 2023")) || !bytes.Contains(page, []byte("不是&lt;报告&gt; (&#43;1)")) {
		t.Errorf("%s, %v", page, err)
	}
	first, err := os.ReadFile(filepath.Join(folder, WorkbookName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	again, err := os.ReadFile(filepath.Join(folder, WorkbookName))
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("another workbook, %v", err)
	}
}

// What is more than a sheet holds goes to another; what is more than a page shows is counted.
func TestLongLists(t *testing.T) {
	book, err := newWorkbook(wordsIn(diag.English), diag.English)
	if err != nil {
		t.Fatal(err)
	}
	defer book.file.Close()
	book.failures.most = 4
	shown := &page{w: wordsIn(diag.English), failureReasons: map[string]int{}}
	for i := range mostListed + 7 {
		r := &queue.Record{Kind: queue.Failed, Label: queue.Name(fmt.Sprint(i)), Said: []queue.Said{{Code: "c", Severity: "error", English: strings.Repeat("x", 40_000)}}}
		if err := shown.failure(r); err != nil {
			t.Fatal(err)
		}
		if i < 7 {
			if err := book.failure(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	var data, html bytes.Buffer
	if err := book.close(&Overview{}, &data); err != nil {
		t.Fatal(err)
	}
	back, err := excelize.OpenReader(&data)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	for sheet, want := range map[string]int{"Failures": 4, "Failures2": 4, "Failures3": 2} {
		if rows, err := back.GetRows(sheet); err != nil || len(rows) != want || len(rows[1][2]) > 3*longestCell {
			t.Errorf("%s: %d rows, %v", sheet, len(rows), err)
		}
	}
	if err := shown.write(&Overview{}, &html); err != nil || !strings.Contains(html.String(), "+7: more in overview.xlsx") {
		t.Errorf("%v", err)
	}
}

// A workbook's parts come in the order of their names, whatever the order in which they were written.
func TestOrdered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "loose.zip")
	var loose, tidy bytes.Buffer
	w := zip.NewWriter(&loose)
	for _, name := range []string{"b", "c", "a"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, strings.Repeat(name, 100))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, loose.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := ordered(path, &tidy); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(tidy.Bytes()), int64(tidy.Len()))
	if err != nil || r.File[0].Name != "a" || r.File[1].Name != "b" || r.File[2].Name != "c" || r.File[0].UncompressedSize64 != 100 {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("what was read is left")
	}
	if err := ordered(path, &tidy); err == nil {
		t.Error("what is not there was read")
	}
}

// A file of more reports than a place can name is an error, and no overview that says something else.
func TestTooManyReports(t *testing.T) {
	folder := took(t, []sent{{"a", strings.Repeat("甲,2023,,x;", 1<<reportBits), ""}})
	if _, err := gather(t.Context(), Options{Folder: folder}, &lines{}); err == nil || !strings.Contains(err.Error(), "16385 reports in one file") {
		t.Error(err)
	}
}

func ExampleWrite() {
	folder, err := os.MkdirTemp("", "overview")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	none := func(func(queue.Entry, error) bool) {}
	o := queue.Options{Folder: filepath.Join(folder, "out"), Workers: []queue.Worker{reader{}}}
	if _, err := queue.Run(context.Background(), o, none); err != nil {
		fmt.Println(err)
		return
	}
	seen, err := Write(context.Background(), Options{Folder: o.Folder, Lang: diag.English})
	fmt.Println(seen.Items, err)
	// Output: 0 <nil>
}
