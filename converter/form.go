package converter

import (
	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
)

// Form is an edition of the official form as a page needs it that draws the tables and checks figures while they are typed.
type Form struct {
	Version   string        `json:"version"` // its key, as in a report's "format"
	Family    string        `json:"family"`  // key of the form that it is an edition of
	Name      string        `json:"name"`
	Document  string        `json:"document"` // the notice that prescribes it
	FirstYear int           `json:"first_year"`
	LastYear  int           `json:"last_year,omitempty"` // 0: still in force
	Title     string        `json:"title"`               // pattern with {organization} and {year}
	Marks     []string      `json:"marks"`               // texts of a cell that mean "not applicable"
	Sections  []FormSection `json:"sections"`
	Tables    []FormTable   `json:"tables"`
	Formulas  []FormFormula `json:"formulas"`
}

// FormSection is a section of the form. Pointer is the member of a report's JSON that holds it.
type FormSection struct {
	Key     string `json:"key"`
	Pointer string `json:"pointer"`
	Name    string `json:"name"`              // what to call it: its heading, or its name where it has none
	Number  string `json:"number,omitempty"`  // Chinese ordinal; none for the introduction
	Heading string `json:"heading,omitempty"` // with its ordinal
	Table   string `json:"table,omitempty"`   // key of its table; none for prose
	Hint    string `json:"hint,omitempty"`    // what the form says belongs there
}

// FormTable is the grid of a table: in each row the cells that begin there, from left to right.
type FormTable struct {
	Key         string       `json:"key"`
	Caption     string       `json:"caption"`
	Description string       `json:"description"`
	Columns     int          `json:"columns"`
	HeaderRows  int          `json:"header_rows"` // repeated on each page
	Widths      []int        `json:"widths"`      // of the columns, relative
	Rows        [][]FormCell `json:"rows"`
}

// FormCell is a label, or the cell of a figure, which has a pointer.
type FormCell struct {
	Text    string `json:"text,omitempty"`
	Header  bool   `json:"header,omitempty"` // a label above figures, or in front of several rows
	Pointer string `json:"pointer,omitempty"`
	Row     string `json:"row,omitempty"` // what a person calls the figure's row and column
	Column  string `json:"column,omitempty"`
	Unit    string `json:"unit,omitempty"`
	Words   bool   `json:"words,omitempty"`   // it holds words, and no figure
	ColSpan int    `json:"colspan,omitempty"` // where it is more than 1
	RowSpan int    `json:"rowspan,omitempty"`
}

// FormFormula says that the terms of both sides add up to the same, exactly; see [check.Relation].
type FormFormula struct {
	ID       string     `json:"id"`
	Code     diag.Code  `json:"code"`
	Severity string     `json:"severity"`
	Table    string     `json:"table"`
	Left     []FormTerm `json:"left"`
	Right    []FormTerm `json:"right"`
	// Text says it in words, Message is the finding's text with places for {left_sum}, {right_sum}, {delta}, {left[0]} ….
	Text      string `json:"text"`
	TextEn    string `json:"text_en"`
	Message   string `json:"message"`
	MessageEn string `json:"message_en"`
	Previous  bool   `json:"previous,omitempty"` // a term is of last year's report
}

// FormTerm is a cell of a formula.
type FormTerm struct {
	Pointer  string `json:"pointer"`
	Previous bool   `json:"previous,omitempty"` // of last year's report
	Minus    bool   `json:"minus,omitempty"`    // it is subtracted
}

// Form returns the edition with the version, and false where there is none.
func (c *Converter) Form(version string) (*Form, bool) {
	e := c.forms.Get(version)
	if e == nil {
		return nil, false
	}
	f := &Form{Version: e.Version, Family: c.forms.Of(version).Family, Name: e.Name, Document: e.Document, FirstYear: e.AppliesTo.FirstYear, LastYear: e.AppliesTo.LastYear,
		Title: e.Title.Pattern, Marks: append([]string{}, e.Marks...),
		Formulas: []FormFormula{}}
	for _, s := range e.Sections {
		key := s.Key
		if s.Table != "" {
			key = s.Table
		}
		f.Sections = append(f.Sections, FormSection{s.Key, "/" + key, s.Call(), s.Number, s.Heading, s.Table, s.Hint})
	}
	for _, t := range e.Tables {
		f.Tables = append(f.Tables, formTable(t))
	}
	for _, r := range c.checker().Relations(version) {
		f.Formulas = append(f.Formulas, FormFormula{ID: r.ID, Code: r.Code, Severity: r.Severity.String(), Table: r.Table, Left: formTerms(r.Left),
			Right: formTerms(r.Right), Text: r.Text[diag.Chinese], TextEn: r.Text[diag.English], Message: r.Message[diag.Chinese],
			MessageEn: r.Message[diag.English], Previous: r.Previous})
	}
	return f, true
}

func formTable(t *edition.Table) FormTable {
	out := FormTable{Key: t.Key, Caption: t.Caption, Description: t.Description, Columns: t.Columns, HeaderRows: t.HeaderRows,
		Widths: t.Widths, Rows: make([][]FormCell, t.Rows)}
	data := make([]bool, t.Rows)
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			data[t.Cells[i].Row] = true
		}
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		cell := FormCell{Text: c.Text}
		if c.ColSpan > 1 {
			cell.ColSpan = c.ColSpan
		}
		if c.RowSpan > 1 {
			cell.RowSpan = c.RowSpan
		}
		if c.IsData() {
			cell.Pointer, cell.Row, cell.Column, cell.Unit = cellPointer(t.Key, c.Key()), t.RowNames[c.RowKey], t.ColNames[c.ColKey], c.Unit
			cell.Words = c.IsWords()
		} else {
			cell.Header = !data[c.Row] || c.RowSpan > 1 || c.Row < t.HeaderRows
		}
		out.Rows[c.Row] = append(out.Rows[c.Row], cell)
	}
	return out
}

func formTerms(terms []check.Term) []FormTerm {
	list := make([]FormTerm, len(terms))
	for i, t := range terms {
		list[i] = FormTerm{cellPointer(t.Table, t.Key), t.Previous, t.Minus}
	}
	return list
}
