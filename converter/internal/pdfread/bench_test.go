package pdfread

import (
	"testing"

	"nianbao/converter/internal/limit"
)

func BenchmarkAttached(b *testing.B) {
	data := sample(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if report, found := Attached(limit.NewMeter(b.Context(), limit.Default()), data); report == nil {
			b.Fatal(found)
		}
	}
}
