package table

import (
	"slices"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
)

// A page flattened to one line, or a row without separators: cells stand glued together.

// LongLine is the width in characters from which on a line is looked at as a page, or cells, flattened to one line.
const LongLine = 160

// gluedLabels reports whether a token is several labels, with figures between them, and not one cell.
func gluedLabels(token string, labels []edition.Label) bool {
	if len(token) < 40 || !strings.ContainsAny(token, "0123456789") {
		return false
	}
	folded := fold.Text(token)
	first := ""
	for i := range labels {
		l := string(labels[i].Folded)
		if len(labels[i].Folded) < leastBehind || !strings.Contains(folded, l) {
			continue
		}
		switch {
		case first == "":
			first = l
		case !strings.Contains(first, l) && !strings.Contains(l, first): // the editions share most of their labels
			return true
		}
	}
	return false
}

// splitGlued cuts a token of glued cells into words and runs of digits. The last digit of a run belongs to the words
// behind it where it is their ordinal: 00000002.其他 is seven noughts and a label.
func splitGlued(token string) []string {
	var parts []string
	runes := []rune(token)
	start := 0
	closing := 0 // where the bracket that is open ends: figures do not stand in brackets
	for i := 0; i < len(runes); {
		if runes[i] == '（' || runes[i] == '(' {
			if n := slices.IndexFunc(runes[i:min(len(runes), i+60)], func(r rune) bool { return r == '）' || r == ')' }); n > 0 {
				closing = i + n
			}
		}
		if !digit(runes[i]) || i < closing {
			i++
			continue
		}
		end := i
		for end < len(runes) && (digit(runes[end]) || strings.ContainsRune(".,，-－−", runes[end]) && end+1 < len(runes) && digit(runes[end+1])) {
			end++
		}
		if end < len(runes) && strings.ContainsRune("年月日号", runes[end]) {
			i = end // a date in prose
			continue
		}
		cut := end
		if end < len(runes) && strings.ContainsRune(".．、", runes[end]) && (i == 0 || runes[i-1] != runes[end]) {
			cut = end - 1 // an ordinal
		}
		if cut > i {
			if i > start {
				parts = append(parts, string(runes[start:i]))
			}
			parts = append(parts, string(runes[i:cut]))
			start = cut
		}
		i = end
	}
	if start < len(runes) {
		parts = append(parts, string(runes[start:]))
	}
	return parts
}

func digit(r rune) bool { return r >= '0' && r <= '9' }
