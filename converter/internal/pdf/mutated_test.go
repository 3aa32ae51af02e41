package pdf_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdftest"
)

// TestJudgeSees: the judge, which finds nothing in a file as it is written, finds each of the faults above, and each of its
// rules is broken by one of them.
func TestJudgeSees(t *testing.T) {
	doc := awkward()
	data := write(t, pagetest.Laid(t, doc), archival(pdf.A3aUA1))
	tree, err := judged(t, data, pdftest.A3aUA1).Tree()
	if err != nil {
		t.Fatal(err)
	}
	sameLines(t, treeLines(t, tree), modelLines(doc))
	seen := map[string]bool{"file-packed": true} // TestJudgeSeesProfiles
	for _, m := range mutations {
		t.Run(m.rule+" "+m.name, func(t *testing.T) {
			f, err := pdftest.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			m.do(broken{f, t})
			if m.rule == "model" {
				tree, err := f.Tree()
				if err != nil {
					t.Fatal(err)
				}
				if slices.Equal(treeLines(t, tree), modelLines(doc)) {
					t.Error("nobody notices")
				}
				return
			}
			list, err := pdftest.Check(f, pdftest.A3aUA1)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(list, func(v pdftest.Violation) bool { return v.Rule == m.rule }) {
				t.Errorf("nobody notices, but %v", list)
			}
		})
		seen[m.rule] = true
	}
	for _, rule := range pdftest.Rules {
		if !seen[rule] {
			t.Errorf("no file breaks %s", rule)
		}
	}
}

// TestJudgeSeesProfiles: a file of one profile does not pass for one of another.
func TestJudgeSeesProfiles(t *testing.T) {
	pages := pagetest.Laid(t, hard())
	for name, p := range profiles {
		f, err := pdftest.Open(write(t, pages, archival(p.write)))
		if err != nil {
			t.Fatal(err)
		}
		for other, as := range profiles {
			list, err := pdftest.Check(f, as.judge)
			if err != nil {
				t.Fatal(err)
			}
			if (len(list) == 0) != (name == other) {
				t.Errorf("%s as %s: %v", name, other, list)
			}
			if other == "a1b" && p.write != pdf.A1b && !strings.Contains(fmt.Sprint(list), "file-packed") {
				t.Errorf("%s may have object streams by %s", name, other)
			}
		}
	}
}

// TestJudgeSeesBytes: what is wrong with the bytes of a file is an error of reading it.
func TestJudgeSeesBytes(t *testing.T) {
	for name, profile := range map[string]pdf.Profile{"packed": pdf.A3aUA1, "table": pdf.A1b} {
		data := write(t, pagetest.Laid(t, hard()), archival(profile))
		for fault, do := range map[string]func([]byte) []byte{
			"a byte too many":     func(b []byte) []byte { return bytes.Replace(b, []byte(" 0 obj\n"), []byte(" 0 obj\n\n"), 1) },
			"a wrong length":      func(b []byte) []byte { return bytes.Replace(b, []byte("/Length "), []byte("/Length 1"), 1) },
			"no end":              func(b []byte) []byte { return b[:len(b)-10] },
			"no line end":         func(b []byte) []byte { return bytes.Replace(b, []byte("\nendstream"), []byte(" endstream"), 1) },
			"a wrong startxref":   func(b []byte) []byte { return bytes.Replace(b, []byte("startxref\n"), []byte("startxref\n1"), 1) },
			"damaged compression": func(b []byte) []byte { return bytes.Replace(b, []byte(">>stream\n\x78"), []byte(">>stream\n\x79"), 1) },
		} {
			b := do(bytes.Clone(data))
			if bytes.Equal(b, data) {
				t.Errorf("%s, %s: nothing was changed", name, fault)
			}
			if _, err := pdftest.Open(b); err == nil {
				t.Errorf("%s, %s: nobody notices", name, fault)
			}
		}
	}
}
