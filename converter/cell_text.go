package converter

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/units"
	"nianbao/converter/report"
)

// What the cells of a report that was read say by themselves, whatever reader they came through: text that is no number, and
// figures in another unit than their column's. Such a cell keeps its text and has no value, and is named.

// cellExaminer goes through the cells of one report.
type cellExaminer struct {
	editions *edition.Set
	report   *report.Report
	evidence *report.Evidence
	doc      *document.Document
	found    diag.List
	units    []namedUnit // see unitTexts
	sought   bool        // they have been looked for
}

// namedUnit is a text of the document that names a unit.
type namedUnit struct{ text, unit string }

// unitTexts returns the texts of the document that name a unit, in their order: headers, labels and notes. A longer text is a sentence.
func (x *cellExaminer) unitTexts() []namedUnit {
	if x.sought {
		return x.units
	}
	x.sought = true
	eachText(x.doc.Blocks, func(text string) {
		const longest = 60
		if len(text) > longest*utf8.UTFMax || utf8.RuneCountInString(text) > longest {
			return
		}
		if unit, ok := units.Of(text); ok {
			x.units = append(x.units, namedUnit{text, unit})
		}
	})
	return x.units
}

// examineCells takes the value from cells that are in another unit than their column and names every cell whose text is no
// figure.
func examineCells(r *report.Report, e *report.Evidence, doc *document.Document, editions *edition.Set) diag.List {
	x := &cellExaminer{editions: editions, report: r, evidence: e, doc: doc}
	format := editions.Get(r.Format)
	if format == nil {
		return nil
	}
	for _, s := range format.Sections {
		if len(r.Tables[s.Table]) == 0 {
			continue
		}
		left := len(r.Tables[s.Table])
		seen := make(map[report.Key]bool, left) // a table may hold rows of several editions
		for _, of := range append([]*edition.Edition{format}, editions.Editions...) {
			if t := of.Table(s.Table); t != nil && len(seen) < left {
				x.table(s, t, seen)
			}
		}
	}
	return x.found
}

func (x *cellExaminer) table(s *edition.Section, t *edition.Table, seen map[report.Key]bool) {
	for i := range t.Cells {
		c := &t.Cells[i]
		if !c.IsData() {
			continue
		}
		cell, is := x.report.Tables[t.Key][c.Key()]
		if !is || seen[c.Key()] {
			continue
		}
		seen[c.Key()] = true
		if !cell.IsBlank() && !c.IsWords() {
			x.cell(s, t, c, cell)
		}
	}
}

// cell examines one cell; what it says in another unit than its column's loses its value.
func (x *cellExaminer) cell(s *edition.Section, t *edition.Table, c *edition.Cell, cell report.Cell) {
	key := c.Key()
	origin, _ := x.evidence.Cell(t.Key, key)
	name := func(code diag.Code, args ...any) {
		at := diag.Place{Section: s.Key, Table: t.Key, Row: key.Row, Col: key.Col, Line: origin.Line, Column: origin.Column}
		x.found = append(x.found, diag.New(code, at, append([]any{"table", s.Call(), "row", t.RowNames[key.Row], "col", t.ColNames[key.Col]}, args...)...))
	}
	value, isNumber := cell.Number()
	if unit, header := x.headerUnit(t, c); unit != "" && isNumber && value.Sign() != 0 {
		if _, own := cell.PrintedUnit(); !own {
			text := cell.String() + unit
			if c.Unit == "" { // the form has no unit that it could be lost in
				x.report.Tables[t.Key].Set(key.Row, key.Col, report.Annotated(value, text))
				return
			}
			x.report.Tables[t.Key].Set(key.Row, key.Col, report.Text(text))
			comesTo := "—" // more digits than a figure can have
			if converted, ok := report.ConvertUnit(value, unit, c.Unit); ok {
				comesTo = converted.String() + c.Unit
			}
			name("cell-unit-header", "text", text, "header", header, "converted", comesTo, "unit", c.Unit)
			return
		}
	}
	if printed, unit, other := cell.InOtherUnit(c.Counts()); other {
		x.report.Tables[t.Key].Set(key.Row, key.Col, report.Text(cell.String()))
		if converted, ok := report.ConvertUnit(printed, unit, c.Counts()); ok {
			name("cell-unit", "text", cell.String(), "converted", converted.String()+c.Unit)
		} else {
			name("cell-unit-other", "text", cell.String())
		}
		return
	}
	_, form := report.ParseCell(cell.Remark())
	switch {
	case !isNumber && form != report.Mark && !x.editions.Vocabulary().IsMark(chars.TrimSpace(cell.Remark())):
		name("cell-unreadable", "text", cell.Remark())
	case isNumber && chars.Invisible(origin.Raw):
		name("cell-invisible", "text", cell.String())
	}
}

// headerUnit returns the unit that the source's own header, or a note, gives a column where that is not the form's, and what
// it says. "" where the column holds counts, or the source names no other unit.
func (x *cellExaminer) headerUnit(t *edition.Table, c *edition.Cell) (unit, header string) {
	if c.Counts() == "" {
		return "", ""
	}
	wordings := columnWordings(t, c)
	headed, noted, note := false, "", ""
	for _, named := range x.unitTexts() {
		text, of := named.text, named.unit
		if unit != "" || !units.SameKind(of, c.Counts()) {
			continue
		}
		folded := fold.Text(text)
		switch names := containsAny(folded, wordings); {
		case names && of != c.Unit:
			unit, header = of, text
		case names:
			headed = true
		case of != c.Unit && noted == "" && units.IsNote(text):
			noted, note = of, text
		}
	}
	if unit == "" && !headed {
		return noted, note
	}
	return unit, header
}

// columnWordings returns the folded wordings of the label above a data cell, without the unit that it names.
func columnWordings(t *edition.Table, c *edition.Cell) []string {
	var label *edition.Cell
	for i := range t.Cells {
		if l := &t.Cells[i]; !l.IsData() && l.Row < c.Row && l.Col <= c.Col && c.Col < l.Col+l.ColSpan && l.ColSpan < t.Columns {
			label = l
		}
	}
	if label == nil {
		return nil
	}
	var list []string
	for _, w := range append([]string{label.Text}, label.Variants...) {
		w, _, _ = strings.Cut(w, "（")
		if w = fold.Text(w); w != "" {
			list = append(list, w)
		}
	}
	return list
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// eachText calls f for every text of the document that may be a header or a note: paragraphs, cells, lines of loose text.
func eachText(blocks []document.Block, f func(string)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			f(chars.OneLine(b.Text()))
		case *document.Loose:
			for _, line := range b.Lines {
				f(chars.TrimSpace(line.Text))
			}
		case *document.Table:
			for i := range b.Cells {
				f(chars.OneLine(b.Cells[i].Text()))
				for _, inner := range b.Cells[i].Tables {
					eachText([]document.Block{inner}, f)
				}
			}
		}
	}
}
