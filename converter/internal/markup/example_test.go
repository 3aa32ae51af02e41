package markup_test

import (
	"context"
	"fmt"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
)

func ExampleRead() {
	text := "## 二、主动公开情况\n\n| 项目 | 件数 |\n|---|---:|\n| 规章 | 3 |\n"
	doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Loose:
			fmt.Println(b.Lines[0].Text)
		case *document.Table:
			for _, c := range b.Cells {
				fmt.Println(c.Row, c.Col, c.Text(), c.Place.Line)
			}
		}
	}
	// Output:
	// 二、主动公开情况
	// 0 0 项目 3
	// 0 1 件数 3
	// 1 0 规章 5
	// 1 1 3 5
}
