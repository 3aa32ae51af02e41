package sfnt

// The readers below take any offset: what lies outside the data reads as 0 or "", so that a lying table cannot make
// anything panic. Tables are big-endian throughout (OpenType 1.9, Data types).

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// sub returns length bytes from offset, or fewer where the data ends.
func sub(s string, offset, length int) string {
	if offset < 0 || length < 0 || offset > len(s) {
		return ""
	}
	return s[offset : offset+min(length, len(s)-offset)]
}

func u16(s string, i int) uint16 {
	if i < 0 || i+2 > len(s) {
		return 0
	}
	return uint16(s[i])<<8 | uint16(s[i+1])
}

func i16(s string, i int) int { return int(int16(u16(s, i))) }

func u32(s string, i int) uint32 {
	if i < 0 || i+4 > len(s) {
		return 0
	}
	return uint32(s[i])<<24 | uint32(s[i+1])<<16 | uint32(s[i+2])<<8 | uint32(s[i+3])
}

func append16(b []byte, v int) []byte { return append(b, byte(v>>8), byte(v)) }

func append32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func put16(b []byte, v int) { b[0], b[1] = byte(v>>8), byte(v) }

func put32(b []byte, v uint32) {
	b[0], b[1], b[2], b[3] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
}
