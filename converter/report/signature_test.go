package report_test

import (
	"testing"

	"nianbao/converter/report"
)

func TestCanonicalSignature(t *testing.T) {
	for text, want := range map[string]string{"": "", "甲局": "甲局", "甲局\u3000乙局": "甲局\u3000乙局", "甲  局": "甲  局", "甲局\t乙局": "甲局\u3000乙局",
		"甲局\u3000\t \t乙局\u3000丙局\t": "甲局\u3000乙局\u3000丙局", "\t": ""} {
		if got := report.CanonicalSignature(text); got != want || report.CanonicalSignature(got) != got {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCanonicalImprint(t *testing.T) {
	for text, want := range map[string]string{"": "", "办公室\t印发": "办公室\t印发", "办公室 \t印发": "办公室 印发", "办公室\u3000\t\t\u3000印发": "办公室\u3000\u3000印发", "\t": "\t"} {
		if got := report.CanonicalImprint(text); got != want || report.CanonicalImprint(got) != got {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
