package write_test

import (
	"context"
	"fmt"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

func ExampleDocument() {
	doc := &document.Document{Blocks: []document.Block{
		&document.Paragraph{Role: document.Title, Runs: []document.Run{{Text: "云溪市商务局\n2023年政府信息公开工作年度报告"}}},
		&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "一是", Bold: true}, {Text: "公开信息126条。"}}},
	}}
	data, err := write.Document(doc, style.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	again, _ := read.Document(context.Background(), data, limit.Default())
	for _, b := range again.Blocks {
		p := b.(*document.Paragraph)
		fmt.Printf("%s: %q\n", p.Role, p.Text())
	}
	// Output:
	// title: "云溪市商务局\n2023年政府信息公开工作年度报告"
	// body: "一是公开信息126条。"
}

func ExampleNewWriter() {
	w, err := write.NewWriter(style.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _ := w.Write(context.Background(), &document.Document{})
	second, _ := w.Write(context.Background(), &document.Document{})
	fmt.Println(string(first) == string(second))
	// Output: true
}
