// Package compose gives a report its official form: the document that both the DOCX and the PDF writer print.
package compose

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// Document composes r. It is nil, and the list holds an error, where a table mixes editions and cannot be printed.
func Document(r *report.Report, editions *edition.Set, s *style.Style) (*document.Document, diag.List) {
	return nil, nil
}
