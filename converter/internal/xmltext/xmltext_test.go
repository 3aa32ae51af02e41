package xmltext_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/converter/internal/xmltext"
)

func ExampleAppend() {
	fmt.Printf("%s", xmltext.Append(nil, `《甲》&<乙> "丙"`+"\x01"))
	// Output: 《甲》&amp;&lt;乙&gt; &quot;丙&quot;�
}

// FuzzAppend: any parser gives back what was written, from text and from an attribute; what XML cannot hold is U+FFFD.
func FuzzAppend(f *testing.F) {
	for _, s := range []string{"", "甲", "<&>\"'", "a\tb\r\nc", "\x00\x1f\x7f", "\uFFFE\uFFFF\uFEFF", "\xff\xed\xa0\x80", "😀𬭎\uE000", strings.Repeat("国", 5000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		written := xmltext.Append(nil, s)
		if !utf8.Valid(written) {
			t.Fatalf("not UTF-8: %q", written)
		}
		var got struct {
			Attribute string `xml:"a,attr"`
			Text      string `xml:",chardata"`
		}
		if err := xml.Unmarshal(fmt.Appendf(nil, `<x a="%s">%s</x>`, written, written), &got); err != nil {
			t.Fatal(err)
		}
		want := strings.Map(func(r rune) rune {
			if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
				return utf8.RuneError
			}
			return r
		}, strings.ToValidUTF8(s, ""))
		strip := func(s string) string { return strings.ReplaceAll(s, "\uFFFD", "") } // how many stand for broken bytes is open
		if strip(got.Text) != strip(want) || strip(got.Attribute) != strip(want) {
			t.Errorf("%q came back as %q and %q", s, got.Text, got.Attribute)
		}
	})
}
