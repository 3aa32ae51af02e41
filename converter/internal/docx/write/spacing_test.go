package write

import (
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// TestSpacing: a run's spacing is said with that of the style, which it takes the place of (17.3.2.35), in schema order;
// read back the paragraph is one text in one form.
func TestSpacing(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body,
		Runs: []document.Run{{Text: "甲"}, {Text: "乙", Spacing: 2}, {Text: "丙", Bold: true, Spacing: -3}}}}}
	data, err := Document(doc, style.Default())
	if err != nil {
		t.Fatal(err)
	}
	part := docxtest.Unpack(t, data)[partDocument]
	for _, want := range []string{`<w:spacing w:val="-3"/></w:rPr><w:t>乙`, `<w:b/><w:bCs/><w:spacing w:val="-8"/></w:rPr><w:t>丙`} {
		if !strings.Contains(part, want) {
			t.Errorf("%s is not in %s", want, part)
		}
	}
	back, list := read.Document(t.Context(), data, limit.Default())
	if back == nil {
		t.Fatal(list)
	}
	if p := back.Blocks[0].(*document.Paragraph); len(p.Runs) != 2 || p.Runs[0].Text != "甲乙" || p.Runs[1].Text != "丙" || !p.Runs[1].Bold {
		t.Errorf("read back: %+v", p.Runs)
	}
}
