package markup

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// jira is the table of Jira and Confluence: ||header||header|| and |cell|cell|. It knows no spans, and a cell may go on
// over lines. Two bars also stand where somebody left the blank between them out, so the header row has to be one from
// end to end, and every row has to have its number of cells.
type jira struct{}

func (jira) Name() string { return "jira" }

func (jira) Signs() string { return "|" }

func (jira) Read(r *reader, at int) ([]document.Block, int) {
	head := strings.Trim(r.text(at), " \t")
	if !jiraHeader(head) {
		return nil, 1
	}
	rows := []row{r.jiraRow(at)}
	columns := len(rows[0])
	end := at + 1
	for end < len(r.lines) && !emptyLine(r.text(end)) {
		s := strings.TrimLeft(r.text(end), " \t")
		last := rows[len(rows)-1]
		switch {
		case s[0] == '|':
			if len(last) != columns {
				return nil, end - at
			}
			rows = append(rows, r.jiraRow(end))
		case len(last) < columns && len(rows) > 1: // the row's last cell goes on, and further cells may follow
			more := r.jiraRow(end)
			f := &rows[len(rows)-1][len(last)-1]
			f.text += "\n" + more[0].text
			rows[len(rows)-1] = append(rows[len(rows)-1], more[1:]...)
		default:
			return r.jiraTable(rows, columns, end-at)
		}
		end++
	}
	return r.jiraTable(rows, columns, end-at)
}

func (r *reader) jiraTable(rows []row, columns, n int) ([]document.Block, int) {
	for _, fields := range rows {
		if len(fields) != columns {
			return nil, n
		}
	}
	if len(rows) < 2 {
		return nil, n
	}
	return r.flat(rows, &jiraText), n
}

// jiraHeader reports whether a line is a row of headers: double bars at both ends, at least one between, no single bar.
func jiraHeader(line string) bool {
	if len(line) < 7 || !strings.HasPrefix(line, "||") || !strings.HasSuffix(line, "||") || strings.Contains(line, "|||") {
		return false
	}
	inner := strings.ReplaceAll(line, "||", "")
	return strings.Count(line, "||") > 2 && !strings.Contains(inner, "|") && strings.TrimSpace(inner) != ""
}

// jiraRow cuts a line at single and at double bars.
func (r *reader) jiraRow(at int) row {
	line := r.text(at)
	from, to := len(line)-len(strings.TrimLeft(line, " \t")), len(strings.TrimRight(line, " \t"))
	if from < to && line[from] == '|' {
		for from < to && line[from] == '|' {
			from++
		}
	}
	closed := to > from && line[to-1] == '|' && !protected(line[:to], to-1)
	if closed {
		to--
		if to > from && line[to-1] == '|' {
			to--
		}
	}
	var out row
	start := from
	add := func(end int) {
		text := chars.TrimSpace(line[start:end])
		lead := max(strings.Index(line[start:end], text), 0)
		out = append(out, field{text: text, line: r.lines[at].Number, column: 1 + utf8.RuneCountInString(line[:start+lead])})
	}
	for i := from; i < to && len(out) <= r.limits.TableColumns; i++ {
		switch {
		case line[i] == '\\':
			i++
		case line[i] == '|':
			add(i)
			if i+1 < to && line[i+1] == '|' {
				i++
			}
			start = i + 1
		}
	}
	add(max(start, to))
	return out
}
