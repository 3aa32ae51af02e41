package pdf

import (
	"bytes"

	"github.com/klauspost/compress/zlib"

	"nianbao/converter/internal/deflate"
)

// Levels of deflate for streams that package deflate has no code for, or none that fits. quick leaves out ever more places the longer it finds nothing, and
// object streams, which begin with kilobytes of numbers, grew by a quarter at times. thorough takes smaller steps.
const (
	quick    = 2
	thorough = 3
)

// deflater deflates; it keeps its memory for the next stream.
type deflater struct {
	coder           deflate.Coder
	coded           []byte
	packed          bytes.Buffer
	quick, thorough *zlib.Writer
}

func newDeflater() deflater {
	a, _ := zlib.NewWriterLevel(nil, quick) // both levels are valid
	b, _ := zlib.NewWriterLevel(nil, thorough)
	return deflater{quick: a, thorough: b}
}

// packAs returns data of a kind deflated, until the next call.
func (p *deflater) packAs(kind deflate.Kind, data []byte) []byte {
	out, fits := p.coder.AppendZlib(p.coded[:0], kind, data)
	if !fits {
		return p.pack(data)
	}
	p.coded = out
	return out
}

// pack returns data deflated by the quick level, until the next call.
func (p *deflater) pack(data []byte) []byte { return p.with(p.quick, data) }

func (p *deflater) with(z *zlib.Writer, data []byte) []byte {
	p.packed.Reset()
	z.Reset(&p.packed)
	z.Write(data) // a bytes.Buffer takes everything
	z.Close()
	return p.packed.Bytes()
}
