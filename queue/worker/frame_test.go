package worker

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"testing"

	"nianbao/queue"
)

// What claims to be large takes no memory before it comes, and what is cut off is no answer.
func TestFrames(t *testing.T) {
	if data, err := readFrame(bytes.NewReader([]byte("\x1f\xff\xff\xffabc"))); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%q, %v", data, err)
	}
	large := testing.AllocsPerRun(1, func() { _, _ = readFrame(bytes.NewReader([]byte("\x1f\xff\xff\xffabc"))) })
	if large > 20 {
		t.Errorf("%v allocations", large)
	}
	if _, err := readFrame(bytes.NewReader([]byte("\xff\xff\xff\xff"))); err == nil || errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
	if _, err := readFrame(bytes.NewReader(nil)); !errors.Is(err, io.EOF) {
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
	b.Reset()
	_ = writeFrame(&b, []byte(`{"count": 2, "files": [{"suffix": ".a"}]}`)) // a buffer takes everything
	if a, err := readAnswer(&b); err == nil {
		t.Errorf("%+v", a)
	}
}

// FuzzAnswer: a child that was taken over by its input says anything.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x02{}"))
	f.Add([]byte("\x00\x00\x00\x26{\"count\":1,\"files\":[{\"suffix\":\".a\"}]}\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if a, err := readAnswer(bytes.NewReader(data)); err == nil && a == nil {
			t.Error("neither an answer nor an error")
		}
	})
}
