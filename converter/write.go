package converter

import (
	"context"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/report"
)

// Target says what to make of a report.
type Target struct {
	Format Format
	// Strict refuses a conversion that has warnings.
	Strict bool
}

// Output is a file that was made.
type Output struct {
	Data []byte
	// Diagnostics is what a person should look at; none is of severity error.
	Diagnostics diag.List
}

// Write makes a file of a report. The report is not changed.
func (c *Converter) Write(ctx context.Context, r *report.Report, to Target) (*Output, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out, err := c.write(ctx, r, to)
	if err != nil {
		return nil, err
	}
	if err := strict(to, out.Diagnostics); err != nil {
		return nil, err
	}
	return out, nil
}

func (c *Converter) write(ctx context.Context, r *report.Report, to Target) (*Output, error) {
	if to.Format == JSON {
		return &Output{Data: r.AppendJSON(nil, c.Vocabulary())}, nil
	}
	return nil, refuse(diag.New("format-unsupported", diag.Place{}, "value", to.Format, "known", names(Writable())))
}

// strict refuses what has warnings, and keeps them in the refusal.
func strict(to Target, found diag.List) error {
	n := found.Count(diag.Warning)
	if !to.Strict || n == 0 {
		return nil
	}
	return refuse(append(found[:len(found):len(found)], diag.New("strict-warnings", diag.Place{}, "count", n))...)
}

var _ = document.None
