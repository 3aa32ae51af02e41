package recognize

import (
	"unicode/utf8"

	"nianbao/converter/internal/recognize/table"
)

// Which edition a table is of. Labels are looked for by each edition, since they weigh most; the figures are placed by those editions
// alone that can still matter.

// contender is an edition by which a region may be read: its labels in the region, and what is certain of the region by them, once it
// was asked for.
type contender struct {
	labels *table.Labelled
	settle func() *placed
	most   int // no more can it score
	placed *placed
}

// place returns what is certain of the region by the edition.
func (c *contender) place() *placed {
	if c.placed == nil {
		p := *c.settle()
		p.Labelled = c.labels
		c.placed = &p
	}
	return c.placed
}

// leastLead is how many points another edition must fall short by for the labels to tell the editions apart.
const leastLead = 6

// bestOf places the region of some items by the edition that explains it best. One whose labels explain so little that it cannot come near
// the best is not placed: what it would say is not asked.
func (r *recognizer) bestOf(key string, items []item, region *table.Region) *placed {
	if e := namedEdition(key, items); r.forms[e+"/"+key] != nil {
		if p := r.contender(region, key, e).place(); p.whole {
			p.named = true
			return p
		}
	}
	all := make([]*contender, 0, len(r.editions.Editions))
	for _, e := range r.editions.Editions {
		if e.Table(key) != nil {
			all = append(all, r.contender(region, key, e.Version))
		}
	}
	best := bestContender(all)
	if best == nil {
		return nil
	}
	chosen := best.placed
	for _, other := range all {
		if p := other.placed; other != best && p != nil {
			chosen.rival = max(chosen.rival, p.score)
			if p.whole && chosen.whole && p.score == chosen.score {
				chosen.alike = append(chosen.alike, p.Edition)
			}
		}
	}
	mixed := chosen
	for _, other := range all {
		if other != best && !chosen.whole {
			mixed = mixed.mixedBands(other)
		}
	}
	return mixed
}

// namedEdition returns the edition that a file of our own names for a table; "" where it does not.
func namedEdition(key string, items []item) string {
	named := ""
	for i := range items {
		if t := items[i].table; t != nil && t.Key == key {
			named = t.Edition
		}
	}
	return named
}

// bestContender returns the first of those that score best, and has placed all that come near it.
func bestContender(all []*contender) *contender {
	var best *contender
	for left := len(all); left > 0; left-- {
		var next *contender
		for _, c := range all {
			if c.placed == nil && (next == nil || c.most > next.most) {
				next = c
			}
		}
		if best != nil && next.most < best.placed.score-leastLead {
			break
		}
		if next.place(); best == nil || next.placed.score > best.placed.score {
			best = next
		}
	}
	for _, c := range all {
		if c.placed != nil && c.placed.score == best.placed.score {
			return c
		}
	}
	return best
}

// contender reads the labels of a region by one edition. What two editions have in common is read once, and so is a region that is asked
// for again.
func (r *recognizer) contender(region *table.Region, key, version string) *contender {
	form := r.forms[version+"/"+key]
	at := placement{region, r.first[form]}
	k := r.placements[at]
	if k == nil {
		l := table.New(region, at.form)
		k = &contender{labels: l, most: mostOf(l)}
		k.settle = func() *placed { return r.judge.place(r.ctx, l) }
		r.placements[at] = k
	}
	c := &contender{labels: k.labels, most: k.most, settle: k.place}
	if form != at.form {
		labels := *k.labels
		labels.Form = form
		c.labels = &labels
	}
	return c
}

// placement is a region that was read by a form.
type placement struct {
	region *table.Region
	form   *table.Form
}

// mostOf returns how much what is placed by some labels can score at the most; see [placed.rate].
func mostOf(l *table.Labelled) int {
	most := 0
	for label := range l.Labels {
		if l.Found[label] {
			most += len(l.Labels[label].Folded)
		}
		if l.Labels[label].Slots != nil {
			most += rowPlaced
		}
	}
	for _, words := range l.Extra {
		most -= utf8.RuneCountInString(words.Text)
	}
	if l.Resolved {
		most += len(l.Labels) // it may have the whole grid
	}
	return most
}
