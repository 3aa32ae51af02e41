package recognize

import (
	"regexp"
	"slices"
	"strings"
	"sync"

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
	cells := map[int][]byte{} // what the cells of each line say, of tables that are lines
	for i := range p.Whole {
		c := &p.Whole[i]
		if c.Item < from || c.Item > p.last || r.items[c.Item].table == nil && c.Prose && c.Kind == table.Text {
			continue
		}
		r.note(c.Item, fate)
		if r.items[c.Item].table == nil {
			cells[c.Item] = append(append(cells[c.Item], c.Text...), ' ')
		}
		if tornOrdinal().MatchString(c.Text) {
			loose[c.Item] = withFigures(loose[c.Item], c.GridRow, digitRuns(c.Text))
			continue
		}
		for _, run := range figuresIn(c) {
			all = append(all, figure{run, c.Line, c.Item, c.GridRow})
		}
	}
	for i := range p.Numbers {
		c := &p.Numbers[i]
		r.note(c.Item, fate)
		loose[c.Item] = withFigures(loose[c.Item], c.GridRow, digitRuns(c.Text))
	}
	r.accountDropped(cells, loose)
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

// accountDropped notes the figures of a table's lines that are in no cell: the number of a page at the end of a row.
func (r *recognizer) accountDropped(cells map[int][]byte, loose map[int][][]string) {
	for at, said := range cells {
		runs := digitRuns(string(said))
		joined := strings.Join(runs, "")
		for _, run := range digitRuns(r.items[at].plain) {
			if i := slices.Index(runs, run); i >= 0 {
				runs = slices.Delete(runs, i, i+1)
			} else if !strings.Contains(joined, run) {
				loose[at] = withFigures(loose[at], 0, []string{run})
			}
		}
	}
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
			if runs := digitRuns(ordinal().ReplaceAllString(it.plain, "")); len(runs) > 0 {
				loose[at] = [][]string{runs} // an ordinal that was torn from its words
			}
		}
	}
}

// figuresIn returns the figures of a cell: of words, those that are no ordinal of the words behind them.
func figuresIn(c *table.Cell) []string {
	if c.Kind != table.Text || !strings.ContainsFunc(c.Text, decimal) {
		return digitRuns(c.Text)
	}
	return digitRuns(ordinal().ReplaceAllString(c.Text, ""))
}

var tornOrdinal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9０-９]+[.．、]$`) })

var ordinal = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[0-9０-９]+[\s\p{Zs}]*[.．、][\s\p{Zs}]*\p{Han}`)
})

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
			place.Section, heading = s.Key, s.Call()
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
	for s != "" {
		from := strings.IndexFunc(s, decimal)
		if from < 0 {
			break
		}
		s = s[from:]
		end := strings.IndexFunc(s, func(r rune) bool { return !decimal(r) })
		if end < 0 {
			end = len(s)
		}
		runs = append(runs, strings.Map(func(r rune) rune {
			if r > '9' {
				return r - '０' + '0'
			}
			return r
		}, s[:end]))
		s = s[end:]
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
	type rowRaw struct{ row, raw string }
	said := map[rowRaw]bool{}
	p.each(func(k report.Key, c table.Claim) {
		if row := (rowRaw{k.Row, c.Raw}); c.State == table.Unclear && !said[row] {
			said[row] = true // one message a row
			d.add(0, c.Raw)
		}
	})
	for _, rest := range slices.Concat(p.left, p.foreign) {
		d.add(0, rest.Raw)
	}
	return d[0]
}

// nearby is how many lines a figure may stand from the place of the claim that it is a piece of: an extractor broke it.
const nearby = 4

// unused returns the figures of which no cell holds the digits. First those count that stand on the same line as they are,
// then those that are a piece of what a claim put together, or that claims of their line divide between them.
func (d digits) unused(figures []figure) []figure {
	var rest []figure
	for _, f := range figures {
		if d[f.line][f.digits] > 0 {
			d[f.line][f.digits]--
		} else {
			rest = append(rest, f)
		}
	}
	return slices.DeleteFunc(rest, func(f figure) bool {
		for line := f.line - nearby; line <= f.line+nearby; line++ {
			for run, n := range d[line] {
				if n > 0 && len(run) > len(f.digits) && strings.Contains(run, f.digits) {
					return true
				}
			}
		}
		return d.divides(f)
	})
}

// divides reports whether a run of digits consists of figures of its line that are left.
func (d digits) divides(f figure) bool {
	if len(f.digits) > longestRun {
		return false
	}
	reached := make([]bool, len(f.digits)+1)
	reached[0] = true
	for at := range f.digits {
		for run, n := range d[f.line] {
			if reached[at] && n > 0 && strings.HasPrefix(f.digits[at:], run) {
				reached[at+len(run)] = true
			}
		}
	}
	return reached[len(f.digits)]
}

// longestRun is how many digits a row of figures can have that stand together without a separator.
const longestRun = 200
