package recognize

import (
	"regexp"
	"slices"
	"testing"
)

// The figures of words are what is left of them without their ordinals, as an expression tells those.
func TestOrdinalOf(t *testing.T) {
	ordinal := regexp.MustCompile(`[0-9０-９]+[\s\p{Zs}]*[.．、][\s\p{Zs}]*\p{Han}`)
	pieces := []string{"", "1", "０2", ".", "．", "、", " ", "\u3000", "\t", "甲", "件", "a", "（"}
	for _, a := range pieces {
		for _, b := range pieces {
			for _, c := range pieces {
				for _, d := range pieces {
					s := "3" + a + b + c + d + "4乙"
					var got []string
					for run, rest := nextRun(s); run != ""; run, rest = nextRun(rest) {
						if !ordinalOf(rest) {
							got = append(got, run)
						}
					}
					if want := digitRuns(ordinal.ReplaceAllString(s, "")); !slices.Equal(got, want) {
						t.Errorf("%q: %v, want %v", s, got, want)
					}
				}
			}
		}
	}
}
