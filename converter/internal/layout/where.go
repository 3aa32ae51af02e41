package layout

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
)

// where is a place of the document as a person would name it. It is put into words only where something is reported.
type where struct {
	section  string
	table    *document.Table
	row, col int // from 0; -1 for the table as a whole
	source   document.Place
}

func (w where) place() diag.Place {
	p := diag.Place{Line: w.source.Line, Column: w.source.Column}
	if w.table != nil {
		p.Table = w.table.Key
	}
	return p
}

func (w where) inWords() diag.Wording {
	switch {
	case w.table != nil && w.row >= 0:
		return diag.Word("in-cell").With("table", w.tableName(), "row", w.row+1, "col", w.col+1)
	case w.table != nil:
		return diag.Word("in-table").With("table", w.tableName())
	case w.section != "":
		return diag.Word("in-section").With("section", w.section)
	}
	return diag.Word("before-section").With()
}

func (w where) tableName() string {
	if w.table.Caption != "" {
		return w.table.Caption
	}
	if w.table.Key != "" {
		return w.table.Key
	}
	return w.section
}

// reportAt adds a diagnostic about a place.
func (l *layouter) reportAt(code diag.Code, w where, args ...any) {
	if l.quiet {
		return
	}
	if l.found.Full(code) {
		l.found.Skip()
		return
	}
	l.found.Add(diag.New(code, w.place(), append([]any{"where", w.inWords()}, args...)...))
}
