package recognize

import (
	"unicode/utf8"

	"nianbao/converter/report"
)

// Columns of a text layer.
//
// An extractor that keeps a page's layout sets the figures of a column under one another. Where a row has fewer figures
// than columns, and its blanks left no separator, the full rows of the same page tell where each column stands. A figure
// is put into a column only if it stands clearly nearer to it than to any other; what is placed so is marked inferred.

// column is the stretch of characters that the figures of a column take on a page.
type column struct{ from, to int }

func (c column) middle() int { return c.from + c.to } // doubled, to stay whole

// leastFullRows is how many full rows a page must have before its columns are believed.
const leastFullRows = 2

// byColumns places rows that have fewer figures than slots by the columns of the full rows on their page.
func (b *binding) byColumns(r region, groups []group) {
	if r.exact || r.stands || r.glued || !r.spaced || b.table.HeaderRows == 0 {
		return
	}
	type fullRow struct{ columns []column }
	pages := map[int][]fullRow{}
	n := 0
	for _, g := range groups {
		if g.label == none || b.rows[g.label] != bound || b.labels[g.label].Slots == nil {
			continue
		}
		slots := len(b.labels[g.label].Slots)
		values := valuesOf(r, g.cells)
		if len(values) != slots || slots < 3 || !oneRow(r, values) {
			continue
		}
		n = slots
		var row fullRow
		for _, c := range values {
			row.columns = append(row.columns, extent(&r.cells[c]))
		}
		page := r.cells[values[0]].page
		pages[page] = append(pages[page], row)
	}
	for _, g := range groups {
		if g.label == none || b.rows[g.label] != lost || len(b.labels[g.label].Slots) != n {
			continue
		}
		values := valuesOf(r, g.cells)
		if len(values) == 0 || len(values) >= n || !oneRow(r, values) {
			continue
		}
		rows := pages[r.cells[values[0]].page]
		if len(rows) < leastFullRows {
			continue
		}
		columns := make([]column, n)
		for i := range columns {
			columns[i] = rows[0].columns[i]
			for _, row := range rows[1:] {
				columns[i].from = min(columns[i].from, row.columns[i].from)
				columns[i].to = max(columns[i].to, row.columns[i].to)
			}
		}
		if at := matchColumns(r, values, columns); at != nil {
			slots := b.labels[g.label].Slots
			for _, k := range slots {
				delete(b.origins, k)
			}
			for i, c := range values {
				b.set(r, slots[at[i]], c, report.Inferred, "column")
			}
			b.rows[g.label] = bound
		}
	}
}

func oneRow(r region, cells []int) bool {
	for _, c := range cells[1:] {
		if r.cells[c].row != r.cells[cells[0]].row {
			return false
		}
	}
	return true
}

func extent(c *cell) column {
	return column{c.column, c.column + utf8.RuneCountInString(c.text)}
}

// matchColumns returns the column of each value; nil if columns run into one another or a value is not clearly in one.
func matchColumns(r region, values []int, columns []column) []int {
	for i := 1; i < len(columns); i++ {
		if columns[i].from <= columns[i-1].to {
			return nil
		}
	}
	at := make([]int, 0, len(values))
	last := none
	for _, v := range values {
		x := extent(&r.cells[v])
		best, bestDistance, second := none, 0, 0
		for i, c := range columns {
			d := min(abs(x.from-c.from), abs(x.to-c.to))*2 + abs(x.middle()-c.middle())
			switch {
			case best == none:
				best, bestDistance, second = i, d, 1<<30
			case d < bestDistance:
				best, bestDistance, second = i, d, bestDistance
			case d < second:
				second = d
			}
		}
		if best <= last || 3*bestDistance > second {
			return nil
		}
		// It must touch no other column's stretch.
		for i, c := range columns {
			if i != best && x.from < c.to && c.from < x.to {
				return nil
			}
		}
		at, last = append(at, best), best
	}
	return at
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
