package write

import (
	"fmt"
	"strconv"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/xmltext"
)

// A table of contents is a TOC field (17.16.5.68) in a content control of the gallery by which word processors know it. Its result is
// written, with the page of each heading, because LibreOffice shows what is there and Word renews the field only when told to.

// The styles of a table of contents, built into word processors.
const (
	contentsHeading, contentsHeadingName = "TOCHeading", "TOC Heading"
	contentsLine, contentsLineName       = "TOC1", "toc 1"
)

// writeContentsStyles writes them: the heading like one of a section, but centred; the lines like text, the page at the right edge
// behind dots.
func (w *Writer) writeContentsStyles(b *strings.Builder) {
	section, body := w.style.Of(document.Section), w.style.Of(document.Body)
	w.writeExtra(b, contentsHeading, contentsHeadingName, spacing(body, body.Leading)+`<w:jc w:val="center"/>`,
		&style.Paragraph{Face: section.Face, Size: section.Size})
	w.writeExtra(b, contentsLine, contentsLineName,
		fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs>`, w.style.Page.TextWidth())+spacing(body, 0)+`<w:jc w:val="left"/>`,
		&style.Paragraph{Face: body.Face, Size: body.Size})
}

// spacing is w:spacing of a paragraph in the pitch of the text.
func spacing(body *style.Paragraph, after int) string {
	rule := "atLeast"
	switch {
	case body.Leading == 0:
		return fmt.Sprintf(`<w:spacing w:before="0" w:after="%d"/>`, after)
	case body.Exact:
		rule = "exact"
	}
	return fmt.Sprintf(`<w:spacing w:before="0" w:after="%d" w:line="%d" w:lineRule="%s"/>`, after, body.Leading, rule)
}

// anchor names the bookmark of a heading as Word does, so that Word replaces it when it renews the table.
func anchor(number int) string { return fmt.Sprintf("_Toc%08d", number+1) }

// appendContents appends the table.
func (w *Writer) appendContents(b []byte, lines []document.ContentsLine) []byte {
	b = append(b, `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`...)
	if heading := w.style.Contents.Heading; heading != "" {
		b = append(b, `<w:p><w:pPr><w:pStyle w:val="`+w.free(contentsHeading)+`"/></w:pPr>`...)
		b = appendPlain(b, heading)
		b = append(b, `</w:p>`...)
	}
	for i, line := range lines {
		b = append(b, `<w:p><w:pPr><w:pStyle w:val="`+w.free(contentsLine)+`"/></w:pPr>`...)
		if i == 0 {
			b = appendFieldStart(b, ` TOC \o "1-1" \h \z `)
		}
		b = append(b, `<w:hyperlink w:anchor="`+anchor(i)+`" w:history="1">`...)
		b = appendPlain(b, line.Heading.Text())
		b = append(b, `<w:r><w:rPr>`+hint+`</w:rPr><w:tab/></w:r>`...)
		b = appendFieldStart(b, ` PAGEREF `+anchor(i)+` \h `)
		if line.Page > 0 {
			b = appendPlain(b, strconv.Itoa(line.Page))
		}
		b = append(b, fieldEnd+`</w:hyperlink>`...)
		if i == len(lines)-1 {
			b = append(b, fieldEnd...)
		}
		b = append(b, `</w:p>`...)
	}
	return append(b, `</w:sdtContent></w:sdt>`...)
}

const fieldEnd = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`

func appendFieldStart(b []byte, code string) []byte {
	b = append(b, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">`...)
	b = xmltext.Append(b, code)
	return append(b, `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`...)
}

func appendPlain(b []byte, text string) []byte {
	b = append(b, `<w:r><w:rPr>`+hint+`</w:rPr>`...)
	b = appendText(b, text)
	return append(b, `</w:r>`...)
}

// anchored returns the bookmark of a paragraph that the table of contents lists, "" for any other.
func anchored(lines []document.ContentsLine, p *document.Paragraph) string {
	for i := range lines {
		if lines[i].Heading == p {
			return anchor(i)
		}
	}
	return ""
}
