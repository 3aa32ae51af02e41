// Package compare puts an agency's report beside that of the year before: every figure with its change, what was carried over, the prose
// word by word, and the sentences that were only copied.
//
// [Years] makes a [Result] of two reports; everything else in the package prints one. A result says what differs and never what is
// wrong: the rules that compare years are those of package check. The numbers are exact: a change is the difference of two decimals, a percentage is
// rounded once, halves away from zero (四舍五入), and a cell that is blank, a mark or no part of the other year's form has neither. Each of
// these is told apart by [State], because "no change" and "nothing to compare with" must not look alike.
//
// Prose is compared paragraph by paragraph. Paragraphs of the two years are matched by their text without numbers, then by the shingles that
// they share (package likeness); those that no longer stand in the old order count as moved. Matched ones are compared word by word
// (package worddiff). All of this is bounded: what was not worked out is said in [Result.Bounded], never left out in silence.
package compare

import (
	"context"
	"fmt"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// Result is two reports side by side.
type Result struct {
	This, Last Head
	Tables     []Table
	Carried    []Carried
	Paragraphs []Paragraph
	Sentences  []Sentence
	Copied     Copied
	// Bounded lists what was not worked out because it would take too long.
	Bounded []Bound
}

// Head names a report.
type Head struct {
	Organization string
	Year         int
	Title        string
}

// Bound is a part of the comparison that its limits cut short.
type Bound string

// The parts.
const (
	BoundPairs Bound = "pairs" // paragraphs were not all tried against each other: some that are told as added and removed may belong together
	BoundWords Bound = "words" // some changed paragraphs are shown as a whole
)

// Years compares this year's report with last's. A nil last gives the figures of this alone. The error is that of ctx.
func Years(ctx context.Context, this, last *report.Report, editions *edition.Set, stock *likeness.Stock) (*Result, error) {
	r := &Result{This: headOf(this), Last: headOf(last), Tables: tables(this, last, editions)}
	if last == nil {
		return r, nil
	}
	r.Carried = carried(this, last, editions)
	meter := limit.NewMeter(ctx, limit.Limits{})
	parts := partsOf(editions)
	old, now := flatten(last, parts), flatten(this, parts)
	r.compareProse(meter, old, now)
	r.compareSentences(meter, old, now, stock)
	if err := meter.Err(); err != nil {
		return nil, fmt.Errorf("comparing two years: %w", err)
	}
	return r, nil
}

func headOf(r *report.Report) Head {
	if r == nil {
		return Head{}
	}
	return Head{r.Organization, r.Year, r.Title}
}

// bound notes that a limit cut something short.
func (r *Result) bound(b Bound) {
	for _, known := range r.Bounded {
		if known == b {
			return
		}
	}
	r.Bounded = append(r.Bounded, b)
}
