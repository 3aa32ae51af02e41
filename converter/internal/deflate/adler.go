package deflate

import (
	"encoding/binary"
	"hash/adler32"
)

// adler is the checksum with which a zlib stream ends (RFC 1950 8.2), of a part: the sum of its bytes, and that of the sums
// behind each byte, without the 1 that a whole stream begins with. So the parts of a stream can be put together.
type adler struct {
	a, b   uint32
	length int
}

const modulus = 65521

func adlerOf(data []byte) adler {
	sum := adler32.Checksum(data)
	return adler{(sum&0xFFFF + modulus - 1) % modulus, (sum>>16 + modulus - uint32(len(data)%modulus)) % modulus, len(data)}
}

// add adds the part that follows.
func (s *adler) add(part adler) {
	s.b = uint32((uint64(s.b) + uint64(part.length%modulus)*uint64(s.a) + uint64(part.b)) % modulus)
	s.a = (s.a + part.a) % modulus
	s.length += part.length
}

func (s adler) bytes() (b [4]byte) {
	binary.BigEndian.PutUint32(b[:], s.b<<16|s.a)
	return b
}
