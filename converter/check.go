package converter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// Against is what a report is checked against beside its own rules. The zero value is nothing.
type Against struct {
	// Previous is the report of the year before, nil for none.
	Previous *report.Report
	// Subordinates are the reports of the direct subordinates, nil for none.
	Subordinates []*report.Report
	// Missing is how many further subordinate reports could not be read; sums cannot be checked then.
	Missing int
}

// Checked is the result of [Converter.Check].
type Checked struct {
	Input string // the name of the input
	Reading
	Result check.Result
}

// Check reads a report and checks it by the rules of its editions. Findings are in Result, what there is to say about
// reading in Diagnostics: a figure that was lost while reading is not the report's fault.
func (c *Converter) Check(ctx context.Context, in Input, against Against) (*Checked, error) {
	reading, err := c.Read(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	result := c.checker.Report(check.Input{Report: reading.Report, Evidence: reading.Evidence, Previous: against.Previous,
		Subordinates: against.Subordinates, Missing: against.Missing})
	return &Checked{Input: in.Name, Reading: *reading, Result: result}, nil
}

// CheckBatch checks many inputs as [Converter.Batch] converts them.
func (c *Converter) CheckBatch(ctx context.Context, inputs iter.Seq[Input], against Against, workers int) iter.Seq2[*Checked, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) (*Checked, error) { return c.Check(ctx, in, against) })
}

// HTML renders the report as a page with its findings marked.
func (c *Converter) HTML(checked *Checked, lang diag.Lang) []byte {
	return c.checker.HTML(checked.Report, checked.Result, lang)
}

// MarshalJSON writes file, source, diagnostics of reading and the result of checking.
func (c *Checked) MarshalJSON() ([]byte, error) {
	result, err := c.Result.AppendJSON(nil)
	if err != nil {
		return nil, fmt.Errorf("result: %w", err)
	}
	return plainJSON(struct {
		File        string          `json:"file,omitempty"`
		Source      Format          `json:"source"`
		Diagnostics diag.List       `json:"diagnostics"`
		Result      json.RawMessage `json:"result"`
	}{c.Input, c.Source, append(diag.List{}, c.Diagnostics...), result})
}

// MarshalJSON writes the reason and all diagnostics.
func (r *Refusal) MarshalJSON() ([]byte, error) {
	file := ""
	if len(r.Diagnostics) > 0 {
		file = r.Diagnostics[0].Place.File
	}
	return plainJSON(struct {
		File        string    `json:"file,omitempty"`
		Refused     Reason    `json:"refused"`
		Diagnostics diag.List `json:"diagnostics"`
	}{file, r.Reason, r.Diagnostics})
}

// plainJSON is json.Marshal without the escapes that only HTML needs.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
