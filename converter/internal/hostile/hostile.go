// Package hostile makes inputs that cost a reader, a check or a writer more than reports do, in any size: many short
// paragraphs, one endless line, many headings, lines that look like labels, tables in tables, many small tables, many
// runs, openings without an end. Tests double them and count; what is told twice as much must not cost four times as much.
//
// No input here is a report. They are for tests, and for whoever asks how long the worst file keeps a server busy.
package hostile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Input is one kind of hostile input.
type Input struct {
	Name   string
	Format string // "text", "html", "docx", "odt", "csv", "rtf", "json", "pdf", "ofd": what the front door calls it
	// Make returns an input of about n bytes; of a package, n bytes of its main part; of what is packed, n bytes or n
	// thousand before packing.
	Make func(n int) []byte
}

// Inputs returns every kind.
func Inputs() []Input {
	var all []Input
	for _, list := range [][]Input{texts(), pages(), packages(), relatives(), values(), data(), foreign(), printedFiles(), shownFiles()} {
		all = append(all, list...)
	}
	return all
}

// repeated fills n bytes with copies of a piece, each with its number where the piece has a verb.
func repeated(piece string) func(n int) []byte {
	return func(n int) []byte {
		var b bytes.Buffer
		b.Grow(n + len(piece))
		for i := 0; b.Len() < n; i++ {
			if strings.Contains(piece, "%d") {
				fmt.Fprintf(&b, piece, i)
			} else {
				b.WriteString(piece)
			}
		}
		return b.Bytes()
	}
}

// around puts text before and behind.
func around(before string, fill func(n int) []byte, behind string) func(n int) []byte {
	return func(n int) []byte {
		return slices.Concat([]byte(before), fill(n), []byte(behind))
	}
}

const sentence = "今年以来，我单位收到政府信息公开申请12件，同比增加3件，予以公开4件。"

// texts are lines, and the openings of every table syntax.
func texts() []Input {
	fill := map[string]string{
		"short lines": "甲\n", "blank lines": "\n", "lines": sentence + "\n", "headings": "一、总体情况\n", "all headings": "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
		"labels": "本年新收政府信息公开申请数量 1 2 3\n", "titles": "示例市商务局%d年政府信息公开工作年度报告\n", "dates": "2023年1月1日至2022年12月31日\n",
		"items": "（一）甲\n", "signed": "示例市商务局\n2024年1月15日\n", "figures": "1 2 3 4 5 6 7\n", "tabs": "1\t2\t3\t4\t5\t6\t7\n",
		"pipes": "| 甲 | 1 |\n", "pipe tables": "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n", "rulers": "|---|---|\n", "fences": "+---+---+\n| 甲 | 1 |\n",
		"wiki openings": "{|\n|-\n| 甲\n", "asciidoc openings": "|===\n| 甲\n", "latex openings": "\\begin{tabular}{ll}\n甲 & 1 \\\\\n", "html openings": "<table><tr><td>甲\n",
		"html tables": "<table><tr><td>甲<td>1</table>\n", "tags": "<b>甲</b><i>乙\n", "open tags": "< <a <b <!-- \n", "commas": "甲,1,2,3\n", "lists": "['甲', 1, None]\n", "list openings": "[[\n",
		"dashes": "---- ----\n甲    1\n", "org": "#+BEGIN_TABLE\n|甲|\n", "creole": "|=甲|=乙|\n", "jira": "||甲||乙||\n", "textile": "table(x).\n|甲|\n", "dokuwiki": "^甲^乙^\n",
		"numbered": "%d 甲\n", "bold": "# 甲\n\n**乙**丙**丁\n", "setext": "甲甲\n====\n", "quotes": "\"甲\n", "wide spaces": "甲　　　　　1\n",
		"rest rulers": "==== =====\na b\n\n", "slipped grid": "+---+---+\n| 甲 | 乙\n", "carets": "^ 甲 ^ 乙\n", "captions": ": 甲\n", "unclosed comments": "<!-- 甲\n", "emphasis": "# 甲\n*甲 **乙 _丙 `丁 [戊\n", "frames": "  甲\n0 乙\n",
		"entities": "&nbsp;1&emsp;2\n", "controls": "1\x072\x07\n",
	}
	var all []Input
	for _, name := range sorted(fill) {
		all = append(all, Input{"text: " + name, "text", repeated(fill[name])})
	}
	line := map[string]string{"characters": "的", "sentences": sentence, "bars": "|", "tabs": "1\t", "spaces": "1 ", "stars": "*", "bold marks": "**甲", "less": "<", "tags": "<b>", "tables": "<table>",
		"commas": "甲,", "quotes": "\"", "brackets": "[", "digits": "7", "braces": "{|", "headings": "一、总体情况", "joints": "+---", "italic marks": "*甲* ", "links": "[甲](", "less and more": "甲<br>", "latex": `\begin{tabular}{l}&`, "backslashes": "\\"}
	for _, name := range sorted(line) {
		all = append(all, Input{"text: a line of " + name, "text", repeated(line[name])})
		all = append(all, Input{"text: Markdown and a line of " + name, "text", around("# 甲\n\n## 乙\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n", repeated(line[name]), "")})
	}
	gb := func(n int) []byte {
		out, err := simplifiedchinese.GB18030.NewEncoder().Bytes(repeated(sentence + "\n")(n + n/3))
		if err != nil {
			return nil
		}
		return out
	}
	wide := func(n int) []byte {
		return append([]byte{0xff, 0xfe}, bytes.Repeat([]byte{0x00, 0x4e, 'a', 0, '\n', 0}, n/6)...)
	}
	wrapped := func(n int) []byte {
		var b bytes.Buffer
		for i := 0; b.Len() < n; i++ {
			switch {
			case i%400 == 399:
				b.WriteString("短行\n")
			default:
				fmt.Fprintf(&b, "%08d%s\n", i, strings.Repeat("的", 32))
			}
		}
		return b.Bytes()
	}
	return append(all, Input{"text: in GBK", "text", gb}, Input{"text: in UTF-16", "text", wide}, Input{"text: wrapped lines", "text", wrapped},
		Input{"text: a script's table", "text", around("   甲  乙\n", repeated("%d  1  2\n"), "")})
}

// pages are elements, closed or not.
func pages() []Input {
	fill := map[string]string{
		"paragraphs": "<p>甲", "blocks": "<div>甲</div>", "spans": "<span>甲</span>", "bold": "<b>甲</b>乙", "open bold": "<p><b>甲", "open fonts": "<font>甲", "breaks": "甲<br>",
		"small tables": "<table><tr><td>1<td>2<td>3<td>4</table>", "rows": "<tr><td>1<td>2", "cells": "<td>1", "labels": "<p>本年新收政府信息公开申请数量 1 2 3", "headings": "<h2>一、总体情况</h2>", "titles": "<p>示例市商务局%d年政府信息公开工作年度报告",
		"items": "<li>甲", "lists": "<ul><li>甲</ul>", "links": "<a href=#>甲</a>", "comments": "<!---->", "entities": "&amp;&#20013;", "less": "<", "attributes": "<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 style='color:red;display:block'>甲",
		"end tags": "</p></td></div></b>", "bars": "<p>甲|1|2", "lines": "<p>" + sentence, "scripts": "<script>x</script>", "titles of pages": "<title>甲</title>", "struck": "<s>甲</s>", "meta": "<meta name=ArticleTitle content=甲>",
		"classes": "<div class='main-content news_list TRS_Editor navBarLeft'>甲</div>", "superscripts": "甲<sup>1</sup>", "inputs": "<input value=1>", "strays": "<table>甲<tr>乙<td>丙</table>",
	}
	var all []Input
	for _, name := range sorted(fill) {
		all = append(all, Input{"page: " + name, "html", around("<html><body>", repeated(fill[name]), "")})
	}
	table := map[string]string{"rows in a table": "<tr><td>1<td>2", "cells in a row": "<td>1", "wide rows": "<tr><td colspan=1000>1", "tall cells": "<tr><td rowspan=9999>1<td>2", "row groups": "<tbody><tr><td>1", "heads": "<thead><tr><td>1",
		"paragraphs in a cell": "<p>甲", "tables in a cell": "<table><tr><td>1<td>2<td>3<td>4</table>", "ragged rows": "<tr><td>1<tr><td>1<td>2<td>3<td>4<td>5<td>6<td>7<td>8"}
	for _, name := range sorted(table) {
		before := "<table>"
		if strings.HasSuffix(name, "in a cell") {
			before = "<table><tr><td>"
		}
		all = append(all, Input{"page: " + name, "html", around(before, repeated(table[name]), "")})
	}
	columns := "<table><tr>" + strings.Repeat("<td>1", 60)
	deep := func(n int) []byte { // as deep as is allowed, again and again
		return repeated(strings.Repeat("<table><tr><td>1<td>2<td>", 7) + strings.Repeat("</table>", 7))(n)
	}
	return append(all, Input{"page: narrow rows of a wide table", "html", around(columns, repeated("<tr><td>1"), "")}, Input{"page: deep tables", "html", deep},
		Input{"page: one paragraph", "html", around("<p>", repeated("的"), "")}, Input{"page: preformatted lines", "html", around("<pre>", repeated("甲|1\n"), "")})
}

// prefixes declares prefixes on levels in each other, half of n bytes, and fills the rest with elements of two that none of them is.
func prefixes(n int) []byte {
	const level, closing = `<w:sdt><w:sdtContent%s>`, `</w:sdtContent></w:sdt>`
	var b bytes.Buffer
	levels := 0
	for ; b.Len() < n/2 && levels < 100; levels++ {
		var declared strings.Builder
		for i := range 250 {
			fmt.Fprintf(&declared, ` xmlns:p%d="u"`, 250*levels+i)
		}
		fmt.Fprintf(&b, level, declared.String())
	}
	for b.Len() < n-len(closing)*levels {
		b.WriteString(`<a:p/><b:p/>`)
	}
	b.WriteString(strings.Repeat(closing, levels))
	return b.Bytes()
}

// packages are word processing files.
func packages() []Input {
	const w = `<w:p><w:r><w:t>`
	const end = `</w:t></w:r></w:p>`
	cell := `<w:tc>` + w + `1` + end + `</w:tc>`
	table := `<w:tbl><w:tr>` + strings.Repeat(cell, 4) + `</w:tr></w:tbl>`
	fill := map[string]string{
		"paragraphs": w + `甲` + end, "empty paragraphs": `<w:p/>`, "lines": w + sentence + end, "headings": w + `一、总体情况` + end, "labels": w + `本年新收政府信息公开申请数量 1 2 3` + end,
		"titles": w + `示例市商务局%d年政府信息公开工作年度报告` + end, "items": w + `（一）甲` + end, "signed": w + `示例市商务局` + end + w + `2024年1月15日` + end,
		"small tables": table, "deep tables": strings.Repeat(`<w:tbl><w:tr><w:tc>`, 7) + w + `1` + end + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 7),
		"numbered": `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "styled": `<w:p><w:pPr><w:pStyle w:val="x%d"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`,
		"comments": `<!-- -->`, "content controls": `<w:sdt><w:sdtContent>` + w + `甲` + end + `</w:sdtContent></w:sdt>`, "joined": `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`,
		"struck": `<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>甲%d</w:t></w:r></w:p>`, "alternates": `<mc:AlternateContent><mc:Fallback>` + w + `甲` + end + `</mc:Fallback></mc:AlternateContent>`, "sections": `<w:p><w:pPr><w:sectPr/></w:pPr></w:p>`,
	}
	var all []Input
	for _, name := range sorted(fill) {
		all = append(all, Input{"Word: " + name, "docx", inPackage(repeated(fill[name]))})
	}
	runs := map[string]string{"runs": `<w:r><w:t>甲</w:t></w:r>`, "bold runs": `<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>`, "breaks": `<w:r><w:br/></w:r>`, "fields": `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`,
		"bookmarks": `<w:bookmarkStart w:id="%d" w:name="_nianbao_requests_2021"/>`, "links": `<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink>`, "insertions": `<w:ins><w:r><w:t>甲</w:t></w:r></w:ins>`, "raised": `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r>`,
		"symbols": `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`, "text boxes": `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>` + w + `甲` + end + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`}
	for _, name := range sorted(runs) {
		all = append(all, Input{"Word: " + name + " in a paragraph", "docx", inPackage(around(`<w:p>`, repeated(runs[name]), `</w:p>`))})
	}
	tables := map[string]string{"rows": `<w:tr>` + cell + `</w:tr>`, "merged rows": `<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + w + `1` + end + `</w:tc>` + cell + `</w:tr>`, "ragged rows": `<w:tr>` + cell + `</w:tr><w:tr>` + strings.Repeat(cell, 9) + `</w:tr>`,
		"rows of many widths": `<w:tr><w:tc><w:tcPr><w:tcW w:w="1%d" w:type="dxa"/></w:tcPr>` + w + `1` + end + `</w:tc>` + cell + `</w:tr>`}
	for _, name := range sorted(tables) {
		all = append(all, Input{"Word: " + name + " of a table", "docx", inPackage(around(`<w:tbl>`, repeated(tables[name]), `</w:tbl>`))})
	}
	return append(all, Input{"Word: prefixes of namespaces", "docx", inPackage(prefixes)},
		Input{"Word: paragraphs in a cell", "docx", inPackage(around(`<w:tbl><w:tr><w:tc>`, repeated(w+`甲`+end), `</w:tc></w:tr></w:tbl>`))},
		Input{"Word: narrow rows of a wide table", "docx", inPackage(around(`<w:tbl><w:tr>`+strings.Repeat(cell, 60)+`</w:tr>`, repeated(`<w:tr>`+cell+`</w:tr>`), `</w:tbl>`))},
		Input{"Word: one text", "docx", inPackage(around(w, repeated("的"), end))})
}

// inPackage makes a file of what stands in the body.
func inPackage(body func(n int) []byte) func(n int) []byte {
	return func(n int) []byte {
		const head = `<?xml version="1.0" encoding="UTF-8"?>`
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, part := range []struct {
			name string
			data []byte
		}{
			{"[Content_Types].xml", []byte(head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
			{"_rels/.rels", []byte(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)},
			{"word/document.xml", slices.Concat([]byte(head+`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`), body(n), []byte(`</w:body></w:document>`))},
		} {
			// Stored: a file of nothing but repetition would be refused as a bomb, and no reader shall hide behind that.
			f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Store})
			if err == nil {
				_, err = f.Write(part.data)
			}
			if err != nil {
				return nil
			}
		}
		if err := z.Close(); err != nil {
			return nil
		}
		return out.Bytes()
	}
}

// data are reports as JSON.
func data() []Input {
	overview := func(paragraph string) func(n int) []byte {
		return around(`{"format": "2021", "organization": "甲", "year": 2023, "overview": [`, repeated(`"`+paragraph+`", `), `""]}`)
	}
	text := func(key, fill string) func(n int) []byte {
		return around(`{"format": "2021", "year": 2023, "`+key+`": "`, repeated(fill), `"}`)
	}
	one := func(fill string) func(n int) []byte {
		return around(`{"format": "2021", "year": 2023, "overview": ["`, repeated(fill), `"]}`)
	}
	return []Input{
		{"data: unknown keys", "json", around(`{"format": "2021"`, repeated(`, "k%d": 0`), `}`)},
		{"data: unknown rows", "json", around(`{"format": "2021", "requests": {"new": {}`, repeated(`, "k%d": {}`), `}}`)},
		{"data: wrong types", "json", around(`{"format": "2021", "overview": [0`, repeated(`, %d`), `]}`)},
		{"data: lists", "json", around(`{"format": "2021", "overview": [0`, repeated(`, []`), `]}`)},
		{"data: openings", "json", repeated(`[`)},
		{"data: short paragraphs", "json", overview("甲")},
		{"data: headings", "json", overview("（一）主动公开")},
		{"data: items", "json", overview("（%d）甲")},
		{"data: items of one number", "json", overview("（九）甲")},
		{"data: numbered items", "json", overview("%d.甲")},
		{"data: sentences", "json", overview(sentence)},
		{"data: bold", "json", overview("**甲**乙**丙")},
		{"data: marks", "json", overview("甲,乙;丙:丁(戊)")},
		{"data: doubled words", "json", overview("甲乙甲乙丙丁丙丁")},
		{"data: years", "json", overview("2022年1月1日至2021年12月31日2023年度政府信息公开工作年度报告")},
		{"data: one paragraph", "json", one("的")},
		{"data: one paragraph of sentences", "json", one(sentence)},
		{"data: one sentence of claims", "json", one("新收政府信息公开申请12件")},
		{"data: one sentence of clauses", "json", one("收到申请12件，")},
		{"data: one sentence of years", "json", one("2022年受理申请1件")},
		{"data: one paragraph of bold", "json", one("**甲**乙")},
		{"data: one paragraph of stars", "json", one("**")},
		{"data: one paragraph of backslashes", "json", one(`\\\\`)},
		{"data: one paragraph of spaces", "json", one("甲 ")},
		{"data: one word", "json", one("a")},
		{"data: one paragraph of opening marks", "json", one("（“")},
		{"data: one paragraph of rare characters", "json", one("\U0002a6d6")},
		{"data: a long title", "json", text("title", "甲")},
		{"data: a title of digits", "json", text("title", "1")},
		{"data: a title of years", "json", text("title", "2023年")},
		{"data: a long organ", "json", text("organization", "甲1")},
		{"data: a long signature", "json", text("signature", "甲a")},
		{"data: attachments", "json", around(`{"format": "2021", "year": 2023, "attachments": [`, repeated(`"附件：%d.甲", `), `""]}`)},
		{"data: imprint", "json", around(`{"format": "2021", "year": 2023, "imprint": [`, repeated(`"抄送：甲，乙%d。", `), `""]}`)},
		{"data: notes", "json", around(`{"format": "2021", "year": 2023, "requests": {}, "notes": {"requests": {"above": [`, repeated(`"注：%d", `), `""]}}}`)},
		{"data: a long cell", "json", around(`{"format": "2021", "year": 2023, "requests": {"new": {"total": {"value": null, "text": "`, repeated("甲"), `"}}}}`)},
	}
}

// sorted returns the keys of a map in order: inputs come in the same order every time.
func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
