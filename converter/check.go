package converter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/annotate"
	"nianbao/converter/report"
)

// Checked is the result of [Converter.Check].
type Checked struct {
	Input string // the name of the input, see [Reading.File]
	Reading
	Result check.Result

	previous *report.Report // that of the year before, where there is one to compare with
}

// Check reads a report and checks it by the rules of its editions. Findings are in Result, what there is to say about
// reading in Diagnostics: a figure that was lost while reading is not the report's fault.
func (c *Converter) Check(ctx context.Context, in Input, against Against) (*Checked, error) {
	all, err := c.checkAll(ctx, in, against, true)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// CheckAll checks every report of an input, in the order of the input; those that can be read, beside the refusal of the others: see
// [Converter.ReadAll].
func (c *Converter) CheckAll(ctx context.Context, in Input, against Against) ([]*Checked, error) {
	return c.checkAll(ctx, in, against, false)
}

// checkAll checks an input; one refuses several reports.
func (c *Converter) checkAll(ctx context.Context, in Input, against Against, one bool) ([]*Checked, error) {
	readings, refused := c.read(ctx, in, one)
	if len(readings) == 0 {
		return nil, refused
	}
	all := make([]*Checked, len(readings))
	for i, reading := range readings {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		input, uncompared := against.input(reading)
		result, err := c.checker.Report(ctx, input)
		if err != nil {
			return nil, err
		}
		result, off := against.reweighed(withUncompared(result, uncompared))
		result, stale := against.reviewed(reading.Report, result)
		stale = append(stale, off...)
		all[i] = &Checked{Input: reading.File, Reading: *reading, Result: result, previous: input.Previous}
		all[i].Diagnostics = append(all[i].Diagnostics, stale...)
		against.since(all[i])
		nameAll(all[i].Diagnostics, reading.File)
	}
	return all, refused
}

func (c *Converter) annotate(ctx context.Context, checked *Checked, o annotate.Options) (*Output, error) {
	data, found := checked.word, diag.List(nil)
	if data == nil {
		out, err := c.Write(ctx, checked.Report, Target{Format: DOCX})
		if err != nil {
			return nil, named(err, checked.Input)
		}
		data, found = out.Data, out.Diagnostics
	}
	o.Known = c.known()
	annotated, more := annotate.DOCX(ctx, data, checked.Result, o, c.limits)
	found = append(found, more...)
	if err := ctx.Err(); annotated == nil && err != nil {
		return nil, err
	}
	if annotated == nil {
		return nil, named(refuse(found...), checked.Input)
	}
	nameAll(found, checked.Input)
	return &Output{Data: annotated, Diagnostics: found}, nil
}

// CheckBatch checks many inputs as [Converter.Batch] converts them.
func (c *Converter) CheckBatch(ctx context.Context, inputs iter.Seq[Input], against Against, workers int) iter.Seq2[*Checked, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) (*Checked, error) { return c.Check(ctx, in, against) })
}

// CheckBatchAll checks every report of many inputs as [Converter.BatchAll] converts them.
func (c *Converter) CheckBatchAll(ctx context.Context, inputs iter.Seq[Input], against Against, workers int) iter.Seq2[[]*Checked, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) ([]*Checked, error) { return c.CheckAll(ctx, in, against) })
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
