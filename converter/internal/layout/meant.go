package layout

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Characters that stand for others. Text that was taken from PDF files is full of radicals (⽂ U+2F42 for 文), compatibility
// forms and ligatures, which few fonts have; they are drawn as what they mean. The page's text keeps the character, but where
// one character becomes several.

// meant returns the ideograph that a radical or a compatibility ideograph stands for, 0 for all other characters.
func meant(r rune) rune {
	switch {
	case r < 0x2E80, r > 0x2FDF && r < 0xF900, r > 0xFAFF && r < 0x2F800, r > 0x2FA1F:
		return 0
	case r < 0x2F00:
		return radicals[r-0x2E80]
	}
	if parts := expansion(r); len(parts) == 1 {
		return parts[0]
	}
	return 0
}

// expansion returns what a compatibility character is made of (Unicode, NFKC), nil for any other.
func expansion(r rune) []rune {
	var b [utf8.UTFMax]byte
	d := norm.NFKC.Properties(b[:utf8.EncodeRune(b[:], r)]).Decomposition()
	if d == nil {
		return nil
	}
	return []rune(string(norm.NFC.Bytes(d)))
}

// mayExpand says cheaply that a character may be one of those that expansion takes apart and fonts may lack.
func mayExpand(r rune) bool {
	return r >= 0xA0 && r < 0x2E80 || r >= 0x3200 && r < 0x3400 || r >= 0xFB00 && r < 0xFF00
}

// composed returns the letter that a letter and a combining mark behind it are (NFC), 0 if there is none.
func composed(letter, mark rune) rune {
	if mark < 0x300 || mark >= 0x2000 && mark != 0x3099 && mark != 0x309A || !unicode.Is(unicode.M, mark) {
		return 0
	}
	if s := norm.NFC.String(string([]rune{letter, mark})); utf8.RuneCountInString(s) == 1 {
		r, _ := utf8.DecodeRuneInString(s)
		return r
	}
	return 0
}

// radicals holds the ideograph for each of the CJK radicals from U+2E80 on that has one (Unicode,
// Equivalent_Unified_Ideograph).
var radicals = func() (table [0x80]rune) {
	list := []rune(radicalPairs)
	for i := 0; i+1 < len(list); i += 2 {
		table[list[i]-0x2E80] = list[i+1]
	}
	return table
}()

const radicalPairs = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡" +
	"⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊" +
	"⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长" +
	"⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿" +
	"⻯竜⻰龙⻱龜⻲亀⻳龟"
