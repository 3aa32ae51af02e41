package seeded

import "os"

// Whole reports whether tests try all that they know: every hostile input, every generated report. .ci/run sets NIANBAO_WHOLE;
// without it a test of many alike inputs takes a part of them, spread over all kinds, so that a run by hand stays short.
func Whole() bool { return os.Getenv("NIANBAO_WHOLE") != "" }

// Part returns the number of a whole run, or of the short one.
func Part(whole, short int) int {
	if Whole() {
		return whole
	}
	return short
}
