package results

import (
	"math"
	"strconv"
	"strings"
)

// figure prints a number with three digits, as far as a measurement that varies from run to run has them.
func figure(x float64) string {
	if x <= 0 {
		return "0"
	}
	decimals := max(0, 2-int(math.Floor(math.Log10(x))))
	return strconv.FormatFloat(x, 'f', min(decimals, 3), 64)
}

// milliseconds prints a median with its spread.
func milliseconds(s spread) string {
	if s.most == 0 {
		return "–"
	}
	return figure(s.median) + " (" + figure(s.least) + "–" + figure(s.most) + ")"
}

// times prints how many times as long something takes.
func times(x float64) string {
	switch {
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 0, 64)
	default:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
}

// thousands prints a whole number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// row prints a row of a Markdown table.
func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }
