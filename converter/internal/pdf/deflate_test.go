package pdf

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/zlib"

	"nianbao/converter/internal/sfnt"
)

// TestPack: what is packed is unpacked to the same, whatever was packed before; and no program of 仿宋 stays nearly as large as
// it is, though the quick level leaves some so.
func TestPack(t *testing.T) {
	chain := sfnt.Embedded().Chain("fangsong")
	if chain.Absent() {
		t.Skip("this build leaves GWFangSong out")
	}
	p, lost := newPacker(), 0
	font := chain.Main()
	for first := rune(0x4E00); first < 0x9000; first += 512 {
		n := sfnt.NewNumbering(font)
		for r := first; r < first+512; r++ {
			if g := font.Glyph(r); g != 0 {
				n.Number(r, g)
			}
		}
		program, _, err := font.AppendSubset(nil, n.Glyphs)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.with(p.quick, program)) > len(program)*poor/100 {
			lost++
		}
		packed := bytes.Clone(p.packProgram(program))
		if len(program) >= leastPoor && len(packed) > len(program)*poor/100 {
			t.Errorf("from %c: %d bytes became %d", first, len(program), len(packed))
		}
		for _, packed := range [][]byte{packed, p.pack(program)} {
			r, err := zlib.NewReader(bytes.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, program) {
				t.Errorf("from %c: %d bytes became %d (%v)", first, len(program), len(got), err)
			}
		}
	}
	if lost == 0 {
		t.Error("the quick level is always good enough: packProgram need not look")
	}
}
