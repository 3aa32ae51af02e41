package layout

import (
	"fmt"

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

func (w where) chinese() string {
	switch {
	case w.table != nil && w.row >= 0:
		return fmt.Sprintf("“%s”第 %d 行第 %d 列", w.tableName(), w.row+1, w.col+1)
	case w.table != nil:
		return fmt.Sprintf("“%s”", w.tableName())
	case w.section != "":
		return "“" + w.section + "”部分"
	}
	return "正文开头"
}

func (w where) english() string {
	switch {
	case w.table != nil && w.row >= 0:
		return fmt.Sprintf("table “%s”, row %d, column %d", w.tableName(), w.row+1, w.col+1)
	case w.table != nil:
		return fmt.Sprintf("table “%s”", w.tableName())
	case w.section != "":
		return "section “" + w.section + "”"
	}
	return "before the first section"
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
	l.found.Add(diag.New(code, w.place(), append([]any{"where", w.chinese(), "where_en", w.english()}, args...)...))
}
