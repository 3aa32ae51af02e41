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

func number(name string, n int) arg { return same(name, strconv.Itoa(n)) }

// Values in messages are cut: hostile input must not make them endless.
const (
	longestValue = 80
	longestList  = 8 // names listed before “and n more”
)

// render puts the arguments into a message of the rules.
func render(template string, lang diag.Lang, args []arg) string {
	pairs := make([]string, 0, 2*len(args))
	for _, a := range args {
		value := a.zh
		if lang == diag.English {
			value = a.en
		}
		pairs = append(pairs, "{"+a.name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(template)
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
		a.zh += "等"
		a.en += " and " + strconv.Itoa(more) + " more"
	}
	return a
}

// cellName is what a person calls a cell: the table's caption where asked for, the row and the column.
func cellName(e *edition.Edition, table string, key report.Key, withTable bool) string {
	t := e.Table(table)
	if t == nil {
		return table + "." + key.Row + "." + key.Col
	}
	name := "“" + nameOr(t.RowNames, key.Row) + "”的“" + nameOr(t.ColNames, key.Col) + "”"
	if withTable {
		name = t.Caption + name
	}
	return name
}

func cellNameEn(e *edition.Edition, table string, key report.Key, withTable bool) string {
	t := e.Table(table)
	if t == nil {
		return table + "." + key.Row + "." + key.Col
	}
	name := "“" + nameOr(t.RowNames, key.Row) + "”, column “" + nameOr(t.ColNames, key.Col) + "”"
	if withTable {
		name = t.Caption + ", " + name
	}
	return name
}

// pathName is the argument {path_name}: cells in words, joined by a plus.
func pathName(e *edition.Edition, terms []edition.Path) arg {
	var zh, en []string
	for i, t := range terms {
		if i > 0 && i >= 3 {
			zh, en = append(zh, "…"), append(en, "…")
			break
		}
		zh = append(zh, cellName(e, t.Table, t.Key, i == 0))
		en = append(en, cellNameEn(e, t.Table, t.Key, i == 0))
	}
	return arg{"path_name", strings.Join(zh, "＋"), strings.Join(en, " + ")}
}

// either joins distinct values by “or”.
func either(name string, values []string) arg {
	values = slices.Compact(values)
	return arg{name, strings.Join(values, "或"), strings.Join(values, " or ")}
}
