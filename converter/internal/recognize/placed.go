package recognize

import (
	"slices"
	"unicode/utf8"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// placed is what is certain of one table by one edition: settle.go decides it, and nothing changes it afterwards.
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
	rivals     [][2]int // their items: first and last
}

// rest notes what the readings left over, where no surviving reading explains it.
func (p *placed) rest(opinions []*opinion) {
	said := map[[2]int]bool{} // places of figures that have a cell
	if slices.ContainsFunc(opinions, func(o *opinion) bool { return o.Left != nil }) {
		p.each(func(_ report.Key, c *table.Claim) {
			if c.State == table.Known {
				said[[2]int{c.Line, c.Column}] = true
			}
		})
	}
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
		if labelOf(p.Labelled, b.from.Slots(b.label)[0].Row) == label {
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
	t := make(report.Table, p.known())
	p.each(func(k report.Key, c *table.Claim) {
		if c.State == table.Known {
			t.Set(k.Row, k.Col, c.Value)
		}
	})
	return t
}

// known counts the cells whose content is known.
func (p *placed) known() int {
	n := 0
	p.each(func(_ report.Key, c *table.Claim) {
		if c.State == table.Known {
			n++
		}
	})
	return n
}

// origins returns where each cell came from, and why those that stay blank do.
func (p *placed) origins() map[report.Key]report.Origin {
	all := make(map[report.Key]report.Origin, p.known())
	p.each(func(k report.Key, c *table.Claim) {
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
func (p *placed) each(f func(report.Key, *table.Claim)) {
	row := func(from *placed, label int) {
		for i := range from.rows[label] {
			f(from.Labels[label].Slots[i], &from.rows[label][i])
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
