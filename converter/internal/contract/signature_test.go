package contract_test

import (
	"testing"

	"nianbao/converter/internal/contract"
)

func TestCanonicalSignature(t *testing.T) {
	for text, want := range map[string]string{"": "", "甲局": "甲局", "甲局\u3000乙局": "甲局\u3000乙局", "甲  局": "甲  局", "甲局\t乙局": "甲局\u3000乙局",
		"甲局\u3000\t \t乙局\u3000丙局\t": "甲局\u3000乙局\u3000丙局", "\t": ""} {
		if got := contract.CanonicalSignature(text); got != want || contract.CanonicalSignature(got) != got {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCanonicalImprint(t *testing.T) {
	for text, want := range map[string]string{"": "", "办公室\t印发": "办公室\t印发", "办公室 \t印发": "办公室 印发", "办公室\u3000\t\t\u3000印发": "办公室\u3000\u3000印发", "\t": "\t"} {
		if got := contract.CanonicalImprint(text); got != want || contract.CanonicalImprint(got) != got {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
