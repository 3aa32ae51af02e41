package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"nianbao/converter/diag"
)

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// What cannot be printed is said to be so, whoever prints it: the library writes help and scripts of completion.
func TestNoRoomToPrint(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}, {"completion", "powershell"}, {"version"}, {"schema"}} {
		var told bytes.Buffer
		s := &session{ctx: t.Context(), stdin: strings.NewReader(""), stdout: full{}, stderr: &told, lang: diag.English}
		if status := s.execute(args); status != exitUsage || !strings.Contains(told.String(), "[stdout-unwritable]") {
			t.Errorf("%s: %d, %s", args, status, &told)
		}
	}
}
