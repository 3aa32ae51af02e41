package sfnt

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// Name IDs that are read (OpenType 1.9, name).
const (
	nameFamily     = 1
	nameFull       = 4
	namePostScript = 6
	nameTypoFamily = 16
)

// readNames collects the names a user may know the face by, and the PostScript name.
func (f *Font) readNames(table string) {
	storage := int(u16(table, 4))
	for i := range min(int(u16(table, 2)), 1024) {
		record := sub(table, 6+12*i, 12)
		if len(record) < 12 {
			break
		}
		id := u16(record, 6)
		if id != nameFamily && id != nameFull && id != namePostScript && id != nameTypoFamily {
			continue
		}
		text := decodeName(u16(record, 0), sub(table, storage+int(u16(record, 10)), int(u16(record, 8))))
		if text == "" {
			continue
		}
		if id == namePostScript && f.name == "" {
			f.name = asciiName(text)
		}
		if !slices.Contains(f.family, text) {
			f.family = append(f.family, text)
		}
	}
	if f.name == "" {
		f.name = "Unnamed"
	}
}

// decodeName reads UTF-16 (platforms 0 and 3) and ASCII of Macintosh names (platform 1).
func decodeName(platform uint16, raw string) string {
	if platform == 1 {
		for i := range len(raw) {
			if raw[i] >= 0x80 {
				return ""
			}
		}
		return strings.TrimSpace(raw)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = u16(raw, 2*i)
	}
	return strings.TrimSpace(string(utf16.Decode(units)))
}

// asciiName keeps what may stand in a PDF name without escapes; 63 characters are enough for any PostScript name.
func asciiName(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '_' {
			b.WriteRune(r)
		}
		if b.Len() == 63 {
			break
		}
	}
	return b.String()
}

// Names returns family, full and PostScript names in every language the font has them.
func (f *Font) Names() []string { return slices.Clone(f.family) }
