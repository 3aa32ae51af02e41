//go:build !nogplfonts

package layout_test

import (
	"context"
	"fmt"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// A document becomes pages of glyphs, each at its place.
func ExampleLay() {
	doc := &document.Document{Blocks: []document.Block{
		&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "公开信息✔"}}},
	}}
	pages, found, err := layout.Lay(context.Background(), doc, style.Default(), sfnt.Embedded(), layout.Options{Limits: limit.Default()})
	if err != nil {
		fmt.Println(err)
		return
	}
	run := pages.Pages[0].Runs[0]
	fmt.Println(run.Font.Name(), run.Size, run.X/layout.Twip, run.Y/layout.Twip)
	for _, g := range run.Glyphs {
		fmt.Printf("%c %d\n", g.Char, g.X)
	}
	fmt.Println(found.In("en"))
	// Output:
	// GWFangSong-Regular 32 2227 2561
	// 公 0
	// 开 15750
	// 信 31500
	// 息 47250
	// ✔ 63000
	// before the first section: no font has the character “✔” (U+2714; occurrences: 1); printed as “〓”. Use another character, or put a font that has it into the font folder
}
