// Package wordml is the common ground of the readers of Word's relatives. RTF, Word 97–2003 files and OpenDocument texts say
// the same things as a .docx, each in letters of its own: paragraphs with a style and an automatic number, runs with a look, rows
// of cells with edges and merges, fields, notes, text boxes, tracked changes. So each reader only translates: it calls the methods
// of [Inline] for what stands in a paragraph and those of [Flow] where a paragraph, a cell or a row ends, and [Package.Read] has
// package docx read the WordprocessingML (ECMA-376-1 17) that came of it. What is hidden, deleted, left out or numbered is
// thereby decided in one place for all formats, with the same words to people.
//
// The translation is a stream of bytes that is never seen outside of the process. Its size is bounded
// by twice that of a file (limit.Limits.Input), and everything that package docx counts is counted.
//
//	var in wordml.Inline
//	in.Text("总计", wordml.Look{Bold: wordml.On})
//	flow := wordml.NewFlow(limits)
//	flow.Paragraph(0, wordml.Paragraph{}, &in)
//	doc, found := (&wordml.Package{Body: flow}).Read(ctx, limits, house)
package wordml

import (
	"strconv"
	"unicode/utf8"
)

// Escape returns text as XML character data, also of attributes, see [Flow.Raw].
func Escape(text string) string { return string(escape(nil, text)) }

// escape appends text as XML character data. What XML cannot hold (XML 1.0 2.2) is left out; bytes that are no UTF-8 become U+FFFD.
func escape(b []byte, text string) []byte {
	for _, r := range text {
		switch {
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// value appends an element with nothing but w:val.
func value(b []byte, name string, n int) []byte {
	b = append(append(append(b, "<w:"...), name...), ` w:val="`...)
	return append(strconv.AppendInt(b, int64(n), 10), `"/>`...)
}

// named appends an element with nothing but w:val.
func named(b []byte, name, v string) []byte {
	b = append(append(append(b, "<w:"...), name...), ` w:val="`...)
	return append(escape(b, v), `"/>`...)
}
