package converter_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// Every report comes back from the PDF that was made of it, exactly and without a word. Reports that no page can hold (a
// character that no font has) are no PDF and are counted apart. NIANBAO_FILES and NIANBAO_SEED set the window.
func TestPDFReadsBack(t *testing.T) {
	c := newConverter(t)
	first, n := seeded.Environment(t, "NIANBAO_SEED", 1), seeded.Environment(t, "NIANBAO_FILES", 60)
	profiles := [...]converter.Profile{converter.PDFA3aUA1, converter.PDFA4fUA2, converter.PDFPlain}
	refused := 0
	for seed := first; seed < first+n; seed++ {
		r := generatedReport(seed)
		profile := profiles[seed%uint64(len(profiles))]
		out, err := c.Write(t.Context(), r, converter.Target{Format: converter.PDF, Profile: profile})
		var refusal *converter.Refusal
		if errors.As(err, &refusal) {
			if refused++; refusal.Reason != converter.Invalid && refusal.Reason != converter.TooLarge {
				t.Errorf("seed %d: %v", seed, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		got, err := c.Read(t.Context(), converter.Input{Name: "a.pdf", Data: out.Data})
		if err != nil {
			t.Errorf("seed %d, %s: %v", seed, profile, err)
			continue
		}
		want := contract.AppendJSON(nil, r, converter.VocabularyOf(c))
		if back := contract.AppendJSON(nil, got.Report, converter.VocabularyOf(c)); !bytes.Equal(back, want) {
			t.Errorf("seed %d, %s: another report:\n%s\nwant\n%s", seed, profile, back, want)
		}
		if len(got.Diagnostics) > 0 || got.Source != converter.PDF || got.Evidence != nil {
			t.Errorf("seed %d: %v, source %s", seed, got.Diagnostics, got.Source)
		}
	}
	t.Logf("%d reports, %d of them on no page", n, refused)
	if uint64(refused)*4 > n {
		t.Errorf("%d of %d reports were not written", refused, n)
	}
}

// generatedReport is an arbitrary report for odd seeds, and one whose figures add up for even ones.
func generatedReport(seed uint64) *report.Report {
	if seed%2 == 1 {
		return reporttest.Random(rand.New(rand.NewPCG(seed, 12)))
	}
	editions := edition.Official().Editions
	return seeded.Report(seed, editions[seed/2%uint64(len(editions))], int(1+seed%1000))
}
