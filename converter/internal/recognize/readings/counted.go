package readings

import "nianbao/converter/internal/recognize/table"

// counted is the way of tabs, bars and resolved tables: each cell, empty ones too, has a place of its own behind the label.
// It is believed where some rows show their blanks before or between figures, and the rows like them are equally long.
func counted() table.Way {
	return labelsFirst{name: "counted",
		stands: func(l *table.Labelled, _ []row, f *form) bool {
			if l.Repeated && !l.Resolved {
				return false
			}
			return l.Resolved || l.Stands || f.standing > 0 && 2*f.standing >= f.front && !f.uneven
		}, only: true}
}

// dropped is the way of texts that lost their empty cells: a row is known where it has a figure for each of its columns.
func dropped() table.Way {
	return labelsFirst{name: "dropped",
		stands: func(*table.Labelled, []row, *form) bool { return false }}
}
