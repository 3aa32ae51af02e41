package converter_test

import (
	"os"
	"testing"

	"nianbao/converter"
)

// benchmarkInput is the report that docs/decisions measures with where the corpus lies beside the repository, else ours.
func benchmarkInput(b *testing.B) []byte {
	b.Helper()
	if data, err := os.ReadFile("../../shared/corpus/zhongwei-2023-tabs/source.txt"); err == nil {
		return data
	}
	return sample(b)
}

// made is the benchmark's report in a format.
func made(b *testing.B, c *converter.Converter, format converter.Format) *converter.Conversion {
	b.Helper()
	conversion, err := c.Convert(b.Context(), converter.Input{Data: benchmarkInput(b)}, converter.Target{Format: format})
	if err != nil {
		b.Fatal(err)
	}
	return conversion
}

// BenchmarkRead is a file to a report, warm, on one core.
func BenchmarkRead(b *testing.B) {
	c := newConverter(b)
	inputs := map[string][]byte{"text": benchmarkInput(b)}
	for _, format := range []converter.Format{converter.DOCX, converter.HTML, converter.JSON} {
		inputs[string(format)] = made(b, c, format).Data
	}
	for _, name := range []string{"text", "docx", "html", "json"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(inputs[name])))
			for b.Loop() {
				if _, err := c.Read(b.Context(), converter.Input{Data: inputs[name]}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWrite is a report to a file, warm, on one core.
func BenchmarkWrite(b *testing.B) {
	c := newConverter(b)
	r := made(b, c, converter.JSON).Report
	for _, format := range converter.Writable() {
		b.Run(string(format), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Write(b.Context(), r, converter.Target{Format: format}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBatch is text to Word with all cores.
func BenchmarkBatch(b *testing.B) {
	c := newConverter(b)
	data := benchmarkInput(b)
	b.ReportAllocs()
	inputs := func(yield func(converter.Input) bool) {
		for b.Loop() {
			if !yield(converter.Input{Data: data}) {
				return
			}
		}
	}
	for _, err := range c.Batch(b.Context(), inputs, converter.Target{Format: converter.DOCX}, 2) {
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCheckJSON is what a page asks for at each change of a figure: a report's JSON to findings, warm, on one core.
func BenchmarkCheckJSON(b *testing.B) {
	c := newConverter(b)
	data := made(b, c, converter.JSON).Data
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Check(b.Context(), converter.Input{Data: data}, converter.Against{}); err != nil {
			b.Fatal(err)
		}
	}
}
