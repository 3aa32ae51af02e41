package recognize

import "testing"

// TestTitlesInTwoScripts: a title keeps the blanks between the words of another script, and its letters count half.
func TestTitlesInTwoScripts(t *testing.T) {
	for text, want := range map[string]string{
		"某 局 2023 年": "某局2023年",
		"某厅 ئۇيغۇر  نازارىتى 2023年": "某厅ئۇيغۇر نازارىتى2023年",
		"ᠮᠣᠩ ᠤᠨ":  "ᠮᠣᠩ ᠤᠨ",
		"བོད་ 한국": "བོད་한국",
	} {
		if got := squeezeTitle(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int{"": 0, "某局": 2, "某局بت": 3, "بتث": 2, "정부": 2} {
		if got := titleLength(text); got != want {
			t.Errorf("%q counts %d, want %d", text, got, want)
		}
	}
}
