package markup

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// TestUnquoted: lines with tabs that are seen through are those of which reading their records makes nothing, and as many.
func TestUnquoted(t *testing.T) {
	pieces := []string{"规章", "0", "12.5", "本年新收", "", "\t", "\t", "\t", "\t", "\n", "\n", " ", "None", "NaN", "nan", `"`, `""`, "。", "今年公开了信息。", strings.Repeat("长", 70), strings.Repeat("\t", 20), ","}
	limits := limit.Default()
	limits.TableColumns = 12
	tabs, taken := delimited{separator: '\t'}, 0
	for seed := range uint64(30_000) {
		random := rand.New(rand.NewPCG(seed, 0))
		usual := 12 + random.IntN(len(pieces)-11) // some texts have none of the odd pieces
		var b strings.Builder
		for range 5 + random.IntN(60) {
			b.WriteString(pieces[random.IntN(usual)])
		}
		var lines []document.Line
		for line := range strings.SplitSeq(b.String(), "\n") {
			lines = append(lines, document.Line{Text: line})
		}
		fresh := func() *reader {
			return &reader{lines: lines, limits: limits, meter: limit.NewMeter(context.Background(), limits), seen: map[string]int{}, last: map[string]int{}}
		}
		n := tabs.unquoted(fresh(), 0)
		if n == 0 {
			continue
		}
		taken++
		if blocks, read := tabs.read(fresh(), 0); blocks != nil || read != n {
			t.Fatalf("%q: %d lines are seen through, reading takes %d and makes %d blocks", b.String(), n, read, len(blocks))
		}
	}
	if taken < 1000 {
		t.Errorf("only %d texts are seen through", taken)
	}
}
