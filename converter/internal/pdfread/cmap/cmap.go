// Package cmap reads CMaps (ISO 32000-1 9.7.5, 9.10.3; Adobe technical notes 5014 and 5411): tables that say how the bytes of
// a string are cut into codes, which character identifier (CID) a code selects in a font, and which text it stands for.
//
// Two kinds are met. A ToUnicode CMap says what text codes mean: [Parse] reads both. The encoding of a composite font is
// a CMap inside the file, or one of the predefined ones, which are known by name and stand in no file: [Predefined] knows
// Identity and those whose codes are text by themselves, that is Unicode or GB 18030 and what it grew from. For these
// no table is needed: the code is decoded. What the CIDs of the collection Adobe-GB1 mean is a table of Adobe's: [GB1].
//
//	cmap.go        tables of ranges, and looking up in them
//	parse.go       the language that CMaps are written in
//	predefined.go  CMaps known by name
//	gb1.go         the collection Adobe-GB1; make/ packs its table
package cmap

import (
	"cmp"
	"slices"
)

// Map is a CMap. The zero Map knows no code.
type Map struct {
	// Vertical says that lines run downwards (WMode 1).
	Vertical bool

	codeSpaces []codeSpace
	cids       []cidRange
	texts      []textRange
	identity   bool                // the code is the CID
	decode     func([]byte) string // the code is text in another encoding
	cidOf      func(rune) (int, bool)
}

// codeSpace is a range of codes of one length: each byte lies between those of the ends.
type codeSpace struct {
	length   int
	from, to uint32
}

// cidRange maps codes of a length to CIDs that count up.
type cidRange struct {
	length   int
	from, to uint32
	cid      int
}

// textRange maps codes to texts whose last character counts up. The length of codes is left open: writers of ToUnicode
// CMaps get it wrong, and no font mixes lengths in a way that makes two codes one.
type textRange struct {
	from, to uint32
	text     string
	last     rune // of text, which is given with it left off; -1 where the text is one for one code
}

func (m *Map) sort() {
	slices.SortStableFunc(m.cids, func(a, b cidRange) int { return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(a.from, b.from)) })
	slices.SortStableFunc(m.texts, func(a, b textRange) int { return cmp.Compare(a.from, b.from) })
}

// Next cuts the first code off a string: its value, and how many bytes it takes, at least one of a string that is not empty.
// What lies in no range of codes is taken as long as the shortest code is (9.7.6.3).
func (m *Map) Next(s []byte) (code uint32, length int) {
	if len(m.codeSpaces) == 0 {
		length = min(2, len(s))
		return value(s[:length]), length
	}
	shortest := 4
	for _, space := range m.codeSpaces {
		shortest = min(shortest, space.length)
		if len(s) >= space.length && space.holds(s) {
			return value(s[:space.length]), space.length
		}
	}
	length = min(shortest, len(s))
	return value(s[:length]), length
}

func (c codeSpace) holds(s []byte) bool {
	for i := range c.length {
		shift := 8 * (c.length - 1 - i)
		if b := s[i]; b < byte(c.from>>shift) || b > byte(c.to>>shift) {
			return false
		}
	}
	return true
}

func value(s []byte) uint32 {
	var v uint32
	for _, b := range s {
		v = v<<8 | uint32(b)
	}
	return v
}

// CID returns the character that a code selects in a font; 0, which is none, where the map does not say.
func (m *Map) CID(code uint32, length int) int {
	if m.identity {
		return int(code)
	}
	if m.cidOf != nil {
		for _, r := range m.Text(code, length) {
			if cid, ok := m.cidOf(r); ok {
				return cid
			}
		}
		return 0
	}
	at, exact := slices.BinarySearchFunc(m.cids, code, func(r cidRange, code uint32) int {
		return cmp.Or(cmp.Compare(r.length, length), cmp.Compare(r.from, code))
	})
	if !exact {
		at--
	}
	if at >= 0 && m.cids[at].length == length && code <= m.cids[at].to {
		return m.cids[at].cid + int(code-m.cids[at].from)
	}
	return 0
}

// Text returns what a code stands for, "" where the map does not say.
func (m *Map) Text(code uint32, length int) string {
	if m.decode != nil {
		var bytes [4]byte
		for i := range length {
			bytes[i] = byte(code >> (8 * (length - 1 - i)))
		}
		return m.decode(bytes[:length])
	}
	at, exact := slices.BinarySearchFunc(m.texts, code, func(r textRange, code uint32) int { return cmp.Compare(r.from, code) })
	if !exact {
		at--
	}
	if at < 0 || code > m.texts[at].to {
		return ""
	}
	r := &m.texts[at]
	if r.last < 0 {
		return r.text
	}
	return r.text + string(r.last+rune(code-r.from))
}

// SaysText reports whether the map says of any code what it stands for.
func (m *Map) SaysText() bool { return m.decode != nil || len(m.texts) > 0 }
