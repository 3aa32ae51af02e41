package object

import "bytes"

// literal reads a string in brackets (7.3.4.2).
func (p *parser) literal() (String, error) {
	var out []byte
	start := p.pos
	for depth := 0; p.pos < len(p.data); p.pos++ {
		c := p.data[p.pos]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				p.pos++
				return String(out), p.f.length(p.pos - start)
			}
		case '\\':
			out = p.escape(out)
			continue
		case '\r': // any end of a line is one line feed
			if p.pos+1 < len(p.data) && p.data[p.pos+1] == '\n' {
				p.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	p.pos = len(p.data) // a backslash may have led one further
	return "", p.broken("a string has no end")
}

// escape reads what stands behind a backslash, and leaves the parser on its last byte.
func (p *parser) escape(out []byte) []byte {
	if p.pos++; p.pos >= len(p.data) {
		return out
	}
	switch c := p.data[p.pos]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if p.pos+1 < len(p.data) && p.data[p.pos+1] == '\n' {
			p.pos++
		}
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		for i := 0; i < 3 && p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '7'; i++ {
			n = n<<3 | int(p.data[p.pos]-'0')
			p.pos++
		}
		p.pos--
		return append(out, byte(n))
	default:
		return append(out, c)
	}
}

// hexadecimal reads a string of digits (7.3.4.3).
func (p *parser) hexadecimal() (String, error) {
	end := bytes.IndexByte(p.data[p.pos:], '>')
	if end < 0 {
		p.pos = len(p.data)
		return "", p.broken("a string has no end")
	}
	out, ok := unhex(p.data[p.pos+1 : p.pos+end])
	if !ok {
		return "", p.broken("no hexadecimal digit")
	}
	p.pos += end + 1
	return String(out), p.f.length(end)
}
