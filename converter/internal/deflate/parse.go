package deflate

import "encoding/binary"

// Of repeats RFC 1951 knows lengths from 3 to 258, at distances up to 32 KB.
const (
	leastLength, mostLength = 3, 258
	mostDistance            = 1 << 15
)

const (
	hashBits = 12
	// mostTried is how many places with the same three bytes are compared.
	mostTried = 4
)

// token is a byte (0 to 255), or a repeat: its length less leastLength above it, and its distance.
type token uint32

const isRepeat = 1 << 31

func repeat(length, distance int) token {
	return token(isRepeat | (length-leastLength)<<16 | (distance - 1))
}

func (t token) length() int   { return int(t>>16&0xFF) + leastLength }
func (t token) distance() int { return int(t&0xFFFF) + 1 }

// parser finds repeats within a piece of data. What it finds does not depend on what it saw before.
type parser struct {
	data, packed []byte // of the caller
	tokens       []token
	// head has the last place of each hash, counted from begin on so that places of earlier data are known by lying before it; before
	// has the place before each place of the same hash.
	head   [1 << hashBits]uint32
	before []uint32
	begin  uint32
}

// parse cuts data into tokens. At each place it takes the repeat that saves most bits under the code, the nearest of equals.
func (p *parser) parse(c *code, data []byte) []token {
	if p.begin == 0 || p.begin > 1<<31 {
		clear(p.head[:])
		p.begin = 1
	}
	begin := p.begin
	p.begin += uint32(len(data))
	p.tokens, p.before = grown(p.tokens, len(data)), grown(p.before, len(data))
	tokens, before := p.tokens, p.before
	count, i, end := 0, 0, 0
	for ; i < len(data)-leastLength; i++ {
		three := threeAt(data, i)
		h := three * 0x9E3779B1 >> (32 - hashBits)
		place := p.head[h]
		p.head[h], before[i] = begin+uint32(i), place
		if i < end {
			continue // inside a repeat
		}
		tokens[count] = token(data[i])
		if place >= begin {
			if length, distance := p.best(c, data, i, place-begin, begin); length > 0 {
				tokens[count], end = repeat(length, distance), i+length
			}
		}
		count++
	}
	for i = max(i, end); i < len(data); i++ {
		tokens[count] = token(data[i])
		count++
	}
	return tokens[:count]
}

func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)
	}
	return s[:n]
}

// threeAt returns three bytes, and 0 for the one before them; four can be read there.
func threeAt(data []byte, i int) uint32 { return binary.LittleEndian.Uint32(data[i:]) << 8 }

// best returns the repeat at i that saves most, 0 where none saves anything. from is the nearest place with the same hash.
func (p *parser) best(c *code, data []byte, i int, from, begin uint32) (length, distance int) {
	three, most, saved := threeAt(data, i), min(len(data)-i, mostLength), 0
	for range mostTried {
		far := i - int(from)
		if far > mostDistance {
			break
		}
		if threeAt(data, int(from)) == three {
			n := leastLength
			for n < most && data[int(from)+n] == data[i+n] {
				n++
			}
			if n > length {
				saves := -int(c.length[n-leastLength].count) - int(c.distanceBits(far))
				for _, b := range data[i : i+n] {
					saves += int(c.literal[b].count)
				}
				if saves > saved {
					saved, length, distance = saves, n, far
				}
			}
		}
		if from = p.before[from]; from < begin {
			break
		}
		from -= begin
	}
	return length, distance
}
