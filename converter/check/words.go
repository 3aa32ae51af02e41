package check

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// arg is a named value of a message, which may differ between the languages.
type arg struct{ name, zh, en string }

func same(name, value string) arg { return arg{name, value, value} }

func inWords(name string, w diag.Wording) arg { return arg{name, w.Chinese, w.English} }

func number(name string, n int) arg { return same(name, strconv.Itoa(n)) }

// Values in messages are cut: hostile input must not make them endless.
const (
	longestValue = 80
	longestList  = 8 // names listed before “and n more”
)

// render puts the arguments into a message of the rules.
func render(template string, lang diag.Lang, args []arg) string {
	var b strings.Builder
	for rest := template; ; {
		before, name, opened := strings.Cut(rest, "{")
		b.WriteString(before)
		if !opened {
			return b.String()
		}
		rest = name
		if value, length, ok := valueOf(rest, lang, args); ok {
			b.WriteString(value)
			rest = rest[length:]
		} else {
			b.WriteByte('{')
		}
	}
}

// valueOf returns the value of the argument whose name, with the brace behind it, begins a text, and the length of both.
func valueOf(text string, lang diag.Lang, args []arg) (value string, length int, ok bool) {
	for _, a := range args {
		if rest, found := strings.CutPrefix(text, a.name); !found || !strings.HasPrefix(rest, "}") {
			continue
		}
		if lang == diag.English {
			return a.en, len(a.name) + 1, true
		}
		return a.zh, len(a.name) + 1, true
	}
	return "", 0, false
}

// clean makes text of the input fit for a message: no control characters, not too long.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if !chars.ValidRune(r) || chars.IsSpace(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
	n := 0
	for i := range s {
		if n++; n > longestValue {
			return s[:i] + "…"
		}
	}
	return s
}

// list joins names, the later ones only counted.
func list(name string, names []string) arg {
	shown := names[:min(len(names), longestList)]
	a := arg{name, strings.Join(shown, "、"), strings.Join(shown, ", ")}
	if more := len(names) - len(shown); more > 0 {
		rest := diag.Word("and-more").With("n", more)
		a.zh, a.en = a.zh+rest.Chinese, a.en+rest.English
	}
	return a
}

// cellName is what a person calls a cell: the row and the column.
func cellName(e *edition.Edition, table string, key report.Key) diag.Wording {
	t := e.Table(table)
	if t == nil {
		return diag.Same(table + "." + key.Row + "." + key.Col)
	}
	return diag.Word("cell").With("row", nameOr(t.RowNames, key.Row), "col", nameOr(t.ColNames, key.Col))
}

// pathName is the argument {path_name}: cells in words, joined by a plus.
func pathName(e *edition.Edition, terms []edition.Path) arg {
	var zh, en []string
	for i, term := range terms {
		if i >= 3 {
			zh, en = append(zh, "…"), append(en, "…")
			break
		}
		name := cellName(e, term.Table, term.Key)
		if t := e.Table(term.Table); i == 0 && t != nil { // the caption, for all of them
			name = diag.Word("cell-of-table").With("table", t.Caption, "cell", name)
		}
		zh, en = append(zh, name.Chinese), append(en, name.English)
	}
	return arg{"path_name", strings.Join(zh, "＋"), strings.Join(en, " + ")}
}

// either joins distinct values by “or”.
func either(name string, values []string) arg {
	values = slices.Compact(values)
	wordings := make([]diag.Wording, len(values))
	for i, v := range values {
		wordings[i] = diag.Same(v)
	}
	return inWords(name, diag.AnyOf(wordings))
}
