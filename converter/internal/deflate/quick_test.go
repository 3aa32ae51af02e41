package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"math"
	"testing"
)

// TestFinderBeginsAnew: places are counted on from stream to stream, and begin anew before the count is full.
func TestFinderBeginsAnew(t *testing.T) {
	data := bytes.Repeat([]byte("abcdefgh"), 100)
	var f finder
	f.begin = math.MaxUint32 - 2
	if got := len(f.find(data)); got > 20 {
		t.Errorf("%d tokens", got)
	}
}

// TestWriteBehindAnyBits: tokens are written behind any number of bits.
func TestWriteBehindAnyBits(t *testing.T) {
	c := newCode(pageLengths)
	data := bytes.Repeat([]byte("\xfe\xfd ab"), 40)
	tokens := append(new(finder).find(data), repeat(200, 200), repeat(130, 131))
	var want []byte
	for _, t := range tokens {
		if t&isRepeat == 0 {
			want = append(want, byte(t))
			continue
		}
		for range t.length() {
			want = append(want, want[len(want)-t.distance()])
		}
	}
	for before := range 64 {
		w := newBits(nil, 0)
		w.appendAll(c.head)
		var first []byte
		for int(w.count) != before { // literals of several lengths, until so many bits are pending
			first = append(first, byte(len(first)*7))
			w.add(c.literal[first[len(first)-1]])
			if len(first) > 10_000 {
				t.Fatalf("%d bits are never pending", before)
			}
		}
		c.write(&w, tokens)
		w.add(c.end)
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(w.bytes())))
		if err != nil || !bytes.Equal(got, append(first, want...)) {
			t.Errorf("behind %d bits: %v, %d bytes", before, err, len(got))
		}
	}
}
