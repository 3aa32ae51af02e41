package markup

import (
	"strings"

	"nianbao/converter/internal/document"
)

// pipe is the pipe table of GFM (section 4.10), PHP Markdown Extra, MultiMarkdown, pandoc and zim: rows of cells between bars, and
// a delimiter row of dashes, with colons for alignment, under the header. It knows no spans.
//
// GFM has one header row; converters that know of tables with more write all of them above the delimiter row, and some
// write the delimiter row again. Where a row of a bordered table breaks off, a cell went on over the line, which this
// syntax has no way to write: then the lines are no table of it.
type pipe struct{}

func (pipe) Name() string { return "pipe" }

func (pipe) Signs() string { return "|" }

func (pipe) Read(r *reader, at int) ([]document.Block, int) {
	if !strings.Contains(r.text(at), "|") {
		return nil, 1
	}
	end, delimiter := at, -1
	for end < len(r.lines) {
		_, ok := delimiterRow(r.text(end))
		if !ok && !strings.Contains(r.text(end), "|") {
			break
		}
		if ok && delimiter < 0 {
			delimiter = end
		}
		end++
	}
	if delimiter == at && bordered(r.text(at)) && strings.Contains(r.text(at), "---") {
		return r.headlessPipe(at, end)
	}
	if delimiter <= at || delimiter == end-1 && !strings.Contains(r.text(delimiter), "---") {
		return nil, end - at // without a header above it, a row of dashes is a rule; at the end, a row of marks
	}
	columns, _ := delimiterRow(r.text(delimiter))
	outer := bordered(r.text(delimiter))
	top := delimiter
	for top > at && r.pipeRow(top-1, columns, outer) {
		top--
	}
	if top == delimiter {
		return nil, end - at
	}
	if top > at {
		return nil, top - at // asked again there
	}
	var rows []row
	for i := top; i < end; i++ {
		if n, ok := delimiterRow(r.text(i)); ok {
			if n != columns && i > delimiter && len(rows) > 1 && len(rows[len(rows)-1]) == n {
				rows, end = rows[:len(rows)-1], i-1 // the row above heads another table
				break
			}
			continue
		}
		if outer && strings.TrimLeft(r.text(i), " \t")[0] != '|' {
			end = i // prose with a bar in it
			break
		}
		fields := r.barRow(i)
		if !outer {
			fields = r.bareRow(i, columns)
		}
		if outer && !bordered(r.text(i)) && len(fields) < columns {
			return nil, end - at
		}
		if len(rows) == 0 && i < delimiter && fields.empty() {
			continue // a table without a header, which GFM has no way to write
		}
		rows = append(rows, fields)
	}
	if len(rows) == 0 || strayBar(rows) {
		return nil, end - at
	}
	return r.flat(rows, &markdown), end - at
}

// headlessPipe reads rows below a delimiter row without a header, as some programs write them: all have its cells.
func (r *reader) headlessPipe(at, end int) ([]document.Block, int) {
	columns, _ := delimiterRow(r.text(at))
	var rows []row
	for i := at + 1; i < end; i++ {
		if _, ok := delimiterRow(r.text(i)); ok {
			continue
		}
		fields := r.barRow(i)
		if len(fields) != columns || !bordered(r.text(i)) {
			return nil, end - at
		}
		rows = append(rows, fields)
	}
	if len(rows) < 2 || columns < 2 {
		return nil, end - at
	}
	return r.flat(rows, &markdown), end - at
}

// pipeRow reports whether a line can be a header row above a delimiter row of so many columns.
func (r *reader) pipeRow(at, columns int, outer bool) bool {
	n := len(r.barRow(at))
	if !outer {
		n = len(r.bareRow(at, columns))
	}
	return n == columns && (!outer || bordered(r.text(at))) || outer && bordered(r.text(at)) && n > 1
}

// delimiterRow counts the cells of a delimiter row: dashes with a colon at either end, between bars. GFM is content with
// one dash, but forms have rows of nothing but - or --, too, which stand for no figure; so fewer than three dashes are a
// delimiter only where no blank stands beside them.
func delimiterRow(line string) (columns int, ok bool) {
	if !strings.Contains(line, "-") {
		return 0, false
	}
	spaced := strings.ContainsAny(strings.Trim(line, " \t"), " \t")
	for _, s := range cut(line, "|+", true, len(line)) { // pandoc takes the joints of org-mode as well
		cell := strings.Trim(line[s.from:s.to], " \t")
		if len(cell) < 3 && spaced && !strings.Contains(cell, ":") {
			return 0, false
		}
		cell = strings.TrimSuffix(strings.TrimPrefix(cell, ":"), ":")
		if cell == "" || strings.Trim(cell, "-") != "" {
			return 0, false
		}
		columns++
	}
	return columns, columns > 1 || bordered(line)
}
