package compose

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// halfEms returns the width of text in half ems.
func halfEms(text string) int {
	n := 0
	for _, r := range text {
		if r < 0x2000 && r != '·' {
			n++
		} else {
			n += 2
		}
	}
	return n
}

// piece is a part of the title that no line cuts, and what it costs to break the line behind it.
type piece struct {
	text string
	cost int
}

// The costs of a break: between the organ and the rest; between words; inside a name behind a district or an organ's
// suffix; anywhere else inside a name.
const (
	breakName   = 0
	breakWord   = 40
	breakSuffix = 90
	breakAny    = 400
)

// titleLines shapes a title into lines no wider than width half ems, words kept whole, by the least cost: few lines,
// breaks in good places, and a shape that widens or narrows rather than an hourglass (GB/T 9704-2012 7.3.1: 梯形或菱形).
func titleLines(title, organization string, words []string, width int) []string {
	if halfEms(title) <= width-2 {
		return []string{title}
	}
	pieces := titlePieces(title, organization, words)
	type state struct {
		cost, from int
	}
	best := make([]state, len(pieces)+1)
	for end := 1; end <= len(pieces); end++ {
		best[end] = state{cost: 1 << 30}
		line := 0
		for start := end - 1; start >= 0; start-- {
			line += halfEms(pieces[start].text)
			if line > width && start < end-1 {
				break
			}
			slack := (width - line) / 2
			cost := best[start].cost + 300 + slack*slack/4
			if end < len(pieces) {
				cost += pieces[end-1].cost
			}
			if line > width {
				cost += 10_000
			}
			if cost < best[end].cost {
				best[end] = state{cost, start}
			}
		}
	}
	var lines []string
	for end := len(pieces); end > 0; end = best[end].from {
		var b strings.Builder
		for _, p := range pieces[best[end].from:end] {
			b.WriteString(p.text)
		}
		lines = append(lines, b.String())
	}
	slices.Reverse(lines)
	return lines
}

// titlePieces cuts a title into what must stay together: known words, a year with its 年, bracketed names, Latin words
// and numbers, single characters of other names.
func titlePieces(title, organization string, words []string) []piece {
	var pieces []piece
	at := 0
	if organization != "" && strings.HasPrefix(title, organization) && len(organization) < len(title) {
		pieces = namePieces(nil, organization)
		pieces[len(pieces)-1].cost = breakName
		at = len(organization)
	}
	for at < len(title) {
		rest := title[at:]
		n := wordAt(rest, words)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(rest)
			pieces = namePieces(pieces, rest[:n])
		} else {
			pieces = append(pieces, piece{rest[:n], breakWord})
			if isDigit(rest[0]) && len(pieces) > 1 {
				pieces[len(pieces)-2].cost = min(pieces[len(pieces)-2].cost, breakName)
			}
		}
		at += n
	}
	for i := range pieces[:len(pieces)-1] {
		if _, next := halfEms(pieces[i].text), pieces[i+1].text; strings.ContainsAny(next[:1], ",.;:)") || strings.HasPrefix(next, "，") ||
			strings.HasPrefix(next, "、") || strings.HasPrefix(next, "》") || strings.HasPrefix(next, "）") {
			pieces[i].cost = 5000 // GB/T 15834: these marks do not begin a line
		}
	}
	return pieces
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// wordAt returns the length of the word that text begins with, 0 if none: a year, a known word, a Latin word.
func wordAt(text string, words []string) int {
	if c := text[0]; c < 0x80 && c != ' ' {
		n := 0
		for n < len(text) && text[n] < 0x80 && text[n] != ' ' {
			n++
		}
		trimmed := strings.TrimLeft(text[n:], " ")
		for _, unit := range []string{"年度", "年"} {
			if isDigit(c) && strings.HasPrefix(trimmed, unit) {
				return len(text) - len(trimmed) + len(unit)
			}
		}
		return n
	}
	longest := 0
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			longest = max(longest, len(w))
		}
	}
	return longest
}

// namePieces appends a name character by character; a break behind a district or organ suffix is cheaper.
func namePieces(pieces []piece, name string) []piece {
	for _, r := range name {
		cost := breakAny
		if strings.ContainsRune("省市县区州盟旗镇乡局委会厅办和 　", r) {
			cost = breakSuffix
		}
		pieces = append(pieces, piece{string(r), cost})
	}
	return pieces
}
