package report

import (
	"strings"

	"nianbao/converter/internal/chars"
)

// Span is a run of a paragraph's text with one weight.
type Span struct {
	Text string
	Bold bool
}

// hasNotation reports whether a paragraph may be more than plain text. Looking for one byte at a time is an order of magnitude quicker than for
// any of a set.
func hasNotation(paragraph string) bool {
	return strings.IndexByte(paragraph, '*') >= 0 || strings.IndexByte(paragraph, '\\') >= 0
}

// Spans reads the notation of a paragraph: **…** is bold (an unpaired ** is literal, and so is an empty pair), a
// backslash protects * and itself. Adjacent spans of one weight are joined; none is empty.
func Spans(paragraph string) []Span {
	if !hasNotation(paragraph) {
		if paragraph == "" {
			return nil
		}
		return []Span{{Text: paragraph}}
	}
	spans := make([]Span, 0, 1+strings.Count(paragraph, "**"))
	var text strings.Builder
	bold := false
	flush := func() {
		if text.Len() == 0 {
			return
		}
		spans = append(spans, Span{text.String(), bold})
		text.Reset()
	}
	for i := 0; i < len(paragraph); i++ {
		c := paragraph[i]
		switch {
		case c == '\\' && i+1 < len(paragraph) && (paragraph[i+1] == '*' || paragraph[i+1] == '\\'):
			i++
			text.WriteByte(paragraph[i])
		case c == '*' && i+1 < len(paragraph) && paragraph[i+1] == '*':
			if bold {
				flush()
				bold = false
				i++
			} else if closing := findBold(paragraph[i+2:]); closing > 0 {
				flush()
				bold = true
				i++
			} else {
				text.WriteString("**")
				i++
			}
		default:
			text.WriteByte(c)
		}
	}
	flush()
	return joined(spans)
}

// findBold returns the index of the first unprotected ** in s, or -1.
func findBold(s string) int {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '\\' && (s[i+1] == '*' || s[i+1] == '\\') {
			i++
		} else if s[i] == '*' && s[i+1] == '*' {
			return i
		}
	}
	return -1
}

// Paragraph writes spans in the notation that [Spans] reads. Protection is added only where the plain spelling would
// be read differently, so that text from the source stays as it is.
func Paragraph(spans []Span) string {
	spans = joined(spans)
	plain := spell(spans, func(s string) string { return s })
	if same(Spans(plain), spans) {
		return plain
	}
	return spell(spans, func(s string) string { return strings.NewReplacer(`\`, `\\`, `*`, `\*`).Replace(s) })
}

func spell(spans []Span, protect func(string) string) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Bold {
			b.WriteString("**")
		}
		b.WriteString(protect(s.Text))
		if s.Bold {
			b.WriteString("**")
		}
	}
	return b.String()
}

func joined(spans []Span) []Span {
	if areJoined(spans) {
		return spans
	}
	var out []Span
	var text strings.Builder // of the last of them
	for _, s := range spans {
		if s.Text == "" {
			continue
		}
		if n := len(out); n == 0 || out[n-1].Bold != s.Bold {
			if n > 0 {
				out[n-1].Text = text.String()
			}
			text.Reset()
			out = append(out, s)
		}
		text.WriteString(s.Text)
	}
	if n := len(out); n > 0 {
		out[n-1].Text = text.String()
	}
	return out
}

// areJoined reports whether there is nothing to put together: no span is empty, and no two are alike that stand together.
func areJoined(spans []Span) bool {
	for i := range spans {
		if spans[i].Text == "" || i > 0 && spans[i].Bold == spans[i-1].Bold {
			return false
		}
	}
	return len(spans) > 0
}

func same(a, b []Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Plain returns the paragraph's text without the notation.
func Plain(paragraph string) string {
	if !hasNotation(paragraph) {
		return paragraph
	}
	var b strings.Builder
	for _, s := range Spans(paragraph) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Canonical returns the paragraph as every reader of this product gives it: white space at its ends dropped (indent is
// a property of the form) and bold written the one way [Paragraph] writes it. It is idempotent; "" means no paragraph.
func Canonical(paragraph string) string {
	paragraph = chars.TrimSpace(paragraph)
	if !hasNotation(paragraph) {
		return paragraph
	}
	for range 8 { // trimming inside a bold span at an end can change what is spelt; it settles at once in practice
		spans := Spans(paragraph)
		trimEnds(&spans)
		next := Paragraph(spans)
		if next == paragraph {
			break
		}
		paragraph = next
	}
	return paragraph
}

func trimEnds(spans *[]Span) {
	s := *spans
	for len(s) > 0 {
		if s[0].Text = strings.TrimLeftFunc(s[0].Text, chars.IsSpace); s[0].Text != "" {
			break
		}
		s = s[1:]
	}
	for len(s) > 0 {
		last := &s[len(s)-1]
		if last.Text = strings.TrimRightFunc(last.Text, chars.IsSpace); last.Text != "" {
			break
		}
		s = s[:len(s)-1]
	}
	*spans = s
}
