package seeded

import (
	"os"
	"strconv"
	"testing"
)

// Environment returns the number that a variable holds: the first seed of a window, or how many there are; otherwise where it
// is not set. A variable that holds something else fails the test.
func Environment(t testing.TB, name string, otherwise uint64) uint64 {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}
