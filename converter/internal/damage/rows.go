package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// someRows returns one to most indexes of data rows of a table, in random order.
func (d *doc) someRows(r *rand.Rand, most int) (*table, []int) {
	t := pick(r, d.tables)
	at := t.dataRows()
	r.Shuffle(len(at), func(i, j int) { at[i], at[j] = at[j], at[i] })
	return t, at[:min(1+r.IntN(most), len(at))]
}

func extraRow(d *doc, r *rand.Rand) bool {
	t := d.tables[0]
	after := pick(r, []string{"规章", "行政规范性文件", "规范性文件", "行政强制", "行政事业性收费"})
	for i, row := range t.rows {
		if l := row.label(); l != nil && l.text == after {
			t.rows = slices.Insert(t.rows, i+1, beyond(r, pick(r, []string{"其他主动公开文件", "重大建设项目", "政策解读材料", "网站信息公开总数"}), row))
			return true
		}
	}
	return false
}

// beyond makes a row that the official form has not, with one figure or as many as the row above.
func beyond(r *rand.Rand, label string, above *row) *row {
	out := &row{columns: above.columns}
	out.cells = append(out.cells, &cell{text: label, colspan: 1, rowspan: 1})
	n := 1
	if chance(r, 50) {
		n = above.slots()
	}
	for i := range n {
		out.cells = append(out.cells, &cell{text: fmt.Sprint(r.IntN(60)), col: 1 + i, colspan: 1, rowspan: 1})
	}
	return out
}

// missingRow removes rows with label and figures.
func missingRow(d *doc, r *rand.Rand) bool {
	t, at := d.someRows(r, 3)
	if t.key == "disputes" {
		return false
	}
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		d.lose(t, t.rows[i])
		t.rows = slices.Delete(t.rows, i, i+1)
	}
	return true
}

// missingLabel removes the label of a row and leaves its figures. It keeps to full rows behind full rows: else even a
// careful reader would take the figures for those of the row above.
func missingLabel(d *doc, r *rand.Rand) bool {
	t, at := d.someRows(r, 2)
	if t.key == "disputes" {
		return false
	}
	done := false
	for _, i := range at {
		row := t.rows[i]
		if !row.full() || i == 0 || t.rows[i-1].slots() > 0 && !t.rows[i-1].full() || row.label() == nil || row.beginsGroup() {
			continue
		}
		row.label().text = ""
		d.lose(t, row)
		d.lose(t, t.rows[i-1])
		if i > 1 && t.rows[i-1].slots() > 0 && t.rows[i-1].label().text == "" {
			d.lose(t, t.rows[i-2])
		}
		done = true
	}
	return done
}

// subtotalRow adds a row that sums up a group.
func subtotalRow(d *doc, r *rand.Rand) bool {
	t := d.tables[1]
	after := pick(r, []string{"8.属于行政查询事项", "3.补正后申请内容仍不明确", "5.要求行政机关确认或重新出具已获取信息"})
	for i, above := range t.rows {
		if l := above.label(); l != nil && l.text == after && above.full() {
			extra := &row{lead: above.lead, columns: above.columns}
			extra.cells = append(extra.cells, &cell{text: pick(r, []string{"小计", "合计", "本项小计"}), col: l.col, colspan: l.colspan, rowspan: 1})
			for j := range above.slots() {
				extra.cells = append(extra.cells, &cell{text: fmt.Sprint(r.IntN(9)), col: 3 + j, colspan: 1, rowspan: 1})
			}
			t.rows = slices.Insert(t.rows, i+1, extra)
			return true
		}
	}
	return false
}

// headerRepeated repeats a table's header in the middle of it, as a word processor does on each page.
func headerRepeated(d *doc, r *rand.Rand) bool {
	t := d.tables[1]
	var header []*row
	for _, row := range t.rows {
		if row.slots() > 0 {
			break
		}
		header = append(header, row)
	}
	at := len(header) + 1 + r.IntN(len(t.rows)-len(header)-1)
	t.rows = slices.Insert(t.rows, at, header...)
	return true
}

// columnNumbers puts a row with the numbers of the columns under the header.
func columnNumbers(d *doc, r *rand.Rand) bool {
	t := d.tables[1+r.IntN(2)]
	for i, below := range t.rows {
		if below.slots() == 0 {
			continue
		}
		if t.key == "disputes" || below.full() && (i+1 == len(t.rows) || t.rows[i+1].full()) {
			numbers := &row{columns: t.columns, lead: t.columns - below.slots()}
			for j := range below.slots() {
				numbers.cells = append(numbers.cells, &cell{text: fmt.Sprint(j + 1), col: numbers.lead + j, colspan: 1, rowspan: 1})
			}
			if t.key == "disputes" {
				d.lose(t, below)
			}
			t.rows = slices.Insert(t.rows, i, numbers)
			return true
		}
		return false
	}
	return false
}

// beginsGroup reports whether the words of a group stand before a row's own label: without it they would seem to be the
// label, as （六）其他处理 is in the form of 2019.
func (r *row) beginsGroup() bool {
	for _, c := range r.cells {
		if !c.data && c.col > 0 && c != r.label() && c.text != "" {
			return true
		}
	}
	return false
}
