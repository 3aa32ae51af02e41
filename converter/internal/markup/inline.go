package markup

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// dialect is how a family of syntaxes marks text inside a line.
type dialect struct {
	name    string
	bold    []string // what stands on both sides of bold text, longest first
	italic  []string // of slanted, underlined or coded text, whose marks are not printed
	struck  string   // of text that no longer counts
	joint   string   // what stands for nothing, between a mark and a word
	strict  bool     // a single mark does not stand between letters
	escape  bool     // a backslash protects the ASCII punctuation behind it (CommonMark 2.4)
	breaks  []string // what breaks a line inside a cell
	entity  bool     // HTML tags and character references are read
	links   bool     // [text](address), [[address|text]]
	heading func(line string) (text string, level int)
	bullets string                 // characters that begin a list item
	only    func(line string) bool // the line is syntax and nothing else
}

// runs reads the marks in a text.
func (d *dialect) runs(s string) []document.Run {
	if !strings.ContainsAny(s, "\\*_'`~&<[{^+-/\n") {
		if s = report.TrimSpace(s); s == "" {
			return nil
		}
		return []document.Run{{Text: s}}
	}
	w := inliner{d: d, s: s}
	for w.at < len(s) {
		w.step()
	}
	w.flush()
	return tidy(w.out)
}

// inliner is a text under way.
type inliner struct {
	d       *dialect
	s       string
	at      int
	text    strings.Builder
	out     []document.Run
	closing string         // what ends the bold text under way
	tagBold int            // open <b> and <strong>
	open    []string       // slanted text under way
	none    map[string]int // a mark that does not come again behind here
	muted   int            // open <del> and the like
}

// step reads one character or one mark.
func (w *inliner) step() {
	rest := w.s[w.at:]
	switch {
	case w.tag(rest), w.reference(rest), w.lineBreak(rest), w.escaped(rest), w.strike(rest), w.weight(rest), w.slant(rest), w.link(rest):
		return
	}
	_, size := utf8.DecodeRuneInString(rest)
	w.write(rest[:size])
	w.at += size
}

func (w *inliner) write(s string) {
	if w.muted == 0 {
		w.text.WriteString(s)
	}
}

func (w *inliner) flush() {
	if w.text.Len() > 0 {
		w.out = append(w.out, document.Run{Text: w.text.String(), Bold: w.closing != "" || w.tagBold > 0})
		w.text.Reset()
	}
}

// tag reads an HTML tag.
func (w *inliner) tag(rest string) bool {
	if !w.d.entity || rest[0] != '<' {
		return false
	}
	t, ok := parseTag(rest)
	if !ok {
		return false
	}
	w.at += t.length
	switch {
	case t.name == "br" || t.block:
		w.write("\n")
	case t.name == "b" || t.name == "strong":
		w.flush()
		w.tagBold = max(0, w.tagBold+t.open())
	case t.name == "del" || t.name == "s" || t.name == "strike":
		w.muted = max(0, w.muted+t.open())
	}
	return true
}

// reference reads a character reference.
func (w *inliner) reference(rest string) bool {
	if !w.d.entity || rest[0] != '&' {
		return false
	}
	end := strings.IndexByte(rest[:min(len(rest), 12)], ';')
	if end < 2 {
		return false
	}
	r := html.UnescapeString(rest[:end+1])
	if r == rest[:end+1] {
		return false
	}
	w.write(r)
	w.at += end + 1
	return true
}

func (w *inliner) lineBreak(rest string) bool {
	for _, b := range w.d.breaks {
		if strings.HasPrefix(rest, b) {
			w.write("\n")
			w.at += len(b)
			return true
		}
	}
	return false
}

func (w *inliner) escaped(rest string) bool {
	if w.d.joint != "" && strings.HasPrefix(rest, w.d.joint) {
		w.at += len(w.d.joint)
		return true
	}
	if !w.d.escape || rest[0] != '\\' || len(rest) < 2 {
		return false
	}
	if c := rest[1]; c < '!' || c > '~' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
		return false
	}
	w.write(rest[1:2])
	w.at += 2
	return true
}

// strike leaves struck text out: 5 struck out before 6 is not 56.
func (w *inliner) strike(rest string) bool {
	if w.d.struck == "" || !strings.HasPrefix(rest, w.d.struck) {
		return false
	}
	inner := w.until(rest[len(w.d.struck):], w.d.struck)
	if inner <= 0 {
		return false
	}
	w.at += inner + 2*len(w.d.struck)
	return true
}

// weight begins or ends bold text.
func (w *inliner) weight(rest string) bool {
	if w.closing != "" {
		if !strings.HasPrefix(rest, w.closing) {
			return false
		}
		w.flush()
		w.at += len(w.closing)
		w.closing = ""
		return true
	}
	for _, mark := range w.d.bold {
		if !strings.HasPrefix(rest, mark) {
			continue
		}
		if !w.opens(rest, mark) {
			return false
		}
		w.flush()
		w.closing = mark
		w.at += len(mark)
		return true
	}
	return false
}

// slant drops the marks of slanted text.
func (w *inliner) slant(rest string) bool {
	if n := len(w.open); n > 0 && strings.HasPrefix(rest, w.open[n-1]) {
		w.at += len(w.open[n-1])
		w.open = w.open[:n-1]
		return true
	}
	for _, mark := range w.d.italic {
		if strings.HasPrefix(rest, mark) && w.opens(rest, mark) {
			w.open = append(w.open, mark)
			w.at += len(mark)
			return true
		}
	}
	return false
}

// opens reports whether a mark begins marked text: it touches the text behind it, does not stand inside a word or
// between figures, and the same mark ends the text (CommonMark 6.2, much simplified).
func (w *inliner) opens(rest, mark string) bool {
	inner := w.until(rest[len(mark):], mark)
	if inner <= 0 {
		return false
	}
	text := rest[len(mark) : len(mark)+inner]
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return false
	}
	if len(mark) > 1 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(w.s[:w.at])
	after, _ := utf8.DecodeRuneInString(rest[len(mark)+inner+len(mark):])
	if w.d.strict && (unicode.IsLetter(before) || unicode.IsLetter(after)) {
		return false
	}
	return !inWord(before) && !inWord(after) && first != rune(mark[0])
}

func inWord(r rune) bool {
	return r < utf8.RuneSelf && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}

// until returns where mark stands in s, -1 if it does not. A mark that was not found is not looked for again.
func (w *inliner) until(s, mark string) int {
	if w.none[mark] > 0 {
		return -1
	}
	at := strings.Index(s, mark)
	if at < 0 {
		if w.none == nil {
			w.none = map[string]int{}
		}
		w.none[mark]++
	}
	return at
}

// link keeps the text of a link.
func (w *inliner) link(rest string) bool {
	if !w.d.links || rest[0] != '[' && !strings.HasPrefix(rest, "![") {
		return false
	}
	window := rest[:min(len(rest), 1000)]
	if inner, ok := strings.CutPrefix(window, "[["); ok {
		if end := strings.Index(inner, "]]"); end > 0 {
			text := inner[:end]
			if bar := strings.LastIndexByte(text, '|'); bar >= 0 {
				text = text[bar+1:]
			}
			w.write(text)
			w.at += end + 4
			return true
		}
	}
	middle := strings.Index(window, "](")
	if middle < 0 || strings.ContainsAny(window[1:middle], "\n]") {
		return false
	}
	end := strings.IndexByte(window[middle:], ')')
	if end < 0 {
		return false
	}
	w.write(strings.TrimPrefix(window[:middle], "!")[1:])
	w.at += middle + end + 1
	return true
}

// tidy joins runs of one weight, trims the lines of the text and drops empty lines at both ends.
func tidy(runs []document.Run) []document.Run {
	var out []document.Run
	for _, r := range runs {
		r.Text = trimLines(r.Text)
		if n := len(out); n > 0 && out[n-1].Bold == r.Bold {
			out[n-1].Text += r.Text
		} else if r.Text != "" {
			out = append(out, r)
		}
	}
	if len(out) > 0 {
		out[0].Text = strings.TrimLeftFunc(out[0].Text, edge)
		last := &out[len(out)-1]
		last.Text = strings.TrimRightFunc(last.Text, edge)
	}
	kept := out[:0]
	for _, r := range out {
		if r.Text != "" {
			kept = append(kept, r)
		}
	}
	return kept
}

func edge(r rune) bool { return r == '\n' || report.IsSpace(r) }

// trimLines takes white space from around the line breaks of a text, and all but one of breaks that stand together.
func trimLines(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			line = strings.TrimLeftFunc(line, report.IsSpace)
			if b.Len() == 0 || !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}
