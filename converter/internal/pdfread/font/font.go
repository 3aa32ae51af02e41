// Package font reads the fonts of PDF files (ISO 32000-1 9.5 to 9.10) as far as reading text needs it: how a string is cut
// into glyphs, how wide each one is, and which characters it stands for. Glyphs' outlines are not looked at.
//
// What a glyph stands for is said by the font's ToUnicode CMap, which programs write for this purpose; by the encoding, where its
// codes are text or name glyphs; by the collection that its CIDs belong to; by the table of the font that is embedded; else by nothing. A glyph of which nobody says what it is becomes [Unknown], and a figure with
// one in it is none.
//
//	font.go       what all fonts have in common
//	composite.go  Type 0 fonts: Chinese
//	program.go    what an embedded TrueType font says of its glyphs
//	simple.go     Type 1, TrueType and Type 3 fonts: a byte a glyph; standard.go: how wide glyphs are where a file does not say
//	builtin.go    the encoding that stands in an embedded Type 1 font, compact.go in one in CFF
//	encoding.go   the encodings that simple fonts start from; names.go: glyph names
//	radicals.go   code points that only look like a character
package font

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/pdfread/cmap"
	"nianbao/converter/internal/pdfread/object"
)

// Unknown stands for a glyph that has no text.
const Unknown = string(utf8.RuneError)

// Glyph is a glyph of a string that is shown.
type Glyph struct {
	Text string // what it stands for, or [Unknown]
	// Advance is how far the next glyph stands from it, in the direction of the line, in parts of the font size.
	Advance float64
	// Width is how wide it is, and Left and Up where its own origin stands from that of the line (9.7.4.3): 0 in lines to the right.
	Width, Left, Up float64
	Space           bool // the byte 32, alone, which word spacing widens (9.3.3)
}

// Font is a font as text needs it. It belongs to the goroutine of its file.
type Font struct {
	Vertical bool
	Bold     bool

	toUnicode *cmap.Map
	composite *composite // nil for simple fonts
	simple    *simple
	glyphs    map[uint32]Glyph // by code, with its length above
}

// New reads a font. What is missing in it is made up for as programs that show files do; errors are those of f.
func New(f *object.File, dict object.Dict) *Font {
	font := &Font{glyphs: map[uint32]Glyph{}}
	if stream := f.Stream(dict["ToUnicode"]); stream != nil {
		font.toUnicode = cmap.Parse(f, f.Decode(stream), nil)
	}
	font.Bold = isBold(string(f.Name(dict["BaseFont"])))
	if f.Name(dict["Subtype"]) == "Type0" {
		font.composite = newComposite(f, dict)
		font.Vertical = font.composite.codes.Vertical
	} else {
		font.simple = newSimple(f, dict)
	}
	return font
}

func isBold(name string) bool { return strings.Contains(strings.ToLower(name), "bold") }

// Next cuts the first glyph off a string that is not empty, and says how many bytes it takes.
func (font *Font) Next(s []byte) (Glyph, int) {
	var code uint32
	var length int
	if font.composite != nil {
		code, length = font.composite.codes.Next(s)
	} else {
		code, length = font.simple.next(s)
	}
	key := code
	if length < 4 {
		key |= uint32(length) << 28 // codes of three bytes end far below
	}
	g, ok := font.glyphs[key]
	if !ok {
		g = font.glyph(code, length)
		font.glyphs[key] = g
	}
	return g, length
}

func (font *Font) glyph(code uint32, length int) Glyph {
	var g Glyph
	if font.composite != nil {
		g = font.composite.glyph(code, length)
	} else {
		g = font.simple.glyph(code, length)
	}
	if font.toUnicode != nil {
		if said := font.toUnicode.Text(code, length); meaningful(said) {
			g.Text = said
		}
	}
	if g.Text == "" && font.composite != nil {
		g.Text = font.composite.programText(code, length)
	}
	g.Text = cleaned(g.Text)
	g.Space = length == 1 && code == ' '
	return g
}

// meaningful reports whether a text says what a glyph is: some programs write U+0000 or U+FFFD where they do not know.
func meaningful(text string) bool {
	for _, r := range text {
		if r != 0 && r != utf8.RuneError {
			return true
		}
	}
	return false
}

func cleaned(text string) string {
	if text == "" {
		return Unknown
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00A0' || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F:
			return ' '
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < ' ' || r == 0xAD || r == 0xFEFF || r == 0x200B:
			return -1
		}
		return character(r)
	}, text)
}
