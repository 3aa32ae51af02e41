package markup

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// creole is the table of Creole 1.0 and XWiki: |=header |=header, then |cell |cell; the bar at the end may be missing.
// It knows no spans.
type creole struct{}

func (creole) Name() string { return "creole" }

func (creole) Signs() string { return "|" }

func (creole) Read(r *reader, at int) ([]document.Block, int) {
	head := strings.TrimLeft(r.text(at), " \t")
	if !strings.HasPrefix(head, "|=") || strings.Count(head, "|=") < 2 || fence(head) {
		return nil, 1
	}
	end := r.run(at, "|")
	var rows []row
	columns := 0
	closed := bordered(head)
	for i := at; i < end; i++ {
		fields := r.barRow(i)
		if !closed && bordered(r.text(i)) { // the bar at the end begins an empty cell
			last := fields[len(fields)-1]
			fields = append(fields, field{line: last.line, column: 1 + utf8.RuneCountInString(r.text(i))})
		}
		for k := range fields {
			if text, ok := strings.CutPrefix(fields[k].text, "="); ok {
				fields[k].text = strings.TrimSpace(text)
				fields[k].column++
			}
		}
		if i > at && len(fields) > columns {
			return nil, end - at // a bar inside a text
		}
		columns = max(columns, len(fields))
		rows = append(rows, fields)
	}
	if len(rows) < 2 {
		return nil, end - at
	}
	return r.flat(rows, &creoleText), end - at
}
