package docxtest

import (
	"context"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// InShell is a document with all that stands around a report.
func InShell(t testing.TB, s *style.Style) *document.Document {
	t.Helper()
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Signature: "云溪市商务局\u3000云溪市财政局\u3000云溪市教育局\u3000云溪市民政局", Date: "2024-01-05",
		Prose: map[string][]string{"introduction": {"文。"}}, Tail: report.Tail{Imprint: []string{"抄送：甲。", "云溪市商务局办公室\u30002024年1月6日印发"}}}
	d, found := compose.DocumentInShell(context.Background(), r, edition.Official(), s, &compose.Shell{Number: "示政发〔2024〕1号",
		Organs: []string{"云溪市商务局", "云溪市财政局"}, Signers: []string{"张三丰", "李四", "王五"}, CopyNumber: "000001", Secrecy: "机密★1年", Urgency: "特急",
		Annexes: []compose.Annex{{Title: "统计表", Paragraphs: []string{"一、项", "文。"}}}}, nil)
	if d == nil {
		t.Fatal(found)
	}
	return d
}

// Sealed is the house style for a file that is to be sealed.
func Sealed() *style.Style {
	s := *style.Default()
	closing := *s.Closing
	closing.Sealed = true
	s.Closing = &closing
	return &s
}
