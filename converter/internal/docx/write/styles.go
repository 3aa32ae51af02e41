package write

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/xmltext"
)

// The styles of the page number and of captions that people add: the identifiers and names of the built-in ones.
const (
	footerStyle, footerName   = "Footer", "footer"
	captionStyle, captionName = "Caption", "caption"
)

// stylesPart is word/styles.xml: the document defaults, the four default styles that word processors expect, and a
// paragraph style with its linked character style for every role of the house style.
func (w *Writer) stylesPart(shell, contents bool) []byte {
	s := w.style
	body := s.Of(document.Body)
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles xmlns:w="` + names.WordNS + `"><w:docDefaults><w:rPrDefault><w:rPr>`)
	w.writeFonts(&b, body.Face)
	// The text is Chinese by eastAsia. Digits and Latin are English, as in Word's own Chinese files: LibreOffice breaks a number between its digits where
	// they are Chinese.
	fmt.Fprintf(&b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>`, body.Size, body.Size)
	b.WriteString(`</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	// widowControl: two lines of a paragraph on either side of a page turn, as package layout has it. autoSpace off: a quarter em beside each figure would break the grid of
	// 28 characters. snapToGrid off: there is no grid, the exact pitch is one.
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>` +
		`<w:widowControl/><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>` +
		`<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>` +
		`<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>` +
		`<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>` +
		`<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>` +
		`<w:semiHidden/><w:unhideWhenUsed/></w:style>`)
	written := map[string]bool{}
	for r := document.Title; r <= document.Header; r++ {
		if p := s.Of(r); !written[p.ID] && (shell || !r.OfShell()) {
			written[p.ID] = true
			w.writeStyle(&b, p, r)
		}
	}
	n := s.PageNumber
	w.writeExtra(&b, footerStyle, footerName, fmt.Sprintf(`<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, n.Size*10),
		&style.Paragraph{Face: n.Face, Size: n.Size})
	w.writeExtra(&b, captionStyle, captionName, `<w:keepNext/><w:jc w:val="center"/>`, s.Of(document.Header))
	if contents {
		w.writeContentsStyles(&b)
	}
	b.WriteString(`</w:styles>`)
	return []byte(b.String())
}

// next returns the style of the paragraph that follows one of the role when somebody goes on writing (17.7.4.10), "" for the
// same: text behind a heading.
func (w *Writer) next(r document.Role) string {
	switch r {
	case document.Title, document.Section, document.Heading1, document.Heading2, document.Heading3:
		return w.style.Of(document.Body).ID
	case document.Signature:
		return w.style.Of(document.Date).ID
	}
	return ""
}

// free returns an identifier that no style of the house has.
func (w *Writer) free(id string) string {
	for taken := true; taken; {
		taken = false
		for r := document.Title; r <= document.Header; r++ {
			if p := w.style.Of(r); strings.EqualFold(p.ID, id) || strings.EqualFold(p.ID+names.CharSuffix, id) {
				taken = true
			}
		}
		if taken {
			id = "NB" + id
		}
	}
	return id
}

// writeExtra writes a built-in style that is of no role. One that the house itself names is written as a role's.
func (w *Writer) writeExtra(b *strings.Builder, id, name, paragraph string, look *style.Paragraph) {
	priority, _ := style.BuiltInName(name)
	for r := document.Title; r <= document.Header; r++ {
		if strings.EqualFold(w.style.Of(r).Name, name) {
			name = "nianbao " + name
		}
	}
	fmt.Fprintf(b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="%d"/>`+
		`<w:pPr>%s</w:pPr><w:rPr>`, attribute(w.free(id)), name, priority, paragraph)
	w.writeLook(b, look)
	b.WriteString(`</w:rPr></w:style>`)
}

// writeStyle writes the paragraph style of a role and the character style of the same look.
// A built-in name makes it the style that every program knows under that name, in our look; the alias tells it from another's.
func (w *Writer) writeStyle(b *strings.Builder, p *style.Paragraph, role document.Role) {
	id, name := attribute(p.ID), attribute(p.OwnName())
	priority, builtIn := style.BuiltInName(p.Name)
	if builtIn {
		fmt.Fprintf(b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/>`, id, attribute(p.Name))
	} else {
		fmt.Fprintf(b, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/>`, id, name)
	}
	if p.Alias != "" {
		fmt.Fprintf(b, `<w:aliases w:val="%s"/>`, attribute(p.Alias))
	}
	b.WriteString(`<w:basedOn w:val="Normal"/>`)
	if next := w.next(role); next != "" {
		fmt.Fprintf(b, `<w:next w:val="%s"/>`, attribute(next))
	}
	fmt.Fprintf(b, `<w:link w:val="%s%s"/>`, id, names.CharSuffix)
	if builtIn {
		fmt.Fprintf(b, `<w:uiPriority w:val="%d"/>`, priority)
	}
	b.WriteString(`<w:qFormat/><w:pPr>`)
	if p.KeepNext {
		b.WriteString(`<w:keepNext/>`)
	}
	leading, rule := p.Leading, "atLeast"
	switch {
	case leading == 0:
		leading, rule = 240, "auto" // single spacing; a cell in the body's exact pitch would be clipped
	case p.Exact:
		rule = "exact"
	}
	fmt.Fprintf(b, `<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="%s"/>`, p.Before, p.After, leading, rule)
	if p.IndentChars != 0 || p.RightChars != 0 {
		// Both forms (17.3.1.12): characters for Word and WPS, which keep them when the size changes, twips for others.
		b.WriteString(`<w:ind`)
		if p.RightChars != 0 {
			fmt.Fprintf(b, ` w:rightChars="%d" w:right="%d"`, p.RightChars*100, p.RightChars*p.Size*10)
		}
		if p.IndentChars != 0 {
			fmt.Fprintf(b, ` w:firstLineChars="%d" w:firstLine="%d"`, p.IndentChars*100, p.IndentChars*p.Size*10)
		}
		b.WriteString(`/>`)
	} else if pad := w.style.Table.LabelPad; role == document.Label && pad != 0 {
		fmt.Fprintf(b, `<w:ind w:left="%d" w:right="%[1]d"/>`, pad)
	}
	if p.Joined {
		b.WriteString(`<w:contextualSpacing/>`)
	}
	align := p.Align
	if align == "justify" {
		align = "both"
	}
	fmt.Fprintf(b, `<w:jc w:val="%s"/>`, attribute(align))
	if p.Outline > 0 {
		fmt.Fprintf(b, `<w:outlineLvl w:val="%d"/>`, min(p.Outline, 9)-1) // 17.3.1.20 counts from 0
	}
	b.WriteString(`</w:pPr><w:rPr>`)
	w.writeLook(b, p)
	fmt.Fprintf(b, `</w:rPr></w:style><w:style w:type="character" w:customStyle="1" w:styleId="%s%s"><w:name w:val="%s%s"/>`+
		`<w:basedOn w:val="DefaultParagraphFont"/><w:link w:val="%s"/><w:rPr>`, id, names.CharSuffix, name, names.CharName, id)
	w.writeLook(b, p)
	b.WriteString(`</w:rPr></w:style>`)
}

// writeLook writes the run properties of a role in schema order (17.3.2.28).
func (w *Writer) writeLook(b *strings.Builder, p *style.Paragraph) {
	w.writeFonts(b, p.Face)
	if p.Bold {
		b.WriteString(`<w:b/><w:bCs/>`)
	}
	if p.Colour != "" {
		fmt.Fprintf(b, `<w:color w:val="%s"/>`, p.Colour)
	}
	if p.Spacing != 0 {
		fmt.Fprintf(b, `<w:spacing w:val="%d"/>`, p.Spacing)
	}
	fmt.Fprintf(b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, p.Size, p.Size)
}

// writeFonts names the Chinese face four times: with one name only, Latin letters, digits and quotation marks would be
// drawn in another face. There are no theme attributes, since they would win over the names (17.3.2.26).
func (w *Writer) writeFonts(b *strings.Builder, face string) {
	f := w.style.Faces[face]
	if f == nil {
		return
	}
	name := attribute(f.Name)
	fmt.Fprintf(b, `<w:rFonts w:hint="eastAsia" w:ascii="%s" w:eastAsia="%s" w:hAnsi="%s" w:cs="%s"/>`, name, name, name, name)
}

// fontTablePart is word/fontTable.xml: for each face the names under which other systems know it (17.8.3.1 w:altName), its
// class and its character sets, so that a machine without it picks the nearest.
func (w *Writer) fontTablePart() []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:fonts xmlns:w="` + names.WordNS + `">`)
	keys := make([]string, 0, len(w.style.Faces))
	for key := range w.style.Faces {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		f := w.style.Faces[key]
		fmt.Fprintf(&b, `<w:font w:name="%s">`, attribute(f.Name))
		if len(f.Alternatives) > 0 {
			fmt.Fprintf(&b, `<w:altName w:val="%s"/>`, attribute(strings.Join(f.Alternatives, ",")))
		}
		if isHex(f.Panose, 20) {
			fmt.Fprintf(&b, `<w:panose1 w:val="%s"/>`, f.Panose)
		}
		b.WriteString(`<w:charset w:val="86"/>`) // GB 2312
		if slices.Contains([]string{"auto", "decorative", "modern", "roman", "script", "swiss"}, f.Family) {
			fmt.Fprintf(&b, `<w:family w:val="%s"/>`, f.Family)
		}
		if slices.Contains([]string{"default", "fixed", "variable"}, f.Pitch) {
			fmt.Fprintf(&b, `<w:pitch w:val="%s"/>`, f.Pitch)
		}
		if len(f.Signature) == 6 && !slices.ContainsFunc(f.Signature, func(s string) bool { return !isHex(s, 8) }) {
			b.WriteString(`<w:sig`)
			for i, name := range []string{"usb0", "usb1", "usb2", "usb3", "csb0", "csb1"} {
				fmt.Fprintf(&b, ` w:%s="%s"`, name, f.Signature[i])
			}
			b.WriteString(`/>`)
		}
		b.WriteString(`</w:font>`)
	}
	b.WriteString(`</w:fonts>`)
	return []byte(b.String())
}

func isHex(s string, digits int) bool {
	return len(s) == digits && strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

func attribute(s string) string { return string(xmltext.Append(nil, s)) }
