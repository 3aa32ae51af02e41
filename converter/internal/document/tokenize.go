package document

import (
	"strings"
	"unicode/utf8"
)

// breaks are the line breaks of cells in Markdown: 46<br>3 is not 463.
var breaks = strings.NewReplacer("<br>", " ", "<br/>", " ", "<br />", " ", "<BR>", " ")

// Tokenize cuts a line at tabs, bars and white space. Tabs and bars delimit cells, so a token between two of them may
// be empty; white space only divides words. It stops soon after most tokens.
func Tokenize(line string, most int) []Token {
	if strings.Contains(line, "<") {
		line = breaks.Replace(line)
	}
	if onlySpace(line) {
		return nil
	}
	if !separated(line) {
		return []Token{{Text: line, Column: 1}} // as most lines of text
	}
	tokens := make([]Token, 0, min(most, 32, 1+strings.Count(line, "\t")+strings.Count(line, "|")+strings.Count(line, " ")))
	before := LineStart
	start := -1 // first byte of the token under way
	startColumn := 0
	cellEmpty := true // since the last tab or bar
	column := 0
	flush := func(end int) {
		if start >= 0 {
			tokens = append(tokens, Token{Text: line[start:end], Before: before, Column: startColumn})
			cellEmpty = false
			start = -1
			before = LineStart
		}
	}
	gap := 0
	for i, r := range line {
		if len(tokens) > most {
			return tokens
		}
		column++
		switch {
		case r == '\t' || r == '|' || r == '｜' || r == '│' || r == '┃':
			flush(i)
			if cellEmpty {
				tokens = append(tokens, Token{Before: before, Column: column})
			}
			before = Tab
			if r != '\t' {
				before = Bar
			}
			cellEmpty = true
			gap = 0
		case space(r):
			if start >= 0 {
				flush(i)
				gap = 0
			}
			if r == ' ' || r == 0xa0 {
				gap++
			} else {
				gap += 2
			}
		default:
			if start < 0 {
				start, startColumn = i, column
				if !cellEmpty && before == LineStart {
					before = Space
					if gap > 1 {
						before = Spaces
					}
				}
			}
		}
	}
	flush(len(line))
	if cellEmpty && before != LineStart {
		tokens = append(tokens, Token{Before: before, Column: column + 1})
	}
	return tokens
}

// onlySpace reports whether a line is nothing but white space without tabs.
func onlySpace(line string) bool {
	for _, r := range line {
		if !space(r) {
			return false
		}
	}
	return true
}

// separated reports whether tabs, bars or white space may stand in a line. It goes over bytes, of which few begin any.
func separated(line string) bool {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case ' ', '\t', '|':
			return true
		case 0xc2, 0xe1, 0xe2, 0xe3, 0xef:
			if r, _ := utf8.DecodeRuneInString(line[i:]); space(r) || r == '｜' || r == '│' || r == '┃' {
				return true
			}
		}
	}
	return false
}

func space(r rune) bool {
	switch r {
	case ' ', 0xa0, 0x3000, 0x202f, 0x205f, 0x1680:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}
