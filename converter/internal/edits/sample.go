package edits

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// sample makes up a report: figures that add up and are mostly 0, or in which hardly two are equal, so that a misplaced
// one shows; whole, or with blanks for the noughts, or with figures that do not add up at all.
func sample(r *rand.Rand, version string) *report.Report {
	e := edition.Official().Get(version)
	rep := seeded.Report(r.Uint64N(1<<20), e, pick(r, []int{1, 30, 1000}))
	rep.Organization = pick(r, []string{"云溪市商务局", "青坪县水务局", "白石镇人民政府"})
	rep.Signature, rep.Date = rep.Organization, fmt.Sprintf("%d-01-1%d", rep.Year+1, r.IntN(10))
	switch pick(r, []string{"plain", "distinct", "distinct", "numbered", "sparse"}) {
	case "distinct":
		distinct(r, rep)
	case "numbered":
		n := 1000
		for i := range e.Tables {
			for j := range e.Tables[i].Cells {
				if c := &e.Tables[i].Cells[j]; c.IsData() {
					n++
					rep.Tables[e.Tables[i].Key].Set(c.RowKey, c.ColKey, report.Count(n))
				}
			}
		}
	case "sparse":
		for _, cells := range rep.Tables {
			for k, c := range cells {
				if d, ok := c.Number(); ok && d.Sign() == 0 {
					delete(cells, k)
				}
			}
		}
	}
	return rep
}

// distinct makes the figures larger, no two columns or rows alike, and keeps the sums right.
func distinct(r *rand.Rand, rep *report.Report) {
	disclosure, disputes, requests := rep.Tables["disclosure"], rep.Tables["disputes"], rep.Tables["requests"]
	for _, c := range edition.Official().Get(rep.Format).Table("disclosure").Cells {
		k := c.Key()
		if !c.IsData() {
			continue
		}
		disclosure[k] = report.Count(10 + r.IntN(9000))
		if k.Col == "amount" {
			d, _ := report.ParseDecimal(fmt.Sprintf("%d.%02d", 1+r.IntN(500), 1+r.IntN(99)))
			disclosure[k] = report.Number(d)
		}
	}
	for _, row := range []string{"review", "litigation_direct", "litigation_after_review"} {
		total := 0
		for _, col := range []string{"upheld", "corrected", "other", "pending"} {
			n := 10 + r.IntN(900)
			total += n
			disputes.Set(row, col, report.Count(n))
		}
		disputes.Set(row, "total", report.Count(total))
	}
	sums := map[string]int{}
	set := func(row, col string, n int) {
		requests.Set(row, col, report.Count(n))
		sums[row] += n
	}
	results := map[string]bool{}
	for _, c := range edition.Official().Get(rep.Format).Table("requests").Cells {
		if c.IsData() && !strings.HasPrefix(c.RowKey, "carried") && c.RowKey != "new" && c.RowKey != "total" {
			results[c.RowKey] = true
		}
	}
	order := sortedKeys(results)
	for _, col := range []string{"natural_person", "business", "research", "public_welfare", "legal_service", "other"} {
		total := 0
		for _, row := range order {
			n := 10 + r.IntN(900)
			total += n
			set(row, col, n)
		}
		forward := 10 + r.IntN(900)
		over := 10 + r.IntN(100)
		set("total", col, total)
		set("carried_forward", col, forward)
		set("carried_over", col, over)
		set("new", col, total+forward-over)
	}
	for row, n := range sums {
		requests.Set(row, "total", report.Count(n))
	}
}
