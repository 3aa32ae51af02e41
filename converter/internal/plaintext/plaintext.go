// Package plaintext reads text that an extractor drew from a page or a file: bytes of whatever encoding to numbered
// lines, and lines to tokens with their separators. It knows nothing of reports: which lines are a table is for package
// recognize to find out.
package plaintext

import (
	"context"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/limit"
)

// Read returns the text as one block of loose lines. Line breaks are LF, CRLF, CR, vertical tab (a soft break of
// a word processor), form feed (a page), U+0085, U+2028 and U+2029;
// other control characters are dropped. Lines that were broken at a fixed number of characters are put together (wrap.go).
// The document is nil if the list has an error: the bytes are no text, a limit is passed, or ctx is done.
func Read(ctx context.Context, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	return ReadMetered(limit.NewMeter(ctx, limits), data)
}

// ReadMetered is [Read] for a part of an input that a meter watches over already.
func ReadMetered(m *limit.Meter, data []byte) (*document.Document, diag.List) {
	limits := m.Limits()
	text, _, found := encoding.Decode(m, data, "")
	if worst, any := found.Worst(); any && worst == diag.Error {
		return nil, found
	}
	loose := &document.Loose{Lines: make([]document.Line, 0, min(strings.Count(text, "\n"), limits.TextLines)+1)}
	tokens := 0
	number := 0
	wrap := wrapWidth(m, text)
	var broken strings.Builder // the pieces of a line that was broken
	begun := 0                 // the line it began on
	for line := range lines(text) {
		if !m.Characters(utf8.RuneCountInString(line)+1) || strings.TrimSpace(line) != "" && !m.Paragraph() {
			return nil, append(found, m.Refusal())
		}
		if number++; number > limits.TextLines {
			return nil, append(found, diag.New("text-limit", diag.Place{Line: number}, "what", diag.Word("text-lines"), "limit", limits.TextLines))
		}
		if len(line) > limits.StringRunes*4 {
			return nil, append(found, diag.New("text-limit", diag.Place{Line: number}, "what", diag.Word("text-line-bytes"), "limit", limits.StringRunes*4))
		}
		if begun == 0 {
			begun = number
		}
		if wrap > 0 && utf8.RuneCountInString(line) == wrap && broken.Len() < limits.StringRunes {
			broken.WriteString(line)
			continue
		}
		if broken.Len() > 0 {
			broken.WriteString(line)
			line = broken.String()
			broken.Reset()
		}
		line = clean(line)
		first := begun
		begun = 0
		l := document.Line{Number: first, Text: line, Tokens: document.Tokenize(line, limits.TextTokens-tokens+1)}
		if tokens += len(l.Tokens); tokens > limits.TextTokens {
			return nil, append(found, diag.New("text-limit", diag.Place{Line: number}, "what", diag.Word("text-tokens"), "limit", limits.TextTokens))
		}
		loose.Lines = append(loose.Lines, l)
	}
	if broken.Len() > 0 {
		line := clean(broken.String())
		loose.Lines = append(loose.Lines, document.Line{Number: begun, Text: line, Tokens: document.Tokenize(line, limits.TextTokens-tokens+1)})
	}
	return &document.Document{Blocks: []document.Block{loose}, Lossy: true}, found
}

// lines yields the lines of text without their breaks; behind a break at the end stands one more, empty line.
func lines(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		endOf := lineEnd
		if !otherBreaks(text) {
			endOf = func(text string) int { return strings.IndexByte(text, '\n') }
		}
		for text != "" {
			end := endOf(text)
			if end < 0 {
				yield(text)
				return
			}
			line := text[:end]
			_, size := utf8.DecodeRuneInString(text[end:])
			if strings.HasPrefix(text[end:], "\r\n") {
				size = 2
			}
			text = text[end+size:]
			if !yield(line) {
				return
			}
			if text == "" {
				yield("")
			}
		}
	}
}

// otherBreaks reports whether a text has other line breaks than LF.
func otherBreaks(text string) bool {
	for _, other := range []string{"\v", "\f", "\r", "\u0085", "\u2028", "\u2029"} {
		if strings.Contains(text, other) {
			return true
		}
	}
	return false
}

// lineEnd returns where the first line break of a text stands, -1 for none. It goes over bytes: of a megabyte of text there is
// nothing else that costs as much.
func lineEnd(text string) int {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c > '\r' && c < 0xc2:
		case c >= '\n' && c <= '\r':
			return i
		case c == 0xc2 && strings.HasPrefix(text[i:], "\u0085"):
			return i
		case c == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i
		}
	}
	return -1
}

// clean drops control characters and characters that no document can hold.
func clean(line string) string {
	if strings.Contains(line, "&") {
		line = entities.Replace(line)
	}
	if i := firstDropped(line); i >= 0 {
		last, _ := utf8.DecodeLastRuneInString(line[:i])
		return line[:i] + withoutDropped(line[i:], digit(last))
	}
	return line
}

// firstDropped returns where the first of those characters stands, -1 for nowhere. Most bytes of a text begin none.
func firstDropped(line string) int {
	for i := 0; i < len(line); i++ {
		c := line[i]
		if c >= ' ' && c < 0x7f || c == '\t' || c >= 0x80 && c < 0xc0 || c >= 0xe3 && c < 0xef {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(line[i:]); dropped(r) {
			return i
		}
	}
	return -1
}

// withoutDropped drops those characters but between digits: there a control character, which ends a cell in old Word files, is
// a blank, and what nobody sees stays, for the cell to say that it is no number. behind says that a digit stands before s.
func withoutDropped(s string, behind bool) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case !dropped(r):
			b.WriteRune(r)
			behind = digit(r)
		case behind:
			behind = false // the first of several is looked at
			if !digit(firstKept(s[i:])) {
				continue
			}
			if r < ' ' || r >= 0x7f && r < 0xa0 {
				b.WriteByte(' ')
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

func firstKept(s string) rune {
	for _, r := range s {
		if !dropped(r) {
			return r
		}
	}
	return 0
}

func digit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// entities are the blanks of web pages that careless extractors leave spelt out.
var entities = strings.NewReplacer("&nbsp;", "\u00a0", "&ensp;", "\u2002", "&emsp;", "\u2003")

func dropped(r rune) bool {
	return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfeff || r == 0x200b || r == 0x200e || r == 0x200f ||
		r >= 0xfdd0 && r < 0xfdf0 || r&0xfffe == 0xfffe
}
