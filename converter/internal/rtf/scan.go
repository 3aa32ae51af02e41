package rtf

import "nianbao/converter/diag"

// deepest is how many groups may stand in each other. Word writes about a dozen.
const deepest = 256

// run reads the file to its end.
func (r *reader) run() {
	for r.pos < len(r.data) && r.problem == "" && !r.done {
		if !r.meter.Step(1) {
			return
		}
		if f := r.target.flow; f.FullWith(&r.target.in) {
			d := f.Refusal()
			r.refusal = &d
			return
		}
		switch c := r.data[r.pos]; c {
		case '{':
			r.pos++
			r.flush()
			r.skip = 0
			if r.opened++; r.opened > r.limits.HTMLNodes {
				d := diag.New("office-limit", diag.Place{}, "what", diag.Word("rtf-groups"), "limit", r.limits.HTMLNodes)
				r.refusal = &d
				return
			}
			if len(r.groups) >= deepest {
				r.problem = "groups are nested too deeply"
				return
			}
			r.groups = append(r.groups, r.state)
			r.state.begins, r.state.optional = none, false
			if r.dest == styleSheet { // the standard style has no number
				r.begins, r.paragraph, r.chars = endStyle, paragraph{}, characters{}
				r.take()
			}
		case '}':
			r.pos++
			r.flush()
			r.skip = 0
			r.endGroup()
		case '\\':
			r.control()
		case '\r', '\n':
			r.pos++
		default:
			r.pos++
			r.char(c)
		}
	}
	r.flush()
	if !r.done && r.problem == "" {
		r.problem = "the file ends too early"
	}
	r.lastParagraph()
}

// control reads what stands behind a backslash.
func (r *reader) control() {
	rest := r.data[r.pos+1:]
	if len(rest) == 0 {
		r.pos++
		return
	}
	c := rest[0]
	if !isLetter(c) {
		r.pos += 2
		r.symbol(c)
		return
	}
	n := 1
	for n < len(rest) && isLetter(rest[n]) {
		n++
	}
	word := string(rest[:n])
	value, said := 0, false
	negative := n+1 < len(rest) && rest[n] == '-' && isDigit(rest[n+1])
	if negative {
		n++
	}
	for ; n < len(rest) && isDigit(rest[n]); n++ {
		said = true
		if value < 1<<31 {
			value = 10*value + int(rest[n]-'0')
		}
	}
	if negative {
		value = -value
	}
	if n < len(rest) && rest[n] == ' ' {
		n++
	}
	r.pos += 1 + n
	if word == "bin" { // raw bytes, which may hold anything
		r.flush()
		r.pos += min(max(value, 0), len(r.data)-r.pos)
		return
	}
	if r.skip > 0 { // a control word is one character of the substitute
		r.skip--
		return
	}
	r.flush()
	r.word(word, value, said)
}

// symbol does what a control symbol asks.
func (r *reader) symbol(c byte) {
	if c == '\'' {
		if r.pos+2 <= len(r.data) {
			if v, ok := hex(r.data[r.pos], r.data[r.pos+1]); ok {
				r.pos += 2
				r.escaped(v)
				return
			}
		}
		return
	}
	if r.skip > 0 {
		r.skip--
		return
	}
	switch c {
	case '\\', '{', '}':
		r.char(c)
		return
	}
	r.flush()
	switch c {
	case '~':
		r.text("\u00a0")
	case '_':
		r.text("-")
	case '\r', '\n':
		r.word("par", 0, false)
	case '\t':
		r.text("\t")
	case '*':
		r.optional = true
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

func hex(a, b byte) (byte, bool) {
	x, y := nibble(a), nibble(b)
	return x<<4 | y, x < 16 && y < 16
}

func nibble(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 255
}
