package readings

import (
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
)

func foldOf(c *edition.Cell) []rune { return fold.AppendRunes(nil, c.Text) }
