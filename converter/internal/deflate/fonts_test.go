package deflate

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"hash/adler32"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"nianbao/converter/internal/sfnt"
)

// TestAppend: a program is unpacked to what the subset is, whatever was packed before, and its checksum is the stream's.
func TestAppend(t *testing.T) {
	p := New()
	var packed []byte
	for round := range 2 {
		for i, s := range subsets(t, 1) {
			program := s.Append(nil)
			out, size, checksum := p.Append([]byte("before"), s)
			if !bytes.HasPrefix(out, []byte("before")) {
				t.Fatal("what stood before was changed")
			}
			out = out[len("before"):]
			if got := Unpacked(t, out); !bytes.Equal(got, program) {
				t.Errorf("round %d, font %d: %d bytes became others, %d", round, i, len(program), len(got))
			}
			if size != len(program) || !bytes.HasSuffix(out, checksum[:]) || be32(checksum) != adler32.Checksum(program) {
				t.Errorf("round %d, font %d: size %d, checksum %x", round, i, size, checksum)
			}
			packed = append(packed, out...)
		}
	}
	if half := len(packed) / 2; !bytes.Equal(packed[:half], packed[half:]) {
		t.Error("what is known is packed otherwise than what is not")
	}
}

func be32(b [4]byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

// Unpacked returns what a zlib stream holds, by the standard library.
func Unpacked(t testing.TB, packed []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestKept: what is kept stays within its bound, is worked out once, and makes no difference to what is written; nor does who is
// quicker.
func TestKept(t *testing.T) {
	list := subsets(t, 2)
	var want [][]byte
	free := New()
	for _, s := range list {
		out, _, _ := free.Append(nil, s)
		want = append(want, out)
	}
	tight := New()
	tight.kept.left.Store(40 << 10)
	for _, p := range []*Packer{New(), tight} {
		before := p.kept.left.Load()
		var running sync.WaitGroup
		for worker := range 8 {
			running.Go(func() {
				for i := range list {
					of := (i + worker) % len(list)
					if out, _, _ := p.Append(nil, list[of]); !bytes.Equal(out, want[of]) {
						t.Errorf("worker %d: font %d is packed otherwise", worker, of)
					}
				}
			})
		}
		running.Wait()
		held := int64(0)
		p.kept.fonts.Range(func(_, f any) bool {
			for i := range f.(*face).blocks {
				b := f.(*face).blocks[i].Load()
				if b == nil {
					continue
				}
				held += blockSize
				for j := range b {
					if g := b[j].Load(); g != nil {
						held += int64(8*cap(g.words)) + glyphOverhead
					}
				}
			}
			return true
		})
		left := p.kept.left.Load()
		if left < 0 || held != before-left || held == 0 {
			t.Errorf("%d bytes are held and %d of %d are left", held, left, before)
		}
		again := allocated(t, func() { p.Append(nil, list[0]) })
		if p != tight && again > 8 {
			t.Errorf("what is known takes %.0f allocations", again)
		}
		if p == tight && again < 8 {
			t.Error("everything fits: the bound is not tried")
		}
	}
}

func allocated(t *testing.T, f func()) float64 {
	t.Helper()
	return testing.AllocsPerRun(5, f)
}

// TestOfDocument: glyphs that were put together for one document are packed, and neither kept nor taken for those of another.
func TestOfDocument(t *testing.T) {
	chain := sfnt.Embedded().Chain("song")
	a, _ := chain.Lookup('A')
	b, _ := chain.Lookup('国')
	p := New()
	for _, second := range []uint16{a.ID, b.ID} {
		f := a.Font.Extend()
		made, err := f.Assemble([]sfnt.Part{{Glyph: a.ID}, {Glyph: second, X: 500}}, 1000)
		if err != nil {
			t.Fatal(err)
		}
		var s sfnt.Subset
		if err := s.Take(f, []uint16{0, made, b.ID}); err != nil {
			t.Fatal(err)
		}
		out, _, _ := p.Append(nil, &s)
		if !bytes.Equal(Unpacked(t, out), s.Append(nil)) {
			t.Error("the program is another")
		}
	}
	fonts := 0
	p.kept.fonts.Range(func(any, any) bool { fonts++; return true })
	if fonts != 1 {
		t.Errorf("%d fonts are kept", fonts)
	}
}

// TestAnyBytes: whatever the data, and whatever was parsed before, it comes back.
func TestAnyBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	c := newCode(lengths)
	var p parser
	long := bytes.Repeat([]byte("abcdefgh"), 100)
	noise := make([]byte, 70_000)
	for i := range noise {
		noise[i] = byte(random.UintN(256))
	}
	far := slices.Concat(noise[:300], noise[:40_000], noise[:300]) // a repeat beyond the window
	for _, data := range [][]byte{nil, {0}, {1, 2}, {1, 2, 3}, {0, 0, 0, 0}, {0, 0, 0, 0, 0}, long, noise, far, bytes.Repeat([]byte{7}, 300),
		bytes.Repeat([]byte{7}, 258+4), slices.Concat(noise[:200], noise[:200]), long[:100]} {
		w := newBits(nil, 0)
		w.appendAll(c.head)
		c.write(&w, p.parse(c, data))
		w.add(c.end)
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(w.bytes())))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes became %d others: %v", len(data), len(got), err)
		}
	}
	p.begin = math.MaxUint32 - 50 // so much was parsed before
	if got := len(p.parse(c, long)); got >= len(long)/8 {
		t.Errorf("%d tokens", got)
	}
}

// TestSymbols: every length and distance has the symbol and the extra bits of RFC 1951 3.2.5.
func TestSymbols(t *testing.T) {
	next := 3
	for s, extra := range []uint{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5} {
		for i := range 1 << extra {
			if got, value, count := lengthSymbol(next); next < 258 && (got != 257+s || value != uint(i) || count != extra) {
				t.Errorf("length %d is %d with %d in %d bits", next, got, value, count)
			}
			next++
		}
	}
	if s, _, count := lengthSymbol(258); s != 285 || count != 0 {
		t.Errorf("length 258 is %d with %d bits", s, count)
	}
	next = 1
	for s := range 30 {
		extra := uint(max(0, s/2-1))
		for i := range 1 << extra {
			if got, value, count := distanceSymbol(next); got != s || value != uint(i) || count != extra {
				t.Errorf("distance %d is %d with %d in %d bits", next, got, value, count)
			}
			next++
		}
	}
	if next != mostDistance+1 {
		t.Errorf("distances end at %d", next)
	}
}
