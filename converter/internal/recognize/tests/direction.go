package tests

import (
	"nianbao/converter/internal/recognize/table"
)

// direction doubts rows that may have been given the figures of their neighbours. Where the figures of a row stand before its
// label, those of the first row follow the header, or a row that has its figures already; the next labels then seem to be
// followed by their figures, which are those of the labels after them, until a label is left without any. Figures behind a
// header tell how the whole table is written; those behind a row or a group are a disorder of that place. The test looks at
// readings that take figures to follow their label, and lets rows be whose figures stand on their label's line.
type direction struct{}

func (direction) Name() string { return "direction" }

func (direction) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Tail != table.None || !r.ByAdjacency {
		return nil
	}
	var doubts []table.Doubt
	end := table.None // the label up to which figures may be those of the label after them
	if first := figuresAhead(l); first != none {
		if bare(l, first) != table.None {
			end = len(l.Labels)
		}
	}
	for i := range l.Runs {
		run := &l.Runs[i]
		if l.Slots(run.Label) != nil && run.Label <= end && l.Values(run.Cells) > 0 {
			switch {
			case run.Apart(l), stray(l, run):
				doubts = append(doubts, table.Doubt{Label: run.Label, Reason: Direction})
			case end < len(l.Labels):
				end = table.None // a row that has its own figures
			}
		}
		if end < len(l.Labels) && second(l, run) {
			end = max(end, bare(l, run.Label))
		}
	}
	return doubts
}

// none is no label, where table.None stands for the place before the first.
const none = -2

// figuresAhead returns the first header behind which figures stand on a line of their own, table.None where they stand before
// all labels of rows, or where the region begins within the table, so that what stands before them is not seen; and none
// where there are no such.
func figuresAhead(l *table.Labelled) int {
	if beginsWithin(l) {
		return table.None
	}
	for i := range l.Cells {
		if c := &l.Cells[i]; l.First < len(l.Cells) && i < l.First && c.IsValue() && c.Row != l.Cells[l.First].Row {
			return table.None
		}
	}
	before := true // no label of a row yet
	for i := range l.Runs {
		run := &l.Runs[i]
		switch before = before && l.Slots(run.Label) == nil; {
		case l.Values(run.Cells) == 0:
		case header(l, run.Label) && run.Apart(l):
			return run.Label
		case run.Label == table.None && before:
			return table.None // behind unknown words, as misread figures are: D 0 0 0 0 O 0
		}
	}
	return none
}

// beginsWithin reports whether the first label of a region is that of a row which is not the first of its table: the others
// and the headers stand elsewhere, as where the heading of the section is lost.
func beginsWithin(l *table.Labelled) bool {
	for i := range l.Labels {
		if l.Labels[i].Slots == nil && l.Found[i] {
			return false
		}
		if l.Labels[i].Slots != nil {
			return !l.Found[i]
		}
	}
	return false
}

// header reports whether a label names columns and not rows.
func header(l *table.Labelled, label int) bool {
	return label != table.None && l.Slots(label) == nil && (l.Table.HeaderRows == 0 || l.Labels[label].Row < l.Table.HeaderRows)
}

// second reports whether a row's worth of figures stands behind a label that is not the label's own: it is the label of a
// group, or has its own figures besides.
func second(l *table.Labelled, run *table.Run) bool {
	values := l.Values(run.Cells)
	switch n := len(l.Slots(run.Label)); {
	case run.Label == table.None, n == 1, header(l, run.Label):
		return false
	case n > 1:
		return values >= 2*n && values%n == 0 && (!run.Apart(l) || nextFound(l, run.Label))
	}
	return values > 0 && run.Apart(l)
}

// nextFound reports whether the label of the next row is there: then the figures before it are not those of a row whose
// label is lost.
func nextFound(l *table.Labelled, label int) bool {
	for i := label + 1; i < len(l.Labels); i++ {
		if l.Labels[i].Slots != nil {
			return l.Found[i]
		}
	}
	return false
}

// stray reports whether more figures than a row has stand behind a label.
func stray(l *table.Labelled, run *table.Run) bool {
	return l.Values(run.Cells) > len(l.Slots(run.Label))
}

// bare returns the first label behind another that was found and has no figures; None if there is none.
func bare(l *table.Labelled, from int) int {
	has := make([]bool, len(l.Labels))
	for i := range l.Runs {
		if l.Runs[i].Label != table.None && l.Values(l.Runs[i].Cells) > 0 {
			has[l.Runs[i].Label] = true
		}
	}
	for i := from + 1; i < len(l.Labels); i++ {
		if l.Labels[i].Slots != nil && l.Found[i] && !has[i] {
			return i
		}
	}
	return table.None
}
