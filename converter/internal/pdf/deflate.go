package pdf

import (
	"bytes"

	"github.com/klauspost/compress/zlib"
)

// Levels of deflate. Outlines are most of a file and hardly compress, so that time decides: on the font programs of a report of
// seven pages level 2 takes 2.35 ms of processor time, 3 takes 3.3 ms for 1.5 % less, 6 6.2 ms for 3.6 % less.
const (
	quick    = 2
	thorough = 3
)

// The longer quick finds nothing the more places it leaves out, and so it can miss what repeats further on. A program that shrinks
// to more than poor percent is such a case: one 仿宋 in six came out as large as without any matches, a ninth too large. Object
// streams, which begin with kilobytes of numbers, grew by a quarter at times. thorough takes smaller steps. Below leastPoor bytes
// there is little to lose.
const (
	poor      = 85
	leastPoor = 20_000
)

// packer deflates; it keeps its memory for the next stream.
type packer struct {
	packed          bytes.Buffer
	quick, thorough *zlib.Writer
}

func newPacker() packer {
	a, _ := zlib.NewWriterLevel(nil, quick) // both levels are valid
	b, _ := zlib.NewWriterLevel(nil, thorough)
	return packer{quick: a, thorough: b}
}

// pack returns data deflated by the quick level, until the next call.
func (p *packer) pack(data []byte) []byte { return p.with(p.quick, data) }

// packProgram is pack for a font program.
func (p *packer) packProgram(data []byte) []byte {
	packed := p.with(p.quick, data)
	if len(data) >= leastPoor && len(packed) > len(data)/100*poor {
		return p.with(p.thorough, data)
	}
	return packed
}

func (p *packer) with(z *zlib.Writer, data []byte) []byte {
	p.packed.Reset()
	z.Reset(&p.packed)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	return p.packed.Bytes()
}
