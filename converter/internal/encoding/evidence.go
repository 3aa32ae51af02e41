package encoding

import (
	"bytes"
	"unicode/utf8"
)

// sample is how much of a long input the statistics look at; the validity of UTF-8 is always decided on all of it.
const sample = 256 << 10

// byEvidence decides from the bytes, and from the label where the bytes leave a choice; "" means no text.
func byEvidence(data []byte, label string) string {
	head := data[:min(len(data), sample)]
	if name := wide(head); name != "" {
		return name
	}
	if controlled(head) {
		return ""
	}
	var u utf8Count
	if utf8.Valid(data) {
		u = countUTF8(head)
		u.bad = 0 // the head may end inside a character
	} else {
		u = countUTF8(data)
	}
	if u.bad == 0 && (u.long > 0 || u.short == 0) {
		// Two or three characters can be valid in both by accident; then the label decides.
		if label == GB18030 && u.long > 0 && u.long+u.short <= 3 && countGB(head).plausible() {
			return GB18030
		}
		return UTF8
	}
	g := countGB(head)
	switch {
	case u.bad == 0: // two-byte sequences only: accented Latin in theory, a short word in GBK (联通) here
		if label != UTF8 && g.plausible() {
			return GB18030
		}
		return UTF8
	case u.bad*16 <= u.long: // UTF-8 with a few bytes broken or cut
		return UTF8
	case u.long >= manyLong && u.bad <= u.long && u.bad < g.bad+g.rare:
		// UTF-8 with many broken: what is left of its characters reads as pairs of GB 18030 too, but as rare ones, while
		// next to no pairs of GB 18030 read as three bytes of UTF-8, let alone as many as do not.
		return UTF8
	case g.plausible():
		return GB18030
	case label == UTF8 && u.bad <= u.long, u.long > 0 && u.bad <= u.long && g.bad > u.bad:
		return UTF8
	case g.bad <= (g.common+g.rare)/4:
		return GB18030
	}
	return ""
}

// manyLong is how many sequences of three or four bytes are no accident.
const manyLong = 8

type utf8Count struct{ long, short, bad int } // sequences of three or four bytes, of two, and invalid bytes

func countUTF8(data []byte) utf8Count {
	var c utf8Count
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if len(data)-i >= utf8.UTFMax || utf8.FullRune(data[i:]) { // a character cut at the very end is no evidence
				c.bad++
			}
		case size == 2:
			c.short++
		default:
			c.long++
		}
		i += size
	}
	return c
}

type gbCount struct{ common, rare, bad int } // pairs in GB 2312's symbols and first-level characters, others, invalid

// plausible: Chinese prose is nearly all symbols and first-level characters; random or Latin bytes are not.
func (c gbCount) plausible() bool {
	return c.common+c.rare > 0 && c.bad*50 <= c.common+c.rare && c.common >= c.rare
}

func countGB(data []byte) gbCount {
	var c gbCount
	for i := 0; i < len(data); {
		b := data[i]
		if b < 0x80 {
			i++
			continue
		}
		if i+1 >= len(data) {
			break
		}
		next := data[i+1]
		switch {
		case b == 0x80 || b == 0xFF:
			c.bad++
			i++
		case next >= 0xA1 && next <= 0xFE && (b >= 0xA1 && b <= 0xA3 || b >= 0xB0 && b <= 0xD7):
			c.common++
			i += 2
		case next >= 0x40 && next <= 0xFE && next != 0x7F:
			c.rare++
			i += 2
		case next >= '0' && next <= '9' && i+3 < len(data) && data[i+2] >= 0x81 && data[i+2] <= 0xFE && data[i+3] >= '0' && data[i+3] <= '9':
			c.rare++
			i += 4
		default:
			c.bad++
			i++
		}
	}
	return c
}

// wide recognises UTF-16 without a mark: in the right byte order nearly all code units are ASCII, Chinese characters
// or their punctuation, in the wrong one nearly none. Bytes of a UTF-8 or GBK text seen as code units scatter.
func wide(data []byte) string {
	if len(data) < 4 || bytes.IndexByte(data, 0) < 0 {
		return ""
	}
	little, zeroLittle := plausibleUnits(data, false)
	big, zeroBig := plausibleUnits(data, true)
	total := len(data) / 2
	// A third of all Chinese characters are other Chinese characters with their bytes swapped, hence the margin.
	// Without a single zero byte it would have to be Chinese without spaces, digits or line ends; UTF-8 is likelier.
	switch {
	case little*100 >= total*95 && zeroLittle > 0 && little*2 > big*3:
		return UTF16LE
	case big*100 >= total*95 && zeroBig > 0 && big*2 > little*3:
		return UTF16BE
	}
	return ""
}

// plausibleUnits counts code units that Chinese text is made of, and those of them whose high byte is zero.
func plausibleUnits(data []byte, bigEndian bool) (n, zero int) {
	for i := 0; i+1 < len(data); i += 2 {
		u := unit(data[i:], bigEndian)
		switch {
		case u >= 0x20 && u < 0x7F || u == '\n' || u == '\r' || u == '\t' || u == 0xA0:
			n++
			zero++
		case u >= 0x4E00 && u <= 0x9FFF, u >= 0x3000 && u <= 0x303F, u >= 0xFF00 && u <= 0xFFEF, u >= 0x2000 && u <= 0x206F, u >= 0xD800 && u <= 0xDFFF:
			n++
		}
	}
	return n, zero
}

// controlled reports whether the bytes are no text: more control characters than a damaged text has.
func controlled(data []byte) bool {
	control := 0
	for _, c := range data {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1A && c != 0x1B {
			control++
		}
	}
	return control > 2+len(data)/64
}
