package damage

import (
	"math/rand/v2"
	"slices"
)

func missingHeader(d *doc, r *rand.Rand) bool {
	done := false
	t := pick(r, d.tables)
	all := chance(r, 20)
	for _, row := range t.rows {
		if row.slots() > 0 {
			continue
		}
		for _, c := range row.cells {
			if !c.data && (all && t.key == "requests" || chance(r, 20)) {
				c.text, done = "", true
			}
		}
	}
	return done
}

// headerZero puts a 0 in the place of a header cell.
func headerZero(d *doc, r *rand.Rand) bool {
	var headers []*cell
	for _, row := range d.tables[0].rows {
		if row.slots() == 0 && len(row.cells) == 2 {
			headers = append(headers, row.cells[1])
		}
	}
	if len(headers) == 0 {
		return false
	}
	pick(r, headers).text = "0"
	return true
}

// wrongHeader exchanges the headers of two bands.
func wrongHeader(d *doc, r *rand.Rand) bool {
	var bands []*cell
	for _, row := range d.tables[0].rows {
		if row.slots() == 0 && len(row.cells) == 1 {
			bands = append(bands, row.cells[0])
		}
	}
	i := r.IntN(len(bands) - 1)
	bands[i].text = bands[i+1].text
	return true
}

// headerTorn puts the words of table 4's header over two rows: 结果 in one, 维持 in the next.
func headerTorn(d *doc, r *rand.Rand) bool {
	t := d.tables[2]
	low := &row{columns: t.columns}
	for _, row := range t.rows[1:3] {
		for _, c := range row.cells {
			if runes := []rune(c.text); len(runes) == 4 {
				low.cells = append(low.cells, &cell{text: string(runes[2:]), col: c.col, colspan: 1, rowspan: 1})
				c.text = string(runes[:2])
			}
		}
	}
	slices.SortFunc(low.cells, func(a, b *cell) int { return a.col - b.col })
	t.rows = slices.Insert(t.rows, 3, low)
	return true
}

// columnMissing leaves a column of the applicants out, header and figures.
func columnMissing(d *doc, r *rand.Rand) bool {
	t := d.tables[1]
	gone := pick(r, []int{5, 6, 7, 8, 8, 8})
	for _, row := range t.rows {
		d.lose(t, row)
		row.cells = slices.DeleteFunc(row.cells, func(c *cell) bool {
			return c.col == gone && (c.data || c.rowspan == 1 && row.slots() == 0)
		})
		for _, c := range row.cells {
			if c.col > gone {
				c.col--
			} else if c.col+c.colspan > gone && !c.data && c.colspan > 3 {
				c.colspan--
			}
		}
		row.columns--
	}
	t.columns--
	return true
}

// extraColumn gives a table one more column that is empty.
func extraColumn(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	t.columns++
	for _, row := range t.rows {
		row.columns++
		end := 0
		for _, c := range row.cells {
			end = c.col + c.colspan
		}
		row.cells = append(row.cells, &cell{col: end, colspan: 1, rowspan: 1})
	}
	return true
}
