package damage

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// fixed is a way of printing a grid in columns of one width: in lines as many as its longest cell needs.
type fixed struct {
	width   func(string) int // how wide a text is
	most    int              // figures longer than this are broken; 0: never
	label   int              // labels longer than this are broken; 0: never
	right   bool             // cells stand at the right of their column
	index   bool             // but those of the first at the left
	between string
	edge    string
	rule    bool // a line between rows
}

// print prints a grid. broken is told of each figure that goes on in the next line.
func (f fixed) print(t *table, grid [][]piece, broken func(*row, piece)) []line {
	widths := make([]int, len(grid[0]))
	parts := make([][][]string, len(grid))
	for i, cells := range grid {
		parts[i] = make([][]string, len(cells))
		for j, p := range cells {
			parts[i][j] = f.wrap(p)
			for _, s := range parts[i][j] {
				widths[j] = max(widths[j], f.width(s))
			}
			if p.kind == value && len(parts[i][j]) > 1 {
				broken(t.rows[i], p)
			}
		}
	}
	rule := line{table: t, pieces: []piece{{text: "+", kind: gap}}}
	for _, w := range widths {
		rule.pieces[0].text += strings.Repeat("-", w+2) + "+"
	}
	var out []line
	if f.rule {
		out = append(out, rule)
	}
	for i, cells := range grid {
		height := 1
		for j := range cells {
			height = max(height, len(parts[i][j]))
		}
		for y := range height {
			l := line{table: t, row: t.rows[i]}
			add := func(s string) {
				if s != "" {
					l.pieces = append(l.pieces, piece{text: s, kind: gap})
				}
			}
			add(f.edge)
			for j, p := range cells {
				if j > 0 {
					add(f.between)
				}
				text := ""
				if y < len(parts[i][j]) {
					text = parts[i][j][y]
				}
				fill := strings.Repeat(" ", widths[j]-f.width(text))
				right := f.right && (j > 0 || !f.index)
				if right {
					add(fill)
				}
				if q := p; text != "" || p.kind == value && y == 0 {
					if q.text = text; y > 0 {
						q.kind = words
					}
					l.pieces = append(l.pieces, q)
				}
				if !right && (f.edge != "" || j < len(cells)-1) {
					add(fill)
				}
			}
			if f.edge != "" {
				add(" |")
			}
			out = append(out, l)
		}
		if f.rule {
			out = append(out, rule)
		}
	}
	return out
}

func (f fixed) wrap(p piece) []string {
	n := f.label
	if p.kind == value {
		n = f.most
	}
	if n == 0 || utf8.RuneCountInString(p.text) <= n {
		return []string{p.text}
	}
	return wrap(p.text, n)
}

func known(*row, piece) {}

// printGridBars: cells between bars, rules between rows; what does not fit goes on in the next line of its cell.
func printGridBars(d *doc, r *rand.Rand, t *table) []line {
	f := fixed{width: pick(r, []func(string) int{displayWidth, utf8.RuneCountInString}), most: 4 + r.IntN(3), label: 6 + r.IntN(12), right: chance(r, 30), between: " | ", edge: "| ", rule: true}
	return f.print(t, t.grid(false), known)
}

// printBarsBroken: the same without rules: that a line goes on with the cells above it only its blanks show.
func printBarsBroken(d *doc, r *rand.Rand, t *table) []line {
	f := fixed{width: displayWidth, most: 4 + r.IntN(3), label: 8 + r.IntN(12), between: " | ", edge: "| "}
	return f.print(t, t.grid(false), func(_ *row, p piece) { d.loseCell(t, p.key) })
}

// printBrowser: a page as a text browser dumps it: a row a line, columns by the width that a terminal gives characters.
func printBrowser(d *doc, r *rand.Rand, t *table) []line {
	f := fixed{width: displayWidth, right: chance(r, 40), between: pick(r, []string{"  ", "   "}), edge: ""}
	return f.print(t, t.grid(false), known)
}

// printPositionBroken: narrow columns without bars; digits that do not fit stand below.
func printPositionBroken(d *doc, r *rand.Rand, t *table) []line {
	f := fixed{width: displayWidth, most: 5, label: 10 + r.IntN(8), between: "  "}
	return f.print(t, t.grid(false), func(_ *row, p piece) { d.loseCell(t, p.key) })
}

// printPandas: a data frame as text: the numbers of columns above, those of rows at the left, NaN for what is empty.
func printPandas(d *doc, r *rand.Rand, t *table) []line { return pandas(t, false) }

// printPandasRepeated: the same with spanned cells in all their places.
func printPandasRepeated(d *doc, r *rand.Rand, t *table) []line { return pandas(t, true) }

func pandas(t *table, repeat bool) []line {
	grid := t.grid(repeat)
	width := len(grid[0])
	head := make([]piece, width+1)
	for j := range width {
		head[j+1] = piece{text: fmt.Sprint(j), kind: gap}
	}
	head[0].kind = gap
	framed := [][]piece{head}
	for i, cells := range grid {
		cells = dressed(cells, func(p piece) string {
			if p.text == "" {
				return "NaN"
			}
			return p.text
		})
		framed = append(framed, append([]piece{{text: fmt.Sprint(i), kind: gap}}, cells...))
	}
	rows := append([]*row{{columns: width}}, t.rows...)
	frame := *t
	frame.rows = rows
	f := fixed{width: utf8.RuneCountInString, right: true, index: true, between: "  "}
	out := f.print(&frame, framed, known)
	for i := range out {
		out[i].table = t
	}
	return out
}
