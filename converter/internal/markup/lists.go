package markup

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// lists is what a script prints: a list of strings a line, as Python writes it (['a', None, 3]) or JSON (["a", null, 3]),
// or a list of such lists over one line or several. It knows no spans.
type lists struct{}

func (lists) Name() string { return "lists" }

func (lists) Signs() string { return "[(" }

func (lists) Read(r *reader, at int) ([]document.Block, int) {
	var rows []row
	end := at
	fields := 0
	for end < len(r.lines) {
		more, ok := r.printed(end)
		if !ok {
			break
		}
		for _, m := range more {
			fields = max(fields, len(m))
		}
		rows = append(rows, more...)
		end++
	}
	if end == at {
		return nil, 1
	}
	if len(rows) < 2 && fields < 3 || fields < 2 {
		return nil, end - at
	}
	return r.flat(rows, &printedText), end - at
}

// printed reads the lists of one line: [..], (..), [[..], [..]], and the pieces of a list of lists that is printed over
// lines: [[..], and [..]].
func (r *reader) printed(at int) ([]row, bool) {
	line := r.text(at)
	p := printer{s: line, line: r.lines[at].Number, most: r.limits.TableColumns}
	p.space()
	if p.peek() != '[' && p.peek() != '(' {
		return nil, false
	}
	for p.peek() == '[' && strings.HasPrefix(strings.TrimLeft(line[p.at+1:], " "), "[") {
		p.at++
		p.space()
	}
	var rows []row
	for p.peek() == '[' || p.peek() == '(' {
		fields, ok := p.list()
		if !ok {
			return nil, false
		}
		rows = append(rows, fields)
		p.space()
		for p.peek() == ']' || p.peek() == ',' {
			p.at++
			p.space()
		}
	}
	return rows, p.at == len(line) && len(rows) > 0
}

// printer reads values from a line. Columns are counted on the way.
type printer struct {
	s       string
	at      int
	line    int
	counted int // bytes that are counted
	column  int // characters before them
	most    int
}

func (p *printer) peek() byte {
	if p.at < len(p.s) {
		return p.s[p.at]
	}
	return 0
}

func (p *printer) space() {
	for p.at < len(p.s) && (p.s[p.at] == ' ' || p.s[p.at] == '\t') {
		p.at++
	}
}

// list reads one list of values; at least one has to be a string in quotes.
func (p *printer) list() (row, bool) {
	end := byte(']')
	if p.s[p.at] == '(' {
		end = ')'
	}
	p.at++
	var out row
	quoted := false
	for len(out) <= p.most {
		p.space()
		if p.peek() == end && len(out) > 0 {
			p.at++
			return out, quoted
		}
		p.column += utf8.RuneCountInString(p.s[p.counted:p.at])
		p.counted = p.at
		f := field{line: p.line, column: p.column + 1}
		text, isString, ok := p.value()
		if !ok {
			return nil, false
		}
		quoted = quoted || isString
		f.text = text
		out = append(out, f)
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case end:
		default:
			return nil, false
		}
	}
	return nil, false
}

// value reads a string in quotes, a number, or nothing in either language.
func (p *printer) value() (text string, quoted, ok bool) {
	if q := p.peek(); q == '\'' || q == '"' {
		return p.quoted(q)
	}
	from := p.at
	for p.at < len(p.s) && !strings.ContainsRune(",])", rune(p.s[p.at])) {
		p.at++
	}
	switch text = strings.TrimSpace(p.s[from:p.at]); text {
	case "None", "null", "nan", "NaN":
		return "", false, true
	}
	_, err := strconv.ParseFloat(text, 64)
	return text, false, err == nil
}

// quoted reads a string with the escapes that both languages have.
func (p *printer) quoted(q byte) (string, bool, bool) {
	var b strings.Builder
	for p.at++; p.at < len(p.s); p.at++ {
		switch c := p.s[p.at]; {
		case c == q:
			p.at++
			return b.String(), true, true
		case c == '\\' && p.at+1 < len(p.s):
			p.at++
			p.escape(&b)
		default:
			b.WriteByte(c)
		}
	}
	return "", false, false
}

func (p *printer) escape(b *strings.Builder) {
	size := map[byte]int{'u': 4, 'x': 2, 'U': 8}[p.s[p.at]]
	if size > 0 && p.at+size < len(p.s) {
		if n, err := strconv.ParseUint(p.s[p.at+1:p.at+1+size], 16, 32); err == nil {
			b.WriteRune(rune(n))
			p.at += size
			return
		}
	}
	switch c := p.s[p.at]; c {
	case 'n', 'r':
		b.WriteByte('\n')
	case 't':
		b.WriteByte(' ')
	default:
		b.WriteByte(c)
	}
}
