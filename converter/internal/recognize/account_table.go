package recognize

import (
	"regexp"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// The account of a table: which lines are its own, and which of their figures stand in no cell.

// accountTable notes the lines of a table. A figure is looked for among the claims by its digits on its line, since a cell
// may have been put together from several, or be a part of one.
func (r *recognizer) accountTable(key string, p *placed, loose map[int][][]string) {
	if p.First < 0 || p.First >= len(p.Cells) {
		return
	}
	fate := fate{report.InTable, key}
	from := p.Cells[p.First].Item
	var all []figure
	for i := range p.Whole {
		c := &p.Whole[i]
		if c.Item < from || c.Item > p.last || r.items[c.Item].table == nil && c.Prose && c.Kind == table.Text {
			continue
		}
		r.note(c.Item, fate)
		for _, run := range figuresIn(c) {
			all = append(all, figure{run, c.Line, c.Item, c.GridRow})
		}
	}
	for i := range p.Numbers {
		c := &p.Numbers[i]
		r.note(c.Item, fate)
		loose[c.Item] = withFigures(loose[c.Item], c.GridRow, digitRuns(c.Text))
	}
	for _, span := range p.rivals {
		r.accountRival(span, fate, loose)
	}
	r.accountWords(p, fate, loose)
	all = p.digitsUsed().unused(all)
	named := p.digitsNamed()
	var silent []figure
	for _, f := range all {
		loose[f.item] = withFigures(loose[f.item], f.row, []string{f.digits})
		if named[f.digits] > 0 {
			named[f.digits]--
		} else {
			silent = append(silent, f)
		}
	}
	r.nameFigures(key, silent)
}

// accountRival notes the lines of one of several tables of which none was used: the message about them names it.
func (r *recognizer) accountRival(span [2]int, f fate, loose map[int][][]string) {
	for at := span[0]; at <= span[1]; at++ {
		it := &r.items[at]
		if it.table == nil && passing(it) {
			continue
		}
		r.note(at, f)
		if it.table == nil {
			loose[at] = [][]string{digitRuns(it.plain)}
			continue
		}
		loose[at] = nil
		for i := range it.table.Cells {
			c := &it.table.Cells[i]
			loose[at] = withFigures(loose[at], c.Row, digitRuns(table.CellText(c)))
		}
	}
}

// accountWords notes the lines of labels that have no cell of their own: pieces that were put together, and headers above the
// first row.
func (r *recognizer) accountWords(p *placed, f fate, loose map[int][][]string) {
	last := p.last
	if n := len(p.Whole); n > 0 {
		last = max(last, p.Whole[n-1].Item)
	}
	for at := p.Whole[0].Item; at <= last; at++ {
		if it := &r.items[at]; len(r.fates[at]) == 0 && it.table == nil && !passing(it) && p.ofLabels(it.plain) {
			r.note(at, f)
			if runs := digitRuns(ordinal.ReplaceAllString(it.plain, "")); len(runs) > 0 {
				loose[at] = [][]string{runs} // an ordinal that was torn from its words
			}
		}
	}
}

// figuresIn returns the figures of a cell: of words, those that are no ordinal of the words behind them.
func figuresIn(c *table.Cell) []string {
	if c.Kind != table.Text {
		return digitRuns(c.Text)
	}
	return digitRuns(ordinal.ReplaceAllString(c.Text, ""))
}

var ordinal = regexp.MustCompile(`[0-9０-９]+[\s\p{Zs}]*[.．、][\s\p{Zs}]*\p{Han}`)

// nameFigures says that figures of a table stand in no cell, where no other message named them.
func (r *recognizer) nameFigures(key string, figures []figure) {
	if len(figures) == 0 {
		return
	}
	var raw []string
	for _, f := range figures {
		raw = append(raw, f.digits)
	}
	e := r.editions.Get(r.report.Format)
	place := diag.Place{Table: key, Line: figures[0].line}
	heading := key
	for _, s := range e.Sections {
		if s.Table == key {
			place.Section, heading = s.Key, s.Heading
		}
	}
	r.found = append(r.found, diag.New("figures-unclaimed", place, "table", heading, "n", len(raw), "raw", some(raw)))
}

// figure is a run of digits in a table.
type figure struct {
	digits          string
	line, item, row int
}

// withFigures adds the figures of a row.
func withFigures(rows [][]string, row int, figures []string) [][]string {
	for len(rows) <= row {
		rows = append(rows, nil)
	}
	rows[row] = append(rows[row], figures...)
	return rows
}

func decimal(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// digitRuns returns the runs of digits in a text, in ASCII.
func digitRuns(s string) []string {
	var runs []string
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return !decimal(r) }) {
		runs = append(runs, strings.Map(func(r rune) rune {
			if r > '9' {
				return r - '０' + '0'
			}
			return r
		}, f))
	}
	return runs
}

// digits counts runs of digits by the line that they stand on.
type digits map[int]map[string]int

func (d digits) add(line int, text string) {
	for _, run := range digitRuns(text) {
		if d[line] == nil {
			d[line] = map[string]int{}
		}
		d[line][run]++
	}
}

// digitsUsed returns what the cells of the report hold.
func (p *placed) digitsUsed() digits {
	d := digits{}
	p.each(func(_ report.Key, c table.Claim) {
		if c.State == table.Known {
			d.add(c.Line, c.Raw)
		}
	})
	return d
}

// digitsNamed returns what messages name: rows that could not be placed, figures that belong to no row or column.
func (p *placed) digitsNamed() map[string]int {
	d := digits{}
	said := map[string]bool{}
	p.each(func(k report.Key, c table.Claim) {
		if row := k.Row + ":" + c.Raw; c.State == table.Unclear && !said[row] {
			said[row] = true // one message a row
			d.add(0, c.Raw)
		}
	})
	for _, rest := range slices.Concat(p.left, p.foreign) {
		d.add(0, rest.Raw)
	}
	return d[0]
}

// unused returns the figures of which no cell holds the digits. First those that stand on the same line as they are, then
// those that are a part of what a claim put together, or of which a claim is a part.
func (d digits) unused(figures []figure) []figure {
	var rest []figure
	for _, f := range figures {
		if d[f.line][f.digits] > 0 {
			d[f.line][f.digits]--
		} else {
			rest = append(rest, f)
		}
	}
	var pool [10]int // digits of claims that are no figure of their line
	for _, runs := range d {
		for run, n := range runs {
			for i := range run {
				pool[run[i]-'0'] += n
			}
		}
	}
	return slices.DeleteFunc(rest, func(f figure) bool {
		need := pool
		for i := range f.digits {
			if need[f.digits[i]-'0']--; need[f.digits[i]-'0'] < 0 {
				return false
			}
		}
		pool = need
		return true
	})
}
