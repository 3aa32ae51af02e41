package recognize

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// Finding each table: where it stands, which of several it is, by which edition it reads best.

// tables finds and places the tables: each in the section that its heading begins, else wherever its labels stand.
func (r *recognizer) tables(affinity []string) {
	r.placed, r.long = map[string]*placed{}, map[string]bool{}
	for s := range r.names {
		key := r.names[s].table
		if key == "" {
			continue
		}
		items, first := r.sectionItems(s)
		var p *placed
		if !r.elsewhere(key, first, len(items), affinity) {
			p = r.best(key, items, first)
		}
		if p == nil || p.LabelsFound() < 2 {
			if items, first = r.stretch(key, affinity); items != nil {
				if p2 := r.best(key, items, first); p2 != nil && (p == nil || p2.score > p.score) && p2.LabelsFound() > 0 {
					p = p2
				}
			}
		}
		if r.ctx.Err() != nil {
			return
		}
		if p == nil || p.LabelsFound() == 0 || p.LabelsFound() == 1 && len(p.cells()) == 0 {
			continue
		}
		r.placed[key] = p
		delete(r.long, key) // it was found elsewhere
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

// elsewhere reports whether the resolved tables of a section are those of others by their labels, and the section's own
// stands under another heading.
func (r *recognizer) elsewhere(key string, first, n int, affinity []string) bool {
	others, own := false, false
	for i, it := range r.items {
		if it.table == nil {
			continue
		}
		within := i >= first && i < first+n
		switch {
		case within && affinity[i] == key:
			return false
		case within:
			others = others || affinity[i] != ""
		default:
			own = own || affinity[i] == key
		}
	}
	return others && own
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

// best places a region by each edition and returns what explains it best. Where a section holds the table several times
// over, see rivals.go.
func (r *recognizer) best(key string, items []item, first int) *placed {
	if len(items) == 0 {
		return nil
	}
	if cellsOf(items) > mostCells {
		r.long[key] = true
		return nil
	}
	if r.doc.Meta.Own && !slices.ContainsFunc(items, func(it item) bool { return it.table != nil }) {
		return nil // in a file of our own, paragraphs are no table, whatever they say
	}
	if p, several := r.oneOfSeveral(key, items, first); several {
		return p
	}
	return r.bestEdition(key, items, first)
}

// mostCells is how many words and cells may stand in a section, for its table to be read. One that an extractor tore to a cell
// a line has some 600; each way of reading goes over all of them, and each test.
const mostCells = 10_000

// cellsOf counts the words and cells of items, as far as that matters.
func cellsOf(items []item) int {
	n := 0
	for i := range items {
		n += max(len(items[i].tokens), 1)
		if items[i].table != nil {
			n += len(items[i].table.Cells)
		}
		if n > mostCells {
			break
		}
	}
	return n
}

// bestEdition places a region by each edition.
func (r *recognizer) bestEdition(key string, items []item, first int) *placed {
	return r.bestOf(key, items, table.Read(sources(items), first, r.words[key]))
}

// whole reports whether a region has the very grid of an edition's table. That is told without looking for labels.
func (r *recognizer) whole(region *table.Region, key string) bool {
	for _, e := range r.editions.Editions {
		if form := r.forms[e.Version+"/"+key]; form != nil && r.judge.whole(region, form) {
			return true
		}
	}
	return false
}

// sources returns items as package table reads them.
func sources(items []item) []table.Item {
	out := make([]table.Item, len(items))
	for i := range items {
		it := &items[i]
		out[i] = table.Item{Plain: it.plain, Line: it.line, Column: it.column, Loose: it.loose, Indent: it.indent, Width: it.width,
			Tokens: it.tokens, Table: it.table, Cut: it.cut, Last: it.last}
	}
	return out
}
