package recognize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
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
	all := make([]figure, 0, len(p.Whole))
	var runs []string // of the cells, of tables that are lines
	var lines []lineRuns
	noted := none
	for i := range p.Whole {
		c := &p.Whole[i]
		if c.Item < from || c.Item > p.last || r.items[c.Item].table == nil && c.Prose && c.Kind == table.Text {
			continue
		}
		if c.Item != noted {
			r.note(c.Item, fate)
			noted = c.Item // a line, or a table, has many cells
		}
		if r.items[c.Item].table == nil {
			if n := len(lines); n == 0 || lines[n-1].item != c.Item {
				lines = append(lines, lineRuns{item: c.Item, from: len(runs)})
			}
			runs = appendRuns(runs, c.Text)
			lines[len(lines)-1].to = len(runs)
		}
		if tornOrdinal(c.Text) {
			loose[c.Item] = withFigures(loose[c.Item], c.GridRow, digitRuns(c.Text))
			continue
		}
		for run, rest := nextRun(c.Text); run != ""; run, rest = nextRun(rest) {
			if c.Kind != table.Text || !ordinalOf(rest) {
				all = append(all, figure{run, c.Line, c.Item, c.GridRow})
			}
		}
	}
	for i := range p.Numbers {
		c := &p.Numbers[i]
		r.note(c.Item, fate)
		loose[c.Item] = withFigures(loose[c.Item], c.GridRow, digitRuns(c.Text))
	}
	r.accountDropped(lines, runs, loose)
	for _, span := range p.rivals {
		r.accountRival(span, fate, loose)
	}
	r.accountWords(p, fate, loose)
	if all = unused(all, p.digitsUsed(len(all))); len(all) == 0 {
		return
	}
	named := p.digitsNamed()
	var silent []figure
	for _, f := range all {
		loose[f.item] = withFigures(loose[f.item], f.row, []string{f.digits})
		if !named.take(0, f.digits) {
			silent = append(silent, f)
		}
	}
	r.nameFigures(key, silent)
}

// accountDropped notes the figures of a table's lines that are in no cell: the number of a page at the end of a row.
func (r *recognizer) accountDropped(lines []lineRuns, runs []string, loose map[int][][]string) {
	var found []bool // of the runs of a line
	for _, l := range lines {
		said, joined := runs[l.from:l.to], ""
		found = append(found[:0], make([]bool, len(said))...)
		for run, rest := nextRun(r.items[l.item].plain); run != ""; run, rest = nextRun(rest) {
			i := 0
			for i < len(said) && (found[i] || said[i] != run) {
				i++
			}
			if i < len(said) {
				found[i] = true
				continue
			}
			if joined == "" {
				joined = strings.Join(said, "")
			}
			if !strings.Contains(joined, run) {
				loose[l.item] = withFigures(loose[l.item], 0, []string{run})
			}
		}
	}
}

// lineRuns is where the runs of digits stand that the cells of a line hold.
type lineRuns struct{ item, from, to int }

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
			var runs []string
			for run, rest := nextRun(it.plain); run != ""; run, rest = nextRun(rest) {
				if !ordinalOf(rest) {
					runs = append(runs, run)
				}
			}
			if runs != nil {
				loose[at] = [][]string{runs} // an ordinal that was torn from its words
			}
		}
	}
}

// tornOrdinal reports whether a text is an ordinal without the words behind it: 3.
func tornOrdinal(s string) bool {
	n := len(s)
	for digitAt(s) > 0 {
		s = s[digitAt(s):]
	}
	return len(s) < n && (s == "." || s == "．" || s == "、")
}

// ordinalOf reports whether words stand behind digits that are their ordinal: 3. 其他.
func ordinalOf(behind string) bool {
	behind = strings.TrimLeftFunc(behind, blank)
	mark, size := utf8.DecodeRuneInString(behind)
	if mark != '.' && mark != '．' && mark != '、' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(behind[size:], blank))
	return chinese(first)
}

// blank reports whether a character is white space as typists put it beside an ordinal.
func blank(r rune) bool {
	return r == '\t' || r == '\n' || r == '\f' || r == '\r' || unicode.Is(unicode.Zs, r)
}

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

// digitRuns returns the runs of digits in a text, in ASCII.
func digitRuns(s string) []string {
	return appendRuns(nil, s)
}

// appendRuns appends the runs of digits in a text.
func appendRuns(runs []string, s string) []string {
	for run, rest := nextRun(s); run != ""; run, rest = nextRun(rest) {
		runs = append(runs, run)
	}
	return runs
}

// nextRun returns the first run of digits in a text, in ASCII, and what stands behind it; "" where there is none.
func nextRun(s string) (run, rest string) {
	from := 0
	for ; ; from++ {
		switch {
		case from == len(s):
			return "", ""
		case digitAt(s[from:]) == 0:
			continue
		}
		break
	}
	end, wide := from, false
	for n := digitAt(s[from:]); n > 0; n = digitAt(s[end:]) {
		end += n
		wide = wide || n > 1
	}
	if run = s[from:end]; wide {
		run = strings.Map(chars.HalfWidth, run)
	}
	return run, s[end:]
}

// digitAt returns how many bytes the digit takes that a text begins with, 0 if it begins with none.
func digitAt(s string) int {
	switch {
	case s == "":
	case s[0] >= '0' && s[0] <= '9':
		return 1
	case s[0] == 0xef && len(s) > 2 && s[1] == 0xbc && s[2] >= 0x90 && s[2] <= 0x99: // ０ to ９
		return 3
	}
	return 0
}

// digits counts runs of digits by the line that they stand on.
type digits map[digitsOn]int

type digitsOn struct {
	line int
	run  string
}

func (d digits) add(line int, text string) {
	for run, rest := nextRun(text); run != ""; run, rest = nextRun(rest) {
		d[digitsOn{line, run}]++
	}
}

// take finds a run on a line, once as often as it is there.
func (d digits) take(line int, run string) bool {
	at := digitsOn{line, run}
	n := d[at]
	if n > 0 {
		d[at] = n - 1
	}
	return n > 0
}

// byLine returns the runs of each line that were not found, in no order: it is only asked whether there is one.
func (d digits) byLine() map[int][]string {
	lines := map[int][]string{}
	for at, n := range d {
		if n > 0 {
			lines[at.line] = append(lines[at.line], at.run)
		}
	}
	return lines
}

// digitsUsed returns what the cells of the report hold, about so many runs of digits.
func (p *placed) digitsUsed(n int) []digitsOn {
	used := make([]digitsOn, 0, n)
	p.each(func(_ report.Key, c *table.Claim) {
		if c.State != table.Known {
			return
		}
		for run, rest := nextRun(c.Raw); run != ""; run, rest = nextRun(rest) {
			used = append(used, digitsOn{c.Line, run})
		}
	})
	return used
}

// digitsNamed returns what messages name: rows that could not be placed, figures that belong to no row or column.
func (p *placed) digitsNamed() digits {
	d := digits{}
	type rowRaw struct{ row, raw string }
	said := map[rowRaw]bool{}
	p.each(func(k report.Key, c *table.Claim) {
		if row := (rowRaw{k.Row, c.Raw}); c.State == table.Unclear && !said[row] {
			said[row] = true // one message a row
			d.add(0, c.Raw)
		}
	})
	for _, rest := range slices.Concat(p.left, p.foreign) {
		d.add(0, rest.Raw)
	}
	return d
}

// nearby is how many lines a figure may stand from the place of the claim that it is a piece of: an extractor broke it.
const nearby = 4

// unused returns the figures of which no cell holds the digits. First those count that stand on the same line as they are,
// then those that are a piece of what a claim put together, or that claims of their line divide between them.
func unused(figures []figure, used []digitsOn) []figure {
	if subsequent(figures, used) {
		return nil
	}
	d := make(digits, len(used))
	for _, run := range used {
		d[run]++
	}
	var rest []figure
	for _, f := range figures {
		if !d.take(f.line, f.digits) {
			rest = append(rest, f)
		}
	}
	if rest == nil {
		return nil
	}
	left := d.byLine()
	return slices.DeleteFunc(rest, func(f figure) bool {
		for line := f.line - nearby; line <= f.line+nearby; line++ {
			for _, run := range left[line] {
				if len(run) > len(f.digits) && strings.Contains(run, f.digits) {
					return true
				}
			}
		}
		return divides(left[f.line], f.digits)
	})
}

// subsequent reports whether all figures are among runs of digits, in one order: so they are where a table is written as the form has it.
func subsequent(figures []figure, used []digitsOn) bool {
	for _, f := range figures {
		for len(used) > 0 && used[0] != (digitsOn{f.line, f.digits}) {
			used = used[1:]
		}
		if len(used) == 0 {
			return false
		}
		used = used[1:]
	}
	return true
}

// divides reports whether a run of digits consists of the figures of its line that are left.
func divides(figures []string, digits string) bool {
	if len(digits) > longestRun {
		return false
	}
	reached := make([]bool, len(digits)+1)
	reached[0] = true
	for at := range digits {
		if !reached[at] {
			continue
		}
		for _, part := range figures {
			if strings.HasPrefix(digits[at:], part) {
				reached[at+len(part)] = true
			}
		}
	}
	return reached[len(digits)]
}

// longestRun is how many digits a row of figures can have that stand together without a separator.
const longestRun = 200
