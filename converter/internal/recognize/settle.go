package recognize

import (
	"context"
	"slices"

	"nianbao/converter/internal/chars"
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
		r := w.Read(ctx, l)
		if r == nil {
			continue
		}
		entries(l, r)
		if r.Whole {
			all = []*table.Reading{r} // the source has the edition's own grid, with its labels: nothing is left to other ways
			break
		}
		all = append(all, r)
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

// entries makes words of what a reading has in cells that hold words, whatever it looks like: digits in them are no figure. In a row of both,
// words in the place of a figure have lost their own.
func entries(l *table.Labelled, r *table.Reading) {
	for label, claims := range r.Rows {
		if !l.HasEntries(label) {
			continue
		}
		for i := range claims {
			c := &claims[i]
			if c.State != table.Known {
				continue
			}
			if l.HoldsWords(label, i) {
				c.Value = report.Text(chars.TrimSpace(c.Raw))
			} else if _, form := report.ParseCell(c.Raw); form == table.Text {
				r.Doubt(label, readings.RowLength)
				break
			}
		}
	}
}

// whole reports whether a region has the very grid of a form.
func (j judge) whole(region *table.Region, form *table.Form) bool {
	return slices.Contains(j.ways, readings.Official()) && readings.Whole(region, form)
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
	var room [16]*table.Claim // the form's rows are no longer
	all := room[:0]
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
		all = append(all, best)
	}
	if row := wholeRow(opinions, label, all); row != nil {
		return row
	}
	settled := make([]table.Claim, 0, n)
	for _, best := range all {
		settled = append(settled, *best)
	}
	explained(settled)
	return settled
}

// wholeRow returns the row of a reading, as it stands there, that has all of some claims; nil where none has, or one of them is unclear.
// Nobody changes the claims of a row from here on.
func wholeRow(opinions []*opinion, label int, claims []*table.Claim) []table.Claim {
	if len(claims) == 0 {
		return nil
	}
	at := slices.IndexFunc(opinions, func(o *opinion) bool { return len(o.rows[label]) == len(claims) && &o.rows[label][0] == claims[0] })
	if at < 0 {
		return nil
	}
	row := opinions[at].rows[label]
	for i, c := range claims {
		if c != &row[i] || c.State == table.Unclear {
			return nil
		}
	}
	return row
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
