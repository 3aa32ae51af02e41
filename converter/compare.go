package converter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/compare"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/listing"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/report"
)

// Comparison is a report beside that of the year before: its figures, what was carried over, its prose, and the sentences that were
// copied.
type Comparison struct {
	Input string // the name of the input
	Reading
	// Previous is the report of the year before, nil where none of those given is it: Result then says why, and no cell has a
	// figure of last year.
	Previous *report.Report
	*ComparedYears
	// Result is what the rules found that compare the years; see [check.Result.AcrossYears].
	Result check.Result
}

// What a comparison holds: see the fields of each.
type (
	// ComparedYears is two reports side by side: Tables, Carried, Paragraphs, Sentences, Copied, and in Bounded what was not
	// worked out.
	ComparedYears = compare.Result
	// ComparedTable is the figures of a table, in printing order.
	ComparedTable = compare.Table
	// ComparedCell is a figure of both years.
	ComparedCell = compare.Cell
)

// Compare reads a report and puts it beside that of the year before, which against gives as for [Converter.Check].
func (c *Converter) Compare(ctx context.Context, in Input, against Against) (*Comparison, error) {
	checked, err := c.Check(ctx, in, Against{Previous: against.Previous, PreviousOf: against.PreviousOf})
	if err != nil {
		return nil, err
	}
	years, err := compare.Years(ctx, checked.Report, checked.previous, c.editions, c.stock)
	if err != nil {
		return nil, err
	}
	return &Comparison{Input: checked.Input, Reading: checked.Reading, Previous: checked.previous, ComparedYears: years,
		Result: checked.Result.AcrossYears()}, nil
}

// comparisonFormats are the forms in which a comparison can be written.
var comparisonFormats = []Format{Text, JSON, HTML, DOCX, PDF, XLSX}

// WriteComparison prints a comparison: as text for a terminal, as JSON (see docs/formats/http.md), as a page that needs nothing else, as a Word file or
// a PDF with its tables across the sheet, or as a workbook. The same comparison gives the same bytes. Other formats are a [*Refusal].
func (c *Converter) WriteComparison(ctx context.Context, made *Comparison, to Format, lang diag.Lang) (*Output, error) {
	if to == JSON {
		data, err := indentedJSON(made)
		return &Output{Data: data}, err
	}
	var findings []string
	for _, f := range made.Result.Findings {
		findings = append(findings, f.Message(lang))
	}
	return c.writeListing(ctx, made.Listing(lang, findings, made.Previous != nil), to)
}

// indentedJSON is a value as JSON for people, with a line break at its end.
func indentedJSON(value json.Marshaler) ([]byte, error) {
	data, err := value.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// writeListing prints a listing in the form asked for.
func (c *Converter) writeListing(ctx context.Context, l *listing.Listing, to Format) (*Output, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch to {
	case Text:
		return &Output{Data: []byte(l.Text())}, nil
	case HTML:
		return &Output{Data: l.HTML()}, nil
	case XLSX:
		var b bytes.Buffer
		if err := l.Workbook(&b, diag.New("compare-sheet-about", diag.Place{}).Message(l.Lang)); err != nil {
			return nil, defect(err)
		}
		return &Output{Data: b.Bytes()}, nil
	case DOCX, PDF:
		return c.printListing(ctx, l, to)
	}
	names := make([]string, len(comparisonFormats))
	for i, f := range comparisonFormats {
		names[i] = string(f)
	}
	return nil, refuse(diag.New("compare-format", diag.Place{}, "format", to, "known", strings.Join(names, ", ")))
}

// printListing sets a listing in the style of its own.
func (c *Converter) printListing(ctx context.Context, l *listing.Listing, to Format) (*Output, error) {
	options := layout.Options{Limits: c.limits}
	doc, err := layout.Settle(ctx, l.Document(c.listingStyle), c.listingStyle, c.fonts(), options)
	if err != nil {
		return nil, err
	}
	if to == DOCX {
		word, err := write.NewWriter(c.listingStyle)
		if err != nil {
			return nil, defect(err)
		}
		data, err := word.Write(ctx, doc)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			return nil, defect(err)
		}
		return &Output{Data: data}, nil
	}
	pages, found, err := layout.Lay(ctx, doc, c.listingStyle, c.fonts(), options)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, defect(err)
	case pages == nil:
		return nil, refuse(found...)
	}
	info := pdf.Info{}
	if info.Profile, err = Profile("").written(); err != nil {
		return nil, err
	}
	data, err := c.printer.Write(ctx, pages, info)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, defect(err)
	}
	// That a table goes on on the next page is no news here; a character that no font has is.
	return &Output{Data: data, Diagnostics: slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Severity < diag.Warning })}, nil
}

// MarshalJSON writes file, source, diagnostics of reading, what is known of last year's report, the comparison and what the rules
// found.
func (c *Comparison) MarshalJSON() ([]byte, error) {
	type head struct {
		Organization string `json:"organization,omitempty"`
		Year         int    `json:"year,omitempty"`
		Title        string `json:"title,omitempty"`
	}
	var previous *head
	if c.Previous != nil {
		previous = &head{c.Previous.Organization, c.Previous.Year, c.Previous.Title}
	}
	result, err := c.Result.AppendJSON(nil)
	if err != nil {
		return nil, err
	}
	years := c.ComparedYears
	var copied *compare.Copied
	if previous != nil {
		copied = &years.Copied
	}
	return plainJSON(struct {
		File        string              `json:"file,omitempty"`
		Source      Format              `json:"source"`
		Diagnostics diag.List           `json:"diagnostics"`
		Previous    *head               `json:"previous"`
		Tables      []ComparedTable     `json:"tables"`
		Carried     []compare.Carried   `json:"carried_over"`
		Paragraphs  []compare.Paragraph `json:"paragraphs"`
		Sentences   []compare.Sentence  `json:"sentences"`
		Copied      *compare.Copied     `json:"copied"`
		Bounded     []compare.Bound     `json:"bounded,omitempty"`
		Result      json.RawMessage     `json:"result"`
	}{c.Input, c.Source, append(diag.List{}, c.Diagnostics...), previous, append([]ComparedTable{}, years.Tables...),
		append([]compare.Carried{}, years.Carried...), append([]compare.Paragraph{}, years.Paragraphs...),
		append([]compare.Sentence{}, years.Sentences...), copied, years.Bounded, result})
}
