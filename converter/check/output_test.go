package check

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

var update = flag.Bool("update", false, "write the golden files")

// wrongReport is a clean report with one mistake of most kinds.
func wrongReport() Input {
	r := cleanReport(5, newest(), 2)
	t := r.Tables["requests"]
	n, _ := t.Get("granted", "natural_person").Number()
	whole, _ := n.Int64()
	t.Set("granted", "natural_person", report.Count(int(whole)*10+3))
	t.Set("denied_process", "business", report.Cell{})
	r.Tables["disclosure"].Set("rules", "issued", report.Text("<b>若干</b>"))
	r.Prose["overview"] = append(r.Prose["overview"], "（七）其他。共收到政府信息公开申请 1 件，<script>alert(1)</script>工作工作 & 其他。")
	r.Title = "示例市第5局2021年政府信息公开工作年度报告"
	return Input{Report: r, Evidence: &report.Evidence{Source: "text",
		Cells: map[string]map[report.Key]report.Origin{"requests": {
			{Row: "granted", Col: "total"}:           {Line: 41, Column: 3},
			{Row: "total", Col: "natural_person"}:    {Line: 60, Column: 2},
			{Row: "new", Col: "total"}:               {Line: 38},
			{Row: "denied_process", Col: "business"}: {Line: 47, Confidence: report.Lost, Reason: "two figures in one cell"},
		}},
		Headings: map[string]report.Heading{
			"overview": {Text: "一、总体情况", Line: 3}, "disclosure": {Text: "二、主动公开政府信息情况", Line: 12},
			"requests": {Text: "三、收到和处理政府信息公开申请情况", Line: 30}, "disputes": {Text: "四、政府信息公开行政复议、行政诉讼情况", Line: 70},
			"problems": {Text: "五、存在的主要问题及改进情况", Line: 80}, "other_matters": {Text: "6、其他需要报告的事项", Line: 90}},
		Prose: map[string][]int{"overview": {4, 5, 6, 7, 8, 9}}}}
}

func TestGolden(t *testing.T) {
	in := wrongReport()
	res := Report(in)
	asJSON, err := res.AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{
		"result.zh.txt":    []byte(res.Text(TextOptions{File: "report.txt"})),
		"result.en.txt":    []byte(res.Text(TextOptions{Lang: diag.English, PerCode: 1})),
		"result.color.txt": []byte(res.Text(TextOptions{Color: true})),
		"result.json":      asJSON,
		"result.zh.html":   HTML(in.Report, res, diag.Chinese),
		"result.en.html":   HTML(in.Report, res, diag.English),
	} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from the golden file; look at the change, then run with -update", name)
		}
	}
}

// TestSameBytes: the same input gives the same bytes, whatever order maps have.
func TestSameBytes(t *testing.T) {
	in := wrongReport()
	first, err := Report(in).AppendJSON(nil)
	if err != nil {
		t.Fatal(err)
	}
	page := HTML(in.Report, Report(in), diag.Chinese)
	for range 20 {
		again, _ := Report(in).AppendJSON(nil)
		if !bytes.Equal(first, again) {
			t.Fatal("JSON differs from run to run")
		}
		if !bytes.Equal(page, HTML(in.Report, Report(in), diag.Chinese)) {
			t.Fatal("HTML differs from run to run")
		}
	}
}

// TestPage looks at what a golden file does not say: nothing from outside, nothing unescaped, every link has a target,
// every id is there once.
func TestPage(t *testing.T) {
	in := wrongReport()
	page := string(HTML(in.Report, Report(in), diag.Chinese))
	for _, bad := range []string{"<script", "<b>", "http:", "https:", "url(", "src="} {
		if strings.Contains(strings.ReplaceAll(page, "default-src", ""), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("the id %s stands twice", m[1])
		}
		ids[m[1]] = true
	}
	links := regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(links) < 10 {
		t.Errorf("%d links", len(links))
	}
	for _, m := range links {
		if !ids[m[1]] {
			t.Errorf("nothing has the id %s", m[1])
		}
	}
	for _, tag := range []string{"table", "tr", "td", "th", "li", "ol", "section", "p", "mark", "sup"} {
		if a, b := len(regexp.MustCompile("<"+tag+"[ >]").FindAllString(page, -1)), strings.Count(page, "</"+tag+">"); a != b {
			t.Errorf("%d <%s>, %d closed", a, tag, b)
		}
	}
}

func TestJSONIsExact(t *testing.T) {
	in := wrongReport()
	d, err := report.ParseDecimal("99999999999999999.5")
	if err != nil {
		t.Fatal(err)
	}
	in.Report.Tables["disputes"].Set("review", "total", report.Number(d))
	data, err := Report(in).AppendJSON(nil)
	if err != nil || !json.Valid(data) || !bytes.Contains(data, []byte("99999999999999999.5")) {
		t.Errorf("%v\n%s", err, data)
	}
}

func TestDiagnostics(t *testing.T) {
	list := Report(wrongReport()).Diagnostics()
	if worst, ok := list.Worst(); !ok || worst != diag.Error {
		t.Error("no error")
	}
	for _, d := range list {
		if d.Code == "requests-row" && !strings.HasPrefix(d.Line(diag.Chinese), "41:3: 错误[requests-row]") {
			t.Errorf("no place: %s", d.Line(diag.Chinese))
		}
		if d.Message(diag.English) == "" || d.Message(diag.English) == d.Message(diag.Chinese) {
			t.Errorf("no English: %s", d.Message(diag.English))
		}
	}
}

func TestKeyKeepsAVerdict(t *testing.T) {
	in := wrongReport()
	before := Report(in).Findings
	in.Report.Prose["problems"] = append(in.Report.Prose["problems"], "另外还有别的问题需要改进。")
	in.Evidence.Cells["requests"][report.Key{Row: "granted", Col: "total"}] = report.Origin{Line: 99}
	after := Report(in).Findings
	if len(before) != len(after) {
		t.Fatal("other findings")
	}
	seen := map[string]bool{}
	for i := range before {
		if before[i].Key() != after[i].Key() {
			t.Errorf("the key of %s changed", before[i].Rule)
		}
		if seen[before[i].Key()] {
			t.Errorf("%s shares its key", before[i].Rule)
		}
		seen[before[i].Key()] = true
	}
}

func TestLocate(t *testing.T) {
	for _, test := range []struct{ text, quote, want string }{
		{"共收到 １,2 34 件，其他", "收到12", ""},
		{"共收到申请 1,234 件，其他", "收到申请1234件", "收到申请 1,234 件"},
		{"２０２１年 完成", "2021年", "２０２１年 "},
		{"没有", "有了", ""},
		{"没有", "", ""},
	} {
		from, to, ok := Locate(test.text, test.quote)
		if ok != (test.want != "") || ok && test.text[from:to] != test.want {
			t.Errorf("%q in %q: %d %d %v", test.quote, test.text, from, to, ok)
		}
	}
}

func FuzzReport(f *testing.F) {
	in := wrongReport()
	v := edition.Official().Vocabulary()
	f.Add(contract.AppendJSON(nil, in.Report, v))
	f.Add([]byte(`{"format":"2019","year":2020,"overview":["（一）收到申请3件","三、1."],"requests":{"new":{"total":1.5}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _ := contract.Decode(data, v)
		if r == nil {
			return
		}
		res := Report(Input{Report: r, Previous: r, Subordinates: []*report.Report{r, r}})
		if out, err := res.AppendJSON(nil); err != nil || !json.Valid(out) {
			t.Errorf("%v: %s", err, out)
		}
		_ = HTML(r, res, diag.English)
	})
}
