package write

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// TestShellInWord: what makes the form in Word: styles of its own, the colour, the rule as a border, 文件 in a frame, tab stops to what
// stands beside something, an annex on a new page.
func TestShellInWord(t *testing.T) {
	data, err := Document(docxtest.InShell(t, docxtest.Sealed()), docxtest.Sealed())
	if err != nil {
		t.Fatal(err)
	}
	parts := docxtest.Unpack(t, data)
	for name, want := range map[string]string{
		"the mark's size and place":     `<w:pStyle w:val="NBLetterhead"/><w:spacing w:before="`,
		"names of one width":            `<w:jc w:val="distribute"/>`,
		"文件 in a frame":                 `<w:framePr w:w="`,
		"the rule":                      `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="left" w:pos="`,
		"the number before who signs":   `<w:t>示政发〔2024〕1号</w:t></w:r><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="NBSignerChar"/>`,
		"organs in columns":             `<w:tabs><w:tab w:val="center" w:pos="`,
		"an annex on a page of its own": `<w:pStyle w:val="NBAnnexLabel"/><w:pageBreakBefore/>`,
		"the day of printing":           `<w:tabs><w:tab w:val="right" w:pos="8565"/></w:tabs>`,
	} {
		if !strings.Contains(parts[partDocument], want) {
			t.Errorf("%s: %s is missing", name, want)
		}
	}
	if s := parts[partStyles]; !strings.Contains(s, `w:styleId="NBLetterhead"><w:name w:val="发文机关标志"/>`) || !strings.Contains(s, `<w:color w:val="FF0000"/>`) {
		t.Error("the styles of the head are missing")
	}
	plain, err := Document(docxtest.Small(), style.Default())
	if err != nil {
		t.Fatal(err)
	}
	if s := docxtest.Unpack(t, plain)[partStyles]; strings.Contains(s, "NBLetterhead") || strings.Contains(s, "NBAnnex") {
		t.Error("a file without a head has its styles")
	}
}

// What was written reads back by its styles.
func TestShellIsReadByItsStyles(t *testing.T) {
	data, err := Document(docxtest.InShell(t, docxtest.Sealed()), docxtest.Sealed())
	if err != nil {
		t.Fatal(err)
	}
	d, found := read.Document(context.Background(), data, limit.Default())
	if d == nil {
		t.Fatal(found)
	}
	var got []string
	for _, b := range d.Blocks {
		if p, ok := b.(*document.Paragraph); ok && (p.Role.OfShell() || p.Role == document.Signature || p.Role == document.Imprint) {
			got = append(got, p.Role.String()+" "+strings.ReplaceAll(p.Text(), "\t", "→"))
		}
	}
	want := []string{"classification 000001", "classification 机密★1年", "classification 特急", "letterhead 云溪市商务局", "letterhead 云溪市财政局", "letterhead 文件",
		"signer 签发人：张三丰\u3000李\u3000四", "documentnumber 示政发〔2024〕1号→王\u3000五", "signature →云溪市商务局→云溪市财政局→云溪市教育局", "signature 云溪市民政局",
		"annexlabel 附件", "annextitle 统计表", "imprint 抄送：甲。", "imprint 云溪市商务局办公室\u3000→2024年1月6日印发"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q", got)
	}
}
