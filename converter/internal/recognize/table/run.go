package table

import "nianbao/converter/report"

// Run is the figures, marks and empty cells between two stretches of words.
type Run struct {
	Label int    // the label before them; None where unknown words stand there
	After string // the words before them
	Row   int    // the row of the cell that holds those words
	Cells []int
	End   int // the cell of words that ends the run; len(Cells) of the region at its end
}

// Own returns the cells that stand in the row of the words before them.
func (r *Run) Own(l *Labelled) []int {
	end := 0
	for end < len(r.Cells) && l.Cells[r.Cells[end]].Row == r.Row {
		end++
	}
	return r.Cells[:end]
}

// Apart reports whether the first figure stands in another row than the words before it.
func (r *Run) Apart(l *Labelled) bool {
	c := l.FirstValue(r.Cells)
	return c != None && l.Cells[c].Row != r.Row
}

// run walks the region and cuts it into runs. Each label that heads a row has a run, though it may be empty.
func (l *Labelled) run() {
	current := Run{Label: None, Row: None}
	seen := false
	// Empty cells at the beginning of a row may be what is left of a spanned label: they count only if a value follows
	// before the next words.
	var pending []int
	all := make([]int, 0, len(l.Cells)) // the cells of all runs, one behind the other
	flush := func(end int) {
		current.End = end
		if len(current.Cells) > 0 || l.Slots(current.Label) != nil {
			l.Runs = append(l.Runs, current)
		}
		current.Cells, pending = nil, pending[:0]
	}
	for i := range l.Cells {
		c := &l.Cells[i]
		if c.Kind != Text {
			switch {
			case !seen:
			case c.Kind == Blank && (len(pending) > 0 || len(current.Cells) > 0 && l.Cells[current.Cells[len(current.Cells)-1]].Row != c.Row):
				pending = append(pending, i)
			default:
				from := len(all) - len(current.Cells)
				all = append(append(all, pending...), i)
				current.Cells, pending = all[from:len(all):len(all)], pending[:0]
			}
			continue
		}
		label := l.Owner[i]
		switch {
		case label != None:
			l.First, l.Last = min(l.First, i), i
			if label != current.Label || c.Span > 0 && len(current.Cells) > 0 && c.Row != current.Row {
				flush(i) // in a resolved table, the same label again begins another row
				current = Run{Label: label, After: c.Text}
			}
			current.Row = c.Row
			seen = true
		case seen && l.fragment(c.Folded):
			// A vertical label's character or a page mark: it says nothing about whose figures follow. But the words
			// of an unknown row may be as short, so what stands before it and behind it is kept apart.
			if len(current.Cells) > 0 {
				flush(i)
				current = Run{Label: None, After: c.Text, Row: c.Row}
			}
		default:
			flush(i)
			current = Run{Label: None, After: c.Text, Row: c.Row}
			if seen && len(c.Folded) > 2 && len(c.Folded) <= 40 {
				l.Extra = append(l.Extra, report.Heading{Text: c.Text, Line: c.Line})
			}
		}
	}
	flush(len(l.Cells))
}

// fragment reports whether words are no more than a character or two of some label: one of a vertical label, or what a
// line's end cut off.
func (l *Labelled) fragment(folded []rune) bool {
	if len(folded) > 2 {
		return false
	}
	for i := range l.Labels {
		if Contains(l.Labels[i].Folded, folded) {
			return true
		}
	}
	return false
}
