package archived

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// nameOf returns an entry's name in UTF-8 with slashes. Names are in UTF-8 where the entry says so (APPNOTE 4.4.4, bit 11), or has a field
// that does (4.6.9, Info-ZIP's Unicode Path, for as long as it is of the name that stands there). Else nobody says: it is UTF-8 if it can be, as
// macOS writes, GBK if it can be, as Chinese Windows writes, and else what the format was made for, code page 437.
func nameOf(f *zip.File) string {
	name := f.Name
	if path, ok := unicodePath(f.Extra, name); ok {
		name = path
	} else if !utf8.ValidString(name) {
		name = decoded(name)
	}
	return strings.ReplaceAll(name, `\`, "/") // only now: a backslash is half of many characters in GBK
}

func decoded(name string) string {
	if text, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil && !strings.ContainsRune(text, utf8.RuneError) {
		return text
	}
	text, err := charmap.CodePage437.NewDecoder().String(name)
	if err != nil {
		return strings.ToValidUTF8(name, "\uFFFD")
	}
	return text
}

// unicodePath finds the field: its version, the CRC-32 of the name that it goes with, the name in UTF-8.
func unicodePath(extra []byte, name string) (string, bool) {
	const header, version = 0x7075, 1
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			return "", false
		}
		field := extra[:size]
		extra = extra[size:]
		if id == header && size > 5 && field[0] == version && binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(name)) && utf8.Valid(field[5:]) {
			return string(field[5:]), true
		}
	}
	return "", false
}
