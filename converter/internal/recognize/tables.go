package recognize

import (
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
)

// Finding each table: where it stands, which of several it is, by which edition it reads best.

// tables finds and binds the tables: each in the section that its heading begins, else wherever its labels stand.
func (r *recognizer) tables(affinity []string) {
	r.bindings, r.regions = map[string]*binding{}, map[string]region{}
	for s := range r.names {
		table := r.names[s].table
		if table == "" {
			continue
		}
		items, first := r.sectionItems(s)
		b, reg := r.best(table, items, first)
		if b == nil || b.labelsFound() < 2 {
			if items, first = r.stretch(table, affinity); items != nil {
				if b2, reg2 := r.best(table, items, first); b2 != nil && (b == nil || b2.score > b.score) && b2.labelsFound() > 0 {
					b, reg = b2, reg2
				}
			}
		}
		if b == nil || b.labelsFound() == 0 || b.labelsFound() == 1 && len(b.cells) == 0 {
			continue
		}
		r.bindings[table], r.regions[table] = b, reg
	}
}

func (r *recognizer) sectionItems(section int) ([]item, int) {
	for i := range r.parts {
		if r.parts[i].section == section && r.parts[i].heading != nil {
			return r.parts[i].items, r.parts[i].first
		}
	}
	return nil, 0
}

// stretch returns the items from the first to the last that look like part of a table, up to the next heading.
func (r *recognizer) stretch(table string, affinity []string) ([]item, int) {
	first, last := none, none
	for i, a := range affinity {
		if a == table && (r.items[i].table != nil || !r.doc.Meta.Own) {
			if first == none {
				first = i
			}
			last = i
		}
	}
	if first == none {
		return nil, 0
	}
	end := len(r.items)
	for i := last + 1; i < len(r.items); i++ {
		if affinity[i] != "" && affinity[i] != table || r.isHeading(i) {
			end = i
			break
		}
	}
	return r.items[first:end], first
}

func (r *recognizer) isHeading(i int) bool {
	for _, p := range r.parts {
		if p.heading != nil && p.heading.item == i {
			return true
		}
	}
	return false
}

// best binds a region by each edition and returns what explains it best. Where a section holds the table several times
// over (an empty form before the filled one), each is tried alone and the one with the figures is taken.
func (r *recognizer) best(table string, items []item, first int) (*binding, region) {
	if len(items) == 0 {
		return nil, region{}
	}
	var alone *binding
	var aloneRegion region
	for i := range items {
		if items[i].table == nil {
			continue
		}
		if b, one := r.official(table, items[i].table, first+i); b != nil && (alone == nil || b.score > alone.score) {
			alone, aloneRegion = b, one
		}
	}
	if alone != nil {
		return alone, aloneRegion
	}
	if r.doc.Meta.Own && !slices.ContainsFunc(items, func(it item) bool { return it.table != nil }) {
		return nil, region{} // in a file of our own, paragraphs are no table, whatever they say
	}
	best, reg := r.bestEdition(table, items, first)
	whole := 0
	for i := range items {
		if items[i].table == nil {
			continue
		}
		b, one := r.bestEdition(table, items[i:i+1], first+i)
		if b == nil || 10*b.labelsFound() < 6*len(b.labels) {
			continue
		}
		whole++
		if alone == nil || b.score > alone.score {
			alone, aloneRegion = b, one
		}
	}
	if whole > 1 && alone.score >= best.score {
		return alone, aloneRegion
	}
	if at := r.restart(table, items); at > 0 {
		for _, half := range [][2]int{{0, at}, {at, len(items)}} {
			if b, one := r.bestEdition(table, items[half[0]:half[1]], first+half[0]); b != nil && b.score > best.score {
				best, reg = b, one
			}
		}
	}
	return best, reg
}

// official binds a table that has the official grid of an edition: the one that the file names, else the best, the
// newest where they are alike.
func (r *recognizer) official(table string, t *document.Table, item int) (*binding, region) {
	var best *binding
	var reg region
	var alike []string
	for _, e := range r.editions.Editions {
		official := e.Table(table)
		if official == nil {
			continue
		}
		b, one := bindGrid(t, official, e.Version, item)
		if b != nil && b.named {
			return b, one
		}
		switch {
		case b == nil:
		case best == nil, b.score > best.score:
			if best != nil && best.score == b.score {
				alike = append(alike, best.format)
			}
			best, reg = b, one
		case b.score == best.score:
			alike = append(alike, b.format)
		}
	}
	if best != nil {
		best.alike = alike
	}
	return best, reg
}

// restart returns the item at which a loose table begins a second time, 0 if it does not: one of its first labels stands
// there again after others that come behind it.
func (r *recognizer) restart(table string, items []item) int {
	rank := map[string]int{}
	for _, e := range r.editions.Editions {
		if t := e.Table(table); t != nil {
			for i, l := range t.Sequence() {
				if _, ok := rank[string(l.Folded)]; !ok && len(l.Folded) >= 4 {
					rank[string(l.Folded)] = i
				}
			}
		}
	}
	const early, late = 2, 8
	seen, furthest := false, 0
	for i := range items {
		if items[i].table != nil || items[i].blank() || len(items[i].plain) > 300 {
			continue
		}
		words := items[i].plain
		if cut := strings.IndexAny(words, "|\t"); cut > 0 {
			words = words[:cut]
		}
		at, ok := rank[fold.Text(words)]
		switch {
		case !ok:
		case at <= early && seen && furthest >= late:
			return i
		default:
			seen = seen || at <= early
			furthest = max(furthest, at)
		}
	}
	return 0
}

// bestEdition binds a region by each edition.
func (r *recognizer) bestEdition(table string, items []item, first int) (*binding, region) {
	var labels []edition.Label
	for _, e := range r.editions.Editions {
		if t := e.Table(table); t != nil {
			labels = append(labels, t.Sequence()...)
		}
	}
	reg := cellsOf(items, first, labels)
	var all []*binding
	var best *binding
	if reg.repeated {
		var whole region
		for _, e := range r.editions.Editions {
			if t := e.Table(table); t != nil {
				if b, one := bindRepeated(reg, t, e.Version); b != nil && (best == nil || b.score > best.score) {
					best, whole = b, one
				} else if b != nil && b.score == best.score {
					best.alike = append(best.alike, e.Version)
				}
			}
		}
		if best != nil {
			return best, whole
		}
		reg = reg.once()
	}
	for _, e := range r.editions.Editions {
		t := e.Table(table)
		if t == nil {
			continue
		}
		b := r.bind(reg, t, e.Version)
		all = append(all, b)
		if best == nil || b.score > best.score {
			best = b
		}
	}
	for _, other := range all {
		if other != best {
			best.rival = max(best.rival, other.score)
			best.mixBands(reg, other)
		}
	}
	return best, reg
}

func (r *recognizer) bind(reg region, t *edition.Table, format string) *binding {
	return bind(reg, t, format, r.formulas[format+"/"+t.Key])
}
