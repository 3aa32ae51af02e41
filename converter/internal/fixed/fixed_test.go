package fixed_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/fixed"
)

func ExampleAppend() {
	fmt.Println(string(fixed.Append(nil, -12500)), string(fixed.Append(nil, 7)), string(fixed.Append(nil, 3000)))
	// Output: -12.5 0.007 3
}

// FuzzAppend: the number read back is the number written, and no digit is spare.
func FuzzAppend(f *testing.F) {
	for _, n := range []int{0, 1, -1, 10, 100, 999, 1000, -1001, 210000, 1 << 40} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n int) {
		if n < -1<<50 || n > 1<<50 {
			return // more than a double holds
		}
		s := string(fixed.Append(nil, n))
		got, err := strconv.ParseFloat(s, 64)
		if err != nil || math.Round(got*1000) != float64(n) || strings.Contains(s, ".") && strings.HasSuffix(s, "0") {
			t.Errorf("%d is written %s (%v)", n, s, err)
		}
	})
}
