package damage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// rowLines returns the indexes of lines that hold figures of a table.
func (d *doc) rowLines(least int) []int {
	var at []int
	for i := range d.lines {
		if d.lines[i].table != nil && d.lines[i].values() >= least {
			at = append(at, i)
		}
	}
	return at
}

func (l *line) values() int {
	n := 0
	for _, p := range l.pieces {
		if p.kind == value {
			n++
		}
	}
	return n
}

// firstValue returns the index of the first data cell.
func (l *line) firstValue() int {
	return slices.IndexFunc(l.pieces, func(p piece) bool { return p.kind == value })
}

func (d *doc) loseLine(l *line) {
	for _, p := range l.pieces {
		if p.kind == value && l.table != nil {
			d.loseCell(l.table, p.key)
		}
	}
	if l.row != nil {
		d.lose(l.table, l.row)
	}
}

func some(r *rand.Rand, from []int, most int) []int {
	if len(from) == 0 {
		return nil
	}
	from = slices.Clone(from)
	r.Shuffle(len(from), func(i, j int) { from[i], from[j] = from[j], from[i] })
	return from[:min(1+r.IntN(most), len(from))]
}

// dropTabs takes one tab of several away.
func dropTabs(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(1), 5) {
		l := &d.lines[i]
		var at []int
		for j, p := range l.pieces {
			// A tab that stands beside another, so that no two texts run together.
			if p.kind == gap && strings.Trim(p.text, "\t") == "" && p.text != "" {
				if !l.row.full() && j > 0 && j+1 < len(l.pieces) && !d.peer(l) {
					continue // the row would look whole without it
				}
				if len(p.text) > 1 || j == 0 || j+1 == len(l.pieces) || strings.Trim(l.pieces[j-1].text, "\t") == "" || strings.Trim(l.pieces[j+1].text, "\t") == "" {
					at = append(at, j)
				}
			}
		}
		if len(at) == 0 {
			continue
		}
		j := pick(r, at)
		l.pieces[j].text = l.pieces[j].text[1:]
		if !l.row.full() {
			d.loseLine(l)
		}
		done = true
	}
	return done
}

// peer reports whether another line shows that a row of this kind has more cells, or fewer: a full one, whose label
// spans as many columns.
func (d *doc) peer(l *line) bool {
	label := l.row.label()
	for i := range d.lines {
		o := &d.lines[i]
		if o.table == l.table && o.row != nil && o.row != l.row && o.row.full() && o.values() == l.values() && label != nil && o.row.label() != nil &&
			o.row.label().colspan == label.colspan && o.row.lead == l.row.lead && d.form.name != "tabs-leading" {
			return true
		}
	}
	return false
}

func extraTabs(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(1), 6) {
		l := &d.lines[i]
		if !l.row.full() && !d.peer(l) {
			continue
		}
		more := piece{text: strings.Repeat("\t", 1+r.IntN(3)), kind: gap}
		switch at := l.firstValue(); r.IntN(3) {
		case 0:
			l.pieces = slices.Insert(l.pieces, 0, more)
		case 1:
			l.pieces = slices.Insert(l.pieces, at, more)
		case 2:
			l.pieces = append(l.pieces, more)
		}
		if !l.row.full() {
			d.loseLine(l)
		}
		done = true
	}
	return done
}

// glueRow takes the separators between the figures of rows away.
func glueRow(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(2), 4) {
		l := &d.lines[i]
		first := l.firstValue()
		if l.values() < 7 && !strings.HasPrefix(l.pieces[first].text, "0") || !l.row.full() {
			continue // three figures in one could be one figure
		}
		var kept []piece
		for j, p := range l.pieces {
			if j > first && p.kind == gap {
				continue
			}
			kept = append(kept, p)
		}
		l.pieces, done = kept, true
		d.loseLine(l)
	}
	return done
}

// glueLabel takes the separator between label and figures away.
func glueLabel(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(1), 4) {
		l := &d.lines[i]
		first := l.firstValue()
		if first < 2 || l.pieces[first].text == "" || l.pieces[first-1].kind != gap || l.pieces[first-2].kind != words {
			continue
		}
		l.pieces = slices.Delete(l.pieces, first-1, first)
		d.loseLine(l)
		done = true
	}
	return done
}

// cut takes the figures of a line with the separators between them out.
func (l *line) cut() (label, figures line) {
	first := l.firstValue()
	label, figures = *l, *l
	label.pieces = slices.Clone(l.pieces[:first])
	figures.pieces = slices.Clone(l.pieces[first:])
	if !strings.ContainsAny(l.String(), "|｜") {
		for len(label.pieces) > 0 && label.pieces[len(label.pieces)-1].kind == gap {
			label.pieces = label.pieces[:len(label.pieces)-1]
		}
	}
	return label, figures
}

// tornRow puts figures on the line after their label.
func tornRow(d *doc, r *rand.Rand) bool {
	at := some(r, d.rowLines(1), 6)
	slices.Sort(at)
	slices.Reverse(at)
	done := false
	for _, i := range at {
		if d.lines[i].firstValue() == 0 || d.lines[i].row.label() == nil {
			continue
		}
		if !d.lines[i].row.full() {
			d.loseLine(&d.lines[i])
		}
		label, figures := d.lines[i].cut()
		d.lines[i] = label
		d.lines = slices.Insert(d.lines, i+1, figures)
		done = true
	}
	return done
}

// tornBlock puts the labels of several rows before their figures, as a page in two columns is extracted. The rows are
// full: else a careful reader too would count the figures to the wrong labels.
func tornBlock(d *doc, r *rand.Rand) bool {
	at := d.rowLines(1)
	if len(at) < 4 {
		return false
	}
	start := r.IntN(len(at) - 2)
	n := 2 + r.IntN(min(len(at)-start-1, pick(r, []int{2, 4, 30})))
	first := at[start]
	last := first
	for _, i := range at[start:min(start+n, len(at))] {
		if i != last && i != last+1 || d.lines[i].table != d.lines[first].table || d.lines[i].row.label() == nil || d.lines[i].firstValue() == 0 || !d.lines[i].row.full() {
			break
		}
		last = i
	}
	if last == first || !d.lines[first].row.full() || d.lines[first].row.label() == nil || d.lines[first].firstValue() == 0 {
		return false
	}
	var labels, figures []line
	for i := first; i <= last; i++ {
		d.loseLine(&d.lines[i])
		l, f := d.lines[i].cut()
		labels, figures = append(labels, l), append(figures, f)
	}
	d.lines = slices.Replace(d.lines, first, last+1, append(labels, figures...)...)
	return true
}

// split cuts a piece of words in two.
func split(r *rand.Rand, p piece) (piece, piece) {
	runes := []rune(p.text)
	at := 1 + r.IntN(len(runes)-1)
	for strings.ContainsRune(".．、，）)” \u00a0", runes[at]) {
		at = at%(len(runes)-1) + 1 // no line begins with such a mark
	}
	a, b := p, p
	a.text, b.text = string(runes[:at]), string(runes[at:])
	return a, b
}

// labelLines cuts labels over lines; what follows stays behind the last part.
func labelLines(d *doc, r *rand.Rand) bool {
	var at []int
	for i := range d.lines {
		if d.lines[i].table != nil && slices.ContainsFunc(d.lines[i].pieces, longWords) {
			at = append(at, i)
		}
	}
	at = some(r, at, 10)
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		l := d.lines[i]
		j := slices.IndexFunc(l.pieces, longWords)
		a, b := split(r, l.pieces[j])
		head, rest := l, l
		head.pieces = append(slices.Clone(l.pieces[:j]), a)
		rest.pieces = append([]piece{b}, l.pieces[j+1:]...)
		d.lines[i] = head
		d.lines = slices.Insert(d.lines, i+1, rest)
		if d.form.name == "cell-lines-spaced" {
			d.lines = slices.Insert(d.lines, i+1, line{})
		}
	}
	return len(at) > 0
}

func longWords(p piece) bool { return p.kind == words && len([]rune(p.text)) > 5 }

// figuresInsideLabel wraps a label and leaves the figures beside its first or middle line.
func figuresInsideLabel(d *doc, r *rand.Rand) bool {
	done := false
	at := some(r, d.rowLines(1), 5)
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		l := d.lines[i]
		first := l.firstValue()
		j := -1
		for k := range l.pieces[:first] {
			if longWords(l.pieces[k]) {
				j = k
			}
		}
		if j < 0 {
			continue
		}
		a, b := split(r, l.pieces[j])
		head, tail := l, line{table: l.table, row: l.row, pieces: []piece{b}}
		head.pieces = slices.Clone(l.pieces)
		head.pieces[j] = a
		lines := []line{head, tail}
		if len([]rune(a.text)) > 3 && chance(r, 50) {
			// Three lines: the figures stand beside the second, or alone between the two halves.
			x, y := split(r, a)
			top := line{table: l.table, row: l.row, pieces: append(slices.Clone(l.pieces[:j]), x)}
			middle := l
			middle.pieces = append([]piece{y}, l.pieces[j+1:]...)
			lines = []line{top, middle, tail}
		} else if chance(r, 40) {
			label, figures := head.cut()
			lines = []line{label, figures, tail}
		}
		d.lines = slices.Replace(d.lines, i, i+1, lines...)
		done = true
	}
	return done
}

var marks = []string{"-%d-", "- %d -", "— %d —", "P. %d", "第 %d 页", "Page %d - 2022年报", "—%d—", "第%d页 共9页"}

// betweenRows returns the indexes of table lines before which another line may stand.
func (d *doc) betweenRows() []int {
	var at []int
	for i := 1; i < len(d.lines); i++ {
		if d.lines[i].table != nil {
			at = append(at, i)
		}
	}
	return at
}

func (d *doc) insertLines(at []int, make func(i int) []line) bool {
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		d.lines = slices.Insert(d.lines, i, make(i)...)
	}
	return len(at) > 0
}

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

// groupSplit tears a group's label at a page break, its second half before the first.
func groupSplit(d *doc, r *rand.Rand) bool {
	for i := range d.lines {
		l := &d.lines[i]
		if l.table == nil || l.table.key != "requests" {
			continue
		}
		for j, p := range l.pieces {
			if p.kind == words && strings.Contains(p.text, "不予处理") {
				runes := []rune(p.text)
				at := len(runes) - 2
				first, second := p, p
				first.text, second.text = string(runes[:at]), string(runes[at:])
				between := piece{text: " ", kind: gap}
				if d.form.tabs {
					between.text = "\t"
				} else if d.form.bars {
					between.text = " | "
				}
				l.pieces = slices.Replace(l.pieces, j, j+1, second, between, first)
				d.lines = slices.Insert(d.lines, i, line{})
				return true
			}
		}
	}
	return false
}

// dedup drops every line that stood before.
func dedup(d *doc, r *rand.Rand) bool {
	seen := map[string]bool{}
	return d.dropLines(func(text string) bool {
		old := seen[text]
		seen[text] = true
		return old
	})
}

func dedupAdjacent(d *doc, r *rand.Rand) bool {
	last := ""
	return d.dropLines(func(text string) bool {
		same := text == last
		last = text
		return same
	})
}

func (d *doc) dropLines(drop func(string) bool) bool {
	done := false
	var kept []line
	for i := range d.lines {
		l := &d.lines[i]
		text := strings.TrimSpace(l.String())
		if text == "" {
			kept = append(kept, *l)
			continue
		}
		if drop(text) {
			done = true
			d.loseLine(l)
			continue
		}
		kept = append(kept, *l)
	}
	d.lines = kept
	return done
}

// remarkTorn puts the remark behind a figure on the next line.
func remarkTorn(d *doc, r *rand.Rand) bool {
	done := false
	for i := len(d.lines) - 1; i >= 0; i-- {
		l := d.lines[i]
		if l.values() != 1 {
			continue
		}
		at := l.firstValue()
		if cut := strings.Index(l.pieces[at].text, "（"); cut > 0 {
			rest := line{table: l.table, row: l.row, pieces: []piece{{text: l.pieces[at].text[cut:], kind: prose}}}
			rest.pieces = append(rest.pieces, l.pieces[at+1:]...)
			l.pieces = slices.Clone(l.pieces[:at+1])
			l.pieces[at].text = l.pieces[at].text[:cut]
			d.lines[i] = l
			d.lines = slices.Insert(d.lines, i+1, rest)
			done = true
		}
	}
	return done
}

func noteLine(d *doc, r *rand.Rand) bool {
	return d.insertLines(some(r, d.betweenRows(), 2), func(int) []line {
		return []line{{pieces: []piece{{text: pick(r, []string{"注：以上数据截至12月31日。", "注：收费金额以万元计，取2位小数。", "（续表）", "单位：件"}), kind: prose}}}}
	})
}

// truncate cuts the text off at a random place.
func truncate(d *doc, r *rand.Rand) bool {
	total := 0
	for i := range d.lines {
		total += len([]rune(d.lines[i].String())) + 1
	}
	left := total*2/5 + r.IntN(total*3/5)
	for i := range d.lines {
		l := &d.lines[i]
		if n := len([]rune(l.String())) + 1; n <= left {
			left -= n
			continue
		}
		cutRow := l.row
		for j := i; j < len(d.lines); j++ {
			d.loseLine(&d.lines[j])
		}
		if cutRow != nil {
			d.lose(l.table, cutRow)
		}
		for j := range l.pieces {
			runes := []rune(l.pieces[j].text)
			if len(runes) > left {
				l.pieces[j].text = string(runes[:left])
				l.pieces = l.pieces[:j+1]
				break
			}
			left -= len(runes)
		}
		d.lines = d.lines[:i+1]
		d.form.newline = false
		return true
	}
	return false
}

// rowWrapped breaks a row of figures over two lines.
func rowWrapped(d *doc, r *rand.Rand) bool {
	at := some(r, d.rowLines(4), 4)
	slices.Sort(at)
	slices.Reverse(at)
	for _, i := range at {
		l := d.lines[i]
		first := l.firstValue()
		var cuts []int
		for j := first + 1; j < len(l.pieces); j++ {
			if l.pieces[j].kind == gap && l.pieces[j-1].kind == value {
				cuts = append(cuts, j)
			}
		}
		if len(cuts) == 0 {
			continue
		}
		j := pick(r, cuts)
		rest := l
		rest.pieces = l.pieces[j+1:]
		l.pieces = l.pieces[:j:j]
		d.lines[i] = l
		d.lines = slices.Insert(d.lines, i+1, rest)
	}
	return len(at) > 0
}

// loneLetter leaves the first character of the next label alone at a page's end, with a page mark behind it.
func loneLetter(d *doc, r *rand.Rand) bool {
	var at []int
	for i := 1; i < len(d.lines); i++ {
		l := &d.lines[i]
		if l.table != nil && len(l.pieces) > 0 && longWords(l.pieces[0]) && l.row != d.lines[i-1].row && []rune(l.pieces[0].text)[0] > 0xff {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return false
	}
	i := pick(r, at)
	l := &d.lines[i]
	runes := []rune(l.pieces[0].text)
	lone := line{table: l.table, row: l.row, pieces: []piece{{text: string(runes[:1]), kind: words}}}
	l.pieces = slices.Clone(l.pieces)
	l.pieces[0].text = string(runes[1:])
	add := []line{lone}
	if chance(r, 60) {
		add = append(add, line{pieces: []piece{{text: fmt.Sprintf(pick(r, marks), 2+r.IntN(5)), kind: prose}}})
	}
	d.lines = slices.Insert(d.lines, i, add...)
	return true
}

// headerInterleaved prints table 4's narrow header as a page does on which each word stands upright: the first
// characters of all words on one line, the second on the next.
func headerInterleaved(d *doc, r *rand.Rand) bool {
	for i := range d.lines {
		l := &d.lines[i]
		if l.table == nil || l.table.key != "disputes" || l.row != l.table.rows[len(l.table.rows)-2] {
			continue
		}
		var rows [4]line
		for _, p := range l.pieces {
			runes := []rune(p.text)
			if p.kind != words || len(runes) < 2 || len(runes) > 4 {
				continue
			}
			for k, ch := range runes {
				if len(rows[k].pieces) > 0 {
					rows[k].pieces = append(rows[k].pieces, piece{text: " ", kind: gap})
				}
				rows[k].pieces = append(rows[k].pieces, piece{text: string(ch), kind: words})
			}
		}
		var lines []line
		for k := range rows {
			if len(rows[k].pieces) > 0 {
				rows[k].table, rows[k].row = l.table, l.row
				lines = append(lines, rows[k])
			}
		}
		d.lines = slices.Replace(d.lines, i, i+1, lines...)
		return true
	}
	return false
}

// glueTwo takes the separator between two figures away, in a row that others like it show to be one cell short.
func glueTwo(d *doc, r *rand.Rand) bool {
	for _, i := range some(r, d.rowLines(5), 3) {
		l := &d.lines[i]
		if !l.row.full() || !d.peer(l) {
			continue
		}
		first := l.firstValue()
		var at []int
		for j := first + 1; j+1 < len(l.pieces); j++ {
			if l.pieces[j].kind == gap && l.pieces[j-1].kind == value && l.pieces[j+1].kind == value {
				at = append(at, j)
			}
		}
		if len(at) == 0 {
			continue
		}
		j := pick(r, at)
		l.pieces = slices.Delete(slices.Clone(l.pieces), j, j+1)
		d.loseLine(l)
		return true
	}
	return false
}

// groupCellLost takes the empty cells before a row's label away and makes up for them behind it and at its end, as where
// the cell of a group ends with a page.
func groupCellLost(d *doc, r *rand.Rand) bool {
	done := false
	for _, i := range some(r, d.rowLines(5), 4) {
		l := &d.lines[i]
		n := 0
		for n < len(l.pieces) && l.pieces[n].kind == gap && l.pieces[n].text == "\t" {
			n++
		}
		first := l.firstValue()
		if n == 0 || first <= n || !l.row.full() && !d.peer(l) {
			continue
		}
		if !l.row.full() {
			d.loseLine(l)
		}
		behind := r.IntN(n + 1)
		moved := slices.Clone(l.pieces[n:first])
		for range behind {
			moved = append(moved, piece{text: "\t", kind: gap})
		}
		moved = append(moved, l.pieces[first:]...)
		for range n - behind {
			moved = append(moved, piece{text: "\t", kind: gap})
		}
		l.pieces, done = moved, true
	}
	return done
}

// pageLost takes a page out: whole rows, headings and prose.
func pageLost(d *doc, r *rand.Rand) bool {
	at := d.betweenRows()
	at = slices.DeleteFunc(at, func(i int) bool { return d.lines[i].row == d.lines[i-1].row })
	if len(at) < 3 {
		return false
	}
	from := pick(r, at)
	to := min(from+1+r.IntN(len(d.lines)/4+1), len(d.lines))
	// The rest of a row, and a row that has no label of its own, could be taken for what stands before the gap.
	var last *row
	for i := from; i < len(d.lines); i++ {
		l := &d.lines[i]
		if i >= to && len(l.pieces) > 0 && (l.row == nil || l.row != last && l.row.label() != nil) {
			break
		}
		if to = max(to, i+1); l.row != nil {
			last = l.row
		}
	}
	for i := from; i < to; i++ {
		d.loseLine(&d.lines[i])
	}
	// Figures that come first behind the gap could be taken for those of the row before it.
	if l := &d.lines[from-1]; l.row != nil {
		d.lose(l.table, l.row)
	}
	d.lines = slices.Delete(d.lines, from, to)
	return true
}

// beheaded cuts the front of the text off.
func beheaded(d *doc, r *rand.Rand) bool {
	at := d.betweenRows()
	if len(at) < 3 {
		return false
	}
	i := at[r.IntN(len(at)/2)]
	first := &d.lines[i]
	for j := range i {
		d.loseLine(&d.lines[j])
	}
	d.loseLine(first)
	if len(first.pieces) > 1 && chance(r, 50) {
		first.pieces = first.pieces[1+r.IntN(len(first.pieces)-1):]
	}
	d.lines = d.lines[i:]
	return true
}
