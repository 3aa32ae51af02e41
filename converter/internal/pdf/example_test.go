package pdf_test

import (
	"context"
	"fmt"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

func ExampleWrite() {
	doc := &document.Document{Blocks: []document.Block{
		&document.Paragraph{Role: document.Title, Runs: []document.Run{{Text: "示例县2023年报告"}}},
	}}
	pages, _, err := layout.Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := pdf.Write(pages, pdf.Info{Author: "示例县人民政府"})
	fmt.Printf("%s %v\n", data[:8], err)
	// Output: %PDF-1.7 <nil>
}
