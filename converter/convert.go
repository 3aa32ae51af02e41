package converter

import "context"

// Conversion is the result of [Converter.Convert]: what was read and what was made of it.
type Conversion struct {
	Input string // the name of the input
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
	lenient := to
	lenient.Strict = false // warnings of reading and writing count together, below
	out, err := c.Write(ctx, reading.Report, lenient)
	if err != nil {
		return nil, named(joined(err, reading.Diagnostics), in.Name)
	}
	nameAll(out.Diagnostics, in.Name)
	result := &Conversion{Input: in.Name, Reading: *reading, Target: to, Data: out.Data}
	result.Diagnostics = append(result.Diagnostics, out.Diagnostics...)
	if err := strict(to, result.Diagnostics); err != nil {
		return nil, named(err, in.Name)
	}
	return result, nil
}
