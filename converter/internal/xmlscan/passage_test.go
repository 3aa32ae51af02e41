package xmlscan

import (
	"testing"
)

// repeats reads the children of the root, and of a q among them. Each p is passed where it repeats the first, and read otherwise; it returns a
// letter for each p: r for one that was read, s for one that was passed.
func repeats(t *testing.T, data string, limits Limits) (string, *Tokenizer) {
	t.Helper()
	s := NewTokenizer(nil, []byte(data), limits, func(uri []byte) NS { return FirstNS + NS(len(uri)) })
	s.Next()
	var first Passage
	known, done := false, ""
	var children func()
	children = func() {
		for c := s.Children(); c.Next(); {
			switch string(s.Local) {
			case "q":
				children()
			default:
				if known && s.Repeats(&first) {
					done += "s"
					continue
				}
				done += "r"
				begin := s.Begin()
				for c := s.Children(); c.Next(); {
				}
				if p, ok := s.Since(begin); ok && !known {
					first, known = p, true
				}
			}
		}
	}
	children()
	s.Finish()
	return done, &s
}

// TestPassages: an element of the same bytes is passed, unless what they mean may be another thing.
func TestPassages(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"the same", `<r><p a="1"><x/></p><p><x/></p></r>`, "rs"},
		{"another", `<r><p><x/></p><p><y/></p><p><x/></p></r>`, "rrs"},
		{"the beginning of another", `<r><p><x/></p><p><x/><y/></p></r>`, "rr"},
		{"an empty element first", `<r><p/><p><x/></p><p><x/></p></r>`, "rrs"},
		{"empty elements", `<r><p/><p/></r>`, "rr"},
		{"another declaration", `<r xmlns:a="u"><p><a:x/></p><q xmlns:a="longer"><p><a:x/></p></q></r>`, "rr"},
		{"behind another declaration", `<r xmlns:a="u"><p><a:x/></p><q xmlns:a="longer"></q><p><a:x/></p></r>`, "rr"},
		{"a declaration on the element", `<r xmlns:a="u"><p><a:x/></p><p xmlns:a="longer"><a:x/></p></r>`, "rr"},
		{"a declaration in the first", `<r><p><a:x xmlns:a="u"/></p><p><a:x xmlns:a="u"/></p></r>`, "rr"},
	} {
		if got, s := repeats(t, c.data, unlimited()); got != c.want || s.Failed() {
			t.Errorf("%s: %s, want %s (%+v)", c.name, got, c.want, s.Fault())
		}
	}
	for _, data := range []string{`<r><p><x/></p><o><x/></p></r>`, `<r><p><x/></p><o><p/><x/></p></o></r>`, `<r><p><x/></p><p/><x/></p></r>`} {
		if _, s := repeats(t, data, unlimited()); !s.Failed() {
			t.Errorf("%s: an end tag that does not match is passed with what stands before it", data)
		}
	}
}

// TestPassagesAreCounted: what would be refused if it were read is refused.
func TestPassagesAreCounted(t *testing.T) {
	deep := `<r><p><x><y><z></z></y></x></p><q><q><p><x><y><z></z></y></x></p></q></q></r>`
	limits := unlimited()
	limits.Depth = 6
	if _, s := repeats(t, deep, limits); !s.Failed() || s.Fault().Kind != TooDeep {
		t.Errorf("too deep: %+v", s.Fault())
	}
	limits.Depth = 7
	if done, s := repeats(t, deep, limits); s.Failed() || done != "rr" {
		t.Errorf("as deep as may be: %s %+v", done, s.Fault())
	}
	many := `<r><p><x/><x/></p><p><x/><x/></p><p><x/><x/></p></r>` // 1 + 3·3 elements
	for most, refused := range map[int]bool{8: true, 9: true, 10: false} {
		limits := unlimited()
		limits.Nodes = most
		if _, s := repeats(t, many, limits); s.Failed() != refused {
			t.Errorf("10 elements of %d: %+v", most, s.Fault())
		}
	}
}

// TestWhatIsNoPassage: what was not read to its end, of another part, or behind a fault.
func TestWhatIsNoPassage(t *testing.T) {
	const data = `<r><p><x/></p><p><x/></p></r>`
	s := lax(data)
	s.Next() // p
	begin := s.Begin()
	for _, at := range []string{"its start", "a child", "the child's end"} {
		if _, ok := s.Since(begin); ok {
			t.Errorf("a passage that ends at %s", at)
		}
		s.Next()
	}
	p, ok := s.Since(begin)
	if !ok {
		t.Fatal("an element that was read is no passage")
	}
	other := lax(data)
	other.Next()
	if other.Repeats(&p) {
		t.Error("a passage of another part is passed")
	}
	s.Next() // p
	s.Refuse("")
	if s.Repeats(&p) {
		t.Error("a passage is passed behind a fault")
	}
	if _, ok := s.Since(begin); ok {
		t.Error("a passage is made behind a fault")
	}
}
