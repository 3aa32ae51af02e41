// Package worker does jobs of package nianbao/internal/queue in processes of their own. A report that makes the program crash, run for ever or
// take all memory costs the process and that job, and nothing else: the next job gets a new process.
//
// The parent starts the program again with a verb that nobody types ([Start]); the child serves jobs from its standard input and
// answers on its standard output ([Serve]). Both sides write frames: four bytes of length (big-endian) and so many bytes. The first
// frame says how to work; the child answers it with an empty frame, or with why it cannot. A job is two frames, the name and the bytes.
// An answer is a frame of JSON that lists its files, and a frame for each.
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

	"nianbao/internal/queue"
)

// largestFrame bounds what one side takes from the other at a time, a job or an answer with all its files: an input is at most 20 MiB,
// results of many reports some tenfold of it. A child may have been taken over by its input.
const largestFrame = 512 << 20

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

// readFrame reads one frame of at most so many bytes. io.EOF means that there is none; one that is cut off is io.ErrUnexpectedEOF. Memory is taken for what
// came, and not for what the length claims.
func readFrame(from io.Reader, most int64) ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(from, head[:]); err != nil {
		return nil, err //nolint:wrapcheck // io.EOF is part of the contract
	}
	n := int64(binary.BigEndian.Uint32(head[:]))
	if n > most {
		return nil, fmt.Errorf("a frame of %d bytes is too large", n)
	}
	const believed = 1 << 20
	if n <= believed {
		data := make([]byte, n)
		if read, err := io.ReadFull(from, data); err != nil {
			return nil, fmt.Errorf("a frame of %d bytes ends after %d: %w", n, read, io.ErrUnexpectedEOF)
		}
		return data, nil
	}
	var b bytes.Buffer
	b.Grow(believed)
	if read, err := io.CopyN(&b, from, n); err != nil {
		return nil, fmt.Errorf("a frame of %d bytes ends after %d: %w", n, read, io.ErrUnexpectedEOF)
	}
	return b.Bytes(), nil
}

func writeAnswer(to *bufio.Writer, a *queue.Answer) error {
	head, err := json.Marshal(a)
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
	data, err := readFrame(from, largestFrame)
	if err != nil {
		return nil, err
	}
	var a queue.Answer
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, fmt.Errorf("an answer: %w", err)
	}
	left := int64(largestFrame - len(data))
	for i := range a.Files {
		if a.Files[i].Data, err = readFrame(from, left); err != nil {
			return nil, errors.Join(io.ErrUnexpectedEOF, err)
		}
		left -= int64(len(a.Files[i].Data))
	}
	return &a, nil
}
