package sheet

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/limit"
)

// mostColumns is how many columns a spreadsheet has (ECMA-376-1 18.3.1.4).
const mostColumns = 16_384

// OpenCSV reads values that are divided by commas, semicolons or tabs (RFC 4180, and as Excel writes them), in any encoding of package
// encoding, as a book of one sheet. The book is nil where the file is refused: its bytes are no text, a field in quotes has no end or goes
// on behind them, or it exceeds a limit.
//
// A line "sep=;" at the start names the separator, as Excel reads and writes it; else the one is taken that most lines have. What a field
// says is kept as it is written: no figure is rounded, no zero dropped.
func OpenCSV(m *limit.Meter, data []byte) (*Book, *diag.Diagnostic) {
	text, _, found := encoding.Decode(m, data, "")
	if worst, any := found.Worst(); any && worst == diag.Error {
		return nil, &found[0]
	}
	r := csvReader{Book: &Book{meter: m, limits: m.Limits(), flat: true, Found: found}, text: text, line: 1}
	r.separator = r.namedSeparator()
	if r.separator == 0 {
		r.separator = separatorOf(text)
	}
	r.sheet = &Sheet{spans: map[[2]int][2]int{}, hiddenRows: map[int]bool{}}
	r.Sheets = []*Sheet{r.sheet}
	if fault := r.run(); fault != nil {
		return nil, fault
	}
	if r.commas > 0 {
		r.Found = append(r.Found, diag.New("csv-commas", diag.Place{Line: r.firstComma}, "count", r.commas))
	}
	return r.Book, nil
}

// csvReader is the state of one reading.
type csvReader struct {
	*Book
	sheet     *Sheet
	text      string
	at        int // where in the text
	line      int // from 1
	row, col  int
	separator byte

	commas, firstComma int // figures whose comma may be either, and the row of the first
}

// namedSeparator takes the line that names the separator; 0 where there is none.
func (r *csvReader) namedSeparator() byte {
	first, _, _ := strings.Cut(r.text[:min(len(r.text), 16)], "\n")
	first = strings.Trim(strings.TrimSuffix(first, "\r"), `"`)
	name, ok := strings.CutPrefix(first, "sep=")
	if !ok || len(name) != 1 {
		return 0
	}
	r.at = strings.IndexByte(r.text, '\n') + 1
	if r.at == 0 {
		r.at = len(r.text)
	}
	r.line, r.row = 2, 1
	return name[0]
}

// window is how much of a text is looked at for the separator.
const window = 64 << 10

// separatorOf returns the separator that most lines have outside of quotes. Where several are in as many lines, a tab is one and a
// semicolon rather than a comma: figures have commas, and files have semicolons where figures are written so.
func separatorOf(text string) byte {
	best, most := byte(','), 0
	for _, separator := range []byte("\t;,") {
		lines, seen, quoted := 0, false, false
		for i := range min(len(text), window) {
			switch c := text[i]; {
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == separator:
				seen = true
			case c == '\n' || c == '\r':
				if seen {
					lines++
				}
				seen = false
			}
		}
		if seen {
			lines++
		}
		if lines > most {
			best, most = separator, lines
		}
	}
	return best
}

// run reads the fields one after the other.
func (r *csvReader) run() *diag.Diagnostic {
	for r.at < len(r.text) {
		if !r.meter.Step(1) {
			d := r.meter.Refusal()
			return &d
		}
		text, fault := r.field()
		if fault != nil {
			return fault
		}
		if text = chars.TrimSpace(sound(text)); text != "" {
			if fault := r.add(text); fault != nil {
				return fault
			}
		}
		switch {
		case r.at == len(r.text):
		case r.text[r.at] == r.separator:
			r.at++
			if r.col++; r.col >= mostColumns {
				return tooMany(r.line, "sheet-row-length", mostColumns)
			}
		default:
			r.newline()
			r.row, r.col = r.row+1, 0
		}
	}
	return nil
}

// sound puts a blank for each character that no document can hold: the digits on its two sides are no one number.
func sound(text string) string {
	return strings.Map(func(c rune) rune {
		if !chars.ValidRune(c) && c != '\n' {
			return ' '
		}
		return c
	}, text)
}

// newline passes the end of a line: \n, \r\n or \r.
func (r *csvReader) newline() {
	if r.text[r.at] == '\r' && strings.HasPrefix(r.text[r.at+1:], "\n") {
		r.at++
	}
	r.at++
	r.line++
}

// grouped is a figure whose comma is either a decimal one or divides thousands.
var grouped = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[-+]?[0-9]{1,3}(?:,[0-9]{3})+$`) })

// add adds a cell. Where semicolons divide the fields the figures may have decimal commas, and nobody knows what 1,234 is: such a
// cell stays blank and is counted.
func (r *csvReader) add(text string) *diag.Diagnostic {
	if r.separator == ';' && grouped().MatchString(text) {
		if r.commas++; r.commas == 1 {
			r.firstComma = r.row + 1
		}
		text = "" // its place is that of a cell all the same
	}
	if len(r.sheet.Cells) >= r.limits.HTMLNodes {
		return tooMany(r.line, "sheet-cells", r.limits.HTMLNodes)
	}
	if !r.meter.Characters(utf8.RuneCountInString(text)) {
		d := r.meter.Refusal()
		return &d
	}
	r.sheet.Cells = append(r.sheet.Cells, Cell{Row: r.row, Col: r.col, Text: text})
	return nil
}

func tooMany(line int, what diag.Word, most int) *diag.Diagnostic {
	d := diag.New("office-limit", diag.Place{Line: line}, "what", what, "limit", most)
	return &d
}

// field reads a field up to the separator or the line end behind it. Blanks before an opening quote and behind a closing one are
// none of it, as some programs write them.
func (r *csvReader) field() (string, *diag.Diagnostic) {
	start := r.at
	for start < len(r.text) && r.text[start] == ' ' {
		start++
	}
	if start == len(r.text) || r.text[start] != '"' {
		rest := r.text[r.at:]
		end := strings.IndexFunc(rest, func(c rune) bool { return c == rune(r.separator) || c == '\n' || c == '\r' })
		if end < 0 {
			end = len(rest)
		}
		r.at += end
		return rest[:end], nil
	}
	opened := r.line
	r.at = start + 1
	var b strings.Builder
	for {
		end := strings.IndexAny(r.text[r.at:], "\"\r\n")
		if end < 0 {
			return "", broken(opened, "csv-quote-open")
		}
		b.WriteString(r.text[r.at : r.at+end])
		r.at += end
		if r.text[r.at] != '"' {
			r.newline()
			b.WriteByte('\n')
			if !r.meter.Step(1) {
				d := r.meter.Refusal()
				return "", &d
			}
			continue
		}
		if r.at++; !strings.HasPrefix(r.text[r.at:], `"`) {
			break
		}
		b.WriteByte('"')
		r.at++
	}
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] != r.separator && r.text[r.at] != '\n' && r.text[r.at] != '\r' {
		return "", broken(r.line, "csv-quote-text")
	}
	return b.String(), nil
}

func broken(line int, problem diag.Word) *diag.Diagnostic {
	d := diag.New("csv-quotes", diag.Place{Line: line}, "problem", problem)
	return &d
}
