package chars

import (
	"strings"
	"testing"
)

// What is seen at a glance must be what a look at each character says.
func TestQuickLooks(t *testing.T) {
	pieces := []string{"", " ", "\t", "\u3000", "\u00a0", "\ufeff", "\u00ad", "\u200b", "\u2007", "a", "0", "~", "\x7f", "\x01", "一", "龥", "\u4dff", "\ua000", "０", "．", "，",
		"（", "\xe4", "\xe4\xb8", "\xb8\x80", "\xf0\x9f\x98\x80", "\u202e", "𠀀", "-", "−"}
	for _, a := range pieces {
		for _, b := range pieces {
			for _, c := range pieces {
				s := a + b + c
				if got, want := TrimSpace(s), strings.TrimFunc(s, IsSpace); got != want {
					t.Errorf("TrimSpace(%q) = %q, want %q", s, got, want)
				}
				want := strings.TrimFunc(s, func(r rune) bool {
					return Unseen(r) && !(r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069)
				})
				if got := TrimUnseen(s); got != want {
					t.Errorf("TrimUnseen(%q) = %q, want %q", s, got, want)
				}
				if visible(s) && strings.Map(foldFigure, s) != s {
					t.Errorf("FoldFigure(%q) is taken for folded", s)
				}
			}
		}
	}
}
