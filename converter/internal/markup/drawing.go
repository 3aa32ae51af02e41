package markup

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
