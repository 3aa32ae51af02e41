package document

import (
	"reflect"
	"testing"
)

// A line that nothing divides is one token, and only such a line is cut at a glance.
func TestSeparated(t *testing.T) {
	for r := rune(1); r < 0x11000; r++ {
		line := "一" + string(r) + "二"
		divides := r == '\t' || r == '|' || r == '｜' || r == '│' || r == '┃' || space(r)
		if separated(line) != divides {
			t.Errorf("%U: separated is %v", r, !divides)
		}
		if tokens := Tokenize(line, 9); !divides && !reflect.DeepEqual(tokens, []Token{{Text: line, Column: 1}}) {
			t.Errorf("%U: %v", r, tokens)
		}
	}
}
