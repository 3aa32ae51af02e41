package webpage

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/limit"
)

// Lines returns the lines of a page's source, numbered as places of [Read] are: line n is the one with index n-1. They are
// nil, and the list holds an error, where the bytes are no text or the meter ends the work.
func Lines(m *limit.Meter, data []byte) ([]string, diag.List) {
	text, _, found := encoding.Decode(m, data, label(data))
	if worst, any := found.Worst(); any && worst == diag.Error {
		return nil, found
	}
	return strings.Split(text, "\n"), found
}
