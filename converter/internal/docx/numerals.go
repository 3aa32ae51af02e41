package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendNumber appends n in a number format (17.18.59 ST_NumberFormat). For formats that it does not know, or numbers
// that a format cannot write, it appends decimal digits, as word processors do; known is false in the first case.
func appendNumber(b []byte, format string, n int) (_ []byte, known bool) {
	decimal := func() []byte { return strconv.AppendInt(b, int64(n), 10) }
	oneOf := func(list string, each int) []byte { // a fixed set of marks, each so many characters long
		runes := []rune(list)
		if n < 1 || n*each > len(runes) {
			return decimal()
		}
		for _, r := range runes[(n-1)*each : n*each] {
			b = utf8.AppendRune(b, r)
		}
		return b
	}
	from := func(first rune, count int) []byte { // count marks that follow each other in Unicode
		if n < 1 || n > count {
			return decimal()
		}
		return utf8.AppendRune(b, first+rune(n-1))
	}
	switch format {
	case "", "decimal", "decimalHalfWidth":
		return decimal(), true
	case "none", "bullet":
		return b, true
	case "decimalZero":
		return padded(b, n, 2), true
	case "decimalZero3", "decimalZero4", "decimalZero5":
		return padded(b, n, int(format[len(format)-1]-'0')), true
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(b, n, "０１２３４５６７８９"), true
	case "numberInDash":
		return append(strconv.AppendInt(append(b, "- "...), int64(n), 10), " -"...), true
	case "upperRoman":
		return roman(b, n, false), true
	case "lowerRoman":
		return roman(b, n, true), true
	case "upperLetter":
		return letters(b, n, 'A'), true
	case "lowerLetter":
		return letters(b, n, 'a'), true
	case "hex":
		return append(b, strings.ToUpper(strconv.FormatInt(int64(n), 16))...), true
	case "ordinal":
		return append(decimal(), ordinalSuffix(n)...), true
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n == 0 {
			return append(b, "⓪"...), true
		}
		return from('①', 20), true
	case "decimalEnclosedParen":
		return from('⑴', 20), true
	case "decimalEnclosedFullstop":
		return from('⒈', 20), true
	case "ideographEnclosedCircle":
		return from('㊀', 10), true
	case "ideographTraditional":
		return oneOf("甲乙丙丁戊己庚辛壬癸", 1), true
	case "ideographZodiac":
		return oneOf("子丑寅卯辰巳午未申酉戌亥", 1), true
	case "ideographZodiacTraditional":
		if n < 1 || n > 60 {
			return decimal(), true
		}
		stem, branch := []rune("甲乙丙丁戊己庚辛壬癸"), []rune("子丑寅卯辰巳午未申酉戌亥")
		return utf8.AppendRune(utf8.AppendRune(b, stem[(n-1)%10]), branch[(n-1)%12]), true
	case "ideographDigital", "japaneseDigitalTenThousand":
		return digits(b, n, "〇一二三四五六七八九"), true
	case "taiwaneseDigital":
		return digits(b, n, "○一二三四五六七八九"), true
	case "chineseCounting", "taiwaneseCounting":
		// Up to 99 with 十; from 100 on digit by digit ([MS-OI29500] 2.1.1338 calls the two types A and C). LibreOffice
		// writes 一百 there.
		switch {
		case n >= 0 && n < 100:
			return counting(b, n, chineseNumerals), true
		case format == "chineseCounting":
			return digits(b, n, "〇一二三四五六七八九"), true
		}
		return digits(b, n, "○一二三四五六七八九"), true
	case "chineseCountingThousand", "taiwaneseCountingThousand":
		return counting(b, n, chineseNumerals), true
	case "japaneseCounting":
		return counting(b, n, japaneseNumerals), true
	case "chineseLegalSimplified":
		return counting(b, n, legalNumerals), true
	case "ideographLegalTraditional":
		return counting(b, n, legalTraditionalNumerals), true
	}
	return decimal(), false
}

func padded(b []byte, n, width int) []byte {
	s := strconv.Itoa(n)
	for range width - len(s) {
		b = append(b, '0')
	}
	return append(b, s...)
}

// digits writes the decimal digits in other characters.
func digits(b []byte, n int, set string) []byte {
	runes := []rune(set)
	for _, c := range strconv.Itoa(n) {
		if c < '0' {
			b = append(b, '-')
			continue
		}
		b = utf8.AppendRune(b, runes[c-'0'])
	}
	return b
}

// letters writes a, b … z, aa, bb … (17.18.59 lowerLetter: the letter is repeated).
func letters(b []byte, n int, first byte) []byte {
	if n < 1 || n > 26*30 {
		return strconv.AppendInt(b, int64(n), 10)
	}
	for range (n-1)/26 + 1 {
		b = append(b, first+byte((n-1)%26))
	}
	return b
}

func roman(b []byte, n int, lower bool) []byte {
	if n < 1 || n > 4999 {
		return strconv.AppendInt(b, int64(n), 10)
	}
	start := len(b)
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	marks := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	for i, v := range values {
		for ; n >= v; n -= v {
			b = append(b, marks[i]...)
		}
	}
	if lower {
		for i := start; i < len(b); i++ {
			b[i] |= 0x20
		}
	}
	return b
}

func ordinalSuffix(n int) string {
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

// numerals are the characters of a counting system: ten digits, then the units ten, hundred, thousand and ten thousand.
type numerals struct {
	digits, units string
	ten           bool // 10 to 19 and hundreds drop their leading one (十一, not 一十一)
	zero          bool // an empty place between digits is said (一百零一)
	ones          bool // a one before a unit inside of the number is said (一百一十, not 百十)
}

var (
	chineseNumerals          = numerals{"零一二三四五六七八九", "十百千万", true, true, true}
	japaneseNumerals         = numerals{"〇一二三四五六七八九", "十百千万", true, false, false}
	legalNumerals            = numerals{"零壹贰叁肆伍陆柒捌玖", "拾佰仟万", false, true, true}
	legalTraditionalNumerals = numerals{"零壹貳參肆伍陸柒捌玖", "拾佰仟萬", false, true, true}
)

// counting writes n up to 9999 9999 as it is counted aloud.
func counting(b []byte, n int, s numerals) []byte {
	digit, unit := []rune(s.digits), []rune(s.units)
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
				gap = !leading && s.zero
				continue
			}
			if gap && !leading {
				b = utf8.AppendRune(b, digit[0])
			}
			gap = false
			one := d == 1 && place > 0 && (leading && place == 1 && s.ten || !s.ones && place < 4)
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
