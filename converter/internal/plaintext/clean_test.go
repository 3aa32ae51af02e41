package plaintext

import (
	"nianbao/converter/internal/document"
	"strings"
	"testing"
)

// What is dropped from a line joins no digits.
func TestDroppedCharacters(t *testing.T) {
	for line, want := range map[string]string{
		"行\u200b政": "行政", "\ufeff46": "46", "46\u200b": "46", "4\u200b6": "4\u200b6", "4\u200f\ufeff6": "4\u200f6", "46\x073": "46 3", "46\x07\x013": "46 3", "４\x07６": "４ ６",
		"1\u200b2\u200b3": "1\u200b2\u200b3", "4\u200b件6": "4件6", "\x07\x07": "", "1" + strings.Repeat("\x01", 1<<20) + "件": "1件",
	} {
		if got := clean(line); got != want {
			t.Errorf("%.20q becomes %.20q, want %.20q", line, got, want)
		}
	}
}

// A line break of Markdown parts the words of a cell.
func TestBreaksInCells(t *testing.T) {
	for _, line := range []string{"|46<br>3|", "|46<br/>3|", "|46<br />3|", "|46 3|"} {
		var words []string
		for _, token := range document.Tokenize(line, len(line)+1) {
			if token.Text != "" {
				words = append(words, token.Text)
			}
		}
		if strings.Join(words, " ") != "46 3" {
			t.Errorf("%s: %q", line, words)
		}
	}
}
