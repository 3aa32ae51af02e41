package table

import (
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
)

// Words is the labels of a table in all editions, by which words of a line are told to be cells, prepared once.
type Words struct {
	Labels []edition.Label
	known  map[string]bool // their wordings, folded
	rank   map[string]int  // longer ones that stand in it once: where they stand in the edition
	worded map[string]bool // labels in front of a cell that holds words, folded
	fewest int             // how many labels the edition with the fewest has
}

// twice is the rank of labels that stand in an edition more than once.
const twice = -1

// leastRanked is how many characters a label must have to be looked for in a text by itself.
const leastRanked = 4

// NewWords prepares the labels of a table.
func NewWords(editions []*edition.Edition, key string) *Words {
	w := &Words{known: map[string]bool{}, rank: map[string]int{}, worded: worded(editions, key)}
	for _, e := range editions {
		t := e.Table(key)
		if t == nil {
			continue
		}
		ranks := map[string]int{}
		for i, l := range t.Sequence() {
			w.Labels = append(w.Labels, l)
			if len(l.Folded) > 1 {
				w.known[string(l.Folded)] = true
			}
			for _, v := range l.Variants {
				w.known[v] = true
			}
			if len(l.Folded) >= leastRanked {
				if _, ok := ranks[string(l.Folded)]; ok {
					i = twice
				}
				ranks[string(l.Folded)] = i
			}
		}
		if n := len(t.Sequence()); w.fewest == 0 || n < w.fewest {
			w.fewest = n
		}
		for words, i := range ranks {
			if other, ok := w.rank[words]; i == twice || ok && other == twice {
				w.rank[words] = twice
			} else if !ok {
				w.rank[words] = i
			}
		}
	}
	return w
}

// MayHold reports whether a table has a character for so many of the labels, in per cent: with fewer it cannot hold them.
func (w *Words) MayHold(t *document.Table, share int) bool {
	n := 0
	for i := range t.Cells {
		if n += utf8.RuneCountInString(CellText(&t.Cells[i])); 100*n >= share*w.fewest {
			return true
		}
	}
	return false
}

// Rank returns where a label stands in its edition; ok is false for words that are none.
func (w *Words) Rank(folded []byte) (at int, ok bool) {
	at, ok = w.rank[string(folded)]
	return at, ok && at != twice
}
