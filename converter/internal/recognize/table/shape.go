package table

// RowsAlike returns the labels that head rows, and the number of columns that all of them have; 0 where they differ: a count
// of figures alone would not tell where one row ends.
func (f *Form) RowsAlike() (labels []int, n int) { return f.alike, f.columns }

func rowsAlike(f *Form) (labels []int, n int) {
	for i := range f.Labels {
		slots := f.Labels[i].Slots
		if slots == nil {
			continue
		}
		if n != 0 && len(slots) != n {
			return nil, 0
		}
		n = len(slots)
		labels = append(labels, i)
	}
	// Fewer rows or columns leave too few sums to tell rows from columns. (The form has one such table, of 23 rows or more and
	// 7 columns; the bound is for editions to come.)
	const leastRows, leastColumns = 3, 3
	if n < leastColumns || len(labels) < leastRows {
		return nil, 0
	}
	return labels, n
}
