package markup

import "strings"

// run returns the end of the run of lines from at on that begin, behind their indent, with one of the characters.
func (r *reader) run(at int, first string) int {
	end := at
	for end < len(r.lines) {
		s := strings.TrimLeft(r.text(end), " \t")
		if s == "" || !strings.Contains(first, s[:1]) {
			break
		}
		end++
	}
	return end
}

// stretch is a stretch of a line, in bytes.
type stretch struct{ from, to int }

// cut returns the stretches of a line between separators that no backslash protects, at most most of them. Where a
// bar opens and closes the line, what is outside is no field.
func cut(line string, separators string, outer bool, most int) []stretch {
	from, to := 0, len(line)
	if outer {
		from = len(line) - len(strings.TrimLeft(line, " \t"))
		to = len(strings.TrimRight(line, " \t"))
		if from < to && strings.Contains(separators, line[from:from+1]) {
			from++
		}
		if from < to && strings.Contains(separators, line[to-1:to]) && !protected(line, to-1) {
			to--
		} else if from == to {
			return nil
		}
	}
	var out []stretch
	start := from
	for i := from; i < to && len(out) <= most; i++ {
		switch {
		case line[i] == '\\':
			i++
		case strings.IndexByte(separators, line[i]) >= 0:
			out = append(out, stretch{start, i})
			start = i + 1
		}
	}
	return append(out, stretch{min(start, to), to})
}

// protected reports whether an odd number of backslashes stands before the byte.
func protected(line string, at int) bool {
	n := 0
	for n < at && line[at-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// barRow returns the fields of a line between bars.
func (r *reader) barRow(at int) row {
	var out row
	for _, s := range cut(r.text(at), "|", true, r.limits.TableColumns) {
		out = append(out, r.trimmed(at, s.from, s.to))
	}
	return out
}

// bareRow returns the fields of a line of a table without bars outside: where that gives as many as the table has columns,
// a bar at either end has an empty cell beside it.
func (r *reader) bareRow(at, columns int) row {
	stretches := cut(r.text(at), "|", false, r.limits.TableColumns)
	if len(stretches) != columns {
		return r.barRow(at)
	}
	var out row
	for _, s := range stretches {
		out = append(out, r.trimmed(at, s.from, s.to))
	}
	return out
}

// bordered reports whether a line begins and ends with a bar.
func bordered(line string) bool {
	s := strings.Trim(line, " \t")
	return len(s) > 1 && s[0] == '|' && s[len(s)-1] == '|' && !protected(s, len(s)-1)
}

// rule reports whether a line consists of bars (or other joints) and of nothing but strokes between them, and counts the
// stretches of strokes.
func rule(line, joints, strokes string) (stretches int, ok bool) {
	s := strings.Trim(line, " \t")
	inside := false
	for i := range len(s) {
		switch c := s[i : i+1]; {
		case strings.Contains(strokes, c):
			if !inside {
				stretches++
			}
			inside = true
		case strings.Contains(joints, c):
			inside = false
		case c == " " || c == "\t":
		default:
			return 0, false
		}
	}
	return stretches, stretches > 0
}

// strayBar reports whether one row has a field more than all others, which have the same number: somebody did not protect
// a bar inside a text, and nothing says which bar it is.
func strayBar(rows []row) bool {
	if len(rows) < 3 {
		return false
	}
	long, others := 0, -1
	most := widest(rows)
	for _, fields := range rows {
		switch n := len(fields); {
		case n == most:
			long++
		case others >= 0 && n != others:
			return false
		default:
			others = n
		}
	}
	return long == 1 && others >= 2
}
