package table

import (
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// Kind is what a cell looks like by itself.
type Kind = report.CellForm

// The kinds of cells.
const (
	Text   = report.Words      // a label or part of one, or prose
	Figure = report.Figure     // a number, perhaps with a unit or a remark
	Mark   = report.Mark       // says that there is no number
	Blank  = report.Empty      // an empty cell between separators
	Broken = report.Unreadable // digits that cannot be one number: glued, or torn from their neighbours
)

// None is no cell, no label, no row.
const None = -1

// classify reads a cell's text. Digits torn off at a point or comma (“.567”, “1,”) are no words: they belong to the
// figure beside them, and make it unreadable.
func classify(s string) (Kind, report.Cell) {
	value, form := report.ParseCell(s)
	if form == Text && torn(s) {
		return Broken, value
	}
	return form, value
}

// torn reports whether a text is the end of a figure that begins with its point or comma, perhaps with a unit behind
// it, or the front of one that ends with a comma.
func torn(s string) bool {
	const longest = 16 // bytes
	if first := firstFolded(s); first != '.' && first != ',' && (first < '0' || first > '9') {
		return false // as all words
	}
	s = chars.FoldFigure(s)
	if len(s) < 2 || len(s) > longest {
		return false
	}
	if strings.ContainsRune(".,", rune(s[0])) && s[1] >= '0' && s[1] <= '9' {
		return true
	}
	return strings.Trim(s, "0123456789.,") == "" && s[len(s)-1] == ',' && s[0] >= '0' && s[0] <= '9'
}

// firstFolded returns the first character of a text as chars.FoldFigure has it; 0 where nothing is left.
func firstFolded(s string) rune {
	for _, r := range s {
		switch {
		case chars.IsSpace(r):
		case r == '，':
			return ','
		default:
			return chars.HalfWidth(r)
		}
	}
	return 0
}

// foldedRune reports whether fold keeps r.
func foldedRune(r rune) bool { return fold.Rune(r) != 0 }

// allDigits reports whether s is ASCII digits only.
func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
