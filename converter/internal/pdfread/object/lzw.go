package object

import "fmt"

// Codes of LZW (7.4.4.2): 256 clears the table, 257 ends the data; codes take 9 to 12 bits.
const (
	lzwClear = 256
	lzwEnd   = 257
	lzwBits  = 9
	lzwMost  = 4096
)

// unlzw unpacks LZW, whose codes grow by a bit early as files of Adobe's programs have it, or late where EarlyChange is 0. Package
// compress/lzw of the standard library knows the late kind alone. What comes out is counted as in [File.flate].
func (f *File) unlzw(data []byte, early int) ([]byte, error) {
	var (
		prefix [lzwMost]int16 // the entry that an entry goes on
		suffix [lzwMost]byte
		length [lzwMost]int
		first  [lzwMost]byte
	)
	for i := range 256 {
		prefix[i], suffix[i], first[i], length[i] = -1, byte(i), byte(i), 1
	}
	most := f.mostUnpacked(len(data))
	out := make([]byte, 0, min(4*len(data)+512, 64<<10))
	next, bits, last := lzwEnd+1, lzwBits, -1
	buffer, held := uint32(0), 0
	for {
		for held < bits {
			if len(data) == 0 {
				return out, nil // programs leave the end mark out
			}
			buffer, held, data = buffer<<8|uint32(data[0]), held+8, data[1:]
		}
		code := int(buffer >> (held - bits) & (1<<bits - 1))
		held -= bits
		switch {
		case code == lzwClear:
			next, bits, last = lzwEnd+1, lzwBits, -1
			continue
		case code == lzwEnd:
			return out, nil
		case code > next || code >= next && last < 0:
			return nil, fmt.Errorf("%w: a code of LZW that no other leads to", ErrBroken)
		}
		whole := code
		if last >= 0 && next < lzwMost {
			prefix[next], length[next], first[next] = int16(last), length[last]+1, first[last]
			if suffix[next] = first[last]; code != next {
				suffix[next] = first[code]
			}
			next++
		} else if code == next {
			return nil, fmt.Errorf("%w: a code of LZW that no other leads to", ErrBroken)
		}
		start := len(out)
		out = append(out, make([]byte, length[whole])...)
		for at, i := whole, len(out)-1; at >= 0 && i >= start; at, i = int(prefix[at]), i-1 {
			out[i] = suffix[at]
		}
		if f.decoded += int64(length[whole]); int64(len(out)) > most {
			return nil, f.unpackedTooMuch(len(out), len(data))
		}
		if err := f.step(1 + length[whole]>>6); err != nil {
			return nil, err
		}
		last = code
		for bits < 12 && next+early >= 1<<bits {
			bits++
		}
	}
}

// unrun unpacks runs of bytes (7.4.5): a length below 128 is followed by one byte more that stand as they are, one above by a byte that
// stands 257 less that many times.
func (f *File) unrun(data []byte) ([]byte, error) {
	most := f.mostUnpacked(len(data))
	out := make([]byte, 0, min(4*len(data)+512, 64<<10))
	for len(data) > 0 && data[0] != 128 {
		n := int(data[0])
		data = data[1:]
		before := len(out)
		switch {
		case n < 128 && len(data) > n:
			out, data = append(out, data[:n+1]...), data[n+1:]
		case n > 128 && len(data) > 0:
			for range 257 - n {
				out = append(out, data[0])
			}
			data = data[1:]
		default:
			return nil, fmt.Errorf("%w: runs that are cut off", ErrBroken)
		}
		if f.decoded += int64(len(out) - before); int64(len(out)) > most {
			return nil, f.unpackedTooMuch(len(out), len(data))
		}
		if err := f.step(1); err != nil {
			return nil, err
		}
	}
	return out, nil
}
