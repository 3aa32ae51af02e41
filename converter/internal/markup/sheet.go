package markup

import (
	"strings"

	"nianbao/converter/internal/document"
)

// sheet makes blocks of the records of a file. A whole sheet comes as one run of records: prose stands in the first
// column with nothing beside it, and rows without anything divide it from the tables. So a stretch between empty rows
// is a table if a row of it has two values, and the first rows of a stretch that have one and end a sentence, or the
// stretch that has nothing else, are lines of text.
func (r *reader) sheet(records []record) []document.Block {
	var out []document.Block
	for len(records) > 0 {
		n := 0
		for n < len(records) && records[n].values() > 0 {
			n++
		}
		part := records[:n]
		for len(part) > 0 && part[0].isProse(part) {
			out = appendField(out, part[0])
			part = part[1:]
		}
		tail := len(part)
		for tail > 0 && part[tail-1].isProse(part[:tail]) {
			tail--
		}
		if tail > 0 {
			rows := make([]row, tail)
			for i := range rows {
				rows[i] = part[i].fields
			}
			table := r.flat(narrowed(rows), &plain)
			if table == nil {
				return nil
			}
			out = append(out, table...)
		}
		for _, rec := range part[tail:] {
			out = appendField(out, rec)
		}
		if n < len(records) {
			out = appendLoose(out, []document.Line{{Number: r.lines[records[n].at].Number}})
			n++
		}
		records = records[n:]
	}
	return out
}

// values counts the fields that hold something.
func (rec *record) values() int {
	n := 0
	for _, f := range rec.fields {
		if !blank(f.text) {
			n++
		}
	}
	return n
}

// isProse reports whether a record at the edge of a stretch is a line of text: nothing but its first field, which ends a
// sentence or is long; or no record of the stretch has two values.
func (rec *record) isProse(part []record) bool {
	if rec.values() != 1 || blank(rec.fields[0].text) || len(rec.fields) < 3 {
		return false
	}
	text := rec.fields[0].text
	if len(text) > longestField || strings.HasSuffix(text, "。") || sectionNumber(text) {
		return true
	}
	for i := range part {
		if part[i].values() > 1 {
			return false
		}
	}
	return true
}

// sectionNumber reports whether a text is numbered 一、 to 九、: a heading across a sheet.
func sectionNumber(s string) bool {
	rest := strings.TrimLeft(s, "一二三四五六七八九十")
	return rest != s && strings.HasPrefix(rest, "、")
}

// appendField adds the first field of a record as a line of text.
func appendField(out []document.Block, rec record) []document.Block {
	for part := range strings.SplitSeq(rec.fields[0].text, "\n") {
		f := rec.fields[0]
		f.text = part
		out = appendLoose(out, []document.Line{f.asLine()})
	}
	return out
}

// asLine returns a field as a line of text.
func (f field) asLine() document.Line {
	tokens := document.Tokenize(f.text, len(f.text)+1)
	for k := range tokens {
		tokens[k].Column += f.column - 1
	}
	return document.Line{Number: f.line, Text: f.text, Tokens: tokens}
}

// narrowed drops the empty columns at the right that a wider table of the same sheet has left behind.
func narrowed(rows []row) []row {
	wide := 0
	for _, fields := range rows {
		for k, f := range fields {
			if !blank(f.text) {
				wide = max(wide, k+1)
			}
		}
	}
	out := make([]row, len(rows))
	for i, fields := range rows {
		out[i] = fields[:min(wide, len(fields))]
	}
	return out
}
