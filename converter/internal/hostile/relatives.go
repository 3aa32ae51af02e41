package hostile

import "strings"

// relatives are OpenDocument texts in one XML file, and RTF.
func relatives() []Input {
	const open = `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
		` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">`
	const begin, end = `<office:body><office:text>`, `</office:text></office:body></office:document>`
	cell := `<table:table-cell><text:p>1</text:p></table:table-cell>`
	texts := map[string]string{"paragraphs": `<text:p>甲</text:p>`, "lines": `<text:p>` + sentence + `</text:p>`, "headings": `<text:h text:outline-level="1">一、总体情况</text:h>`, "empty paragraphs": `<text:p/>`,
		"small tables": `<table:table><table:table-row>` + strings.Repeat(cell, 4) + `</table:table-row></table:table>`, "deep tables": strings.Repeat(`<table:table><table:table-row><table:table-cell>`, 7) + `<text:p>1</text:p>` + strings.Repeat(`</table:table-cell></table:table-row></table:table>`, 7),
		"lists": `<text:list text:style-name="L"><text:list-item><text:p>甲</text:p></text:list-item></text:list>`, "lists that go on": `<text:list xml:id="l%d" text:style-name="L" text:continue-numbering="true"><text:list-item text:start-value="3"><text:p>甲</text:p></text:list-item></text:list>`,
		"spans": `<text:p>甲<text:span text:style-name="B">乙</text:span></text:p>`, "notes": `<text:p><text:note/>甲</text:p>`, "frames": `<text:p><draw:frame><draw:text-box><text:p>甲</text:p></draw:text-box></draw:frame></text:p>`,
		"deep frames": `<text:p>` + strings.Repeat(`<draw:frame><draw:text-box><text:p>`, 70) + `甲` + strings.Repeat(`</text:p></draw:text-box></draw:frame>`, 70) + `</text:p>`,
		"sections":    `<text:section text:display="none"><text:p>甲</text:p></text:section>`, "unknown elements": `<x/>`, "comments": `<!-- -->`}
	var all []Input
	for _, name := range sorted(texts) {
		all = append(all, Input{"OpenDocument: " + name, "odt", around(open+begin, repeated(texts[name]), end)})
	}
	for _, x := range [][2]string{{"styles", `<style:style style:name="s%d" style:family="paragraph" style:parent-style-name="s1"><style:text-properties fo:font-weight="bold"/></style:style>`}, {"list styles", `<text:list-style style:name="l%d"><text:list-level-style-number text:level="1"/></text:list-style>`}} {
		all = append(all, Input{"OpenDocument: " + x[0], "odt", around(open+`<office:styles>`, repeated(x[1]), `</office:styles>`+begin+`<text:p>甲</text:p>`+end)})
	}
	tables := map[string]string{"rows": `<table:table-row>` + cell + `</table:table-row>`, "covered rows": `<table:table-row><table:table-cell table:number-rows-spanned="9999"><text:p>1</text:p></table:table-cell>` + cell + `</table:table-row>`,
		"rows that repeat": `<table:table-row table:number-rows-repeated="9">` + cell + `</table:table-row>`, "columns": `<table:table-column table:number-columns-repeated="99"/>`}
	for _, name := range sorted(tables) {
		all = append(all, Input{"OpenDocument: " + name + " of a table", "odt", around(open+begin+`<table:table>`, repeated(tables[name]), `</table:table>`+end)})
	}

	const rich = `{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}{\*\listtable{\list{\listlevel\levelnfc0{\leveltext\'02\'00.;}}\listid1}}{\*\listoverridetable{\listoverride\listid1\ls1}}`
	words := map[string]string{"paragraphs": `\'bc\'d7\par `, "lines of Unicode": strings.Repeat(`\u30002?`, 30) + `\par `, "groups": `{甲}`, "empty groups": `{}`, "words": `\b`, "tabs": `\tab`, "rows": `\trowd\cellx1000\cellx2000\intbl 1\cell 2\cell\row `,
		"cells": `\cell`, "nested cells": `\itap2\nestcell`, "small tables": `\trowd\cellx1000\cellx2000\intbl 1\cell 2\cell\row\pard x\par `, "fields": `{\field{\*\fldinst X}{\fldrslt 1}}\par `, "open fields": `{\field{\*\fldinst X}`, "text boxes": `{\shp{\*\shpinst{\shptxt 1\par}}}\par `,
		"notes": `{\footnote x}`, "pictures": `{\pict 00ff}`, "lists": `\pard\ls1 x\par `, "merged rows": `\trowd\clvmrg\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl\cell 1\cell\cell\row `, "rows of many widths": `\trowd\cellx1%d\cellx2000\intbl 1\cell 2\cell\row `}
	for _, name := range sorted(words) {
		all = append(all, Input{"RTF: " + name, "rtf", around(rich, repeated(words[name]), `}`)})
	}
	for _, x := range [][2]string{{"fonts", `{\fonttbl{\f%d x;}}`}, {"styles", `{\stylesheet{\s%d x;}}`}, {"overrides", `{\*\listoverridetable{\listoverride\listid1\ls%d}}`}} {
		all = append(all, Input{"RTF: " + x[0], "rtf", around(rich, repeated(x[1]), `\pard\ls99\s99 x\par}`)})
	}
	deep := strings.Repeat(`{\shp{\*\shpinst{\shptxt `, 60)
	return append(all, Input{"RTF: groups that do not end", "rtf", around(rich, repeated("{"), "")},
		Input{"RTF: deep text boxes", "rtf", around(rich+deep, repeated(`\tab`), strings.Repeat("}}}", 60)+"}")})
}
