package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// delimited is CSV (RFC 4180), with commas, with semicolons as in files from German locales, or with tabs: the values of
// a sheet. A field in quotes may hold the separator, doubled quotes and line breaks.
//
// Commas stand in prose and in figures too. Lines are CSV only where three records in a row have the same number of
// fields, three at least, fields are short, and quotes, empty fields or figures are a good part of them. Where figures may be
// written with commas for thousands, all is left alone. Tabs divide the cells of every table that was copied out of a
// program, with all that goes wrong there; they are taken for TSV only with quotes, or with the None and NaN of a script.
type delimited struct{ separator byte }

func (d delimited) Name() string {
	switch d.separator {
	case ',':
		return "csv"
	case ';':
		return "csv-semicolon"
	}
	return "tsv"
}

func (d delimited) Signs() string { return string(d.separator) + `"` }

// figures reports whether a record is nothing but figures, four at least: the last rows of a form often stand alone. In
// a text that has CSV already they are CSV.
func (rec record) figures() bool {
	for _, f := range rec.fields {
		if !isNumber(f.text) {
			return false
		}
	}
	return len(rec.fields) > 3
}

const (
	longestRecord = 64 // lines of one record
	longestField  = 200
)

// record is one record of a file.
type record struct {
	fields row
	quoted []bool
	at     int // index of its first line
}

func (d delimited) Read(r *reader, at int) ([]document.Block, int) {
	if n := d.unquoted(r, at); n > 0 {
		return nil, n
	}
	return d.read(r, at)
}

// read reads the records from at on, and tells by them whether they are a file.
func (d delimited) read(r *reader, at int) ([]document.Block, int) {
	var records []record
	end := at
	same, longest := 0, 0
	for end < len(r.lines) {
		fields, quoted, n := d.record(r, end)
		if n == 0 {
			break
		}
		records = append(records, record{fields, quoted, end})
		if k := len(records); k > 1 && len(records[k-2].fields) == len(fields) {
			same++
		} else {
			same = 1
		}
		if len(fields) >= 3 {
			longest = max(longest, same)
		}
		end += n
	}
	known := r.seen[d.Name()] > 0 && d.separator == ',' && slices.ContainsFunc(records, record.figures) && !thousands(records, true)
	if longest < 3 && !known || !d.plausible(records) {
		return nil, max(end-at, 1)
	}
	return r.sheet(records), end - at
}

// unquoted returns how many lines from at on are records with tabs that nothing says to be a file: no quotes, and no None or NaN of a
// script. They are the tables that were copied out of programs, and need not be read to be seen through. 0: the records have to be read.
func (d delimited) unquoted(r *reader, at int) int {
	if d.separator != '\t' {
		return 0
	}
	end := at
	for ; end < len(r.lines); end++ {
		line := r.text(end)
		tabs := strings.Count(line, "\t")
		if tabs == 0 && !strings.HasPrefix(line, `"`) {
			break
		}
		if tabs == 0 || tabs >= r.limits.TableColumns || len(line) > longestField || strings.Contains(line, "。") ||
			strings.Contains(line, `"`) || strings.Contains(line, "None") || strings.Contains(line, "NaN") || strings.Contains(line, "nan") {
			return 0
		}
	}
	return end - at
}

// record reads the record that begins at a line; n is 0 where none can.
func (d delimited) record(r *reader, at int) (fields row, quoted []bool, n int) {
	line := r.text(at)
	if strings.IndexByte(line, d.separator) < 0 && !strings.HasPrefix(line, `"`) || d.separator != '\t' && strings.IndexByte(line, '\t') >= 0 {
		return nil, nil, 0
	}
	n, pos := 1, 0
	for len(fields) <= r.limits.TableColumns {
		for pos < len(line) && line[pos] == ' ' {
			pos++
		}
		f := field{line: r.lines[at+n-1].Number, column: 1 + utf8.RuneCountInString(line[:pos])}
		isQuoted := pos < len(line) && line[pos] == '"'
		if isQuoted {
			var b strings.Builder
			pos++
			for {
				if pos == len(line) {
					if n == longestRecord || at+n == len(r.lines) {
						return nil, nil, 0
					}
					line, pos = r.text(at+n), 0
					n++
					b.WriteByte('\n')
					continue
				}
				if line[pos] != '"' {
					b.WriteByte(line[pos])
					pos++
					continue
				}
				if pos++; pos == len(line) || line[pos] != '"' {
					break
				}
				b.WriteByte('"')
				pos++
			}
			f.text = b.String()
			pos += len(line[pos:]) - len(strings.TrimLeft(line[pos:], " "))
			if pos < len(line) && line[pos] != d.separator {
				return nil, nil, 0
			}
		} else {
			size := strings.IndexByte(line[pos:], d.separator)
			if size < 0 {
				size = len(line) - pos
			}
			f.text = chars.TrimSpace(line[pos : pos+size])
			pos += size
		}
		fields, quoted = append(fields, f), append(quoted, isQuoted)
		if pos == len(line) {
			if len(fields) < 2 || sentence(fields, quoted) {
				return nil, nil, 0
			}
			return fields, quoted, n
		}
		pos++
	}
	return nil, nil, 0
}
