package compare

import (
	"cmp"
	"slices"

	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
)

// Two paragraphs belong together where they share at least this part of the shingles that either has, in hundredths (Jaccard). Below a
// quarter the words that two texts about the same subject share by themselves are as many as those of an edited paragraph.
const pairedFrom = 25

// The bounds of matching. A shingle that stands in more of last year's paragraphs than commonShingle tells none of them apart; mostVisits is how
// often a paragraph is met over a shingle that another has.
const (
	commonShingle = 64
	mostVisits    = 4_000_000
)

// matching is which paragraphs belong together: by their indices, -1 for none.
type matching struct {
	old, now []int  // old[j] is last year's of this year's j; now[i] the other way round
	moved    []bool // by this year's
	bounded  bool
}

func match(meter *limit.Meter, old, now []paragraph) *matching {
	m := &matching{old: slices.Repeat([]int{-1}, len(now)), now: slices.Repeat([]int{-1}, len(old)), moved: make([]bool, len(now))}
	m.equal(meter, old, now)
	m.similar(meter, old, now)
	m.order(old, now)
	return m
}

func (m *matching) join(i, j int) { m.old[j], m.now[i] = i, j }

// equal joins paragraphs of the same text without numbers: those of the same part first, each with the first that is left.
func (m *matching) equal(meter *limit.Meter, old, now []paragraph) {
	type place struct {
		hash uint64
		part int
	}
	for _, samePart := range []bool{true, false} {
		left := map[place][]int{}
		at := func(p *paragraph) place {
			if samePart {
				return place{likeness.Hash(p.masked), p.part}
			}
			return place{likeness.Hash(p.masked), -1}
		}
		for i := range old {
			if m.now[i] < 0 && meter.Step(1+len(old[i].masked)/64) {
				left[at(&old[i])] = append(left[at(&old[i])], i)
			}
		}
		for j := range now {
			if m.old[j] >= 0 || !meter.Step(1+len(now[j].masked)/64) {
				continue
			}
			key := at(&now[j])
			if list := left[key]; len(list) > 0 && slices.Equal(old[list[0]].masked, now[j].masked) {
				m.join(list[0], j)
				left[key] = list[1:]
			}
		}
	}
}

// pair is two paragraphs that may belong together.
type pair struct {
	i, j     int
	hundreds int // likeness in hundredths
	apart    int // 0 in the same part, else 1
}

// similar joins the rest by likeness, the likest first; of equals those of the same part, then those that stand first.
func (m *matching) similar(meter *limit.Meter, old, now []paragraph) {
	where := map[uint64][]int{} // the paragraphs of last year that have a shingle
	for i := range old {
		if m.now[i] >= 0 || !meter.Step(1+len(old[i].masked)/4) {
			continue
		}
		for _, s := range old[i].set() {
			where[s] = append(where[s], i)
		}
	}
	visits := 0
	var pairs []pair
	for j := range now {
		if m.old[j] >= 0 || len(where) == 0 {
			continue
		}
		shared := map[int]int{}
		for _, s := range now[j].set() {
			list := where[s]
			if len(list) > commonShingle {
				continue
			}
			if visits += len(list) + 1; visits > mostVisits || !meter.Step(1+len(list)/8) {
				m.bounded = visits > mostVisits
				return
			}
			for _, i := range list {
				shared[i]++
			}
		}
		for i, both := range shared {
			either := len(old[i].set()) + len(now[j].set()) - both
			p := pair{i: i, j: j, hundreds: both * 100 / either}
			if p.hundreds < pairedFrom {
				continue
			}
			if old[i].part != now[j].part {
				p.apart = 1
			}
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.hundreds, a.hundreds), cmp.Compare(a.apart, b.apart), cmp.Compare(a.j, b.j), cmp.Compare(a.i, b.i))
	})
	for _, p := range pairs {
		if m.now[p.i] < 0 && m.old[p.j] < 0 {
			m.join(p.i, p.j)
		}
	}
}

// order finds the longest sequence of joined paragraphs that stand in the same order in both years (patience: the longest increasing
// subsequence); the others were moved, and so were those that stand in another part.
func (m *matching) order(old, now []paragraph) {
	var ends []int // ends[n] is the joined paragraph that ends the best sequence of n+1
	before := slices.Repeat([]int{-1}, len(now))
	for j, i := range m.old {
		if i < 0 {
			continue
		}
		n, _ := slices.BinarySearchFunc(ends, i, func(end, i int) int { return cmp.Compare(m.old[end], i) })
		if n > 0 {
			before[j] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, j)
		} else {
			ends[n] = j
		}
	}
	stays := make([]bool, len(now))
	if len(ends) > 0 {
		for j := ends[len(ends)-1]; j >= 0; j = before[j] {
			stays[j] = true
		}
	}
	for j, i := range m.old {
		m.moved[j] = i >= 0 && (!stays[j] || old[i].part != now[j].part)
	}
}
