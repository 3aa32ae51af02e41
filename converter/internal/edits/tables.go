package edits

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// tableKinds are edits of whole tables and of what stands about them.
var tableKinds = []kind{
	{name: "old-table", do: oldTable},
	{name: "mixed-band", do: mixedBand},
	{name: "note-line", do: noteLine},
	{name: "last-year-too", do: lastYearToo},
	{name: "whole-system-too", do: wholeSystemToo},
	{name: "draft-too", do: draftToo},
	{name: "copied-table", do: copiedTable},
	{name: "copied-table-other", do: copiedTableOther},
	{name: "table-cut", do: tableCut},
	{name: "other-section", do: otherSection},
	{name: "groups-as-rows", do: groupsAsRows},
	{name: "tables-joined", do: tablesJoined},
}

// oldTable was drawn with the report: one of its tables has the form of the other edition.
func oldTable(f *file, r *rand.Rand) string {
	for _, b := range f.blocks {
		if b.sheet != nil && b.sheet.edition != f.version {
			return fmt.Sprintf("table %s is of %s", b.sheet.key, b.sheet.edition)
		}
	}
	return ""
}

// mixedBand gives a band of the table of 2021 the three columns of 2019.
func mixedBand(f *file, r *rand.Rand) string {
	s := f.sheet("disclosure")
	old := edition.Official().Get("2019").Table("disclosure")
	if s.edition != "2021" || s.columns != 4 || !f.shape(s) {
		return ""
	}
	name := pick(r, []string{"licensing", "penalties"})
	c := s.cellOf(report.Key{Row: name, Col: "decisions"})
	if c == nil || c.colSpan != 3 || f.used[s.key][c.key] {
		return ""
	}
	var headers []*cell
	for _, h := range s.start(c.row - 1) {
		if h.colSpan == 3 {
			headers = append(headers, h)
		}
	}
	below := s.figures(c.row + 1)
	if len(headers) != 1 || len(below) > 0 && f.used[s.key][below[0].key] {
		return ""
	}
	s.cells = slices.DeleteFunc(s.cells, func(o *cell) bool { return o == c || o == headers[0] })
	for i, column := range []struct{ key, words string }{{"previous_year", "上一年项目数量"}, {"change", "本年增/减"}, {"decisions", "处理决定数量"}} {
		key := report.Key{Row: name, Col: column.key}
		if !slices.ContainsFunc(old.Cells, func(o edition.Cell) bool { return o.Key() == key }) {
			continue
		}
		n := 10 + r.IntN(900)
		s.cells = append(s.cells, &cell{row: c.row - 1, col: 1 + i, rowSpan: 1, colSpan: 1, texts: []string{column.words}, role: document.Header},
			&cell{row: c.row, col: 1 + i, rowSpan: 1, colSpan: 1, texts: []string{fmt.Sprint(n)}, role: document.Number, key: key, data: true})
		f.truth[s.key][key] = &Truth{Cell: report.Count(n), Open: true}
	}
	if len(below) > 0 {
		f.open(s, below...) // one figure under three headers
	}
	return fmt.Sprintf("disclosure: the band of %s has the columns of 2019", name)
}

// text is a paragraph of the text.
func text(s string) block { return block{paragraph: paragraph(document.Body, s)} }

func (f *file) insert(at int, blocks ...block) { f.blocks = slices.Insert(f.blocks, at, blocks...) }

func noteLine(f *file, r *rand.Rand) string {
	s := f.anySheet(r)
	at := f.at(s)
	note := pick(r, []string{"单位：件", "注：行政处罚含简易程序18件。", "注：以上数据截至12月31日。", "（说明：申请量较上年增加12件，增长8.5%。）"})
	if chance(r, 50) {
		at++
	}
	f.insert(at, text(note))
	return fmt.Sprintf("%s: a line %q", s.key, note)
}

// tableCut cuts a table in two, with or without its header above the second part.
func tableCut(f *file, r *rand.Rand) string {
	s := f.sheet(pick(r, []string{"requests", "requests", "disclosure"}))
	rows := s.dataRows()
	var cuts []int
	for _, row := range rows[1:] {
		if !s.crossed(row) {
			cuts = append(cuts, row)
		}
	}
	if len(cuts) == 0 || f.shaped["twin "+s.key] {
		return ""
	}
	f.shaped["twin "+s.key] = true
	row := pick(r, cuts)
	head := 0
	if chance(r, 50) {
		head = s.heads
	}
	second := s.copy()
	second.twin = false
	second.cells = nil
	for _, c := range s.cells {
		switch {
		case c.row >= row:
			c.row += head - row
			second.cells = append(second.cells, c)
		case c.row < head:
			twin := *c
			second.cells = append(second.cells, &twin)
		}
		if c.row < row && c.row+c.rowSpan > row && c.row >= s.heads && !slices.Contains(second.cells, c) {
			// A group goes on: its words stand in the first part, or in both.
			twin := *c
			twin.row, twin.rowSpan = head, c.row+c.rowSpan-row
			c.rowSpan = row - c.row
			if chance(r, 50) {
				twin.texts = []string{""}
			}
			second.cells = append(second.cells, &twin)
		}
	}
	s.cells = slices.DeleteFunc(s.cells, func(c *cell) bool { return slices.Contains(second.cells, c) })
	second.rows = s.rows - row + head
	second.heads = head
	s.rows = row
	note := pick(r, []string{"", "（续表）", "续上表"})
	f.insert(f.at(s)+1, text(note), block{sheet: second})
	return fmt.Sprintf("%s: the table is cut before row %d, the second part has %d header rows, between: %q", s.key, row, head, note)
}

// otherSection exchanges the places of tables 3 and 4, or puts table 2 behind table 3: each stands under a heading that
// is not its own.
func otherSection(f *file, r *rand.Rand) string {
	a, b := f.sheet("requests"), f.sheet(pick(r, []string{"disputes", "disclosure"}))
	if f.shaped["twin "+a.key] || f.shaped["twin "+b.key] {
		return "" // its caption would stay behind
	}
	i, j := f.at(a), f.at(b)
	f.blocks[i], f.blocks[j] = f.blocks[j], f.blocks[i]
	return strings.Join([]string{a.key, b.key}, " and ") + " change places"
}
