package converter

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Three witnesses say what stands in a cell of a form (a Word file with content controls): the value that the control is bound to, the
// text that the cell shows, and the place in the table that the labels give it. Word and LibreOffice keep the first two alike, so
// that where they differ a program has changed one of them: people who open the file see the bound value, programs that read it
// the text. Nobody can tell which of two figures was meant, and the cell stays blank.

// boundExaminer compares the witnesses of the cells of one report.
type boundExaminer struct {
	report   *report.Report
	evidence *report.Evidence
	bound    map[string]string
	shown    map[string][]string // by figure, the texts of the cells whose controls are bound to it
	astray   bool                // a control stands twice, or elsewhere than in the cell of its figure
	found    diag.List
}

// examineBound takes the value from cells on which the witnesses disagree, and names them with both values.
func examineBound(r *report.Report, e *report.Evidence, doc *document.Document, editions *edition.Set) diag.List {
	x := &boundExaminer{report: r, evidence: e, bound: doc.Bound, shown: map[string][]string{}}
	for _, b := range doc.Blocks {
		if t, ok := b.(*document.Table); ok {
			x.collect(t)
		}
	}
	format := editions.Get(r.Format)
	if format == nil || x.bound == nil && len(x.shown) == 0 {
		return nil
	}
	x.each(format, func(_ *edition.Section, t *edition.Table, c *edition.Cell) {
		shown := x.shown[nameOf(t, c)]
		x.astray = x.astray || len(shown) > 1 || len(shown) == 1 && !sameFigure(shown[0], x.placed(t, c))
	})
	x.each(format, x.cell)
	return x.found
}

// each calls what is to be done for every figure of the report's edition.
func (x *boundExaminer) each(format *edition.Edition, do func(*edition.Section, *edition.Table, *edition.Cell)) {
	for _, s := range format.Sections {
		t := format.Table(s.Table)
		if t == nil {
			continue
		}
		for i := range t.Cells {
			if c := &t.Cells[i]; c.IsData() {
				do(s, t, c)
			}
		}
	}
}

// nameOf is what a form calls the figure of a cell.
func nameOf(t *edition.Table, c *edition.Cell) string { return t.Key + "." + c.RowKey + "." + c.ColKey }

// placed is what stands in the cell by its labels.
func (x *boundExaminer) placed(t *edition.Table, c *edition.Cell) string {
	return x.report.Tables[t.Key][c.Key()].String()
}

// collect notes what the cells with controls show. Tables in cells were taken out of them by package recognize.
func (x *boundExaminer) collect(t *document.Table) {
	for i := range t.Cells {
		c := &t.Cells[i]
		for _, name := range c.Bound {
			x.shown[name] = append(x.shown[name], c.Text())
		}
	}
}

// cell compares the witnesses of one cell.
func (x *boundExaminer) cell(s *edition.Section, t *edition.Table, c *edition.Cell) {
	key, name, placed := c.Key(), nameOf(t, c), x.placed(t, c)
	bound, isBound := x.bound[name]
	say := func(code diag.Code, shown, bound string) {
		origin, _ := x.evidence.Cell(t.Key, key)
		at := diag.Place{Section: s.Key, Table: t.Key, Row: key.Row, Col: key.Col, Line: origin.Line, Column: origin.Column}
		x.found = append(x.found, diag.New(code, at, "table", s.Call(), "row", t.RowNames[key.Row], "col", t.ColNames[key.Col],
			"shown", orNothing(shown), "bound", orNothing(bound)))
	}
	shown := x.shown[name]
	for _, text := range shown {
		if isBound && !sameFigure(text, bound) {
			x.clear(t.Key, key)
			say("cell-bound-differs", text, bound)
			return
		}
	}
	for _, text := range shown {
		if !sameFigure(text, placed) {
			x.clear(t.Key, key)
			say("cell-place-differs", placed, text)
			return
		}
	}
	switch {
	case !isBound || sameFigure(bound, placed):
	case x.astray: // cells were moved with their controls: what stands here may be of another cell
		x.clear(t.Key, key)
		say("cell-place-differs", placed, bound)
	default: // the control was deleted, and nobody sees any more what it was bound to
		say("cell-control-gone", placed, bound)
	}
}

// clear leaves a cell blank; the evidence says why, and keeps what the cell shows.
func (x *boundExaminer) clear(table string, key report.Key) {
	if cells := x.report.Tables[table]; cells != nil {
		cells.Set(key.Row, key.Col, report.Cell{})
	}
	if o, ok := x.evidence.Cell(table, key); ok {
		o.Confidence, o.Reason = report.Lost, "witnesses"
		x.evidence.Cells[table][key] = o
	}
}

// sameFigure reports whether two texts say the same in a cell: the same number, or the same words where there is none.
func sameFigure(a, b string) bool {
	one, _ := report.ParseCell(a)
	two, _ := report.ParseCell(b)
	first, isNumber := one.Number()
	second, both := two.Number()
	if !isNumber || !both {
		return one.String() == two.String()
	}
	return first.Equal(second) && one.Remark() == two.Remark()
}

// orNothing is what a message says of a cell that is empty.
func orNothing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "—"
	}
	return strings.TrimSpace(s)
}
