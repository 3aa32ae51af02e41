package runeset

import "testing"

func TestSet(t *testing.T) {
	s := Of("政府", "a\U00020000")
	s.Add('公')
	for c, want := range map[rune]bool{'政': true, '府': true, 'a': true, '公': true, '\U00020000': true, 'b': false, '开': false, '\U00020001': false, 0: false, -1: false} {
		if s.Has(c) != want {
			t.Errorf("%q: %v", c, !want)
		}
	}
	if (&Set{}).Has('\U00020000') {
		t.Error("an empty set has a character")
	}
}
