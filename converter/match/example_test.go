package match_test

import (
	"context"
	"fmt"

	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

func ExamplePrevious_Of() {
	lastYear := []match.File{
		{Name: "2022/水利局.docx", Report: &report.Report{Organization: "青溪县水利局", Year: 2022}},
		{Name: "2022/林业局.docx", Report: &report.Report{Organization: "青溪县林业局", Year: 2022}},
	}
	names, _ := match.ParseRenamed([]string{"青溪县水利局=青溪县水务局"})
	previous := match.NewPrevious(lastYear, names)
	for _, organization := range []string{"青溪县水务局", "青溪县教育局"} {
		r, found := previous.Of(&report.Report{Organization: organization, Year: 2023})
		fmt.Println(organization, r != nil, found.Has("previous-missing"))
	}
	// Output:
	// 青溪县水务局 true false
	// 青溪县教育局 false true
}

func ExampleParseRoster() {
	roster, _ := match.ParseRoster(context.Background(), []byte("单位名称,电话\n青溪县水务局,1\n青溪县林业局,2\n"), match.Names{})
	for _, d := range roster.Compare([]match.File{{Name: "a.docx", Report: &report.Report{Organization: "青溪县林业局"}}}) {
		fmt.Println(d.Place.Line, d.Message(diag.English))
	}
	// Output:
	// 2 there is no report of “青溪县水务局”
}
