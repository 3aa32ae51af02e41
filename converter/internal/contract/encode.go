package contract

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"nianbao/converter/report"
)

// AppendJSON appends the report in the JSON contract: indented, one table row a line, keys in printing order, a final
// line break. Unknown identity is null; every column of a row that the table's edition prints is written, blank cells
// as null, words as a string; a table whose cells are all blank is {}.
func AppendJSON(b []byte, r *report.Report, v *Vocabulary) []byte {
	v = v.Of(r.Format)
	b = slices.Grow(b, size(r))
	b = append(b, "{\n  \"format\": "...)
	b = appendString(b, r.Format)
	b = append(b, ",\n  \"organization\": "...)
	b = appendStringOrNull(b, r.Organization)
	b = append(b, ",\n  \"year\": "...)
	if r.Year == 0 {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(r.Year), 10)
	}
	b = append(b, ",\n  \"title\": "...)
	b = appendStringOrNull(b, r.Title)
	for _, s := range v.Order(r.Format) {
		if s.Table == "" {
			if paragraphs, ok := r.Prose[s.Key]; ok && paragraphs != nil {
				b = append(appendString(append(b, ",\n  "...), s.Key), ": "...)
				b = appendParagraphs(b, paragraphs, "  ")
			}
		} else if t := r.Tables[s.Table]; t != nil {
			b = append(appendString(append(b, ",\n  "...), s.Table), ": "...)
			b = appendTable(b, r, v, s.Table)
		}
	}
	b = appendNotes(b, r, v)
	b = appendTableFormats(b, r, v)
	b = appendTail(b, "attachments", r.Attachments)
	if r.Signature != "" {
		b = appendString(append(b, ",\n  \"signature\": "...), r.Signature)
	}
	if r.Date != "" {
		b = appendString(append(b, ",\n  \"date\": "...), r.Date)
	}
	b = appendTail(b, "annotation", r.Annotation)
	b = appendTail(b, "imprint", r.Imprint)
	return append(b, "\n}\n"...)
}

// size is about what a report takes in JSON, in bytes.
func size(r *report.Report) int {
	const rest, paragraph, cell = 1024, 16, 24 // what stands around each
	n := rest
	for _, paragraphs := range r.Prose {
		for _, p := range paragraphs {
			n += len(p) + paragraph
		}
	}
	for _, t := range r.Tables {
		n += cell * len(t)
	}
	return n
}

// appendTail writes a list of what stands around the signature, which a document without it does not have.
func appendTail(b []byte, key string, paragraphs []string) []byte {
	if len(paragraphs) == 0 {
		return b
	}
	return appendParagraphs(append(appendString(append(b, ",\n  "...), key), ": "...), paragraphs, "  ")
}

func appendParagraphs(b []byte, paragraphs []string, indent string) []byte {
	if len(paragraphs) == 0 {
		return append(b, "[]"...)
	}
	b = append(b, '[')
	for i, p := range paragraphs {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(append(append(b, "\n  "...), indent...), p)
	}
	return append(append(append(b, '\n'), indent...), ']')
}

// rowsOf returns the cells of a table row by row: the grid that it is printed by, and after that whatever other
// editions know and the table holds.
func rowsOf(r *report.Report, v *Vocabulary, table string) [][]report.Key {
	t := r.Tables[table]
	format, _, _ := TableFormat(r, v, table)
	printed, _ := v.Grid(table, format)
	rows, held := printed.rows(), 0
	for _, k := range printed.Keys {
		if _, has := t[k]; has {
			held++
		}
	}
	if held == len(t) {
		return rows
	}
	seen := map[report.Key]bool{}
	for _, g := range v.Tables[table] {
		for _, k := range g.Keys {
			if _, has := t[k]; has && !printed.Has(k) && !seen[k] {
				seen[k] = true
				rows = addToRow(rows, k)
			}
		}
	}
	return rows
}

// rows cuts the keys of a grid into rows. What is added to one is added to a copy.
func (g Grid) rows() [][]report.Key {
	var rows [][]report.Key
	for from := 0; from < len(g.Keys); {
		to := from + 1
		for to < len(g.Keys) && g.Keys[to].Row == g.Keys[from].Row {
			to++
		}
		if slices.ContainsFunc(rows, func(row []report.Key) bool { return row[0].Row == g.Keys[from].Row }) {
			for _, k := range g.Keys[from:to] {
				rows = addToRow(rows, k)
			}
		} else {
			rows = append(rows, g.Keys[from:to:to])
		}
		from = to
	}
	return rows
}

func addToRow(rows [][]report.Key, k report.Key) [][]report.Key {
	for i, row := range rows {
		if row[0].Row == k.Row {
			rows[i] = append(row, k)
			return rows
		}
	}
	return append(rows, []report.Key{k})
}

func appendTable(b []byte, r *report.Report, v *Vocabulary, table string) []byte {
	t := r.Tables[table]
	if len(t) == 0 {
		return append(b, "{}"...)
	}
	b = append(b, '{')
	for i, row := range rowsOf(r, v, table) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(append(b, "\n    "...), row[0].Row), ": {"...)
		for j, k := range row {
			if j > 0 {
				b = append(b, ", "...)
			}
			b = append(appendString(b, k.Col), ": "...)
			if words := t[k].String(); words != "" && v.HoldsWords(table, k) {
				b = appendString(b, words)
			} else {
				b = appendCell(b, v, t[k])
			}
		}
		b = append(b, '}')
	}
	return append(b, "\n  }"...)
}

func appendCell(b []byte, v *Vocabulary, c report.Cell) []byte {
	value, number := c.Number()
	text := c.Remark()
	switch {
	case c.IsBlank():
		return append(b, "null"...)
	case number && text == "":
		return value.Append(b)
	case !number && v.IsMark(text):
		return appendString(b, text)
	}
	b = append(b, `{"value": `...)
	if number {
		b = value.Append(b)
	} else {
		b = append(b, "null"...)
	}
	return append(appendString(append(b, `, "text": `...), text), '}')
}

func appendNotes(b []byte, r *report.Report, v *Vocabulary) []byte {
	first := true
	for _, s := range v.Order(r.Format) {
		n := r.Notes[s.Table]
		if s.Table == "" || n.Empty() {
			continue
		}
		if first {
			b = append(b, ",\n  \"notes\": {"...)
		} else {
			b = append(b, ',')
		}
		first = false
		b = append(appendString(append(b, "\n    "...), s.Table), ": {"...)
		if len(n.Above) > 0 {
			b = appendParagraphs(append(b, "\n      \"above\": "...), n.Above, "      ")
			if len(n.Below) > 0 {
				b = append(b, ',')
			}
		}
		if len(n.Below) > 0 {
			b = appendParagraphs(append(b, "\n      \"below\": "...), n.Below, "      ")
		}
		b = append(b, "\n    }"...)
	}
	if !first {
		b = append(b, "\n  }"...)
	}
	return b
}

func appendTableFormats(b []byte, r *report.Report, v *Vocabulary) []byte {
	first := true
	for _, s := range v.Order(r.Format) {
		f := r.TableFormats[s.Table]
		if s.Table == "" || f == "" {
			continue
		}
		if first {
			b = append(b, ",\n  \"table_formats\": {"...)
		} else {
			b = append(b, ", "...)
		}
		first = false
		b = append(appendString(b, s.Table), ": "...)
		b = appendString(b, f)
	}
	if !first {
		b = append(b, '}')
	}
	return b
}

func appendStringOrNull(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

// appendString writes a JSON string; characters of HTML are not escaped.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	const separators = 0xE2 // the first byte of U+2028 and U+2029 in UTF-8, and of no ideograph
	b = append(b, '"')
	valid := utf8.ValidString(s)
	done := 0 // s[:done] is written
	for i := 0; i < len(s); {
		c := s[i]
		size := 1
		if c >= utf8.RuneSelf {
			if valid && c != separators {
				i++
				continue
			}
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); r != '\u2028' && r != '\u2029' && !(r == utf8.RuneError && size == 1) {
				i += size
				continue
			}
			b = append(b, s[done:i]...)
			switch r { // valid in JSON, but not in JavaScript of old
			case '\u2028':
				b = append(b, `\u2028`...)
			case '\u2029':
				b = append(b, `\u2029`...)
			default:
				b = append(b, `\ufffd`...)
			}
			i += size
			done = i
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[done:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\t':
			b = append(b, `\t`...)
		case '\n':
			b = append(b, `\n`...)
		case '\r':
			b = append(b, `\r`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		done = i
	}
	return append(append(b, s[done:]...), '"')
}
