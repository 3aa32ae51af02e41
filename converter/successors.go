package converter

import (
	"io"

	"nianbao/converter/diag"
	"nianbao/converter/draft"
	"nianbao/converter/report"
	"nianbao/converter/sum"
)

// What is made of whole reports, by the forms that the converter knows: those of the program and those of [Options.Editions].

// Draft returns the draft of a year's report from last year's; see [draft.New].
func (c *Converter) Draft(last *report.Report, year int) (*report.Report, diag.List) {
	return draft.For(c.forms, last, year)
}

// Adder adds up reports; see [sum.New].
func (c *Converter) Adder(o sum.Options) *sum.Adder { return sum.For(c.forms, o) }

// SumWorkbook writes reports as a spreadsheet; see [sum.Workbook].
func (c *Converter) SumWorkbook(w io.Writer, rows []sum.Row) error {
	return sum.WorkbookFor(c.forms, w, rows)
}
