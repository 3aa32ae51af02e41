package font

import (
	"strconv"
	"strings"
	"sync"
)

// Glyph names of the Adobe Glyph List (Adobe technical note 1401) in the order of their code points: those of ASCII, those of
// Latin 1 from U+00A0 on. Chinese characters have names only by their code points (uni4E00).
const (
	asciiNames = "" +
		"space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus " +
		"comma hyphen period slash zero one two three four five six seven " +
		"eight nine colon semicolon less equal greater question at A B C " +
		"D E F G H I J K L M N O " +
		"P Q R S T U V W X Y Z bracketleft " +
		"backslash bracketright asciicircum underscore grave a b c d e f g " +
		"h i j k l m n o p q r s " +
		"t u v w x y z braceleft bar braceright asciitilde"
	latinNames = "" +
		"nbspace exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft " +
		"logicalnot sfthyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered " +
		"cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde " +
		"Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis " +
		"Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex " +
		"Udieresis Yacute Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae ccedilla " +
		"egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde ograve oacute " +
		"ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis"
)

// punctuation are further names that Western fonts in Chinese documents have.
var punctuation = map[string]string{
	"Euro":             "€",
	"Lslash":           "Ł",
	"OE":               "Œ",
	"Scaron":           "Š",
	"Ydieresis":        "Ÿ",
	"Zcaron":           "Ž",
	"bullet":           "•",
	"circumflex":       "ˆ",
	"dagger":           "†",
	"daggerdbl":        "‡",
	"dotlessi":         "ı",
	"ellipsis":         "…",
	"emdash":           "—",
	"endash":           "–",
	"ff":               "ff",
	"ffi":              "ffi",
	"ffl":              "ffl",
	"fi":               "fi",
	"fl":               "fl",
	"florin":           "ƒ",
	"fraction":         "⁄",
	"guilsinglleft":    "‹",
	"guilsinglright":   "›",
	"hyphenminus":      "-",
	"lslash":           "ł",
	"middot":           "·",
	"minus":            "−",
	"nonbreakingspace": " ",
	"oe":               "œ",
	"perthousand":      "‰",
	"quotedblbase":     "„",
	"quotedblleft":     "“",
	"quotedblright":    "”",
	"quoteleft":        "‘",
	"quoteright":       "’",
	"quotesinglbase":   "‚",
	"scaron":           "š",
	"softhyphen":       "\u00ad",
	"tilde":            "˜",
	"trademark":        "™",
	"zcaron":           "ž",
}

// glyphNames maps names to text.
var glyphNames = sync.OnceValue(func() map[string]string {
	all := make(map[string]string, 256)
	for from, list := range map[rune]string{' ': asciiNames, 0xA0: latinNames} {
		for i, name := range strings.Fields(list) {
			all[name] = string(from + rune(i))
		}
	}
	for name, text := range punctuation {
		all[name] = text
	}
	return all
})

// named returns the text of a glyph name, "" where the name says none: g17, cid0042.
func named(name string) string {
	name, _, _ = strings.Cut(name, ".") // "one.lnum" is a form of "one"
	if text, ok := glyphNames()[name]; ok {
		return text
	}
	digits, ok := strings.CutPrefix(name, "uni")
	if !ok || len(digits) < 4 {
		if digits, ok = strings.CutPrefix(name, "u"); !ok || len(digits) < 4 || len(digits) > 6 {
			return ""
		}
		return hexadecimal(digits)
	}
	var text strings.Builder
	for ; len(digits) >= 4; digits = digits[4:] {
		text.WriteString(hexadecimal(digits[:4]))
	}
	return text.String()
}

func hexadecimal(digits string) string {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || n > 0x10FFFF {
		return ""
	}
	return string(rune(n))
}
