package raised

import "testing"

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		before string
		was    Place
		text   string
		at     Place
		want   string
	}{
		{"46", Line, "1", Above, "¹"}, {"46", Unsaid, "3", Below, "₃"}, {"46¹", Above, "2", Above, "²"}, {"46", Line, "[1]", Above, "[¹]"}, {"46", Line, "7", Unsaid, "7"},
		{"1", Above, "46", Unsaid, " 46"}, {"1", Above, "46", Line, " 46"}, {"1", Above, "2", Below, " 2"}, {"4", Above, "6", Above, "6"},
		{"m", Line, "2", Above, "2"}, {"件", Line, "1", Above, "1"}, {"2", Above, "件", Line, "件"}, {"", Unsaid, "46", Above, "46"},
	} {
		last := rune(0)
		for _, r := range c.before {
			last = r
		}
		if got := Join(last, c.was, c.text, c.at); got != c.want {
			t.Errorf("%q and %q at %d: %q, want %q", c.before, c.text, c.at, got, c.want)
		}
	}
}
