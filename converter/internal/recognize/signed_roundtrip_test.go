package recognize_test

import (
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// TestRoundTripOfSignatures: an organ that the composer broke over lines, and organs that sign one below the other, are read
// back as they were, in either form of GB/T 9704-2012 7.3.5.
func TestRoundTripOfSignatures(t *testing.T) {
	for _, organ := range []string{"局", "云溪市商务局", "云溪市商务局\u3000云溪市财政局", "中国证券监督管理委员会云溪监管局机关党委和所属事业单位办公室"} {
		for _, sealed := range []bool{false, true} {
			s := *style.Default()
			closing := *s.Closing
			closing.Sealed = sealed
			s.Closing = &closing
			r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Prose: map[string][]string{"introduction": {"现公布年度报告。"}},
				Signature: organ, Date: "2024-01-15"}
			for _, through := range []way{direct, throughWord, throughPage} {
				doc, _ := compose.Document(r, edition.Official(), &s)
				var err error
				if doc, err = through(doc); err != nil {
					t.Fatal(err)
				}
				if got, _, found := recognize.Report(t.Context(), doc, edition.Official()); got == nil || !report.Equal(r, got) {
					t.Errorf("%q, sealed %t: %q %q %v", organ, sealed, got.Signature, got.Date, found)
				}
			}
		}
	}
}
