package pdf

import (
	"unicode/utf16"

	"nianbao/converter/internal/layout"
)

// replacement is what text that is copied or read aloud has for a character without a meaning outside the file it came from.
const replacement = "\uFFFD"

// unstatable reports whether a character means nothing to others: private use, which PDF/A wants explained by ActualText
// (ISO 19005-3 6.2.11.7.3), and code points that are no characters.
func unstatable(r rune) bool {
	return r < layout.FirstCluster && (r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF)
}

// forbidden reports whether a map to Unicode may not hold the code point (ISO 19005-3 6.2.11.7.2).
func forbidden(r rune) bool { return r == 0 || r == 0xFEFF || r == 0xFFFE }

// The frame of a ToUnicode CMap (ISO 32000-1 9.10.3, Adobe Technical Note 5411).
const (
	cmapHead = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
	cmapTail = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
	// mostEntries is how many a block of a CMap may hold.
	mostEntries = 100
)

// appendToUnicode appends the map from CID to what it stands for on the pages: a character, of which one above U+FFFF is a pair
// of surrogates, or several. CID 0 stands for nothing. All CIDs with the same first byte are a range, which names what each
// stands for; a range may not reach beyond (Technical Note 5014, 4.6).
func appendToUnicode(b []byte, chars []rune, pages *layout.Pages) []byte {
	b = append(b, cmapHead...)
	ranges := 0
	if len(chars) > 1 {
		ranges = (len(chars) + 0xFF) >> 8
	}
	for from := 0; from < ranges; from += mostEntries {
		until := min(from+mostEntries, ranges)
		b = appendInt(b, until-from)
		b = append(b, " beginbfrange\n"...)
		for high := from; high < until; high++ {
			b = appendRange(b, chars, max(high<<8, 1), min(len(chars), (high+1)<<8), pages)
		}
		b = append(b, "endbfrange\n"...)
	}
	return append(b, cmapTail...)
}

// appendRange appends what the CIDs from first to the one before end stand for.
func appendRange(b []byte, chars []rune, first, end int, pages *layout.Pages) []byte {
	b = append(b, '<')
	b = appendHex16(b, uint16(first))
	b = append(b, '>', '<')
	b = appendHex16(b, uint16(end-1))
	b = append(b, '>', '[')
	for _, r := range chars[first:end] {
		b = append(b, '<')
		cluster := pages.Cluster(r)
		for _, part := range cluster {
			b = appendHexRune(b, part)
		}
		if cluster == "" {
			b = appendHexRune(b, r)
		}
		b = append(b, '>')
	}
	return append(b, ']', '\n')
}

func appendHexRune(b []byte, r rune) []byte {
	if forbidden(r) {
		r = 0xFFFD
	}
	var units [2]uint16
	for _, u := range utf16.AppendRune(units[:0], r) {
		b = appendHex16(b, u)
	}
	return b
}
