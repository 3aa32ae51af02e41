package tests

import (
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/recognize/table"
)

// brokenFigure doubts rows of loose text in which a figure may be broken: more digits stand behind the row on a line of
// their own, fewer than a row has; or the row does not add up although it is full, and there are figures too many before it, or
// one of its figures, or of its neighbours', is as long as narrow cells break them.
type brokenFigure struct{}

func (brokenFigure) Name() string { return "broken-figure" }

// longFigure is how many digits a figure has, at the least, where narrow cells begin to break figures (seen from five on
// in LibreOffice's page of the form).
const longFigure = 5

func (brokenFigure) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved || l.Tail != table.None || !r.ByAdjacency && !r.FixedPoints {
		return nil
	}
	var doubts []table.Doubt
	trusted := sumsHold(l, r)
	for i := range l.Runs {
		run := &l.Runs[i]
		n := len(l.Slots(run.Label))
		if n == 0 || r.Rows[run.Label] == nil || r.FixedPoints && r.Rows[run.Label][0].Reason != "" {
			continue
		}
		adds, known := r.RowAdds(l, run.Label)
		own, all := l.Values(run.Own(l)), l.Values(run.Cells)
		switch {
		case n == 1 && all > 1,
			own == n && all > n && all%n != 0,
			known && !adds && (left(l, i) || trusted && (ragged(l, r, i) || pieces(l, i, n) || !delimited(l, run) && long(l, run.Cells))),
			piecesBefore(l, i):
			doubts = append(doubts, table.Doubt{Label: run.Label, Reason: Broken})
		}
	}
	return doubts
}

// sumsHold reports whether the sums of a table are evidence: not where most of its full rows fail them, since then it is the
// document that does not add up.
func sumsHold(l *table.Labelled, r *table.Reading) bool {
	// Fewer rows say nothing of the document: of three, two that fail may be the two whose figures are broken.
	const leastRows = 4
	held, failed := 0, 0
	for label := range r.Rows {
		switch adds, known := r.RowAdds(l, label); {
		case !known:
		case adds:
			held++
		default:
			failed++
		}
	}
	return held+failed < leastRows || failed <= held
}

// pieces reports whether figures stand between a row and the next label that are fewer than a row's.
func pieces(l *table.Labelled, at, n int) bool {
	for i := at + 1; i < len(l.Runs) && l.Slots(l.Runs[i].Label) == nil; i++ {
		if values := l.Values(l.Runs[i].Cells); values%max(n, 2) != 0 {
			return true
		}
	}
	return false
}

// left reports whether more figures stand before a row than the label before it has columns: the first halves of broken
// figures stand above their row.
func left(l *table.Labelled, at int) bool {
	if at == 0 {
		return false
	}
	before := &l.Runs[at-1]
	return l.Values(before.Cells) > len(l.Slots(before.Label))
}

// ragged reports whether a row's figures stand apart from its label, behind a row that could not be placed: some of the figures
// may be that row's.
func ragged(l *table.Labelled, r *table.Reading, at int) bool {
	if at == 0 || !l.Runs[at].Apart(l) {
		return false
	}
	before := &l.Runs[at-1]
	n := len(l.Slots(before.Label))
	return n > 0 && l.Values(before.Cells)%n != 0 && r.Rows[before.Label] != nil && r.Rows[before.Label][0].State == table.Unclear
}

// piecesBefore reports whether figures that make no row stand before a label on its own line: a page that was joined to
// one line, or to a few, has the upper halves of broken figures there, and the lower ones behind the row.
func piecesBefore(l *table.Labelled, at int) bool {
	if at == 0 {
		return false
	}
	before, run := &l.Runs[at-1], &l.Runs[at]
	values := l.Values(before.Cells)
	if values == 0 || len(before.Cells) == 0 || l.Cells[before.Cells[len(before.Cells)-1]].Row != run.Row {
		return false
	}
	n := len(l.Slots(before.Label))
	if n == 0 {
		n = len(l.Slots(run.Label))
	}
	return values > n && values%n != 0 || values < n && l.Slots(before.Label) == nil
}

// delimited reports whether tabs or bars divide the figures of a run: then no cell runs into the next.
func delimited(l *table.Labelled, run *table.Run) bool {
	for _, c := range run.Cells {
		if l.Cells[c].IsValue() && l.Cells[c].At != 0 {
			return false
		}
	}
	return !l.Lines
}

// long reports whether one of the figures is long enough to be broken.
func long(l *table.Labelled, cells []int) bool {
	for _, c := range cells {
		if l.Cells[c].Kind == table.Figure && digits(l.Cells[c].Text) >= longFigure {
			return true
		}
	}
	return false
}

// digits counts the digits of a text.
func digits(s string) int {
	n := 0
	for _, r := range chars.FoldFigure(s) {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
