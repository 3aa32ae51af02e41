package recognize_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// The environment's NIANBAO_ROUNDTRIPS is how many generated reports make the round trip; 10000 before a release.
func roundTrips(t *testing.T) int {
	n := seeded.Part(1000, 25)
	if text := os.Getenv("NIANBAO_ROUNDTRIPS"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	} else if testing.Short() {
		n = 100
	}
	return n
}

// way is what happens to a document between the composer and the recogniser.
type way func(*document.Document) (*document.Document, error)

func direct(d *document.Document) (*document.Document, error) { return d, nil }

var word = sync.OnceValues(func() (*write.Writer, error) { return write.NewWriter(style.Default()) })

func throughWord(d *document.Document) (*document.Document, error) {
	w, err := word()
	if err != nil {
		return nil, err
	}
	data, err := w.Write(context.Background(), d)
	if err != nil {
		return nil, err
	}
	again, found := read.Document(context.Background(), data, limit.Default())
	if again == nil {
		return nil, found
	}
	return again, nil
}

func throughPage(d *document.Document) (*document.Document, error) {
	again, found := webpage.Read(context.Background(), webpage.Write(d, style.Default(), false), limit.Default())
	if again == nil {
		return nil, found
	}
	return again, nil
}

// difference returns what the way there and back changes in r: "" for nothing.
func difference(r *report.Report, through way) string {
	v := edition.Official().Vocabulary()
	before := contract.AppendJSON(nil, r, v)
	doc, found := compose.Document(r, edition.Official(), style.Default())
	if doc == nil || len(found) > 0 {
		return fmt.Sprintf("compose: %v", found)
	}
	doc, err := through(doc)
	if err != nil {
		return fmt.Sprintf("on the way: %v", err)
	}
	got, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if got == nil {
		return fmt.Sprintf("recognize: %v\n%s", found, before)
	}
	for _, d := range found {
		// That a section or a table is missing is true; a warning of anything else would be of our own making.
		if d.Severity == diag.Warning && d.Code != "section-missing" && d.Code != "table-not-found" {
			return fmt.Sprintf("%s\n%s", d.Line(diag.English), before)
		}
	}
	if after := contract.AppendJSON(nil, r, v); string(after) != string(before) {
		return "the report itself was changed"
	}
	if report.Equal(r, got) {
		return ""
	}
	return fmt.Sprintf("was\n%s\nbecame\n%s\n%v", before, contract.AppendJSON(nil, got, v), found)
}

// Report -> Document -> Report is the identity for every report that can be printed.
func TestRoundTrip(t *testing.T)            { roundTrip(t, direct) }
func TestRoundTripThroughWord(t *testing.T) { roundTrip(t, throughWord) }
func TestRoundTripThroughPage(t *testing.T) { roundTrip(t, throughPage) }

// TestRoundTripWithoutSections is about what a generated report hardly ever is: one with nothing but what stands around its
// sections.
func TestRoundTripWithoutSections(t *testing.T) {
	for _, introduction := range [][]string{nil, {"现公布年度报告。"}} {
		r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Prose: map[string][]string{}, Signature: "云溪市商务局", Date: "2024-01-15",
			Tail: report.Tail{Attachments: []string{"附件：甲"}, Annotation: []string{"（公开）"}, Imprint: []string{"抄送：乙"}}}
		if introduction != nil {
			r.Prose["introduction"] = introduction
		}
		for _, through := range []way{direct, throughWord, throughPage} {
			if d := difference(r, through); d != "" {
				t.Error(d)
			}
		}
	}
}

func roundTrip(t *testing.T, through way) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		if d := difference(reporttest.Generate(t), through); d != "" {
			t.Fatal(d)
		}
	})
	failed := 0
	n := roundTrips(t)
	for seed := range n {
		if d := difference(reporttest.Random(rand.New(rand.NewPCG(uint64(seed), 2))), through); d != "" {
			if failed++; failed <= 1 {
				t.Errorf("seed %d: %s", seed, d)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d reports do not make the round trip", failed, n)
	}
}
