package damage

import (
	"math/rand/v2"
	"strings"
)

func printTabs(d *doc, r *rand.Rand, t *table) []line {
	s := pick(r, []spans{{lead: true, label: true, pad: true}, {lead: true, label: true}, {lead: true, pad: true}, {}})
	return d.printRows(t, s, "", "\t", "")
}

// printTabsLeading: one to three tabs before a label and between it and its figures, more at the end.
func printTabsLeading(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		cells := places(t, row, spans{lead: chance(r, 70), label: chance(r, 70)})
		before := strings.Repeat("\t", r.IntN(3))
		if n := len(cells); chance(r, 40) && row.slots() > 0 && row.label() != nil {
			for i := range cells {
				if cells[i].kind == value {
					extra := make([]piece, 1+r.IntN(2))
					for j := range extra {
						extra[j].kind = gap
					}
					cells = append(cells[:i:i], append(extra, cells[i:n]...)...)
					break
				}
			}
		}
		out = append(out, joined(t, row, cells, before, "\t", strings.Repeat("\t", r.IntN(3))))
	}
	return out
}

func printRowBars(d *doc, r *rand.Rand, t *table) []line {
	s := pick(r, []spans{{}, {}, {lead: true, label: true}, {lead: true, label: true, pad: true}})
	before := pick(r, []string{"", "", "| "})
	between := pick(r, []string{" | ", " | ", "  | ", "|", " ｜ "})
	after := strings.TrimRight(between, " ")
	if before == "" && s.lead {
		before = "| "
	}
	return d.printRows(t, s, before, between, after)
}

func printMarkdown(d *doc, r *rand.Rand, t *table) []line {
	rows := d.printRows(t, spans{lead: true, label: true, pad: true}, "| ", " | ", " |")
	rule := line{table: t, pieces: []piece{{text: "|" + strings.Repeat(pick(r, []string{"---|", " --- |", ":---:|"}), t.columns), kind: gap}}}
	return append(rows[:1:1], append([]line{rule}, rows[1:]...)...)
}

func printMarkdownRows(d *doc, r *rand.Rand, t *table) []line {
	s := pick(r, []spans{{}, {lead: true, label: true}})
	var out []line
	for _, l := range d.printRows(t, s, "| ", " | ", " |") {
		cells := strings.Count(l.String(), "|") - 1
		out = append(out, l, line{table: t, pieces: []piece{{text: "|" + strings.Repeat("---|", cells), kind: gap}}})
		if chance(r, 20) {
			out = append(out, line{})
		}
	}
	return out
}

// printSpaces: a row a line, single spaces, blank cells dropped.
func printSpaces(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		if l := joined(t, row, printed(row), "", " ", ""); len(l.pieces) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// printGlued: no separators at all.
func printGlued(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if row.slots() > 1 || !row.full() {
			d.lose(t, row)
		}
		out = append(out, joined(t, row, printed(row), "", "", ""))
	}
	return out
}

// printDrift: tabs whose number says nothing: 16 to 19 between a label and its only figure.
func printDrift(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		cells := places(t, row, spans{lead: chance(r, 80)})
		filled := 0
		for _, c := range cells {
			if c.kind == value && c.text != "" {
				filled++
			}
		}
		if row.slots() < 7 || filled != 1 || cells[len(cells)-1].text == "" {
			if !row.full() {
				d.lose(t, row)
			}
			out = append(out, joined(t, row, cells, "", "\t", ""))
			continue
		}
		d.lose(t, row)
		l := line{table: t, row: row}
		for _, c := range cells {
			switch {
			case c.kind == words:
				l.pieces = append(l.pieces, c, piece{text: "\t", kind: gap})
			case c.kind == gap:
				l.pieces = append(l.pieces, piece{text: "\t", kind: gap})
			case c.text == "":
				l.pieces = append(l.pieces, c)
			default:
				l.pieces = append(l.pieces, piece{text: strings.Repeat("\t", 15+r.IntN(4)), kind: gap}, c, piece{text: strings.Repeat("\t", r.IntN(3)), kind: gap})
			}
		}
		out = append(out, l)
	}
	return out
}

// printTabsKept: a row's own cells, empty ones too; nothing for what spans over it.
func printTabsKept(d *doc, r *rand.Rand, t *table) []line {
	return d.printRows(t, spans{}, "", "\t", "")
}

// printTabsFilled: an empty cell in every place that a cell spans over.
func printTabsFilled(d *doc, r *rand.Rand, t *table) []line {
	return d.printRows(t, spans{lead: true, label: true, pad: true}, "", "\t", "")
}

// printTabsDropped: empty cells are dropped.
func printTabsDropped(d *doc, r *rand.Rand, t *table) []line {
	var out []line
	for _, row := range t.rows {
		if !row.full() {
			d.lose(t, row)
		}
		if l := joined(t, row, printed(row), "", "\t", ""); len(l.pieces) > 0 {
			out = append(out, l)
		}
	}
	return out
}
