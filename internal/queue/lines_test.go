package queue

import (
	"bufio"
	"bytes"
	"io"
	"testing"
)

// A line without end takes no more memory than a line may have.
func TestLongestLine(t *testing.T) {
	endless := io.MultiReader(bytes.NewReader(make([]byte, 2*longestLine)), bytes.NewReader([]byte("\nnext\n")))
	from := bufio.NewReaderSize(endless, 1<<16)
	line, length, err := readLine(from)
	if err != nil || length != 2*longestLine+1 || cap(line) > 2*longestLine {
		t.Errorf("%d bytes are held of a line of %d, %v", cap(line), length, err)
	}
	if line, _, err := readLine(from); err != nil || string(line) != "next\n" {
		t.Errorf("%q, %v", line, err)
	}
}
