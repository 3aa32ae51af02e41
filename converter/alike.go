package converter

import (
	"context"

	"nianbao/converter/diag"
	"nianbao/converter/internal/alike"
	"nianbao/converter/report"
)

type (
	// Alike is which of many reports have prose that is alike: Pairs and Groups of them, and what was left out of account.
	Alike = alike.Result
	// Spool holds the sentences of reports that are compared, outside of memory: a temporary file.
	Spool = alike.Spool
)

// AlikeFinder finds reports whose prose is alike, without names, years and numbers. Give it one report at a time with [AlikeFinder.Add], then ask for
// the result; in memory stay about a kilobyte a report. It belongs to one goroutine.
type AlikeFinder struct{ finder *alike.Finder }

// NewAlikeFinder returns a finder that keeps sentences in an empty spool.
func (c *Converter) NewAlikeFinder(spool Spool) *AlikeFinder {
	return &AlikeFinder{alike.New(c.stock, spool)}
}

// Add takes a report, which file names for people. The error is that of ctx or of the spool.
func (f *AlikeFinder) Add(ctx context.Context, file string, r *report.Report) error {
	return f.finder.Add(ctx, file, r)
}

// Result compares all reports that were added. The error is that of ctx or of the spool.
func (f *AlikeFinder) Result(ctx context.Context) (*Alike, error) { return f.finder.Result(ctx) }

// WriteAlike prints which reports are alike, in the formats of [Converter.WriteComparison]. The same result gives the same bytes. Other
// formats are a [*Refusal].
func (c *Converter) WriteAlike(ctx context.Context, found *Alike, to Format, lang diag.Lang) (*Output, error) {
	if to == JSON {
		data, err := indentedJSON(found)
		return &Output{Data: data}, err
	}
	return c.writeListing(ctx, found.Listing(lang), to)
}
