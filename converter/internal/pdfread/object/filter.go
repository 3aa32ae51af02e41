package object

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
)

func isBroken(err error) bool { return errors.Is(err, ErrBroken) || errors.Is(err, ErrFilter) }

// Decode returns the bytes of a stream, unpacked (7.4). nil and an error of the file where they cannot be; the file's error
// wraps [ErrFilter] where the way of packing is not known here.
func (f *File) Decode(s *Stream) []byte {
	if f.err != nil || s == nil {
		return nil
	}
	data, err := f.decode(s)
	if f.given += int64(len(data)); err == nil && f.given > f.limits.PDFTotal {
		err = tooMuch(Unpacked, f.limits.PDFTotal)
	}
	if err != nil {
		f.err = err
		return nil
	}
	return data
}

func (f *File) decode(s *Stream) ([]byte, error) {
	filters, err := f.list(s.Dict["Filter"])
	if err != nil {
		return nil, err
	}
	parameters, err := f.list(s.Dict["DecodeParms"])
	if err != nil {
		return nil, err
	}
	if s.Dict["F"] != nil {
		return nil, fmt.Errorf("%w: the bytes stand in another file", ErrFilter)
	}
	if len(filters) > mostFilters {
		return nil, fmt.Errorf("%w: packed %d times over", ErrFilter, len(filters))
	}
	data, err := f.unlocked(s)
	if err != nil {
		return nil, err
	}
	for i, filter := range filters {
		name, _ := filter.(Name)
		var with Dict
		if i < len(parameters) {
			with, _ = parameters[i].(Dict)
		}
		if data, err = f.filter(name, with, data); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// mostFilters is how often a stream may be packed: programs pack twice at most, for mail.
const mostFilters = 4

// list returns a value, or the values of an array, with references resolved.
func (f *File) list(o Object) (Array, error) {
	resolved := func(o Object) (Object, error) {
		if ref, ok := o.(Ref); ok {
			return f.load(int(ref))
		}
		return o, nil
	}
	o, err := resolved(o)
	if o == nil || err != nil {
		return nil, err
	}
	array, ok := o.(Array)
	if !ok {
		return Array{o}, nil
	}
	out := make(Array, len(array))
	for i := range array {
		if out[i], err = resolved(array[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (f *File) filter(name Name, with Dict, data []byte) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		data, err := f.flate(data)
		if err != nil {
			return nil, err
		}
		return predicted(data, with)
	case "LZWDecode", "LZW":
		early := 1
		if n, ok := with["EarlyChange"].(Integer); ok && n == 0 {
			early = 0
		}
		data, err := f.unlzw(data, early)
		if err != nil {
			return nil, err
		}
		return predicted(data, with)
	case "RunLengthDecode", "RL":
		return f.unrun(data)
	case "ASCIIHexDecode", "AHx":
		out, ok := unhex(beforeMark(data, ">"))
		if !ok {
			return nil, fmt.Errorf("%w: no hexadecimal digit in a stream", ErrBroken)
		}
		return out, f.length(len(data))
	case "ASCII85Decode", "A85":
		out, ok := unbase85(beforeMark(data, "~>"))
		if !ok {
			return nil, fmt.Errorf("%w: no base 85 in a stream", ErrBroken)
		}
		return out, f.length(len(data))
	}
	return nil, fmt.Errorf("%w: %.40q", ErrFilter, string(name))
}

// mostUnpacked is how many bytes may come out of so many.
func (f *File) mostUnpacked(in int) int64 {
	return min(f.limits.PDFStream, f.limits.PDFTotal-f.decoded, max(f.limits.ZipRatioMin, f.limits.ZipRatio*int64(in)))
}

// unpackedTooMuch says which limit is passed.
func (f *File) unpackedTooMuch(out, in int) error {
	switch {
	case int64(out) > f.limits.PDFStream:
		return tooMuch(Unpacked, f.limits.PDFStream)
	case f.decoded > f.limits.PDFTotal:
		return tooMuch(Unpacked, f.limits.PDFTotal)
	}
	return tooMuch(Unpacked, max(f.limits.ZipRatioMin, f.limits.ZipRatio*int64(in)))
}

// flate inflates (7.4.4), counting as it goes: bytes of this stream, of all streams, and how much comes out of how little.
func (f *File) flate(data []byte) ([]byte, error) {
	in := bytes.NewReader(data)
	var err error
	if f.inflate == nil {
		z, failed := zlib.NewReader(in)
		if err = failed; err == nil {
			f.inflate = z.(interface {
				io.ReadCloser
				Reset(r io.Reader, dict []byte) error
			})
		}
	} else {
		err = f.inflate.Reset(in, nil)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: inflating a stream: %w", ErrBroken, err)
	}
	most := f.mostUnpacked(len(data))
	out := make([]byte, 0, min(4*len(data)+512, 64<<10))
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
		room := out[len(out):min(cap(out), len(out)+64<<10)]
		n, err := f.inflate.Read(room)
		out = out[:len(out)+n]
		f.decoded += int64(n)
		if int64(len(out)) > most {
			return nil, f.unpackedTooMuch(len(out), len(data))
		}
		if err := f.step(1 + n>>6); err != nil {
			return nil, err
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: inflating a stream: %w", ErrBroken, err)
		}
	}
}
