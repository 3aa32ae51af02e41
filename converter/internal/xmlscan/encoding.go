package xmlscan

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"nianbao/converter/internal/limit"
)

// IsUTF16 reports whether a part begins with a byte order mark of UTF-16.
func IsUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF})
}

// UTF8 returns a part in UTF-8: turned, if it begins with a byte order mark of UTF-16, or as it is. What is no sound UTF-16 ends early.
func UTF8(data []byte) []byte {
	if IsUTF16(data) {
		data, _ = decodeUTF16(nil, data)
	}
	return data
}

// decodeUTF16 turns UTF-16 behind a byte order mark into UTF-8, up to half a surrogate pair or half a code unit.
func decodeUTF16(m *limit.Meter, data []byte) (out []byte, valid bool) {
	var order binary.ByteOrder = binary.BigEndian
	if data[0] == 0xFF {
		order = binary.LittleEndian
	}
	out = make([]byte, 0, len(data))
	for i, n := 2, 0; i < len(data); i, n = i+2, n+1 {
		if n%1024 == 0 && !m.Step(64) {
			return out, true // the tokenizer asks again and stops
		}
		if i+2 > len(data) {
			return out, false
		}
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			if i += 2; i+2 > len(data) {
				return out, false
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(data[i:]))); r == utf8.RuneError {
				return out, false
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, true
}
