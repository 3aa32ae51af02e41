package match

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

func of(organization string, year, figure int) *report.Report {
	r := &report.Report{Organization: organization, Year: year, Tables: map[string]report.Table{"requests": {}}}
	r.Tables["requests"].Set("new", "total", report.Count(figure))
	return r
}

func files(reports ...*report.Report) []File {
	var list []File
	for i, r := range reports {
		list = append(list, File{fmt.Sprintf("%d.json", i), r})
	}
	return list
}

func codes(found diag.List) string {
	var list []string
	for _, d := range found {
		list = append(list, string(d.Code))
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			if text := d.Message(lang); strings.Contains(text, "{") || text == string(d.Code) {
				panic(text)
			}
		}
	}
	return strings.Join(list, " ")
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		renamed string
		codes   string
	}{
		{"甲局=乙局", ""},
		{"甲局=乙局 乙局=丙局", ""},
		{"甲局", "renamed-invalid"},
		{"甲局=", "renamed-invalid"},
		{"=甲局", "renamed-invalid"},
		{"甲局=甲 局", "renamed-invalid"},
		{"甲局=乙局 甲局=丙局", "renamed-invalid"},
		{"甲局=乙局 乙局=甲局", "renamed-circle renamed-circle"},
		{"丙局=甲局 甲局=乙局 乙局=甲局", "renamed-circle renamed-circle renamed-circle"},
	} {
		list := strings.Split(c.renamed, " ")
		if strings.Contains(c.renamed, "甲 局") {
			list = []string{c.renamed}
		}
		if _, found := ParseRenamed(list); codes(found) != c.codes {
			t.Errorf("%s: %s", c.renamed, codes(found))
		}
	}
	names, _ := ParseRenamed([]string{"甲局=乙局", "乙局=丙局"})
	for a, b := range map[string]string{"甲局": "丙局", "乙 局": "丙局", "青溪縣（水務局）": "青溪县水務局", "ＡＢ局": "ab局", "。": "", "丁局": "丁局"} {
		if names.Key(a) != names.Key(b) {
			t.Errorf("%s and %s: %q, %q", a, b, names.Key(a), names.Key(b))
		}
	}
	if (Names{}).Key("青溪县水利局") == (Names{}).Key("青溪县水务局") {
		t.Error("two agencies with similar names are taken for one")
	}
}

// TestPrevious: which report is compared with, and what is told where none is. The figure tells which one it was.
func TestPrevious(t *testing.T) {
	water := of("青溪县水务局", 2023, 0)
	for _, c := range []struct {
		name    string
		given   []*report.Report
		of      *report.Report
		renamed string
		figure  string
		codes   string
	}{
		{"one", []*report.Report{of("青溪县水务局", 2022, 1)}, water, "", "1", ""},
		{"written in another way", []*report.Report{of("青溪县 水务局", 2022, 1)}, water, "", "1", ""},
		{"among others", []*report.Report{of("青溪县林业局", 2022, 1), of("青溪县水务局", 2022, 2), of("青溪县水务局", 2021, 3)}, water, "", "2", ""},
		{"another organisation", []*report.Report{of("青溪县林业局", 2022, 1)}, water, "", "", "previous-other-organization"},
		{"renamed", []*report.Report{of("青溪县水利局", 2022, 1)}, water, "青溪县水利局=青溪县水务局", "1", ""},
		{"none of it", []*report.Report{of("青溪县林业局", 2022, 1), of("青溪县教育局", 2022, 1)}, water, "", "", "previous-missing"},
		{"nothing given", nil, water, "", "", "previous-missing"},
		{"another year", []*report.Report{of("青溪县水务局", 2021, 1)}, water, "", "", "previous-other-year"},
		{"the same year", []*report.Report{of("青溪县水务局", 2023, 1)}, water, "", "", "previous-other-year"},
		{"other years among others", []*report.Report{of("青溪县水务局", 2021, 1), of("青溪县水务局", 2020, 1), of("青溪县林业局", 2022, 1)}, water, "", "", "previous-other-year"},
		{"no year there", []*report.Report{of("青溪县水务局", 0, 1)}, water, "", "", "previous-undated"},
		{"no year here", []*report.Report{of("青溪县水务局", 2022, 1)}, of("青溪县水务局", 0, 0), "", "", "previous-year-unknown"},
		{"no name here, one given", []*report.Report{of("青溪县水务局", 2022, 1)}, of("", 2023, 0), "", "1", "previous-unproven"},
		{"no name there, one given", []*report.Report{of("", 2022, 1)}, water, "", "1", "previous-unproven"},
		{"no name there, of another year", []*report.Report{of("", 2021, 1)}, water, "", "", "previous-other-year"},
		{"no name here, several given", []*report.Report{of("", 2022, 1), of("青溪县水务局", 2022, 1)}, of("", 2023, 0), "", "", "previous-organization-unknown"},
		{"two versions", []*report.Report{of("青溪县水务局", 2022, 1), of("青溪县水务局", 2022, 2)}, water, "", "", "previous-several"},
		{"two copies", []*report.Report{of("青溪县水务局", 2022, 1), of("青溪县水务局", 2022, 1)}, water, "", "1", ""},
	} {
		var names Names
		if c.renamed != "" {
			names, _ = ParseRenamed([]string{c.renamed})
		}
		r, found := NewPrevious(files(c.given...), names).Of(c.of)
		figure := ""
		if r != nil {
			figure = r.Tables["requests"].Get("new", "total").String()
		}
		if figure != c.figure || codes(found) != c.codes {
			t.Errorf("%s: %q, %s", c.name, figure, codes(found))
		}
	}
}

func TestRoster(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("青溪县水务局\r\n青溪县林业局\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		entries    []string
		codes      string
	}{
		{"lines", "青溪县水务局\n青溪县林业局\n", []string{"青溪县水务局", "青溪县林业局"}, ""},
		{"GBK", gbk, []string{"青溪县水务局", "青溪县林业局"}, ""},
		{"byte order mark, blank lines, notes, no last line break", "\ufeff# 2023\n\n  青溪县水务局  \n\n# 注\n青溪县林业局", []string{"青溪县水务局", "青溪县林业局"}, ""},
		{"first column", "单位名称,联系人\n青溪县水务局,张三\n\"青溪县林业局\",\"李,四\"\n", []string{"青溪县水务局", "青溪县林业局"}, ""},
		{"tabs", "青溪县水务局\t张三,1\n青溪县林业局\t李四\n", []string{"青溪县水务局", "青溪县林业局"}, ""},
		{"a note with another separator", "# 2023；a;b\n青溪县水务局,张三\n青溪县林业局,李四\n", []string{"青溪县水务局", "青溪县林业局"}, ""},
		{"header alone", "单位名称\n", nil, "roster-empty"},
		{"nothing", "", nil, "roster-empty"},
		{"twice", "青溪县水务局\n青溪县 水务局\n", []string{"青溪县水务局"}, "roster-repeated"},
		{"an open quote", "\"青溪县水务局\n青溪县林业局\n", nil, "roster-invalid"},
		{"a quote over lines", "\"青溪县水务局\n青溪县林业局\"\n", nil, "roster-invalid"},
		{"no text", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\xfe", nil, "encoding-unknown"},
	} {
		r, found := ParseRoster(context.Background(), []byte(c.text), Names{})
		var got []string
		if r != nil {
			for _, e := range r.entries {
				got = append(got, e.name)
			}
		}
		if !slices.Equal(got, c.entries) || codes(found) != c.codes {
			t.Errorf("%s: %q, %s", c.name, got, codes(found))
		}
	}
}

func TestCompare(t *testing.T) {
	names, _ := ParseRenamed([]string{"青溪县水利局=青溪县水务局"})
	r, _ := ParseRoster(context.Background(), []byte("青溪县水利局\n青溪县林业局\n青溪县教育局\n"), names)
	for _, c := range []struct {
		organizations string
		want          string
	}{
		{"青溪县水务局 青溪县林业局 青溪县教育局", ""},
		{"青溪县水务局 青溪县教育局", "roster-missing:2"},
		{"青溪县水利局 青溪县水务局 青溪县林业局 青溪县教育局", "roster-twice:1"},
		{"青溪县水务局 青溪县林业局 青溪县教育局 青溪县民政局", "roster-unexpected:3.json"},
		{"青溪县水务局 青溪县林业局 青溪县教育局 -", "roster-unnamed:3.json"},
		{"", "roster-missing:1 roster-missing:2 roster-missing:3"},
	} {
		var reports []*report.Report
		for organization := range strings.FieldsSeq(c.organizations) {
			reports = append(reports, of(strings.Trim(organization, "-"), 2023, 1))
		}
		found := r.Compare(files(reports...))
		codes(found) // no message is without its text
		var got []string
		for _, d := range found {
			at := d.Place.File
			if at == "" {
				at = fmt.Sprint(d.Place.Line)
			}
			got = append(got, string(d.Code)+":"+at)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v", c.organizations, got)
		}
	}
}

func FuzzParseRoster(f *testing.F) {
	f.Add([]byte("单位名称,联系人\n青溪县水务局,张三\n"))
	f.Add([]byte("\xc7\xe0\xcf\xaa\xcf\xd8\n# \"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, found := ParseRoster(context.Background(), data, Names{})
		worst, _ := found.Worst()
		if (r == nil) != (worst == diag.Error) {
			t.Errorf("a list and %v", found)
		}
		if r != nil && len(r.Compare(nil)) != len(r.entries) {
			t.Errorf("%d names, %d of them missing", len(r.entries), len(r.Compare(nil)))
		}
	})
}
