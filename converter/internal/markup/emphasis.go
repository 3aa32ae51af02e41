package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	if mark != "'''" && (unicode.IsSpace(first) || unicode.IsSpace(last)) {
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
