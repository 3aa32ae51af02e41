package markup

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// asciiDoc is the table between two lines |===. A cell begins with a bar; what stands right before the bar says how far
// it spans: 2+| two columns, .3+| three rows, 2.3+| both, 3*| the cell three times. Lines are no rows: a row ends when
// its columns are full, so their number has to be known: from cols="…" on the line above, or from the first line.
type asciiDoc struct{}

func (asciiDoc) Name() string { return "asciidoc" }

func (asciiDoc) Signs() string { return "|" }

var (
	// specifier is what may stand before a cell's bar (AsciiDoc language, "Cell specifiers").
	specifier = compiled(`(?:^|\s)(?:(\d{1,3})?(?:\.(\d{1,3}))?([+*]))?(?:[<^>])?(?:\.[<^>])?[aehlmsdv]?$`)
	colsValue = compiled(`cols\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\]"']+))`)
	colTimes  = compiled(`^\s*(\d{1,3})\*`)
)

func fence(line string) bool {
	s := strings.TrimSpace(line)
	return len(s) >= 4 && s[0] == '|' && strings.Trim(s[1:], "=") == ""
}

func (asciiDoc) Read(r *reader, at int) ([]document.Block, int) {
	if !fence(r.text(at)) || !r.closes(at+1, "asciidoc", fence) {
		return nil, 1
	}
	end := at + 1
	for !fence(r.text(end)) {
		end++
	}
	cells := r.asciiCells(at+1, end)
	columns := 0
	if at > 0 {
		columns = colsOf(r.text(at - 1))
	}
	if columns == 0 {
		for _, c := range cells {
			if c.line != cells[0].line {
				break
			}
			columns += max(c.colSpan, 1)
		}
	}
	rows, spans := rowsOf(cells, columns)
	if rows == nil {
		return nil, end - at
	}
	if spans {
		return r.spanned(rows, &asciidoctor), end + 1 - at
	}
	return r.flat(rows, &asciidoctor), end + 1 - at
}

// colsOf counts the columns that an attribute list declares.
func colsOf(line string) int {
	m := colsValue().FindStringSubmatch(line)
	if m == nil || !strings.HasPrefix(strings.TrimSpace(line), "[") {
		return 0
	}
	n := 0
	for part := range strings.FieldsFuncSeq(m[1]+m[2]+m[3], func(r rune) bool { return r == ',' || r == ';' }) {
		if times := colTimes().FindStringSubmatch(part); times != nil {
			k, _ := strconv.Atoi(times[1])
			n += k
		} else {
			n++
		}
	}
	return n
}

// asciiCell is a cell, whether it is the first of its line, and how often it is written.
type asciiCell struct {
	field
	leads bool
	times int
}

// asciiCells cuts lines at bars; a line without a bar at its start continues the cell before it.
func (r *reader) asciiCells(from, end int) []asciiCell {
	var out []asciiCell
	for i := from; i < end; i++ {
		line := r.text(i)
		if emptyLine(line) {
			continue
		}
		pieces := cut(line, "|", false, r.limits.TableColumns+1)
		next := asciiCell{times: 1}
		for k, p := range pieces {
			s := line[p.from:p.to]
			here := next
			next = asciiCell{times: 1}
			if k+1 < len(pieces) {
				s, next = specified(s)
				next.leads = k == 0 && strings.TrimSpace(s) == ""
			}
			text := chars.TrimSpace(strings.ReplaceAll(s, `\|`, "|"))
			if k == 0 { // before the first bar: the rest of the cell above
				if n := len(out); n > 0 && text != "" {
					out[n-1].text = joinLines(out[n-1].text, text)
				}
				continue
			}
			lead := strings.Index(s, chars.TrimSpace(s))
			here.text, here.line, here.column = text, r.lines[i].Number, 1+utf8.RuneCountInString(line[:p.from+max(lead, 0)])
			out = append(out, here)
		}
	}
	return out
}

// specified takes the specifier of the next cell off the end of a text.
func specified(s string) (string, asciiCell) {
	next := asciiCell{times: 1}
	if s == "" || !strings.Contains("0123456789+*<>^.aehlmsdv", s[len(s)-1:]) {
		return s, next
	}
	m := specifier().FindStringSubmatchIndex(s)
	if m == nil {
		return s, next
	}
	number := func(i int) int {
		if m[i] < 0 {
			return 1
		}
		n, _ := strconv.Atoi(s[m[i]:m[i+1]])
		return max(n, 1)
	}
	if m[6] >= 0 && s[m[6]] == '*' {
		next.times = number(2)
	} else if m[6] >= 0 {
		next.colSpan, next.rowSpan = number(2), number(4)
	}
	return s[:m[0]], next
}

// rowsOf deals cells out to rows of so many columns. A row begins at the start of a line, as everybody writes it: where
// it does not, a bar inside a text was taken for a cell's, and nil is returned.
func rowsOf(cells []asciiCell, columns int) (rows []row, spans bool) {
	if columns < 1 || columns > 1000 || len(cells) == 0 {
		return nil, false
	}
	busy := make([]int, columns)
	col := columns
	for _, c := range cells {
		for range c.times {
			for col < columns && busy[col] > 0 {
				col++
			}
			for col >= columns {
				for k := range busy {
					busy[k] = max(busy[k]-1, 0)
				}
				if len(rows) > 0 && !c.leads && c.times == 1 {
					return nil, false
				}
				rows = append(rows, nil)
				for col = 0; col < columns && busy[col] > 0; col++ {
				}
				if len(rows) > len(cells)*2+1000 {
					return nil, false
				}
			}
			width := max(c.colSpan, 1)
			if col+width > columns {
				return nil, false
			}
			for k := col; k < col+width; k++ {
				if busy[k] > 0 {
					return nil, false
				}
				busy[k] = max(c.rowSpan, 1)
			}
			spans = spans || width > 1 || c.rowSpan > 1
			rows[len(rows)-1] = append(rows[len(rows)-1], c.field)
			col += width
		}
	}
	for col < columns && busy[col] > 0 {
		col++
	}
	if col < columns {
		return nil, false // the last row is not full
	}
	return rows, spans
}
