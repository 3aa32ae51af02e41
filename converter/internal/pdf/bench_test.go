package pdf_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/report"
)

func long() bool { return os.Getenv("NIANBAO_LONG") != "" }

// BenchmarkReport: report to PDF, fonts warm, the same report again and again.
func BenchmarkReport(b *testing.B) {
	reports := map[string]*report.Report{"testdata": pagetest.Report(b), "generated": pagetest.Generated(1)}
	if r := corpusReport(b, "zhongwei-2023-tabs"); r != nil {
		reports["zhongwei"] = r
	}
	for _, name := range []string{"testdata", "generated", "zhongwei"} {
		if r := reports[name]; r != nil {
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				size := 0
				for b.Loop() {
					size = len(write(b, pagetest.Laid(b, pagetest.Composed(b, r)), pdf.Info{}))
				}
				b.ReportMetric(float64(size)/1024, "KB/file")
			})
		}
	}
}

// BenchmarkDistinct: 300 reports that share nothing but the tables' labels; the median and the 95th percentile.
func BenchmarkDistinct(b *testing.B) {
	reports := make([]*report.Report, 300)
	for i := range reports {
		reports[i] = pagetest.Generated(int64(i))
	}
	var times []time.Duration
	pages := 0
	for b.Loop() {
		for _, r := range reports {
			begun := time.Now()
			p := pagetest.Laid(b, pagetest.Composed(b, r))
			write(b, p, pdf.Info{})
			times = append(times, time.Since(begun))
			pages += len(p.Pages)
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "ms-p95")
	b.ReportMetric(float64(pages)/float64(len(times)), "pages/report")
}

// BenchmarkSteps tells layout and writing apart.
func BenchmarkSteps(b *testing.B) {
	doc := pagetest.Composed(b, pagetest.Generated(1))
	pages := pagetest.Laid(b, doc)
	b.Run("layout", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			pagetest.Laid(b, doc)
		}
	})
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			write(b, pages, pdf.Info{})
		}
	})
}

// corpusReport reads the expectation of a case of the corpus, which lies beside the repository; nil without it.
func corpusReport(t testing.TB, name string) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../../../../shared/corpus/" + name + "/case.json")
	if err != nil {
		return nil
	}
	var c struct {
		Title, Format, Organization string
		Year                        int
		Expected                    map[string]json.RawMessage
	}
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	r := map[string]any{"format": c.Format}
	if c.Title != "" {
		r["title"] = c.Title
	}
	for _, key := range []string{"disclosure", "requests", "disputes"} {
		if c.Expected[key] != nil {
			r[key] = c.Expected[key]
		}
	}
	var prose map[string]json.RawMessage
	_ = json.Unmarshal(c.Expected["prose"], &prose) // absent in most cases
	for _, key := range []string{"introduction", "overview", "problems", "other_matters"} {
		if prose[key] != nil {
			r[key] = prose[key]
		}
	}
	data, err = json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	decoded, list := contract.Decode(data, edition.Official().Vocabulary())
	if decoded == nil {
		t.Fatalf("%s: %v", name, list)
	}
	return decoded
}
