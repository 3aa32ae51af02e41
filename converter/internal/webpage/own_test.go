package webpage

import (
	"context"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// TestTableInCellOfOwnPage: what somebody puts into a cell of a page of ours as a table is there, and is no blank.
func TestTableInCellOfOwnPage(t *testing.T) {
	t.Parallel()
	page := `<!DOCTYPE html><html lang="zh-CN"><body><main><article data-nianbao="1"><h1>某局2023年政府信息公开工作年度报告</h1>` +
		`<table data-nianbao-table="disclosure" data-nianbao-edition="2021"><tr><th data-role="label">行政许可</th>` +
		`<td><table><tr><td>324</td><td>70</td></tr></table></td></tr></table></article></main></body></html>`
	doc, found := Read(context.Background(), []byte(page), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	for _, b := range doc.Blocks {
		table, ok := b.(*document.Table)
		if !ok {
			continue
		}
		if table.Key != "disclosure" {
			t.Fatalf("it is not read as a page of ours: %+v", table)
		}
		inner := table.Cells[1].Tables
		if len(inner) != 1 || inner[0].Cells[1].Text() != "70" {
			t.Errorf("the cell holds %+v", table.Cells[1])
		}
		return
	}
	t.Error("there is no table")
}
