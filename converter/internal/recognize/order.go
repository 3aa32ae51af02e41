package recognize

import (
	"context"
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
)

// An edition prescribes its sections, their order and their ordinals, and the next one may change all three. Headings are
// therefore looked for in each order that there is, and the one that explains more of the text is its own.

// sectionNames is the folded words of a section's heading and its variants, over all editions: a report may have the
// headings of an older edition. Its ordinal is that of the order it stands in.
type sectionNames struct {
	key    string
	table  string
	number int
	names  [][]rune
}

// order is the sections in the order that an edition prescribes.
type order struct {
	names    []sectionNames
	headings *headingNames
}

// orders returns each order that an edition prescribes, that of the newest first. Editions that agree in it, as those of
// 2019 and 2021 do, have one in common.
func orders(editions *edition.Set) []order {
	var all []order
	for _, e := range editions.Editions {
		names := orderOf(e, editions)
		if !slices.ContainsFunc(all, func(o order) bool { return sameOrder(o.names, names) }) {
			all = append(all, order{names, newHeadingNames(names)})
		}
	}
	return all
}

func sameOrder(a, b []sectionNames) bool {
	return slices.EqualFunc(a, b, func(x, y sectionNames) bool { return x.key == y.key && x.table == y.table && x.number == y.number })
}

// orderOf returns the sections of an edition that have a heading, and one without that holds a table.
func orderOf(e *edition.Edition, editions *edition.Set) []sectionNames {
	var names []sectionNames
	for _, s := range e.Sections {
		if s.Heading == "" && s.Table == "" {
			continue
		}
		names = append(names, sectionNames{key: s.Key, table: s.Table, number: numbering.Parse(s.Heading).Value, names: editionNames(editions, s.Key)})
	}
	return names
}

// editionNames returns the folded headings, without ordinals, that a section has in any edition.
func editionNames(editions *edition.Set, key string) [][]rune {
	var names [][]rune
	for _, e := range editions.Editions {
		s := e.Section(key)
		if s == nil || s.Heading == "" {
			continue
		}
		for _, h := range append([]string{s.Heading}, s.HeadingVariants...) {
			folded := fold.AppendRunes(nil, h[numbering.Parse(h).Size:])
			if !slices.ContainsFunc(names, func(n []rune) bool { return slices.Equal(n, folded) }) {
				names = append(names, folded)
			}
		}
	}
	return names
}

// inOrderOf returns what is known for the order of sections that a text has: that in which its headings score most, the
// newest where two score alike.
func (k *knowledge) inOrderOf(ctx context.Context, items []item, own bool) *knowledge {
	if len(k.orders) == 1 {
		return k
	}
	best, most := k, none
	for _, o := range k.orders {
		ordered := *k
		ordered.order = o
		score := 0
		for _, h := range bestChain(ordered.scan(ctx, items, own).candidates) {
			score += h.score
		}
		if score > most {
			best, most = &ordered, score
		}
	}
	return best
}
