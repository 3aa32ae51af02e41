package converter_test

import (
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// distinctReports are reports of which no two are alike, as long as reports are: some two thousand characters of prose.
func distinctReports(n int) []*report.Report {
	editions := edition.Official().Editions
	all := make([]*report.Report, n)
	for i := range all {
		all[i] = seeded.Report(uint64(i), editions[i%len(editions)], 1+i%50)
		all[i].Prose["overview"] = append(all[i].Prose["overview"], seeded.Prose(uint64(i), 6+i%8)...)
		all[i].Prose["problems"] = append(all[i].Prose["problems"], seeded.Prose(uint64(i)+1<<32, 1+i%3)...)
	}
	return all
}

// distinctTexts are texts in all the forms in which extractors leave them, damaged as they damage them, with prose as in distinctReports.
// Those of which too little is left are not among them.
func distinctTexts(tb testing.TB, c *converter.Converter, n int) [][]byte {
	var all [][]byte
	for seed := uint64(1); len(all) < n; seed++ {
		text := damage.Generate(seed, damage.Options{})
		if text.Page || text.Word {
			continue
		}
		more := "\n" + strings.Join(seeded.Prose(seed, 6+int(seed%8)), "\n")
		at := strings.Index(text.Text, "（三）监督保障")
		if at < 0 {
			continue
		}
		at += strings.IndexByte(text.Text[at:], '\n')
		data := []byte(text.Text[:at] + more + text.Text[at:])
		if _, err := c.Read(tb.Context(), converter.Input{Data: data}); err == nil {
			all = append(all, data)
		}
	}
	return all
}
