package read

import (
	"strings"
	"testing"
)

// formed is a run with properties.
func formed(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t>` + text + `</w:t></w:r>`
}

const figureStyles = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="character" w:styleId="note"><w:name w:val="note"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="under"><w:name w:val="under"/><w:basedOn w:val="note"/><w:rPr><w:vertAlign w:val="subscript"/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="below"><w:name w:val="below"/><w:basedOn w:val="note"/></w:style>` +
	`<w:style w:type="character" w:styleId="old"><w:name w:val="old"/><w:rPr><w:strike/></w:rPr></w:style>` +
	`<w:style w:type="character" w:styleId="older"><w:name w:val="older"/><w:basedOn w:val="old"/></w:style>` +
	`<w:style w:type="character" w:styleId="twice"><w:name w:val="twice"/><w:rPr><w:dstrike/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>`

// TestFigures: what a run's form, a list or a text box does to the figure in a cell.
func TestFigures(t *testing.T) {
	box := `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + p("3") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("3") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	for _, c := range []struct{ name, content, want, codes string }{
		{"superscript", p("46", formed(`<w:vertAlign w:val="superscript"/>`, "1")), `["46¹"]`, ""},
		{"subscript", p("46", formed(`<w:vertAlign w:val="subscript"/>`, "3")), `["46₃"]`, ""},
		{"superscript of a style", p("46", formed(`<w:rStyle w:val="note"/>`, "1")), `["46¹"]`, ""},
		{"style that inherits", p("46", formed(`<w:rStyle w:val="below"/>`, "1")), `["46¹"]`, ""},
		{"style based on another", p("46", formed(`<w:rStyle w:val="under"/>`, "1")), `["46₁"]`, ""},
		{"a run is not what its style is", p("4", formed(`<w:rStyle w:val="note"/><w:vertAlign w:val="baseline"/>`, "6")), `["46"]`, ""},
		{"mark before the figure", p(formed(`<w:vertAlign w:val="superscript"/>`, "1"), "46"), `["1 46"]`, ""},
		{"all is raised", p(formed(`<w:vertAlign w:val="superscript"/>`, "4"), formed(`<w:vertAlign w:val="superscript"/><w:b/>`, "6")), `["4"][*"6"]`, ""},
		{"letters are not raised", p("m", formed(`<w:vertAlign w:val="superscript"/>`, "2")), `["m2"]`, ""},
		{"raised symbol", p("46", `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:sym w:font="Symbol" w:char="F031"/></w:r>`), `["46¹"]`, ""},
		{"struck out", p(formed(`<w:strike/>`, "999"), "46"), `["46"]`, "docx-struck"},
		{"struck out twice", p(formed(`<w:dstrike/>`, "999"), "46"), `["46"]`, "docx-struck"},
		{"struck out by styles", p(formed(`<w:rStyle w:val="older"/>`, "999"), formed(`<w:rStyle w:val="twice"/>`, "888"), "46", formed(`<w:rStyle w:val="old"/><w:strike w:val="0"/>`, "7")), `["467"]`, "docx-struck"},
		{"a struck paragraph with a struck style is not struck", styled(`<w:pStyle w:val="gone"/>`, "4") + `<w:p><w:pPr><w:pStyle w:val="gone"/></w:pPr>` + formed(`<w:rStyle w:val="old"/>`, "6") + `</w:p>`, `[] ["6"]`, "docx-struck"},
		{"a struck blank is nothing", p(`<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>`, "46"), `["46"]`, ""},
		{"hidden", p("4", formed(`<w:vanish/>`, "9"), "6"), `["46"]`, "docx-hidden"},
		{"white", p(formed(`<w:color w:val="ffffff"/>`, "999"), "46"), `["999 46"]`, ""},
		{"all is white", p(formed(`<w:color w:val="FFFFFF"/>`, "4"), formed(`<w:color w:val="FFFFFF"/>`, "6")), `["46"]`, ""},
		{"off the line", p("46", formed(`<w:position w:val="8"/>`, "1")), `["46 1"]`, ""},
		{"words off the line", p("规章", formed(`<w:position w:val="8"/>`, "1")), `["规章1"]`, ""},
		{"text box", p("46", box), `["46"] ["3"]`, "docx-textbox"},
		{"footnote", p("46", `<w:r><w:rPr><w:rStyle w:val="note"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`), `["46"]`, "docx-footnote"},
		{"footnote with a mark of its own", p("46", `<w:r><w:rPr><w:rStyle w:val="note"/></w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>`), `["46¹"]`, "docx-footnote"},
		{"revisions", p("4", `<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>6</w:t></w:r></w:ins>`), `["46"]`, "docx-tracked"},
		{"tab and break", p("<w:r><w:t>46</w:t><w:tab/><w:t>3</w:t><w:br/><w:t>5</w:t></w:r>"), `["46\t3\n5"]`, ""},
		{"number of a list", styled(numbered, "46"), `["46"]`, "docx-numbered-figure"},
		{"number of a list before a mark", styled(numbered, "/"), `["/"]`, "docx-numbered-figure"},
		{"number of a list before words", styled(numbered, "规章"), `["1. 规章"]`, ""},
		{"number of a list alone", styled(numbered, ""), `["1."]`, ""},
		{"bare number of a list alone", styled(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>`, ""), `[]`, "docx-numbered-figure"},
		{"number of a list that was struck out", `<w:p><w:pPr>` + numbered + `</w:pPr>` + formed(`<w:strike/>`, "46") + `</w:p>`, `[]`, "docx-struck"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, codes := shown(t, parts{"body": tbl("900", "<w:tc>"+c.content+"</w:tc>"), "styles": figureStyles, "numbering": figureList})
			_, cell, _ := strings.Cut(got, "0,0 ")
			if cell != c.want || strings.Join(codes, " ") != c.codes {
				t.Errorf("got %s %v, want %s %v", cell, codes, c.want, c.codes)
			}
		})
	}
}

const (
	numbered   = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`
	figureList = `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
)

// Outside of cells the text stays as it is: only what is struck out is none of it.
func TestStruckProse(t *testing.T) {
	got, codes := shown(t, parts{"body": p("甲", formed(`<w:strike/>`, "乙"), "丙"+"20</w:t></w:r>"+formed(`<w:position w:val="4"/>`, "23")+"<w:r><w:t>年")})
	if got != `["甲丙2023年"]` || strings.Join(codes, " ") != "docx-struck" {
		t.Errorf("%s %v", got, codes)
	}
}
