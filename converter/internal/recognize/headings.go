package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
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

// sectionNames is the folded words of each section's heading and its variants, over all editions.
type sectionNames struct {
	key    string
	table  string
	number int
	names  [][]rune
}

func namesOf(editions *edition.Set) []sectionNames {
	var all []sectionNames
	v := editions.Vocabulary()
	for _, s := range v.Sections {
		if s.Untitled {
			continue
		}
		names := sectionNames{key: s.Key, table: s.Table}
		seen := map[string]bool{}
		for _, e := range editions.Editions {
			section := e.Section(s.Key)
			if section == nil {
				continue
			}
			for _, h := range append([]string{section.Heading}, section.HeadingVariants...) {
				o := numbering.Parse(h)
				if names.number == 0 {
					names.number = o.Value
				}
				folded := fold.AppendRunes(nil, h[o.Size:])
				if !seen[string(folded)] {
					seen[string(folded)] = true
					names.names = append(names.names, folded)
				}
			}
		}
		all = append(all, names)
	}
	return all
}

const (
	longestLine     = 46 // characters of a line that can be a heading and nothing else
	leastSimilarity = 62 // per cent of a heading's words that must agree
	clearWords      = 85 // per cent that leave no doubt
)

// headingCandidates returns what may be the heading of a section, in the order of the document, scored by its words, its
// ordinal and what follows.
func headingCandidates(items []item, names []sectionNames, affinity []string, own bool) []heading {
	var candidates []heading
	styled := map[int]bool{} // sections that have a heading by its style
	for i := range items {
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
		it := &items[i]
		if it.blank() || it.table != nil {
			continue
		}
		if own && it.role != document.Section && it.role != document.None {
			// A paragraph of our own style that is no heading is none, whatever it says; but somebody may have given the
			// heading of a table the style of the text.
			for _, h := range appendCandidates(nil, it, i, names, affinity) {
				if !styled[h.section] && h.rest == "" && names[h.section].table != "" &&
					i+1 < len(items) && items[i+1].table != nil && affinity[i+1] == names[h.section].table {
					candidates = append(candidates, h)
				}
			}
			continue
		}
		candidates = appendCandidates(candidates, it, i, names, affinity)
	}
	return candidates
}

func appendCandidates(candidates []heading, it *item, at int, names []sectionNames, affinity []string) []heading {
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
	whole, rest := words, ""
	if end := strings.IndexAny(words, "：:。"); end >= 0 {
		_, size := utf8.DecodeRuneInString(words[end:])
		whole, rest = words[:end], words[end+size:]
	}
	folded := fold.AppendRunes(nil, whole)
	if len(folded) < 3 || len(folded) > longestLine {
		return candidates
	}
	if report.TrimSpace(rest) != "" && o.Level == document.None && it.role != document.Section {
		return candidates // a sentence
	}
	for s := range names {
		best := 0
		for _, n := range names[s].names {
			best = max(best, table.Likeness(folded, n))
		}
		if best < leastSimilarity {
			continue
		}
		score := best
		switch {
		case o.Level == document.None:
			score -= 8
			if best < 85 {
				continue
			}
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
		if rest = report.TrimSpace(rest); rest != "" {
			h.rest = rest
			h.text = strings.TrimSuffix(it.plain, rest)
		}
		candidates = append(candidates, h)
	}
	return candidates
}

// bestChain picks the candidates of the highest total score in which items and sections both ascend.
func bestChain(candidates []heading) []heading {
	total := make([]int, len(candidates))
	from := make([]int, len(candidates))
	best := none
	for i := range candidates {
		from[i] = none
		base := 0
		for j := range i {
			if candidates[j].item < candidates[i].item && candidates[j].section < candidates[i].section && total[j] > base {
				base, from[i] = total[j], j
			}
		}
		total[i] = base + candidates[i].score
		if best == none || total[i] > total[best] {
			best = i
		}
	}
	var chain []heading
	for i := best; i != none; i = from[i] {
		chain = append(chain, candidates[i])
	}
	for l, r := 0, len(chain)-1; l < r; l, r = l+1, r-1 {
		chain[l], chain[r] = chain[r], chain[l]
	}
	return chain
}
