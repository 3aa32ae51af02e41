package recognize

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/recognize/table"
)

// heading is an item that may be the heading of a section.
type heading struct {
	item    int
	section int // index into the sections of the editions' union
	score   int
	rest    string // what follows on the same line, in paragraph notation
	text    string // the heading as printed
	clear   bool   // by its words and its form it can be nothing else
	arrangement
}

const (
	longestLine     = 46 // characters of a line that can be a heading and nothing else
	leastSimilarity = 62 // per cent of a heading's words that must agree
	clearWords      = 85 // per cent that leave no doubt
)

// headingCandidates returns what may be the heading of a section, in the order of the document, scored by its words, its
// ordinal and what follows.
func headingCandidates(ctx context.Context, items []item, names *headingNames, affinity []string, own bool) []heading {
	var candidates []heading
	styled := map[int]bool{} // sections that have a heading by its style
	for i := range items {
		if stopped(ctx, i) {
			break
		}
		it := &items[i]
		if it.blank() || it.table != nil {
			continue
		}
		if own && it.role == document.Section {
			for _, h := range appendCandidates(nil, it, i, names, affinity) {
				styled[h.section] = true
			}
		}
	}
	for i := range items {
		if stopped(ctx, i) {
			break
		}
		it := &items[i]
		if it.blank() || it.table != nil {
			continue
		}
		if own && it.role != document.Section && it.role != document.None {
			// A paragraph of our own style that is no heading is none, whatever it says; but somebody may have given the
			// heading of a table the style of the text.
			for _, h := range appendCandidates(nil, it, i, names, affinity) {
				if !styled[h.section] && h.rest == "" && names.sections[h.section].table != "" &&
					i+1 < len(items) && items[i+1].table != nil && affinity[i+1] == names.sections[h.section].table {
					candidates = append(candidates, h)
				}
			}
			continue
		}
		candidates = appendCandidates(candidates, it, i, names, affinity)
	}
	return candidates
}

func appendCandidates(candidates []heading, it *item, at int, all *headingNames, affinity []string) []heading {
	line := strings.TrimLeft(it.plain, "#*_ \t　>|")
	if it.loose {
		if line = strings.TrimRight(line, " \t|"); strings.ContainsAny(line, "\t|") {
			return candidates // a row of a table
		}
	}
	o := numbering.Parse(line)
	words := line[o.Size:]
	if o.Level == document.Heading1 || o.Level == document.Heading3 {
		if it.role != document.Section {
			return candidates // （一）主动公开政府信息情况 is a heading inside a section
		}
	}
	end := headingEnds(words)
	if end > len(words) {
		return candidates
	}
	whole, rest := words[:end], ""
	if end < len(words) {
		_, size := utf8.DecodeRuneInString(words[end:])
		rest = words[end+size:]
	}
	least := leastSimilarity
	if o.Level == document.None {
		least = clearWords
		if it.role != document.Section && chars.TrimSpace(rest) != "" {
			return candidates // a sentence
		}
	}
	if !all.mayBe(whole, least) {
		return candidates
	}
	folded := fold.AppendRunes(nil, whole)
	if len(folded) < 3 || len(folded) > longestLine {
		return candidates
	}
	names := all.sections
	for s := range names {
		best := 0
		for _, n := range names[s].names {
			if 200*min(len(folded), len(n)) >= least*(len(folded)+len(n)) {
				best = max(best, table.Likeness(folded, n))
			}
		}
		if best < least {
			continue
		}
		score := best
		switch {
		case o.Level == document.None:
			score -= 8
		case o.Value == names[s].number:
			score += 25
		default:
			score -= 4
		}
		if it.role == document.Section {
			score += 60
		}
		if names[s].table != "" {
			for next := at + 1; next < len(affinity) && next <= at+8; next++ {
				if affinity[next] == names[s].table {
					score += 20
					break
				}
			}
			if affinity[at] == names[s].table && o.Level == document.None {
				continue // a label, not a heading
			}
		}
		h := heading{item: at, section: s, score: score, text: it.plain}
		h.clear = best >= clearWords && (o.Level == document.Section || it.role == document.Section) || best == 100 && it.role == document.None && !it.loose
		if rest = chars.TrimSpace(rest); rest != "" {
			h.rest = rest
			h.text = strings.TrimSuffix(it.plain, rest)
		}
		candidates = append(candidates, h)
	}
	return candidates
}

// headingEnds returns where the words of a heading end in a line: before a colon or a full stop, or with the line. It is
// behind the line's end where they are too long for a heading.
func headingEnds(words string) int {
	const most = 4 * utf8.UTFMax * longestLine // bytes, with white space and marks among the words
	short := words[:min(len(words), most)]
	for end, r := range short {
		if r == '：' || r == ':' || r == '。' {
			return end
		}
	}
	if len(short) < len(words) {
		return len(words) + 1
	}
	return len(words)
}

// headingNames is the names of the sections, and their characters.
type headingNames struct {
	sections   []sectionNames
	characters [(1 << 16) / 64]uint64 // a bit for each
}

func newHeadingNames(sections []sectionNames) *headingNames {
	n := &headingNames{sections: sections}
	for _, s := range sections {
		for _, name := range s.names {
			for _, r := range name {
				n.characters[uint16(r)/64] |= 1 << (r % 64)
			}
		}
	}
	return n
}

// mayBe reports whether so much of a text, in per cent, can agree with a name. No more of it agrees than has characters of
// names, and most lines have too few: they are not compared.
func (n *headingNames) mayBe(text string, least int) bool {
	all, common := 0, 0
	for _, r := range text {
		if f := fold.Rune(r); f != 0 {
			if all++; n.characters[uint16(f)/64]&(1<<(f%64)) != 0 {
				common++
			}
		}
	}
	return 200*common >= least*(all+common)
}

// bestChain picks the candidates of the highest total score in which items and sections both ascend. Candidates come in
// the order of their items.
func bestChain(candidates []heading) []heading {
	total := make([]int, len(candidates))
	from := make([]int, len(candidates))
	var ends []int // by section: the last candidate of the best chain so far that ends in it
	for i := range candidates {
		for len(ends) <= candidates[i].section {
			ends = append(ends, none)
		}
	}
	best := none
	for i := 0; i < len(candidates); {
		next := i
		for ; next < len(candidates) && candidates[next].item == candidates[i].item; next++ {
			from[next] = none
			base := 0
			for _, j := range ends[:candidates[next].section] {
				if j != none && (total[j] > base || total[j] == base && base > 0 && j < from[next]) {
					base, from[next] = total[j], j
				}
			}
			total[next] = base + candidates[next].score
			if best == none || total[next] > total[best] {
				best = next
			}
		}
		for ; i < next; i++ { // one item is one heading: it goes on with none of its own
			if end := &ends[candidates[i].section]; *end == none || total[i] > total[*end] {
				*end = i
			}
		}
	}
	var chain []heading
	for i := best; i != none; i = from[i] {
		chain = append(chain, candidates[i])
	}
	slices.Reverse(chain)
	return chain
}
