package contract

import "strings"

// CanonicalImprint returns a paragraph of an imprint as a report holds it: a tab behind a blank is left out. In files it leads to the
// day of printing at the end of the line, and the blank is what stands between them anyway.
func CanonicalImprint(text string) string {
	if !strings.Contains(text, "\t") {
		return text
	}
	var b strings.Builder
	blank := false
	for _, r := range text {
		if r == '\t' && blank {
			continue
		}
		b.WriteRune(r)
		blank = r == ' ' || r == '\u3000'
	}
	return b.String()
}
