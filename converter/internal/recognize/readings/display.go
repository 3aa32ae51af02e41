package readings

import (
	"context"
	"strconv"
	"strings"

	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// display is the way of page layouts and text browsers: the figures of a column stand under one another. Full rows of the
// same page tell where each column stands. A row with fewer figures is placed by the columns that its figures clearly stand
// in; a figure that a narrow cell broke over lines is put together from what stands above and below its row's line in the
// same column. Both only where the row then adds up, its blanks taken as 0; and both are marked inferred.
type display struct{}

func (display) Name() string { return "display-columns" }

func (w display) Read(_ context.Context, l *table.Labelled) *table.Reading {
	labels, n := l.RowsAlike()
	if n == 0 || l.Resolved || l.Stands || l.Glued || !l.Spaced || l.Table.HeaderRows == 0 {
		return nil
	}
	p := &page{Labelled: l, n: n, line: map[int]int{}}
	for _, measure := range []func(*table.Cell) column{onPage, onLine} {
		p.measure = measure
		if p.columns = p.findColumns(labels); p.columns != nil {
			break
		}
	}
	if p.columns == nil {
		return nil
	}
	r := table.NewReading(w.Name(), l)
	claimed := 0
	for _, base := range p.bases(labels) {
		if p.claim(r, base) {
			claimed++
		}
	}
	if claimed == 0 {
		return nil
	}
	return r
}

// column is the stretch of a line that the figures of a column take, in characters or in columns of a page on which a Han
// character takes two: extractors differ in which of them they keep.
type column struct{ from, to int }

func onPage(c *table.Cell) column { return column{c.At, c.End} }

func onLine(c *table.Cell) column {
	from, to := c.Runes()
	return column{from, to}
}

// page is a table read by the columns of its lines.
type page struct {
	*table.Labelled
	n       int
	measure func(*table.Cell) column
	columns map[int][]column // by page
	line    map[int]int      // row of the region -> index in Rows
}

// base is the line on which a row's figures stand, but for broken ones.
type base struct {
	label        int
	row          int // index in Rows
	above, below []int
}

// leastFullRows is how many full rows a page must have before its columns are believed: one row shows where its own
// figures stand, not how wide a column is; two of different digits show both edges.
const leastFullRows = 2

// findColumns returns the columns of each page by its full rows; nil where columns run into one another.
func (p *page) findColumns(labels []int) map[int][]column {
	rows := map[int]int{}
	columns := map[int][]column{}
	for i, bounds := range p.Rows {
		p.line[p.Cells[bounds[0]].Row] = i
		values := p.valuesIn(bounds)
		if len(values) != p.n || !p.labelled(bounds) {
			continue
		}
		at := p.Cells[values[0]].Page
		if rows[at]++; rows[at] == 1 {
			columns[at] = make([]column, p.n)
			for i, c := range values {
				columns[at][i] = p.measure(&p.Cells[c])
			}
			continue
		}
		for i, c := range values {
			m := p.measure(&p.Cells[c])
			columns[at][i] = column{min(columns[at][i].from, m.from), max(columns[at][i].to, m.to)}
		}
	}
	for at, n := range rows {
		if n < leastFullRows {
			delete(columns, at)
			continue
		}
		for i := 1; i < p.n; i++ {
			if columns[at][i].from <= columns[at][i-1].to {
				return nil
			}
		}
	}
	if len(columns) == 0 {
		return nil
	}
	return columns
}

// valuesIn returns the figures and marks of a row of the region; nil if something there cannot be read. What stands before
// the row's label is no column of the form: the number of the line, or of the page.
func (p *page) valuesIn(bounds [2]int) []int {
	var values []int
	for c := bounds[0]; c < bounds[1]; c++ {
		if p.Slots(p.Owner[c]) != nil {
			values = nil
		}
		switch k := p.Cells[c].Kind; k {
		case table.Figure, table.Mark:
			values = append(values, c)
		case table.Broken:
			return nil
		}
	}
	return values
}

// labelled reports whether a line holds the label of a row.
func (p *page) labelled(bounds [2]int) bool { return p.labelIn(bounds) != table.None }

func (p *page) labelIn(bounds [2]int) int {
	label := table.None
	for c := bounds[0]; c < bounds[1]; c++ {
		if o := p.Owner[c]; o != table.None {
			label = o
		}
	}
	if p.Slots(label) == nil {
		return table.None
	}
	return label
}

// bases returns the lines that hold a row's label and figures, with the lines of other figures between them and the next.
func (p *page) bases([]int) []base {
	var all []base
	var loose []int // lines of other figures since the last base
	for i, bounds := range p.Rows {
		values := p.valuesIn(bounds)
		if len(values) == 0 {
			continue
		}
		if label := p.labelIn(bounds); label != table.None {
			if n := len(all); n > 0 {
				all[n-1].below = loose
			}
			all = append(all, base{label: label, row: i, above: loose})
			loose = nil
			continue
		}
		loose = append(loose, i)
	}
	if n := len(all); n > 0 {
		all[n-1].below = loose
	}
	return all
}

// claim claims a row by its columns, if it adds up so.
func (p *page) claim(r *table.Reading, b base) bool {
	values := p.valuesIn(p.Rows[b.row])
	columns := p.columns[p.Cells[values[0]].Page]
	if columns == nil || len(values) > p.n || r.Rows[b.label] != nil {
		return false
	}
	at := p.match(values, columns)
	if at == nil {
		return false
	}
	places := emptyPlaces(p.n)
	for i, c := range values {
		places[at[i]] = c
	}
	trial := table.NewReading("", p.Labelled)
	trial.Put(p.Labelled, b.label, places, Column)
	claims := trial.Rows[b.label]
	if len(values) == p.n && len(b.above) == 0 && len(b.below) == 0 {
		r.Rows[b.label], r.Last = claims, max(r.Last, trial.Last)
		return true
	}
	if ok, _ := table.Adds(p.Labelled, b.label, claims); ok && claims[p.n-1].State == table.Known {
		r.Rows[b.label], r.Last = claims, max(r.Last, trial.Last)
		return true
	}
	if claims = p.mended(claims, b, columns); claims != nil {
		r.Rows[b.label], r.Last = claims, max(r.Last, trial.Last)
		return true
	}
	return false
}

// match returns the column of each value; nil if one is not clearly in one.
func (p *page) match(values []int, columns []column) []int {
	at := make([]int, 0, len(values))
	last := table.None
	for _, v := range values {
		best := nearest(p.measure(&p.Cells[v]), columns)
		if best <= last {
			return nil
		}
		at, last = append(at, best), best
	}
	return at
}

// clearer is how many times nearer than the next a column must be for a figure to be clearly in it. At 3 it is
// in none once it stands a quarter of the way to the next, and is still in its own where digits are written to the left or
// to the right in a column of three or four.
const clearer = 3

// nearest returns the column that a stretch is clearly in; None if there is none, or if it touches another.
func nearest(x column, columns []column) int {
	best, bestDistance, second := table.None, 0, 0
	for i, c := range columns {
		d := min(abs(x.from-c.from), abs(x.to-c.to))*2 + abs(x.from+x.to-c.from-c.to)
		switch {
		case best == table.None:
			best, bestDistance, second = i, d, 1<<30
		case d < bestDistance:
			best, bestDistance, second = i, d, bestDistance
		case d < second:
			second = d
		}
	}
	if best == table.None || clearer*bestDistance > second {
		return table.None
	}
	for i, c := range columns {
		if i != best && x.from < c.to && c.from < x.to {
			return table.None
		}
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// mended puts broken figures together: in each column, what stands right above the row's line, on it and right below it.
// nil if the row does not add up so.
func (p *page) mended(claims []table.Claim, b base, columns []column) []table.Claim {
	above, below := p.pieces(b.above, columns), p.pieces(b.below, columns)
	mended := make([]table.Claim, len(claims))
	copy(mended, claims)
	changed := false
	for i := range mended {
		// The last piece above the line and the first below it are the nearest.
		var top, bottom string
		if n := len(above[i]); n > 0 {
			top = above[i][n-1]
		}
		if len(below[i]) > 0 {
			bottom = below[i][0]
		}
		if mended[i].State == table.Known || top == "" || bottom == "" {
			continue
		}
		value, form := report.ParseCell(top + bottom)
		if form != report.Figure {
			return nil
		}
		mended[i] = table.Claim{State: table.Known, Value: value, Line: p.Cells[p.Rows[b.row][0]].Line, Raw: top + " " + bottom, Reason: BrokenCell}
		changed = true
	}
	if ok, _ := table.Adds(p.Labelled, b.label, mended); !changed || !ok {
		return nil
	}
	for i := range mended {
		if mended[i].State == table.Known {
			mended[i].Reason = BrokenCell
		}
	}
	return mended
}

// pieces returns the texts of lines of figures by their columns, from top to bottom.
func (p *page) pieces(lines []int, columns []column) [][]string {
	out := make([][]string, len(columns))
	for _, i := range lines {
		for c := p.Rows[i][0]; c < p.Rows[i][1]; c++ {
			if at := within(p.measure(&p.Cells[c]), columns); at != table.None && digitsOnly(p.Cells[c].Text) {
				out[at] = append(out[at], p.Cells[c].Text)
			}
		}
	}
	return out
}

// within returns the column that a piece of a broken figure stands over: pieces are wider than the figures of full rows.
func within(x column, columns []column) int {
	best, bestDistance := table.None, 0
	for i, c := range columns {
		if d := abs(x.from + x.to - c.from - c.to); best == table.None || d < bestDistance {
			best, bestDistance = i, d
		}
	}
	return best
}

func digitsOnly(s string) bool {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return false
	}
	_, err := strconv.ParseUint(s, 10, 64) // no longer than a number
	return err == nil
}
