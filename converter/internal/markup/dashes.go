package markup

import (
	"strings"
	"unicode"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// dashes is the table whose columns are drawn by a ruler of dashes: the simple and multiline tables of pandoc, the simple
// tables of reStructuredText (with = for -), and what tabulate prints. Cells are what stands under a stretch of dashes;
// between two columns every line must be blank, or the ruler is no ruler.
type dashes struct{}

func (dashes) Name() string { return "dashes" }

func (dashes) Signs() string { return "-=" }

func (dashes) Read(r *reader, at int) ([]document.Block, int) {
	blocks, n := r.ruled(at)
	if len(blocks) == 0 {
		return nil, n
	}
	return r.captioned(blocks, at, n)
}

// ruled reads the table that begins at a line.
func (r *reader) ruled(at int) ([]document.Block, int) {
	mark, groups := rulerLine(r.text(at))
	switch {
	case mark == '=' && groups > 1:
		return r.restSimple(at)
	case mark == '-' && groups == 1:
		return r.multiline(at)
	case mark == '-':
		return r.headless(at)
	case mark == 0 && at+1 < len(r.lines) && !emptyLine(r.text(at)):
		if m, n := rulerLine(r.text(at + 1)); m == '-' && n > 1 {
			return r.simple(at)
		}
	}
	return nil, 1
}

// rulerLine returns the character that a line consists of, and in how many groups. Groups are of two or more, and one
// of four: - and -- stand in cells without a figure.
func rulerLine(line string) (mark byte, groups int) {
	if first := strings.TrimLeftFunc(line, unicode.IsSpace); first == "" || first[0] != '-' && first[0] != '=' {
		return 0, 0 // as most lines
	}
	short := true
	for group := range strings.FieldsSeq(line) {
		short = short && len(group) < 4
		if len(group) < 2 || group[0] != '-' && group[0] != '=' || strings.Trim(group, group[:1]) != "" || mark != 0 && group[0] != mark {
			return 0, 0
		}
		mark = group[0]
		groups++
	}
	if short {
		return 0, 0
	}
	return mark, groups
}

func emptyLine(line string) bool { return chars.TrimSpace(line) == "" }

// simple reads a header line, the ruler and rows up to an empty line.
func (r *reader) simple(at int) ([]document.Block, int) {
	end := at + 2
	for end < len(r.lines) && !emptyLine(r.text(end)) {
		if m, _ := rulerLine(r.text(end)); m != 0 {
			break
		}
		end++
	}
	took := end
	if end < len(r.lines) && !emptyLine(r.text(end)) {
		took++
	}
	rows := r.underRuler(at+1, []int{at}, rowEach(at+2, end))
	if len(rows) == 0 {
		return nil, 1 // the ruler may begin a table of its own
	}
	return r.flatOr(rows, took-at)
}

// headless reads rows between two rulers with columns.
func (r *reader) headless(at int) ([]document.Block, int) {
	end := at + 1
	for end < len(r.lines) {
		if m, _ := rulerLine(r.text(end)); m == '-' {
			break
		}
		end++
	}
	if end == len(r.lines) {
		return nil, end - at
	}
	if strings.TrimSpace(r.text(end)) != strings.TrimSpace(r.text(at)) && len(strings.TrimSpace(r.text(end))) != len(strings.TrimSpace(r.text(at))) {
		return nil, end - at - 1
	}
	rows := r.underRuler(at, nil, r.paragraphsOf(at+1, end))
	return r.flatOr(rows, end+1-at)
}

// multiline reads what stands between two full rulers: header lines, the ruler with columns, rows.
func (r *reader) multiline(at int) ([]document.Block, int) {
	columns := at + 1
	for columns < len(r.lines) && columns < at+200 { // a header cell of one character a line
		if m, _ := rulerLine(r.text(columns)); m != 0 || emptyLine(r.text(columns)) {
			break
		}
		columns++
	}
	if columns == len(r.lines) || columns == at+1 {
		return nil, 1
	}
	if m, groups := rulerLine(r.text(columns)); m != '-' || groups < 2 {
		return nil, columns - at
	}
	end := columns + 1
	for end < len(r.lines) {
		if m, _ := rulerLine(r.text(end)); m == '-' {
			break
		}
		end++
	}
	if end == len(r.lines) || len(strings.TrimSpace(r.text(end))) != len(strings.TrimSpace(r.text(at))) {
		return nil, max(end-at-1, 1)
	}
	var head []int
	for i := at + 1; i < columns; i++ {
		head = append(head, i)
	}
	rows := r.underRuler(columns, head, r.paragraphsOf(columns+1, end))
	return r.flatOr(rows, end+1-at)
}

func (r *reader) flatOr(rows []row, n int) ([]document.Block, int) {
	if len(rows) == 0 {
		return nil, max(n-1, 1) // the last line may be a ruler of what follows
	}
	return r.flat(rows, &restructured), n
}

// caption matches what pandoc writes below a table.
var caption = compiled(`^\s*(?:Table)?: +\S`)

// captioned adds the caption below a table, without its mark.
func (r *reader) captioned(blocks []document.Block, at, n int) ([]document.Block, int) {
	for i := at + n; i < len(r.lines) && i < at+n+2; i++ {
		if line := r.text(i); caption().MatchString(line) {
			text := strings.TrimSpace(line[strings.IndexByte(line, ':')+1:])
			return appendLoose(blocks, []document.Line{retold(&r.lines[i], text, before(line, text))}), i + 1 - at
		} else if !emptyLine(line) {
			break
		}
	}
	return blocks, n
}
