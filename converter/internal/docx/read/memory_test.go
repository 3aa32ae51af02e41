package read

import (
	"context"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// TestPropertiesBesideOthers: properties add to those that stand in front of them in the same cell, whatever properties of the same bytes said
// elsewhere.
func TestPropertiesBesideOthers(t *testing.T) {
	body := tbl("1000 1000 1000",
		tc(`<w:vAlign w:val="center"/>`, "a")+tc(span("2"), "b"),
		`<w:tc><w:tcPr>`+span("2")+`</w:tcPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr>`+p("c")+`</w:tc>`+tc(`<w:vAlign w:val="center"/>`, "d"),
	)
	doc, found := Document(context.Background(), build(t, parts{"body": body}), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	if got := picture(doc.Blocks[0].(*document.Table)); got != "a b b / c c d" {
		t.Error(got)
	}
}
