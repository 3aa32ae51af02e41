package converter_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/report"
)

// distinct is how many reports the pace is measured over: one report again and again finds everything warm.
const distinct = 300

// BenchmarkPace is what a report costs by way, over reports that share nothing but the words of the form: the median and the 95th
// percentile of processor time, and the mean size of what is made. Run it on one core: the collector's work then falls to the
// report that caused it.
func BenchmarkPace(b *testing.B) {
	c := newConverter(b)
	texts, datas := make([]converter.Input, distinct), make([]converter.Input, distinct)
	reports := make([]*report.Report, distinct)
	for i := range distinct {
		r := pagetest.Generated(int64(i))
		reports[i] = r
		data, err := c.Write(b.Context(), r, converter.Target{Format: converter.JSON})
		if err != nil {
			b.Fatal(err)
		}
		datas[i] = converter.Input{Data: data.Data, Format: converter.JSON}
		page, err := c.Write(b.Context(), r, converter.Target{Format: converter.HTML, Fragment: true})
		if err != nil {
			b.Fatal(err)
		}
		texts[i] = converter.Input{Data: page.Data, Format: converter.HTML}
	}
	written := func(to converter.Target, i int) (int, error) {
		made, err := c.Write(b.Context(), reports[i], to)
		if err != nil {
			return 0, err
		}
		return len(made.Data), nil
	}
	both := converter.Several{To: []converter.Target{{Format: converter.DOCX}, {Format: converter.PDF}}, Check: true}
	convert := func(inputs []converter.Input, to converter.Target) func(i int) (int, error) {
		return func(i int) (int, error) {
			made, err := c.Convert(b.Context(), inputs[i], to)
			if err != nil {
				return 0, err
			}
			return len(made.Data), nil
		}
	}
	for _, way := range []struct {
		name string
		run  func(i int) (int, error)
	}{
		{"json-pdf", convert(datas, converter.Target{Format: converter.PDF})},
		{"json-pdf-without-data", convert(datas, converter.Target{Format: converter.PDF, NoAttachment: true})},
		{"json-pdf-plain", convert(datas, converter.Target{Format: converter.PDF, Profile: converter.PDFPlain, NoAttachment: true})},
		{"json-ofd", convert(datas, converter.Target{Format: converter.OFD})},
		{"json-docx", convert(datas, converter.Target{Format: converter.DOCX})},
		{"report-docx", func(i int) (int, error) { return written(converter.Target{Format: converter.DOCX}, i) }},
		{"report-pdf", func(i int) (int, error) { return written(converter.Target{Format: converter.PDF}, i) }},
		{"json-json", convert(datas, converter.Target{Format: converter.JSON})},
		{"html-check-docx-pdf", func(i int) (int, error) {
			made, err := c.Make(b.Context(), texts[i], both)
			if err != nil {
				return 0, err
			}
			return len(made.Outputs[0].Data) + len(made.Outputs[1].Data), nil
		}},
		{"html-docx", convert(texts, converter.Target{Format: converter.DOCX})},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			size := 0
			for b.Loop() {
				for i := range distinct {
					from := processorTime(b)
					n, err := way.run(i)
					if err != nil {
						b.Fatal(fmt.Errorf("report %d: %w", i, err))
					}
					times = append(times, processorTime(b)-from)
					size += n
				}
			}
			rounds, sum := len(times), time.Duration(0)
			for _, t := range times {
				sum += t
			}
			slices.Sort(times)
			b.ReportMetric(float64(sum.Microseconds())/1000/float64(rounds), "ms-mean") // where the clock is too coarse for one
			b.ReportMetric(float64(times[rounds/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(times[rounds*95/100].Microseconds())/1000, "ms-p95")
			b.ReportMetric(float64(size)/float64(rounds)/1024, "KB/file")
		})
	}
}
