package markup

import "strings"

// barred reads a drawn table without merged cells by its bars alone, wherever they stand: every line has one at each joint
// of the rules. Writers that measure Chinese text otherwise than they draw it, and columns that are too narrow for a
// character, shift bars, and cells are told all the same. It returns nil for other tables.
func (r *reader) barred(at, end int) []row {
	var rows []row
	joints := -1
	var open row // the row under way
	lines := 0
	flush := func() {
		if open != nil {
			rows = append(rows, open)
		}
		open = nil
	}
	ruled, double := 0, false
	for i := at; i < end; i++ {
		line := strings.Trim(plainBox(r.text(i)), " \t\u3000")
		if _, ok := rule(line, "+", "-=:"); ok && line[0] == '+' && !strings.Contains(line, " ") { // with a hole it merges cells
			n := strings.Count(line, "+")
			if joints >= 0 && n != joints {
				return nil
			}
			joints = n
			ruled++
			double = double || strings.Contains(line, "+=")
			flush()
			continue
		}
		if n, ok := rule(line, "|+", "-"); ok && n > 1 && strings.HasPrefix(line, "|-") { // of psql and org-mode
			ruled++
			flush()
			continue
		}
		if strings.Count(line, "|") != joints || !strings.HasSuffix(line, "|") {
			return nil
		}
		fields := r.boxRow(i)
		if lines++; open == nil {
			open = fields
		} else {
			continueRow(open, fields)
		}
	}
	flush()
	if joints < 3 || len(rows) == 0 || joints > r.limits.TableColumns+1 || !double && ruled < 4 && lines > len(rows) {
		return nil // in the last case lines may be rows: the drawing tells
	}
	return rows
}

// boxRow cuts a line at its bars, drawn ones too.
func (r *reader) boxRow(at int) row {
	line := r.text(at)
	var out row
	from := -1
	for i, c := range line {
		if c == '|' || c == '│' || c == '┃' || c == '║' {
			if from >= 0 {
				out = append(out, r.trimmed(at, from, i))
			}
			from = i + len(string(c))
		}
	}
	return out
}
