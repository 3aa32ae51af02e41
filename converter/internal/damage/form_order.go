package damage

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// parts of a row: its words and its figures, blank cells dropped.
func (r *row) halves() (label, figures []piece) {
	for _, p := range printed(r) {
		if p.kind == value {
			figures = append(figures, p)
		} else {
			label = append(label, p)
		}
	}
	return label, figures
}

// printFiguresFirst: words are grouped by their height on the page, and the figures of a row stand a little higher than
// its label, in all rows.
func printFiguresFirst(d *doc, r *rand.Rand, t *table) []line { return d.figuresFirst(r, t, 100) }

// printFiguresFirstSome: the same in some rows; in the others label and figures stand on one line.
func printFiguresFirstSome(d *doc, r *rand.Rand, t *table) []line { return d.figuresFirst(r, t, 40) }

func (d *doc) figuresFirst(r *rand.Rand, t *table, percent int) []line {
	between := pick(r, []string{" ", " ", "\t", "   "})
	width := 8 + r.IntN(20)
	if !t.tellsOrder() {
		percent = 0
	}
	var out []line
	put := func(row *row, cells []piece) {
		if len(cells) > 0 {
			out = append(out, joined(t, row, cells, "", between, ""))
		}
	}
	for i, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		label, figures := row.halves()
		// Where only some rows are so, a row without figures above would seem to have these.
		alone := percent < 100 && (i == 0 || !t.rows[i-1].full() || !row.full())
		if row.slots() == 0 || len(label) == 0 || len(figures) == 0 || alone || !chance(r, percent) {
			put(row, append(label, figures...))
			continue
		}
		put(row, figures)
		if last := label[len(label)-1]; len([]rune(last.text)) > width && chance(r, 50) {
			a, b := split(r, last)
			put(row, append(slices.Clone(label[:len(label)-1]), a))
			label = []piece{b}
		}
		put(row, label)
	}
	return out
}

// tellsOrder reports whether figures printed before their labels would show that they are: those of a row right below the
// header stand there before any label, in one band at least. Without them a reader takes all figures for those of the label
// before.
func (t *table) tellsOrder() bool {
	for i, row := range t.rows {
		if row.slots() == 0 || i > 0 && t.rows[i-1].slots() > 0 {
			continue
		}
		if _, figures := row.halves(); len(figures) > 0 {
			return true
		}
		if t.key != "disclosure" {
			break // it has one header
		}
	}
	return false
}

// printColumnBlock: a page read column by column: the labels in a run, then each column, with or without its header.
func printColumnBlock(d *doc, r *rand.Rand, t *table) []line { return d.block(r, t, true) }

// printRowBlock: the labels in a run, then the figures row by row.
func printRowBlock(d *doc, r *rand.Rand, t *table) []line { return d.block(r, t, false) }

func (d *doc) block(r *rand.Rand, t *table, byColumn bool) []line {
	headed := chance(r, 50)
	var out []line
	put := func(row *row, cells ...piece) {
		if len(cells) > 0 {
			out = append(out, joined(t, row, cells, "", " ", ""))
		}
	}
	for i := 0; i < len(t.rows); {
		if t.rows[i].slots() == 0 {
			put(t.rows[i], printed(t.rows[i])...)
			i++
			continue
		}
		// A run of rows with as many figures: a band, or all of a table.
		end := i
		for end < len(t.rows) && t.rows[end].slots() == t.rows[i].slots() {
			end++
		}
		rows := t.rows[i:end]
		whole := !slices.ContainsFunc(rows, func(row *row) bool { return !row.full() || row.label() == nil || row.label().text == "" })
		for _, row := range rows {
			label, _ := row.halves()
			for _, p := range label {
				put(row, p)
			}
			// Which way the figures run only sums could say, and blanks are lost.
			if len(rows) > 1 && (!whole || byColumn && rows[0].slots() > 1 && !headed) || !row.full() {
				d.lose(t, row)
			}
		}
		var headers []string
		if byColumn && headed && i > 0 {
			headers = t.headersOf(rows[0])
		}
		if byColumn {
			for col := range rows[0].slots() {
				if col < len(headers) {
					put(nil, piece{text: headers[col], kind: words})
				} else if headed {
					for _, row := range rows {
						d.lose(t, row)
					}
				}
				for _, row := range rows {
					if _, figures := row.halves(); col < len(figures) {
						put(row, figures[col])
					}
				}
			}
		} else {
			for _, row := range rows {
				_, figures := row.halves()
				put(row, figures...)
			}
		}
		i = end
	}
	return out
}

// headersOf returns the words right above the figures of a row, nil where one is missing.
func (t *table) headersOf(below *row) []string {
	var out []string
	for _, c := range below.cells {
		if !c.data {
			continue
		}
		text := ""
		for i, row := range t.rows {
			if row == below {
				break
			}
			for _, h := range row.cells {
				if !h.data && h.col == c.col && i+h.rowspan <= len(t.rows) && h.colspan == c.colspan {
					text = h.text
				}
			}
		}
		if text == "" {
			return nil
		}
		out = append(out, text)
	}
	return out
}

// printGluedLines: a row a line with nothing between its cells. Noughts alone can be told apart.
func printGluedLines(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		_, figures := row.halves()
		noughts := !slices.ContainsFunc(figures, func(p piece) bool { return p.text != "0" })
		if row.slots() > 1 && !noughts || !row.full() {
			d.lose(t, row)
		}
		if cells := printed(row); len(cells) > 0 {
			out = append(out, joined(t, row, cells, "", "", ""))
		}
	}
	return out
}

// printGluedRepeated: the same with spanned cells in all their places.
func printGluedRepeated(d *doc, r *rand.Rand, t *table) []line { return d.repeatedLines(t, "") }

// printSpacesRepeated: cells joined by a blank, spanned ones in all their places, empty ones dropped.
func printSpacesRepeated(d *doc, r *rand.Rand, t *table) []line { return d.repeatedLines(t, " ") }

func (d *doc) repeatedLines(t *table, between string) []line {
	var out []line
	for i, cells := range t.grid(true) {
		row := t.rows[i]
		if between == "" && row.slots() > 0 || !row.full() || wide(row) {
			d.lose(t, row)
		}
		cells = slices.DeleteFunc(cells, func(p piece) bool { return strings.TrimSpace(p.text) == "" })
		if len(cells) > 0 {
			out = append(out, joined(t, row, cells, "", between, ""))
		}
	}
	return out
}

// wide reports whether a figure of a row spans columns.
func wide(r *row) bool {
	return slices.ContainsFunc(r.cells, func(c *cell) bool { return c.data && c.colspan > 1 })
}
