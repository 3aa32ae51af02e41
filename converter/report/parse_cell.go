package report

import (
	"strings"
	"unicode/utf8"
)

// CellForm is what the printed form of a cell looks like by itself.
type CellForm uint8

// The forms.
const (
	Words      CellForm = iota // words: no data, or data that no number can be read from
	Figure                     // a number, perhaps with a unit or a remark
	Mark                       // "/", "—", "无" …: says that there is no number
	Empty                      // nothing
	Unreadable                 // digits that cannot be one number: 0000000
)

// Says reports whether the printed form of the cell reads as its value. Where it does not ({"value": 3, "text": "4件"}), a
// file that prints it would come back as something else.
func (c Cell) Says() bool {
	if c.text == "" {
		return true
	}
	read, _ := ParseCell(c.text)
	return read.number == c.number && read.value.Equal(c.value)
}

// ParseCell reads the printed form of a cell: what a person, and a reader of this product, takes it to say. Words and
// digits that are no number become a cell without a number that prints them.
func ParseCell(text string) (Cell, CellForm) {
	s := TrimSpace(text)
	if s == "" {
		return Blank, Empty
	}
	// The quick way out for words: most cells that are no figures begin with a Han character.
	first, _ := utf8.DecodeRuneInString(s)
	if first >= 0x4e00 && first <= 0x9fff && first != '减' && first != '增' && first != '无' && first != '不' {
		return Text(oneLine(s)), Words
	}
	folded := FoldFigure(s)
	switch folded {
	case "/", "-", "--", "—", "——", "－", "─", "──", "\\", "*", "无", "不适用", "N/A", "n/a", "NA":
		return Text(oneLine(s)), Mark
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
		return Text(oneLine(s)), Words
	}
	plain, ok := ungroup(number)
	if !ok {
		return Text(oneLine(s)), Unreadable
	}
	if len(plain) > 1 && plain[0] == '0' && plain[1] != '.' {
		return Text(oneLine(s)), Unreadable
	}
	if !remark(rest) {
		return Text(oneLine(s)), Words
	}
	if sign == "-" {
		plain = "-" + plain
	}
	value, err := ParseDecimal(plain)
	if err != nil {
		return Text(oneLine(s)), Unreadable
	}
	if rest == "" && (sign == "" || sign == "-" && strings.HasPrefix(folded, "-")) {
		return Number(value), Figure
	}
	return Annotated(value, oneLine(s)), Figure
}

// FoldFigure makes full-width digits, signs and points half width and drops white space.
func FoldFigure(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case IsSpace(r):
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
