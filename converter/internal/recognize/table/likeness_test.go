package table

import (
	"math/rand/v2"
	"testing"
)

// Agree says what Likeness says, for texts that have much in common, little and nothing.
func TestAgreeIsLikeness(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := func() []rune {
		all := []rune("一二三四五六本年新收政府信息公开申请数量总计")
		out := make([]rune, r.IntN(12))
		for i := range out {
			out[i] = all[r.IntN(1+r.IntN(len(all)))]
		}
		return out
	}
	for range 20_000 {
		a, b := text(), text()
		for _, least := range []int{0, LeastRetyped, 50, SameWords, 100} {
			if got, want := Agree(a, b, least), Likeness(a, b) >= least; got != want {
				t.Fatalf("%s and %s, %d: %v", string(a), string(b), least, got)
			}
		}
	}
}
