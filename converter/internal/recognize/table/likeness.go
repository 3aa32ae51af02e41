package table

import (
	"math/bits"
	"slices"

	"nianbao/converter/internal/edition"
)

const (
	// SameWords is how far, in per cent, words must agree with a label to be it, where their place already says so. It
	// allows two characters in ten to be misread. Of the 2,389 pairs of different labels in a table of the editions 19 reach it,
	// all of which differ in an ordinal alone (第二十条第（五）项); 一、本年新收… and 二、上年结转… have 73.
	SameWords = 80
	// LeastRetyped is how much of a label, in per cent, must be left in one that somebody retyped for it to be believed in
	// its place. 个人 for 自然人 has 40, and 92 in a hundred pairs of different labels of a table have less than 30.
	LeastRetyped = 30
)

// Likeness is how much two folded texts agree, in per cent: twice their longest common subsequence over their lengths.
func Likeness(a, b []rune) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if slices.Equal(a, b) {
		return 100
	}
	var short [64]int // labels and headings fit
	row := short[:]
	if len(b) < len(short) {
		row = row[:len(b)+1]
	} else {
		row = make([]int, len(b)+1)
	}
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = above
		}
	}
	return 200 * row[len(b)] / (len(a) + len(b))
}

// Agree reports whether the likeness of two folded texts is at least so much. Most pairs that are compared have little in common, which is
// seen without comparing them character by character: no subsequence holds a character that the other text has not.
func Agree(a, b []rune, least int) bool {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return least <= 0
	}
	inA, inB := charactersOf(a), charactersOf(b)
	common := min(n-bits.OnesCount64(inA&^inB), m-bits.OnesCount64(inB&^inA))
	return 200*common >= least*(n+m) && Likeness(a, b) >= least
}

// charactersOf returns a set of the characters of a text, in which one may stand for several.
func charactersOf(text []rune) (set uint64) {
	for _, c := range text {
		set |= 1 << (uint32(c) * 2654435761 >> 26)
	}
	return set
}

// Contains reports whether one folded text stands in another.
func Contains(text, part []rune) bool {
	for i := 0; i+len(part) <= len(text); i++ {
		if slices.Equal(text[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// Names reports whether words are a label of the edition, by one of its wordings or nearly so.
func Names(c *edition.Cell, folded []rune) bool {
	if own := c.Folded(); slices.Equal(own, folded) || Agree(own, folded, SameWords) {
		return true
	}
	return slices.ContainsFunc(c.Wordings(), func(v string) bool { return says(v, folded) })
}

// says reports whether a text is some characters.
func says(s string, folded []rune) bool {
	n := 0
	for _, r := range s {
		if n == len(folded) || folded[n] != r {
			return false
		}
		n++
	}
	return n == len(folded)
}

// Retyped reports whether words may be a label that somebody retyped: much of it is left, or one holds the other.
func Retyped(words, label []rune) bool {
	return Agree(words, label, LeastRetyped) || len(words) >= 2 && len(label) >= 2 &&
		(Contains(words, label) || Contains(label, words))
}
