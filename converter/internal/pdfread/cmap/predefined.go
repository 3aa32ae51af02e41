package cmap

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Codes of the predefined CMaps whose codes are text.
var (
	two  = []codeSpace{{2, 0, 0xFFFF}}
	utf  = []codeSpace{{4, 0xD800DC00, 0xDBFFDFFF}, {2, 0x0000, 0xD7FF}, {2, 0xE000, 0xFFFF}}
	gb   = []codeSpace{{1, 0x00, 0x80}, {2, 0x8140, 0xFEFE}, {1, 0x81, 0xFF}}
	gb18 = []codeSpace{{1, 0x00, 0x7F}, {4, 0x81308130, 0xFE39FE39}, {2, 0x8140, 0xFEFE}}
)

// Predefined returns a CMap known by name (9.7.5.2, table 118), nil for one that is not known here. The name's end says which way
// lines run.
func Predefined(name string) *Map {
	base, direction := name, ""
	if at := strings.LastIndexByte(name, '-'); at >= 0 {
		base, direction = name[:at], name[at+1:]
	}
	if direction != "H" && direction != "V" {
		return nil
	}
	m := &Map{Vertical: direction == "V"}
	switch base {
	case "Identity":
		m.identity, m.codeSpaces = true, two
	case "UniGB-UCS2", "UniGB-UTF16":
		m.codeSpaces, m.decode, m.cidOf = utf, utf16Text, latinProportional
	case "GB-EUC", "GBK-EUC":
		m.codeSpaces, m.decode, m.cidOf = gb, gbText, latinHalf
	case "GBKp-EUC", "GBpc-EUC":
		m.codeSpaces, m.decode, m.cidOf = gb, gbText, latinProportional
	case "GBK2K":
		m.codeSpaces, m.decode, m.cidOf = gb18, gbText, latinProportional
	default:
		return nil
	}
	return m
}

// latinProportional and latinHalf are the CIDs of ASCII in Adobe-GB1 (Adobe technical note 5079), which have widths of their
// own in most fonts. All else is as wide as a font's characters are by default, so that it needs no number here.
func latinProportional(r rune) (int, bool) { return int(r) - ' ' + 1, r >= ' ' && r <= '~' }

func latinHalf(r rune) (int, bool) {
	if r == ' ' {
		return 7716, true
	}
	return int(r) - '!' + 814, r > ' ' && r <= '~'
}

// gbText decodes a character of GB 18030, of which GBK and GB 2312 are parts.
func gbText(b []byte) string {
	if len(b) == 1 && b[0] < utf8.RuneSelf {
		return string(rune(b[0]))
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil || strings.ContainsRune(string(out), utf8.RuneError) {
		return ""
	}
	return string(out)
}
