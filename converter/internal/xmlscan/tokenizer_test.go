package xmlscan

import (
	"strings"
	"testing"
)

// lax returns a tokenizer that stands on the root's start tag.
func lax(data string) *Tokenizer {
	t := NewTokenizer(nil, []byte(data), unlimited(), func([]byte) NS { return FirstNS })
	t.Next()
	return &t
}

// TestSkip: an element is passed as far as its end can be told; the rest is told to be damaged.
func TestSkip(t *testing.T) {
	for _, c := range []struct{ data, problem string }{
		{`<r/>`, ""},
		{`<r></r>`, ""},
		{`<r>x<a b=">"><c/></a><!-- </r> --><![CDATA[</r>]]><?p </r>?></r>`, ""},
		{`<r><a></b><c></d></r>`, ""}, // nobody looks
		{`<r>`, "too early"},
		{`<r>x`, "too early"},
		{`<r><`, "too early"},
		{`<r></r`, "inside a tag"},
		{`<r><a></a`, "inside a tag"},
		{`<r><a`, "inside a tag"},
		{`<r><a b="></a></r>`, "inside a tag"},
		{`<r></q>`, "does not match"},
		{`<r><!-- </r>`, "does not end"},
		{`<r><!DOCTYPE a></r>`, "document type"},
	} {
		s := lax(c.data)
		s.Skip()
		if s.Finish(); c.problem == "" && s.Failed() || c.problem != "" && (!s.Failed() || !strings.Contains(s.Fault().Problem, c.problem)) {
			t.Errorf("%s: %+v, want %q", c.data, s.Fault(), c.problem)
		}
	}
}

// TestChildElements: children that are left alone are skipped, also those of which something was read.
func TestChildElements(t *testing.T) {
	s := lax(`<r>x<a><b><c/></b></a><d/><g><h/></g><e><f/>y</e></r>`)
	var got []string
	for c := s.Children(); c.Next(); {
		got = append(got, string(s.Local))
		if string(s.Local) == "a" {
			s.Next() // b
			s.Next() // c
		}
		if string(s.Local) == "e" {
			for c := s.Children(); c.Next(); {
				got = append(got, string(s.Local))
			}
		}
	}
	if strings.Join(got, " ") != "a d g e f" || s.Failed() || s.Depth() != 0 {
		t.Errorf("%q, %+v", got, s.Fault())
	}
	s = lax(`<r><a/>`)
	c := s.Children()
	if !c.Next() || c.Next() || !s.Failed() {
		t.Errorf("%+v", s.Fault())
	}
}

// TestAskedFor: what is asked for is sound or refused, and what is not asked for is nobody's concern.
func TestAskedFor(t *testing.T) {
	for _, c := range []struct{ value, text, problem string }{
		{"1&#65;", "a&#x4e2d;\tb", ""},
		{"\x01", "", "control character"},
		{"\xff", "", "UTF-8"},
		{"&x;", "", "names no character"},
		{"\uFFFE", "", "U+FFFE"},
		{"", "\x01", "control character"},
		{"", "\xff", "UTF-8"},
		{"", "&lt", "does not end"},
		{"", "\uFFFF", "U+FFFE"},
		{"", "<![CDATA[\xff]]>", "UTF-8"},
	} {
		data := `<r a="` + c.value + `" b>` + c.text + `</r>`
		s := lax(data)
		for s.Next() != End {
		}
		if s.Failed() {
			t.Errorf("%q, not asked for: %+v", data, s.Fault())
		}
		s = lax(data)
		s.Attribute(NoNS, "a")
		var text []byte
		if s.Next() == Text {
			text, _ = s.AppendText([]byte("="))
		}
		if c.problem == "" && (s.Failed() || string(text) != "=a中\tb") || c.problem != "" && (!s.Failed() || !strings.Contains(s.Fault().Problem, c.problem)) {
			t.Errorf("%q: %q, %+v, want %q", data, text, s.Fault(), c.problem)
		}
	}
	s := lax(`<r><![CDATA[&amp;` + "\r" + `]]></r>`)
	s.Next()
	if text, lines := s.AppendText(nil); string(text) != "&amp;\r" || !lines {
		t.Errorf("%q, %v", text, lines)
	}
}

// TestAttribute: attributes are found by namespace and name; those without a prefix have none.
func TestAttribute(t *testing.T) {
	s := lax(`<r xmlns="u" xmlns:p="v" xmlns:xml="http://www.w3.org/XML/1998/namespace" p:a="1" a="2" xml:space='preserve' :b="3" url="a=b&amp;c=d&amp;e=f"/>`)
	for _, c := range []struct {
		ns          NS
		name, value string
		ok          bool
	}{{FirstNS, "a", "1", true}, {NoNS, "a", "2", true}, {XMLNS, "space", "preserve", true}, {NoNS, "url", "a=b&c=d&e=f", true},
		{FirstNS, "b", "", false}, {NoNS, "b", "", false}, {OtherNS, "a", "", false}, {NoNS, "rl", "", false}} {
		if value, ok := s.Attribute(c.ns, c.name); string(value) != c.value || ok != c.ok {
			t.Errorf("%d %s: %q, %v", c.ns, c.name, value, ok)
		}
	}
	if s.NS != FirstNS || !s.Is(FirstNS, "r") || s.Is(NoNS, "r") || !s.Empty() {
		t.Errorf("%d %s", s.NS, s.Local)
	}
	few := unlimited()
	few.Attributes = 1 // a sign of equality in a value makes no attribute
	u := NewTokenizer(nil, []byte(`<r url="a=b&amp;c=d&amp;e=f"/>`), few, nil)
	if u.Next() != StartTag {
		t.Errorf("%+v", u.Fault())
	}
}

// TestDoctype: no document type declaration is passed unless the caller says so.
func TestDoctype(t *testing.T) {
	s := NewTokenizer(nil, []byte(`<!DOCTYPE a><a/>`), unlimited(), nil)
	if s.Next() != End || s.Fault().Kind != Declared {
		t.Errorf("%+v", s.Fault())
	}
}

// TestPlaces: what stands in the part as it is stands where it is said to.
func TestPlaces(t *testing.T) {
	s := &Strict{Tokenizer: NewTokenizer(nil, []byte("\xef\xbb\xbf"+`<a b="1" c='2&lt;'>三<![CDATA[四]]>&amp;<d e="5"/></a>`), unlimited(), nil)}
	want := []struct {
		place    string
		verbatim bool
	}{{"1", true}, {"2&lt;", false}, {"三", true}, {"四", true}, {"&amp;", false}, {"5", true}}
	say := func(place string, verbatim bool) {
		if place != want[0].place || verbatim != want[0].verbatim {
			t.Errorf("%q, %v, want %v", place, verbatim, want[0])
		}
		want = want[1:]
	}
	for k := s.Next(); k != End; k = s.Next() {
		switch k {
		case StartTag:
			for i := range s.Attrs {
				a := &s.Attrs[i]
				say(string(s.Data()[a.From:a.To]), a.Verbatim())
			}
		case Text:
			at, verbatim := s.TextAt()
			say(string(s.Data()[at:at+len(s.text)]), verbatim)
		}
	}
	if len(want) > 0 {
		t.Errorf("not seen: %v", want)
	}
}
