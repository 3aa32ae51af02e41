package compose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/script"
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

// titleWidth returns the width of a title in half ems, in a face whose digits take up to digit thousandths of an em. It is rounded
// up, so that pieces of a line never take more than was counted.
func titleWidth(text string, digit int) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return halfEms(text) + (n*max(digit-500, 0)+499)/500
}

// piece is a part of the title that no line cuts, and what it costs to break the line behind it.
type piece struct {
	text  string
	width int // half ems
	cost  int
}

// What a title's shape costs. GB/T 9704-2012 7.3.1: words whole, lines well placed, 梯形或菱形.
const (
	costLine   = 300 // each line
	breakName  = 0   // between the organ's name and the rest
	breakOther = 10  // between the names in Chinese and in another script
	breakWord  = 40  // between words, and behind the comma of a list of names
	breakOrgan = 60  // inside a name, behind what may be a whole organ: 局, 委员会
	breakPlace = 90  // inside a name, behind what may be a place: 市, 县
	breakIn    = 150 // inside a name, between words
	breakAny   = 900 // anywhere else: that is rather another line
	mixedLine  = 260 // a line that holds the end of the name and goes on behind it
	hourglass  = 120 // a line wider than the one above, which was narrower than its own
	slight     = 6   // half ems of difference that no eye minds
	forbidden  = 5000
	overfull   = 10_000
)

// longestTitle is how many pieces are shaped; what is longer is no title, and its lines are filled one by one.
const longestTitle = 300

// titleWords are the words and the ends of names by which a title is cut.
type titleWords struct {
	whole []string // words that a line must not cut
	ends  *edition.LineWords
	digit int // width of a digit in thousandths of an em; 0: half an em
}

// titleLines shapes a title into lines no wider than width half ems, by the least cost.
func titleLines(title, organization string, words titleWords, width int) []string {
	if titleWidth(title, words.digit) <= width-2 {
		return []string{title}
	}
	pieces := titlePieces(title, organization, words)
	if len(pieces) > longestTitle {
		return fillLines(pieces, width)
	}
	type state struct {
		start, cost, width int
		previous           *state // the line above
		narrowed           bool   // the line is narrower than the one above
	}
	name := 1 + slices.IndexFunc(pieces, func(p piece) bool { return p.cost == breakName }) // pieces of the organ's name
	best := make([][]state, len(pieces)+1)                                                  // by the piece behind the line
	for end := 1; end <= len(pieces); end++ {
		line := 0
		for start := end - 1; start >= 0; start-- {
			line += pieces[start].width
			if line > width && start < end-1 {
				break
			}
			slack := (width - line) / 2
			cost := costLine + slack*slack/4
			if end < len(pieces) {
				cost += pieces[end-1].cost
			}
			if line > width {
				cost += overfull
			}
			if 0 < start && start < name && name < end {
				cost += mixedLine
			}
			if start == 0 {
				best[end] = append(best[end], state{cost: cost, width: line})
				continue
			}
			// Of the lines above, the best that leaves the shape narrowing and the best that does not.
			var kept [2]state
			for i := range best[start] {
				above := &best[start][i]
				s := state{start: start, cost: above.cost + cost, width: line, previous: above,
					narrowed: line < above.width-slight || above.narrowed && line <= above.width+slight}
				if above.narrowed && line > above.width+slight {
					s.cost += hourglass
				}
				at := &kept[0]
				if s.narrowed {
					at = &kept[1]
				}
				if at.previous == nil || s.cost < at.cost {
					*at = s
				}
			}
			for _, s := range kept {
				if s.previous != nil {
					best[end] = append(best[end], s)
				}
			}
		}
	}
	last := &best[len(pieces)][0]
	for i := range best[len(pieces)] {
		if s := &best[len(pieces)][i]; s.cost < last.cost {
			last = s
		}
	}
	var lines []string
	for end := len(pieces); last != nil; last = last.previous {
		lines = append(lines, join(pieces[last.start:end]))
		end = last.start
	}
	slices.Reverse(lines)
	return lines
}

// fillLines breaks where a line is full and a break is allowed.
func fillLines(pieces []piece, width int) []string {
	var lines []string
	start, line := 0, 0
	for i, p := range pieces {
		if line+p.width > width && i > start && pieces[i-1].cost < forbidden {
			lines = append(lines, join(pieces[start:i]))
			start, line = i, 0
		}
		line += p.width
	}
	return append(lines, join(pieces[start:]))
}

func join(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// titlePieces cuts a title into what must stay together: known words, a year with its 年, Latin words and numbers,
// single characters of other names.
func titlePieces(title, organization string, words titleWords) []piece {
	organ := 0 // bytes of the organ's name at the beginning
	if strings.HasPrefix(title, organization) {
		organ = len(organization)
	}
	for at := 0; organ == 0 && at < len(title); at++ {
		if at > 0 && isDigit(title[at-1]) {
			continue // inside a number, which is no year where its beginning is none
		}
		if _, year := yearAt(title[at:]); year {
			organ = at // what stands before the year is the name
			break
		}
	}
	var pieces []piece
	for at := 0; at < len(title); {
		rest := title[at:]
		if at < organ {
			rest = title[at:organ]
		}
		n, year := 0, false
		if at >= organ { // a year in a name is part of it
			n, year = yearAt(rest)
		}
		word := false
		if n == 0 {
			n, word = wordAt(rest, words.whole)
		}
		p := piece{text: title[at : at+n], width: titleWidth(title[at:at+n], words.digit), cost: breakWord}
		if at < organ || !word && !year {
			p.cost = words.nameCost(p.text, word)
		}
		if year && len(pieces) > 0 {
			pieces[len(pieces)-1].cost = breakName
		}
		if at += n; at == organ {
			p.cost = breakName
		}
		pieces = append(pieces, p)
	}
	for i := range len(pieces) - 1 {
		last, _ := utf8.DecodeLastRuneInString(pieces[i].text)
		next, _ := utf8.DecodeRuneInString(pieces[i+1].text)
		switch {
		case strings.ContainsRune(closing, next), strings.ContainsRune(opening, last):
			pieces[i].cost = forbidden
		case script.Of(last) != script.Of(next):
			pieces[i].cost = min(pieces[i].cost, breakOther)
		case strings.ContainsRune(opening, next):
			pieces[i].cost = min(pieces[i].cost, breakWord)
		case utf8.RuneCountInString(pieces[i+1].text) == 1 && strings.ContainsRune(words.ends.Tails, next):
			pieces[i].cost = max(pieces[i].cost, breakAny) // 税务|局
		case strings.ContainsRune(combining, next), last == '\u200d':
			pieces[i].cost = forbidden
		}
	}
	return pieces
}

// Marks that do not begin a line, and those that do not end one (GB/T 15834-2011 5.1).
const (
	closing   = "，。、；：？！”’）》〉】〕］｝」』…—～·,.;:?!)]}%％ \u3000\t"
	opening   = "“‘（《〈【〔［｛「『([{"
	combining = "\u200d\u0301\u0300\u0302\u0308\ufe0f"
)

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// yearAt returns the length of a year in digits with its 年 or 年度, and whether text begins with one.
func yearAt(text string) (int, bool) {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n == 0 {
		return 0, false
	}
	trimmed := strings.TrimLeft(text[n:], " ")
	for _, unit := range []string{"年度", "年"} {
		if strings.HasPrefix(trimmed, unit) {
			return len(text) - len(trimmed) + len(unit), true
		}
	}
	return 0, false
}

// wordAt returns the length of what text begins with and no line cuts, and whether it is a word: one of words, a Latin word or
// number, or one of another script.
func wordAt(text string, words []string) (int, bool) {
	if c := text[0]; c > ' ' && c < 0x80 {
		n := 1
		for n < len(text) && text[n] > ' ' && text[n] < 0x80 {
			if !isDigit(text[n-1]) {
				if _, year := yearAt(text[n:]); year {
					break
				}
			}
			n++
		}
		return n, true
	}
	if n := script.Word(text); n > 0 {
		return n, true
	}
	longest := 0
	for _, w := range words {
		if len(w) > longest && strings.HasPrefix(text, w) {
			longest = len(w)
		}
	}
	if longest > 0 {
		return longest, true
	}
	_, n := utf8.DecodeRuneInString(text)
	return n, false
}

// nameCost returns what a break behind a part of a name costs.
func (w titleWords) nameCost(text string, word bool) int {
	last, _ := utf8.DecodeLastRuneInString(text)
	switch {
	case strings.ContainsRune("、， \u3000\t）》”", last):
		return breakWord
	case strings.ContainsRune(w.ends.Organs, last), word && strings.ContainsRune(w.ends.Units, last):
		return breakOrgan
	case strings.ContainsRune(w.ends.Places, last):
		return breakPlace
	case word:
		return breakIn
	}
	return breakAny
}
