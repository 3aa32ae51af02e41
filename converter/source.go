package converter

import (
	"context"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
	"nianbao/converter/internal/webpage"
)

// SourceText returns the lines of an input as text, for people to look at what the lines of diagnostics, findings and
// evidence point to: line n has the index n-1. Only [Text] and [HTML], whose source it is, have lines; for other formats they
// are nil without an error.
func (c *Converter) SourceText(ctx context.Context, in Input) ([]string, error) {
	data, err := c.load(in)
	if err != nil {
		return nil, named(err, in.Name)
	}
	if inputs, _, ok, err := c.opened(ctx, in, data); ok {
		if err != nil || len(inputs) > 1 { // of several it is not known which
			return nil, err
		}
		return c.SourceText(ctx, inputs[0])
	}
	format, err := c.sourceOf(in, data)
	if err != nil {
		return nil, named(err, in.Name)
	}
	var lines []string
	var found diag.List
	switch meter := limit.NewMeter(ctx, c.limits); format {
	case Text:
		lines, found = plaintext.Lines(meter, data)
	case HTML:
		lines, found = webpage.Lines(meter, data)
	default:
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if lines == nil {
		return nil, named(refuse(found...), in.Name)
	}
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	return lines, nil
}
