package write

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/xmltext"
)

// A form is a file in which people can change figures and prose and nothing else (17.15.1.29 w:documentProtection; what may be changed
// stands between w:permStart and w:permEnd, 17.13.7), without a password: it keeps from slips, not from intent.
//
// Each figure stands in a content control (17.5.2) that is bound to an element of a custom XML part (17.5.2.6 w:dataBinding). Word and
// LibreOffice show what that element says when they open a file, and write into it what somebody types. So the part and the text of
// the cell are two witnesses of one figure, and the element's name says which cell of the form it is for: a third one beside the
// place in the table.

const (
	// empty stands in the control and the part of a cell without a figure. Where an element is empty Word shows and prints a prompt.
	empty = "\u00a0"

	protected = `<w:documentProtection w:edit="readOnly" w:enforcement="1"/>`
)

// cellForm gathers what a form needs while word/document.xml is written. A nil one is a file that is no form.
type cellForm struct {
	values []byte          // the inside of the part
	bound  map[string]bool // figures that a control has already
	prosed int             // number of the stretch of prose that is open; 0: none
	count  int             // stretches that may be changed, so far
}

func newCellForm() *cellForm { return &cellForm{bound: map[string]bool{}} }

// prose opens a stretch that people may change before a paragraph of the role, or closes the one that is open before a heading of the
// form, which they may not.
func (f *cellForm) prose(b []byte, role document.Role) []byte {
	if role == document.Title || role == document.Section {
		return f.endProse(b)
	}
	if f == nil || f.prosed != 0 {
		return b
	}
	f.count++
	f.prosed = f.count
	return appendPermission(b, f.prosed)
}

func (f *cellForm) endProse(b []byte) []byte {
	if f == nil || f.prosed == 0 {
		return b
	}
	b = appendPermissionEnd(b, f.prosed)
	f.prosed = 0
	return b
}

func appendPermission(b []byte, id int) []byte {
	b = append(b, `<w:permStart w:id="`...)
	b = strconv.AppendInt(b, int64(id), 10)
	return append(b, `" w:edGrp="everyone"/>`...)
}

func appendPermissionEnd(b []byte, id int) []byte {
	b = append(b, `<w:permEnd w:id="`...)
	b = strconv.AppendInt(b, int64(id), 10)
	return append(b, `"/>`...)
}

// bind returns the name under which the part holds the figure of a cell, and puts it there; "" where the cell has none, or text that
// a plain control cannot hold (lines, several runs): such a cell is written as always. The number is that of the stretch.
func (f *cellForm) bind(t *document.Table, c *document.Cell) (name string, number int) {
	if f == nil || c.FigureRow == "" || len(c.Paragraphs) != 1 || len(c.Paragraphs[0].Runs) > 1 {
		return "", 0
	}
	text := c.Text()
	name = t.Key + "." + c.FigureRow + "." + c.FigureCol
	if f.bound[name] || !names.IsElementName(name) || strings.ContainsAny(text, "\n\r\t") || strings.TrimSpace(text) != text {
		return "", 0
	}
	for _, r := range c.Paragraphs[0].Runs {
		if r.Bold || r.As != document.None {
			return "", 0
		}
	}
	if text == "" {
		text = empty
	}
	f.bound[name] = true
	f.count++
	f.values = append(f.values, `<`+name+`>`...)
	f.values = xmltext.Append(f.values, text)
	f.values = append(f.values, `</`+name+`>`...)
	return name, f.count
}

// part returns customXml/item1.xml.
func (f *cellForm) part() []byte {
	b := []byte(xmlHead + `<` + names.CellsRoot + ` xmlns="` + names.CellsNS + `">`)
	b = append(b, f.values...)
	return append(b, `</`+names.CellsRoot+`>`...)
}

// appendControl appends the text of a cell in its control. The control cannot be deleted (sdtLocked), its text can be changed.
func (w *Writer) appendControl(b []byte, p *document.Paragraph, f form) []byte {
	b = appendPermission(b, f.number)
	b = append(b, `<w:sdt><w:sdtPr><w:lock w:val="sdtLocked"/><w:dataBinding w:prefixMappings="xmlns:n='`+names.CellsNS+`'" w:xpath="/n:`+names.CellsRoot+`[1]/n:`...)
	b = append(b, f.control...)
	b = append(b, `[1]" w:storeItemID="`+names.CellsID+`"/><w:text/></w:sdtPr><w:sdtContent>`...)
	run := document.Run{Text: empty}
	if len(p.Runs) > 0 && p.Runs[0].Text != "" {
		run = p.Runs[0]
	}
	b = w.appendRun(b, &run, f)
	b = append(b, `</w:sdtContent></w:sdt>`...)
	return appendPermissionEnd(b, f.number)
}

// cellsRelationships leads from the part to its properties.
func cellsRelationships() []byte {
	return relationships([2]string{names.RelationNS + "/customXmlProps", "itemProps1.xml"})
}

// cellsProperties gives the part its name (15.2.6).
func cellsProperties() []byte {
	return []byte(xmlHead + `<ds:datastoreItem xmlns:ds="` + names.OfficeNS + `customXml" ds:itemID="` + names.CellsID + `"><ds:schemaRefs>` +
		`<ds:schemaRef ds:uri="` + names.CellsNS + `"/></ds:schemaRefs></ds:datastoreItem>`)
}
