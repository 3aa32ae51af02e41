package sfnt_test

import (
	"fmt"

	"nianbao/converter/internal/sfnt"
)

// A character is looked for in the role's own face, then in its supplement, then in the last fallback.
func ExampleChain_Lookup() {
	chain := sfnt.Embedded().Chain("heiti")
	for _, r := range "年☑✔" {
		if g, ok := chain.Lookup(r); ok {
			fmt.Printf("%c: %s, %d wide\n", r, g.Font.Name(), g.Advance)
		} else {
			fmt.Printf("%c: no font has it\n", r)
		}
	}
	// Output:
	// 年: GWHei-Regular, 1000 wide
	// ☑: GWSong-Regular, 1000 wide
	// ✔: no font has it
}
