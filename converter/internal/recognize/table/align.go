package table

import (
	"slices"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/edition"
)

// Alignment of the words of a table region with the edition's labels in reading order.
//
// Both sides are long strings: the folded text cells one after another, and the folded labels one after another. Cells
// that equal a label to the letter are matched first, by the heaviest chain in which the order of both sides agrees;
// what lies between two such matches is aligned character by character (a longest common subsequence that prefers runs).
// So a label may be torn over cells and lines, misspelt, annotated, missing or glued to another, and page marks,
// vertical group labels and prose may stand in between, without a rule for each.

// aligned is the result: per text cell and per label.
type aligned struct {
	hits  []int  // matched characters of each label
	whole []bool // per label: a cell holds it, or a known variant of it, to the letter

	at    []int32 // per cell: where the labels of its characters stand in room, from 1; 0: it has none
	room  []int16
	right []rune  // of a gap: the characters of its labels,
	owner []int16 // the label of each,
	left  []rune  // the characters of its cells,
	from  [][2]int32
	there chars.Set // and the set of those of its labels
	work  lattice
}

// labels returns, for each folded character of a cell, the label it belongs to, -1 for none; nil where no label is in the cell.
func (a *aligned) labels(cells []Cell, cell int) []int16 {
	if a.at[cell] == 0 {
		return nil
	}
	return a.room[a.at[cell]-1:][:len(cells[cell].Folded)]
}

// label makes room for the labels of a cell's characters, and says that they belong to one.
func (a *aligned) label(cells []Cell, cell int, label int16) {
	a.at[cell] = int32(len(a.room)) + 1
	for range cells[cell].Folded {
		a.room = append(a.room, label)
	}
}

// mostCells bounds the character alignment of one gap (cells of the dynamic programme).
const mostCells = 4 << 20

func align(cells []Cell, f *Form) *aligned {
	labels := f.Labels
	a := &aligned{at: make([]int32, len(cells)), hits: make([]int, len(labels)), whole: make([]bool, len(labels))}
	type pair struct {
		cell, label  int
		weight, from int
	}
	pairs := make([]pair, 0, len(labels))
	texts := make([]int, 0, len(cells))
	characters := 0
	var words []byte
	for i := range cells {
		if cells[i].Kind != Text || len(cells[i].Folded) == 0 || cells[i].Prose {
			continue
		}
		texts = append(texts, i)
		characters += len(cells[i].Folded)
		if len(cells[i].Folded) <= 64 {
			words = words[:0]
			for _, r := range cells[i].Folded {
				words = utf8.AppendRune(words, r)
			}
			for _, l := range f.byText[string(words)] {
				pairs = append(pairs, pair{cell: i, label: l, from: -1})
			}
		}
	}
	a.room = make([]int16, 0, characters)
	// The heaviest chain of exact matches. Ties go to the earlier label, so that a lone 总计 binds to the first.
	const mostPairs = 3000
	if len(pairs) > mostPairs {
		pairs = pairs[:mostPairs]
	}
	best := -1
	for i := range pairs {
		p := &pairs[i]
		length := len(cells[p.cell].Folded)
		base := 0
		for j := i - 1; j >= 0; j-- {
			q := &pairs[j]
			if q.cell < p.cell && q.label < p.label {
				w := q.weight
				if q.label == p.label-1 {
					w++ // neighbours on both sides belong together
				}
				if w > base {
					base, p.from = w, j
				}
			}
		}
		p.weight = base + 3*length
		if best < 0 || p.weight > pairs[best].weight {
			best = i
		}
	}
	var chain []pair
	for i := best; i >= 0; i = pairs[i].from {
		chain = append(chain, pairs[i])
	}
	at, label := 0, 0 // next text cell (index into texts), next label
	gap := func(toCell, toLabel int) {
		from := at
		for at < len(texts) && texts[at] < toCell {
			at++
		}
		a.fill(cells, texts[from:at], labels, label, toLabel)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		p := chain[i]
		gap(p.cell, p.label)
		a.label(cells, p.cell, int16(p.label))
		a.hits[p.label] += len(cells[p.cell].Folded)
		a.whole[p.label] = true
		at++
		label = p.label + 1
	}
	gap(len(cells), len(labels))
	return a
}

// fill aligns the text cells of a gap with the labels first ≤ i < end, character by character.
func (a *aligned) fill(cells []Cell, texts []int, labels []edition.Label, first, end int) {
	if len(texts) == 0 {
		return
	}
	right, owner := a.right[:0], a.owner[:0]
	for i := first; i < end; i++ {
		for _, r := range labels[i].Folded {
			right = append(right, r)
			owner = append(owner, int16(i))
		}
	}
	a.right, a.owner = right, owner
	if len(right) == 0 {
		return
	}
	for _, r := range right {
		a.there.Add(r)
	}
	defer func() {
		for _, r := range right {
			a.there.Remove(r)
		}
	}()
	left, from := a.left[:0], a.from[:0] // from: cell and index in it of each character
	any := false
	for _, i := range texts {
		folded := cells[i].Folded
		shared := 0
		for _, r := range folded {
			if a.there.MayHold(r) && slices.Contains(right, r) {
				shared++
			}
		}
		// Prose shares single characters with labels; a label, or a part of one, shares most of them.
		if 2*shared < len(folded) && len(folded) > 3 || len(folded) > 120 {
			continue
		}
		any = any || shared > 0
		for j, r := range folded {
			left = append(left, r)
			from = append(from, [2]int32{int32(i), int32(j)})
		}
	}
	a.left, a.from = left, from
	if !any || len(left)*len(right) > mostCells {
		return
	}
	for _, m := range a.work.subsequence(left, right) {
		i, j := int(from[m[0]][0]), from[m[0]][1]
		if a.at[i] == 0 {
			a.label(cells, i, -1)
		}
		a.labels(cells, i)[j] = owner[m[1]]
		a.hits[owner[m[1]]]++
	}
}

// lattice is the memory of a search for subsequences.
type lattice struct {
	scores []int32
	trace  []byte
	pairs  [][2]int
}

// subsequence returns the pairs of positions of a longest common subsequence of a and b that prefers unbroken runs: a
// match scores 2, and 2 more if it continues one.
func (w *lattice) subsequence(a, b []rune) [][2]int {
	n, m := len(a), len(b)
	width := m + 1
	// score[i][j] is the best of a[:i], b[:j]; run[i][j] the best that ends with a match of a[i-1] and b[j-1].
	w.scores = slices.Grow(w.scores[:0], 4*width)[:4*width]
	score, run := w.scores[:2*width], w.scores[2*width:]
	clear(score)
	for j := range run {
		run[j] = -1
	}
	const (
		up byte = iota
		left
		matched
	)
	const carried byte = 4                                        // run at this place continues the run before
	w.trace = slices.Grow(w.trace[:0], (n+1)*width)[:(n+1)*width] // how score was reached; all that is read of it is written first
	trace := w.trace
	for i := 1; i <= n; i++ {
		now, before := (i%2)*width, ((i-1)%2)*width
		score, above := score[now:now+width], score[before:before+width]
		run, behind := run[now:now+width], run[before:before+width]
		trace := trace[i*width : (i+1)*width]
		score[0], run[0] = 0, -1
		character := a[i-1]
		for j := 1; j < width; j++ {
			best, how := above[j], up
			if s := score[j-1]; s > best {
				best, how = s, left
			}
			r := int32(-1)
			if character == b[j-1] {
				r = above[j-1] + 2
				continues := byte(0)
				if c := behind[j-1]; c >= 0 && c+4 > r {
					r = c + 4
					continues = carried
				}
				if r >= best {
					best, how = r, matched
				}
				how |= continues
			}
			run[j], score[j], trace[j] = r, best, how
		}
	}
	out := w.pairs[:0]
	i, j := n, m
	inRun := false
	for i > 0 && j > 0 {
		at := i*width + j
		if inRun || trace[at]&^carried == matched {
			out = append(out, [2]int{i - 1, j - 1})
			inRun = trace[at]&carried != 0
			i, j = i-1, j-1
			continue
		}
		if trace[at]&^carried == up {
			i--
		} else {
			j--
		}
	}
	for l, r := 0, len(out)-1; l < r; l, r = l+1, r-1 {
		out[l], out[r] = out[r], out[l]
	}
	w.pairs = out
	return out
}
