package write

import (
	"testing"

	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/style"
)

func BenchmarkWrite(b *testing.B) {
	doc := docxtest.Sample(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Document(doc, style.Default()); err != nil {
			b.Fatal(err)
		}
	}
}
