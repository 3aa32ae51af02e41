package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// reading is a text in the form in which title, organ, year and date are looked for: one way to write digits, years,
// characters and brackets. It has one character for each of the print, so that what is found can be given as printed.
type reading struct {
	print []rune
	text  string
}

func read(s string) reading {
	print := []rune(s)
	folded := make([]rune, len(print))
	for i, r := range print {
		folded[i] = readRune(r)
	}
	readYears(folded)
	return reading{print, string(folded)}
}

// printed returns the print of a byte range of the text.
func (r reading) printed(from, to int) string {
	start := utf8.RuneCountInString(r.text[:from])
	return string(r.print[start : start+utf8.RuneCountInString(r.text[from:to])])
}

func readRune(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r >= 0x4e00 && r <= 0x9fff:
		return fold.Simplified(r)
	case r > ' ' && report.IsSpace(r):
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
		for end > 0 && report.IsSpace(text[end-1]) {
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
