package pdf

import "unicode/utf16"

// The frame of a ToUnicode CMap (ISO 32000-1 9.10.3, Adobe Technical Note 5411).
const (
	cmapHead = "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
	cmapTail = "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend"
	// mostEntries is how many a block of a CMap may hold.
	mostEntries = 100
)

// appendToUnicode appends the map from CID to character; above U+FFFF a pair of surrogates stands for it. CID 0 stands
// for nothing.
func appendToUnicode(b []byte, chars []rune) []byte {
	b = append(b, cmapHead...)
	for from := 1; from < len(chars); from += mostEntries {
		block := chars[from:min(from+mostEntries, len(chars))]
		b = appendInt(b, len(block))
		b = append(b, " beginbfchar\n"...)
		for i, r := range block {
			b = append(b, '<')
			b = appendHex16(b, uint16(from+i))
			b = append(b, '>', '<')
			var units [2]uint16
			for _, u := range utf16.AppendRune(units[:0], r) {
				b = appendHex16(b, u)
			}
			b = append(b, '>', '\n')
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, cmapTail...)
}
