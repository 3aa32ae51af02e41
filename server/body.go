package server

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"nianbao/converter/diag"
)

// Why a body is not read to its end, beside what the connection says.
var (
	errSlow   = errors.New("the body came too slowly")
	errMemory = errors.New("no memory is free for the body")
)

// paced reads a body that must keep coming: after the grace each byte gives it a little more time. A sender who stalls
// holds a connection and his share of memory for the grace and no longer.
type paced struct {
	from     io.Reader
	deadline func(time.Time) error // of the next read
	begun    time.Time
	grace    time.Duration
	rate     int64 // bytes a second
	got      int64
}

// Read implements io.Reader; errSlow says that the time was over.
func (p *paced) Read(b []byte) (int, error) {
	allowed := p.grace + time.Duration(float64(p.got)/float64(p.rate)*float64(time.Second))
	if err := p.deadline(p.begun.Add(allowed)); err != nil {
		return 0, err
	}
	n, err := p.from.Read(b)
	p.got += int64(n)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = errSlow
	}
	return n, err
}

// bounded ends with the error of [http.MaxBytesReader] where more comes out than is allowed: of a compressed body it is
// not the sender's bytes that count but what they unpack to.
type bounded struct {
	from  io.Reader
	limit int64
	left  int64
}

// Read implements io.Reader.
func (l *bounded) Read(b []byte) (int, error) {
	if int64(len(b)) > l.left+1 {
		b = b[:l.left+1]
	}
	n, err := l.from.Read(b)
	if int64(n) > l.left {
		n, l.left = int(l.left), 0
		return n, &http.MaxBytesError{Limit: l.limit}
	}
	l.left -= int64(n)
	return n, err
}

// intake turns a stream into buffers and charges each before it is made.
type intake struct {
	charge *charge
	held   int64 // bytes of all buffers made so far
}

func (i *intake) buffer(n int64) ([]byte, error) {
	i.held += n
	if !i.charge.grow(i.held) {
		return nil, errMemory
	}
	return make([]byte, n), nil
}

// exactly reads a stream of a known length. Its memory is charged at once, but made in steps as the bytes come, each
// stepUp times the one before: whoever announces 20 MB and stalls after the first holds no more than a small part of it.
func (i *intake) exactly(r io.Reader, n int64) ([]byte, error) {
	i.held += n
	if !i.charge.grow(i.held) {
		return nil, errMemory
	}
	data := make([]byte, min(n, firstChunk))
	for got := 0; ; {
		more, err := io.ReadFull(r, data[got:])
		got += more
		if err == io.EOF && got > 0 {
			err = io.ErrUnexpectedEOF // the stream ended where a step did
		}
		if err != nil || int64(got) == n {
			return data[:got], err
		}
		larger := make([]byte, min(n, stepUp*int64(len(data))))
		copy(larger, data)
		data = larger
	}
}

// stepUp is large, so that little is copied and the pieces beside the last are a fifteenth of it.
const stepUp = 16

// The chunks in which a stream of unknown length is gathered grow from the first size to the last.
const firstChunk, lastChunk = 4 << 10, 1 << 20

// all reads a stream to its end in chunks and joins them in one buffer of the right size. No chunk is larger than most,
// where the caller knows that no more can come; -1 for not.
func (i *intake) all(r io.Reader, most int64) ([]byte, error) {
	var chunks [][]byte
	total := int64(0)
	for size, done := int64(firstChunk), false; !done; size = min(2*size, lastChunk) {
		if most >= 0 {
			size = max(min(size, most-total), 1)
		}
		chunk, err := i.buffer(size)
		if err != nil {
			return nil, err
		}
		n := 0
		for n < len(chunk) && !done {
			got, err := r.Read(chunk[n:])
			n += got
			if err == io.EOF { // only the bare value is an end; a wrapped one is a body that was cut
				done = true
			} else if err != nil {
				return nil, err
			}
		}
		chunks = append(chunks, chunk[:n])
		total += int64(n)
	}
	if len(chunks) == 1 {
		return chunks[0], nil
	}
	data, err := i.buffer(total)
	if err != nil {
		return nil, err
	}
	at := 0
	for _, chunk := range chunks {
		at += copy(data[at:], chunk)
	}
	return data, nil
}

// coding returns whether the body is compressed by gzip, and a diagnostic for any other coding.
func coding(r *http.Request) (zipped bool, problem *diag.Diagnostic) {
	all := strings.Join(r.Header.Values("Content-Encoding"), ",")
	switch strings.ToLower(strings.TrimSpace(all)) {
	case "", "identity":
		return false, nil
	case "gzip", "x-gzip": // RFC 9110 section 8.4.1.3: the same
		return true, nil
	}
	d := diag.New("http-encoding", diag.Place{}, "encoding", all)
	return false, &d
}

func isZipped(r *http.Request) bool {
	zipped, problem := coding(r)
	return zipped && problem == nil
}

// inflated unpacks a body of coding gzip, at most limit bytes.
func inflated(r io.Reader, limit int64) (io.Reader, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	return &bounded{from: z, limit: limit, left: limit}, nil
}
