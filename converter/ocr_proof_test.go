package converter

import (
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// A formula proves its figures if all of them are there, placed by their labels and without a remark, and it holds.
func TestProvenCells(t *testing.T) {
	table := edition.Official().Get("2021").Table("disputes")
	key := func(col string) report.Key { return report.Key{Row: "review", Col: col} }
	for name, c := range map[string]struct {
		change func(cells report.Table, origins map[report.Key]report.Origin)
		want   int
	}{
		"it holds":           {func(report.Table, map[report.Key]report.Origin) {}, 5},
		"it does not":        {func(cells report.Table, _ map[report.Key]report.Origin) { cells[key("total")] = report.Count(9) }, 0},
		"a figure is blank":  {func(cells report.Table, _ map[report.Key]report.Origin) { delete(cells, key("pending")) }, 0},
		"the total is blank": {func(cells report.Table, _ map[report.Key]report.Origin) { delete(cells, key("total")) }, 0},
		"a mark":             {func(cells report.Table, _ map[report.Key]report.Origin) { cells[key("pending")] = report.Text("/") }, 0},
		"a remark": {func(cells report.Table, _ map[report.Key]report.Origin) {
			cells[key("upheld")] = report.Annotated(report.Int(3), "3（其中1件）")
		}, 0},
		"placed by a sum": {func(_ report.Table, origins map[report.Key]report.Origin) {
			origins[key("upheld")] = report.Origin{Confidence: report.Inferred, Reason: "total"}
		}, 0},
	} {
		cells, origins := report.Table{}, map[report.Key]report.Origin{}
		for i, col := range []string{"upheld", "corrected", "other", "pending", "total"} {
			cells[key(col)] = report.Count([]int{3, 1, 0, 0, 4}[i])
			origins[key(col)] = report.Origin{}
		}
		c.change(cells, origins)
		if got := provenCells(cells, origins, table); len(got) != c.want {
			t.Errorf("%s: %v are proven, want %d", name, got, c.want)
		}
	}
	if got := provenCells(report.Table{key("total"): report.Count(1)}, nil, nil); len(got) != 0 {
		t.Errorf("without an edition %v are proven", got)
	}
}
