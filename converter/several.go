package converter

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// Several says what is made of each report of an input in one pass: it is read once, and composed, settled and laid out once for
// all files on paper.
type Several struct {
	To []Target
	// Check asks for findings too, made with Against.
	Check   bool
	Against Against
}

// Made is a report with all that was made of it. Result is empty where no check was asked for.
type Made struct {
	Checked
	// Outputs are the files, one for each target in their order. What there is to say about making them stands in Diagnostics, once
	// for all of them.
	Outputs []*Output
}

// WriteAll makes several files of a report, each the same bytes as [Converter.Write] makes, all or none: files that belong together are
// taken for complete. The refusal names the format that could not be made.
func (c *Converter) WriteAll(ctx context.Context, r *report.Report, to []Target) ([]*Output, error) {
	for _, target := range to {
		if err := target.Check(); err != nil {
			return nil, err
		}
	}
	var shared *papers
	outputs := make([]*Output, len(to))
	for i, target := range to {
		if shared == nil && !target.Format.isData() && !target.Contents {
			shared = c.papers(r, target)
			defer shared.leave()
		}
		var err error
		if shared != nil && !target.Format.isData() && shared.serve(target) {
			outputs[i], err = shared.write(ctx, target)
		} else {
			outputs[i], err = c.Write(ctx, r, target)
		}
		if err != nil {
			return nil, noneOf(to, target, err)
		}
	}
	return outputs, nil
}

// noneOf names the format that takes the others along.
func noneOf(to []Target, target Target, err error) error {
	refusal, ok := errors.AsType[*Refusal](err)
	if !ok || len(to) == 1 {
		return err
	}
	all := make([]string, len(to))
	for i := range to {
		all[i] = string(to[i].Format)
	}
	return &Refusal{refusal.Reason, append(refusal.Diagnostics[:len(refusal.Diagnostics):len(refusal.Diagnostics)],
		diag.New("output-one-of-several", diag.Place{}, "format", target.Format, "all", strings.Join(all, ", ")))}
}

// Make makes the files of the one report of an input.
func (c *Converter) Make(ctx context.Context, in Input, what Several) (*Made, error) {
	all, err := c.make(ctx, in, what, true)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// MakeAll makes the files of every report of an input, in the order of the input. Where those of a report cannot be made the others'
// are returned beside the error, as [Converter.ConvertAll] does.
func (c *Converter) MakeAll(ctx context.Context, in Input, what Several) ([]*Made, error) {
	return c.make(ctx, in, what, false)
}

// MakeBatchAll makes the files of many inputs as [Converter.BatchAll] converts them.
func (c *Converter) MakeBatchAll(ctx context.Context, inputs iter.Seq[Input], what Several, workers int) iter.Seq2[[]*Made, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) ([]*Made, error) { return c.MakeAll(ctx, in, what) })
}

// MakeBatch is MakeBatchAll for inputs of one report each.
func (c *Converter) MakeBatch(ctx context.Context, inputs iter.Seq[Input], what Several, workers int) iter.Seq2[*Made, error] {
	return batch(ctx, inputs, workers, func(ctx context.Context, in Input) (*Made, error) { return c.Make(ctx, in, what) })
}

// make reads an input, checks it where that is asked for, and makes the files; one refuses several reports.
func (c *Converter) make(ctx context.Context, in Input, what Several, one bool) ([]*Made, error) {
	all, err := c.readOrCheck(ctx, in, what, one)
	refused, _ := errors.AsType[*Refusal](err)
	if err != nil && refused == nil {
		return nil, err
	}
	var made []*Made
	for _, checked := range all {
		m, err := c.made(ctx, checked, what)
		if refusal, ok := errors.AsType[*Refusal](err); ok {
			refused = refused.and(refusal)
			continue
		}
		if err != nil {
			return nil, err
		}
		made = append(made, m)
	}
	if refused != nil {
		return made, refused
	}
	return made, nil
}

func (c *Converter) readOrCheck(ctx context.Context, in Input, what Several, one bool) ([]*Checked, error) {
	if what.Check {
		return c.checkAll(ctx, in, what.Against, one)
	}
	readings, err := c.read(ctx, in, one)
	all := make([]*Checked, len(readings))
	for i, reading := range readings {
		all[i] = &Checked{Input: reading.File, Reading: *reading}
	}
	return all, err
}

// made makes the files of one report.
func (c *Converter) made(ctx context.Context, checked *Checked, what Several) (*Made, error) {
	to := make([]Target, len(what.To))
	strictly := Target{}
	for i, target := range what.To {
		strictly.Strict = strictly.Strict || target.Strict
		target.Strict = false // warnings of reading and writing count together, below
		to[i] = target
	}
	outputs, err := c.WriteAll(ctx, checked.Report, to)
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		checked.name(refusal.Diagnostics)
	}
	if err != nil {
		return nil, named(joined(err, checked.Diagnostics), checked.File)
	}
	m := &Made{*checked, outputs}
	for _, out := range outputs {
		checked.name(out.Diagnostics)
		nameAll(out.Diagnostics, checked.File)
		m.Diagnostics = withNew(m.Diagnostics, out.Diagnostics)
	}
	if err := strict(strictly, m.Diagnostics); err != nil {
		return nil, named(err, checked.File)
	}
	return m, nil
}

// withNew adds what is not said yet: each file says of the report what the others say.
func withNew(found, more diag.List) diag.List {
	for _, d := range more {
		if !slices.ContainsFunc(found, func(other diag.Diagnostic) bool { return other.Line(diag.English) == d.Line(diag.English) }) {
			found = append(found, d)
		}
	}
	return found
}
