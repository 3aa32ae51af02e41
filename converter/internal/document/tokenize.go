package document

import "strings"

// breaks are the line breaks of cells in Markdown: 46<br>3 is not 463.
var breaks = strings.NewReplacer("<br>", " ", "<br/>", " ", "<br />", " ", "<BR>", " ")

// Tokenize cuts a line at tabs, bars and white space. Tabs and bars delimit cells, so a token between two of them may
// be empty; white space only divides words. It stops soon after most tokens.
func Tokenize(line string, most int) []Token {
	if strings.Contains(line, "<") {
		line = breaks.Replace(line)
	}
	if strings.TrimFunc(line, func(r rune) bool { return r != '\t' && space(r) }) == "" {
		return nil
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

func space(r rune) bool {
	switch r {
	case ' ', 0xa0, 0x3000, 0x202f, 0x205f, 0x1680:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}
