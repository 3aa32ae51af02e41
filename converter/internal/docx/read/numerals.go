package read

import (
	"strconv"
	"strings"
	"unicode/utf8"

	numerals "nianbao/converter/internal/numbering"
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
	enclosed := func(e numerals.Enclosure) []byte {
		out, ok := e.Append(b, n)
		if !ok {
			return decimal()
		}
		return out
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
		return numerals.AppendFullWidth(b, n), true
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
		return enclosed(numerals.Circled), true
	case "decimalEnclosedParen":
		return enclosed(numerals.Bracketed), true
	case "decimalEnclosedFullstop":
		return enclosed(numerals.Stopped), true
	case "ideographEnclosedCircle":
		return enclosed(numerals.CircledCount), true
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
		return numerals.AppendDigits(b, n, '〇'), true
	case "taiwaneseDigital":
		return numerals.AppendDigits(b, n, '○'), true
	case "chineseCounting", "taiwaneseCounting":
		// Up to 99 with 十; from 100 on digit by digit ([MS-OI29500] 2.1.1338 calls the two types A and C). LibreOffice
		// writes 一百 there.
		switch {
		case n >= 0 && n < 100:
			return numerals.Counting.Append(b, n), true
		case format == "chineseCounting":
			return numerals.AppendDigits(b, n, '〇'), true
		}
		return numerals.AppendDigits(b, n, '○'), true
	case "chineseCountingThousand", "taiwaneseCountingThousand":
		return numerals.Counting.Append(b, n), true
	case "japaneseCounting":
		return numerals.Japanese.Append(b, n), true
	case "chineseLegalSimplified":
		return numerals.Legal.Append(b, n), true
	case "ideographLegalTraditional":
		return numerals.LegalTraditional.Append(b, n), true
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
