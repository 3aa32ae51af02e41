package rtf_test

import (
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/internal/wordml/wordtest"
)

var controlWord = regexp.MustCompile(`\\[a-z]+(-?[0-9]+)? ?|\\'[0-9a-f]{2}|[{}]`)

// TestDamaged: whatever number a control word gets, and whatever of a file is left out, it is read or refused.
func TestDamaged(t *testing.T) {
	for _, c := range cases {
		whole := head + c.body + "}"
		for _, at := range controlWord.FindAllStringSubmatchIndex(whole, -1) {
			if at[0] < len(head) && len(c.body)%16 != 0 { // the tables of the head with some of the bodies only
				continue
			}
			changed := []string{whole[:at[0]] + whole[at[1]:], whole[:at[0]] + "}"}
			if at[2] >= 0 {
				for _, n := range []string{"", "-1", "0", "31", "99999999", "-99999999"} {
					changed = append(changed, whole[:at[2]]+n+whole[at[3]:])
				}
			}
			for _, data := range changed {
				doc, found := read(data)
				wordtest.Sound(t, doc, found)
			}
		}
	}
}

// TestCut: the same wherever it is cut off, also within a control word. What is cut is refused: its last group has no end.
func TestCut(t *testing.T) {
	for _, c := range cases {
		whole := head + c.body
		for n := len(head); n < len(whole); n++ {
			if doc, found := read(whole[:n]); doc != nil {
				t.Fatalf("%q was read: %v", strings.TrimPrefix(whole[:n], head), found)
			}
		}
	}
}
