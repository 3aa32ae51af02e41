package odt_test

import (
	"bytes"
	"regexp"
	"testing"

	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/wordml/wordtest"
)

var attribute = regexp.MustCompile(`"[^"<>]*"`)

// TestDamaged: whatever the value of an attribute is, and wherever a file is cut off, it is read or refused. One that is cut is refused.
func TestDamaged(t *testing.T) {
	for i, c := range cases {
		whole := flat(c.body)
		body := bytes.Index(whole, []byte("<office:body>"))
		for _, at := range attribute.FindAllIndex(whole, -1) {
			if at[0] < body && i%seeded.Part(8, 40) != 0 { // the styles with some of the bodies only
				continue
			}
			for _, value := range []string{`""`, `"-1"`, `"0"`, `"31"`, `"99999999"`, `"%1%"`, `"第%1"`} {
				doc, found := read(bytes.Join([][]byte{whole[:at[0]], []byte(value), whole[at[1]:]}, nil))
				wordtest.Sound(t, doc, found)
			}
		}
		for n := body; n < len(whole)-1; n += seeded.Part(7, 61) {
			if doc, found := read(whole[:n]); doc != nil {
				t.Fatalf("%s was read: %v", whole[body:n], found)
			}
		}
	}
}
