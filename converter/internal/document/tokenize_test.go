package document_test

import (
	"fmt"

	"nianbao/converter/internal/document"
)

func ExampleTokenize() {
	for _, token := range document.Tokenize("行政许可\t\t137", 10) {
		fmt.Printf("%d %q\n", token.Column, token.Text)
	}
	// Output:
	// 1 "行政许可"
	// 6 ""
	// 7 "137"
}
