package font

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/pdfread/cmap"
	"nianbao/converter/internal/pdfread/object"
)

// simple is a font whose codes are single bytes (9.6).
type simple struct {
	widths [256]float64
	texts  [256]string
	pairs  bool // codes are GBK, whatever the encoding says
}

// usual is how wide a character is where a font does not say: a digit of most Western faces.
const usual = 0.5

func newSimple(f *object.File, dict object.Dict) *simple {
	s := &simple{}
	kind := f.Name(dict["Subtype"])
	descriptor := f.Dict(dict["FontDescriptor"])
	name := string(f.Name(dict["BaseFont"]))
	s.readEncoding(f, dict["Encoding"], builtInOf(f, kind, name, descriptor))
	scale := 0.001
	if kind == "Type3" { // 9.6.5: widths are in the space of its glyphs
		if matrix := f.Array(dict["FontMatrix"]); len(matrix) == 6 {
			scale, _ = f.Number(matrix[0])
		}
	}
	missing, stated := f.Number(descriptor["MissingWidth"])
	stated = stated && missing > 0
	first, _ := f.Number(dict["FirstChar"])
	widths := f.Array(dict["Widths"])
	for code := range s.widths {
		if i := code - int(first); i >= 0 && i < len(widths) {
			if w, ok := f.Number(widths[i]); ok {
				s.widths[code] = w * scale
				continue
			}
		}
		s.widths[code] = usual
		if w, ok := standardWidth(name, s.texts[code]); ok {
			s.widths[code] = w
		}
		if stated {
			s.widths[code] = missing * scale
		}
	}
	if !isEmbedded(descriptor) && inGBK(name) {
		s.pairs = true
	}
	return s
}

func isEmbedded(descriptor object.Dict) bool {
	return descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
}

// builtInOf returns what codes mean in a font that says no encoding (9.6.6): nil where nobody knows. The encoding of an embedded font stands in
// it; one that is not embedded is of the reader's system, where the standard encoding holds but for fonts of symbols.
func builtInOf(f *object.File, kind object.Name, name string, descriptor object.Dict) *[256]string {
	flags, _ := f.Number(descriptor["Flags"])
	symbolic := int(flags)&4 != 0
	switch {
	case kind == "Type3":
		return nil
	case !isEmbedded(descriptor):
		for _, symbols := range [...]string{"Symbol", "Dingbats", "Wingdings", "Webdings"} {
			if strings.Contains(name, symbols) {
				return nil
			}
		}
	case descriptor["FontFile2"] == nil:
		if own := programEncoding(f, descriptor); own != nil {
			return own
		}
		fallthrough
	default:
		if symbolic {
			return nil
		}
	}
	return texts(standard)
}

// texts are what the codes of an encoding mean.
func texts(upper []rune) *[256]string {
	var all [256]string
	for code := range all {
		all[code] = encoded(upper, byte(code))
	}
	return &all
}

// readEncoding reads what codes mean (9.6.6); builtIn is what they mean where nothing else is said.
func (s *simple) readEncoding(f *object.File, o object.Object, builtIn *[256]string) {
	base := f.Name(o)
	encoding := f.Dict(o)
	if encoding != nil {
		base = f.Name(encoding["BaseEncoding"])
	}
	switch base {
	case "WinAnsiEncoding":
		builtIn = texts(winAnsi)
	case "MacRomanEncoding":
		builtIn = texts(macRoman)
	case "StandardEncoding":
		builtIn = texts(standard)
	}
	if builtIn != nil {
		s.texts = *builtIn
	}
	code := 0
	for _, o := range f.Array(encoding["Differences"]) {
		if !f.Count(1) {
			return
		}
		if n, ok := f.Number(o); ok {
			code = int(n)
			continue
		}
		if code >= 0 && code < len(s.texts) {
			s.texts[code] = named(string(f.Name(o)))
		}
		code++
	}
}

// next cuts the first code off a string that is not empty.
func (s *simple) next(str []byte) (code uint32, length int) {
	if s.pairs && len(str) > 1 && str[0] >= 0x81 && str[1] >= 0x40 {
		return uint32(str[0])<<8 | uint32(str[1]), 2
	}
	return uint32(str[0]), 1
}

func (s *simple) glyph(code uint32, length int) Glyph {
	if length == 2 {
		return Glyph{Text: cmap.Predefined("GBK-EUC-H").Text(code, 2), Width: 1, Advance: 1}
	}
	return Glyph{Text: s.texts[code], Width: s.widths[code], Advance: s.widths[code]}
}

// inGBK reports whether the name of a font is Chinese, in GBK (宋体 and the like). Old programs of Windows write such a font as one whose codes are
// bytes in WinAnsiEncoding, without embedding it, and show strings in GBK with it; programs that show files read them so.
func inGBK(name string) bool {
	if utf8.ValidString(name) {
		return false
	}
	decoded, err := simplifiedchinese.GBK.NewDecoder().String(name)
	first, _ := utf8.DecodeRuneInString(decoded)
	return err == nil && unicode.Is(unicode.Han, first) && !strings.ContainsRune(decoded, utf8.RuneError)
}
