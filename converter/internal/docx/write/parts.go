package write

import (
	"fmt"
	"strconv"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/xmltext"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."

// Names of the parts that other files of the package speak of.
const (
	partDocument = "word/document.xml"
	partCustom   = "docProps/custom.xml"
	partCore     = "docProps/core.xml"
	partCells    = "customXml/item1.xml" // the figures of a form
)

// contentTypes is [Content_Types].xml (ECMA-376-2 10.1.2).
func contentTypes(form bool) []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="` + opc.PackageNS + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range [][2]string{
		{"word/document.xml", wordType + "document.main+xml"},
		{"word/styles.xml", wordType + "styles+xml"},
		{"word/settings.xml", wordType + "settings+xml"},
		{"word/fontTable.xml", wordType + "fontTable+xml"},
		{"word/footer1.xml", wordType + "footer+xml"},
		{"word/footer2.xml", wordType + "footer+xml"},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
		{"docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"},
	} {
		b.WriteString(`<Override PartName="/` + p[0] + `" ContentType="` + p[1] + `"/>`)
	}
	if form {
		b.WriteString(`<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>`)
	}
	b.WriteString(`</Types>`)
	return []byte(b.String())
}

func relationships(list ...[2]string) []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + opc.PackageNS + `relationships">`)
	for i, r := range list {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, r[0], r[1])
	}
	b.WriteString(`</Relationships>`)
	return []byte(b.String())
}

func packageRelationships() []byte {
	return relationships(
		[2]string{names.RelationNS + "/officeDocument", "word/document.xml"},
		[2]string{opc.PackageNS + "relationships/metadata/core-properties", "docProps/core.xml"},
		[2]string{names.RelationNS + "/extended-properties", "docProps/app.xml"},
		[2]string{names.RelationNS + "/custom-properties", "docProps/custom.xml"})
}

// documentRelationships numbers the footers rId4 and rId5, which w:sectPr names.
func documentRelationships(form bool) []byte {
	list := [][2]string{
		{names.RelationNS + "/styles", "styles.xml"},
		{names.RelationNS + "/settings", "settings.xml"},
		{names.RelationNS + "/fontTable", "fontTable.xml"},
		{names.RelationNS + "/footer", "footer1.xml"},
		{names.RelationNS + "/footer", "footer2.xml"},
	}
	if form {
		list = append(list, [2]string{names.RelationNS + "/customXml", "../customXml/item1.xml"})
	}
	return relationships(list...)
}

// settingsPart: odd and even footers differ (17.15.1.35 evenAndOddHeaders), punctuation is squeezed as Chinese text has it
// (17.15.1.18), line prohibitions are the word processor's own for Chinese, a line that ends in w:br is not stretched,
// and the layout is that of current word processors (compatibilityMode 15).
func settingsPart(form bool) []byte {
	protection := ""
	if form {
		protection = protected
	}
	return []byte(xmlHead + `<w:settings xmlns:w="` + names.WordNS + `"><w:zoom w:percent="100"/>` + protection + `<w:defaultTabStop w:val="420"/>` +
		`<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:doNotExpandShiftReturn/>` +
		`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`)
}

// appPart names the program and nothing else: no company, no person, no times.
func appPart() []byte {
	return []byte(xmlHead + `<Properties xmlns="` + names.OfficeNS + `extended-properties"><Application>nianbao</Application></Properties>`)
}

// corePart carries title and language, which PDF exports and screen readers take from here, and no person or date.
func corePart(doc *document.Document) []byte {
	title := doc.Meta.PrintedTitle
	for _, block := range doc.Blocks {
		if p, ok := block.(*document.Paragraph); ok && title == "" && p.Role == document.Title {
			title = strings.ReplaceAll(p.Text(), "\n", "")
		}
	}
	b := []byte(xmlHead + `<cp:coreProperties xmlns:cp="` + opc.PackageNS + `metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	if title != "" {
		b = append(b, `<dc:title>`...)
		b = xmltext.Append(b, title)
		b = append(b, `</dc:title>`...)
	}
	return append(b, `<dc:language>zh-CN</dc:language></cp:coreProperties>`...)
}

// customPart writes document.Meta as custom properties (15.2.12.2), which word processors keep when they save.
func customPart(m document.Meta) []byte {
	b := []byte(xmlHead + `<Properties xmlns="` + names.OfficeNS + `custom-properties" xmlns:vt="` + names.OfficeNS + `docPropsVTypes">`)
	id := 2 // the first that is not reserved ([MS-OLEPS] 2.18.2)
	add := func(name, kind, value string) {
		b = append(b, `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="`...)
		b = strconv.AppendInt(b, int64(id), 10)
		b = append(b, `" name="`+name+`"><vt:`+kind+`>`...)
		b = xmltext.Append(b, value)
		b = append(b, `</vt:`+kind+`></property>`...)
		id++
	}
	text := func(name, value string) {
		if value != "" {
			add(name, "lpwstr", value)
		}
	}
	if m.Own {
		add(names.PropertyOwn, "i4", "1")
	}
	text(names.PropertyFormat, m.Format)
	text(names.PropertyOrganization, m.Organization)
	if m.Year != 0 {
		add(names.PropertyYear, "i4", strconv.Itoa(m.Year))
	}
	if m.TitleDerived {
		add(names.PropertyDerived, "bool", "true")
	}
	text(names.PropertyTitle, m.PrintedTitle)
	text(names.PropertyDate, m.DateISO)
	return append(b, `</Properties>`...)
}

// footerDistance places the footer (w:pgMar w:footer, from the sheet's edge to the bottom of the footer): its single
// line is exactly one character high and the dash is drawn in the middle of the character, so the line's top is half a
// character, less half the dash's thickness, above where GB/T 9704-2012 7.5 wants the top of the dash.
func (w *Writer) footerDistance() int {
	n := w.style.PageNumber
	em := n.Size * 10
	return max(w.style.Page.Bottom-n.Below+em*475/1000-em, 0)
}

// footerPart is the page number as a complex field (17.16.5.44 PAGE), at the right edge on odd pages, at the left on even
// ones, one character in.
func (w *Writer) footerPart(even bool) []byte {
	n := w.style.PageNumber
	side, align := "right", "right"
	if even {
		side, align = "left", "left"
	}
	before, after, _ := strings.Cut(n.Pattern, "{page}")
	b := fmt.Appendf(nil, xmlHead+`<w:ftr xmlns:w="%s"><w:p><w:pPr><w:pStyle w:val="%s"/><w:ind w:%sChars="%d" w:%s="%d"/><w:jc w:val="%s"/></w:pPr>`,
		names.WordNS, w.free(footerStyle), side, n.IndentChars*100, side, n.IndentChars*n.Size*10, align)
	run := func(content string) { b = append(b, `<w:r><w:rPr>`+hint+`</w:rPr>`+content+`</w:r>`...) }
	text := func(s string) {
		if s != "" {
			run(`<w:t xml:space="preserve">` + string(xmltext.Append(nil, s)) + `</w:t>`)
		}
	}
	text(before)
	run(`<w:fldChar w:fldCharType="begin"/>`)
	run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`)
	run(`<w:fldChar w:fldCharType="separate"/>`)
	number := "1"
	if even {
		number = "2"
	}
	run(`<w:t>` + number + `</w:t>`)
	run(`<w:fldChar w:fldCharType="end"/>`)
	text(after)
	return append(b, `</w:p></w:ftr>`...)
}
