package worddiff

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestShortest: the edit keeps as many words as dynamic programming finds in common, so that it is as short as can be.
func TestShortest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := sample(random), sample(random)
		pieces, exact := shortest(a, b, DefaultBudget())
		kept, last, this := 0, "", ""
		for _, p := range pieces {
			if p.op == Equal {
				kept += len(p.words)
			}
			if p.op != Insert {
				last += strings.Join(p.words, "")
			}
			if p.op != Delete {
				this += strings.Join(p.words, "")
			}
		}
		if want := common(a, b); kept != want || !exact || last != strings.Join(a, "") || this != strings.Join(b, "") {
			t.Fatalf("%v → %v: %v keeps %d words of %d", a, b, pieces, kept, want)
		}
	}
}

func sample(random *rand.Rand) []string {
	list := make([]string, random.IntN(14))
	for i := range list {
		list[i] = string(rune('a' + random.IntN(4)))
	}
	return list
}

// common is the length of the longest common subsequence.
func common(a, b []string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			rows[i][j] = max(rows[i+1][j], rows[i][j+1])
			if a[i] == b[j] {
				rows[i][j] = max(rows[i][j], 1+rows[i+1][j+1])
			}
		}
	}
	return rows[0][0]
}
