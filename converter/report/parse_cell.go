package report

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/units"
)

// CellForm is what the printed form of a cell looks like by itself.
type CellForm uint8

// The forms.
const (
	Words      CellForm = iota // words: no data, or data that no number can be read from
	Figure                     // a number, perhaps with a unit or a remark
	Mark                       // "/", "—", "无" …: says that there is no number
	Empty                      // nothing
	Unreadable                 // digits that cannot be one number: 0000000, or that stand apart: 46 3
)

// ParseCell reads the printed form of a cell: what a person, and a reader of this product, takes it to say. Words and
// digits that are no number become a cell without a number that prints them on one line.
//
// Digits are one number only where nothing stands between them, or the thousands separator of exact groups of three: a
// comma (1,234,567), a thin or a narrow no-break space. Ordinary white space is no such separator, not even before three
// digits, because 46 300 may be two numbers as well as one; neither is a line break, a tab or a character that nobody sees.
func ParseCell(text string) (Cell, CellForm) {
	c, form, _ := parseCell(text)
	return c, form
}

// parseCell is ParseCell, with the unit that is printed behind the figure.
func parseCell(text string) (Cell, CellForm, units.Unit) {
	s := chars.TrimUnseen(text)
	if s == "" {
		return Cell{}, Empty, units.Unit{}
	}
	// The quick way out for words: most cells that are no figures begin with a Han character.
	first, _ := utf8.DecodeRuneInString(s)
	if first >= 0x4e00 && first <= 0x9fff && first != '减' && first != '增' && first != '无' && first != '不' {
		return Text(chars.OneLine(s)), Words, units.Unit{}
	}
	if isMark(chars.FoldFigure(s)) {
		return Text(chars.OneLine(s)), Mark, units.Unit{}
	}
	sign, digits, worded := cutSign(strings.Map(chars.HalfWidth, s))
	number, rest := cutNumber(digits)
	if last, _ := utf8.DecodeLastRuneInString(number); number == "" || !isDigit(rune(number[0])) || !isDigit(last) {
		return Text(chars.OneLine(s)), Words, units.Unit{}
	}
	plain, ok := ungroup(number)
	of, remarked := remark(chars.FoldFigure(rest))
	switch {
	case !ok && !remarked && apart(number):
		return Text(chars.OneLine(s)), Words, units.Unit{} // a line of prose that begins with figures
	case !ok, sign != "" && !worded && apart(sign), len(plain) > 1 && plain[0] == '0' && plain[1] != '.':
		return Text(chars.OneLine(s)), Unreadable, units.Unit{}
	case !remarked:
		return Text(chars.OneLine(s)), Words, units.Unit{}
	}
	if sign != "" && sign[0] == '-' {
		plain = "-" + plain
	}
	value, err := ParseDecimal(plain)
	if err != nil {
		return Text(chars.OneLine(s)), Unreadable, units.Unit{}
	}
	if rest == "" && (sign == "" || sign == "-" && !worded) {
		return Number(value), Figure, of
	}
	return Annotated(value, chars.OneLine(s)), Figure, of
}

func isMark(folded string) bool {
	switch folded {
	case "/", "-", "--", "—", "——", "－", "─", "──", "\\", "*", "无", "不适用", "N/A", "n/a", "NA":
		return true
	}
	return false
}

// cutSign takes a sign, or words that stand for one, off a figure. White space behind a written sign is part of it, so that
// a dash and a figure of two lines are not taken for a negative number.
func cutSign(s string) (sign, digits string, worded bool) {
	for _, w := range []struct{ word, sign string }{{"减少", "-"}, {"减", "-"}, {"增加", "+"}, {"增", "+"}} {
		if rest, ok := strings.CutPrefix(s, w.word); ok {
			return w.sign, chars.TrimSpace(rest), true
		}
	}
	if s[0] != '-' && s[0] != '+' {
		return "", s, false
	}
	digits = strings.TrimLeftFunc(s[1:], chars.Unseen)
	return s[:len(s)-len(digits)], digits, false
}

// cutNumber parts what may be a number, from its first digit to its last with all that stands between, from what follows.
func cutNumber(s string) (number, rest string) {
	end := 0
	for i, r := range s {
		if !isDigit(r) && r != '.' && r != ',' && r != '，' && !chars.Unseen(r) {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	number = strings.TrimRightFunc(s[:end], chars.Unseen)
	return number, strings.TrimFunc(s[len(number):], chars.Unseen)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// apart reports whether something that prints nothing stands in the text.
func apart(s string) bool { return strings.ContainsFunc(s, chars.Unseen) }

// ungroup removes thousands separators: 1,234,567. Anything else between digits but one point is no single number.
func ungroup(s string) (string, bool) {
	whole, fraction, pointed := strings.Cut(s, ".")
	if strings.ContainsFunc(fraction, func(r rune) bool { return !isDigit(r) }) {
		return "", false
	}
	if i := strings.IndexFunc(whole, func(r rune) bool { return !isDigit(r) }); i >= 0 {
		separator, _ := utf8.DecodeRuneInString(whole[i:])
		if !groups(separator) {
			return "", false
		}
		list := strings.Split(whole, string(separator))
		for i, g := range list {
			if i > 0 && len(g) != 3 || i == 0 && len(g) > 3 || strings.ContainsFunc(g, func(r rune) bool { return !isDigit(r) }) {
				return "", false
			}
		}
		whole = strings.Join(list, "")
	}
	if pointed {
		return whole + "." + fraction, true
	}
	return whole, true
}

// groups reports whether a character is one that is only ever set between the thousands of one number.
func groups(r rune) bool { return r == ',' || r == '，' || r == 0x2009 || r == 0x202f }

// remark reports whether what follows a figure in its cell is a unit or a bracketed remark and not words of their own, and
// which unit it is.
func remark(rest string) (units.Unit, bool) {
	const longest = 40
	of, rest, named := units.Embedded().Cut(rest)
	if rest == "" {
		return of, true
	}
	if !strings.HasPrefix(rest, "(") || !strings.HasSuffix(rest, ")") || utf8.RuneCountInString(rest) > longest {
		return units.Unit{}, false
	}
	if name, ok := units.Of(rest); ok && !named { // 12000（元）
		of, _ = units.Embedded().Find(name)
	}
	return of, true
}
