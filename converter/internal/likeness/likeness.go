// Package likeness tells how like two texts are when names and numbers are left out of account: whether a sentence was copied
// from last year's report, and whether two agencies handed in the same prose.
//
// A text is cut into sentences ([Sentences]). Each is masked ([Mask]): width, case, white space and punctuation are folded away and
// every number becomes one 0, so that two sentences that differ in years and counts alone have the same mask. What is left is
// compared by the set of its shingles, all stretches of k characters that follow each other ([Shingles]); the likeness of two sets is
// their Jaccard index, the share that both have of what either has ([Jaccard]). Nothing here is random: a shingle is hashed, and the
// hash is part of no contract.
//
// Sentences that every report must hold ("statistics from 1 January to 31 December") prove nothing. [Stock] knows those of the form
// itself by the patterns of templates/words/stock.json.
package likeness

import (
	"slices"
	"strings"
	"unicode"

	"nianbao/converter/internal/fold"
)

// Sentences cuts a paragraph behind full stops, question and exclamation marks and semicolons; closing quotation marks and brackets stay with
// the sentence that they end. Joined they are the paragraph again, and none is empty.
func Sentences(paragraph string) []string {
	var list []string
	from, ended := 0, false
	for i, r := range paragraph {
		switch {
		case strings.ContainsRune("。！？；!?;", r):
			ended = true
		case ended && !strings.ContainsRune("”’」』）》)\"'", r):
			list = append(list, paragraph[from:i])
			from, ended = i, false
		}
	}
	if from < len(paragraph) {
		list = append(list, paragraph[from:])
	}
	return list
}

// IsNumber reports whether r is a character of a number in digits, full width ones included.
func IsNumber(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

const numerals = "〇○零一二三四五六七八九十百千万亿两廿卅"

// Mask returns the characters of a text that count when it is compared: no white space and punctuation, no case and width, and one 0
// for each number, in digits or in Chinese numerals, with its decimals, thousands and unit signs. A single Chinese numeral is a number
// only in front of a counter: 一是 and 第一 say where something stands and are left.
func Mask(text string) []rune {
	runes := []rune(text)
	out := make([]rune, 0, len(runes))
	for i := 0; i < len(runes); {
		if n := numberAt(runes[i:]); n > 0 {
			if len(out) == 0 || out[len(out)-1] != '0' {
				out = append(out, '0')
			}
			i += n
			continue
		}
		if f := fold.Rune(runes[i]); f != 0 {
			out = append(out, f)
		}
		i++
	}
	return out
}

// numberAt returns how many characters the number at the beginning has, 0 for none.
func numberAt(s []rune) int {
	n := 0
	for n < len(s) && (IsNumber(s[n]) || n > 0 && n+1 < len(s) && strings.ContainsRune(".,，．%", s[n]) && IsNumber(s[n+1])) {
		n++
	}
	if n > 0 {
		for n < len(s) && strings.ContainsRune("%％‰", s[n]) {
			n++
		}
		return n
	}
	for n < len(s) && strings.ContainsRune(numerals, s[n]) {
		n++
	}
	if n > 1 || n == 1 && len(s) > 1 && strings.ContainsRune("件条次份个名篇期项起人场家年月日", s[1]) {
		return n
	}
	return 0
}

// Shingle is how many characters a shingle has. Four Chinese characters are about two words: shorter ones are shared by any two
// texts of the same subject, longer ones are lost with the first word that was changed.
const Shingle = 4

// Shingles returns the set of the hashed shingles of a masked text, sorted. A text that is shorter than one shingle has one: itself; an
// empty one has none.
func Shingles(masked []rune) []uint64 {
	if len(masked) == 0 {
		return nil
	}
	set := make([]uint64, 0, max(1, len(masked)-Shingle+1))
	for i := 0; i == 0 || i+Shingle <= len(masked); i++ {
		set = append(set, Hash(masked[i:min(i+Shingle, len(masked))]))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// Hash returns a hash of characters, the same on every machine: FNV-1a over the characters, then the finaliser of SplitMix64, because
// the bits of FNV-1a of short texts are not independent enough to be taken for random order.
func Hash(text []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range text {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return Mix(h)
}

// Mix is the finaliser of SplitMix64: a permutation of 64 bits that looks random.
func Mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

// Jaccard returns how many members two sorted sets have in common, and how many at least one of them has.
func Jaccard(a, b []uint64) (both, either int) {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return both, len(a) + len(b) - both
}

// IsSpace reports whether a sentence has nothing to read.
func IsSpace(sentence string) bool {
	return !strings.ContainsFunc(sentence, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
