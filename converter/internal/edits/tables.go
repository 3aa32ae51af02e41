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

// other copies a table with other figures.
func (s *sheet) other(r *rand.Rand) *sheet {
	twin := s.copy()
	for _, c := range twin.cells {
		c.inner = nil
		if c.data {
			c.set(fmt.Sprint(10001 + r.IntN(80000)))
		}
	}
	return twin
}

// twins takes a table for a second one beside it.
func (f *file) twins(r *rand.Rand) *sheet {
	s := f.sheet(pick(r, []string{"disclosure", "requests", "requests", "disputes"}))
	if f.shaped["twin "+s.key] {
		return nil
	}
	f.shaped["twin "+s.key] = true
	return s
}

// both says of a table's cells that they may be those of either table.
func (f *file) both(s, twin *sheet) {
	for _, c := range s.cells {
		if !c.data {
			continue
		}
		f.doubt(s, c)
		for _, o := range twin.cells {
			if n, err := report.ParseDecimal(o.text()); o.data && o.key == c.key && err == nil {
				f.of(s, c).Or = append(f.of(s, c).Or, report.Number(n))
			}
		}
	}
}

var captions = map[string]string{"disclosure": "主动公开政府信息情况", "requests": "收到和处理政府信息公开申请情况", "disputes": "政府信息公开行政复议、行政诉讼情况"}

// lastYearToo puts last year's table beside this year's; the captions tell them apart.
func lastYearToo(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	last := []block{text(fmt.Sprintf(pick(r, []string{"附：%d年%s", "%d年度%s", "（对照）%d年%s"}), f.year-1, captions[s.key])), {sheet: s.other(r)}}
	this := text(fmt.Sprintf("%d年%s", f.year, captions[s.key]))
	at := f.at(s)
	before := chance(r, 60)
	if before {
		f.insert(at, append(last, this)...)
	} else {
		f.insert(at+1, last...)
		f.insert(at, this)
	}
	return fmt.Sprintf("%s: the table of %d stands beside it, before it: %v", s.key, f.year-1, before)
}

// wholeSystemToo: one table for the office, one for all its offices: which is the report's nobody can tell.
func wholeSystemToo(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	twin := s.other(r)
	names := []string{"全系统" + captions[s.key], "本级" + captions[s.key]}
	if chance(r, 50) {
		slices.Reverse(names)
	}
	at := f.at(s)
	f.insert(at+1, text(names[1]), block{sheet: twin})
	f.insert(at, text(names[0]))
	f.both(s, twin)
	return fmt.Sprintf("%s: two tables, %q", s.key, names)
}

// draftToo: the first table was wrong, the second says that it corrects it.
func draftToo(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	at := f.at(s)
	f.insert(at, text(pick(r, []string{"（初稿，有误）", "更正前："})), block{sheet: s.other(r)}, text(pick(r, []string{"更正后：", "更正后的数据如下："})))
	return fmt.Sprintf("%s: a draft stands before the corrected table", s.key)
}

func copiedTable(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	f.insert(f.at(s)+1, text(pick(r, []string{"", "附表", "（复制件）"})), block{sheet: s.copy()})
	return fmt.Sprintf("%s: the table stands twice", s.key)
}

func copiedTableOther(f *file, r *rand.Rand) string {
	s := f.twins(r)
	if s == nil {
		return ""
	}
	twin := s.other(r)
	f.insert(f.at(s)+1, text(""), block{sheet: twin})
	f.both(s, twin)
	return fmt.Sprintf("%s: the table stands twice with other figures", s.key)
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
	i, j := f.at(a), f.at(b)
	f.blocks[i], f.blocks[j] = f.blocks[j], f.blocks[i]
	return strings.Join([]string{a.key, b.key}, " and ") + " change places"
}
