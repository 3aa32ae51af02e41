package write_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// TestScripts: text in another script stands in a run that names its face, direction and language, in the order that the
// schema has; it is read back as it was, and Chinese text is written as ever.
func TestScripts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"厅（ئۇيغۇر نازارىتى）", `<w:rPr><w:rFonts w:hint="cs" w:cs="Microsoft Uighur"/><w:b/><w:bCs/><w:rtl/><w:lang w:bidi="ug-CN"/></w:rPr><w:t>ئۇيغۇر نازارىتى</w:t>`},
		{"局བོད་", `<w:rPr><w:rFonts w:hint="cs" w:cs="Microsoft Himalaya"/><w:b/><w:bCs/><w:cs/><w:lang w:bidi="bo-CN"/></w:rPr><w:t>བོད་</w:t>`},
		{"厅ᠮᠣᠩ", `<w:rPr><w:rFonts w:hint="cs" w:cs="Mongolian Baiti"/><w:b/><w:bCs/><w:cs/><w:lang w:bidi="mn-Mong-CN"/></w:rPr><w:t>ᠮᠣᠩ</w:t>`},
		{"ꆈꌠ局", `<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="Microsoft Yi Baiti"/><w:b/><w:bCs/><w:lang w:eastAsia="ii-CN"/></w:rPr><w:t>ꆈꌠ</w:t>`},
		{"局 정부", `<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="Malgun Gothic"/><w:b/><w:bCs/><w:lang w:eastAsia="ko-KR"/></w:rPr><w:t>정부</w:t>`},
		{"商务局", `<w:rPr><w:rFonts w:hint="eastAsia"/><w:b/><w:bCs/></w:rPr><w:t>商务局</w:t>`},
	} {
		data, err := write.Document(&document.Document{Blocks: []document.Block{
			&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: c.text, Bold: true}}}}}, style.Default())
		if err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		part, _ := io.ReadAll(f)
		if !strings.Contains(string(part), c.want) {
			t.Errorf("%s: no %s in %s", c.text, c.want, part)
		}
		again, list := read.Document(context.Background(), data, limit.Default())
		if again == nil || again.Blocks[0].(*document.Paragraph).Text() != c.text {
			t.Errorf("%s: read back with %v", c.text, list)
		}
	}
}
