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
