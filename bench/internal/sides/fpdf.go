package sides

import (
	"bytes"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

// fpdf is the library of Go that the product's owner named. It parses each font anew for each document and keeps nothing. Lines are
// broken here, because its MultiCell and SplitText lose the character at each break of a Chinese line.
func fpdfSides() []Side {
	return []Side{{Key: "fpdf", Verb: PDF, Name: "fpdf", How: "library", Jobs: 12, Passes: 1, Extension: "pdf", Version: moduleVersion("codeberg.org/go-pdf/fpdf"), Open: again("fpdf"),
		Does: "tables drawn line by line; no tags, no check that the font has a character, panics above U+FFFF"}}
}

func withFpdf(folder string) (maker, error) {
	form, err := readForm(folder)
	if err != nil {
		return nil, err
	}
	faces, err := readFonts(folder)
	if err != nil {
		return nil, err
	}
	reports, err := readReports(folder, "json")
	if err != nil {
		return nil, err
	}
	return func(job int) ([]byte, error) {
		data, err := reports.of(job)
		if err != nil {
			return nil, err
		}
		list, err := blocks(form, data)
		if err != nil {
			return nil, err
		}
		pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
		pdf.SetMargins(leftMargin, topMargin, rightMargin)
		pdf.SetAutoPageBreak(true, bottomMargin)
		pdf.SetCellMargin(0)
		pdf.SetLineWidth(0.5)
		for _, role := range faceOrder {
			pdf.AddUTF8FontFromBytes(role, "", faces[role])
		}
		set := func(kind string) { pdf.SetFont(looks[kind].face, "", looks[kind].size) }
		pdf.SetFooterFunc(func() {
			set("number")
			pdf.SetXY(0, pageHeight-70)
			pdf.CellFormat(pageWidth, 14, "— "+strconv.Itoa(pdf.PageNo())+" —", "", 0, "C", false, 0, "")
		})
		pdf.AddPage()
		for _, b := range list {
			set(b.kind)
			if b.kind == "table" {
				fpdfTable(pdf, b.table)
				continue
			}
			text, align, height := "　　"+b.text, "L", float64(lineHeight)
			switch b.kind {
			case "title":
				text, align, height = b.text, "C", titleLeading
			case "sign":
				text, align = b.text, "R"
			}
			for _, line := range fpdfLines(pdf, text) {
				pdf.CellFormat(textWidth, height, line, "", 1, align, false, 0, "")
			}
		}
		var out bytes.Buffer
		err = pdf.Output(&out)
		return out.Bytes(), err
	}, nil
}

func fpdfTable(pdf *fpdf.Fpdf, d *drawn) {
	if pdf.GetY()+d.height > pageHeight-bottomMargin {
		pdf.AddPage()
		pdf.SetFont(looks["table"].face, "", looks["table"].size)
	}
	top := pdf.GetY()
	pdf.SetAutoPageBreak(false, 0)
	for _, c := range d.cells {
		pdf.Rect(leftMargin+c.x, top+c.y, c.width, c.height, "D")
		pad := (c.height - float64(len(c.lines)*cellPitch)) / 2
		for i, line := range c.lines {
			pdf.SetXY(leftMargin+c.x, top+c.y+pad+float64(i*cellPitch))
			pdf.CellFormat(c.width, cellPitch, line, "", 0, "C", false, 0, "")
		}
	}
	pdf.SetAutoPageBreak(true, bottomMargin)
	pdf.SetXY(leftMargin, top+d.height)
}

// fpdfLines breaks a text wherever the line is full.
func fpdfLines(pdf *fpdf.Fpdf, text string) []string {
	var lines []string
	begin, width := 0, 0.0
	for i, r := range text {
		w := pdf.GetStringWidth(string(r))
		if width+w > textWidth {
			lines = append(lines, text[begin:i])
			begin, width = i, 0
		}
		width += w
	}
	return append(lines, text[begin:])
}
