package xmlscan

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
)

// Package encoding/xml is the judge: it has a scanner of its own, and is strict.

// told is a token as it is compared: what it is and where it ends.
type told struct {
	what string
	end  int
}

// judged returns the tokens that encoding/xml finds: names with their namespaces, attributes in order, characters. Comments,
// instructions, declarations and what stands outside of the root are none.
func judged(data []byte) (all []told, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		var b strings.Builder
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&b, "<%s|%s", token.Name.Space, token.Name.Local)
			for _, a := range token.Attr {
				if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" { // it calls these a namespace of their own
					a.Name.Space = ""
					if a.Name.Local != "xmlns" {
						a.Name.Local = "xmlns:" + a.Name.Local
					}
				}
				fmt.Fprintf(&b, " %s|%s=%q", a.Name.Space, a.Name.Local, a.Value)
			}
		case xml.EndElement:
			depth--
			fmt.Fprintf(&b, "</%s|%s", token.Name.Space, token.Name.Local)
		case xml.CharData:
			if depth == 0 {
				continue
			}
			fmt.Fprintf(&b, "%q", token)
		default:
			continue
		}
		all = append(all, told{b.String(), int(d.InputOffset())})
	}
}

// found returns the tokens that a Strict finds. An undeclared prefix is a namespace to the judge: unknown says that there are
// more namespaces than can be told apart, or such a prefix.
func found(data []byte, limits Limits) (all []told, unknown bool, fault *Fault) {
	uris := []string{OtherNS: "?", NoNS: "", XMLNS: "http://www.w3.org/XML/1998/namespace"}
	s := &Strict{Tokenizer: NewTokenizer(nil, data, limits, func(uri []byte) NS {
		for i, known := range uris {
			if known == string(uri) {
				return NS(i)
			}
		}
		if len(uris) > 200 {
			return OtherNS
		}
		uris = append(uris, string(uri))
		return NS(len(uris) - 1)
	})}
	s.Doctype = true
	for {
		var b strings.Builder
		k := s.Next()
		switch k {
		case End:
			if s.Next() != End || s.Depth() != 0 {
				panic("there is something behind the end")
			}
			return all, unknown, s.Fault()
		case StartTag:
			unknown = unknown || s.NS == OtherNS
			fmt.Fprintf(&b, "<%s|%s", uris[s.NS], s.Local)
			a := s.Attributes()
			for i := range s.Attrs {
				at := &s.Attrs[i]
				if a.Next(); strings.HasPrefix(string(a.Name), "xmlns:") {
					fmt.Fprintf(&b, " |%s=%q", a.Name, s.Value(at))
					continue
				}
				unknown = unknown || at.NS == OtherNS
				fmt.Fprintf(&b, " %s|%s=%q", uris[at.NS], at.Local, s.Value(at))
			}
		case EndTag:
			fmt.Fprintf(&b, "</%s|%s", uris[s.NS], s.Local)
		case Text:
			fmt.Fprintf(&b, "%q", s.Text())
		}
		all = append(all, told{b.String(), s.Pos()})
	}
}

func unlimited() Limits {
	return Limits{Depth: math.MaxInt, Attributes: math.MaxInt / 8, Tag: math.MaxInt, Text: math.MaxInt, Nodes: math.MaxInt}
}

// compare fails where both accept a part and say different things of it, and where only the judge refuses it. It reports
// whether the part is accepted.
func compare(t *testing.T, data []byte) bool {
	t.Helper()
	got, unknown, fault := found(data, unlimited())
	if fault != nil {
		return false
	}
	text := UTF8(data)
	mark := len(text) - len(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	want, err := judged(text)
	if err != nil {
		if !moreThanTheJudge(text, err) {
			t.Fatalf("accepted, but: %v\n%.2000q", err, data)
		}
		return true
	}
	if len(got) != len(want) {
		t.Fatalf("%d tokens, want %d\n%.2000q", len(got), len(want), data)
	}
	for i := range got {
		if got[i].end+mark != want[i].end || got[i].what != want[i].what && !unknown {
			t.Fatalf("token %d is %v, want %v\n%.2000q", i, got[i], want[i], data)
		}
	}
	return true
}

// moreThanTheJudge tells what is accepted here and not there: a declaration of UTF-16, which was turned into UTF-8, or UTF8 without a
// hyphen; names of the fifth edition of XML 1.0, which has more of them than the fourth; numbers of characters with many zeros before them.
func moreThanTheJudge(text []byte, err error) bool {
	lower := bytes.ToLower(text)
	switch {
	case strings.Contains(err.Error(), "declared but Decoder.CharsetReader is nil"):
		return bytes.Contains(lower, []byte("utf-16")) || bytes.Contains(lower, []byte("utf16")) || bytes.Contains(lower, []byte("utf8"))
	case strings.Contains(err.Error(), "invalid XML name"), strings.Contains(err.Error(), "expected "):
		return bytes.ContainsFunc(text, func(r rune) bool { return r >= 0x80 })
	}
	return false
}
