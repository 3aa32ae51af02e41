package markup

import (
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

func (grid) Signs() string { return "+\xe2" } // the first byte of a character that draws boxes

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
	"╙", "+", "╨", "+", "╜", "+", "╭", "+", "╮", "+", "╰", "+", "╯", "+")

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
		for at, r := range line {
			cells = append(cells, line[at:at+max(utf8.RuneLen(r), 1)])
			for range measure(r) - 1 {
				cells = append(cells, "")
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
