package deflate

import (
	"encoding/binary"
	mathbits "math/bits"
)

const (
	quickHashBits = 13
	// quickLeast is the shortest repeat that is looked for: what can be compared at once.
	quickLeast = 4
)

// finder finds repeats in a stream. It takes the first that it meets, the longer of two, where a parser weighs them: streams are compressed
// each time, glyphs once a process. What it finds does not depend on what it saw before.
type finder struct {
	tokens []token
	// head has the last two places of each hash, counted from begin on as a parser's are.
	head  [1 << quickHashBits][2]uint32
	begin uint32
}

// find cuts data into tokens.
func (f *finder) find(data []byte) []token {
	if f.begin == 0 || f.begin > 1<<31 {
		clear(f.head[:])
		f.begin = 1
	}
	begin := f.begin
	f.begin += uint32(len(data))
	f.tokens = grown(f.tokens, len(data))
	tokens, count, i := f.tokens, 0, 0
	for last := len(data) - 8; i <= last; {
		four := binary.LittleEndian.Uint32(data[i:])
		places := &f.head[four*0x9E3779B1>>(32-quickHashBits)]
		first, second := places[0], places[1]
		places[0], places[1] = begin+uint32(i), first
		length, distance := 0, 0
		if first >= begin {
			length, distance = repeatAt(data, i, int(first-begin), four)
			if second >= begin && length < mostLength {
				if n, far := repeatAt(data, i, int(second-begin), four); n > length {
					length, distance = n, far
				}
			}
		}
		if length == 0 {
			tokens[count] = token(data[i])
			count++
			i++
			continue
		}
		tokens[count] = repeat(length, distance)
		count++
		if at := i + length - 1; at <= last { // one place inside it, so that what repeats its end is found
			places := &f.head[binary.LittleEndian.Uint32(data[at:])*0x9E3779B1>>(32-quickHashBits)]
			places[0], places[1] = begin+uint32(at), places[0]
		}
		i += length
	}
	for ; i < len(data); i++ {
		tokens[count] = token(data[i])
		count++
	}
	return tokens[:count]
}

// repeatAt returns how much from i on, which begins with four bytes, stands at from too, and how far that is; 0 where it does not.
func repeatAt(data []byte, i, from int, four uint32) (length, distance int) {
	if binary.LittleEndian.Uint32(data[from:]) != four || i-from > mostDistance {
		return 0, 0
	}
	n, most := quickLeast, min(len(data)-i, mostLength)
	for n+8 <= most {
		differ := binary.LittleEndian.Uint64(data[i+n:]) ^ binary.LittleEndian.Uint64(data[from+n:])
		if differ != 0 {
			return n + mathbits.TrailingZeros64(differ)/8, i - from
		}
		n += 8
	}
	for n < most && data[i+n] == data[from+n] {
		n++
	}
	return n, i - from
}
