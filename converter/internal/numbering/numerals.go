package numbering

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Numerals are the characters that count from one to ten, in this order; for classes of expressions too.
const Numerals = "一二三四五六七八九十"

// Zeros are the characters that stand for nought among Chinese digits: the proper one, its look-alike of typists, and
// the one of counting.
const Zeros = "〇○零"

// Numeral returns the numeral for 1 to 10, 0 for other numbers.
func Numeral(n int) rune {
	if n < 1 || n > 10 {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(Numerals[(n-1)*len("一"):])
	return r
}

// IsNumeral reports whether r is one of [Numerals].
func IsNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十':
		return true
	}
	return false
}

// Digit returns what a digit stands for: ASCII, full width, or one that Chinese years are written in.
func Digit(r rune) (n int, ok bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r >= '０' && r <= '９':
		return int(r - '０'), true
	case strings.ContainsRune(Zeros, r):
		return 0, true
	}
	if i := strings.IndexRune(Numerals, r); i >= 0 && r != '十' {
		return i/len("一") + 1, true
	}
	return 0, false
}

// Digits reads a number written digit by digit, as years are: 二〇二三, ２０２３, 2023.
func Digits(s string) (n int, ok bool) {
	if s == "" || utf8.RuneCountInString(s) > 9 {
		return 0, false
	}
	for _, r := range s {
		d, ok := Digit(r)
		if !ok {
			return 0, false
		}
		n = 10*n + d
	}
	return n, true
}

// Count reads a number as it is counted aloud, up to 9999 9999: 十二, 二十, 廿三, 一百零五. What people say shorter than they
// count (一百五 for 150) is no number here, because it may mean two.
func Count(s string) (n int, ok bool) {
	const none, start = -1, 100_000
	whole, group, digit := 0, 0, none // the ten thousands, this group of four, the digit that waits for its unit
	last, zero := start, false        // the unit before; whether an empty place was said behind it
	if s == "零" || s == "〇" {
		return 0, true
	}
	for _, r := range s {
		switch unit := unitOf(r); {
		case unit == 10_000:
			if whole > 0 || digit == none && group == 0 || digit == none && zero || digit != none && last > 10 && last < start && !zero {
				return 0, false
			}
			whole, group = (group+max(digit, 0))*unit, 0
			last, digit, zero = unit, none, false
		case unit > 0:
			if digit == none && unit == 10 && !zero {
				digit = 1 // 十 alone
			}
			if digit == none || unit >= last {
				return 0, false
			}
			group += digit * unit
			last, digit, zero = unit, none, false
		case r == '廿' || r == '卅':
			if digit != none || last <= 10 {
				return 0, false
			}
			group, last, zero = group+20, 10, false
			if r == '卅' {
				group += 10
			}
		default:
			d, ok := Digit(r)
			if !ok || r < 0x80 || r >= '０' || digit != none || d == 0 && (zero || last == start) {
				return 0, false
			}
			if d == 0 {
				zero = true
			} else {
				digit = d
			}
		}
	}
	switch {
	case s == "", digit == none && zero, digit != none && last > 10 && last < start && !zero:
		return 0, false
	}
	return whole + group + max(digit, 0), true
}

func unitOf(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10_000
	}
	return 0
}

// Number reads a number in any of the ways: 2023, ２０２３, 二〇二三, 十二.
func Number(s string) (n int, ok bool) {
	if n, ok = Digits(s); ok {
		return n, true
	}
	return Count(s)
}

// Chinese writes 0 to 9999 9999 as it is counted aloud in Chinese; other numbers in ASCII digits.
func Chinese(n int) string { return string(Counting.Append(nil, n)) }

// System is a way to count in Han characters.
type System uint8

// The systems: ordinary Chinese, Japanese, and the two sets of characters that cannot be altered with a stroke.
const (
	Counting System = iota
	Japanese
	Legal
	LegalTraditional
)

// characters are those of a counting system: ten digits, then the units ten, hundred, thousand and ten thousand.
type characters struct {
	digits, units string
	ten           bool // 10 to 19 drop their leading one (十一, not 一十一)
	zero          bool // an empty place between digits is said (一百零一)
	ones          bool // a one before a unit inside of the number is said (一百一十, not 百十)
}

func (s System) characters() characters {
	switch s {
	case Japanese:
		return characters{"〇一二三四五六七八九", "十百千万", true, false, false}
	case Legal:
		return characters{"零壹贰叁肆伍陆柒捌玖", "拾佰仟万", false, true, true}
	case LegalTraditional:
		return characters{"零壹貳參肆伍陸柒捌玖", "拾佰仟萬", false, true, true}
	}
	return characters{"零一二三四五六七八九", "十百千万", true, true, true}
}

// Append appends n as it is counted aloud; a number beyond 0 to 9999 9999 in ASCII digits.
func (s System) Append(b []byte, n int) []byte {
	c := s.characters()
	digit, unit := []rune(c.digits), []rune(c.units)
	if n < 0 || n > 99_999_999 {
		return strconv.AppendInt(b, int64(n), 10)
	}
	if n == 0 {
		return utf8.AppendRune(b, digit[0])
	}
	group := func(n int, leading bool) { // one to four digits
		gap := false
		for place, power := 3, 1000; place >= 0; place, power = place-1, power/10 {
			d := n / power % 10
			if d == 0 {
				gap = !leading && c.zero
				continue
			}
			if gap && !leading {
				b = utf8.AppendRune(b, digit[0])
			}
			gap = false
			one := d == 1 && place > 0 && (leading && place == 1 && c.ten || !c.ones && place < 4)
			if !one {
				b = utf8.AppendRune(b, digit[d])
			}
			if place > 0 {
				b = utf8.AppendRune(b, unit[place-1])
			}
			leading = false
		}
	}
	if n >= 10000 {
		group(n/10000, true)
		b = utf8.AppendRune(b, unit[3])
		if rest := n % 10000; rest > 0 {
			group(rest, false)
		}
		return b
	}
	group(n, true)
	return b
}

// AppendDigits appends the decimal digits of n in Chinese, with the given nought (〇, ○).
func AppendDigits(b []byte, n int, nought rune) []byte {
	for _, c := range strconv.Itoa(n) {
		switch c {
		case '-':
			b = append(b, '-')
		case '0':
			b = utf8.AppendRune(b, nought)
		default:
			b = utf8.AppendRune(b, Numeral(int(c-'0')))
		}
	}
	return b
}

// AppendFullWidth appends the decimal digits of n in full width.
func AppendFullWidth(b []byte, n int) []byte {
	for _, c := range strconv.Itoa(n) {
		if c == '-' {
			b = append(b, '-')
			continue
		}
		b = utf8.AppendRune(b, c-'0'+'０')
	}
	return b
}
