package alike

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"nianbao/converter/internal/limit"
)

// Result is what was found.
type Result struct {
	Reports  []Report // all that were taken, in order
	Pairs    []Pair   // the likest first
	Groups   [][]int  // reports that pairs join, by their indices; the largest first
	Common   []Common // the sentences that were left out because most reports have them, the commonest first
	Short    []int    // reports with too little prose of their own to tell
	SameName int      // pairs that were left out because both are of one organisation
	// Bounded says that there were more candidates or pairs than are kept: those found are true, and there are others.
	Bounded bool
}

// Pair is two reports that are alike.
type Pair struct {
	A, B    int
	Percent int // Jaccard index, rounded down
	// Sentences are those that are alike, in the order of the first report; nil where there are so many pairs that only the likest show
	// theirs.
	Sentences []Twins
}

// Twins are two sentences that say the same.
type Twins struct {
	A, B string
	// Same says that they are the same without names and numbers; else they are nearly.
	Same bool
}

// Common is a sentence that most reports have.
type Common struct {
	Text    string
	Reports int
}

// The bounds of the work and of the result.
const (
	mostCandidates = 2_000_000
	mostPairs      = 20_000
	mostShown      = 200 // pairs with their sentences
	mostTwins      = 100 // sentences of a pair
	mostCommon     = 100
	// leastAgreement is in how many places of their signatures candidates agree: far below what pairs at the threshold have by expectation (128, with a
	// deviation of 8), so that none of those is lost, but enough to spare the reading of most that are not.
	leastAgreement = 90
	twinsFrom      = 50 // hundredths from which on two sentences are nearly the same
)

// Result compares all reports that were added. The error is that of ctx or of the spool.
func (f *Finder) Result(ctx context.Context) (*Result, error) {
	meter := limit.NewMeter(ctx, limit.Limits{})
	r := &Result{}
	for i := range f.all {
		r.Reports = append(r.Reports, f.all[i].Report)
	}
	common := f.common()
	signatures := make([]*signature, len(f.all))
	for i := range f.all {
		if !meter.Step(4096) {
			return nil, fmt.Errorf("comparing reports: %w", meter.Err())
		}
		all, err := f.sentences(i, common)
		if err != nil {
			return nil, err
		}
		set := shingles(all)
		if len(set) < LeastShingles {
			r.Short = append(r.Short, i)
			continue
		}
		signatures[i] = signatureOf(set)
	}
	candidates, bounded := f.candidates(meter, signatures, r)
	r.Bounded = bounded
	if err := f.verify(meter, candidates, common, r); err != nil {
		return nil, err
	}
	if err := meter.Err(); err != nil {
		return nil, fmt.Errorf("comparing reports: %w", err)
	}
	r.groups()
	for _, c := range common {
		r.Common = append(r.Common, *c)
	}
	slices.SortFunc(r.Common, func(a, b Common) int { return cmp.Or(b.Reports-a.Reports, cmp.Compare(a.Text, b.Text)) })
	r.Common = r.Common[:min(len(r.Common), mostCommon)]
	return r, nil
}

// common finds the sentences that most reports have.
func (f *Finder) common() map[uint64]*Common {
	found := map[uint64]*Common{}
	if len(f.all) < CommonFrom {
		return found
	}
	slices.Sort(f.hashes)
	for i := 0; i < len(f.hashes); {
		n := 1
		for i+n < len(f.hashes) && f.hashes[i+n] == f.hashes[i] {
			n++
		}
		if n*SharedBy > len(f.all) {
			found[f.hashes[i]] = &Common{Reports: n}
		}
		i += n
	}
	return found
}

// pairOf is two reports that may be alike, the first with the smaller index.
type pairOf struct{ a, b int32 }

// candidates returns the pairs that agree in a band and whose signatures agree enough, sorted.
func (f *Finder) candidates(meter *limit.Meter, signatures []*signature, r *Result) (list []pairOf, bounded bool) {
	type member struct {
		hash uint64
		id   int32
	}
	seen := map[pairOf]bool{} // false: looked at and let go
	members := make([]member, 0, len(signatures))
	for band := range bands {
		members = members[:0]
		for i, s := range signatures {
			if s != nil {
				members = append(members, member{s.band(band), int32(i)})
			}
		}
		slices.SortFunc(members, func(a, b member) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.id, b.id)) })
		for from := 0; from < len(members); {
			to := from + 1
			for to < len(members) && members[to].hash == members[from].hash {
				to++
			}
			for i := from; i < to; i++ {
				for j := i + 1; j < to; j++ {
					p := pairOf{members[i].id, members[j].id}
					if _, known := seen[p]; known {
						continue
					}
					if !meter.Step(64) {
						return nil, false
					}
					if len(seen) >= mostCandidates {
						bounded = true
						goto done
					}
					seen[p] = signatures[p.a].agree(signatures[p.b]) >= leastAgreement
				}
			}
			from = to
		}
	}
done:
	for p, likely := range seen {
		if !likely {
			continue
		}
		if name := f.all[p.a].Organization; name != "" && name == f.all[p.b].Organization {
			r.SameName++
			continue
		}
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b pairOf) int { return cmp.Or(cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b)) })
	return list, bounded
}

// groups joins pairs.
func (r *Result) groups() {
	up := map[int]int{}
	find := func(i int) int {
		for up[i] != i {
			up[i] = up[up[i]]
			i = up[i]
		}
		return i
	}
	for _, p := range r.Pairs {
		for _, i := range []int{p.A, p.B} {
			if _, known := up[i]; !known {
				up[i] = i
			}
		}
		a, b := find(p.A), find(p.B)
		up[max(a, b)] = min(a, b)
	}
	members := map[int][]int{}
	for i := range up {
		members[find(i)] = append(members[find(i)], i)
	}
	for _, list := range members {
		slices.Sort(list)
		r.Groups = append(r.Groups, list)
	}
	slices.SortFunc(r.Groups, func(a, b []int) int { return cmp.Or(len(b)-len(a), a[0]-b[0]) })
}
