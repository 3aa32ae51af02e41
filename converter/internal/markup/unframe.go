package markup

import (
	"strconv"
	"strings"
)

// blank reports whether a field holds nothing, or what data frames and data bases write for nothing.
func blank(s string) bool {
	switch strings.Trim(s, " \t") {
	case "", "NaN", "nan", "None", "NULL", "<NA>", "NaT":
		return true
	}
	return unnamed(strings.TrimSpace(s))
}

// unnamed reports whether a header was invented by a data frame: Unnamed: 3, Unnamed: 1_level_0.
func unnamed(s string) bool {
	rest, ok := strings.CutPrefix(s, "Unnamed: ")
	if !ok {
		return false
	}
	number, level, _ := strings.Cut(rest, "_level_")
	_, err := strconv.Atoi(number + level)
	return err == nil
}

// unframe takes out what a data frame adds to its data: numbers above the columns and before the rows, and the numbers
// that it puts behind equal headers (总计.1).
func unframe(rows []row) []row {
	if len(rows) < 3 || len(rows[0]) < 3 {
		return rows
	}
	head := rows[0]
	index := strings.TrimSpace(head[0].text) == "" && counts(rows[1:])
	switch {
	case index && numbered(head[1:]):
		rows = rows[1:]
	case !index && len(head) > 3 && numbered(head):
		return rows[1:]
	default:
		rows[0] = undouble(head)
	}
	if index {
		for i := range rows {
			rows[i] = rows[i][min(1, len(rows[i])):]
		}
	}
	return rows
}

// numbered reports whether the fields are 0, 1, 2 and so on.
func numbered(fields row) bool {
	for i, f := range fields {
		if strings.TrimSpace(f.text) != strconv.Itoa(i) {
			return false
		}
	}
	return len(fields) > 1
}

// counts reports whether the rows begin with 0, 1, 2 and so on.
func counts(rows []row) bool {
	for i, fields := range rows {
		if len(fields) < 2 || strings.TrimSpace(fields[0].text) != strconv.Itoa(i) {
			return false
		}
	}
	return true
}

// undouble takes the number off a header that only tells it from an equal one before it.
func undouble(head row) row {
	times := map[string]int{}
	out := append(row(nil), head...)
	for i, f := range head {
		if dot := strings.LastIndexByte(f.text, '.'); dot > 0 && f.text[0] > '9' { // 1.1 behind 1 is a figure
			if n := times[f.text[:dot]]; n > 0 && f.text[dot+1:] == strconv.Itoa(n) {
				out[i].text = f.text[:dot]
			}
		}
		times[out[i].text]++
	}
	return out
}
