package docx_test

import (
	"context"
	"fmt"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

func ExampleWrite() {
	doc := &document.Document{Blocks: []document.Block{
		&document.Paragraph{Role: document.Title, Runs: []document.Run{{Text: "云溪市商务局\n2023年政府信息公开工作年度报告"}}},
		&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "一是", Bold: true}, {Text: "公开信息126条。"}}},
	}}
	data, err := docx.Write(doc, style.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	again, _ := docx.Read(context.Background(), data, limit.Default())
	for _, b := range again.Blocks {
		p := b.(*document.Paragraph)
		fmt.Printf("%s: %q\n", p.Role, p.Text())
	}
	// Output:
	// title: "云溪市商务局\n2023年政府信息公开工作年度报告"
	// body: "一是公开信息126条。"
}

func ExampleRead() {
	_, list := docx.Read(context.Background(), []byte("%PDF-1.7"), limit.Default())
	fmt.Println(list[0].Code, list[0].Severity)
	_, list = docx.Read(context.Background(), nil, limit.Default())
	fmt.Println(list.In(diag.English) != "")
	// Output:
	// docx-not-zip error
	// true
}

func ExampleReadStyled() {
	house := style.Default() // or style.Parse of the file that the document was written with
	data, err := docx.Write(&document.Document{Meta: document.Meta{Own: true, Year: 2023}}, house)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, _ := docx.ReadStyled(context.Background(), data, limit.Default(), house, nil)
	fmt.Println(doc.Meta.Own, doc.Meta.Year)
	// Output: true 2023
}

func ExampleNewWriter() {
	w, err := docx.NewWriter(style.Default())
	if err != nil {
		fmt.Println(err)
		return
	}
	first, _ := w.Write(context.Background(), &document.Document{})
	second, _ := w.Write(context.Background(), &document.Document{})
	fmt.Println(string(first) == string(second))
	// Output: true
}
