// Package fold brings text to the form in which labels and headings are compared: letters, digits and Han characters
// only, full width made half, circled and bracketed numerals spelt out, traditional characters of the official labels
// made simplified. White space, punctuation and Markdown marks are dropped (label_matching in the edition's source).
// Folded text is for comparing only; what is printed is never folded.
package fold

import (
	"unicode"
	"unicode/utf8"

	"nianbao/converter/internal/numbering"
)

// Text folds s.
func Text(s string) string {
	var short [64]byte // labels fit
	return string(Append(short[:0], s))
}

// AppendRunes appends the folded runes of s to dst.
func AppendRunes(dst []rune, s string) []rune {
	for _, r := range s {
		if f := Rune(r); f != 0 {
			dst = append(dst, f)
		}
	}
	return dst
}

// Append appends the folded text of s to dst, in UTF-8.
func Append(dst []byte, s string) []byte {
	for _, r := range s {
		if f := Rune(r); f != 0 {
			dst = utf8.AppendRune(dst, f)
		}
	}
	return dst
}

// Rune folds one character; 0 means that it is dropped.
func Rune(r rune) rune {
	switch {
	case r < 0x80:
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return 0
	case r >= 0x4e00 && r <= 0x9fff:
		return Simplified(r)
	case r >= 0xff10 && r <= 0xff19:
		return r - 0xff10 + '0'
	case r >= 0xff21 && r <= 0xff3a:
		return r - 0xff21 + 'a'
	case r >= 0xff41 && r <= 0xff5a:
		return r - 0xff41 + 'a'
	case r >= '㈠' && r <= '㈩':
		return numbering.Numeral(numbering.BracketedCount.Value(r))
	case r >= '①' && r <= '⑨':
		return r - '①' + '1'
	case r >= '⑴' && r <= '⑼':
		return r - '⑴' + '1'
	case r == '〇':
		return '0'
	case r >= 0x3400 && unicode.Is(unicode.Han, r), r > 0xffff && unicode.IsLetter(r):
		return r
	case r >= 0xc0 && unicode.IsLetter(r) && r < 0x2000:
		return r
	}
	return 0
}

// Simplified returns the simplified form of a traditional character, and any other character as it is.
func Simplified(r rune) rune {
	if i := r - firstHan; uint32(i) < uint32(len(simplified)) && simplified[i] != 0 {
		return rune(simplified[i])
	}
	return r
}

const firstHan, lastHan = 0x4e00, 0x9fff

// simplified maps the traditional forms, and the words of other regions' usage at the same length, of characters that
// occur in the official labels and headings.
var simplified = pairs("總总體体況况動动開开資信訊息報报實实類类規规範范檔文現现廢废製制發发決决處处數数許许對对強强徵征費费額额單单位位萬万" +
	"請请國国業业機机構构組组織织總总計计務务訟讼訴诉複复議议維维糾纠結结審审嚴严問问題题進进實实項项屬属於于護护權权益益" +
	"過过執执內内詢询無无關关與与現现創创補补確确認认應应當当訪访舉举報报頻频繁繁複复閱阅獲获繳缴逾逾費费" +
	"標标準准據据錄录會会統统協协縣县區区鄉乡鎮镇廳厅財财稅税農农環环衛卫發发產产術术樣样陳陈門门間间長长東东車车馬马電电號号這这個个們们來来為为時时從从將将後后穩稳罰罚經经轉转繼继續续條条辦办" +
	"員员監监學学醫医銀银團团聯联黨党檢检園园際际職职險险圖图預预點点讀读載载")

// pairs reads a string of pairs traditional-simplified; a pair the wrong way round or of equal characters is harmless
// only if listed once, so equal ones are skipped.
//
// A table by the character's number, not a map: every character of every input is looked up.
func pairs(s string) *[lastHan - firstHan + 1]uint16 {
	runes := []rune(s)
	m := new([lastHan - firstHan + 1]uint16)
	for i := 0; i+1 < len(runes); i += 2 {
		if from, to := runes[i], runes[i+1]; from != to && rune(m[to-firstHan]) != from {
			m[from-firstHan] = uint16(to)
		}
	}
	return m
}
