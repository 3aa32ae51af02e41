package converter

import (
	"context"
	"errors"
)

// Conversion is the result of [Converter.Convert]: what was read and what was made of it.
type Conversion struct {
	Input string // the name of the input, see [Reading.File]
	Reading
	Target Target
	Data   []byte
}

// Convert reads a report and writes it. Diagnostics of reading come before those of writing.
func (c *Converter) Convert(ctx context.Context, in Input, to Target) (*Conversion, error) {
	reading, err := c.Read(ctx, in)
	if err != nil {
		return nil, err
	}
	return c.converted(ctx, reading, to)
}

// ConvertAll converts every report of an input, in the order of the input. Where some cannot be written the others are
// returned beside the error: one township must not take its county along.
func (c *Converter) ConvertAll(ctx context.Context, in Input, to Target) ([]*Conversion, error) {
	all, err := c.ReadAll(ctx, in)
	refused, _ := errors.AsType[*Refusal](err)
	if err != nil && refused == nil {
		return nil, err
	}
	var made []*Conversion
	for _, reading := range all {
		one, err := c.converted(ctx, reading, to)
		if refusal, ok := errors.AsType[*Refusal](err); ok {
			refused = refused.and(refusal)
			continue
		}
		if err != nil {
			return nil, err
		}
		made = append(made, one)
	}
	if refused != nil {
		return made, refused
	}
	return made, nil
}

// converted writes what was read of an input.
func (c *Converter) converted(ctx context.Context, reading *Reading, to Target) (*Conversion, error) {
	lenient := to
	lenient.Strict = false // warnings of reading and writing count together, below
	out, err := c.Write(ctx, reading.Report, lenient)
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		reading.name(refusal.Diagnostics)
	}
	if err != nil {
		return nil, named(joined(err, reading.Diagnostics), reading.File)
	}
	reading.name(out.Diagnostics)
	nameAll(out.Diagnostics, reading.File)
	result := &Conversion{Input: reading.File, Reading: *reading, Target: to, Data: out.Data}
	result.Diagnostics = append(result.Diagnostics, out.Diagnostics...)
	if err := strict(to, result.Diagnostics); err != nil {
		return nil, named(err, reading.File)
	}
	return result, nil
}
