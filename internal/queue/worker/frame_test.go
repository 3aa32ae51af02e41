package worker

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"nianbao/internal/queue"
)

// What claims to be large takes no memory before it comes, and what is cut off is no answer.
func TestFrames(t *testing.T) {
	claim := []byte("\x1f\xff\xff\xffabc")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if data, err := readFrame(bytes.NewReader(claim), largestFrame); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", data, err)
	}
	runtime.ReadMemStats(&after)
	const little = 8 << 20
	if taken := after.TotalAlloc - before.TotalAlloc; taken > little {
		t.Errorf("%d bytes of memory for a claim", taken)
	}
	if _, err := readFrame(bytes.NewReader([]byte("\xff\xff\xff\xff")), largestFrame); err == nil || errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
	if _, err := readFrame(bytes.NewReader(nil), largestFrame); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
	var b bytes.Buffer
	answer := &queue.Answer{Files: []queue.File{{Suffix: ".a", Data: []byte("one")}}}
	if err := writeAnswer(bufio.NewWriter(&b), answer); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	if a, err := readAnswer(bytes.NewReader(whole)); err != nil || string(a.Files[0].Data) != "one" {
		t.Errorf("%+v, %v", a, err)
	}
	for n := range whole {
		if a, err := readAnswer(bytes.NewReader(whole[:n])); err == nil {
			t.Errorf("%d of %d bytes are an answer: %+v", n, len(whole), a)
		}
	}
	// All files together may be as large as one: the second has no room left.
	b.Reset()
	_ = writeFrame(&b, []byte(`{"files": [{"suffix": ".a"}, {"suffix": ".b"}]}`)) // a buffer takes everything
	_ = writeFrame(&b, make([]byte, 1<<20))
	b.Write([]byte("\x1f\xf0\x00\x00")) // 511 MiB
	if a, err := readAnswer(&b); err == nil || !strings.Contains(err.Error(), "a frame of 535822336 bytes is too large") {
		t.Errorf("%+v, %v", a, err)
	}
}

// FuzzAnswer: a child that was taken over by its input says anything.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x02{}"))
	f.Add([]byte("\x00\x00\x00\x1c{\"files\":[{\"suffix\":\".a\"}]}\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := readAnswer(bytes.NewReader(data)); err == nil && a == nil {
			t.Error("neither an answer nor an error")
		}
	})
}
