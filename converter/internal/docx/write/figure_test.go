package write

import (
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/style"
)

// TestCondensedFigure: a figure is as narrow and as small in Word as on the page (17.3.2.43 w:w).
func TestCondensedFigure(t *testing.T) {
	doc := docxtest.Small()
	p := doc.Blocks[4].(*document.Table).Cells[4].Paragraphs[0]
	p.Condense, p.CondenseWide, p.Size = 76, 67, 14
	data, err := Document(doc, style.Default())
	if err != nil {
		t.Fatal(err)
	}
	if part := docxtest.Unpack(t, data)[partDocument]; !strings.Contains(part, `<w:w w:val="67"/><w:sz w:val="14"/><w:szCs w:val="14"/></w:rPr><w:t>1</w:t>`) {
		t.Error("the figure is not condensed")
	}
}
