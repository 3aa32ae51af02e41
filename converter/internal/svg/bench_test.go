package svg_test

import (
	"testing"

	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/svg"
)

// BenchmarkWrite: pages to SVG.
func BenchmarkWrite(b *testing.B) {
	pages := pagetest.Laid(b, pagetest.Composed(b, pagetest.Report(b)))
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		d, err := svg.Write(b.Context(), pages)
		if err != nil {
			b.Fatal(err)
		}
		size = len(d.Symbols)
		for _, p := range d.Pages {
			size += len(p)
		}
	}
	b.ReportMetric(float64(len(pages.Pages)), "pages")
	b.ReportMetric(float64(size)/1024, "KB")
}
