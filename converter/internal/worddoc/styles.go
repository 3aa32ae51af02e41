package worddoc

import (
	"strconv"
	"unicode/utf16"

	"nianbao/converter/internal/wordml"
)

// styleEntry is a style ([MS-DOC] 2.9.260).
type styleEntry struct {
	name  string
	kind  int
	base  int    // style that it is based on; noStyle: none
	paras []byte // modifiers
	chars []byte

	resolved bool
	para     para // with everything inherited
	look     look
}

const (
	paragraphStyle = 1
	characterStyle = 2
	noStyle        = 0xFFF
)

// readStyles reads the STSH (2.9.271). Styles that cannot be read say nothing.
func (r *reader) readStyles() {
	sheet := r.at(styleSheet)
	if len(sheet) < 2 {
		return
	}
	head := int(le.Uint16(sheet))
	if head < 4 || 2+head > len(sheet) {
		return
	}
	count, fixed := int(le.Uint16(sheet[2:])), int(le.Uint16(sheet[4:]))
	sheet = sheet[2+head:]
	r.styles = make([]styleEntry, 0, min(count, len(sheet)/2)) // each has two bytes, at least
	for i := 0; i < count && len(sheet) >= 2 && r.meter.Step(1); i++ {
		n := int(le.Uint16(sheet))
		if 2+n > len(sheet) {
			return
		}
		r.styles = append(r.styles, newStyle(sheet[2:2+n], fixed))
		sheet = sheet[2+n:]
	}
}

// newStyle reads an STD: numbers, the name, and the modifiers.
func newStyle(std []byte, fixed int) styleEntry {
	s := styleEntry{base: noStyle}
	if fixed < 10 || len(std) < fixed+2 {
		return s
	}
	s.kind, s.base = int(le.Uint16(std[2:])&15), int(le.Uint16(std[2:])>>4)
	n := int(le.Uint16(std[fixed:]))
	at := fixed + 2
	if at+2*n+2 > len(std) {
		return s
	}
	s.name = decode(std[at : at+2*n])
	at += 2*n + 2
	var parts [2][]byte // of a paragraph style those of the paragraph first
	for i := range parts {
		if at+2 > len(std) {
			break
		}
		n := int(le.Uint16(std[at:]))
		if at+2+n > len(std) {
			break
		}
		parts[i] = std[at+2 : at+2+n]
		at += 2 + n + n&1
	}
	switch s.kind {
	case paragraphStyle:
		if len(parts[0]) >= 2 {
			s.paras = parts[0][2:]
		}
		s.chars = parts[1]
	case characterStyle:
		s.chars = parts[0]
	}
	return s
}

// styleOf returns a style, or one that says nothing.
func (r *reader) styleOf(i int) *styleEntry {
	if i < 0 || i >= len(r.styles) {
		return &styleEntry{base: noStyle}
	}
	return &r.styles[i]
}

// resolve returns a paragraph style with all that it inherits.
func (r *reader) resolve(i int) *styleEntry {
	s := r.styleOf(i)
	if s.resolved {
		return s
	}
	s.resolved = true // a circle ends here too
	s.para.style = i
	if s.base != noStyle && s.base != i && s.base < len(r.styles) {
		base := r.resolve(s.base)
		s.para, s.look = base.para, base.look
		s.para.style = i
	}
	s.para.apply(r, s.paras, 0)
	s.look.apply(r, s.chars, s.look)
	return s
}

// sheet returns the paragraph styles for package wordml. Lists and levels of headings are said by each paragraph.
func (r *reader) sheet() []wordml.Style {
	var all []wordml.Style
	for i := range r.styles {
		s := &r.styles[i]
		if s.kind != paragraphStyle || s.name == "" {
			continue
		}
		l := r.resolve(i).look
		all = append(all, wordml.Style{ID: styleID(i), Name: s.name, Default: i == 0,
			Look: wordml.Look{Bold: wordml.Beside(false, l.bold), Hidden: wordml.Beside(false, l.hidden), Struck: wordml.Beside(false, l.struck)}})
	}
	return all
}

func styleID(i int) string { return "s" + strconv.Itoa(i) }

// decode returns UTF-16 as a string.
func decode(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = le.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
