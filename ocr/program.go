package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
	"unicode/utf8"
)

// What a program may say: Tesseract writes about 60 bytes a character, and on standard error a line or two.
const (
	mostOutput = 16 << 20
	mostSaid   = 64 << 10
	lastLines  = 3
)

// afterwards is how long children of a program may hold its output open after it ended.
const afterwards = 2 * time.Second

var (
	errTimeout = errors.New("it took too long")
	errOutput  = fmt.Errorf("it wrote more than %d bytes", mostOutput)
)

// run runs a command on an input and returns what it wrote. It ends with the context, or when its time is over, with its children.
func run(ctx context.Context, command []string, input []byte, timeout time.Duration) ([]byte, error) {
	limited, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timed, stop := context.WithTimeoutCause(limited, timeout, errTimeout)
	defer stop()
	cmd := exec.CommandContext(timed, command[0], command[1:]...)
	own(cmd)
	cmd.WaitDelay = afterwards
	out, said := &sink{most: mostOutput, full: func() { cancel(errOutput) }}, &tail{}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), out, said
	err := cmd.Run()
	end(cmd)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case timed.Err() != nil:
		return nil, fmt.Errorf("%s: %w", command[0], context.Cause(timed))
	case out.cut:
		return nil, fmt.Errorf("%s: %w", command[0], errOutput)
	case err != nil:
		if last := said.last(); last != "" {
			return nil, fmt.Errorf("%w: %s", err, last)
		}
		return nil, err
	}
	return out.data.Bytes(), nil
}

// sink keeps what is written up to a limit, and then says that it is full.
type sink struct {
	data bytes.Buffer
	most int
	full func()
	cut  bool
}

// Write implements io.Writer.
func (s *sink) Write(p []byte) (int, error) {
	if s.data.Len()+len(p) > s.most {
		s.cut = true
		s.full()
		return 0, errOutput
	}
	return s.data.Write(p)
}

// tail keeps the end of what is written.
type tail struct{ data []byte }

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.data = append(t.data, p...)
	if over := len(t.data) - mostSaid; over > 0 {
		t.data = append(t.data[:0], t.data[over:]...)
	}
	return len(p), nil
}

// last returns the last lines that say something.
func (t *tail) last() string {
	var lines []string
	for line := range strings.Lines(string(t.data)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines[max(0, len(lines)-lastLines):], " / ")
	const most = 400
	if len(text) > most {
		text = text[len(text)-most:]
		for text != "" && !utf8.RuneStart(text[0]) {
			text = text[1:]
		}
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}
