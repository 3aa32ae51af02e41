package main

import (
	"io"
	"strings"
	"testing"
)

// What is asked for wrongly ends before anything is built.
func TestWrongCommandLines(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1700000001")
	given := []string{"-root", t.TempDir(), "-version", "v0.1.0"}
	for fault, args := range map[string][]string{
		"takes one target":    {"-tree", t.TempDir(), "-platforms", "linux/amd64,linux/arm64", "-variants", full},
		"is not built":        {"-platforms", "linux/mips"},
		"unexpected argument": {"v0.1.0"},
		"not defined":         {"-platform", "linux/amd64"},
	} {
		err := command(t.Context(), append(given, args...), io.Discard)
		if err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%q: %v, want one about %q", args, err, fault)
		}
	}
}
