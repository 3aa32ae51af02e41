package markup

import "strings"

// barred reads a drawn table without merged cells by its bars alone, wherever they stand: every line has one at each joint
// of the rules. Writers that measure Chinese text otherwise than they draw it, and columns that are too narrow for a
// character, shift bars, and cells are told all the same. It returns nil for other tables.
func (r *reader) barred(at, end int) []row {
	var blocks [][]row // the lines between two rules
	joints, ruled, lines := -1, 0, 0
	double := false
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
			blocks = append(blocks, nil)
			continue
		}
		if n, ok := rule(line, "|+", "-"); ok && n > 1 && strings.HasPrefix(line, "|-") { // of psql and org-mode
			ruled++
			blocks = append(blocks, nil)
			continue
		}
		if strings.Count(line, "|") != joints || !strings.HasSuffix(line, "|") {
			return nil
		}
		blocks[len(blocks)-1] = append(blocks[len(blocks)-1], r.boxRow(i))
		lines++
	}
	if joints < 3 || joints > r.limits.TableColumns+1 {
		return nil
	}
	if ruled < 4 && !double {
		for _, block := range blocks {
			if len(block) > 1 {
				return nil // lines may be rows, or may not: the drawing tells
			}
		}
	}
	return joinBlocks(blocks, ruled < 4)
}

// joinBlocks makes a row of each block, or, in a table with rules around the header and the body only, of each line of a
// block that looks like rows: something in the first column of every line, and figures below each other.
func joinBlocks(blocks [][]row, outlined bool) []row {
	var rows []row
	for _, block := range blocks {
		if outlined && looksLikeRows(block) {
			rows = append(rows, block...)
			continue
		}
		for i, fields := range block {
			if i == 0 {
				rows = append(rows, fields)
			} else {
				continueRow(rows[len(rows)-1], fields)
			}
		}
	}
	return rows
}

func looksLikeRows(block []row) bool {
	figures := map[int]int{}
	below := false
	for _, fields := range block {
		if len(fields) == 0 || fields[0].text == "" {
			return false
		}
		for k, f := range fields[1:] {
			if isNumber(strings.ReplaceAll(f.text, ",", "")) {
				figures[k]++
				below = below || figures[k] > 1
			}
		}
	}
	return below
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
