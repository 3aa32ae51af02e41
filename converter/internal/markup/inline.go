package markup

import (
	"html"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
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
		if s = chars.TrimSpace(s); s == "" {
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
