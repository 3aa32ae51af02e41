package sum_test

import (
	"fmt"

	"nianbao/converter/report"
	"nianbao/converter/sum"
)

func Example() {
	a := sum.New(sum.Options{Organization: "示例市"})
	for _, n := range []int{3, 4, 0} {
		table := report.Table{}
		if n > 0 {
			table.Set("new", "total", report.Count(n))
		}
		a.Add(fmt.Sprintf("%d.docx", n), &report.Report{Format: "2021", Year: 2023, Tables: map[string]report.Table{"requests": table}}, nil)
	}
	res := a.Result()
	fmt.Println(res.Reports, res.Report.Tables["requests"].Get("new", "total"), res.Incomplete["requests.new.total"])
	for _, g := range res.Gaps {
		if g.Table != "requests" {
			continue
		}
		fmt.Println(g.File, g.Kind, g.Table, len(g.Cells))
	}
	// Output:
	// 3 7 1
	// 3.docx blank requests 174
	// 4.docx blank requests 174
	// 0.docx blank requests 175
}
