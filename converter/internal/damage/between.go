package damage

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var marks = []string{"-%d-", "- %d -", "— %d —", "P. %d", "第 %d 页", "Page %d - 2022年报", "—%d—", "第%d页 共9页"}

func pageMarks(d *doc, r *rand.Rand) bool {
	mark := pick(r, marks)
	at := some(r, d.betweenRows(), 4)
	n := 2
	return d.insertLines(at, func(int) []line {
		n++
		out := []line{{pieces: []piece{{text: strings.Repeat(" ", r.IntN(2)*20) + fmt.Sprintf(mark, n), kind: prose}}}}
		if chance(r, 50) {
			out = append([]line{{}}, out...)
		}
		if chance(r, 50) {
			out = append(out, line{})
		}
		return out
	})
}

// pageNumber puts a bare number on a line of its own between rows, where every row about it is full.
func pageNumber(d *doc, r *rand.Rand) bool {
	var at []int
	for _, i := range d.betweenRows() {
		l := &d.lines[i-1]
		if l.row != nil && l.values() > 0 && l.values() == l.row.slots() && l.row.full() && d.lines[i].row != l.row {
			at = append(at, i)
		}
	}
	n := 2
	return d.insertLines(some(r, at, 2), func(int) []line {
		n++
		return []line{{pieces: []piece{{text: strings.Repeat(" ", r.IntN(2)*30) + fmt.Sprint(n), kind: prose}}}}
	})
}

func blankLines(d *doc, r *rand.Rand) bool {
	return d.insertLines(some(r, d.betweenRows(), 8), func(int) []line { return make([]line, 1+r.IntN(2)) })
}

func noteLine(d *doc, r *rand.Rand) bool {
	return d.insertLines(some(r, d.betweenRows(), 2), func(int) []line {
		return []line{{pieces: []piece{{text: pick(r, []string{"注：以上数据截至12月31日。", "注：收费金额以万元计，取2位小数。", "（续表）", "单位：件"}), kind: prose}}}}
	})
}
