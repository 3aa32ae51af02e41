package object

import "bytes"

// beforeMark returns what stands before the end mark of a filter, or everything.
func beforeMark(data []byte, mark string) []byte {
	if at := bytes.Index(data, []byte(mark)); at >= 0 {
		return data[:at]
	}
	return data
}

// unhex reads pairs of hexadecimal digits; half a pair has a zero behind it (7.3.4.3, 7.4.2).
func unhex(data []byte) ([]byte, bool) {
	out := make([]byte, 0, len(data)/2+1)
	high := -1
	for _, c := range data {
		if isSpace(c) {
			continue
		}
		d := digit(c)
		switch {
		case d < 0:
			return nil, false
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out, true
}

// unbase85 reads groups of five characters as four bytes (7.4.3).
func unbase85(data []byte) ([]byte, bool) {
	out := make([]byte, 0, len(data)*4/5+4)
	var group uint64
	n := 0
	for _, c := range data {
		switch {
		case isSpace(c):
			continue
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
			continue
		case c < '!' || c > 'u':
			return nil, false
		}
		group = group*85 + uint64(c-'!')
		if n++; n == 5 {
			if group > 0xFFFFFFFF {
				return nil, false
			}
			out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
			group, n = 0, 0
		}
	}
	if n == 1 {
		return nil, false
	}
	if n > 1 {
		for range 5 - n {
			group = group*85 + 84
		}
		if group > 0xFFFFFFFF {
			return nil, false
		}
		last := [4]byte{byte(group >> 24), byte(group >> 16), byte(group >> 8), byte(group)}
		out = append(out, last[:n-1]...)
	}
	return out, true
}
