package ofd_test

import (
	"testing"

	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
)

// BenchmarkWrite: pages to file, beside PDF of the same pages.
func BenchmarkWrite(b *testing.B) {
	pages := pagetest.Laid(b, pagetest.Composed(b, pagetest.Report(b)))
	for name, write := range map[string]func() ([]byte, error){
		"ofd": func() ([]byte, error) { return ofd.Write(pages, ofd.Info{}) },
		"pdf": func() ([]byte, error) { return pdf.Write(pages, pdf.Info{}) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				data, err := write()
				if err != nil {
					b.Fatal(err)
				}
				size = len(data)
			}
			b.ReportMetric(float64(size)/1024, "KB/file")
		})
	}
}
