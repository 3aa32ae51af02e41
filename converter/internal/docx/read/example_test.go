package read_test

import (
	"context"
	"fmt"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

func ExampleDocument() {
	_, list := read.Document(context.Background(), []byte("%PDF-1.7"), limit.Default())
	fmt.Println(list[0].Code, list[0].Severity)
	_, list = read.Document(context.Background(), nil, limit.Default())
	fmt.Println(list.In(diag.English) != "")
	// Output:
	// docx-not-zip error
	// true
}

func ExampleStyled() {
	house := style.Default() // or style.Parse of the file that the document was written with
	data, err := write.Document(&document.Document{Meta: document.Meta{Own: true, Year: 2023}}, house)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, _ := read.Styled(context.Background(), data, limit.Default(), house, nil)
	fmt.Println(doc.Meta.Own, doc.Meta.Year)
	// Output: true 2023
}
