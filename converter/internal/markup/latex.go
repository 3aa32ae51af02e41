package markup

import (
	"strings"

	"nianbao/converter/internal/document"
)

// latex is tabular, longtable and their kin: & between cells, \\ behind rows, \multicolumn and \multirow for spans. A
// cell under a \multirow is written empty.
type latex struct{}

func (latex) Name() string { return "latex" }

func (latex) Signs() string { return `\` }

var (
	texBegin = compiled(`\\begin\{(tabular[xy]?\*?|tabulary|longtable\*?|longtabu|xltabular|ltablex|supertabular|array|tabu)\}`)
	texEnd   = compiled(`\\end\{(tabular[xy]?\*?|tabulary|longtable\*?|longtabu|xltabular|ltablex|supertabular|array|tabu)\}`)
	texRules = compiled(`\\(?:hline|toprule|midrule|bottomrule|endhead|endfoot|endlastfoot|endfirsthead|noalign\{[^}]*\}|cline\{[^}]*\}|cmidrule(?:\([^)]*\))?\{[^}]*\}|specialrule(?:\{[^}]*\}){3}|addlinespace(?:\[[^\]]*\])?|tabularnewline|label\{[^}]*\}|caption\*?(?:\[[^\]]*\])?\{[^}]*\}|rowcolor(?:\[[^\]]*\])?\{[^}]*\}|rowfont\{[^}]*\})(?:\[[^\]]*\])?`)
)

func (latex) Read(r *reader, at int) ([]document.Block, int) {
	if !strings.Contains(r.text(at), `\begin{`) {
		return nil, 1
	}
	begin := texBegin().FindStringSubmatchIndex(r.text(at))
	if begin == nil || !r.closes(at, "latex", texEnd().MatchString) {
		return nil, 1
	}
	end, depth := at, 0
	for ; end < len(r.lines); end++ {
		depth += len(texBegin().FindAllString(r.text(end), -1)) - len(texEnd().FindAllString(r.text(end), -1))
		if depth <= 0 {
			break
		}
	}
	if end == len(r.lines) {
		return nil, end - at
	}
	body := texSource(r, at, end, begin[1])
	body.dropColumns(r.text(at)[begin[2]:begin[3]])
	rows, spans := body.rows(r.limits.TableColumns)
	switch {
	case len(rows) == 0:
		return nil, end + 1 - at
	case spans:
		return r.spanned(rows, &tex), end + 1 - at
	}
	return r.flat(rows, &tex), end + 1 - at
}

// rows cuts the source at \\ and & outside of groups and inner environments. What stands before \endfirsthead is the
// header; the one before \endhead is printed on the next pages and says the same.
func (t *texText) rows(most int) (rows []row, spans bool) {
	var current row
	var under []int // for each column, how many rows from here on a \multirow covers
	column, from, depth := 0, 0, 0
	first := false
	ok := true
	cell := func(to int) {
		f := t.field(from, to)
		spans = spans || f.rowSpan > 1 || f.colSpan > 1
		width := max(f.colSpan, 1)
		if column+width > most {
			ok = false
			return
		}
		for len(under) < column+width {
			under = append(under, 0)
		}
		if under[column] > 0 {
			ok = ok && f.text == ""
		} else {
			current = append(current, f)
			for k := column; k < column+width; k++ {
				under[k] = f.rowSpan
			}
		}
		column += width
	}
	endRow := func(to int) {
		if rest := texRules().ReplaceAllString(t.s[from:to], ""); column > 0 || strings.TrimSpace(rest) != "" {
			cell(to)
			rows = append(rows, current)
			for k := range under {
				under[k] = max(under[k]-1, 0)
			}
		}
		current, column = nil, 0
	}
	for i := 0; i < len(t.s) && ok; i++ {
		rest := t.s[i:]
		switch {
		case strings.HasPrefix(rest, `\begin{`):
			depth++
		case strings.HasPrefix(rest, `\end{`):
			depth--
		case depth == 0 && strings.HasPrefix(rest, `\endfirsthead`):
			first = true
			endRow(i)
			from = i
		case depth == 0 && first && strings.HasPrefix(rest, `\endhead`):
			rows, current, column = rows[:headRows(rows, t.s[:i])], nil, 0
			first = false
			from = i
		}
		switch {
		case rest[0] == '{':
			depth++
		case rest[0] == '}':
			depth--
		case depth == 0 && rest[0] == '&':
			cell(i)
			from = i + 1
		case depth == 0 && (strings.HasPrefix(rest, `\\`) || strings.HasPrefix(rest, `\tabularnewline`)):
			endRow(i)
			if from = i + 2; rest[1] == 't' {
				from = i + len(`\tabularnewline`)
			}
			i = from - 1
		case rest[0] == '\\':
			i++
		}
	}
	if !ok {
		return nil, false
	}
	endRow(len(t.s))
	if !ok {
		return nil, false
	}
	return rows, spans
}

// headRows counts the rows before \endfirsthead.
func headRows(rows []row, source string) int {
	head, _, _ := strings.Cut(source, `\endfirsthead`)
	return min(len(rows), strings.Count(head, `\\`)+strings.Count(head, `\tabularnewline`))
}
