package write

import "nianbao/converter/internal/script"

// Text in Tibetan, Uyghur, Mongolian, Yi and Korean (package script) stands in runs of its own, which name the face that
// Windows has for the script, its language and its direction. A program without that face takes another one by the language;
// without all that, Word would set it in the Chinese face, and Uyghur's words from left to right.

// scriptFonts is w:rFonts of a run in a script (17.3.2.26): the face for complex scripts, or in Yi and Korean the East Asian
// one.
func scriptFonts(s *script.Script) string {
	if s.Complex {
		return `<w:rFonts w:hint="cs" w:cs="` + s.Face + `"/>`
	}
	return `<w:rFonts w:hint="eastAsia" w:eastAsia="` + s.Face + `"/>`
}

// appendScript appends what stands behind size in a run's properties: w:rtl for text from right to left (17.3.2.30), w:cs for
// other complex scripts (17.3.2.7), and w:lang (17.3.2.20).
func appendScript(b []byte, s *script.Script) []byte {
	switch {
	case s.RightToLeft:
		b = append(b, `<w:rtl/>`...)
	case s.Complex:
		b = append(b, `<w:cs/>`...)
	default:
		return append(b, `<w:lang w:eastAsia="`+s.Language+`"/>`...)
	}
	return append(b, `<w:lang w:bidi="`+s.Language+`"/>`...)
}
