package wordxml_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml/wordtest"
	"nianbao/converter/internal/wordxml"
)

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>` +
	`<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"` +
	` xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:st1="urn:schemas-microsoft-com:office:smarttags" xml:space="preserve">`

// tables are the lists and styles that the cases use.
const tables = `<o:DocumentProperties><o:Title> T </o:Title></o:DocumentProperties>` +
	`<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="39"/><w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:suff w:val="Space"/><w:lvlText w:val="%1.%2"/></w:lvl></w:listDef>` +
	`<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list><w:list w:ilfo="2"><w:ilst w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:list></w:lists>` +
	`<w:styles><w:versionOfBuiltInStylenames w:val="4"/><w:style w:type="paragraph" w:default="on" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:default="off" w:styleId="1"><w:name w:val="heading 1"/><wx:uiName wx:val="标题 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>`

func file(body string) string {
	return head + tables + `<w:body><wx:sect>` + body + `<w:sectPr/></wx:sect></w:body></w:wordDocument>`
}

func read(data string) (*document.Document, diag.List) {
	return wordxml.Read(context.Background(), []byte(data), limit.Default(), style.Default())
}

func p(inner string) string { return `<w:p>` + inner + `</w:p>` }
func r(text string) string  { return `<w:r><w:t>` + text + `</w:t></w:r>` }
func tc(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + p(r(text)) + `</w:tc>`
}

const body = `<w:pPr><w:outlineLvl w:val="9"/></w:pPr>` // of running text

var cases = []struct{ name, body, want, codes string }{
	{"paragraphs", p(body+r("一")+r(" 二 ")) + p(body) + p(r("三")), "一 二 \n2:三\n", ""},
	{"styles and looks", p(`<w:pPr><w:pStyle w:val="1"/></w:pPr>` + r("一") + `<w:r><w:rPr><w:b w:val="off"/></w:rPr><w:t>二</w:t></w:r>`), "1:*一*二\n", ""},
	{"hidden and struck out", p(body + r("一") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>二</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>三</w:t></w:r>`), "一\n", "docx-hidden docx-struck"},
	{"breaks and signs", p(body + `<w:r><w:t>a</w:t><w:br w:type="text-wrapping"/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>&lt;&amp;&gt;</w:t></w:r>`), "a↵b→c-<&>\n", ""},
	{"tracked changes", p(body + `<aml:annotation aml:id="0" w:type="Word.Insertion"><aml:content>` + r("一") + `</aml:content></aml:annotation><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>二</w:delText></w:r></aml:content></aml:annotation>` + r("三")), "一三\n", "docx-tracked"},
	{"a deleted mark joins", p(`<w:pPr><w:outlineLvl w:val="9"/><w:rPr><aml:annotation w:type="Word.Deletion"/></w:rPr></w:pPr>`+r("一")) + p(body+r("二")), "一二\n", "docx-tracked"},
	{"what was formatted otherwise before", p(`<w:pPr><w:outlineLvl w:val="9"/><aml:annotation w:type="Word.Formatting"><aml:content><w:pPr><w:pStyle w:val="1"/></w:pPr></aml:content></aml:annotation></w:pPr>` + r("一")), "一\n", ""},
	{"comments and bookmarks", p(body + `<aml:annotation w:type="Word.Comment.Start"/><aml:annotation w:type="Word.Bookmark.Start" w:name="x"/>` + r("一") + `<aml:annotation w:type="Word.Bookmark.End"/><aml:annotation w:type="Word.Comment.End"/><w:r><aml:annotation w:type="Word.Comment"><aml:content>` + p(r("批")) + `</aml:content></aml:annotation></w:r>`), "一\n", "docx-comment"},
	{"annotations nobody knows", p(body + `<aml:annotation w:type="Other"><aml:content>` + r("一") + `</aml:content></aml:annotation>`), "一\n", ""},
	{"links, smart tags and schemas of one's own", `<x:y xmlns:x="urn:x">` + p(body+`<w:hlink w:dest="http://x"><st1:date Year="2023">`+r("一")+`</st1:date></w:hlink>`) + `</x:y><w:cfChunk>` + p(body+r("二")) + `</w:cfChunk>`, "一\n二\n", ""},
	{"fields", p(body + `<w:r><w:fldChar w:fldCharType="begin"><w:fldData>AAAA</w:fldData></w:fldChar></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("3") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">` + r("4") + `</w:fldSimple>`), "34\n", ""},
	{"notes", p(body + `<w:r><w:t>一</w:t><w:footnote>` + p(r("注")) + `</w:footnote></w:r>`), "一\n", "docx-footnote"},
	{"pictures and text boxes", p(body + r("一") + `<w:r><w:pict><w:binData w:name="wordml://1.png">AAAA</w:binData><v:shape><v:imagedata src="wordml://1.png"/></v:shape></w:pict></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + p(body+r("框")) + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`), "一\n框\n", "docx-image docx-textbox"},
	{"symbols", p(body + `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`), "☑\n", ""},
	{"lists", p(`<w:pPr><w:outlineLvl w:val="9"/><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr></w:pPr>`+r("a")) + p(`<w:pPr><w:outlineLvl w:val="9"/><w:listPr><w:ilvl w:val="1"/><w:ilfo w:val="1"/></w:listPr></w:pPr>`+r("b")) + p(`<w:pPr><w:outlineLvl w:val="9"/><w:listPr><w:ilfo w:val="2"/></w:listPr></w:pPr>`+r("c")), "一、a\n一.1 b\n五、c\n", ""},
	{"headers", p(`<w:pPr><w:outlineLvl w:val="9"/><w:sectPr><w:hdr w:type="odd">` + p(r("h")) + `</w:hdr><w:ftr w:type="odd">` + p(r("f")) + `</w:ftr></w:sectPr></w:pPr>` + r("一")), "一\n", "docx-header-footer"},
	{"a table", `<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>` +
		`<w:tr>` + tc(`<w:vmerge w:val="restart"/>`, "a") + tc(`<w:gridSpan w:val="2"/>`, "b") + `</w:tr><w:tr>` + tc(`<w:vmerge/>`, "") + tc("", "1") + tc("", "2") + `</w:tr></w:tbl>`, "|2×1 2:a|1×2 2:b|\n|2:1|2:2|\n", ""},
	{"merges across told as such", `<w:tbl><w:tr>` + tc(`<w:hmerge w:val="restart"/>`, "a") + tc(`<w:hmerge w:val="continue"/>`, "") + `</w:tr><w:tr>` + tc("", "1") + tc("", "2") + `</w:tr></w:tbl>`, "|1×2 2:a|\n|2:1|2:2|\n", ""},
	{"deleted rows", `<w:tbl><w:tr><w:trPr><aml:annotation w:type="Word.Deletion"/></w:trPr>` + tc("", "a") + tc("", "b") + `</w:tr><w:tr>` + tc("", "1") + tc("", "2") + `</w:tr></w:tbl>`, "|2:1|2:2|\n", "docx-tracked"},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(file(c.body))
			wordtest.Sound(t, doc, found)
			if got := wordtest.Dump(doc); got != c.want {
				t.Errorf("got\n%swant\n%s%v", got, c.want, found)
			}
			if got := wordtest.Codes(found); got != c.codes {
				t.Errorf("found %s, want %s", got, c.codes)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	for _, name := range []string{"nianbao.organization", "nianbao_organization"} {
		doc, found := read(head + `<o:CustomDocumentProperties><o:` + name + `>某局</o:` + name + `></o:CustomDocumentProperties><w:body>` + p(r("一")) + `</w:body></w:wordDocument>`)
		if doc.Meta.Organization != "某局" {
			t.Errorf("%s: %+v %v", name, doc.Meta, found)
		}
	}
	many := strings.Repeat(`<o:x>y</o:x>`, 64) + `<o:nianbao.organization>某局</o:nianbao.organization>`
	if doc, _ := read(head + `<o:CustomDocumentProperties>` + many + `</o:CustomDocumentProperties><w:body>` + p(r("一")) + `</w:body></w:wordDocument>`); doc.Meta.Organization != "" {
		t.Error("the 65th property is read")
	}
	if doc, _ := read(file(p(r("一")))); doc.Title != "T" {
		t.Errorf("title %q", doc.Title)
	}
}

// Page headers are those of the first sections.
func TestFirstHeaders(t *testing.T) {
	for n, want := range map[int]string{5: "docx-header-footer", 6: ""} {
		_, found := read(file(p(`<w:pPr><w:sectPr>` + strings.Repeat(`<w:hdr/>`, n) + `<w:hdr>` + p(r("h")) + `</w:hdr></w:sectPr></w:pPr>` + r("一"))))
		if got := wordtest.Codes(found); got != want {
			t.Errorf("behind %d: %q, want %q", n, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat(`<w:hlink>`, 300) + strings.Repeat(`</w:hlink>`, 300)
	for _, c := range []struct{ name, data, code string }{
		{"nothing", "", "office-damaged"},
		{"another root", `<a/>`, "office-damaged"},
		{"no text", head + `</w:wordDocument>`, "office-damaged"},
		{"cut off", file(p(r("一")))[:1300], "office-damaged"},
		{"cut off behind the text", strings.TrimSuffix(file(p(r("一"))), "</w:wordDocument>"), "office-damaged"},
		{"something behind the root", file(p(r("一"))) + "<a>", "office-damaged"},
		{"an entity", `<!DOCTYPE a [<!ENTITY e "eeee"><!ENTITY f "&e;&e;&e;">]>` + strings.TrimPrefix(file(p(r("&f;"))), `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`), "office-damaged"},
		{"too deep", file(p(deep)), "office-damaged"},
		{"tables in tables", file(strings.Repeat(`<w:tbl><w:tr><w:tc>`, 12) + p(r("一")) + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 12)), "docx-table-limit"},
	} {
		doc, found := read(c.data)
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); doc != nil || !strings.HasSuffix(got, c.code) {
			t.Errorf("%s: read: %v, found %s, want %s", c.name, doc != nil, got, c.code)
		}
	}
}

func TestLimits(t *testing.T) {
	long := file(strings.Repeat(p(r("一二三四五六七八九十")), 100))
	for _, c := range []struct {
		name string
		set  func(*limit.Limits)
		code string
	}{
		{"bytes", func(l *limit.Limits) { l.Input = 100 }, "input-limit"},
		{"paragraphs", func(l *limit.Limits) { l.Paragraphs = 99 }, "document-limit"},
		{"characters", func(l *limit.Limits) { l.Characters = 999 }, "document-limit"},
		{"elements and attributes", func(l *limit.Limits) { l.HTMLNodes = 300 }, "office-limit"},
	} {
		limits := limit.Default()
		c.set(&limits)
		doc, found := wordxml.Read(context.Background(), []byte(long), limits, style.Default())
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); got != c.code {
			t.Errorf("%s: %s, want %s", c.name, got, c.code)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("enough"))
	doc, found := wordxml.Read(ctx, []byte(file(strings.Repeat(p(r("一")), 3000))), limit.Default(), style.Default())
	if doc != nil || wordtest.Codes(found) != "time-limit" {
		t.Error(doc != nil, found)
	}
}

var attribute = regexp.MustCompile(`"[^"<>]*"`)

// TestDamaged: whatever the value of an attribute is, and wherever a file is cut off, it is read or refused. One that is cut is refused.
func TestDamaged(t *testing.T) {
	for _, c := range cases {
		whole := file(c.body)
		for _, at := range attribute.FindAllStringIndex(whole, -1) {
			if at[0] < len(head) {
				continue
			}
			for _, value := range []string{`""`, `"-1"`, `"99999999"`, `"&lt;&quot;"`} {
				doc, found := read(whole[:at[0]] + value + whole[at[1]:])
				wordtest.Sound(t, doc, found)
			}
		}
		for n := len(head); n < len(whole); n += 11 {
			if doc, found := read(whole[:n]); doc != nil {
				t.Fatalf("%s was read: %v", whole[len(head):n], found)
			}
		}
	}
}

func ExampleRead() {
	doc, found := wordxml.Read(context.Background(), []byte(file(`<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>`)), limit.Default(), style.Default())
	fmt.Print(wordtest.Dump(doc), len(found))
	// Output:
	// 1:*总体情况*
	// 0
}

func FuzzRead(f *testing.F) {
	for _, c := range cases {
		f.Add(c.body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		doc, found := read(file(body))
		wordtest.Sound(t, doc, found)
	})
}
