package markup

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// texText is the source of a table in one string, and where its lines begin.
type texText struct {
	s      string
	starts []int
	number int // of the first line
	before int // characters of the first line that are left out
	// Of the byte that was asked for last: its line, and the characters before it there.
	passed, counted, characters int
}

// texSource joins the lines of a table without their comments.
func texSource(r *reader, at, end, from int) texText {
	var b strings.Builder
	t := texText{number: r.lines[at].Number, before: len([]rune(r.text(at)[:from]))}
	for i := at; i <= end; i++ {
		line := r.text(i)
		if i == end {
			all := texEnd().FindAllStringIndex(line, -1)
			line = line[:all[len(all)-1][0]]
		}
		if i == at {
			line = line[min(from, len(line)):]
		}
		for k := range len(line) {
			if line[k] == '%' && !protected(line, k) {
				line = line[:k]
				break
			}
		}
		t.starts = append(t.starts, b.Len())
		b.WriteString(line)
		b.WriteByte('\n')
	}
	t.s = b.String()
	return t
}

// dropColumns skips the arguments of the environment: placement, width, column description.
func (t *texText) dropColumns(name string) {
	arguments := 1
	if strings.HasPrefix(name, "tabularx") || strings.HasPrefix(name, "tabulary") || strings.HasPrefix(name, "xltabular") || name == "tabular*" || name == "tabularx*" {
		arguments = 2
	}
	at := 0
	for {
		for at < len(t.s) && (t.s[at] == ' ' || t.s[at] == '\n' || t.s[at] == '\t') {
			at++
		}
		switch {
		case at < len(t.s) && t.s[at] == '[':
			n := strings.IndexByte(t.s[at:], ']')
			if n < 0 {
				return
			}
			at += n + 1
		case at < len(t.s) && t.s[at] == '{' && arguments > 0:
			at += len(group(t.s[at:]))
			arguments--
		default:
			blanks := []byte(t.s)
			for i := range at {
				if blanks[i] != '\n' {
					blanks[i] = ' '
				}
			}
			t.s = string(blanks)
			return
		}
	}
}

// group returns the group in braces that s begins with, or all of s.
func group(s string) string {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				return s[:i+1]
			}
		}
	}
	return s
}

// field reads a cell, with the commands for spans around it.
func (t *texText) field(from, to int) field {
	s := texRules().ReplaceAllString(t.s[from:to], "")
	f := field{rowSpan: 1, colSpan: 1}
	f.line, f.column = t.place(from + len(t.s[from:to]) - len(strings.TrimLeft(t.s[from:to], " \n\t")))
	for range 2 {
		s = strings.TrimSpace(s)
		switch {
		case strings.HasPrefix(s, `\multicolumn`):
			s = spanCommand(s[len(`\multicolumn`):], &f.colSpan)
		case strings.HasPrefix(s, `\multirow`):
			s = spanCommand(s[len(`\multirow`):], &f.rowSpan)
		}
	}
	f.text = untex(s)
	return f
}

// spanCommand reads the arguments of \multicolumn{2}{c}{text} and \multirow[c]{2}[0]{*}[0pt]{text}.
func spanCommand(s string, span *int) string {
	var arguments []string
	for len(arguments) < 3 {
		s = strings.TrimSpace(s)
		if strings.HasPrefix(s, "[") {
			if n := strings.IndexByte(s, ']'); n >= 0 {
				s = s[n+1:]
				continue
			}
		}
		if strings.HasPrefix(s, "*") {
			arguments = append(arguments, "*")
			s = s[1:]
			continue
		}
		if !strings.HasPrefix(s, "{") {
			break
		}
		g := group(s)
		arguments = append(arguments, strings.TrimSuffix(g[1:], "}"))
		s = s[len(g):]
	}
	if len(arguments) < 3 {
		return strings.Join(arguments, " ") + s
	}
	if n, err := strconv.Atoi(strings.TrimSpace(arguments[0])); err == nil && n > 0 && n < 10_000 {
		*span = n
	}
	return arguments[2] + s
}

// place returns line and column of a byte of the source. Bytes are asked for in order, so that a long line is counted
// once.
func (t *texText) place(at int) (line, column int) {
	at = min(at, len(t.s))
	for t.passed+1 < len(t.starts) && t.starts[t.passed+1] <= at {
		t.passed++
		t.counted, t.characters = t.starts[t.passed], 0
	}
	if at > t.counted {
		t.characters += utf8.RuneCountInString(t.s[t.counted:at])
		t.counted = at
	}
	column = 1 + t.characters
	if t.passed == 0 {
		column += t.before
	}
	return t.number + t.passed, column
}
