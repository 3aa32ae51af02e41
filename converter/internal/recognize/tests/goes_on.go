package tests

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// goesOn doubts rows of loose text with a figure that goes on in the line below, as narrow cells break it: more digits stand
// right under it, in a line without another row's label. Digits under a nought begin no
// line of that kind: no number goes on behind a leading 0.
type goesOn struct{}

func (goesOn) Name() string { return "goes-on" }

func (goesOn) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved && !l.Flat {
		return nil
	}
	if !table.Once(l, somethingBelow, func() bool { return goesOnBelow(l) }) {
		return nil
	}
	broken := brokenBelow(l, sync.OnceValue(func() map[place]bool { return placesOf(r) }))
	if len(broken) == 0 {
		return nil
	}
	var doubts []table.Doubt
	for label, claims := range r.Rows {
		pieces := 0
		for i := range claims {
			if c := &claims[i]; c.State == table.Known {
				pieces = max(pieces, broken[place{c.Line, c.Column, c.Raw}])
			}
		}
		if pieces == 0 {
			continue
		}
		if adds, _ := r.RowAdds(l, label); adds && pieces == 1 {
			continue // without its end a figure would be missing in the sum: the number below is another thing, as the page's
		}
		doubts = append(doubts, table.Doubt{Label: label, Reason: Broken})
	}
	return doubts
}

// place is where a figure stands, and how it is written.
type place struct {
	line, column int
	raw          string
}

// placesOf returns where the figures stand that a reading gives a cell each.
func placesOf(r *table.Reading) map[place]bool {
	places := map[place]bool{}
	for _, claims := range r.Rows {
		for _, c := range claims {
			if c.State == table.Known {
				places[place{c.Line, c.Column, c.Raw}] = true
			}
		}
	}
	return places
}

// explained reports whether all figures of a line have a cell each: then they are no pieces.
func explained(l *table.Labelled, row [2]int, claimed map[place]bool) bool {
	all := values(l, row)
	for _, c := range all {
		if !claimed[place{l.Cells[c].Line, l.Cells[c].Column, l.Cells[c].Text}] {
			return false
		}
	}
	return len(all) > 0
}

// goesOnBelow reports whether any figure of a region has digits below it that may be pieces, whatever a reading says of them.
func goesOnBelow(l *table.Labelled) bool {
	any := false
	brokenBelow(l, func() map[place]bool {
		any = true
		return nil
	})
	return any
}

// brokenBelow returns the figures that may go on in the line below, with the number of digits there that are pieces.
func brokenBelow(l *table.Labelled, claimed func() map[place]bool) map[place]int {
	broken := map[place]int{}
	base := table.None
	for i, row := range l.Rows {
		if base != table.None && continues(l, base, i) {
			over, figures := figuresOver(l, l.Rows[base], row)
			if label := rowLabel(l, row); figures && label != table.None && label == rowLabel(l, l.Rows[base]) {
				over = values(l, l.Rows[base]) // wherever they stand: the label itself goes on here
			}
			if !figures {
				continue
			}
			if over != nil && !explained(l, row, claimed()) {
				for _, c := range over {
					broken[place{l.Cells[c].Line, l.Cells[c].Column, l.Cells[c].Text}] = len(over)
				}
				continue
			}
		}
		base = table.None
		if row[1]-row[0] > 1 { // else a line is a cell
			base = i
		}
	}
	return broken
}

// continues reports whether a line can be a part of the row above it: it has no label of another row. That of a group may
// stand on any of the lines beside it.
func continues(l *table.Labelled, base, row int) bool {
	owners := l.Owner[l.Rows[base][0]:l.Rows[base][1]]
	for c := l.Rows[row][0]; c < l.Rows[row][1]; c++ {
		switch o := l.Owner[c]; {
		case l.Slots(o) != nil && !slices.Contains(owners, o):
			return false
		case o == table.None && l.Cells[c].Kind == table.Text && ofItsOwn(l, l.Rows[row], l.Cells[c].Folded):
			return false
		}
	}
	return true
}

// ofItsOwn reports whether unknown words begin something else: another row under a label that is known, or a sentence, which
// stands alone on its line and is a piece of no label.
func ofItsOwn(l *table.Labelled, row [2]int, folded []rune) bool {
	piece := len(folded) <= 1 || row[1]-row[0] > 1 || folded[0] >= '0' && folded[0] <= '9' // or of a figure
	for label := range l.Labels {
		if l.Labels[label].Slots != nil && l.WordsOf(label, folded) {
			return true
		}
		piece = piece || table.Contains(l.Labels[label].Folded, folded)
	}
	return !piece
}

// rowLabel returns the label of a row that stands in a line.
func rowLabel(l *table.Labelled, row [2]int) int {
	for _, o := range l.Owner[row[0]:row[1]] {
		if l.Slots(o) != nil {
			return o
		}
	}
	return table.None
}

// values returns the figures and marks of a line.
func values(l *table.Labelled, row [2]int) []int {
	var all []int
	for c := row[0]; c < row[1]; c++ {
		if l.Cells[c].IsValue() {
			all = append(all, c)
		}
	}
	return all
}

// figuresOver returns the figures right above the digits of a line, nil if one of them stands under nothing that can go on;
// and whether it has digits.
func figuresOver(l *table.Labelled, base, row [2]int) (over []int, figures bool) {
	for c := row[0]; c < row[1]; c++ {
		if !l.Cells[c].IsValue() && (l.Owner[c] != table.None || !piece(l.Cells[c].Text)) {
			continue
		}
		above := cellOver(l, base, row, c)
		if above == table.None || !canGoOn(&l.Cells[above], &l.Cells[c]) {
			return nil, true
		}
		over = append(over, above)
	}
	return over, len(over) > 0
}

// cellOver returns the figure of a line that stands over a cell of another: in the same field where separators cut both
// lines alike, else in the same columns of the page.
func cellOver(l *table.Labelled, base, row [2]int, c int) int {
	if l.Cells[c].At == 0 {
		if above := base[0] + c - row[0]; above < base[1] {
			return above
		}
		return table.None
	}
	for above := base[0]; above < base[1]; above++ {
		a, b := &l.Cells[above], &l.Cells[c]
		from, to := a.Runes()
		first, last := b.Runes()
		if a.IsValue() && (a.At < b.End && b.At < a.End || from < last && first < to) {
			return above
		}
	}
	return table.None
}

// piece reports whether words may have been broken off a figure: its unit, or a part of its remark.
func piece(words string) bool {
	const longest = 12 // characters
	if utf8.RuneCountInString(words) > longest {
		return false
	}
	if strings.HasPrefix(words, "（") || strings.HasPrefix(words, "(") || strings.ContainsAny(words, "0123456789") {
		return true
	}
	_, unit := report.Text("1" + words).PrintedUnit()
	return unit
}

// canGoOn reports whether what stands below a figure can be the end of it.
func canGoOn(figure, rest *table.Cell) bool {
	front, behind := chars.FoldFigure(figure.Text), chars.FoldFigure(rest.Text)
	if figure.Kind != table.Figure && figure.Kind != table.Broken || strings.Trim(behind, "0123456789.,") != "" && rest.Kind != table.Figure && !piece(rest.Text) {
		return false
	}
	return front != "0" && front != "-0"
}
