package main

import (
	"strings"
	"testing"
)

func TestSafeName(t *testing.T) {
	for organ, want := range map[string]string{
		"青溪县水务局":                 "青溪县水务局",
		"青溪县/水务局":                "青溪县_水务局",
		`<云溪>:"市"\|?*`:           "_云溪___市_____",
		"../etc":                 "_etc",
		" 局. ":                   "局",
		"水\x00务\n局":              "水_务_局",
		"":                       "",
		"..":                     "",
		strings.Repeat("局", 100): strings.Repeat("局", 60),
	} {
		if got := safeName(organ); got != want {
			t.Errorf("%q: %q, want %q", organ, got, want)
		}
	}
}

// Names that some file systems take for one are one; names that are no UTF-8 are as many as they are.
func TestNamesTaken(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"a/Report.docx", "a/report.DOCX", true},
		{"a/./x.docx", "a/x.docx", true},
		{"a/x.docx", "b/x.docx", false},
		{"\xb9\xfa.docx", "\xb0\xa1.docx", false},
		{"\xb9\xfa.docx", "\xb9\xfa.docx", true},
	} {
		taken := names{}
		taken.take(c.a, "first")
		if first, twice := taken.take(c.b, "second"); twice != c.same || twice && first != "first" {
			t.Errorf("%q and %q: %v", c.a, c.b, twice)
		}
	}
}
