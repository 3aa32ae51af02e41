package markup

import (
	"math"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// longestBold is how far off the end of bold text is looked for.
const longestBold = 500

// mostPieces is how many pieces a line is cut into.
const mostPieces = 10_000

// mostTagLines is how many lines one tag may take; pandoc wraps attributes.
const mostTagLines = 8

// tagged reads the tags in lines of prose: one that breaks a line ends it, <b> becomes the mark of the notation, all
// others are left out. A line of nothing but tags becomes an empty one. Lines with tabs or bars are cells that lost their
// table and are left to who reads loose text.
func tagged(m *limit.Meter, lines []document.Line) []document.Line {
	if !m.Step(1) {
		return nil
	}
	var out []document.Line // nil as long as all lines stay as they are
	end := ""               // what ends the tag that a line before this one began
	for i := range lines {
		line := lines[i].Text
		if !m.Step(1 + len(line)/16) {
			return nil
		}
		from := 0
		if end == "" && (!strings.Contains(line, "<") || strings.ContainsAny(line, "\t|")) {
			if out != nil {
				out = append(out, lines[i])
			}
			continue
		}
		if out == nil {
			out = append(make([]document.Line, 0, len(lines)), lines[:i]...)
		}
		if end != "" {
			at := strings.Index(line, end)
			if at < 0 {
				out = append(out, document.Line{Number: lines[i].Number})
				continue
			}
			from = at + len(end)
			end = ""
		}
		u := untagger{line: line, from: from}
		u.read(func() string { return unclosed(lines, i, line[u.from:]) })
		end = u.end
		switch {
		case from == 0 && u.tags == 0:
			out = append(out, lines[i])
		case len(u.pieces) == 0:
			out = append(out, document.Line{Number: lines[i].Number})
		default:
			for _, p := range u.pieces {
				out = append(out, retold(&lines[i], p.text, p.before))
			}
		}
	}
	if out == nil {
		return lines
	}
	return out
}

// unclosed returns what ends the tag that the rest of a line begins, where it ends on one of the next lines; "" for no tag.
func unclosed(lines []document.Line, at int, rest string) string {
	end := ">"
	switch {
	case len(rest) > longestTag:
		return ""
	case strings.HasPrefix(rest, "<!--"):
		end = "-->"
	default:
		if _, ok := parseTag(strings.TrimRight(rest, " ") + " >"); !ok || strings.Contains(rest, ">") {
			return ""
		}
	}
	for i := at + 1; i < len(lines) && i <= at+mostTagLines; i++ {
		s := lines[i].Text
		if j := strings.Index(s, end); j >= 0 && (end == "-->" || !strings.Contains(s[:j], "<")) {
			return end
		}
		if end == ">" && (emptyLine(s) || strings.Contains(s, "<")) {
			return ""
		}
	}
	return ""
}

// piece is what stands between two breaks of a line, and how many characters of the line stand before it.
type piece struct {
	text   string
	before int
}

// untagger cuts one line.
type untagger struct {
	line                string
	from                int // the first byte that is not read
	tags                int
	pieces              []piece
	text                strings.Builder
	before              int // characters of the line before the piece
	counted, characters int // bytes whose characters are counted, and how many these are
	bold                bool
	end                 string
	closing             map[string]int // where the next end tag of a name stands; see closes
}

// closes reports whether the end tag of a name stands within reach. It looks for the next one once: a line of ten thousand
// <b> has none, or the same for all.
func (u *untagger) closes(name string) bool {
	next, known := u.closing[name]
	if !known || next < u.from {
		if next = indexFold(u.line[u.from:], "</"+name); next < 0 {
			next = math.MaxInt
		} else {
			next += u.from
		}
		if u.closing == nil {
			u.closing = map[string]int{}
		}
		u.closing[name] = next
	}
	return next < math.MaxInt && next+len("</"+name) <= u.from+longestBold
}

func (u *untagger) read(unclosed func() string) {
	for u.from < len(u.line) {
		rest := u.line[u.from:]
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			at = len(rest)
		}
		u.write(rest[:at])
		if u.from += at; u.from == len(u.line) {
			break
		}
		t, ok := parseTag(u.line[u.from:])
		if !ok {
			if u.end = unclosed(); u.end != "" {
				u.tags++
				break
			}
			u.write("<")
			u.from++
			continue
		}
		u.tags++
		u.from += t.length
		switch {
		case t.block:
			u.flush()
		case (t.name == "b" || t.name == "strong") && t.end == u.bold && (t.end || u.closes(t.name)):
			u.bold = !u.bold
			u.text.WriteString("**")
		}
	}
	u.flush()
}

// write adds text to the piece under way.
func (u *untagger) write(s string) {
	if u.text.Len() == 0 {
		u.characters += utf8.RuneCountInString(u.line[u.counted:u.from])
		u.counted = u.from
		u.before = u.characters
	}
	u.text.WriteString(s)
}

func (u *untagger) flush() {
	if u.bold {
		u.text.WriteString("**")
		u.bold = false
	}
	if len(u.pieces) >= mostPieces && u.from < len(u.line) {
		u.text.WriteByte(' ')
		return
	}
	if s := u.text.String(); !emptyLine(s) && strings.Trim(s, "*") != "" {
		u.pieces = append(u.pieces, piece{s, u.before})
	}
	u.text.Reset()
}
