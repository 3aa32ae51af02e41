package worddoc

import (
	"strings"
	"unicode/utf16"

	"nianbao/converter/internal/wordml"
)

// list is an LSTF with its levels ([MS-DOC] 2.9.147).
type list struct {
	id     int32
	levels []wordml.Level
}

// use is an LFO: paragraphs name one by its number, and it names a list (2.9.131).
type use struct {
	id     int32
	starts []wordml.Start
}

// readLists reads PlfLst and PlfLfo. What cannot be read has no numbers.
func (r *reader) readLists() {
	data := r.from(listTable)
	if len(data) < 2 {
		return
	}
	n := int(int16(le.Uint16(data)))
	heads, levels := data[2:], []byte(nil)
	if n < 0 || 28*n > len(heads) {
		return
	}
	levels = heads[28*n:] // they stand behind the heads
	for i := range n {
		h := heads[28*i:]
		l := list{id: int32(le.Uint32(h))}
		count := 9
		if h[26]&1 != 0 { // fSimpleList
			count = 1
		}
		for range count {
			level, rest, ok := readLevel(levels)
			if !ok {
				return
			}
			l.levels, levels = append(l.levels, level), rest
		}
		r.lists = append(r.lists, l)
		r.known[l.id] = true
	}
	r.readUses()
}

func (r *reader) readUses() {
	data := r.at(listUses)
	if len(data) < 4 {
		return
	}
	n := int(int32(le.Uint32(data)))
	heads := data[4:]
	if n < 0 || n > len(heads)/16 {
		return
	}
	rest := heads[16*n:]
	for i := range n {
		u := use{id: int32(le.Uint32(heads[16*i:]))}
		overrides := int(heads[16*i+12])
		if len(rest) >= 4 {
			rest = rest[4:] // a character, of no use
		}
		for range overrides {
			if len(rest) < 8 {
				break
			}
			start, bits := int(int32(le.Uint32(rest))), le.Uint32(rest[4:])
			rest = rest[8:]
			if bits&0x20 != 0 { // fFormatting: a level of its own
				level, after, ok := readLevel(rest)
				if !ok {
					rest = nil
					break
				}
				start, rest = level.Start, after
			}
			if at := int(bits & 15); bits&0x10 != 0 && at < 9 { // fStartAt
				u.starts = append(u.starts, wordml.Start{Level: at, At: max(start, 0)})
			}
		}
		r.uses = append(r.uses, u)
	}
}

// readLevel reads an LVL (2.9.149) and returns what stands behind it.
func readLevel(b []byte) (wordml.Level, []byte, bool) {
	const fixed = 28
	if len(b) < fixed {
		return wordml.Level{}, nil, false
	}
	l := wordml.Level{Start: max(int(int32(le.Uint32(b))), 0), Format: wordml.FormatOf(int(b[4])), Legal: b[5]&4 != 0, NoRestart: b[5]&8 != 0}
	switch b[15] {
	case 1:
		l.Suffix = 's'
	case 2:
		l.Suffix = 'n'
	}
	chars, paras := int(b[24]), int(b[25])
	at := fixed + chars + paras
	if at+2 > len(b) {
		return l, nil, false
	}
	each(b[fixed+paras:at], func(op uint16, operand []byte) {
		if op == cHidden {
			l.Hidden = operand[0] == 1
		}
	})
	n := int(le.Uint16(b[at:]))
	at += 2
	if at+2*n > len(b) {
		return l, nil, false
	}
	var text strings.Builder
	units := make([]uint16, n)
	for i := range units {
		units[i] = le.Uint16(b[at+2*i:])
	}
	for _, c := range utf16.Decode(units) {
		if c < 9 { // the place of a level's number
			text.WriteByte('%')
			text.WriteByte('1' + byte(c))
			continue
		}
		text.WriteRune(c)
	}
	l.Text = text.String()
	return l, b[at+2*n:], true
}

// numberOf returns the number that package wordml knows a use by, 0 where there is none.
func (r *reader) numberOf(lfo int) int {
	if lfo < 1 || lfo > len(r.uses) || !r.known[r.uses[lfo-1].id] {
		return 0
	}
	return len(r.lists) + lfo
}

// numbering returns the lists for package wordml: the lists first, then their uses, which count together.
func (r *reader) numbering() []wordml.List {
	var all []wordml.List
	first := map[int32]int{}
	for i := range r.lists {
		all = append(all, wordml.List{Number: i + 1, Levels: r.lists[i].levels})
		if _, twice := first[r.lists[i].id]; !twice {
			first[r.lists[i].id] = i + 1
		}
	}
	for i := range r.uses {
		if shared := first[r.uses[i].id]; shared > 0 {
			all = append(all, wordml.List{Number: len(r.lists) + 1 + i, Shared: shared, Starts: r.uses[i].starts})
		}
	}
	return all
}
