package recognize

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// kind is what a cell of a table region looks like by itself.
type kind uint8

const (
	text   kind = iota // words: a label or part of one, or prose
	figure             // a number, perhaps with a unit or a remark
	mark               // "/", "—", "无" …: says that there is no number
	blank              // an empty cell between separators
	glued              // digits that cannot be one number: 0000000
)

// classify reads a cell's text.
func classify(s string) (kind, report.Cell) {
	s = report.TrimSpace(s)
	if s == "" {
		return blank, report.Blank
	}
	// The quick way out for words: most cells that are no figures begin with a Han character.
	first, _ := utf8.DecodeRuneInString(s)
	if first >= 0x4e00 && first <= 0x9fff && first != '减' && first != '增' && first != '无' && first != '不' {
		return text, report.Cell{}
	}
	folded := foldFigure(s)
	switch folded {
	case "/", "-", "--", "—", "——", "－", "─", "──", "\\", "*", "无", "不适用", "N/A", "n/a", "NA":
		return mark, report.Text(s)
	}
	sign, digits := "", folded
	switch {
	case strings.HasPrefix(digits, "-"), strings.HasPrefix(digits, "+"):
		sign, digits = digits[:1], digits[1:]
	case strings.HasPrefix(digits, "减少"), strings.HasPrefix(digits, "减"):
		sign, digits = "-", strings.TrimPrefix(strings.TrimPrefix(digits, "减"), "少")
	case strings.HasPrefix(digits, "增加"), strings.HasPrefix(digits, "增"):
		sign, digits = "+", strings.TrimPrefix(strings.TrimPrefix(digits, "增"), "加")
	}
	end := 0
	for end < len(digits) && (digits[end] >= '0' && digits[end] <= '9' || digits[end] == '.' || digits[end] == ',') {
		end++
	}
	number, rest := digits[:end], strings.TrimSpace(digits[end:])
	if number == "" || number[0] < '0' || number[0] > '9' || number[end-1] == '.' || number[end-1] == ',' {
		return text, report.Cell{}
	}
	plain, ok := ungroup(number)
	if !ok {
		return glued, report.Cell{}
	}
	if len(plain) > 1 && plain[0] == '0' && plain[1] != '.' {
		return glued, report.Cell{}
	}
	if !remark(rest) {
		return text, report.Cell{}
	}
	if sign == "-" {
		plain = "-" + plain
	}
	value, err := report.ParseDecimal(plain)
	if err != nil {
		return glued, report.Cell{}
	}
	if rest == "" && (sign == "" || sign == "-" && strings.HasPrefix(folded, "-")) {
		return figure, report.Number(value)
	}
	return figure, report.Annotated(value, oneLine(s))
}

// foldFigure makes full-width digits, signs and points half width and drops white space.
func foldFigure(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case report.IsSpace(r):
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '，':
			return ','
		case r == '－' || r == '−' || r == '﹣':
			return '-'
		case r == '＋':
			return '+'
		case r == '／':
			return '/'
		case r == '（':
			return '('
		case r == '）':
			return ')'
		}
		return r
	}, s)
}

// ungroup removes thousands separators: 1,234,567. A comma elsewhere, or two points, is no single number.
func ungroup(s string) (string, bool) {
	if strings.Count(s, ".") > 1 {
		return "", false
	}
	if !strings.Contains(s, ",") {
		return s, true
	}
	whole, fraction, pointed := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3) {
			return "", false
		}
	}
	whole = strings.Join(groups, "")
	if strings.Contains(fraction, ",") {
		return "", false
	}
	if pointed {
		return whole + "." + fraction, true
	}
	return whole, true
}

// remark reports whether what follows a figure in its cell is a unit or a bracketed remark and not words of their own.
func remark(rest string) bool {
	for _, unit := range []string{"万元", "亿元", "元", "件", "个", "条", "项", "宗", "起", "人次", "次", "份", "%", "％", "件次"} {
		if after, ok := strings.CutPrefix(rest, unit); ok {
			rest = after
			break
		}
	}
	return rest == "" || strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") && utf8.RuneCountInString(rest) <= 40
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, s)
}

// foldedRune reports whether fold keeps r.
func foldedRune(r rune) bool { return fold.Rune(r) != 0 }
