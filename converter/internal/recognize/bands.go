package recognize

import (
	"slices"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
)

// Editions get mixed in real life: one band of the disclosure table with the columns of 2021, the next with those of
// 2019. Which edition a row's figures belong to is told by the column headers of its band.

// unheaded is why a row stays blank whose column headers do not tell the edition.
const unheaded = "unheaded"

// borrowed is a row that is read by the columns of another edition.
type borrowed struct {
	from  *placed
	label int
}

// headed counts the column headers over a row that were found.
func (p *placed) headed(label int) (found, all int) {
	for _, h := range p.Headers(label) {
		all++
		if p.Found[h] {
			found++
		}
	}
	return found, all
}

// mixedBands returns the result with the rows whose own column headers are not there replaced by the reading of another
// edition whose headers are. Rows whose headers are those of no edition for sure, though another edition's stand there in
// part, stay blank.
func (p *placed) mixedBands(other *placed) *placed {
	if p.Table.HeaderRows > 0 {
		return p // one header for the whole table: the edition was chosen by it
	}
	mixed := *p
	mixed.rows = slices.Clone(p.rows)
	for label := range p.Labels {
		slots := p.Slots(label)
		if slots == nil || len(p.Headers(label)) == 0 {
			continue
		}
		twin := other.labelOf(slots[0].Row)
		if twin == table.None || sameHeaders(p, label, other, twin) {
			continue
		}
		mine, mineAll := p.headed(label)
		theirs, theirAll := other.headed(twin)
		if mine == 0 && theirs == 0 && len(slots) > 1 && p.state(label) == bound && !p.shows(other) {
			mixed.rows[label] = table.Obscured(p.rows[label], unheaded)
			continue
		}
		own, alien := p.onlyHere(label, other, twin), other.onlyHere(twin, p, label)
		foreign := alien > 0 && own == 0
		if own > 0 && alien == 0 {
			continue
		}
		if share, theirShare := mine*theirAll, theirs*mineAll; !foreign && (share > theirShare || share == theirShare && mine >= theirs) {
			continue
		}
		if theirs < theirAll || other.state(twin) != bound || !other.full(twin) {
			// In a table of both editions a row that is not full may have the columns of either.
			if p.rows[label] != nil {
				mixed.rows[label] = table.Obscured(p.rows[label], unheaded)
			}
			continue
		}
		mixed.rows[label] = nil
		mixed.borrowed = append(mixed.borrowed, borrowed{other, twin})
	}
	return &mixed
}

// onlyHere counts the column headers found over a row that are like none of the other edition's over the same row.
func (p *placed) onlyHere(label int, other *placed, twin int) int {
	n := 0
	theirs := other.Headers(twin)
	for _, h := range p.Headers(label) {
		if p.Found[h] && !slices.ContainsFunc(theirs, func(t int) bool {
			return table.Agree(p.Labels[h].Folded, other.Labels[t].Folded, leastSimilarity)
		}) {
			n++
		}
	}
	return n
}

// full reports whether no slot of a row is blank.
func (p *placed) full(label int) bool {
	return len(p.rows[label]) > 0 && !slices.ContainsFunc(p.rows[label], func(c table.Claim) bool { return c.State != table.Known })
}

// shows reports whether column headers of this edition stand in the table, and none that only the other has.
func (p *placed) shows(other *placed) bool {
	return p.ownHeaders(other) > 0 && other.ownHeaders(p) == 0
}

// ownHeaders counts the column headers found that the other edition does not have.
func (p *placed) ownHeaders(other *placed) int {
	n := 0
	for label := range p.Labels {
		if p.Slots(label) == nil || !p.Found[label] {
			continue
		}
		for _, h := range p.Headers(label) {
			if p.Found[h] && !slices.ContainsFunc(other.Labels, func(o edition.Label) bool { return o.Text == p.Labels[h].Text }) {
				n++
			}
		}
	}
	return n
}

// labelOf returns the label of a row by its key.
func (p *placed) labelOf(row string) int {
	for label := range p.Labels {
		if s := p.Slots(label); s != nil && s[0].Row == row {
			return label
		}
	}
	return table.None
}

func sameHeaders(a *placed, la int, b *placed, lb int) bool {
	x, y := a.Headers(la), b.Headers(lb)
	return slices.EqualFunc(x, y, func(i, j int) bool { return a.Labels[i].Text == b.Labels[j].Text })
}
