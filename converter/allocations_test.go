package converter_test

import (
	"fmt"
	"iter"
	"runtime"
	"testing"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/internal/seeded"
)

// Reading and checking a report take no more allocations than they did: a ceiling is a tenth above what was counted when it was set, over
// reports of which no two are alike. Time cannot be tested so, and follows them closely.
func TestAllocationsOfAReport(t *testing.T) {
	const n = 40
	c := newConverter(t)
	reports, texts := distinctReports(n), distinctTexts(t, c, n)
	word := make([][]byte, n)
	for i, r := range reports {
		made, err := c.Write(t.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			t.Fatal(err)
		}
		word[i] = made.Data
	}
	for _, work := range []struct {
		name    string
		ceiling float64 // of one report
		do      func(i int) error
	}{
		{"text", mostOfText, func(i int) error {
			_, err := c.Read(t.Context(), converter.Input{Data: texts[i]})
			return err
		}},
		{"docx", mostOfWord, func(i int) error {
			_, err := c.Read(t.Context(), converter.Input{Data: word[i]})
			return err
		}},
		{"check", mostOfCheck, func(i int) error {
			_, err := check.Official().Report(t.Context(), check.Input{Report: reports[i]})
			return err
		}},
	} {
		took := testing.AllocsPerRun(1, func() {
			for i := range n {
				if err := work.do(i); err != nil {
					t.Fatalf("%s, report %d: %v", work.name, i, err)
				}
			}
		}) / n
		t.Logf("%s: %.0f allocations a report", work.name, took)
		if took > work.ceiling {
			t.Errorf("%s: %.0f allocations a report, at most %.0f are expected", work.name, took, work.ceiling)
		}
	}
}

const (
	mostOfText  = 2500
	mostOfWord  = 1370
	mostOfCheck = 1000
)

// What is held in memory does not depend on how many reports are read, checked and written in one run.
func TestMemoryIsFlat(t *testing.T) {
	c := newConverter(t)
	reports := distinctReports(10)
	files := make([][]byte, len(reports))
	for i, r := range reports {
		made, err := c.Write(t.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			t.Fatal(err)
		}
		files[i] = made.Data
	}
	inputs := func(n int) iter.Seq[converter.Input] {
		return func(yield func(converter.Input) bool) {
			for i := range n {
				if !yield(converter.Input{Name: fmt.Sprint(i), Data: files[i%len(files)]}) {
					return
				}
			}
		}
	}
	// held is the most that was in use of a run of n reports, looked at ten times.
	held := func(n int) (most uint64) {
		done := 0
		look := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
			if done++; done%(n/10) == 0 {
				runtime.GC()
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
		for _, err := range c.CheckBatch(t.Context(), inputs(n), converter.Against{}, 2) {
			look(err)
		}
		for _, err := range c.Batch(t.Context(), inputs(n), converter.Target{Format: converter.DOCX}, 2) {
			look(err)
		}
		return most
	}
	held(10) // what is made when it is first used
	few, many := held(10), held(int(seeded.Environment(t, "NIANBAO_REPORTS", uint64(seeded.Part(1000, 200)))))
	t.Logf("%d KB, then %d KB", few>>10, many>>10)
	if many > few+few/4+(1<<20) {
		t.Errorf("ten reports hold %d KB, many %d KB", few>>10, many>>10)
	}
}
