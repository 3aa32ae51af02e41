package font

import (
	"strings"
	"sync"
)

// Widths of ASCII from the space on, in thousandths of the size, of faces that files name without saying how wide they are (the standard 14
// fonts, 9.6.2.2, and what programs take for them). Digits are as wide as each other, but a point or a bracket before them is not.
const (
	helvetica     = "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
	helveticaBold = "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
	times         = "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
	timesBold     = "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520"
)

// faces are those widths in parts of the size, regular and bold.
var faces = sync.OnceValue(func() map[string][2][95]float64 {
	return map[string][2][95]float64{"sans": {parsed(helvetica), parsed(helveticaBold)}, "serif": {parsed(times), parsed(timesBold)}}
})

func parsed(list string) (widths [95]float64) {
	for i, word := range strings.Fields(list) {
		n := 0
		for _, c := range word {
			n = 10*n + int(c-'0')
		}
		widths[i] = float64(n) / 1000
	}
	return widths
}

// standardWidth returns how wide a character is in a face that is known by its name; false for others.
func standardWidth(name, text string) (float64, bool) {
	var face string
	switch {
	case strings.Contains(name, "Courier"):
		return 0.6, true
	case strings.Contains(name, "Helvetica"), strings.Contains(name, "Arial"):
		face = "sans"
	case strings.Contains(name, "Times"):
		face = "serif"
	default:
		return 0, false
	}
	if len(text) != 1 || text[0] < ' ' || text[0] > '~' {
		return usual, true
	}
	weight := 0
	if isBold(name) {
		weight = 1
	}
	return faces()[face][weight][text[0]-' '], true
}
