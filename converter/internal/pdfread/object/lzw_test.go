package object_test

import (
	"bytes"
	"compress/lzw"
	"errors"
	"fmt"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// early packs bytes by LZW as Adobe's programs do, whose codes grow one code early: the decoder of qpdf agrees.
func early(data []byte) []byte {
	var out []byte
	buffer, held, bits := uint32(0), 0, 9
	put := func(code int) {
		buffer, held = buffer<<bits|uint32(code), held+bits
		for ; held >= 8; held -= 8 {
			out = append(out, byte(buffer>>(held-8)))
		}
	}
	table := map[string]int{}
	next := 258
	code := func(s []byte) int {
		if len(s) == 1 {
			return int(s[0])
		}
		return table[string(s)]
	}
	put(256)
	start := 0
	for end := 1; end <= len(data); end++ {
		if _, known := table[string(data[start:min(end+1, len(data))])]; end < len(data) && known {
			continue
		}
		put(code(data[start:end]))
		if end == len(data) {
			break
		}
		table[string(data[start:end+1])] = next
		if next++; next == 4095 {
			put(256)
			clear(table)
			next, bits = 258, 9
		} else if next+1 > 1<<bits {
			bits++
		}
		start = end
	}
	put(257)
	if held > 0 {
		out = append(out, byte(buffer<<(8-held)))
	}
	return out
}

// sentences are bytes that repeat each other, but not all of them.
func sentences(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%d %d Td (%x) Tj\n", i*i%977, i%31, i*7919%65537)
	}
	return b.Bytes()[:n]
}

// TestLZW: streams of all lengths at which codes grow or the table begins anew.
func TestLZW(t *testing.T) {
	for _, n := range []int{1, 2, 300, 900, 3000, 20_000, 60_000} {
		data := sentences(n)
		var late bytes.Buffer
		w := lzw.NewWriter(&late, lzw.MSB, 8)
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		for parameters, packed := range map[string][]byte{"/DecodeParms<</EarlyChange 0>>": late.Bytes(), "": early(data)} {
			if got, err := decoded(t, limit.Default(), stream("/Filter/LZWDecode"+parameters, packed)); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes %s: %d, %v", n, parameters, len(got), err)
			}
		}
	}
}

// TestLZWRefused: what no program packs is broken, and what unpacks to too much is refused.
func TestLZWRefused(t *testing.T) {
	small := limit.Default()
	small.PDFStream = 1000
	for name, c := range map[string]struct {
		filter string
		data   []byte
		want   error
	}{
		"a code that nothing leads to": {"LZWDecode", []byte{0x80, 0x7F, 0xFF, 0xFF}, object.ErrBroken},
		"the first code unknown":       {"LZWDecode", []byte{0x80, 0x40, 0x80}, object.ErrBroken},
		"too much by LZW":              {"LZWDecode", early(make([]byte, 5000)), limit.ErrTooLarge},
		"too much by runs":             {"RunLengthDecode", bytes.Repeat([]byte{129, 0}, 50), limit.ErrTooLarge},
		"a run cut off":                {"RunLengthDecode", []byte{200}, object.ErrBroken},
		"bytes cut off":                {"RunLengthDecode", []byte{5, 1, 2}, object.ErrBroken},
	} {
		if got, err := decoded(t, small, stream("/Filter/"+c.filter, c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

func decoded(t *testing.T, limits limit.Limits, value string) ([]byte, error) {
	t.Helper()
	f, err := object.Open(limit.NewMeter(t.Context(), limits), simple(value))
	if err != nil {
		t.Fatal(err)
	}
	return f.Decode(f.Stream(object.Ref(2))), f.Err()
}

// TestPackedAlike: the examples of ISO 32000-1 7.4.4.2, and of 7.4.5 by its rules.
func TestPackedAlike(t *testing.T) {
	for value, want := range map[string]string{
		stream("/Filter/LZWDecode", []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}):         "-----A---B",
		stream("/Filter/RunLengthDecode", []byte{2, 'a', 'b', 'c', 254, 'x', 128, 9}):                     "abcxxx",
		stream("/Filter/RL", []byte{0, 'a'}):                                                              "a",
		stream("/Filter/LZW/DecodeParms<</Predictor 12/Columns 2>>", early([]byte("\x02ab\x02\x01\x01"))): "abbc",
	} {
		if got, err := decoded(t, limit.Default(), value); err != nil || string(got) != want {
			t.Errorf("%q: %v, want %q", got, err, want)
		}
	}
}
