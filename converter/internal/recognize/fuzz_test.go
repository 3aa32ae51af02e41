package recognize

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/accounting"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
	"nianbao/converter/report"
)

// FuzzText: no text makes the recogniser panic, and what it finds is a report that the JSON contract can hold: it is
// read back equal, with a place in the text for every figure.
func FuzzText(f *testing.F) {
	seeds, _ := filepath.Glob("../../../testdata/*/input.txt")
	for _, name := range seeds {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("一、总体情况\n二、主动公开政府信息情况\n规章 | 1 | 2 | 3 |\n行政许可 | 22（其中新增2件）|\n四、x"))
	f.Add([]byte(strings.Repeat("甲县乙局2023年政府信息公开工作年度报告\n一、总体情况\n公开。\n二、主动公开政府信息情况\n行政许可\t1\n行政处罚\t2\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n甲县乙局\n2024年1月1日\n", 3)))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := limit.Default()
		limits.TextLines, limits.TextTokens = 3000, 20000
		doc, _ := plaintext.Read(context.Background(), data, limits)
		if doc == nil {
			return
		}
		all, found := Reports(context.Background(), doc, edition.Official())
		if worst, any := found.Worst(); len(all) == 0 && (!any || worst != diag.Error) {
			t.Fatalf("refused without an error: %v", found)
		}
		var readings []accounting.Reading
		for i := range all {
			holds(t, all[i].Report, all[i].Evidence)
			readings = append(readings, accounting.Reading{Report: all[i].Report, Evidence: all[i].Evidence, Found: all[i].Found})
		}
		if len(all) == 0 {
			return
		}
		var lines []string
		for i := range doc.Blocks[0].(*document.Loose).Lines {
			lines = append(lines, doc.Blocks[0].(*document.Loose).Lines[i].Text)
		}
		for _, problem := range accounting.Check(lines, readings) {
			t.Error(problem)
		}
	})
}

// holds fails where a report has a figure without evidence, or cannot be read back as it is.
func holds(t *testing.T, r *report.Report, evidence *report.Evidence) {
	t.Helper()
	v := edition.Official().Vocabulary()
	for table, cells := range r.Tables {
		for key := range cells {
			if o, ok := evidence.Cell(table, key); !ok || o.Line == 0 || o.Confidence == report.Lost {
				t.Fatalf("%s.%s.%s has no evidence: %+v", table, key.Row, key.Col, o)
			}
		}
	}
	text := contract.AppendJSON(nil, r, v)
	back, found := contract.Decode(text, v)
	if back == nil {
		t.Fatalf("not read back: %v\n%s", found, text)
	}
	if !report.Equal(r, back) {
		t.Fatalf("read back otherwise:\n%s\n%s", text, contract.AppendJSON(nil, back, v))
	}
}
