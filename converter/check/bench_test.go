package check

import (
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/seeded"
)

func BenchmarkReport(b *testing.B) {
	in := Input{Report: seeded.Report(5, newest(), 2)}
	b.ReportAllocs()
	for b.Loop() {
		Report(in)
	}
}

func BenchmarkReportWithFaults(b *testing.B) {
	in := wrongReport()
	b.ReportAllocs()
	for b.Loop() {
		Report(in)
	}
}

func BenchmarkHTML(b *testing.B) {
	in := wrongReport()
	res := Report(in)
	b.ReportAllocs()
	for b.Loop() {
		HTML(in.Report, res, diag.Chinese)
	}
}
