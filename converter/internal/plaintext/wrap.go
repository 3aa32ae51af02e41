package plaintext

import (
	"unicode/utf8"

	"nianbao/converter/internal/limit"
)

// Texts that a program broke at a fixed number of characters, in the middle of words and rows: each piece but the last of a
// line has exactly that many.

const (
	narrowest  = 20 // characters of a width at which texts are broken
	leastRuns  = 8  // lines that were broken
	shareFull  = 10 // per cent of the lines that have the full width, at the least
	mostFull   = 85 // and at the most: lines of a drawn table are all equally wide
	steepness  = 3  // how many times more lines have the full width than have one or two characters less
	nearlyFull = 2
	alike      = 2 // lines of the full width that say the same, on the average: more are the rules of a drawn table
)

// wrapWidth returns the number of characters at which a text was broken; 0 where it was not. Lines that a page's width broke
// differ in their number of characters, since letters differ in width, and words are kept whole.
func wrapWidth(m *limit.Meter, text string) int {
	var widths [1 + nearlyFull]int // how many lines have the most characters so far, one less and so on
	widest, all := 0, 0
	for line := range lines(text) {
		if !m.Step(1 + len(line)/32) {
			return 0
		}
		if n := utf8.RuneCountInString(line); n > 0 {
			if wider := n - widest; wider > 0 {
				for i := nearlyFull; i >= 0; i-- {
					if widths[i] = 0; i >= wider {
						widths[i] = widths[i-wider]
					}
				}
				widest = n
			}
			if less := widest - n; less <= nearlyFull {
				widths[less]++
			}
			all++
		}
	}
	if widest < narrowest {
		return 0
	}
	full, near := widths[0], 0
	for _, n := range widths[1:] {
		near += n
	}
	if 100*full < shareFull*all || 100*full > mostFull*all || full < steepness*near {
		return 0
	}
	runs, inside := 0, false
	seen := map[string]bool{}
	for line := range lines(text) {
		if !m.Step(1 + len(line)/32) {
			return 0
		}
		is := utf8.RuneCountInString(line) == widest
		if is {
			seen[line] = true
			if !inside {
				runs++
			}
		}
		inside = is
	}
	if runs < leastRuns || alike*len(seen) < full {
		return 0
	}
	return widest
}
