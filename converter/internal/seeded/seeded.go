// Package seeded makes reports for tests: random figures that add up, the same ones for the same seed.
package seeded

import (
	"fmt"
	"math/rand/v2"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Report returns a report in the edition whose formulas all hold and whose prose agrees with its tables. size is
// about how large its figures are: 1 for a township, 1000 for a province.
func Report(seed uint64, e *edition.Edition, size int) *report.Report {
	g := generator{rng: rand.New(rand.NewPCG(seed, 2021)), size: max(size, 1)}
	year := 2021 + int(seed%5)
	if e.AppliesTo.LastYear != 0 {
		year = e.AppliesTo.LastYear
	}
	r := &report.Report{Format: e.Version, Organization: fmt.Sprintf("示例市第%d局", seed), Year: year, Tables: map[string]report.Table{}}
	for _, t := range e.Tables {
		r.Tables[t.Key] = report.Table{}
	}
	g.requests(e.Table("requests"), r.Tables["requests"])
	g.disputes(r.Tables["disputes"])
	g.disclosure(e.Table("disclosure"), r.Tables["disclosure"])
	get := func(table, row, col string) string { return r.Tables[table].Get(row, col).String() }
	r.Prose = map[string][]string{
		"introduction": {fmt.Sprintf("本报告所列数据的统计期限自%d年1月1日起至%d年12月31日止。", year, year)},
		"overview": {
			"（一）主动公开。全年通过各类平台发布信息，及时回应群众关切。",
			fmt.Sprintf("（二）依申请公开。%d年，共收到政府信息公开申请%s件，上年结转%s件；全年办结政府信息公开申请%s件，结转下年度继续办理%s件。", year,
				get("requests", "new", "total"), get("requests", "carried_over", "total"), get("requests", "total", "total"),
				get("requests", "carried_forward", "total")),
			fmt.Sprintf("（三）监督保障。因政府信息公开被申请行政复议%s件。", get("disputes", "review", "total")),
		},
		"problems":      {"主动公开的内容还需进一步拓展，下一步将加强培训，提高工作水平。"},
		"other_matters": {"本年度未收取信息处理费。"},
	}
	return r
}

type generator struct {
	rng  *rand.Rand
	size int
}

// count returns a figure, often 0.
func (g generator) count() int {
	switch g.rng.IntN(4) {
	case 0:
		return 0
	case 1:
		return g.rng.IntN(10)
	default:
		return g.rng.IntN(30*g.size + 1)
	}
}

var applicants = [...]string{"natural_person", "business", "research", "public_welfare", "legal_service", "other"}

// requests fills the table so that rows and columns add up and the two items in are the two items out.
func (g generator) requests(t *edition.Table, cells report.Table) {
	var results []string
	seen := map[string]bool{"new": true, "carried_over": true, "total": true, "carried_forward": true}
	for i := range t.Cells {
		if key := t.Cells[i].RowKey; key != "" && !seen[key] {
			seen[key] = true
			results = append(results, key)
		}
	}
	sums := map[string]int{}
	set := func(row, col string, n int) {
		cells.Set(row, col, report.Count(n))
		sums[row] += n
	}
	for i, col := range applicants {
		total := 0
		for _, row := range results {
			n := 0
			if i == 0 || g.rng.IntN(3) == 0 {
				n = g.count()
			}
			set(row, col, n)
			total += n
		}
		forward := 0
		if i == 0 || g.rng.IntN(2) == 0 {
			forward = g.count()
		}
		over := min(g.count(), total+forward)
		set("total", col, total)
		set("carried_forward", col, forward)
		set("carried_over", col, over)
		set("new", col, total+forward-over)
	}
	for row, n := range sums {
		cells.Set(row, "total", report.Count(n))
	}
}

func (g generator) disputes(cells report.Table) {
	for _, row := range [...]string{"review", "litigation_direct", "litigation_after_review"} {
		total := 0
		for _, col := range [...]string{"upheld", "corrected", "other", "pending"} {
			n := g.count()
			total += n
			cells.Set(row, col, report.Count(n))
		}
		cells.Set(row, "total", report.Count(total))
	}
}

func (g generator) disclosure(t *edition.Table, cells report.Table) {
	for i := range t.Cells {
		c := &t.Cells[i]
		if !c.IsData() {
			continue
		}
		n := g.count()
		if c.ColKey == "amount" {
			if d, err := report.ParseDecimal(fmt.Sprintf("%d.%02d", n, g.rng.IntN(100))); err == nil {
				cells.Set(c.RowKey, c.ColKey, report.Number(d))
				continue
			}
		}
		cells.Set(c.RowKey, c.ColKey, report.Count(n))
	}
}
