package object

import (
	"bytes"
	"fmt"
)

// stream finds the bytes of a stream (7.3.8). Where Length does not lead to its end, the next end is taken.
func (p *parser) stream(dict Dict) (*Stream, error) {
	if p.pos < len(p.data) && p.data[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\n' {
		p.pos++
	}
	start := p.pos
	length := dict["Length"]
	if ref, ok := length.(Ref); ok {
		var err error
		if length, err = p.f.load(int(ref)); err != nil {
			return nil, err
		}
	}
	if n, ok := length.(Integer); ok && n >= 0 && int64(n) <= int64(len(p.data)-start) {
		if p.pos = start + int(n); p.keyword("endstream") {
			return &Stream{Dict: dict, raw: p.data[start : start+int(n)]}, nil
		}
	}
	end, err := p.f.nextEnd(start)
	if err != nil {
		return nil, err
	}
	p.pos = end + len("endstream")
	raw := bytes.TrimSuffix(p.data[start:end], []byte("\n"))
	return &Stream{Dict: dict, raw: bytes.TrimSuffix(raw, []byte("\r"))}, nil
}

// endings remembers the last search for the end of a stream: streams without one must not be searched for again and again.
type endings struct{ from, found int }

func (f *File) nextEnd(start int) (int, error) {
	if e := f.endings; e.found != 0 && start >= e.from && (e.found < 0 || start <= e.found) {
		return e.result()
	}
	at := bytes.Index(f.data[start:], []byte("endstream"))
	if at >= 0 {
		at += start
	}
	f.endings = endings{start, at}
	if err := f.step((max(at, start) - start) >> 10); err != nil {
		return 0, err
	}
	return f.endings.result()
}

func (e endings) result() (int, error) {
	if e.found < 0 {
		return 0, fmt.Errorf("%w: a stream has no end", ErrBroken)
	}
	return e.found, nil
}
