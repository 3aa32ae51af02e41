package ofd_test

import (
	"context"
	"fmt"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/ofd"
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
	data, err := ofd.Write(pages, ofd.Info{Author: "示例县人民政府"})
	fmt.Printf("%q %v\n", data[30:37], err)
	// Output: "OFD.xml" <nil>
}
