package ocr

import (
	"strings"

	"nianbao/converter/diag"
)

// split splits a command line into its words as a shell does (POSIX 2.2): at blanks, with '…' and "…" around words that hold some, and a
// backslash before a character that means itself. Nothing else of a shell is there: no variables, no patterns, no other
// commands. Its error is a [diag.List].
func split(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, inWord, escaped := rune(0), false, false
	for _, r := range line {
		switch {
		case escaped:
			if quote == '"' && r != '"' && r != '\\' {
				word.WriteByte('\\')
			}
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			escaped, inWord = true, true
		case quote != 0:
			if r == quote {
				quote = 0
			} else {
				word.WriteRune(r)
			}
		case r == '\'' || r == '"':
			quote, inWord = r, true
		case r == ' ' || r == '\t' || r == '\n':
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	switch {
	case quote != 0:
		return nil, invalid(line, "command-quote")
	case escaped:
		return nil, invalid(line, "command-backslash")
	}
	if inWord {
		words = append(words, word.String())
	}
	if len(words) == 0 || words[0] == "" {
		return nil, invalid(line, "command-empty")
	}
	return words, nil
}

func invalid(line string, problem diag.Word) error {
	return diag.List{diag.New("ocr-command", diag.Place{}, "value", line, "problem", problem)}
}
