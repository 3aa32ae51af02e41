package deflate

import (
	"testing"

	"nianbao/converter/internal/sfnt"
)

// BenchmarkAppend is the fonts of a report: their glyphs known, and not.
func BenchmarkAppend(b *testing.B) {
	list := subsets(b, 0)
	size := 0
	for _, s := range list {
		size += len(s.Append(nil))
	}
	for _, known := range []bool{true, false} {
		b.Run(map[bool]string{true: "known", false: "new"}[known], func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size))
			p := New()
			var out []byte
			for b.Loop() {
				if !known {
					p = New()
				}
				out = out[:0]
				for _, s := range list {
					out, _, _ = p.Append(out, s)
				}
			}
			b.ReportMetric(float64(len(out)), "bytes")
		})
	}
}

// BenchmarkTake is the way from glyphs to a subset.
func BenchmarkTake(b *testing.B) {
	list := subsets(b, 0)
	var glyphs [][]uint16
	for _, s := range list {
		var of []uint16
		for _, r := range s.Records() {
			of = append(of, r.Glyph)
		}
		glyphs = append(glyphs, of)
	}
	b.ReportAllocs()
	var s sfnt.Subset
	for b.Loop() {
		for i := range list {
			if err := s.Take(list[i].Font(), glyphs[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}
