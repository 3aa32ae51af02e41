package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/xmlscan"
)

// format is how the number of a cell is shown, as far as that changes what it says.
type format struct {
	percent, date bool
	places        int // decimal places at the most, -1: as many as there are
	zeros         int // decimal places at the least
	thousands     int // commas at the end divide by a thousand each
}

// styles reads the formats of numbers that cells use (18.8).
func (r *reader) styles(s *xmlscan.Scanner) {
	switch s.Name {
	case "x:numFmts":
		s.Children(func() {
			if id, err := strconv.Atoi(s.Attr("numFmtId")); err == nil && s.Name == "x:numFmt" {
				r.own(id, s.Attr("formatCode"))
			}
		}, nil)
	case "x:cellXfs":
		s.Children(func() {
			id, _ := strconv.Atoi(s.Attr("numFmtId"))
			f, known := r.codes[id]
			if !known {
				f = builtIn(id)
			}
			r.formats = append(r.formats, f)
		}, nil)
	}
}

func (r *reader) own(id int, code string) {
	if r.codes == nil {
		r.codes = map[int]format{}
	}
	r.codes[id] = formatOf(code)
}

// builtIn returns the formats that files name by their number alone (18.8.30).
func builtIn(id int) format {
	switch {
	case id == 1, id == 3, id == 37, id == 38:
		return format{}
	case id == 2, id == 4, id == 39, id == 40:
		return format{places: 2, zeros: 2}
	case id == 9:
		return format{percent: true}
	case id == 10:
		return format{percent: true, places: 2, zeros: 2}
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return format{date: true, places: -1}
	}
	return format{places: -1}
}

// formatOf reads a format's code as far as it tells; of its sections the first, that of positive numbers.
func formatOf(code string) format {
	f := format{places: -1}
	var plain strings.Builder
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch code[i] {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				end = len(code) - i - 1
			}
			inner := strings.ToLower(code[i : i+end])
			f.date = f.date || strings.HasPrefix(inner, "[h") || strings.HasPrefix(inner, "[m") || strings.HasPrefix(inner, "[s")
			i += end
		case '\\', '_', '*':
			i++
		default:
			plain.WriteByte(code[i])
		}
	}
	text := strings.ToLower(plain.String())
	if text == "general" || text == "@" || text == "" {
		return f
	}
	f.percent = strings.Contains(text, "%")
	f.date = f.date || !strings.Contains(text, "general") && strings.ContainsAny(text, "ymdhs")
	last := strings.LastIndexAny(text, "0#?")
	if last < 0 {
		return f
	}
	for _, c := range text[last+1:] {
		if c == ',' {
			f.thousands++
		}
	}
	f.places = 0
	if _, behind, ok := strings.Cut(text, "."); ok {
		f.zeros = strings.Count(behind, "0")
		f.places = f.zeros + strings.Count(behind, "#") + strings.Count(behind, "?")
	}
	return f
}

// cell reads x:c and returns what the cell shows.
func (r *reader) cell(s *xmlscan.Scanner) string {
	kind := s.Attr("t")
	style, _ := strconv.Atoi(s.Attr("s"))
	value, text, computed, said := "", "", false, false
	s.Children(func() {
		switch s.Name {
		case "x:f":
			computed = true
		case "x:v":
			value, said = s.Content(1<<16), true
		case "x:is":
			text, said = r.text(s), true
		}
	}, nil)
	if computed && !said {
		r.formulas++
		return ""
	}
	switch kind {
	case "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(r.shared) {
			s.Problem = "a cell names a text that is not there"
			return ""
		}
		return strings.TrimSpace(r.shared[i])
	case "inlineStr":
		return strings.TrimSpace(text)
	case "str", "e", "d":
		return strings.TrimSpace(unescape(value))
	case "b":
		if value == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	if style < 0 || style >= len(r.formats) {
		return r.number(value, format{places: -1})
	}
	return r.number(value, r.formats[style])
}

// escaped is a character that XML cannot hold, or an underscore that would look like the start of one (22.9.2.19, ST_Xstring).
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape resolves such characters. Those that end a line do so, other controls part what stands around them.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	s = escaped.ReplaceAllStringFunc(s, func(e string) string {
		code, _ := strconv.ParseUint(e[2:6], 16, 16)
		switch r := rune(code); {
		case r == '\r':
			return "\n"
		case chars.ValidRune(r) || r == '\n':
			return string(r)
		}
		return " "
	})
	return strings.ReplaceAll(s, "\n\n", "\n")
}

// number returns a number as the cell shows it, as far as that says something else: a share in percent, a day, thousands. Decimal
// places that the format cuts off are kept, and counted.
func (r *reader) number(value string, f format) string {
	if value == "" {
		return ""
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return value // no number: it stands as it is, and is none for the tables either
	}
	if f.date {
		return r.day(v)
	}
	for range min(f.thousands, 5) {
		v /= 1000
	}
	end := ""
	if f.percent {
		v, end = v*100, "%"
	}
	text := plain(v)
	if end == "" && f.thousands == 0 && f.places < 0 && isPlain(value) {
		text = value // 12.50 stays what the file says
	}
	_, decimals, point := strings.Cut(text, ".")
	switch {
	case f.places >= 0 && len(decimals) > f.places:
		r.rounded++
	case len(decimals) < f.zeros:
		if !point {
			text += "."
		}
		text += strings.Repeat("0", min(f.zeros-len(decimals), 15))
	}
	return text + end
}

// written is how numbers are that a file states as figures are printed, to as many digits as a spreadsheet keeps.
var written = regexp.MustCompile(`^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$`)

func isPlain(value string) bool {
	return written.MatchString(value) && len(strings.Trim(value, "-.")) <= digits
}

// digits is how many digits of a number a spreadsheet keeps.
const digits = 15

// plain writes a number with as many digits as a spreadsheet shows, fifteen, and without an exponent.
func plain(v float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if err != nil {
		short = v
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// day returns a day; the time of the day is no part of any report.
func (r *reader) day(v float64) string {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if r.base1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if v < 0 || v > 2_958_465 { // 9999-12-31
		return plain(v)
	}
	return base.AddDate(0, 0, int(v)).Format("2006年1月2日")
}
