package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// someRows returns one to most indexes of data rows of a table, in random order.
func (d *doc) someRows(r *rand.Rand, most int) (*table, []int) {
	t := pick(r, d.tables)
	at := t.dataRows()
	r.Shuffle(len(at), func(i, j int) { at[i], at[j] = at[j], at[i] })
	return t, at[:min(1+r.IntN(most), len(at))]
}

func labelVariants(d *doc, r *rand.Rand) bool {
	done := false
	swap := map[string]string{"（六）其他处理": "（六）其他", "2.其他法律行政法规禁止公开": "2.其他法律行政止公开", "行政事业性收费": "行政事业型收费",
		"本年制发件数": "本年发件", "现行有效件数": "现行有效件", "3.要求提供公开出版物": "3．要求提供公开出版物"}
	for _, t := range d.tables {
		grid := edition.Official().Get(t.edition).Table(t.key)
		variants := map[string][]string{}
		for i := range grid.Cells {
			variants[grid.Cells[i].Text] = grid.Cells[i].Variants
		}
		for _, row := range t.rows {
			for _, c := range row.cells {
				if c.data || !chance(r, 50) {
					continue
				}
				switch v := variants[c.text]; {
				case swap[c.text] != "":
					c.text, done = swap[c.text], true
				case len(v) > 0:
					c.text, done = pick(r, v), true
				case t.key == "disclosure" && strings.HasPrefix(c.text, "本年") && chance(r, 40):
					c.text, done = "本年("+fmt.Sprint(d.year)+")"+strings.TrimPrefix(c.text, "本年"), true
				}
			}
		}
	}
	return done
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
		if !row.full() || i == 0 || t.rows[i-1].slots() > 0 && !t.rows[i-1].full() || row.label() == nil {
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
			row.cells, done = append(front, back...), true
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

var notes = []string{"（含变更%d件）", "（减少填负数，如-%d）", "（单位：件，如%d）", "（包括行政许可、行政处罚）", "（%d年）", "（填写说明：没有的填0，见第%d项）", "（不含行政强制）"}

func noteInLabel(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	done := false
	for range 1 + r.IntN(4) {
		row := pick(r, t.rows)
		c := pick(r, row.cells)
		if c.data || c.text == "" || c.colspan == t.columns {
			continue
		}
		note := pick(r, notes)
		if strings.Contains(note, "%d") {
			note = fmt.Sprintf(note, 1+r.IntN(30))
		}
		c.text += note
		done = true
	}
	return done
}

// strange is characters that no label holds.
var strange = []rune("口曰木甲丰圆拔菜鱼云龙麦田戊巳桃")

func garbleLabel(d *doc, r *rand.Rand) bool {
	done := false
	for range 1 + r.IntN(4) {
		t := pick(r, d.tables)
		c := pick(r, pick(r, t.rows).cells)
		runes := []rune(c.text)
		if c.data || len(runes) < 2 {
			continue
		}
		at := r.IntN(len(runes))
		switch r.IntN(3) {
		case 0:
			runes[at] = pick(r, strange)
		case 1:
			runes = slices.Insert(runes, at, pick(r, strange))
		case 2:
			if len(runes) > 3 {
				runes = slices.Delete(runes, at, at+1)
			}
		}
		c.text, done = string(runes), true
	}
	return done
}

// eachLabel changes the text of every label and heading.
func (d *doc) eachLabel(change func(string) string) bool {
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, c := range row.cells {
				if !c.data {
					c.text = change(c.text)
				}
			}
		}
	}
	return true
}

func punctuation(d *doc, r *rand.Rand) bool {
	full, half, mixed := chance(r, 30), chance(r, 60), chance(r, 40)
	narrow := strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":", "“", "\"", "”", "\"")
	wide := strings.NewReplacer("1.", "1、", "2.", "2、", "3.", "3、", "4.", "4．", "5.", "5．", "6.", "6、")
	spaced := strings.NewReplacer("1.", "1. ", "2.", "2. ", "（三）", "（三） ", "(五)", "(五) ")
	return d.eachLabel(func(s string) string {
		if half && (!mixed || chance(r, 50)) {
			s = narrow.Replace(s)
		}
		if full && (!mixed || chance(r, 50)) {
			s = wide.Replace(s)
		} else if mixed && d.form.name != "glued" {
			s = spaced.Replace(s)
		}
		return s
	})
}

func spacesInLabel(d *doc, r *rand.Rand) bool {
	return d.eachLabel(func(s string) string {
		runes := []rune(s)
		if len(runes) < 2 || len(runes) > 30 || !chance(r, 35) {
			return s
		}
		at := 1 + r.IntN(len(runes)-1)
		return string(runes[:at]) + pick(r, []string{" ", " ", "\u00a0"}) + string(runes[at:])
	})
}

var toTraditional = strings.NewReplacer("总", "總", "开", "開", "规", "規", "类", "類", "处", "處", "数", "數", "许", "許", "费", "費",
	"单", "單", "额", "額", "业", "業", "机", "機", "构", "構", "组", "組", "织", "織", "请", "請", "办", "辦", "结", "結", "转", "轉", "继", "繼", "续", "續",
	"属", "屬", "国", "國", "务", "務", "执", "執", "询", "詢", "无", "無", "关", "關", "现", "現", "申", "申", "访", "訪", "举", "舉", "报", "報", "诉", "訴",
	"复", "複", "认", "認", "获", "獲", "补", "補", "缴", "繳", "纠", "糾", "维", "維", "审", "審", "讼", "訟", "经", "經", "议", "議", "项", "項", "应", "應")

func traditional(d *doc, r *rand.Rand) bool {
	half := chance(r, 50)
	return d.eachLabel(func(s string) string {
		if half && chance(r, 50) {
			return s
		}
		return toTraditional.Replace(s)
	})
}

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
	old := build(edition.Official().Get("2019").Table(t.key), "2019")
	for i, row := range t.rows {
		l := row.label()
		if l == nil || l.text != pick(r, []string{"行政许可", "行政强制", "行政处罚"}) || t.rows[i-1].slots() > 0 || len(t.rows[i-1].cells) < 2 {
			continue
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

// halfLabel cuts labels off in the middle.
func halfLabel(d *doc, r *rand.Rand) bool {
	done := false
	for range 1 + r.IntN(3) {
		t := pick(r, d.tables)
		c := pick(r, pick(r, t.rows).cells)
		if n := len([]rune(c.text)); !c.data && n > 4 {
			c.text, done = string([]rune(c.text)[:(n+1)/2+r.IntN(n/2)]), true
		}
	}
	return done
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

// blankTable empties a table.
func blankTable(d *doc, r *rand.Rand) bool {
	t := pick(r, d.tables)
	for _, row := range t.rows {
		for _, c := range row.cells {
			if c.data {
				c.text = ""
				d.truth[t.key][c.key].Cell = report.Blank
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

// markdownMarks writes what converters to Markdown do inside cells: bold, <br>, escapes.
func markdownMarks(d *doc, r *rand.Rand) bool {
	bold, breaks, escapes := chance(r, 60), chance(r, 50), chance(r, 50)
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, c := range row.cells {
				runes := []rune(c.text)
				if breaks && !c.data && len(runes) > 3 && chance(r, 40) {
					at := 1 + r.IntN(len(runes)-1)
					c.text = string(runes[:at]) + pick(r, []string{"<br>", "<br/>", "<br />"}) + string(runes[at:])
				}
				if escapes && !c.data {
					c.text = strings.NewReplacer("1.", "1\\.", "2.", "2\\.", "3.", "3\\.").Replace(c.text)
				}
				if escapes && c.data && strings.HasPrefix(c.text, "-") {
					c.text = "\\" + c.text
					if len(c.text) == 2 {
						continue
					}
				}
				if bold && c.text != "" && (row.slots() == 0 || chance(r, 20)) {
					c.text = "**" + c.text + "**"
				}
			}
		}
	}
	return true
}

// entities leaves the entity of a space in blank cells and behind labels.
func entities(d *doc, r *rand.Rand) bool {
	done := false
	for _, t := range d.tables {
		for _, row := range t.rows {
			for _, c := range row.cells {
				if c.text == "" && chance(r, 80) || !c.data && chance(r, 20) {
					c.text += "&nbsp;"
					done = true
				}
			}
		}
	}
	return done
}
