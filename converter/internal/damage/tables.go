package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// dashTable puts an empty copy of a table, full of dashes, before the real one.
func dashTable(d *doc, r *rand.Rand) bool {
	at := r.IntN(len(d.parts))
	if d.parts[at].table == nil {
		return false
	}
	real := d.parts[at].table
	mark := pick(r, []string{"-", "—", "/", "—"})
	dashes := &table{key: real.key, edition: real.edition, columns: real.columns, dashes: true}
	for _, row := range real.rows {
		dashes.rows = append(dashes.rows, row.dashed(mark))
	}
	p := part{heading: d.parts[at].heading, paragraphs: d.parts[at].paragraphs, table: dashes}
	d.parts[at].heading, d.parts[at].paragraphs = "", nil
	d.parts = slices.Insert(d.parts, at, p)
	return true
}

// dashed copies a row with a mark in the place of every figure.
func (r *row) dashed(mark string) *row {
	out := &row{lead: r.lead, columns: r.columns}
	for _, c := range r.cells {
		twin := *c
		if c.data {
			twin.text = mark
		}
		out.cells = append(out.cells, &twin)
	}
	return out
}

// mixedBand gives one band of the disclosure table the columns of the other edition.
func mixedBand(d *doc, r *rand.Rand) bool {
	t := d.tables[0]
	if t.edition != "2021" {
		return false
	}
	repeated := strings.Contains(d.form.name, "repeated")
	old := build(edition.Official().Get("2019").Table(t.key), "2019")
	for i, row := range t.rows {
		l := row.label()
		if l == nil || l.text != pick(r, []string{"行政许可", "行政强制", "行政处罚"}) || t.rows[i-1].slots() > 0 || len(t.rows[i-1].cells) < 2 {
			continue
		}
		if repeated && i+1 < len(t.rows) && t.rows[i+1].slots() > 0 {
			continue // its one figure, written three times, would be three figures under three headers
		}
		for j, other := range old.rows {
			if ol := other.label(); ol == nil || ol.text != l.text {
				continue
			} else if header := old.rows[j-1]; header.slots() == 0 {
				t.rows[i-1] = header
				for _, c := range other.cells {
					if c.data {
						c.text = fmt.Sprint(r.IntN(50))
					}
				}
				d.forget(t, row)
				for _, c := range other.cells {
					if c.data {
						d.truth[t.key][c.key] = &Truth{Cell: cellOf(c.text), Gone: true}
					}
				}
				t.rows[i] = other
				if i+1 < len(t.rows) && t.rows[i+1].slots() > 0 {
					d.lose(t, t.rows[i+1]) // one figure under three headers
				}
				return true
			}
		}
	}
	return false
}

// forget takes the cells of a row out of the truth: the document has none of them.
func (d *doc) forget(t *table, r *row) {
	for _, c := range r.cells {
		if c.data {
			delete(d.truth[t.key], c.key)
		}
	}
}

// blankTable empties a table.
func blankTable(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	for _, row := range t.rows {
		for _, c := range row.cells {
			if c.data {
				c.text = ""
				d.truth[t.key][c.key].Cell = report.Cell{}
			}
		}
	}
	return true
}

// otherTable puts a small table of data about the page before the report.
func otherTable(d *doc, r *rand.Rand) bool {
	t := &table{key: "", columns: 2, dashes: true}
	for _, words := range [][2]string{{"索引号", "00012345/2022-00017"}, {"发文日期", fmt.Sprint(d.year+1) + "-01-15"}, {"有效性", "有效"}, {"点击数", fmt.Sprint(r.IntN(900))}} {
		t.rows = append(t.rows, &row{columns: 2, cells: []*cell{{text: words[0], colspan: 1, rowspan: 1}, {text: words[1], col: 1, colspan: 1, rowspan: 1}}})
	}
	d.parts = append([]part{{table: t}}, d.parts...)
	return true
}

// halfDisputes leaves one half of table 4.
func halfDisputes(d *doc, r *rand.Rand) bool {
	t := d.tables[2]
	from, to := 0, 5
	if chance(r, 50) {
		from, to = 5, 15
	}
	for _, row := range t.rows {
		row.cells = slices.DeleteFunc(row.cells, func(c *cell) bool {
			gone := c.col < from || c.col >= to
			if c.data {
				d.loseCell(t, c.key)
			}
			return gone
		})
		for _, c := range row.cells {
			c.col -= from
		}
		row.columns, row.lead = to-from, 0
		if len(row.cells) > 0 {
			row.lead = row.cells[0].col
		}
	}
	t.rows = slices.DeleteFunc(t.rows, func(row *row) bool { return len(row.cells) == 0 })
	t.columns = to - from
	return true
}
