package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"nianbao/converter/internal/document"
)

// grid is the table that is drawn: +---+---+ between rows, bars between cells. It is the grid table of reStructuredText
// and pandoc, where a rule that is not drawn merges cells, and what database clients and tabulate print, where each line
// is a row; box-drawing characters are read as their plain counterparts.
type grid struct{}

func (grid) Name() string { return "grid" }

func (grid) Read(r *reader, at int) ([]document.Block, int) {
	first := plainBox(strings.TrimLeft(r.text(at), " \t　"))
	if n, ok := rule(first, "+", "-="); !ok || n < 1 || first[0] != '+' || !strings.HasSuffix(strings.TrimRight(first, " \t"), "+") {
		return nil, 1
	}
	end := at
	for end < len(r.lines) {
		s := plainBox(strings.TrimLeft(r.text(end), " \t　"))
		if s == "" || s[0] != '+' && s[0] != '|' {
			break
		}
		end++
	}
	if rows := r.barred(at, end); rows != nil {
		return r.flat(rows, &restructured), end - at
	}
	for _, measure := range []func(rune) int{displayWidth, oneWide} {
		if rows, spans := r.drawn(at, end, measure); rows != nil {
			if spans {
				return r.spanned(rows, &restructured), end - at
			}
			return r.flat(rows, &restructured), end - at
		}
	}
	return nil, end - at
}

// boxes maps drawn lines to plain ones.
var boxes = strings.NewReplacer("─", "-", "━", "-", "═", "=", "│", "|", "┃", "|", "║", "|", "┌", "+", "┬", "+", "┐", "+", "├", "+",
	"┼", "+", "┤", "+", "└", "+", "┴", "+", "┘", "+", "╒", "+", "╤", "+", "╕", "+", "╞", "+", "╪", "+", "╡", "+", "╘", "+", "╧", "+", "╛", "+",
	"╔", "+", "╦", "+", "╗", "+", "╠", "+", "╬", "+", "╣", "+", "╚", "+", "╩", "+", "╝", "+", "┏", "+", "┳", "+", "┓", "+", "┡", "+",
	"╇", "+", "┩", "+", "┣", "+", "╋", "+", "┫", "+", "┗", "+", "┻", "+", "┛", "+", "╟", "+", "╫", "+", "╢", "+", "╓", "+", "╥", "+", "╖", "+",
	"╙", "+", "╨", "+", "╜", "+")

func plainBox(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x2500 && r < 0x2580 }) < 0 {
		return s
	}
	return boxes.Replace(s)
}

// displayWidth is how many columns a character takes where Chinese characters take two.
func displayWidth(r rune) int {
	switch k := width.LookupRune(r).Kind(); {
	case k == width.EastAsianWide || k == width.EastAsianFullwidth:
		return 2
	case r >= 0x300 && r < 0x370:
		return 0
	}
	return 1
}

func oneWide(rune) int { return 1 }

// measured lays lines out by columns.
func measured(lines []string, measure func(rune) int) [][]string {
	out := make([][]string, len(lines))
	for i, line := range lines {
		cells := make([]string, 0, len(line))
		for _, r := range line {
			for n := range max(measure(r), 1) {
				if n == 0 {
					cells = append(cells, string(r))
				} else {
					cells = append(cells, "")
				}
			}
		}
		out[i] = cells
	}
	return out
}

// drawn reads the lines as a drawing; nil if the bars do not stand under the joints.
func (r *reader) drawn(at, end int, measure func(rune) int) (rows []row, spans bool) {
	lines := make([]string, end-at)
	for i := range lines {
		lines[i] = plainBox(strings.TrimRight(r.text(at+i), " \t"))
	}
	d := drawing{chars: measured(lines, measure)}
	if !d.measure(r.limits.TableColumns) {
		return nil, false
	}
	if d.rowPerLine() {
		return d.simpleRows(r, at), false
	}
	return d.cells(r, at)
}

// drawing is a grid table on a canvas of columns.
type drawing struct {
	chars   [][]string
	columns []int // where the vertical rules stand
	rules   []int // the lines that hold a horizontal rule, or a part of one
}

func (d *drawing) at(line, column int) string {
	if column < 0 || column >= len(d.chars[line]) {
		return " "
	}
	return d.chars[line][column]
}

// measure finds the rules and reports whether they make a grid.
func (d *drawing) measure(most int) bool {
	stands := map[int]bool{}
	for i := range d.chars {
		line := strings.Join(d.chars[i], "")
		if _, ok := rule(line, "+|", "-=:"); !ok || !strings.Contains(line, "+") {
			continue
		}
		for k, c := range d.chars[i] {
			if c == "+" {
				stands[k] = true
			}
		}
	}
	for k := range stands {
		d.columns = append(d.columns, k)
	}
	slices.Sort(d.columns)
	if len(d.columns) < 3 || len(d.columns) > most+1 {
		return false
	}
	left, right := d.columns[0], d.columns[len(d.columns)-1]
	for i := range d.chars {
		for _, edge := range []int{left, right} {
			if c := d.at(i, edge); c != "|" && c != "+" {
				return false
			}
		}
		for k := 1; k < len(d.columns); k++ {
			if d.stroked(i, k-1) {
				d.rules = append(d.rules, i)
				break
			}
		}
	}
	n := len(d.rules)
	return n > 1 && d.rules[0] == 0 && d.rules[n-1] == len(d.chars)-1
}

// stroked reports whether a line holds a rule over a column.
func (d *drawing) stroked(line, column int) bool {
	from, to := d.columns[column]+1, d.columns[column+1]
	for k := from; k < to; k++ {
		switch d.at(line, k) {
		case "-", "=", ":", "+":
		default:
			return false
		}
	}
	return to > from && (d.at(line, from-1) == "+" || d.at(line, to) == "+" || d.at(line, from-1) == "|" && d.at(line, to) == "|")
}

// rowPerLine reports whether each line between the rules is a row: a rule stands under the header and at the end only,
// and every line has something in its first column.
func (d *drawing) rowPerLine() bool {
	n := len(d.rules)
	if n > 3 || slices.ContainsFunc(d.chars, func(line []string) bool { return strings.Contains(strings.Join(line, ""), "+=") }) {
		return false
	}
	body := d.rules[n-2]
	if len(d.chars)-2-body < 2 {
		return false
	}
	for i := body + 1; i < len(d.chars)-1; i++ {
		if strings.TrimSpace(d.text(i, d.columns[0], d.columns[1])) == "" {
			return false
		}
	}
	return true
}

// text returns what stands between two columns of a line.
func (d *drawing) text(line, from, to int) string {
	chars := d.chars[line]
	from, to = min(from+1, len(chars)), min(to, len(chars))
	return strings.Join(chars[from:max(from, to)], "")
}

// field returns a stretch of a line as a field.
func (d *drawing) field(r *reader, at, line, from, to int) field {
	s := d.text(line, from, to)
	lead := len(s) - len(strings.TrimLeft(s, " "))
	chars := d.chars[line]
	before := strings.Join(chars[:min(from+1, len(chars))], "")
	return field{text: strings.TrimSpace(s), line: r.lines[at+line].Number, column: 1 + utf8.RuneCountInString(before) + lead}
}
