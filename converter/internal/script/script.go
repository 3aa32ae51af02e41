// Package script knows the scripts that official documents of autonomous regions use beside Chinese: Tibetan, the Arabic
// letters of Uyghur and Kazakh, Mongolian, Yi and Korean. The program's own faces have none of them.
//
// [Of] says which of them a character belongs to. What a [Script] says is all that the rest of the program needs to know of
// it: by which letters a font that covers it is recognized (package sfnt), how its text is set (package layout), and how a
// Word file names it (package docx).
package script

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
)

// Script is one of the scripts.
type Script struct {
	Name        diag.Word
	Tag         string // ISO 15924
	Language    string // BCP 47, of the region's documents
	RightToLeft bool
	// Shaped says that the shape of a letter depends on its neighbours, so that text is set in words, not in characters.
	Shaped bool
	// Upright says that the script is written in columns by tradition, which pages of lines cannot show.
	Upright bool
	// Complex says that word processors set the script with their face for complex scripts (w:cs), not with the East Asian one.
	Complex bool
	// Letters are characters that a font must have to count as one for the script: the alphabet, or common syllables.
	Letters string
	// Package is a Debian package with a free font that covers the script, File the font's name in it.
	Package, File string
	// Face is the face that Windows has for the script.
	Face string
}

// The scripts. Uyghur's alphabet is asked for, since many fonts for Arabic lack half of its vowels.
var (
	Tibetan = &Script{Name: diag.Word("tibetan"), Tag: "Tibt", Language: "bo-CN", Shaped: true, Complex: true,
		Letters: "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨིེོུྐྒྔྗྙྟྡྣྤྦྨྩྫྭྱྲླྷ་།",
		Package: "fonts-noto-core", File: "NotoSerifTibetan-Regular.ttf", Face: "Microsoft Himalaya"}
	Arabic = &Script{Name: diag.Word("arabic"), Tag: "Arab", Language: "ug-CN",
		RightToLeft: true, Shaped: true, Complex: true, Letters: "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
		Package: "fonts-noto-core", File: "NotoNaskhArabic-Regular.ttf", Face: "Microsoft Uighur"}
	Mongolian = &Script{Name: diag.Word("mongolian"), Tag: "Mong", Language: "mn-Mong-CN", Shaped: true, Upright: true, Complex: true,
		Letters: "ᠠᠡᠢᠣᠤᠥᠦᠧᠨᠩᠪᠫᠬᠭᠮᠯᠰᠱᠲᠳᠴᠵᠶᠷᠸᠹᠺ",
		Package: "fonts-noto-core", File: "NotoSansMongolian-Regular.ttf", Face: "Mongolian Baiti"}
	Yi = &Script{Name: diag.Word("yi"), Tag: "Yiii", Language: "ii-CN", Letters: "ꀀꀉꀋꀒꀕꁈꁌꁧꂰꃅꃤꄉꄜꅉꆀꆈꇁꇉꈌꈍꉌꉬꊁꋊꌊꌠꍇꎭꏂꐎꑌꒉ",
		Package: "fonts-noto-core", File: "NotoSansYi-Regular.ttf", Face: "Microsoft Yi Baiti"}
	Korean = &Script{Name: diag.Word("korean"), Tag: "Hang", Language: "ko-KR", Letters: "조선족자치주연변인민정부개보고서년도흑룡강길림료녕",
		Package: "fonts-nanum", File: "NanumMyeongjo.ttf", Face: "Malgun Gothic"}
)

// All returns the scripts, in the order in which they are spoken of.
func All() []*Script { return []*Script{Tibetan, Arabic, Mongolian, Yi, Korean} }

// Of returns the script that a character belongs to, nil for any other. The blocks are those of Unicode; Arabic presentation
// forms, which stand for letters (package layout), count as Arabic.
func Of(r rune) *Script {
	switch {
	case r < 0x600, r >= 0x3190 && r < 0xA000, r >= 0x2000 && r < 0x3130:
		return nil // nearly all of every report
	case r < 0x700, r >= 0x750 && r < 0x780, r >= 0x8A0 && r < 0x900, Presentation(r):
		return Arabic
	case r >= 0xF00 && r < 0x1000:
		return Tibetan
	case r >= 0x1100 && r < 0x1200, r >= 0x3130 && r < 0x3190, r >= 0xA960 && r < 0xA980, r >= 0xAC00 && r < 0xD7FC:
		return Korean
	case r >= 0x1800 && r < 0x18B0, r >= 0x11660 && r < 0x11680:
		return Mongolian
	case r >= 0xA000 && r < 0xA4D0:
		return Yi
	}
	return nil
}

// Presentation reports whether r is one of the forms that Arabic letters take in a word, or a ligature of them, as a character
// of its own (U+FEFF is none: it is the byte order mark).
func Presentation(r rune) bool { return r >= 0xFB50 && r < 0xFE00 || r >= 0xFE70 && r < 0xFEFF }

// Joining reports whether a character that is invisible by its nature decides how the letters beside it join: the zero-width
// joiner and non-joiner.
func Joining(r rune) bool { return r == 0x200C || r == 0x200D }

// Joined reports whether a character is a jamo, a letter of a Korean syllable that is written in several characters.
func Joined(r rune) bool {
	return r >= 0x1100 && r < 0x1200 || r >= 0xA960 && r < 0xA980 || r >= 0xD7B0 && r < 0xD7FC
}

// Word returns the length in bytes of the word at the beginning of a text: up to a blank or a character of another script, in
// Tibetan up to the mark behind a syllable, behind which lines may end. It is 0 where the text begins in none of the scripts, and
// one character in Yi.
func Word(text string) int {
	first := (*Script)(nil)
	for at, r := range text {
		s := Of(r)
		switch end := at + utf8.RuneLen(r); {
		case at == 0:
			if first = s; s == nil {
				return 0
			}
			if s == Yi {
				return end
			}
		case s != first && !Joining(r):
			return at
		}
		if EndsSyllable(r) && !strings.HasPrefix(text[at+utf8.RuneLen(r):], string(r)) {
			return at + utf8.RuneLen(r)
		}
	}
	return len(text)
}

// EndsSyllable reports whether r is the mark behind a Tibetan syllable (tsheg), behind which a line may end (Unicode UAX 14,
// class BA).
func EndsSyllable(r rune) bool { return r == 0xF0B || r == 0xFD2 }

// Stretch is a part of a text in one script.
type Stretch struct {
	Text   string
	Script *Script // nil: none of them
}

// Cut returns the stretches of a text; nil where all of it is in none of the scripts. White space between two words of one
// script belongs to it.
func Cut(text string) []Stretch {
	i := first(text)
	if i < 0 {
		return nil
	}
	var list []Stretch
	add := func(part string, s *Script) {
		if part != "" {
			list = append(list, Stretch{part, s})
		}
	}
	var current *Script
	from, ink := 0, i // where the stretch begins, and where its last character that is no blank ends
	for at, r := range text[i:] {
		at += i
		s := Of(r)
		if s == nil && current != nil && (blank(r) || Joining(r)) {
			continue // whose it is the next character says
		}
		if s != current {
			if current != nil {
				add(text[from:ink], current)
				from = ink
			}
			if s != nil {
				add(text[from:at], nil)
				from = at
			}
			current = s
		}
		ink = at + utf8.RuneLen(r)
	}
	if current != nil {
		add(text[from:ink], current)
		from = ink
	}
	add(text[from:], nil)
	return list
}

// first returns where the first character of a script stands in a text, -1 where there is none. Nearly no text has one, and all
// text of every file is asked: so only the characters are decoded whose first byte in UTF-8 is that of one in a script.
func first(text string) int {
	for i := 0; i < len(text); i++ {
		if !begins[text[i]] {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(text[i:]); Of(r) != nil {
			return i
		}
	}
	return -1
}

// begins says of each byte whether the UTF-8 of a character of the scripts begins with it.
var begins = func() (table [256]bool) {
	for _, r := range "\u0600\u0640\u0680\u06C0\u0750\u08A0\u1100\u3130\uA000\uB000\uC000\uD000\uFB50\U00011660" {
		table[string(r)[0]] = true
	}
	return table
}()

func blank(r rune) bool { return r == ' ' || r == 0xA0 || r == 0x202F }
