// Package worker does jobs of package nianbao/queue in processes of their own. A report that makes the program crash, run for ever or
// take all memory costs the process and that job, and nothing else: the next job gets a new process.
//
// The parent starts the program again with a verb that nobody types ([Start]); the child serves jobs from its standard input and
// answers on its standard output ([Serve]). Both sides write frames: four bytes of length (big-endian) and so many bytes. The first
// frame says how to work; the child answers it with an empty frame, or with why it cannot. A job is two frames, the name and the bytes.
// An answer is a frame of JSON that says how many files follow, and a frame for each.
//
// The child watches its standard input also while it works: when the parent is gone it ends at once, so that no process is left behind
// by a parent that was killed.
package worker

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"nianbao/queue"
)

// largestFrame bounds what one side believes of the other: an input is at most 20 MiB, a result some tenfold of it.
const largestFrame = 512 << 20

// mostFiles bounds how many files an answer has: a file of many reports, several formats each.
const mostFiles = 1 << 16

func writeFrame(to io.Writer, data []byte) error {
	if len(data) > largestFrame {
		return fmt.Errorf("a frame of %d bytes is too large", len(data))
	}
	if _, err := to.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data)))); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	if _, err := to.Write(data); err != nil {
		return fmt.Errorf("writing a frame: %w", err)
	}
	return nil
}

// readFrame reads one frame. io.EOF means that there is none; one that is cut off is io.ErrUnexpectedEOF. Memory is taken for what
// came, and not for what the length claims.
func readFrame(from io.Reader) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, err //nolint:wrapcheck // io.EOF is part of the contract
	}
	n := int64(binary.BigEndian.Uint32(head[:]))
	if n > largestFrame {
		return nil, fmt.Errorf("a frame of %d bytes is too large", n)
	}
	var b bytes.Buffer
	b.Grow(int(min(n, 1<<20)))
	if read, err := io.CopyN(&b, from, n); err != nil {
		return nil, fmt.Errorf("a frame of %d bytes ends after %d: %w", n, read, io.ErrUnexpectedEOF)
	}
	return b.Bytes(), nil
}

// answerHead is the first frame of an answer.
type answerHead struct {
	*queue.Answer
	Count int `json:"count"`
}

func writeAnswer(to *bufio.Writer, a *queue.Answer) error {
	head, err := json.Marshal(answerHead{a, len(a.Files)})
	if err != nil {
		return fmt.Errorf("an answer: %w", err)
	}
	if err := writeFrame(to, head); err != nil {
		return err
	}
	for _, f := range a.Files {
		if err := writeFrame(to, f.Data); err != nil {
			return err
		}
	}
	if err := to.Flush(); err != nil {
		return fmt.Errorf("an answer: %w", err)
	}
	return nil
}

func readAnswer(from io.Reader) (*queue.Answer, error) {
	data, err := readFrame(from)
	if err != nil {
		return nil, err
	}
	head := answerHead{Answer: &queue.Answer{}}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("an answer: %w", err)
	}
	if head.Count != len(head.Files) || head.Count > mostFiles {
		return nil, fmt.Errorf("an answer of %d files that names %d", head.Count, len(head.Files))
	}
	for i := range head.Files {
		if head.Files[i].Data, err = readFrame(from); err != nil {
			return nil, errors.Join(io.ErrUnexpectedEOF, err)
		}
	}
	return head.Answer, nil
}
