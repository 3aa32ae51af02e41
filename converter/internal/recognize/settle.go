package recognize

import (
	"context"
	"slices"
	"unicode/utf8"

	"nianbao/converter/internal/recognize/readings"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/internal/recognize/tests"
	"nianbao/converter/report"
)

// judge is the ways and tests by which tables are placed.
type judge struct {
	ways  []table.Way
	tests []table.Test
}

func newJudge() judge { return judge{ways: readings.All(), tests: tests.All()} }

// placed is what is certain of one table by one edition. This file alone decides it, and nothing changes it afterwards.
type placed struct {
	*table.Labelled
	rows    [][]table.Claim // by label; nil: nothing is said of the row
	left    []table.Rest
	foreign []table.Rest
	lacking []report.Key
	last    int      // the last item of the document that belongs to the table
	whole   bool     // the source has the very grid of the edition
	named   bool     // the file itself names the table and its edition
	alike   []string // the other editions whose grid fits as well
	score   int
	rival   int // the best score of another edition on the same region
	// borrowed is rows with the columns of another edition, in a table that mixes them.
	borrowed []borrowed
	// rivalLines is where the tables begin that could be the section's as well.
	rivalLines []int
}

// opinion is a reading as the tests leave it.
type opinion struct {
	*table.Reading
	rows   [][]table.Claim // the doubted ones are unclear
	missed int             // rows whose label is there, and of which the reading knows nothing
	left   int             // values that it puts nowhere
}

// place reads a region in every way, hears the tests, and settles what all surviving readings agree on.
func (j judge) place(ctx context.Context, l *table.Labelled) *placed {
	var all []*table.Reading
	for _, w := range j.ways {
		if ctx.Err() != nil {
			break
		}
		if r := w.Read(ctx, l); r != nil {
			all = append(all, r)
		}
	}
	if i := slices.IndexFunc(all, func(r *table.Reading) bool { return r.Whole }); i >= 0 {
		all = all[i : i+1] // the source has the edition's own grid, with its labels: nothing is left to other ways
	}
	var opinions []*opinion
	for _, r := range all {
		opinions = append(opinions, j.hear(l, r, all))
	}
	p := &placed{Labelled: l, rows: make([][]table.Claim, len(l.Labels)), rival: -1 << 30}
	opinions = undominated(l, opinions)
	for label := range l.Labels {
		if l.Labels[label].Slots != nil {
			p.rows[label] = settleRow(opinions, label, len(l.Labels[label].Slots))
		}
	}
	p.rest(opinions)
	p.rate()
	return p
}

// hear asks the tests about a reading. A row that one of them doubts is unclear in it.
func (j judge) hear(l *table.Labelled, r *table.Reading, all []*table.Reading) *opinion {
	o := &opinion{Reading: r, rows: r.Rows}
	for _, t := range j.tests {
		for _, d := range t.Judge(l, r, all) {
			if o.rows[d.Label] == nil {
				continue
			}
			if &o.rows[0] == &r.Rows[0] {
				o.rows = append([][]table.Claim(nil), r.Rows...)
			}
			o.rows[d.Label] = table.Obscured(o.rows[d.Label], d.Reason)
		}
	}
	o.weigh(l)
	return o
}

// weigh counts what a reading leaves unexplained.
func (o *opinion) weigh(l *table.Labelled) {
	for i := range l.Runs {
		o.left += l.Values(l.Runs[i].Cells)
	}
	for label, claims := range o.rows {
		if l.Slots(label) == nil {
			continue
		}
		says := false
		for i := range claims {
			says = says || claims[i].State == table.Known || claims[i].State == table.Empty
			if claims[i].State == table.Known {
				o.left--
			}
		}
		if !says && (l.Found[label] || label == l.Tail) {
			o.missed++
		}
	}
}

// less reports whether a reading leaves no more unexplained than another in any respect, and less in one. The respects
// are compared, never added up.
func (o *opinion) less(other *opinion) bool {
	return o.missed <= other.missed && o.left <= other.left && (o.missed < other.missed || o.left < other.left)
}

// undominated drops the readings that contradict another which explains more in every respect.
func undominated(l *table.Labelled, opinions []*opinion) []*opinion {
	var kept []*opinion
	for _, o := range opinions {
		dominated := false
		for _, other := range opinions {
			dominated = dominated || other != o && other.less(o) && contradict(o, other)
		}
		if !dominated {
			kept = append(kept, o)
		}
	}
	return kept
}

// contradict reports whether two readings cannot both be true.
func contradict(a, b *opinion) bool {
	for label := range a.rows {
		if len(a.rows[label]) == 0 || len(b.rows[label]) == 0 {
			continue
		}
		for i := range a.rows[label] {
			if table.Contradict(&a.rows[label][i], &b.rows[label][i]) {
				return true
			}
		}
	}
	return false
}

// settleRow returns what the readings agree on of a row. Where two of them contradict each other in one cell of it, none of
// it is certain.
func settleRow(opinions []*opinion, label, n int) []table.Claim {
	var settled []table.Claim
	for i := range n {
		var best *table.Claim
		for _, o := range opinions {
			if o.rows[label] == nil {
				continue
			}
			c := &o.rows[label][i]
			switch {
			case best == nil:
				best = c
			case table.Contradict(best, c):
				return table.Obscured(o.rows[label], tests.TwoReadings)
			case firmer(c, best):
				best = c
			}
		}
		if best == nil {
			return nil
		}
		settled = append(settled, *best)
	}
	explained(settled)
	return settled
}

// explained silences the claims that something of a row cannot be placed, where all there is of it has its cell.
func explained(claims []table.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.State == table.Unclear && slices.ContainsFunc(claims, func(o table.Claim) bool {
			return o.State == table.Known && o.Line == c.Line && o.Column == c.Column && o.Raw == c.Raw
		}) {
			*c = table.Claim{}
		}
	}
}

// firmer reports whether a claim says more of a cell than another that it does not contradict: a content more than that
// there is something, what the source says more than what was inferred.
func firmer(a, b *table.Claim) bool {
	rank := func(c *table.Claim) int {
		switch {
		case (c.State == table.Known || c.State == table.Empty) && c.Reason == "":
			return 3
		case c.State == table.Known || c.State == table.Empty:
			return 2
		case c.State == table.Unclear:
			return 1
		}
		return 0
	}
	return rank(a) > rank(b)
}

// rest notes what the readings left over, where no surviving reading explains it.
func (p *placed) rest(opinions []*opinion) {
	said := map[[2]int]bool{} // places of figures that have a cell
	p.each(func(_ report.Key, c table.Claim) {
		if c.State == table.Known {
			said[[2]int{c.Line, c.Column}] = true
		}
	})
	for _, o := range opinions {
		p.whole = p.whole || o.Whole
		p.last = max(p.last, o.Last)
		if o.ByHeaders {
			p.foreign, p.lacking = o.Foreign, o.Lacking
		}
		if p.left == nil {
			p.left = slices.DeleteFunc(slices.Clone(o.Left), func(r table.Rest) bool { return r.Line > 0 && said[[2]int{r.Line, r.Column}] })
		}
	}
}

// rowState says what became of a row.
type rowState uint8

const (
	noLabel   rowState = iota // its label was not found
	noFigures                 // the label is there, figures are not
	bound
	lost // figures are there, and some or all cannot be placed
)

// state returns what became of the row that a label heads.
func (p *placed) state(label int) rowState {
	known := false
	for _, b := range p.borrowed {
		if p.labelOf(b.from.Slots(b.label)[0].Row) == label {
			return bound
		}
	}
	for _, c := range p.rows[label] {
		switch c.State {
		case table.Unclear:
			return lost
		case table.Known, table.Empty:
			known = true
		}
	}
	switch {
	case known:
		return bound
	case p.Found[label], label == p.Tail && p.LabelsFound() > 1:
		return noFigures
	}
	return noLabel
}

// cells returns the table of the report.
func (p *placed) cells() report.Table {
	t := report.Table{}
	p.each(func(k report.Key, c table.Claim) {
		if c.State == table.Known {
			t.Set(k.Row, k.Col, c.Value)
		}
	})
	return t
}

// origins returns where each cell came from, and why those that stay blank do.
func (p *placed) origins() map[report.Key]report.Origin {
	all := map[report.Key]report.Origin{}
	p.each(func(k report.Key, c table.Claim) {
		o := report.Origin{Line: c.Line, Column: c.Column, Raw: c.Raw, Reason: c.Reason}
		switch {
		case c.State == table.Unclear:
			o.Confidence = report.Lost
		case c.State != table.Known:
			return
		case c.Reason != "":
			o.Confidence = report.Inferred
		}
		all[k] = o
	})
	return all
}

// each calls f with the claim of each cell.
func (p *placed) each(f func(report.Key, table.Claim)) {
	row := func(from *placed, label int) {
		for i, c := range from.rows[label] {
			f(from.Labels[label].Slots[i], c)
		}
	}
	for label := range p.rows {
		row(p, label)
	}
	for _, b := range p.borrowed {
		row(b.from, b.label)
	}
}

// What counts for an edition, in characters of its labels. Labels weigh most: in a damaged table the other edition may
// place more figures, since it asks less of a row. A row placed, or a figure left over, counts as much as a label of four
// characters (行政许可): it decides between editions whose labels are there alike.
const (
	rowPlaced  = 4
	figureLeft = 4
)

// rate rates the result, for choosing between editions: labels found, words that are no label, rows placed, figures left
// over. Labels that are not there say nothing: a text may be cut short.
func (p *placed) rate() {
	for label := range p.Labels {
		if p.Found[label] {
			p.score += len(p.Labels[label].Folded)
		}
		if p.state(label) == bound {
			p.score += rowPlaced
		}
	}
	p.score -= figureLeft * len(p.left)
	for _, words := range p.Extra {
		p.score -= utf8.RuneCountInString(words.Text)
	}
	if p.whole {
		p.score += len(p.Labels) // a whole grid says more than as many labels
	}
}
