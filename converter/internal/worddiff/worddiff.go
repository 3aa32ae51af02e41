// Package worddiff tells word by word what was changed in a text, in runs that a person can read.
//
// A word is a number with its decimals, a stretch of Latin letters, or any other single character: Chinese needs no dictionary for this,
// because neighbouring characters that changed are shown as one run. The shortest edit is found by the algorithm of E. W. Myers
// (An O(ND) Difference Algorithm and Its Variations, 1986), on whose result single characters that happen to stand in both texts between two
// changes are given up (2023年 and 2024年度 differ in a number, not in four places).
//
// Whatever happens, the runs without the inserted ones are the old text and those without the deleted ones the new one, to the letter.
package worddiff

import "unicode"

// Op is what happened to a run.
type Op string

// The kinds of runs.
const (
	Equal  Op = "equal"
	Delete Op = "delete" // only in the old text
	Insert Op = "insert" // only in the new one
)

// Run is a stretch of text of one kind.
type Run struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Budget is how much work is left for the differences of many texts. A step is a comparison of two words.
type Budget struct{ Steps int }

// DefaultBudget serves a report of a thousand paragraphs in which everything changed, in less than a second.
func DefaultBudget() *Budget { return &Budget{Steps: 20_000_000} }

// Diff returns the runs by which last becomes this: an old run before the new one in its place, no two neighbours of one kind, none
// empty. exact is false where the budget ended: then what differs is one run of each kind between what the texts begin and end with in common.
func Diff(last, this string, budget *Budget) (runs []Run, exact bool) {
	a, b := words(last), words(this)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	middle, exact := shortest(a[head:len(a)-tail], b[head:len(b)-tail], budget)
	var pieces []piece
	pieces = append(pieces, piece{Equal, a[:head]})
	pieces = append(pieces, middle...)
	pieces = append(pieces, piece{Equal, a[len(a)-tail:]})
	return readable(pieces), exact
}

// words cuts a text into words.
func words(text string) []string {
	var list []string
	from, last := 0, other
	for i, r := range text {
		kind := kindOf(r)
		if kind == point && last == digit && nextIsDigit(text[i:]) {
			kind = digit // 12.5 and 1,234
		}
		if i > 0 && (kind != last || kind != digit && kind != letter) {
			list = append(list, text[from:i])
			from = i
		}
		last = kind
	}
	if from < len(text) {
		list = append(list, text[from:])
	}
	return list
}

type kind uint8

const (
	other kind = iota
	digit
	letter
	point
)

func kindOf(r rune) kind {
	switch {
	case r >= '0' && r <= '9', r >= '０' && r <= '９':
		return digit
	case r < 0x2e80 && unicode.IsLetter(r):
		return letter
	case r == '.' || r == ',':
		return point
	}
	return other
}

// nextIsDigit reports whether a digit follows the first character, which is one byte long.
func nextIsDigit(s string) bool { return len(s) > 1 && s[1] >= '0' && s[1] <= '9' }

// piece is a run of words.
type piece struct {
	op    Op
	words []string
}
