// Package recognize finds the report in a document.
package recognize

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Report returns the report, where each cell came from, and what could not be placed. The report is nil, and the list
// holds an error, where the document is no such report.
func Report(doc *document.Document, editions *edition.Set) (*report.Report, *report.Evidence, diag.List) {
	return nil, nil, nil
}
