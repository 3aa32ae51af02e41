package tests

import (
	"slices"

	"nianbao/converter/internal/recognize/table"
)

// shifted doubts rows of a text without spans that do not add up with their blanks as 0, and do one place further left or
// right: a field was lost or put in before the figures, as where the cells that a label spans over were miscounted. It
// happens to all rows with a label of that width alike, so it doubts all of them that show a blank, unless more of them
// add up where they stand.
type shifted struct{}

func (shifted) Name() string { return "shifted" }

func (shifted) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	spanned := slices.ContainsFunc(l.Cells, func(c table.Cell) bool { return c.Span > 1 })
	if spanned || l.Tail != table.None || r.Whole {
		return nil
	}
	against := map[int]int{} // span of the label -> rows that are shifted, less those that are not
	blank := map[int][]int{}
	for label, claims := range r.Rows {
		if !figuresAndBlanks(claims) {
			continue
		}
		adds, judged := r.RowAdds(l, label)
		if !judged {
			continue
		}
		span := l.Span(label)
		blank[span] = append(blank[span], label)
		switch {
		case adds:
			against[span]--
		case addsShifted(l, label, claims):
			against[span]++
		}
	}
	var doubts []table.Doubt
	for span, labels := range blank {
		if against[span] <= 0 {
			continue
		}
		for _, label := range labels {
			doubts = append(doubts, table.Doubt{Label: label, Reason: BlanksDoNot})
		}
	}
	return doubts
}

// figuresAndBlanks reports whether all of a row is known, and some of it is blank.
func figuresAndBlanks(claims []table.Claim) bool {
	known, empty := 0, 0
	for i := range claims {
		switch claims[i].State {
		case table.Known:
			known++
		case table.Empty:
			empty++
		}
	}
	return known > 0 && empty > 0 && known+empty == len(claims)
}

// addsShifted reports whether a row adds up one place further left or right, where a blank makes room for it.
func addsShifted(l *table.Labelled, label int, claims []table.Claim) bool {
	n := len(claims)
	moved := make([]table.Claim, n)
	if claims[n-1].State == table.Empty {
		moved[0] = table.Claim{State: table.Empty}
		copy(moved[1:], claims[:n-1])
		if adds, _ := table.Adds(l, label, moved); adds {
			return true
		}
	}
	if claims[0].State == table.Empty {
		copy(moved, claims[1:])
		moved[n-1] = table.Claim{State: table.Empty}
		adds, _ := table.Adds(l, label, moved)
		return adds
	}
	return false
}
