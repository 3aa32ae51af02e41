//go:build unix

package converter_test

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/check"
)

// processorTime is what the process has used so far.
func processorTime(tb testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkDistinct reads and checks 300 reports of which no two are alike: the median and the 95th percentile of the processor time of
// one, that of the collector included.
func BenchmarkDistinct(b *testing.B) {
	const n = 300
	c := newConverter(b)
	reports := distinctReports(n)
	word := make([][]byte, n)
	for i, r := range reports {
		made, err := c.Write(b.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			b.Fatal(err)
		}
		word[i] = made.Data
	}
	texts := distinctTexts(b, c, n)
	checker := check.Official()
	read := func(all [][]byte) func(i int) error {
		return func(i int) error {
			_, err := c.Read(b.Context(), converter.Input{Data: all[i]})
			return err
		}
	}
	for _, work := range []struct {
		name string
		do   func(i int) error
	}{{"text", read(texts)}, {"docx", read(word)}, {"check", func(i int) error {
		_, err := checker.Report(b.Context(), check.Input{Report: reports[i]})
		return err
	}}} {
		b.Run(work.name, func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			for b.Loop() {
				for i := range n {
					before := processorTime(b)
					if err := work.do(i); err != nil {
						b.Fatalf("%d: %v", i, err)
					}
					times = append(times, processorTime(b)-before)
				}
			}
			slices.Sort(times)
			var sum time.Duration
			for _, t := range times {
				sum += t
			}
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-median")
			b.ReportMetric(float64(times[len(times)*95/100].Microseconds()), "µs-p95")
			b.ReportMetric(float64(sum.Microseconds())/float64(len(times)), "µs-mean")
		})
	}
}
