package recognize

import (
	"context"
	"os"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
)

// BenchmarkReport measures bytes of a text to a report: reading, recognising, binding.
func BenchmarkReport(b *testing.B) {
	data, err := os.ReadFile("../../../testdata/tabs/input.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, _ := plaintext.Read(context.Background(), data, limit.Default())
		if r, _, found := Report(context.Background(), doc, edition.Official()); r == nil {
			b.Fatal(found)
		}
	}
}
