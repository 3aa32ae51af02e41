package docx

import (
	"testing"

	"nianbao/converter/internal/style"
)

func BenchmarkWrite(b *testing.B) {
	doc := sample(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(doc, style.Default()); err != nil {
			b.Fatal(err)
		}
	}
}
