package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
)

// reading is a text in the form in which title, organ, year and date are looked for: one way to write digits, years,
// characters and brackets. It has one character for each of the print, so that what is found can be given as printed.
type reading struct{ source, text string }

func read(s string) reading {
	if !folds(s) {
		return reading{s, s}
	}
	folded := make([]rune, 0, len(s)/2)
	for _, r := range s {
		folded = append(folded, readRune(r))
	}
	readYears(folded)
	return reading{s, string(folded)}
}

// folds reports whether a text reads otherwise than it is printed. Most lines do not.
func folds(s string) bool {
	for i, r := range s {
		if readRune(r) != r || r == '年' && otherDigits(s[:i]) {
			return true
		}
	}
	return false
}

// otherDigits reports whether the year that a text ends in may have digits other than ASCII ones.
func otherDigits(s string) bool {
	s = strings.TrimRightFunc(s, chars.IsSpace)
	for range 4 {
		r, size := utf8.DecodeLastRuneInString(s)
		switch {
		case size == 0, yearDigit(r) < 0:
			return false
		case r < '0' || r > '9':
			return true
		}
		s = s[:len(s)-size]
	}
	return false
}

// printed returns the print of a byte range of the text.
func (r reading) printed(from, to int) string {
	if len(r.source) == len(r.text) && r.source == r.text {
		return r.source[from:to]
	}
	start := skipRunes(r.source, utf8.RuneCountInString(r.text[:from]))
	return r.source[start : start+skipRunes(r.source[start:], utf8.RuneCountInString(r.text[from:to]))]
}

// skipRunes returns the bytes of the first n characters.
func skipRunes(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func readRune(r rune) rune {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		return fold.Simplified(r)
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r >= 0x80 && chars.IsSpace(r):
		return ' '
	}
	switch r {
	case '(', '〔', '［', '[', '【':
		return '（'
	case ')', '〕', '］', ']', '】':
		return '）'
	}
	return r
}

// readYears writes years in Chinese digits, 二〇二三年, in ASCII ones.
func readYears(text []rune) {
	for i, r := range text {
		if r != '年' {
			continue
		}
		end := i
		for end > 0 && chars.IsSpace(text[end-1]) {
			end--
		}
		start := end
		for start > 0 && yearDigit(text[start-1]) >= 0 {
			start--
		}
		if end-start != 4 {
			continue
		}
		if first := yearDigit(text[start]); first != 1 && first != 2 {
			continue
		}
		for j := start; j < end; j++ {
			text[j] = '0' + rune(yearDigit(text[j]))
		}
	}
}

// yearDigit returns what a digit of a year stands for, -1 for none. Typists write letters for the round nought.
func yearDigit(r rune) int {
	if strings.ContainsRune("OoＯ", r) {
		return 0
	}
	if n, ok := numbering.Digit(r); ok {
		return n
	}
	return -1
}
