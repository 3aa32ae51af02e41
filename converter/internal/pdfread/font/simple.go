package font

import (
	"strings"

	"nianbao/converter/internal/pdfread/object"
)

// simple is a font whose codes are single bytes (9.6).
type simple struct {
	widths [256]float64
	texts  [256]string
}

// usual is how wide a character is where a font does not say: a digit of most Western faces.
const usual = 0.5

func newSimple(f *object.File, dict object.Dict) *simple {
	s := &simple{}
	kind := f.Name(dict["Subtype"])
	descriptor := f.Dict(dict["FontDescriptor"])
	flags, _ := f.Number(descriptor["Flags"])
	symbolic := int(flags)&4 != 0
	s.readEncoding(f, dict["Encoding"], kind, symbolic, descriptor != nil)
	scale := 0.001
	if kind == "Type3" { // 9.6.5: widths are in the space of its glyphs
		if matrix := f.Array(dict["FontMatrix"]); len(matrix) == 6 {
			scale, _ = f.Number(matrix[0])
		}
	}
	missing := usual
	if w, ok := f.Number(descriptor["MissingWidth"]); ok && w > 0 {
		missing = w * scale
	} else if descriptor == nil && strings.Contains(string(f.Name(dict["BaseFont"])), "Helvetica") {
		missing = 0.556
	} else if descriptor == nil && strings.Contains(string(f.Name(dict["BaseFont"])), "Courier") {
		missing = 0.6
	}
	first, _ := f.Number(dict["FirstChar"])
	widths := f.Array(dict["Widths"])
	for code := range s.widths {
		s.widths[code] = missing
		if i := code - int(first); i >= 0 && i < len(widths) {
			if w, ok := f.Number(widths[i]); ok {
				s.widths[code] = w * scale
			}
		}
	}
	return s
}

// readEncoding reads what codes mean (9.6.6). A symbolic font without an encoding has one inside, which is not looked at.
func (s *simple) readEncoding(f *object.File, o object.Object, kind object.Name, symbolic, embedded bool) {
	base := f.Name(o)
	encoding := f.Dict(o)
	if encoding != nil {
		base = f.Name(encoding["BaseEncoding"])
	}
	var upper []rune
	switch {
	case base == "WinAnsiEncoding":
		upper = winAnsi
	case base == "MacRomanEncoding":
		upper = macRoman
	case base == "StandardEncoding", !symbolic && kind != "Type3", !embedded && kind == "Type1":
		upper = standard
	}
	if upper != nil {
		for code := range s.texts {
			s.texts[code] = encoded(upper, byte(code))
		}
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

func (s *simple) glyph(code byte) Glyph {
	return Glyph{Text: s.texts[code], Width: s.widths[code], Advance: s.widths[code]}
}
