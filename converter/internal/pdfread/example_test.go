package pdfread_test

import (
	"context"
	"fmt"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread"
)

func ExampleAttached() {
	data, found := pdfread.Attached(limit.NewMeter(context.Background(), limit.Default()), []byte("%PDF-1.7\nand no more"))
	fmt.Println(len(data), found[0].Code, found[0].Severity == diag.Error)
	// Output: 0 pdf-broken true
}

func ExampleShown() {
	doc, found := pdfread.Shown(limit.NewMeter(context.Background(), limit.Default()), []byte("%PDF-1.7\nand no more"))
	fmt.Println(doc == nil, found[0].Code)
	// Output: true pdf-broken
}
