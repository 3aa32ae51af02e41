package damage

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// printCSV: commas, quotes where a cell needs them, nothing where a cell spans.
func printCSV(d *doc, r *rand.Rand, t *table) []line { return csvLines(t, false, needed) }

// printCSVQuoted: every cell in quotes.
func printCSVQuoted(d *doc, r *rand.Rand, t *table) []line { return csvLines(t, false, quoted) }

// printCSVRepeated: a spanned cell stands in each of its places.
func printCSVRepeated(d *doc, r *rand.Rand, t *table) []line {
	return csvLines(t, true, pick(r, []func(piece) string{needed, quoted}))
}

func csvLines(t *table, repeat bool, look func(piece) string) []line {
	var out []line
	for i, cells := range t.grid(repeat) {
		out = append(out, joined(t, t.rows[i], dressed(cells, look), "", ",", ""))
	}
	return out
}

func quoted(p piece) string { return `"` + strings.ReplaceAll(p.text, `"`, `""`) + `"` }

func needed(p piece) string {
	if strings.ContainsAny(p.text, ",\"\n") {
		return quoted(p)
	}
	return p.text
}

// printLists: a row a list of a programming language, as libraries print what they extracted.
func printLists(d *doc, r *rand.Rand, t *table) []line {
	repeat := chance(r, 30)
	nothing := pick(r, []string{"None", "''"})
	var out []line
	for i, cells := range t.grid(repeat) {
		look := func(p piece) string {
			switch {
			case p.kind == gap && p.text == "":
				return nothing
			case strings.Contains(p.text, "'"):
				return `"` + p.text + `"`
			}
			return "'" + p.text + "'"
		}
		out = append(out, joined(t, t.rows[i], dressed(cells, look), "[", ", ", "]"))
	}
	return out
}

// printWiki: a row begins with |-, a cell with | or ||, spans are attributes.
func printWiki(d *doc, r *rand.Rand, t *table) []line {
	syntax := func(text string) line { return line{table: t, pieces: []piece{{text: text, kind: gap}}} }
	inline := chance(r, 50)
	out := []line{syntax(pick(r, []string{"{|", `{| class="wikitable"`}))}
	for _, row := range t.rows {
		out = append(out, syntax("|-"))
		l := line{table: t, row: row}
		for i, c := range row.cells {
			before := "| "
			if inline && i > 0 {
				before = " || "
			}
			l.pieces = append(l.pieces, piece{text: before + attributes(c), kind: gap}, pieceOf(c))
			if !inline {
				out = append(out, l)
				l = line{table: t, row: row}
			}
		}
		if inline && len(l.pieces) > 0 {
			out = append(out, l)
		}
	}
	return append(out, syntax("|}"))
}

// attributes are a cell's spans in the language of wikis.
func attributes(c *cell) string {
	var parts []string
	if c.rowspan > 1 {
		parts = append(parts, `rowspan="`+strconv.Itoa(c.rowspan)+`"`)
	}
	if c.colspan > 1 {
		parts = append(parts, `colspan="`+strconv.Itoa(c.colspan)+`"`)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " ") + " | "
}
