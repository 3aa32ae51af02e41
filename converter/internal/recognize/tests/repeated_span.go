package tests

import (
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/recognize/table"
)

// repeatedSpan doubts the figure of a merged cell that may be the same figure over and over: a converter that knows no
// spans writes it into each place, and one that drops separators glues them: 334334334 in three columns is 334. A single
// digit (555) is doubted only where all figures of such cells look so, or labels are written over and over.
type repeatedSpan struct{}

func (repeatedSpan) Name() string { return "repeated-span" }

func (repeatedSpan) Judge(l *table.Labelled, r *table.Reading, _ []*table.Reading) []table.Doubt {
	if l.Resolved {
		return nil
	}
	var long, short []table.Doubt
	all := true
	for label, claims := range r.Rows {
		span := 0
		if len(claims) == 1 && claims[0].State != table.Silent && claims[0].Raw != "" {
			span = l.SlotSpan(label)
		}
		if span < 2 {
			continue
		}
		doubt := table.Doubt{Label: label, Reason: Spans}
		switch unit := period(chars.FoldFigure(claims[0].Raw), span); {
		case unit > 1:
			long = append(long, doubt)
		case unit == 1:
			short = append(short, doubt)
		default:
			all = false
		}
	}
	if all && len(short) > 1 || l.Repeated && r.ByAdjacency {
		return append(long, short...)
	}
	return long
}

// period returns the length of the digits that a text repeats as many times as span; 0 if it does not.
func period(s string, span int) int {
	unit := len(s) / span
	if unit == 0 || unit*span != len(s) || strings.Repeat(s[:unit], span) != s {
		return 0
	}
	return unit
}
