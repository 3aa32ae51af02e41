// Package plaintext reads text that an extractor drew from a page or a file: bytes of whatever encoding to lines of
// tokens. It knows nothing of reports.
package plaintext

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// Read returns the text as one block of loose lines; the document is nil if the list has an error.
func Read(data []byte, limits limit.Limits) (*document.Document, diag.List) {
	return nil, nil
}
