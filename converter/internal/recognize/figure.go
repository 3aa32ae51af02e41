package recognize

import (
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// kind is what a cell of a table region looks like by itself.
type kind = report.CellForm

const (
	text   = report.Words      // a label or part of one, or prose
	figure = report.Figure     // a number, perhaps with a unit or a remark
	mark   = report.Mark       // says that there is no number
	blank  = report.Empty      // an empty cell between separators
	glued  = report.Unreadable // digits that cannot be one number
)

// classify reads a cell's text.
func classify(s string) (kind, report.Cell) {
	value, form := report.ParseCell(s)
	return form, value
}

func foldFigure(s string) string { return report.FoldFigure(s) }

// foldedRune reports whether fold keeps r.
func foldedRune(r rune) bool { return fold.Rune(r) != 0 }
