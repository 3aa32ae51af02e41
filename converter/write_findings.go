package converter

import (
	"bytes"
	"context"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/annotate"
)

// FindingsTarget says what to make of the findings in a report.
type FindingsTarget struct {
	// Format is one of Text (for a terminal), JSON (see docs/formats/http.md), HTML (the report as a page with its findings marked),
	// DOCX and XLSX (a workbook; see [Converter.FindingsWorkbook] for one of many reports).
	//
	// A DOCX has the findings as comments at the cells and words concerned: it is the user's own file, of which nothing else changes, or
	// the official form of a report that came in another format or with others in one file.
	Format Format
	Lang   diag.Lang // Chinese unless English
	// Propose puts beside a comment in a DOCX the figure that would have to stand there, as a tracked change for the clerk to accept or to
	// reject, where one slip of one figure explains what is wrong.
	Propose bool
}

// WriteFindings makes a file of what was found in a report. The same findings give the same bytes. Other formats are a [*Refusal].
func (c *Converter) WriteFindings(ctx context.Context, checked *Checked, to FindingsTarget) (*Output, error) {
	switch to.Format {
	case Text:
		return &Output{Data: []byte(checked.Result.Text(check.TextOptions{Lang: to.Lang, File: checked.Input}))}, nil
	case JSON:
		data, err := indentedJSON(checked)
		return &Output{Data: data}, err
	case HTML:
		return &Output{Data: c.checker.HTML(checked.Report, checked.Result, to.Lang)}, nil
	case DOCX:
		return c.annotate(ctx, checked, annotate.Options{Lang: to.Lang, Propose: to.Propose})
	case XLSX:
		var b bytes.Buffer
		err := c.FindingsWorkbook(&b, Findings{Rows: []FindingsRow{{File: checked.Input, Checked: checked}}}, to.Lang)
		return &Output{Data: b.Bytes()}, err
	}
	return nil, refuse(diag.New("format-unsupported", diag.Place{}, "value", to.Format, "known", names([]Format{Text, JSON, HTML, DOCX, XLSX})))
}
