package xmlscan_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/xmlscan"
)

var names = xmlscan.Names{"urn:a": "a:", "urn:old-b": "b:", "urn:b": "b:"}

func scanner(data string, set ...func(*limit.Limits)) *xmlscan.Scanner {
	limits := limit.Default()
	for _, s := range set {
		s(&limits)
	}
	return xmlscan.New(limit.NewMeter(context.Background(), limits), []byte(data), names)
}

// TestNames: names depend on namespaces, not on the prefixes of the file.
func TestNames(t *testing.T) {
	s := scanner(`<x:r xmlns:x="urn:a" xmlns="urn:b" x:i="1" j="2" y:k="3" xml:lang="zh" xmlns:old="urn:old-b" old:m="4"><e/><x:e xmlns:x="urn:c"/><e xmlns=""/><y:e/></x:r>`)
	var got []string
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		if k == xmlscan.StartTag {
			got = append(got, s.Name)
			s.EachAttr(func(name, value string) {
				if !strings.Contains(name, "xmlns") && !strings.Contains(value, "urn") {
					got = append(got, name+"="+value)
				}
			})
		}
	}
	if want := "a:r a:i=1 j=2 other:k=3 xml:lang=zh b:m=4 b:e other:e e other:e"; strings.Join(got, " ") != want || s.Problem != "" {
		t.Errorf("got %v, %s", got, s.Problem)
	}
}

// TestAttributes: they are those of the start tag that was read last, and keep their names when its declarations have ended.
func TestAttributes(t *testing.T) {
	s := scanner(`<r><e xmlns:p="urn:a" p:i="1&#65;" p:empty="" i="2">text</e></r>`)
	s.Next()
	s.Next()
	for range 3 {
		if s.Attr("a:i") != "1A" || s.Attr("i") != "2" || s.Attr("b:i") != "" || s.Attr("a:") != "" || !s.Has("a:empty") || s.Has("empty") || s.Has("a:j") {
			t.Errorf("a:i %q, i %q", s.Attr("a:i"), s.Attr("i"))
		}
		s.Next()
	}
}

// TestContent: the text of an element is that of all in it, up to a length; its inner XML is what stands there.
func TestContent(t *testing.T) {
	const part = `<r><e>一<!-- --><f> &amp;</f><![CDATA[<]]><!-- end --></e><g/>tail</r>`
	s := scanner(part)
	s.Next()
	s.Next()
	if got := s.Content(100); got != "一 &<" {
		t.Errorf("%q", got)
	}
	s = scanner(part)
	s.Next()
	s.Next()
	if got := s.Content(1); got != "一" {
		t.Errorf("at most a byte: %q", got)
	}
	var inner []string
	s = scanner(part)
	s.Next()
	s.Children(func() { inner = append(inner, string(s.Inner())) }, func(text []byte) { inner = append(inner, string(text)) })
	if want := []string{`一<!-- --><f> &amp;</f><![CDATA[<]]>`, ``, `tail`}; fmt.Sprint(inner) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", inner, want)
	}
}

// TestWide: a part in UTF-16 is read, and what stands in it is given in UTF-8.
func TestWide(t *testing.T) {
	wide := "\xff\xfe"
	for _, c := range "<?xml version='1.0' encoding='UTF-16'?><r>A</r>" {
		wide += string([]byte{byte(c), 0})
	}
	s := scanner(wide)
	s.Next()
	if got := string(s.Inner()); got != "A" || s.Problem != "" {
		t.Errorf("%q, %s", got, s.Problem)
	}
}

// TestRefusal: a part is damaged, has too much, or the caller has seen enough of it.
func TestRefusal(t *testing.T) {
	few := func(l *limit.Limits) { l.HTMLNodes = 3 }
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		s       *xmlscan.Scanner
		problem string
		code    string
	}{
		"sound":     {scanner("<a/>"), "", ""},
		"damaged":   {scanner("<a>\n</b>"), "XML, line 2: an end tag does not match its start tag", "office-damaged"},
		"too deep":  {scanner(strings.Repeat("<a>", 300)), "XML, line 1: elements are nested too deeply", "office-damaged"},
		"too much":  {scanner("<a><b c='1' d='2'/></a>", few), "XML, line 1: it has too many elements and attributes", "office-limit"},
		"cancelled": {xmlscan.New(limit.NewMeter(ended, limit.Default()), []byte("<a>"+strings.Repeat("<b/>", 5000)+"</a>"), names), "stopped", "time-limit"},
	} {
		for c.s.Next() != xmlscan.End {
		}
		code := ""
		if d := c.s.Refusal(); d != nil {
			code = string(d.Code)
		}
		if c.s.Problem != c.problem || code != c.code {
			t.Errorf("%s: %q, %s", name, c.s.Problem, code)
		}
	}
	s := scanner("<a><b/><c/></a>")
	seen := 0
	s.Next()
	s.Children(func() { seen++; s.Problem = "enough" }, nil)
	if seen != 1 || s.Next() != xmlscan.End || s.Refusal().Code != "office-damaged" {
		t.Errorf("%d children were seen", seen)
	}
}

// TestLongText: characters between two tags may be as long as the part; files hold pictures in them.
func TestLongText(t *testing.T) {
	s := scanner("<a>"+strings.Repeat("x", 5000)+"</a>", func(l *limit.Limits) { l.XMLToken = 100 })
	s.Next()
	if got := s.Content(1 << 20); len(got) != 5000 || s.Problem != "" {
		t.Errorf("%d bytes, %s", len(got), s.Problem)
	}
}

// TestChildren: what a caller leaves alone is passed, and is none of the parent's.
func TestChildren(t *testing.T) {
	s := scanner(`<!DOCTYPE r><r>1<a><b>2<c/></b></a>3<d/><e><f/></e></r>`)
	s.Next()
	var got []string
	s.Children(func() {
		got = append(got, s.Name)
		if s.Name == "e" {
			s.Children(func() { got = append(got, s.Name) }, nil)
		}
	}, func(text []byte) { got = append(got, string(text)) })
	if strings.Join(got, " ") != "1 a 3 d e f" || s.Problem != "" {
		t.Errorf("%q, %s", got, s.Problem)
	}
}

func ExampleScanner() {
	s := scanner(`<x:report xmlns:x="urn:a"><x:title x:year="2023">年度<!-- 报告 -->报告</x:title></x:report>`)
	s.Next() // the root
	s.Children(func() {
		if s.Name == "a:title" {
			fmt.Println(s.Attr("a:year"), s.Content(1<<10))
		}
	}, nil)
	fmt.Println(s.Refusal())
	// Output:
	// 2023 年度报告
	// <nil>
}

func ExampleTokenizer() {
	const ours = xmlscan.FirstNS
	known := func(uri []byte) xmlscan.NS {
		if string(uri) == "urn:a" {
			return ours
		}
		return xmlscan.OtherNS
	}
	limits := xmlscan.Limits{Depth: 10, Attributes: 10, Tag: 100, Text: 100, Nodes: 100}
	t := xmlscan.NewTokenizer(nil, []byte(`<a:r xmlns:a="urn:a"><a:skipped><a:p/></a:skipped><a:p>甲</a:p></a:r>`), limits, known)
	t.Next() // the root
	for c := t.Children(); c.Next(); {
		if t.Is(ours, "p") {
			t.Next()
			text, _ := t.AppendText(nil)
			fmt.Println(string(text))
		}
	}
	fmt.Println(t.Failed())
	// Output:
	// 甲
	// false
}
