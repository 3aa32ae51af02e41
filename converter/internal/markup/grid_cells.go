package markup

import "strings"

// simpleRows returns a row for each line that holds no rule.
func (d *drawing) simpleRows(r *reader, at int) []row {
	var out []row
	for i := range d.chars {
		if d.stroked(i, 0) {
			continue
		}
		var fields row
		for k := 1; k < len(d.columns); k++ {
			fields = append(fields, d.field(r, at, i, d.columns[k-1], d.columns[k]))
		}
		out = append(out, fields)
	}
	return out
}

// cells merges the places of the grid that no rule divides. It returns nil if a merged cell is no rectangle; spans says
// that one was merged at all.
func (d *drawing) cells(r *reader, at int) (rows []row, spans bool) {
	height, wide := len(d.rules)-1, len(d.columns)-1
	if !r.room(height, wide) {
		return nil, false
	}
	taken := make([]bool, height*wide)
	rows = make([]row, height)
	for y := range height {
		for x := range wide {
			if taken[y*wide+x] {
				continue
			}
			right := x + 1
			for right < wide && !d.barred(y, right) {
				right++
			}
			bottom := y + 1
			for bottom < height && !d.stroked(d.rules[bottom], x) {
				bottom++
			}
			for j := y; j < bottom; j++ {
				for k := x; k < right; k++ {
					if taken[j*wide+k] || k > x && d.barred(j, k) || j > y && d.stroked(d.rules[j], k) {
						return nil, false
					}
					taken[j*wide+k] = true
				}
			}
			if (bottom-y > 1 || right-x > 1) && d.holdsBar(d.rules[y]+1, d.rules[bottom], d.columns[x], d.columns[right]) {
				return nil, false // the bars of these lines have slipped
			}
			f := d.paragraph(r, at, d.rules[y]+1, d.rules[bottom], d.columns[x], d.columns[right])
			f.rowSpan, f.colSpan = bottom-y, right-x
			spans = spans || f.rowSpan > 1 || f.colSpan > 1
			rows[y] = append(rows[y], f)
		}
	}
	return rows, spans
}

// holdsBar reports whether a bar stands inside a cell.
func (d *drawing) holdsBar(from, to, left, right int) bool {
	for i := from; i < to; i++ {
		if strings.Contains(d.text(i, left, right), "|") {
			return true
		}
	}
	return false
}

// barred reports whether a vertical rule divides the places left and right of a column all along a row.
func (d *drawing) barred(y, column int) bool {
	at := d.columns[column]
	for i := d.rules[y] + 1; i < d.rules[y+1]; i++ {
		if d.at(i, at) != "|" {
			return false
		}
	}
	return d.rules[y]+1 < d.rules[y+1]
}

// paragraph joins the lines of a cell.
func (d *drawing) paragraph(r *reader, at, from, to, left, right int) field {
	var f field
	for i := from; i < to; i++ {
		line := d.field(r, at, i, left, right)
		if f.line == 0 || f.text == "" && line.text != "" {
			line.text = joinLines(f.text, line.text)
			f = line
			continue
		}
		f.text = joinLines(f.text, line.text)
	}
	if f.line == 0 {
		f = field{line: r.lines[at+from-1].Number, column: left + 2}
	}
	f.text = strings.TrimSpace(f.text)
	return f
}
