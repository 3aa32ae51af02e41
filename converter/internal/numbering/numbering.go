// Package numbering knows numerals and ordinals: the ordinals of official documents, 一、 · （一） · 1. · （1）
// (GB/T 9704-2012 7.3.3), in the spellings that real reports use; numbers in Chinese, counted (二十三) or digit by digit
// (二〇二三); and the characters that hold a number (①).
package numbering

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// Ordinal is a numbering mark at the beginning of a text.
type Ordinal struct {
	Level  document.Role // Section (一、), Heading1 （一）, Heading2 (1.), Heading3 （1）; None if there is none
	Value  int           // its number
	Size   int           // bytes of the mark, white space behind it included
	Arabic bool          // written in Arabic digits
}

// Level returns the level of the mark that text begins with.
func Level(text string) document.Role {
	o := Parse(text)
	if o.Level == document.Section {
		return document.None // 一、 inside a section's text is the author's own enumeration
	}
	return o.Level
}

// Parse reads the mark at the beginning of text. 1、 counts as 1. here; a caller that looks for section headings must
// consider that some write 1、 for 一、.
func Parse(text string) Ordinal {
	rest := strings.TrimLeft(text, " \t\u3000\u00a0")
	skipped := len(text) - len(rest)
	open, size := utf8.DecodeRuneInString(rest)
	switch open {
	case '（', '(':
		inner := rest[size:]
		for _, closing := range []string{"）", ")"} {
			at := strings.Index(inner, closing)
			if at < 0 || at > 12 {
				continue
			}
			value, arabic, ok := parseNumber(strings.TrimSpace(inner[:at]))
			if !ok {
				continue
			}
			level := document.Heading1
			if arabic {
				level = document.Heading3
			}
			return Ordinal{level, value, skipped + size + at + len(closing) + spaces(inner[at+len(closing):]), arabic}
		}
		return Ordinal{}
	}
	if n := BracketedCount.Value(open); n > 0 {
		return Ordinal{document.Heading1, n, skipped + size + spaces(rest[size:]), false}
	}
	end := 0
	for i, r := range rest {
		if _, digit := Digit(r); !digit && r != '十' || i > 12 {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	value, arabic, ok := parseNumber(rest[:end])
	if !ok {
		return Ordinal{}
	}
	tail := strings.TrimLeft(rest[end:], " \u3000\u00a0")
	mark, width := utf8.DecodeRuneInString(tail)
	gap := len(rest) - end - len(tail)
	if !strings.ContainsRune("、.．,，:：/ 。", mark) || mark == ' ' {
		return Ordinal{}
	}
	if arabic {
		next, _ := utf8.DecodeRuneInString(tail[width:])
		if mark != '、' && (next >= '0' && next <= '9' || next >= '０' && next <= '９') || mark == ',' || mark == '，' || mark == '。' || value > 99 {
			return Ordinal{} // 12.5 is a figure
		}
	} else if mark == '，' || mark == ',' || mark == '。' {
		return Ordinal{}
	}
	o := Ordinal{document.Section, value, skipped + end + gap + width + spaces(tail[width:]), arabic}
	if arabic {
		o.Level = document.Heading2
	}
	return o
}

func spaces(s string) int { return len(s) - len(strings.TrimLeft(s, " \t\u3000\u00a0\u2002\u2003")) }

// Value returns the number of an ordinal without its marks: 1 to 999 in Arabic digits or 一 to 九十九; 0 for none.
func Value(s string) int {
	n, _, ok := parseNumber(s)
	if !ok {
		return 0
	}
	return n
}

// parseNumber reads 1–999 in Arabic (half or full width) or 一 to 九十九 in Chinese numerals.
func parseNumber(s string) (value int, arabic, ok bool) {
	if s == "" {
		return 0, false, false
	}
	for _, r := range s {
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		if r < '0' || r > '9' {
			value, ok = Count(s)
			return value, false, ok && value > 0 && value < 100
		}
		if value = value*10 + int(r-'0'); value > 999 {
			return 0, false, false
		}
	}
	return value, true, value > 0
}
