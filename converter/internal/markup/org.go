package markup

import (
	"strings"

	"nianbao/converter/internal/document"
)

// org is the table of org-mode: rows between bars, and rules |---+---|. A cell that goes on over lines takes a row for
// each: pandoc ends the cell's line with two backslashes then.
type org struct{}

func (org) Name() string { return "org" }

func (org) Signs() string { return "|" }

func (org) Read(r *reader, at int) ([]document.Block, int) {
	end := r.run(at, "|")
	if end == at {
		return nil, 1
	}
	ruled := false
	var rows []row
	open := false // a cell of the row before goes on
	for i := at; i < end; i++ {
		line := strings.Trim(r.text(i), " \t")
		if n, ok := rule(line, "|+", "-"); ok && strings.HasPrefix(line, "|-") {
			ruled = ruled || n > 1 && strings.Contains(line, "+")
			open = false
			continue
		}
		if !bordered(line) {
			return nil, end - at
		}
		fields := r.barRow(i)
		if open && len(fields) == len(rows[len(rows)-1]) {
			continueRow(rows[len(rows)-1], fields)
		} else {
			rows = append(rows, fields)
		}
		open = false
		for _, f := range fields {
			open = open || strings.HasSuffix(f.text, `\\`)
		}
	}
	if !ruled || len(rows) == 0 || strayBar(rows) {
		return nil, end - at
	}
	return r.flat(rows, &orgMode), end - at
}

// continueRow adds the fields of a line to those of the row that it continues.
func continueRow(above, fields row) {
	for k, f := range fields {
		if f.text != "" {
			above[k].text = joinLines(above[k].text, f.text)
		}
	}
}
