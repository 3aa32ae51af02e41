package recognize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// Signature and day in pieces. Word files change the font between digits and characters, and extractors write each stretch of
// one font on a line of its own, or divide them by bars: 2024, 年, 1, 月, 15, 日. A line may also be broken at a page's width.

const (
	mostDayPieces  = 8  // of a day: three numbers, three units, brackets
	longestDay     = 24 // characters of a day with white space
	mostNamePieces = 3  // lines of an organ that signs
)

// dateInPieces returns the day that begins with an item and goes on in those below it, and the item behind it. A single item
// is none: see dateIn.
func (r *recognizer) dateInPieces(items []item, i int) (date string, to int) {
	if !beginsDay(items[i].plain) {
		return "", 0
	}
	joined, pieces := "", 0
	for at := i; at < len(items) && pieces < mostDayPieces; at++ {
		it := &items[at]
		if it.blank() {
			continue
		}
		if it.table != nil || !r.closes(it) {
			break
		}
		joined += bare(it)
		pieces++
		if utf8.RuneCountInString(joined) > longestDay {
			break
		}
		if m := r.Text.Date.FindStringSubmatch(read(joined).text); m != nil && pieces > 1 {
			if iso := isoDate(m[1:]); iso != "" {
				date, to = iso, at+1 // 日 may still follow
			}
		}
	}
	return date, to
}

// beginsDay reports whether a line may be the first piece of a day: the digits of a year, and no more than a day has.
func beginsDay(plain string) bool {
	if len(plain) > 4*longestDay {
		return false
	}
	plain = strings.TrimLeft(plain, "| \t（(")
	for range 4 {
		r, size := utf8.DecodeRuneInString(plain)
		if yearDigit(readRune(r)) < 0 {
			return false
		}
		plain = plain[size:]
	}
	return true
}

// signatureAbove returns the organ that signs and ends with an item, and the item with which it begins; "" for none. What is
// put together from several lines must be the very organ of the report. Organs that sign together stand one below the other
// (GB/T 9704-2012 7.3.5.1); they are given with an em between them.
func (r *recognizer) signatureAbove(items []item, last int) (name string, from int) {
	if name, from = r.signatureInPieces(items, last); name == "" && r.signs(&items[last]) {
		name, from = bare(&items[last]), last
	}
	if name == "" {
		return name, from
	}
	if r.doc.Meta.Own { // rows of organs
		for from > 0 && items[from].role == document.Signature && items[from-1].role == document.Signature {
			from--
			name = strings.TrimSuffix(bare(&items[from]), signingTogether) + signingTogether + name
		}
		return name, from
	}
	all := []string{name}
	for at := from - 1; at >= 0 && len(all) < mostSigning; at-- {
		it := &items[at]
		if passing(it) {
			continue
		}
		other := bare(it)
		if it.table != nil || slices.Contains(all, other) || !r.isName(other) {
			break
		}
		all, from = append(all, other), at
	}
	slices.Reverse(all)
	return strings.Join(all, signingTogether), from
}

// signingTogether stands between the names of organs that sign together.
const signingTogether = "\u3000"

// mostSigning is how many organs sign a report together.
const mostSigning = 5

// isName reports whether a line is the name of an organ and nothing else.
func (r *recognizer) isName(line string) bool {
	text := read(squeezeTitle(line)).text
	return text != "" && r.nameAtStart(text) == text && r.completeName(text)
}

func (r *recognizer) signatureInPieces(items []item, last int) (name string, from int) {
	organ := squeezeTitle(r.report.Organization)
	if organ == "" {
		return "", none
	}
	joined, pieces := "", 0
	for at := last; at >= 0 && pieces < mostNamePieces; at-- {
		it := &items[at]
		if passing(it) {
			continue
		}
		if it.table != nil || !r.closes(it) || len(it.plain) > longestEnding {
			break
		}
		if joined = squeezeTitle(bare(it) + joined); joined == organ {
			return r.report.Organization, at
		}
		if !strings.HasSuffix(organ, joined) {
			break
		}
		pieces++
	}
	return "", none
}

// withoutRunBars takes the bars out of a line that divide nothing but digits from characters: 2024|年|1|月|15|日. A line with
// other bars, as one of a table or the path of a page, is returned as it is.
func withoutRunBars(line string) string {
	if !strings.Contains(line, "|") {
		return line
	}
	numbers := none // whether the part before is one
	for part := range strings.SplitSeq(line, "|") {
		now := 0
		switch part = strings.TrimSpace(part); {
		case part != "" && strings.Trim(part, "0123456789.%") == "":
			now = 1
		case part == "", strings.ContainsAny(part, "0123456789"):
			return line
		}
		if now == numbers {
			return line
		}
		numbers = now
	}
	return strings.ReplaceAll(line, "|", "")
}

// barless is an item without such bars; those at its ends stay.
func barless(it *item) string {
	if !it.loose {
		return it.plain
	}
	if inner := strings.Trim(it.plain, "| \t"); inner != it.plain {
		if words := withoutRunBars(inner); words != inner {
			return words
		}
		return it.plain
	}
	return withoutRunBars(it.plain)
}
