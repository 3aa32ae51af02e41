package read

import (
	"context"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/limit"
)

// shown is the dump of a document without its first line, trimmed.
func shown(t *testing.T, p parts) (string, []string) {
	t.Helper()
	doc, list := Document(context.Background(), build(t, p), limit.Default())
	var codes []string
	for _, d := range list {
		if !slices.Contains(codes, string(d.Code)) {
			codes = append(codes, string(d.Code))
		}
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			if m := d.Message(lang); strings.ContainsAny(m, "{}") {
				t.Errorf("%s: an argument of the message is missing: %s", d.Code, m)
			}
		}
	}
	if doc == nil {
		return "refused", codes
	}
	for _, b := range doc.Blocks {
		checkTables(t, b)
	}
	_, text, _ := strings.Cut(dump(doc), "\n")
	return strings.TrimSuffix(text, "\n"), codes
}

const boldStyles = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="x"/><w:basedOn w:val="h"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>`

func fieldOf(code, result string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// TestText covers what stands in paragraphs.
func TestText(t *testing.T) {
	for _, c := range []struct {
		name, body, styles string
		want               string
		codes              string
	}{
		{name: "runs join", body: p("甲", "乙"), want: `["甲乙"]`},
		{name: "empty paragraphs are nothing", body: p() + p("甲") + p(" \u3000"), want: `["甲"]`},
		{name: "space is mark-up unless preserved", body: `<w:p><w:r><w:t> 甲
			乙 </w:t></w:r><w:r><w:t xml:space="preserve"> 丙 </w:t></w:r></w:p>`, want: `["甲    乙 丙 "]`},
		{name: "references and CDATA", body: p("&lt;甲&#20057;&#x4e19;&amp;&gt;<![CDATA[<丁&amp;>]]><!-- a > b -->戊"), want: `["<甲乙丙&><丁&amp;>戊"]`},
		{name: "tab, break, hyphens", body: p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t><w:noBreakHyphen/><w:t>35</w:t><w:softHyphen/><w:t>6</w:t></w:r>"), want: `["甲\t乙\n丙\n丁-356"]`},
		{name: "page breaks at the ends", body: p(`<w:r><w:br w:type="page"/></w:r>`, "甲", `<w:r><w:lastRenderedPageBreak/><w:br/></w:r>`), want: `["甲"]`},
		{name: "bold, direct", body: p(`<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r>`, "乙", `<w:r><w:rPr><w:b w:val="false"/></w:rPr><w:t>丙</w:t></w:r>`), want: `[*"甲"]["乙丙"]`},
		{name: "bold by style and toggled", styles: boldStyles,
			body: styled(`<w:pStyle w:val="h"/>`, "甲") + `<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:rPr><w:rStyle w:val="strong"/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:rStyle w:val="strong"/><w:b w:val="1"/></w:rPr><w:t>丙</w:t></w:r></w:p>` +
				styled(`<w:pStyle w:val="h2"/>`, "丁") + p(`<w:r><w:rPr><w:rStyle w:val="strong"/></w:rPr><w:t>戊</w:t></w:r>`),
			want: "<outline 1>[*\"甲\"]\n<outline 1>[\"乙\"][*\"丙\"]\n<outline 1>[\"丁\"]\n[*\"戊\"]"},
		{name: "outline of the paragraph itself", styles: boldStyles, body: styled(`<w:outlineLvl w:val="2"/>`, "甲") + styled(`<w:pStyle w:val="h2"/><w:outlineLvl w:val="9"/>`, "乙"), want: "<outline 3>[\"甲\"]\n[\"乙\"]"},
		{name: "hyperlink", body: p(`<w:hyperlink r:id="rId9"><w:r><w:t>甲</w:t></w:r></w:hyperlink>`, "乙"), want: `["甲乙"]`},
		{name: "field, simple and complex", body: p(`<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>`, fieldOf(" DATE ", run("2024年")), "止"), want: `["32024年止"]`},
		{name: "field in a field's code", body: p(fieldOf(` IF `+"</w:instrText></w:r>"+fieldOf("PAGE", run("9"))+"<w:r><w:instrText> = 1 ", run("甲")), "乙"), want: `["甲乙"]`},
		{name: "field without end", body: p(`<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>`) + p("甲"), want: `["甲"]`},
		{name: "check box and list", body: p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`, "甲",
			`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="一"/><w:listEntry w:val="二"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`), want: `["☑甲二"]`},
		{name: "a drawn field", body: p("甲", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \o\ac(○,1) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`), want: `["甲"]`, codes: "docx-field-lost"},
		{name: "fields that fetch", body: p(fieldOf(`DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"`, run("甲")), `<w:fldSimple w:instr='INCLUDEPICTURE "http://example.com/a.png"'/>`), want: `["甲"]`, codes: "docx-field-link"},
		{name: "table of contents", body: p("目录", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, "一、总体情况 1") +
			p("二、主动公开 2") + p(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`) + p("一、总体情况"), want: "[\"目录\"]\n[\"一、总体情况\"]", codes: "docx-contents"},
		{name: "table of contents without end", body: p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, "甲") + p("乙"), want: "[\"甲\"]\n[\"乙\"]"},
		{name: "contents that end behind the report", body: p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, "甲") + tbl("900", tc("", "a")) + p(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`),
			want: "[\"甲\"]\ntable 1 rows 0 header, columns [900], key \"\" \"\", caption \"\" \"\"\n  0,0 [\"a\"]"},
		{name: "contents in a control", body: `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("目录") + `</w:sdtContent></w:sdt>` + p("甲"), want: `["甲"]`, codes: "docx-contents"},
		{name: "content controls", body: `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("甲", `<w:sdt><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, want: `["甲乙"]`},
		{name: "placeholder", body: p("甲", `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt>`), want: `["甲"]`, codes: "docx-placeholder"},
		{name: "tracked insertions and deletions", body: p("甲", `<w:ins w:id="1"><w:r><w:t>乙</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>丙</w:delText></w:r></w:del>`, `<w:moveFrom w:id="3"><w:r><w:t>丁</w:t></w:r></w:moveFrom><w:moveTo w:id="4"><w:r><w:t>戊</w:t></w:r></w:moveTo>`), want: `["甲乙戊"]`, codes: "docx-tracked"},
		{name: "deleted paragraph mark", styles: boldStyles, body: styled(`<w:pStyle w:val="h"/><w:rPr><w:del w:id="1"/></w:rPr>`, "甲") + p("乙") + p("丙"), want: "[*\"甲\"][\"乙\"]\n[\"丙\"]", codes: "docx-tracked"},
		{name: "deleted mark at the end", body: styled(`<w:rPr><w:del w:id="1"/></w:rPr>`, "甲"), want: `["甲"]`, codes: "docx-tracked"},
		{name: "hidden text", styles: boldStyles, body: p("甲", `<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>`, `<w:r><w:rPr><w:rStyle w:val="secret"/></w:rPr><w:t>丙</w:t><w:tab/></w:r>`, `<w:r><w:rPr><w:rStyle w:val="secret"/><w:vanish w:val="off"/></w:rPr><w:t>丁</w:t></w:r>`), want: `["甲丁"]`, codes: "docx-hidden"},
		{name: "style separator", styles: boldStyles, body: styled(`<w:pStyle w:val="h"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>`, "甲。") + p("乙"), want: `[*"甲。"]["乙"]`},
		{name: "drop cap", body: styled(`<w:framePr w:dropCap="drop" w:lines="3"/>`, "甲") + p("乙"), want: `["甲乙"]`},
		{name: "symbols", body: p(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="SimSun" w:char="2713"/></w:r>`), want: `["☑•✓"]`},
		{name: "unknown symbol", body: p(`<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>`), want: `["�"]`, codes: "docx-symbol"},
		{name: "ruby", body: p(`<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>`, "字"), want: `["汉字"]`, codes: "docx-ruby"},
		{name: "notes and comments", body: p("甲", `<w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`), want: `["甲"]`, codes: "docx-footnote docx-comment"},
		{name: "text box, one branch", body: p("甲", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+p("乙")+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+p("乙")+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, "丙"), want: "[\"甲丙\"]\n[\"乙\"]", codes: "docx-textbox"},
		{name: "fallback for the unknown", body: p(`<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r>`), want: `["乙"]`},
		{name: "pictures and objects", body: p("甲", `<w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>`), want: `["甲"]`, codes: "docx-image docx-embedded"},
		{name: "formula", body: p("甲", `<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`), want: `["甲a+b"]`, codes: "docx-math"},
		{name: "unknown elements", body: `<x:what><w:p/></x:what>` + p("甲", `<x:y>丙</x:y><w:smartTag><w:r><w:t>乙</w:t></w:r></w:smartTag>`), want: `["甲乙"]`},
		{name: "altChunk", body: `<w:altChunk r:id="rId7"/>` + p("甲"), want: `["甲"]`, codes: "docx-altchunk"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, codes := shown(t, parts{"body": c.body, "styles": c.styles})
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			slices.Sort(codes)
			want := strings.Fields(c.codes)
			slices.Sort(want)
			if !slices.Equal(codes, want) {
				t.Errorf("diagnostics %v, want %v", codes, want)
			}
		})
	}
}

// TestNamespaces: other prefixes, the strict namespaces and UTF-16 give the same document.
func TestNamespaces(t *testing.T) {
	body := `<ns0:p><ns0:r><ns0:rPr><ns0:b ns0:val="on"/></ns0:rPr><ns0:t>甲</ns0:t></ns0:r></ns0:p>`
	for name, p := range map[string]parts{
		"prefix":  {"word/document.xml": `<ns0:document xmlns:ns0="` + names.WordNS + `"><ns0:body>` + body + `</ns0:body></ns0:document>`},
		"default": {"word/document.xml": `<document xmlns="` + names.WordNS + `" xmlns:q='` + names.WordNS + `'><body><p><r><rPr><b q:val = "true" /></rPr><t>甲</t></r></p></body></document>`},
		"inner":   {"word/document.xml": `<d:document xmlns:d="` + names.WordNS + `"><d:body><w:p xmlns:w="` + names.WordNS + `"><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r></w:p><w:p xmlns:w="urn:x"/></d:body></d:document>`},
		"strict": {"word/document.xml": `<ns0:document xmlns:ns0="` + strictNS + `wordprocessingml/main"><ns0:body>` + body + `</ns0:body></ns0:document>`,
			"_rels/.rels": `<Relationships xmlns="` + opc.PackageNS + `relationships"><Relationship Id="a" Type="` + strictNS + `officeDocument/relationships/officeDocument" Target="/word/document.xml"/></Relationships>`},
		"utf16": {"word/document.xml": utf16LE(`<?xml version="1.0" encoding="UTF-16"?><ns0:document xmlns:ns0="` + names.WordNS + `"><ns0:body>` + body + `</ns0:body></ns0:document>`)},
	} {
		if got, codes := shown(t, p); got != `[*"甲"]` || len(codes) > 0 {
			t.Errorf("%s: got %s %v", name, got, codes)
		}
	}
}

func utf16LE(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

// TestSurroundings: what the package holds beside the text is named.
func TestSurroundings(t *testing.T) {
	header := func(text string) string { return `<w:hdr ` + testRoot + `>` + p(text) + `</w:hdr>` }
	relation := func(kind, target, mode string) string {
		return `<Relationship Id="x` + kind + `" Type="` + names.RelationNS + `/` + kind + `" Target="` + target + `" TargetMode="` + mode + `"/>`
	}
	for _, c := range []struct {
		name  string
		parts parts
		want  string
	}{
		{"page number", parts{"rels": relation("footer", "f.xml", "Internal"), "word/f.xml": header("— " + "</w:t></w:r>" + fieldOf("PAGE", run("1")) + "<w:r><w:t> —")}, ""},
		{"page in words", parts{"rels": relation("footer", "f.xml", "Internal"), "word/f.xml": header("第 1 页 共 2 页")}, ""},
		{"header", parts{"rels": relation("header", "h.xml", "Internal"), "word/h.xml": header("云溪市人民政府公报")}, "docx-header-footer"},
		{"header of another section", parts{"rels": relation("header", "h.xml", "Internal"), "word/h.xml": header("2023年年度报告"), "body": p("甲") + `<w:sectPr><w:headerReference w:type="default" r:id="other"/></w:sectPr>`}, "docx-header-footer"},
		{"header of the first section", parts{"rels": relation("header", "h.xml", "Internal"), "word/h.xml": header("2023年年度报告"), "body": p("甲") + firstSection}, "docx-header-title"},
		{"external picture", parts{"rels": relation("image", "http://example.com/x.png", "External")}, "docx-external"},
		{"hyperlink", parts{"rels": relation("hyperlink", "http://example.com/", "External")}, "docx-hyperlink"},
		{"template", parts{"rels": relation("settings", "settings.xml", "Internal"), "word/_rels/settings.xml.rels": `<Relationships xmlns="` + opc.PackageNS + `relationships">` + relation("attachedTemplate", "file:///c:/evil.dotm", "External") + `</Relationships>`}, "docx-external"},
		{"macros", parts{"rels": relation("vbaProject", "vbaProject.bin", "Internal")}, "docx-macro"},
		{"embedded", parts{"rels": relation("package", "embeddings/a.xlsx", "Internal")}, "docx-embedded-part"},
	} {
		if c.parts["body"] == "" {
			c.parts["body"] = p("甲")
		}
		got, codes := shown(t, c.parts)
		if got != `["甲"]` || strings.Join(codes, " ") != c.want {
			t.Errorf("%s: %s %v, want %q", c.name, got, codes, c.want)
		}
	}
}

const firstSection = `<w:sectPr><w:headerReference w:type="default" r:id="xheader"/></w:sectPr>`

// A header of the first section stands for the title that the properties do not give.
func TestTitleInHeader(t *testing.T) {
	core := func(title string) string {
		return `<cp:coreProperties xmlns:cp="` + opc.PackageNS + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + title + `</dc:title></cp:coreProperties>`
	}
	section := `<w:p><w:pPr>` + firstSection + `</w:pPr></w:p>` + p("甲") + `<w:sectPr><w:headerReference r:id="later"/></w:sectPr>`
	for name, c := range map[string]struct{ core, header, body, want string }{
		"no properties":        {"", "云溪市商务局2023年度报告", p("甲") + firstSection, "云溪市商务局2023年度报告"},
		"in a paragraph":       {"", "云溪市商务局2023年度报告", section, "云溪市商务局2023年度报告"},
		"of a template":        {"模板", "云溪市商务局2023年度报告", p("甲") + firstSection, "云溪市商务局2023年度报告"},
		"properties name it":   {"2023年度报告", "云溪市商务局2022年度报告", p("甲") + firstSection, "2023年度报告"},
		"not the first's":      {"", "云溪市商务局2023年度报告", p("甲") + `<w:sectPr/>` + firstSection, ""},
		"only the page number": {"", "第 1 页", p("甲") + firstSection, ""},
	} {
		doc, _ := Document(context.Background(), build(t, parts{"body": c.body, "word/h.xml": `<w:hdr ` + testRoot + `>` + p(c.header) + `</w:hdr>`,
			"rels": `<Relationship Id="xheader" Type="` + names.RelationNS + `/header" Target="h.xml"/>`,
			"_rels/.rels": `<Relationships xmlns="` + opc.PackageNS + `relationships"><Relationship Id="a" Type="` + names.RelationNS + `/officeDocument" Target="word/document.xml"/>` +
				`<Relationship Id="b" Type="` + names.RelationNS + `/core-properties" Target="core.xml"/></Relationships>`,
			"core.xml": core(c.core)}), limit.Default())
		if doc == nil || doc.Title != c.want {
			t.Errorf("%s: %v", name, doc)
		}
	}
}
