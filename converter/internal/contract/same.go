package contract

import (
	"maps"

	"nianbao/converter/report"
)

// SameFigures reports whether the tables of two reports say the same, so that it does not matter which of them is taken.
func SameFigures(a, b *report.Report) bool {
	return maps.EqualFunc(a.Tables, b.Tables, func(x, y report.Table) bool { return (x == nil) == (y == nil) && maps.Equal(x, y) })
}
