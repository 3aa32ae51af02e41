package recognize

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
)

func codes(found diag.List) map[diag.Code]int {
	n := map[diag.Code]int{}
	for _, d := range found {
		n[d.Code]++
	}
	return n
}

// TestMostReports: a file holds five hundred reports, and is refused with one more.
func TestMostReports(t *testing.T) {
	for _, n := range []int{MostReports, MostReports + 1} {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(growthWhole, "示例市", fmt.Sprintf("示例%d市", i)))
		}
		all, found := Reports(context.Background(), growthLines(t, b.String()), edition.Official())
		if refused := codes(found)["too-many-reports"] == 1; refused != (n > MostReports) || len(all) != n && !refused || len(all) > 0 && refused {
			t.Errorf("%d reports: %d are read, %v", n, len(all), found.In(diag.English))
		}
	}
}

// TestMostCells: a section of ten thousand cells is read for a table, one of more is not, and the message does not say that
// there is none.
func TestMostCells(t *testing.T) {
	rest := cellsOf(flatten(growthLines(t, "行政许可 5\n行政处罚 4\n行政强制 5")))
	for _, more := range []int{0, 1} {
		text := growthFront + strings.Repeat("0\n", mostCells-rest+more) + growthBack
		r, _, found := Report(context.Background(), growthLines(t, text), edition.Official())
		if r == nil {
			t.Fatal(found.In(diag.English))
		}
		n := codes(found)
		if long, missing := n["table-too-long"], n["table-not-found"]; long != more || missing != 2 { // requests and disputes are not there
			t.Errorf("%d more: %v", more, n)
		}
		if read := len(r.Tables["disclosure"]) > 0; read != (more == 0) {
			t.Errorf("%d more: %v", more, r.Tables["disclosure"])
		}
	}
}

// TestMostDepartures: of headings without end no more become sections than a report can have, and the text of the others is
// kept.
func TestMostDepartures(t *testing.T) {
	const n = 3 * mostDepartures
	text := growthFront + strings.Repeat("五、存在的主要问题及改进情况\n问题不多。\n", n) + "六、其他需要报告的事项\n无。\n"
	r, _, found := Report(context.Background(), growthLines(t, text), edition.Official())
	if r == nil {
		t.Fatal(found.In(diag.English))
	}
	for _, d := range found {
		if d.Code == "section-repeated" && !strings.HasPrefix(d.Message(diag.English), fmt.Sprintf("%d ", mostDepartures)) {
			t.Errorf("%v", d)
		}
	}
	if got := strings.Count(strings.Join(r.Prose["problems"], "\n"), "问题不多"); got != n {
		t.Errorf("%d of %d paragraphs are kept", got, n)
	}
}
