package recognize

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"nianbao/converter/diag"
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
	v := edition.Official().Vocabulary()
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := limit.Default()
		limits.TextLines, limits.TextTokens = 3000, 20000
		doc, _ := plaintext.Read(data, limits)
		if doc == nil {
			return
		}
		r, evidence, found := Report(context.Background(), doc, edition.Official())
		if r == nil {
			if worst, any := found.Worst(); !any || worst != diag.Error {
				t.Fatalf("refused without an error: %v", found)
			}
			return
		}
		for table, cells := range r.Tables {
			for key := range cells {
				if o, ok := evidence.Cell(table, key); !ok || o.Line == 0 || o.Confidence == report.Lost {
					t.Fatalf("%s.%s.%s has no evidence: %+v", table, key.Row, key.Col, o)
				}
			}
		}
		text := r.AppendJSON(nil, v)
		back, found := report.Decode(text, v)
		if back == nil {
			t.Fatalf("not read back: %v\n%s", found, text)
		}
		if !report.Equal(r, back) {
			t.Fatalf("read back otherwise:\n%s\n%s", text, back.AppendJSON(nil, v))
		}
	})
}
