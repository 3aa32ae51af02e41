package draft_test

import (
	"fmt"

	"nianbao/converter/diag"
	"nianbao/converter/draft"
	"nianbao/converter/report"
)

func ExampleNew() {
	requests := report.Table{}
	requests.Set("carried_forward", "total", report.Count(3))
	last := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023, Tables: map[string]report.Table{"requests": requests}}
	next, found := draft.New(last, 0)
	fmt.Println(next.Year, next.Tables["requests"].Get("carried_over", "total"))
	for _, d := range found {
		if d.Code == "draft-carried" {
			fmt.Println(d.Message(diag.English))
		}
	}
	// Output:
	// 2024 3
	// “二、上年结转政府信息公开申请数量”, column “总计”: 3, carried over from last year’s “四、结转下年度继续办理”, column “总计”
}
