// Package docxtest has what the tests of several layers of the Word format need: a report as an example, a small document with one of
// everything, and the parts of a file that was written.
package docxtest

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// Sample is a report of about seven pages for an invented agency, composed.
func Sample(t testing.TB) *document.Document {
	t.Helper()
	doc, found := compose.Document(SampleReport(), edition.Official(), style.Default())
	if doc == nil {
		t.Fatalf("the sample does not compose: %v", found)
	}
	return doc
}

// SampleReport is the report of [Sample].
func SampleReport() *report.Report {
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Signature: "云溪市商务局", Date: "2024-01-15",
		Prose: map[string][]string{}, Tables: map[string]report.Table{}}
	sentence := "全年通过门户网站发布信息126条，其中机构职能类8条、规划计划类14条、财政预决算类6条，回应群众留言“如何办理证照”等37件，按期答复率100%。"
	r.Prose["introduction"] = []string{"根据《中华人民共和国政府信息公开条例》的规定，现公布2023年度报告。本报告中所列数据的统计期限为2023年1月1日至12月31日。"}
	for i, heading := range []string{"主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"} {
		n := []string{"一", "二", "三", "四", "五"}[i]
		r.Prose["overview"] = append(r.Prose["overview"], fmt.Sprintf("（%s）%s。%s", n, heading, strings.Repeat(sentence, 4)),
			"**一是**"+sentence+"**二是**"+sentence)
	}
	r.Prose["problems"] = []string{"（一）存在的问题", strings.Repeat(sentence, 3), "（二）改进情况", strings.Repeat(sentence, 3)}
	r.Prose["other_matters"] = []string{"本年度未收取信息处理费。"}
	for _, table := range edition.Official().Get("2021").Tables {
		cells := report.Table{}
		for i := range table.Cells {
			if c := &table.Cells[i]; c.IsData() {
				cells.Set(c.RowKey, c.ColKey, report.Count(i*7%1300))
			}
		}
		r.Tables[table.Key] = cells
	}
	return r
}
