package markup

import (
	"strings"
	"unicode/utf8"
)

// sentence reports whether a record is a line of prose: a field without quotes is long or holds the end of a sentence,
// and is not all that the record has.
func sentence(fields row, quoted []bool) bool {
	values, prose := 0, false
	for k, f := range fields {
		if !blank(f.text) {
			values++
			prose = prose || !quoted[k] && (strings.Contains(f.text, "。") || len(f.text) > longestField*4)
		}
	}
	return prose && values > 1
}

// plausible reports whether records are those of a file and not sentences.
func (d delimited) plausible(records []record) bool {
	quotes, proof, scripted, empty, all := 0, 0, 0, 0, 0
	ragged := false
	for i, rec := range records {
		ragged = ragged || i > 0 && len(rec.fields) != len(records[0].fields)
		for k, f := range rec.fields {
			all++
			switch {
			case rec.quoted[k]:
				quotes++
				proof++
			case f.text == "None" || f.text == "NaN" || f.text == "nan":
				scripted++
				proof++
			case f.text == "":
				empty++
			case isNumber(f.text):
				proof++
			case utf8.RuneCountInString(f.text) > longestField:
				return false
			}
		}
	}
	switch {
	case d.separator == '\t':
		return 5*quotes >= all-empty && quotes > 0 || 10*scripted >= all && !ragged
	case quotes == 0 && d.separator == ',' && thousands(records, ragged):
		return false
	}
	return 4*(proof+empty) >= all
}

// thousands reports whether a comma of the records may stand inside a figure: 1,234.
func thousands(records []record, ragged bool) bool {
	every := true
	for _, rec := range records {
		only := true
		for k := 1; k < len(rec.fields); k++ {
			before, after := rec.fields[k-1].text, rec.fields[k].text
			digits := len(after) - len(strings.TrimLeft(after, "0123456789"))
			if digits != 3 || before == "" || before[len(before)-1] < '0' || before[len(before)-1] > '9' {
				only = false
				continue
			}
			if strings.ContainsAny(before, " \u3000") || strings.ContainsAny(after[digits:], " \u3000") {
				return true // two figures in one field
			}
			if ragged && isNumber(before) && len(before) <= 3 && before[0] != '0' {
				return true
			}
		}
		every = every && only
	}
	return every
}

// isNumber reports whether a text is a figure.
func isNumber(s string) bool {
	s = strings.TrimLeft(s, "+-")
	return s != "" && strings.Trim(s, "0123456789.%") == "" && s[0] != '.'
}
