package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// progress is a line on a terminal that says how far a batch is. Elsewhere it is nothing, so that logs stay clean.
type progress struct {
	to    io.Writer // nil: say nothing
	total int
}

func (s *session) progress(total int) progress {
	if total < 2 || !isTerminal(s.stderr) {
		return progress{}
	}
	return progress{s.stderr, total}
}

func (p progress) show(done int) {
	if p.to != nil {
		fmt.Fprintf(p.to, "\r%d/%d", done, p.total)
	}
}

// clear removes the line before something else is printed (ECMA-48: erase in line).
func (p progress) clear() {
	if p.to != nil {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
