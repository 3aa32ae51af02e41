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
func headed(l *table.Labelled, label int) (found, all int) {
	for _, h := range l.Headers(label) {
		all++
		if l.Found[h] {
			found++
		}
	}
	return found, all
}

// mixedBands returns the result with the rows whose own column headers are not there replaced by the reading of another
// edition whose headers are. Rows whose headers are those of no edition for sure, though another edition's stand there in
// part, stay blank.
func (p *placed) mixedBands(contender *contender) *placed {
	if p.Table.HeaderRows > 0 {
		return p // one header for the whole table: the edition was chosen by it
	}
	other := contender.look()
	mixed := *p
	mixed.rows = slices.Clone(p.rows)
	for label := range p.Labels {
		slots := p.Slots(label)
		if slots == nil || len(p.Headers(label)) == 0 {
			continue
		}
		twin := labelOf(other, slots[0].Row)
		if twin == table.None || sameHeaders(p.Labelled, label, other, twin) {
			continue
		}
		mine, mineAll := headed(p.Labelled, label)
		theirs, theirAll := headed(other, twin)
		if mine == 0 && theirs == 0 && len(slots) > 1 && p.state(label) == bound && !shows(p.Labelled, other) {
			mixed.rows[label] = table.Obscured(p.rows[label], unheaded)
			continue
		}
		own, alien := onlyHere(p.Labelled, label, other, twin), onlyHere(other, twin, p.Labelled, label)
		foreign := alien > 0 && own == 0
		if own > 0 && alien == 0 {
			continue
		}
		if share, theirShare := mine*theirAll, theirs*mineAll; !foreign && (share > theirShare || share == theirShare && mine >= theirs) {
			continue
		}
		if theirs < theirAll || !contender.place().full(twin) {
			// In a table of both editions a row that is not full may have the columns of either.
			if p.rows[label] != nil {
				mixed.rows[label] = table.Obscured(p.rows[label], unheaded)
			}
			continue
		}
		mixed.rows[label] = nil
		mixed.borrowed = append(mixed.borrowed, borrowed{contender.place(), twin})
	}
	return &mixed
}

// onlyHere counts the column headers found over a row that are like none of the other edition's over the same row.
func onlyHere(l *table.Labelled, label int, other *table.Labelled, twin int) int {
	n := 0
	theirs := other.Headers(twin)
	for _, h := range l.Headers(label) {
		if l.Found[h] && !slices.ContainsFunc(theirs, func(t int) bool {
			return table.Agree(l.Labels[h].Folded, other.Labels[t].Folded, leastSimilarity)
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
func shows(l, other *table.Labelled) bool {
	return ownHeaders(l, other) > 0 && ownHeaders(other, l) == 0
}

// ownHeaders counts the column headers found that the other edition does not have.
func ownHeaders(l, other *table.Labelled) int {
	n := 0
	for label := range l.Labels {
		if l.Slots(label) == nil || !l.Found[label] {
			continue
		}
		for _, h := range l.Headers(label) {
			if l.Found[h] && !slices.ContainsFunc(other.Labels, func(o edition.Label) bool { return o.Text == l.Labels[h].Text }) {
				n++
			}
		}
	}
	return n
}

// labelOf returns the label of a row by its key.
func labelOf(l *table.Labelled, row string) int {
	for label := range l.Labels {
		if s := l.Slots(label); s != nil && s[0].Row == row {
			return label
		}
	}
	return table.None
}

func sameHeaders(a *table.Labelled, la int, b *table.Labelled, lb int) bool {
	x, y := a.Headers(la), b.Headers(lb)
	return slices.EqualFunc(x, y, func(i, j int) bool { return a.Labels[i].Text == b.Labels[j].Text })
}
