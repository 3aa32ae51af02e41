package deflate

import "sync"

// Kind is what a stream holds, for which there is a code.
type Kind int

// The kinds. Others have too few streams in a file to be worth a code.
const (
	Page           Kind = iota // the content of a page
	ToUnicode                  // the map of a font's glyphs to characters
	WordProperties             // docProps/custom.xml of a Word file
	kinds
)

var streamCodes = sync.OnceValue(func() [kinds]*code {
	return [kinds]*code{Page: newCode(pageLengths), ToUnicode: newCode(toUnicodeLengths), WordProperties: newCode(wordPropertiesLengths)}
})

// Coder compresses streams that are no fonts, one after the other. To make a Huffman code for each of the dozen small streams of a report took more
// time than to find what repeats in them; codes that are made beforehand are as short, since pages look alike.
type Coder struct{ finder }

// Append appends data, deflated (RFC 1951), to dst. It reports false, and dst as it was, where the code does not fit: what has more than three
// bits for four of the data had better have a code of its own.
func (f *Coder) Append(dst []byte, kind Kind, data []byte) (out []byte, fits bool) {
	c := streamCodes()[kind]
	w := newBits(dst, c.head.bits/8)
	w.appendAll(c.head)
	c.write(&w, f.find(data))
	w.add(c.end)
	out = w.bytes()
	if len(out)-len(dst)-c.head.bits/8 > len(data)*3/4 {
		return dst, false
	}
	return out, true
}

// AppendZlib is [Coder.Append] for a zlib stream (RFC 1950).
func (f *Coder) AppendZlib(dst []byte, kind Kind, data []byte) (out []byte, fits bool) {
	if out, fits = f.Append(append(dst, zlibHeader[:]...), kind, data); !fits {
		return dst, false
	}
	checksum := adler{a: 1}
	checksum.add(adlerOf(data))
	sum := checksum.bytes()
	return append(out, sum[:]...), true
}
