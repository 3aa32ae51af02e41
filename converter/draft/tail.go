package draft

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// tail keeps what stands around the signature. It gets no mark, which would stand in front of 附件： and 抄送： and make them
// unknown: a word says that it was kept. Lines about the printing are dropped, since their day is not known.
func (d *drafter) tail() {
	now := contract.TailParts(&d.report.Tail)
	for i, part := range contract.TailParts(&d.last.Tail) {
		name := diag.Wording{Chinese: d.tailWords.Names[part.Key], English: part.Key}
		for _, text := range *part.Paragraphs {
			if d.tailWords.Printed.MatchString(report.Plain(text)) {
				d.found = append(d.found, diag.New("draft-printed", diag.Place{}, "part", name, "text", text))
				continue
			}
			*now[i].Paragraphs = append(*now[i].Paragraphs, d.advance(text))
		}
		if n := len(*now[i].Paragraphs); n > 0 {
			d.found = append(d.found, diag.New("draft-tail", diag.Place{}, "part", name, "n", n))
		}
	}
}
