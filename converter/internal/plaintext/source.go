package plaintext

import (
	"slices"

	"nianbao/converter/diag"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/limit"
)

// Lines returns the lines of a text as they stand in it, numbered as places of [Read] are: line n is the one with index n-1.
// They are nil, and the list holds an error, where the bytes are no text or the meter ends the work.
func Lines(m *limit.Meter, data []byte) ([]string, diag.List) {
	text, _, found := encoding.Decode(m, data, "")
	if worst, any := found.Worst(); any && worst == diag.Error {
		return nil, found
	}
	return slices.AppendSeq([]string{}, lines(text)), found
}
