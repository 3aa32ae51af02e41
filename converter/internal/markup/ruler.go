package markup

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
)

// rowEach takes each line for a row.
func rowEach(from, to int) [][]int {
	var out [][]int
	for i := from; i < to; i++ {
		out = append(out, []int{i})
	}
	return out
}

// paragraphsOf takes lines between empty ones for a row; without empty lines each line is one.
func (r *reader) paragraphsOf(from, to int) [][]int {
	var out [][]int
	spaced := false
	for i := from; i < to; i++ {
		if emptyLine(r.text(i)) {
			spaced = spaced || i < to-1
			out = append(out, nil)
			continue
		}
		if len(out) == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], i)
	}
	if !spaced {
		out = rowEach(from, to)
	}
	return out
}

// underRuler cuts rows into the columns of the ruler line; nil where a line has text between two columns in either way
// of measuring.
func (r *reader) underRuler(ruler int, head []int, groups [][]int) []row {
	if len(head) > 0 {
		groups = append([][]int{head}, groups...)
	}
	for _, measure := range []func(rune) int{displayWidth, oneWide} {
		if rows := r.cutRows(columnsOf(r.text(ruler)), groups, measure); len(rows) > 1 {
			return rows
		}
	}
	return nil
}

// columnsOf returns where the groups of a ruler begin and end.
func columnsOf(line string) []stretch {
	var out []stretch
	for i := 0; i < len(line); i++ {
		if line[i] != ' ' && line[i] != '\t' {
			from := i
			for i < len(line) && line[i] != ' ' && line[i] != '\t' {
				i++
			}
			out = append(out, stretch{from, i})
		}
	}
	return out
}

func (r *reader) cutRows(columns []stretch, groups [][]int, measure func(rune) int) []row {
	if len(columns) > r.limits.TableColumns {
		return nil
	}
	var rows []row
	for _, lines := range groups {
		var out row
		for _, at := range lines {
			if emptyLine(r.text(at)) {
				continue
			}
			fields := r.cutColumns(at, columns, measure)
			if fields == nil {
				return nil
			}
			if out == nil {
				out = fields
			} else {
				continueRow(out, fields)
			}
		}
		if out != nil {
			rows = append(rows, out)
		}
	}
	return rows
}

// cutColumns cuts a line into fields; nil where text stands before a column.
func (r *reader) cutColumns(at int, columns []stretch, measure func(rune) int) row {
	measures := measured([]string{r.text(at)}, measure)[0]
	out := make(row, len(columns))
	for k, c := range columns {
		to := len(measures)
		if k+1 < len(columns) {
			to = min(to, columns[k+1].from)
		}
		from := min(c.from, len(measures))
		before := 0
		if k > 0 {
			before = columns[k-1].to
		}
		for i := before; i < from; i++ {
			if measures[i] != " " {
				return nil
			}
		}
		s := strings.Join(measures[from:max(from, to)], "")
		lead := utf8.RuneCountInString(s) - utf8.RuneCountInString(strings.TrimLeft(s, " 　"))
		out[k] = field{
			text: chars.TrimSpace(s), line: r.lines[at].Number,
			column: 1 + characters(measures[:from]) + lead,
		}
	}
	return out
}
