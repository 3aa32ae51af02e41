package sniff

import (
	"bytes"
	"regexp"
	"sync"
)

// marked is how much of a text is looked at to tell markup from a page: a table at its start can be long.
const marked = 256 << 10

var (
	// syntaxLine is a line that a text with markup has and a page has not: a heading, a delimiter row, a fence.
	syntaxLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[ \t]{0,3}(?:#{1,6}[ \t]+\S|={1,6}[ \t].*\S|h[1-6]\.[ \t]|:::|\{\||\|=+\s*$|\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$)`)
	})
	tableStart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)<table[\s>]`) })
	tableEnd   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)</table`) })
	anyTag     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`</?[a-zA-Z][^<]*(?:>|$)`) })
	// pageOnly are elements that only whole pages have.
	pageOnly = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)<(?:!doctype|html|head|body)[\s>]`) })
)

// isMarkup reports whether a text that begins with a tag is a text with markup in it, Markdown above all, and no piece of
// a page. Converters put a <div> around the text, a wiki an anchor before its heading. In such a text lines outside of
// tables are bare and some are of a syntax that pages do not have.
func isMarkup(text []byte) bool {
	text = text[:min(len(text), marked)]
	if pageOnly().Match(text[:min(len(text), window)]) {
		return false
	}
	bare, tagged, syntax, depth := 0, 0, 0, 0
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n \t")
		starts, ends := len(tableStart().FindAllIndex(line, -1)), len(tableEnd().FindAllIndex(line, -1))
		inside := depth > 0
		depth = max(0, depth+starts-ends)
		switch {
		case inside || starts > 0 || len(line) == 0:
		case syntaxLine().Match(line):
			syntax++
			bare++
		case anyTag().Match(line):
			tagged++
		default:
			bare++
		}
	}
	return syntax > 0 && bare > tagged
}

// arrayLine is a line that is a JSON array of its own.
var arrayLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[ \t]*\[.*\][ \t]*\r?\n[ \t\r\n]*\S`) })

// isArrayLines reports whether a text that begins with a bracket is lines of arrays, as a script prints rows: JSON has
// nothing behind the bracket that closes it.
func isArrayLines(text []byte) bool {
	return len(text) > 0 && text[0] == '[' && arrayLine().Match(text)
}
