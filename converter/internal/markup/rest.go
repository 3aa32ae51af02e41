package markup

import (
	"strings"

	"nianbao/converter/internal/document"
)

// restSimple reads a simple table of reStructuredText: rulers of = above, under the header and at the end; a line of
// dashes under a row says which of its columns are one (docutils, reStructuredText specification, "Simple Tables"). A
// line without anything in its first column continues the row; an empty first cell is written \ or ..
func (r *reader) restSimple(at int) ([]document.Block, int) {
	end := at + 1
	rulers := 1
	for end < len(r.lines) {
		if m, _ := rulerLine(r.text(end)); m == '=' {
			rulers++
			if end+1 == len(r.lines) || emptyLine(r.text(end+1)) || rulers == 3 {
				break
			}
		}
		end++
	}
	if end == len(r.lines) || rulers < 2 {
		return nil, end - at
	}
	for _, measure := range []func(rune) int{displayWidth, oneWide} {
		if rows, spans := r.restRows(at, end, measure); len(rows) > 1 {
			if spans {
				return r.spanned(rows, &restructured), end + 1 - at
			}
			return r.flat(rows, &restructured), end + 1 - at
		}
	}
	return nil, max(end-at, 1)
}

// restRows reads the lines between two rulers; nil where they do not fit.
func (r *reader) restRows(at, end int, measure func(rune) int) (rows []row, spans bool) {
	all := columnsOf(r.text(at))
	if len(all) > r.limits.TableColumns {
		return nil, false
	}
	var pending []int // lines of rows whose columns are not known before a line of dashes
	flush := func(columns []stretch) bool {
		for _, i := range pending {
			fields := r.cutColumns(i, columns, measure)
			if fields == nil {
				return false
			}
			if fields[0].text == "" && len(rows) > 0 && i != pending[0] {
				continueRow(rows[len(rows)-1], fields)
				continue
			}
			if fields[0].text == ".." || fields[0].text == `\` {
				fields[0].text = ""
			}
			for k := range fields {
				for n := range all {
					if all[n].from >= columns[k].from && all[n].to <= columns[k].to {
						fields[k].colSpan++
					}
				}
				spans = spans || fields[k].colSpan > 1
			}
			rows = append(rows, fields)
		}
		pending = nil
		return true
	}
	for i := at + 1; i <= end; i++ {
		line := r.text(i)
		switch mark, _ := rulerLine(line); {
		case mark == '-' && len(pending) > 0 && fitting(columnsOf(line), all):
			last := pending[len(pending)-1]
			pending = pending[:len(pending)-1]
			if !flush(all) {
				return nil, false
			}
			pending = []int{last}
			if !flush(columnsOf(line)) {
				return nil, false
			}
		case mark == '=':
			if !flush(all) {
				return nil, false
			}
		case strings.TrimSpace(line) != "":
			pending = append(pending, i)
		}
	}
	return rows, spans
}

// fitting reports whether each group begins where a column begins and ends where one ends.
func fitting(groups, columns []stretch) bool {
	for _, g := range groups {
		from, to := false, false
		for _, c := range columns {
			from = from || c.from == g.from
			to = to || c.to == g.to
		}
		if !from || !to {
			return false
		}
	}
	return true
}
