package recognize

import (
	"slices"
	"testing"

	"nianbao/converter/internal/recognize/readings"
	"nianbao/converter/internal/recognize/tests"
	"nianbao/converter/internal/seeded"
)

// leastMissed is how many cases must go wrong without a way, or without a test: one could be an accident, and two may
// change together.
const leastMissed = 3

// TestEachIsMissed: a safety rule that no case misses does not exist. Without any one of the ways, or of the tests, cases
// are read otherwise; if none were, it would be dead code and had to go.
func TestEachIsMissed(t *testing.T) {
	t.Parallel()
	for i, w := range readings.All() {
		t.Run("way "+w.Name(), func(t *testing.T) {
			t.Parallel()
			missed(t, judge{ways: slices.Delete(readings.All(), i, i+1), tests: tests.All()})
		})
	}
	for i, test := range tests.All() {
		t.Run("test "+test.Name(), func(t *testing.T) {
			t.Parallel()
			missed(t, judge{ways: readings.All(), tests: slices.Delete(tests.All(), i, i+1)})
		})
	}
}

// missed reads all cases by a judge that lacks something.
func missed(t *testing.T, j judge) {
	t.Helper()
	n := 0
	for _, c := range cases(t) {
		if got := c.show(c.document(t), j); got != c.want {
			n++
			t.Log(&c)
		}
		if n == leastMissed && !seeded.Whole() { // a whole run lists them all
			return
		}
	}
	if n < leastMissed {
		t.Errorf("%d cases go wrong without it, of at least %d", n, leastMissed)
	}
}
