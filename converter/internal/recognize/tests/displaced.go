package tests

import "nianbao/converter/internal/recognize/table"

// displaced doubts a row of a resolved table in which two cells were merged and another was split: there are as many as
// columns, but between the two places each stands under the header of its neighbour. Somebody who only drew a border a
// little aside leaves every cell under a part of its header.
type displaced struct{}

func (displaced) Name() string { return "displaced" }

func (displaced) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if !l.Resolved || l.Flat || r.Whole {
		return nil
	}
	var doubts []table.Doubt
	for i := range l.Runs {
		run := &l.Runs[i]
		label := run.Label
		if label == table.None || l.Slots(label) == nil {
			label = l.Tail
		}
		if label == table.None || r.Rows[label] == nil || len(run.Cells) != len(l.Slots(label)) {
			continue
		}
		if headers := headersOver(l, run.Cells); headers != nil && apart(l, run.Cells, headers) {
			doubts = append(doubts, table.Doubt{Label: label, Reason: Displaced})
		}
	}
	return doubts
}

// headersOver returns, from left to right, the lowest words above each column that some cells stand in; nil if they are not as
// many as the cells.
func headersOver(l *table.Labelled, cells []int) []int {
	first := &l.Cells[cells[0]]
	lowest := map[int]int{} // by column
	for at := cells[0] - 1; at >= 0 && l.Cells[at].Item == first.Item; at-- {
		c := &l.Cells[at]
		if c.Row == first.Row {
			continue
		}
		if c.Kind != table.Text {
			break // figures: what stands above them is the header of theirs
		}
		for col := c.Col; col < c.Col+c.Span; col++ {
			if _, ok := lowest[col]; !ok {
				lowest[col] = at
			}
		}
	}
	var headers []int
	for col := first.Col; len(headers) <= len(cells); col++ {
		at, ok := lowest[col]
		if !ok {
			break
		}
		if n := len(headers); n == 0 || headers[n-1] != at {
			headers = append(headers, at)
		}
	}
	if len(headers) != len(cells) {
		return nil
	}
	return headers
}

// apart reports whether a cell has no column in common with the header of the same number.
func apart(l *table.Labelled, cells, headers []int) bool {
	for i := range cells {
		c, h := &l.Cells[cells[i]], &l.Cells[headers[i]]
		if c.Span == 0 || h.Span == 0 {
			return false
		}
		if c.Col+c.Span <= h.Col || h.Col+h.Span <= c.Col {
			return true
		}
	}
	return false
}
