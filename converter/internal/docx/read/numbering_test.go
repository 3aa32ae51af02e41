package read

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
)

// numberingCase is a document with automatic numbers: its paragraphs as "list level text" (list 0: none, list - : numId 0),
// and what stands in front of each when it is shown. The cases run against LibreOffice too (integration_test.go).
type numberingCase struct {
	name       string
	numbering  string
	styles     string
	paragraphs []string
	want       []string
	differs    string // why LibreOffice shows something else
}

// level makes a w:lvl; extra is put in schema order behind w:numFmt.
func level(i int, format, text, extra string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, i, format, extra, text)
}

const nothing = `<w:suff w:val="nothing"/>`

// official is the list of levels of official documents.
func official(id int, extra string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="multilevel"/>`, id) +
		level(0, "chineseCounting", "%1、", nothing) + level(1, "chineseCountingThousand", "（%2）", nothing) +
		level(2, "decimal", "%3.", `<w:suff w:val="space"/>`) + level(3, "decimal", "（%4）", extra+nothing) + `</w:abstractNum>`
}

func num(id, abstract int, overrides string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, abstract, overrides)
}

func startAt(level, n int) string {
	return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, n)
}

func numberingCases() []numberingCase {
	return []numberingCase{
		{name: "levels of official documents", numbering: official(0, "") + num(1, 0, ""),
			paragraphs: []string{"1 0 总体", "1 1 甲", "1 1 乙", "1 2 丙", "1 2 丁", "1 3 戊", "1 1 己", "1 2 庚", "1 0 数据", "0 0 正文", "1 0 问题", "1 1 辛"},
			want:       []string{"一、总体", "（一）甲", "（二）乙", "1. 丙", "2. 丁", "（1）戊", "（三）己", "1. 庚", "二、数据", "正文", "三、问题", "（一）辛"}},
		{name: "numbers of upper levels", numbering: `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + level(0, "chineseCounting", "第%1章", nothing) + level(1, "decimal", "%1.%2", nothing) + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"+nothing) + `</w:abstractNum>` + num(1, 0, ""),
			paragraphs: []string{"1 0 甲", "1 1 乙", "1 2 丙", "1 2 丁", "1 0 戊", "1 1 己"},
			want:       []string{"第一章甲", "一.1乙", "1.1.1丙", "1.1.2丁", "第二章戊", "二.1己"},
			differs:    "LibreOffice 7.4 does not know w:isLgl"},
		{name: "two lists of one kind go on, a start override starts anew", numbering: official(0, "") + num(1, 0, "") + num(2, 0, "") + num(3, 0, startAt(0, 5)),
			paragraphs: []string{"1 0 甲", "1 0 乙", "2 0 丙", "3 0 丁", "3 0 戊", "1 0 己"},
			want:       []string{"一、甲", "二、乙", "三、丙", "五、丁", "六、戊", "七、己"}},
		{name: "independent lists", numbering: official(0, "") + official(1, "") + num(1, 0, "") + num(2, 1, ""),
			paragraphs: []string{"1 0 甲", "2 0 乙", "1 0 丙", "2 0 丁"},
			want:       []string{"一、甲", "一、乙", "二、丙", "二、丁"}},
		{name: "a level that never restarts", numbering: official(0, `<w:lvlRestart w:val="0"/>`) + num(1, 0, ""),
			paragraphs: []string{"1 0 甲", "1 3 乙", "1 0 丙", "1 3 丁"},
			want:       []string{"一、甲", "（1）乙", "二、丙", "（2）丁"},
			differs:    "LibreOffice 7.4 does not know w:lvlRestart"},
		{name: "numId 0 takes the number of a style away", numbering: official(0, "") + num(1, 0, ""),
			styles:     `<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			paragraphs: []string{"x 甲", "- 0 乙", "x 丙"},
			want:       []string{"一、甲", "乙", "二、丙"}},
		{name: "styles that belong to levels", numbering: `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + level(0, "chineseCounting", "%1、", `<w:pStyle w:val="x"/>`+nothing) + level(1, "chineseCounting", "（%2）", `<w:pStyle w:val="y"/>`+nothing) + `</w:abstractNum>` + num(1, 0, ""),
			styles: `<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="z"><w:name w:val="z"/><w:basedOn w:val="y"/></w:style>`,
			paragraphs: []string{"x 甲", "y 乙", "y 丙", "x 丁", "z 戊"},
			want:       []string{"一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"}},
		{name: "a level redefined by the list", numbering: official(0, "") + num(1, 0, "") + num(2, 0, `<w:lvlOverride w:ilvl="0">`+level(0, "upperRoman", "%1)", nothing)+`</w:lvlOverride>`),
			paragraphs: []string{"1 0 甲", "2 0 乙", "1 0 丙"},
			want:       []string{"一、甲", "II)乙", "三、丙"}},
		{name: "a deeper level first", numbering: official(0, "") + num(1, 0, ""),
			paragraphs: []string{"1 1 甲", "1 1 乙", "1 0 丙", "1 1 丁"},
			want:       []string{"（一）甲", "（二）乙", "二、丙", "（一）丁"}},
		{name: "bullets", numbering: `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="—"/></w:lvl></w:abstractNum>` + num(1, 0, ""),
			paragraphs: []string{"1 0 甲", "1 1 乙"}, want: []string{"• 甲", "— 乙"},
			differs: "LibreOffice's text export has its own bullets"},
		{name: "suffixes", numbering: `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>` + level(0, "decimal", "%1.", "") + level(1, "decimal", "%2、", "") + level(2, "decimal", "%3.", nothing) + level(3, "none", "", "") + `</w:abstractNum>` + num(1, 0, ""),
			paragraphs: []string{"1 0 甲", "1 1 乙", "1 2 丙", "1 3 丁"}, want: []string{"1. 甲", "1、乙", "1.丙", "丁"}},
		{name: "a list that is not there", numbering: num(1, 7, ""), paragraphs: []string{"1 0 甲", "9 0 乙"}, want: []string{"甲", "乙"},
			differs: "LibreOffice makes up a list for a w:num without w:abstractNum"},
	}
}

// package makes the case a document.
func (c numberingCase) parts() parts {
	body := ""
	for _, line := range c.paragraphs {
		words := strings.Fields(line)
		switch {
		case len(words) == 2:
			body += styled(`<w:pStyle w:val="`+words[0]+`"/>`, words[1])
		case words[0] == "0":
			body += p(words[2])
		case words[0] == "-":
			body += styled(`<w:pStyle w:val="x"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>`, words[2])
		default:
			body += styled(`<w:numPr><w:ilvl w:val="`+words[1]+`"/><w:numId w:val="`+words[0]+`"/></w:numPr>`, words[2])
		}
	}
	return parts{"body": body + `<w:sectPr/>`, "numbering": c.numbering, "styles": c.styles}
}

func TestNumbering(t *testing.T) {
	for _, c := range numberingCases() {
		t.Run(c.name, func(t *testing.T) {
			doc, _ := read(t, build(t, c.parts()))
			var got []string
			for _, b := range doc.Blocks {
				got = append(got, b.(*document.Paragraph).Text())
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestDeletedParagraphsDoNotCount: a paragraph that is gone when all changes are accepted has no number.
func TestDeletedParagraphsDoNotCount(t *testing.T) {
	n := `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`
	doc, _ := read(t, build(t, parts{"numbering": official(0, "") + num(1, 0, ""),
		"body": styled(n, "甲") + `<w:p><w:pPr>` + n + `<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>` + styled(n, "丙")}))
	if _, text, _ := strings.Cut(dump(doc), "\n"); text != "[\"一、甲\"]\n[\"二、丙\"]\n" {
		t.Error(text)
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		format string
		want   string // of 0, 1, 2, 10, 11, 20, 21, 27, 99, 100, 101, 110, 1001, 10100
	}{
		{"decimal", "0 1 2 10 11 20 21 27 99 100 101 110 1001 10100"},
		{"decimalZero", "00 01 02 10 11 20 21 27 99 100 101 110 1001 10100"},
		{"upperRoman", "0 I II X XI XX XXI XXVII XCIX C CI CX MI 10100"},
		{"lowerLetter", "0 a b j k t u aa uuuu vvvv wwww fffff 1001 10100"},
		{"chineseCounting", "零 一 二 十 十一 二十 二十一 二十七 九十九 一〇〇 一〇一 一一〇 一〇〇一 一〇一〇〇"},
		{"chineseCountingThousand", "零 一 二 十 十一 二十 二十一 二十七 九十九 一百 一百零一 一百一十 一千零一 一万零一百"},
		{"ideographDigital", "〇 一 二 一〇 一一 二〇 二一 二七 九九 一〇〇 一〇一 一一〇 一〇〇一 一〇一〇〇"},
		{"ideographTraditional", "0 甲 乙 癸 11 20 21 27 99 100 101 110 1001 10100"},
		{"ideographZodiac", "0 子 丑 酉 戌 20 21 27 99 100 101 110 1001 10100"},
		{"ideographZodiacTraditional", "0 甲子 乙丑 癸酉 甲戌 癸未 甲申 庚寅 99 100 101 110 1001 10100"},
		{"decimalEnclosedCircle", "⓪ ① ② ⑩ ⑪ ⑳ 21 27 99 100 101 110 1001 10100"},
		{"decimalEnclosedParen", "0 ⑴ ⑵ ⑽ ⑾ ⒇ 21 27 99 100 101 110 1001 10100"},
		{"decimalFullWidth", "０ １ ２ １０ １１ ２０ ２１ ２７ ９９ １００ １０１ １１０ １００１ １０１００"},
		{"chineseLegalSimplified", "零 壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 贰拾柒 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹仟零壹 壹万零壹佰"},
		{"japaneseCounting", "〇 一 二 十 十一 二十 二十一 二十七 九十九 百 百一 百十 千一 一万百"},
		{"ordinal", "0th 1st 2nd 10th 11th 20th 21st 27th 99th 100th 101st 110th 1001st 10100th"},
		{"klingon", "0 1 2 10 11 20 21 27 99 100 101 110 1001 10100"},
	} {
		var got []string
		for _, n := range []int{0, 1, 2, 10, 11, 20, 21, 27, 99, 100, 101, 110, 1001, 10100} {
			b, known := appendNumber(nil, c.format, n)
			got = append(got, string(b))
			if known != (c.format != "klingon") {
				t.Errorf("%s known: %v", c.format, known)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.format, s, c.want)
		}
	}
}
