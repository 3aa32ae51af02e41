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
