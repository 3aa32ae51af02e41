package check_test

import (
	"fmt"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

func Example() {
	r := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023, Tables: map[string]report.Table{"disputes": {}}}
	for col, n := range map[string]int{"upheld": 31, "corrected": 0, "other": 25, "pending": 0, "total": 65} {
		r.Tables["disputes"].Set("review", col, report.Count(n))
	}
	for _, f := range check.Report(check.Input{Report: r}).Findings {
		if f.Code == "disputes-total" {
			fmt.Println(f.Message(diag.Chinese))
			fmt.Println(f.Message(diag.English))
			fmt.Println(f.Hint.Message(diag.English))
		}
	}
	// Output:
	// 表四“行政复议”各项结果之和为56，与总计65不一致，相差-9
	// Table 4, “行政复议”: the results add up to 56, but the total says 65; difference -9
	// “行政复议”, column “总计”: two digits of 65 may have changed places; with 56 every formula it takes part in holds
}

func ExampleHTML() {
	r := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023}
	page := check.HTML(r, check.Report(check.Input{Report: r}), diag.Chinese)
	fmt.Println(string(page[:15]))
	// Output: <!DOCTYPE html>
}
