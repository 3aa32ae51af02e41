package markup

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// frame is a data frame that pandas printed: headers, then an index 0, 1, 2 … at the left, every column set flush right.
// It pads by characters, or by display width where it is told to. Columns are where no line has a character; that most
// rows end where their column ends is what no other text does.
type frame struct{}

func (frame) Name() string { return "frame" }

func (frame) Signs() string { return " " }

// mostHeaders is how many header rows a frame may have.
const mostHeaders = 8

func (frame) Read(r *reader, at int) ([]document.Block, int) {
	body := at
	for body < len(r.lines) && indented(r.text(body)) {
		body++
	}
	if body == at {
		return nil, 1
	}
	end := body
	for end < len(r.lines) && indexOf(r.text(end)) == end-body {
		end++
	}
	if end-body < 2 && (end == body || r.seen["frame"] == 0) {
		return nil, body - at
	}
	if body-at > mostHeaders {
		return nil, body - at - mostHeaders
	}
	for _, measure := range []func(rune) int{oneWide, displayWidth} {
		if rows := r.flushRight(at, body, end, measure); rows != nil {
			return r.flat(rows, &printedText), end - at
		}
	}
	return nil, end - at
}

// indexOf returns the number that a line begins with, -1 if it does not begin with a number and a blank.
func indexOf(line string) int {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits == 0 || digits > 6 || digits+1 >= len(line) || line[digits] != ' ' {
		return -1
	}
	n, err := strconv.Atoi(line[:digits])
	if err != nil {
		return -1
	}
	return n
}

func indented(line string) bool { return strings.HasPrefix(line, " ") && chars.TrimSpace(line) != "" }

// flushRight cuts the lines into columns; nil if rows do not end where their columns end.
func (r *reader) flushRight(at, body, end int, measure func(rune) int) []row {
	var lines []string
	for i := at; i < end; i++ {
		lines = append(lines, strings.TrimRight(r.text(i), " \t"))
	}
	cells := measured(lines, measure)
	columns := occupied(cells)
	if len(columns) < 2 || len(columns) > r.limits.TableColumns+1 {
		return nil
	}
	for _, c := range columns[1:] {
		flush := 0
		for _, line := range cells[body-at:] {
			// A wide character ends in the position behind it.
			if len(line) >= c.to && line[c.to-1] != " " {
				flush++
			}
		}
		if 5*flush < 4*(end-body) {
			return nil
		}
	}
	var rows []row
	for i, line := range cells {
		var fields row
		for _, c := range columns[1:] {
			from, to := min(c.from, len(line)), min(c.to, len(line))
			s := strings.Join(line[from:to], "")
			text := chars.TrimSpace(s)
			lead := len(s) - len(strings.TrimLeft(s, " "))
			column := 1 + lead + characters(line[:from])
			fields = append(fields, field{text: text, line: r.lines[at+i].Number, column: column})
		}
		number := chars.TrimSpace(strings.Join(line[min(columns[0].from, len(line)):min(columns[0].to, len(line))], ""))
		r.setAside(r.lines[at+i].Number, columns[0].from+1, number)
		if i < body-at && numbered(fields) {
			r.dropped([]row{fields}, nil)
			continue
		}
		rows = append(rows, fields)
	}
	head := rows[0]
	rows[0] = undouble(head)
	r.dropped([]row{head}, rows[:1])
	return rows
}

// characters counts the characters of a line that is laid out by columns.
func characters(columns []string) int {
	n := 0
	for _, c := range columns {
		if c != "" {
			n++
		}
	}
	return n
}

// occupied returns the stretches of columns that some line has a character in.
func occupied(lines [][]string) []stretch {
	wide := 0
	for _, line := range lines {
		wide = max(wide, len(line))
	}
	taken := make([]bool, wide+1)
	for _, line := range lines {
		for k, c := range line {
			taken[k] = taken[k] || c != " "
		}
	}
	var out []stretch
	for k := 0; k < wide; k++ {
		if taken[k] {
			from := k
			for taken[k] {
				k++
			}
			out = append(out, stretch{from, k})
		}
	}
	return out
}
