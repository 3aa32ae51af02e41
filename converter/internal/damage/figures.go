package damage

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"nianbao/converter/report"
)

// figureUnits writes units behind figures.
func figureUnits(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	unit := pick(r, []string{"件", "件", "项", "宗"})
	for _, row := range t.rows {
		for _, c := range row.cells {
			if c.data && c.text != "" && strings.Trim(c.text, "0123456789") == "" && c.key.Row != "fees" && chance(r, 70) {
				c.text += unit
			}
		}
	}
	return true
}

// misreadZero reads a 0 as a letter.
func misreadZero(d *doc, r *rand.Rand) bool {
	done := false
	for range 1 + r.IntN(3) {
		t := pick(r, d.tables)
		row := pick(r, t.rows)
		for _, c := range row.cells {
			if c.data && c.text == "0" && chance(r, 30) {
				c.text, done = pick(r, []string{"O", "o", "〇", "D"}), true
				d.lose(t, row)
			}
		}
	}
	return done
}

// collapseBlanks drops blank cells; the row is made up at its end.
func collapseBlanks(d *doc, r *rand.Rand) bool {
	done := false
	for _, t := range d.tables {
		for _, row := range t.rows {
			if row.full() {
				continue
			}
			d.lose(t, row)
			var front, back []*cell
			for _, c := range row.cells {
				if c.data && c.text == "" {
					back = append(back, c)
				} else {
					front = append(front, c)
				}
			}
			row.cells, row.collapsed, done = append(front, back...), true, true
			for i, c := range row.cells {
				if c.data && i == 0 {
					c.col = row.lead
				} else if c.data {
					c.col = row.cells[i-1].col + row.cells[i-1].colspan
				}
			}
		}
	}
	return done
}

// feeUnits writes a fee in another unit than its column is in.
func feeUnits(d *doc, r *rand.Rand) bool {
	t := d.tables[0]
	key := report.Key{Row: "fees", Col: "amount"}
	for _, row := range t.rows {
		for _, c := range row.cells {
			if !c.data || c.key != key || c.text == "" {
				continue
			}
			n := 1 + r.IntN(400)
			text, fee := fmt.Sprintf("%d元", n*1000), fmt.Sprintf("%d.%d", n/10, n%10)
			if chance(r, 30) {
				text, fee = fmt.Sprintf("%d亿元", n), fmt.Sprintf("%d0000", n)
			}
			c.text = text
			v, _ := report.ParseDecimal(fee)
			d.truth[t.key][key] = &Truth{Cell: report.Number(v), Gone: true}
			return true
		}
	}
	return false
}

// loneFigures leaves one figure in rows of many.
func loneFigures(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables[1:])
	done := false
	for _, row := range t.rows {
		if row.slots() < 5 || row.collapsed || !chance(r, 40) { // a blank before the one figure would say where it stands
			continue
		}
		keep := r.IntN(row.slots())
		for _, c := range row.cells {
			if !c.data {
				continue
			}
			if keep--; keep != -1 && c.text != "" {
				c.text, done = "", true
				d.truth[t.key][c.key].Cell = report.Cell{}
			}
		}
	}
	return done
}
