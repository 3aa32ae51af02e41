package xmlscan

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"nianbao/converter/internal/limit"
)

// small are limits that short parts reach.
var small = Limits{Depth: 5, Attributes: 12, Tag: 110, Text: 30, Nodes: 20}

// TestLimits: at a limit a part is read, one above it is refused with what was passed; read token by token, and skipped.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		of    func(n int) string
		limit int
		kind  FaultKind
		inner bool // it may stand in an element that is skipped
	}{
		{"elements in each other", func(n int) string { return strings.Repeat("<a>", n-1) + strings.Repeat("</a>", n-1) }, small.Depth, TooDeep, true},
		{"attributes", func(n int) string { return "<a" + strings.Repeat(` b="xxx"`, n) + "/>" }, small.Attributes, TooManyAttributes, true},
		{"attributes as short as can be", func(n int) string { return "<a " + strings.Repeat(`b=""`, n) + "/>" }, small.Attributes, TooManyAttributes, true},
		{"bytes of a tag", func(n int) string { return `<a b="` + strings.Repeat("x", n-8) + `"/>` }, small.Tag, TooLong, true},
		{"bytes of a quoted tag", func(n int) string { return `<a b='` + strings.Repeat(">", n-8) + `'/>` }, small.Tag, TooLong, true},
		{"bytes of a comment", func(n int) string { return `<!--` + strings.Repeat("x", n) + `-->` }, small.Tag, TooLong, true},
		{"bytes of an instruction", func(n int) string { return `<?` + strings.Repeat("x", n) + `?>` }, small.Tag, TooLong, true},
		{"bytes of text", func(n int) string { return strings.Repeat("x", n) }, small.Text, TooLong, true},
		{"bytes of a CDATA section", func(n int) string { return `<![CDATA[` + strings.Repeat("x", n) + `]]>` }, small.Text, TooLong, true},
		{"elements", func(n int) string { return strings.Repeat("<a/>", n-1) }, small.Nodes, TooManyNodes, false},
		{"comments", func(n int) string { return strings.Repeat("<!-- -->", n-1) }, small.Nodes, TooManyNodes, false},
		{"instructions", func(n int) string { return strings.Repeat("<?a?>", n-1) }, small.Nodes, TooManyNodes, false},
		{"elements and attributes", func(n int) string {
			return strings.Repeat(`<a b=""/>`, (n-1)/2) + strings.Repeat("<a/>", (n-1)%2)
		}, small.Nodes, TooManyNodes, false},
	} {
		for n, refused := range map[int]bool{c.limit: false, c.limit + 1: true} {
			_, _, fault := found([]byte("<r>"+c.of(n)+"</r>"), small)
			check(t, c.name, fault, refused, c.kind)
			if c.inner {
				depth := small
				depth.Depth++
				s := NewTokenizer(nil, []byte("<q><r>"+c.of(n)+"</r></q>"), depth, nil)
				s.Next()
				s.Skip()
				check(t, c.name+", skipped", s.Fault(), refused, c.kind)
			}
		}
	}
	doctype := func(n int) []byte { return []byte("<!DOCTYPE " + strings.Repeat("a", n-10) + "><a/>") }
	_, _, at := found(doctype(small.Tag), small)
	check(t, "a declaration", at, false, TooLong)
	_, _, above := found(doctype(small.Tag+1), small)
	check(t, "a declaration", above, true, TooLong)
	few := small
	few.Nodes = 1
	_, _, counted := found(doctype(20), few)
	check(t, "a declaration is counted", counted, true, TooManyNodes)
	s := NewTokenizer(nil, []byte(`<a><b><c/></b></a>`), few, nil)
	s.limits.Nodes = 2
	for c := s.Next(); c == StartTag && s.Depth() < 2; c = s.Next() {
	}
	s.Skip()
	check(t, "elements that are skipped", s.Fault(), true, TooManyNodes)
}

func check(t *testing.T, name string, fault *Fault, refused bool, kind FaultKind) {
	t.Helper()
	switch {
	case !refused && fault != nil:
		t.Errorf("%s: refused at the limit: %+v", name, fault)
	case refused && (fault == nil || fault.Kind != kind):
		t.Errorf("%s: above the limit: %+v", name, fault)
	}
}

// counting is a context that counts how often it is asked.
type counting struct {
	context.Context
	polls int
}

func (c *counting) Err() error { c.polls++; return nil }

// TestWatched: whatever a part consists of, and however it is read, the context is asked.
func TestWatched(t *testing.T) {
	const n = 100_000
	whole := func(s *Tokenizer) { s.Finish() }
	skipped := func(s *Tokenizer) { s.Next(); s.Skip() }
	utf16le := []byte{0xff, 0xfe}
	for _, c := range utf16.Encode([]rune("<a>" + strings.Repeat("𠀀", 8*n) + "</a>")) {
		utf16le = append(utf16le, byte(c), byte(c>>8))
	}
	for name, c := range map[string]struct {
		data []byte
		read func(*Tokenizer)
	}{
		"elements":             {[]byte("<a>" + strings.Repeat("<b/>", n) + "</a>"), whole},
		"comments":             {[]byte("<a>" + strings.Repeat("<!---->", n) + "</a>"), whole},
		"elements are skipped": {[]byte("<a>" + strings.Repeat("<b></b>", n/2) + "</a>"), skipped},
		"comments are skipped": {[]byte("<a>" + strings.Repeat("<!---->", n) + "</a>"), skipped},
		"UTF-16 becomes UTF-8": {utf16le, func(*Tokenizer) {}},
	} {
		ctx := &counting{Context: context.Background()}
		s := NewTokenizer(limit.NewMeter(ctx, limit.Default()), c.data, unlimited(), nil)
		if c.read(&s); s.Failed() || ctx.polls < n/4096 {
			t.Errorf("%s: asked %d times, %+v", name, ctx.polls, s.Fault())
		}
	}
}

// TestStopped: a part is left when the context is done, also while it is turned into UTF-8, and none is read after that.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	wide := append([]byte{0xfe, 0xff}, bytes.Repeat([]byte{0, '<', 0, 'a', 0, '>'}, 200_000)...)
	m := limit.NewMeter(ctx, limit.Default())
	s := NewTokenizer(m, wide, unlimited(), nil)
	if len(s.Data()) > 100_000 {
		t.Errorf("%d bytes were turned into UTF-8", len(s.Data()))
	}
	if s.Next() != End || s.Fault() == nil || s.Fault().Kind != Stopped {
		t.Errorf("%+v", s.Fault())
	}
	s = NewTokenizer(m, []byte("<a><b/></a>"), unlimited(), nil)
	if s.Next() != End || s.Fault().Kind != Stopped {
		t.Errorf("%+v", s.Fault())
	}
	m = limit.NewMeter(ctx, limit.Default())
	s = NewTokenizer(m, []byte("<a>"+strings.Repeat("<b/>", 10_000)+"</a>"), unlimited(), nil)
	s.Next()
	if s.Skip(); s.Fault() == nil || s.Fault().Kind != Stopped {
		t.Errorf("skipped: %+v", s.Fault())
	}
}

// TestManyDeclarations: where there are many declarations none is searched for one by one, and what the index says is what holds.
func TestManyDeclarations(t *testing.T) {
	known := func(uri []byte) NS { return FirstNS + NS(len(uri)) }
	s := NewTokenizer(nil, []byte(`<a `+declared(0, searched+1, "u")+`><b xmlns:x3="4444" xmlns="1"><c/></b><d/></a>`), unlimited(), known)
	s.Next()
	if s.index == nil {
		t.Fatal("they are searched one by one")
	}
	for _, want := range []struct {
		name    string
		x3, top NS
	}{{"b", FirstNS + 4, FirstNS + 1}, {"c", FirstNS + 4, FirstNS + 1}, {"d", FirstNS + 2, NoNS}} {
		for s.Next() != StartTag {
		}
		if got := s.Lookup([]byte("x3")); string(s.Local) != want.name || got != want.x3 || s.NS != want.top || s.Lookup([]byte("x99")) != OtherNS || s.Lookup([]byte("x")) != FirstNS+1 {
			t.Errorf("%s: x3 is %d, want %d; the default is %d, want %d", s.Local, got, want.x3, s.NS, want.top)
		}
	}
}

// TestAllocations: reading costs nothing but the state of the reader.
func TestAllocations(t *testing.T) {
	data := []byte(`<?xml version="1.0" encoding="UTF-8"?><a xmlns:w="u">` + strings.Repeat(`<w:b w:c="1"><w:d>文字</w:d><!-- --></w:b>`, 1000) + `</a>`)
	known := func([]byte) NS { return FirstNS }
	var text []byte
	if n := testing.AllocsPerRun(10, func() {
		s := NewTokenizer(nil, data, unlimited(), known)
		for k := s.Next(); k != End; k = s.Next() {
			switch k {
			case StartTag:
				s.Attribute(FirstNS, "c")
			case Text:
				text, _ = s.AppendText(text[:0])
			}
		}
	}); n > 10 {
		t.Errorf("%.0f allocations", n)
	}
}

// TestNamesKept: names are made once each, and no more of them are kept than schemas have.
func TestNamesKept(t *testing.T) {
	m := limit.NewMeter(context.Background(), limit.Default())
	data := []byte("<a>" + strings.Repeat(`<b/>`, 1000) + "</a>")
	if n := testing.AllocsPerRun(5, func() {
		for s := New(m, data, nil); s.Next() != End; {
		}
	}); n > 30 {
		t.Errorf("%.0f allocations", n)
	}
	var many strings.Builder
	for i := range 2 * mostNames {
		fmt.Fprintf(&many, "<b%d/><b%s%d/>", i, strings.Repeat("c", longestName), i)
	}
	s := New(m, []byte("<a>"+many.String()+"</a>"), nil)
	for s.Next() != End {
	}
	for name := range s.names {
		if len(name) > longestName {
			t.Fatalf("%s is kept", name)
		}
	}
	if len(s.names) != mostNames || s.Problem != "" {
		t.Errorf("%d names, %s", len(s.names), s.Problem)
	}
}
