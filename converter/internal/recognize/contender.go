package recognize

import (
	"unicode/utf8"

	"nianbao/converter/internal/recognize/table"
)

// Which edition a table is of. Labels weigh most in it, and say how much an edition can score at the most: labels are looked for, and
// figures placed, by those editions alone that can still matter.

// contender is an edition by which a region may be read, as far as it was asked for.
type contender struct {
	recognizer *recognizer
	region     *table.Region
	form       *table.Form
	most       int             // no more can it score
	labels     *table.Labelled // nil: they were not looked for
	placed     *placed         // nil: it was not placed
	common     *attempt
}

// attempt is what editions have in common whose tables are the same.
type attempt struct {
	form   *table.Form
	labels *table.Labelled
	placed *placed
}

// look looks for the labels.
func (c *contender) look() *table.Labelled {
	if c.labels != nil {
		return c.labels
	}
	if c.common.labels == nil {
		c.common.labels = table.New(c.region, c.common.form)
	}
	if c.labels = c.common.labels; c.form != c.common.form {
		own := *c.labels
		own.Form = c.form
		c.labels = &own
	}
	c.most = mostOf(c.labels)
	return c.labels
}

// place returns what is certain of the region by the edition.
func (c *contender) place() *placed {
	if c.placed != nil {
		return c.placed
	}
	labels := c.look()
	if c.common.placed == nil {
		c.common.placed = c.recognizer.judge.place(c.recognizer.ctx, c.common.labels)
	}
	own := *c.common.placed
	own.Labelled = labels
	c.placed = &own
	return c.placed
}

// leastLead is how many points another edition must fall short by for the labels to tell the editions apart.
const leastLead = 6

// bestOf places the region of some items by the edition that explains it best. One that cannot come near the best is not
// placed: what it would say is not asked.
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
	for {
		var next *contender // that can score most
		for _, c := range all {
			if c.placed == nil && (next == nil || c.most > next.most) {
				next = c
			}
		}
		switch {
		case next == nil || best != nil && next.most < best.placed.score-leastLead:
			return firstOf(all, best)
		case next.labels == nil:
			next.look() // by which it can score less
		default:
			if next.place(); best == nil || next.placed.score > best.placed.score {
				best = next
			}
		}
	}
}

// firstOf returns the first of those that score as much as the best; nil where there is none.
func firstOf(all []*contender, best *contender) *contender {
	for _, c := range all {
		if c.placed != nil && c.placed.score == best.placed.score {
			return c
		}
	}
	return best
}

// contender returns an edition by which a region may be read. What two editions have in common is read once, and so is a region that is
// asked for again.
func (r *recognizer) contender(region *table.Region, key, version string) *contender {
	form := r.forms[version+"/"+key]
	at := placement{region, r.first[form]}
	if r.placements[at] == nil {
		r.placements[at] = &attempt{form: at.form}
	}
	return &contender{recognizer: r, region: region, form: form, common: r.placements[at], most: mostOf(&table.Labelled{Region: region, Form: form})}
}

// placement is a region that was read by a form.
type placement struct {
	region *table.Region
	form   *table.Form
}

// mostOf returns how much what is placed by some labels can score at the most; see [placed.rate]. As long as none was looked for, all may
// be there.
func mostOf(l *table.Labelled) int {
	most := 0
	for label := range l.Labels {
		if l.Found == nil || l.Found[label] {
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
