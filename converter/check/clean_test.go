package check

import (
	"strconv"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// cleanReport returns the seeded report with what a reviewer expects besides figures that add up: all items of the overview,
// a signature and a date, and figures of the second table that can be.
func cleanReport(seed uint64, e *edition.Edition, size int) *report.Report {
	r := seeded.Report(seed, e, size)
	r.Signature, r.Date = r.Organization, strconv.Itoa(r.Year+1)+"-01-15"
	if len(r.Prose["overview"]) > 2 {
		r.Prose["overview"] = append(r.Prose["overview"][:2:2], "（三）政府信息管理。规范公开程序。", "（四）平台建设。维护政府网站。",
			"（五）"+r.Prose["overview"][2][len("（三）"):])
	}
	if e.Version != "2021" {
		return r
	}
	for _, col := range []string{"issued", "repealed", "in_force"} {
		r.Tables["disclosure"].Set("rules", col, report.Count(0))
		r.Tables["disclosure"].Set("normative_documents", col, report.Count(3))
	}
	return r
}
