package alike

import (
	"cmp"
	"slices"

	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
)

// verify keeps the candidates that are alike, by the exact index of their sets.
func (f *Finder) verify(meter *limit.Meter, candidates []pairOf, common map[uint64]*Common, r *Result) error {
	cache := cache{f: f, common: common}
	for _, p := range candidates {
		if !meter.Step(2048) {
			return nil // Result tells why
		}
		a, err := cache.of(int(p.a))
		if err != nil {
			return err
		}
		b, err := cache.of(int(p.b))
		if err != nil {
			return err
		}
		both, either := likeness.Jaccard(a.set, b.set)
		if both*100 < AlikeFrom*either {
			continue
		}
		if len(r.Pairs) >= mostPairs {
			r.Bounded = true
			break
		}
		r.Pairs = append(r.Pairs, Pair{A: int(p.a), B: int(p.b), Percent: both * 100 / either})
	}
	slices.SortFunc(r.Pairs, func(a, b Pair) int {
		return cmp.Or(b.Percent-a.Percent, a.A-b.A, a.B-b.B)
	})
	for i := range r.Pairs[:min(len(r.Pairs), mostShown)] {
		if !meter.Step(2048) {
			return nil
		}
		p := &r.Pairs[i]
		a, err := cache.of(p.A)
		if err != nil {
			return err
		}
		b, err := cache.of(p.B)
		if err != nil {
			return err
		}
		p.Sentences = twins(a.all, b.all)
	}
	return nil
}

// cache keeps the sets of the reports read last.
type cache struct {
	f      *Finder
	common map[uint64]*Common
	kept   map[int]*kept
}

type kept struct {
	all []sentence
	set []uint64
}

const mostKept = 256

func (c *cache) of(i int) (*kept, error) {
	if k := c.kept[i]; k != nil {
		return k, nil
	}
	all, err := c.f.sentences(i, c.common)
	if err != nil {
		return nil, err
	}
	if len(c.kept) >= mostKept || c.kept == nil {
		c.kept = map[int]*kept{}
	}
	k := &kept{all, shingles(all)}
	c.kept[i] = k
	return k, nil
}

// twins finds for each sentence of a report the one of the other that is the same without names and numbers, else the likest.
func twins(a, b []sentence) []Twins {
	same := map[uint64]int{}
	for j := range b {
		if _, known := same[b[j].hash]; !known {
			same[b[j].hash] = j
		}
	}
	sets := make([][]uint64, len(b))
	for j := range b {
		sets[j] = likeness.Shingles(b[j].normal)
	}
	var list []Twins
	for i := range a {
		if len(list) == mostTwins {
			break
		}
		if j, ok := same[a[i].hash]; ok && slices.Equal(a[i].normal, b[j].normal) {
			list = append(list, Twins{a[i].text, b[j].text, true})
			continue
		}
		best, most := -1, twinsFrom
		set := likeness.Shingles(a[i].normal)
		for j := range sets[:min(len(sets), 1000)] {
			both, either := likeness.Jaccard(set, sets[j])
			if h := both * 100 / max(1, either); h > most || h == most && best < 0 {
				best, most = j, h
			}
		}
		if best >= 0 {
			list = append(list, Twins{a[i].text, b[best].text, false})
		}
	}
	return list
}
