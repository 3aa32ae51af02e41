// Package edition gives types to the edition files of templates/editions: one file per edition of an official form
// (国办公开办函〔2021〕30号, 〔2019〕60号), with its sections, the grid of each table with its spans, every label with its
// known variants, the key of every data cell, and the checking rules; and to the files of the families that editions belong to
// (templates/families), with the words that reports of a form are known by.
//
// Recognising, composing, checking and the schemas all read an [Edition]; no label, no table shape and no word by
// which a report is known stands in code. [Forms] is all families, a [Set] one of them; both are immutable after [Load] and may be shared.
package edition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/datafile"
	"nianbao/converter/report"
)

// Edition is one edition of the official form.
type Edition struct {
	Version   string   `json:"version"`  // its key: "2021"
	Form      string   `json:"form"`     // the family of forms that it belongs to; "": the default one
	Document  string   `json:"document"` // the notice that prescribes it
	Name      string   `json:"name"`
	AppliesTo Span     `json:"applies_to"`
	Notes     []string `json:"notes"`
	Title     struct {
		Pattern string `json:"pattern"` // with {organization} and {year}
		Organ   string `json:"organ"`   // a line below the title that names the organ, with {organization}; "" for none
	} `json:"title"`
	Marks    []string            `json:"marks"` // texts of a cell that mean "not applicable"
	Sets     map[string][]string `json:"sets"`  // lists of row and column keys that rules and cells name: see macro.go
	Sections []*Section          `json:"sections"`
	Tables   []*Table            `json:"tables"`
	Rules    []Rule              `json:"rules"`
	// LeavesOut are the rules of the family that do not hold for the edition, by their ids.
	LeavesOut []string `json:"leaves_out"`

	source *datafile.Source
	file   string
}

// Fault says where in the edition's file something is wrong: the rules, which package check knows more of. nil stays nil.
func (e *Edition) Fault(err error) error { return datafile.InFile(e.file, e.source.Locate(err)) }

// Span is the years that an edition was made for. LastYear 0 means no end.
type Span struct {
	FirstYear int `json:"first_year"`
	LastYear  int `json:"last_year"`
}

// Section is a part of the report.
type Section struct {
	Key             string   `json:"key"`
	Name            string   `json:"name"`    // what to call it where it has no heading
	Number          string   `json:"number"`  // Chinese ordinal, "" for the introduction
	Heading         string   `json:"heading"` // with its ordinal; "" for the introduction
	HeadingVariants []string `json:"heading_variants"`
	Table           string   `json:"table"` // key of its table, "" for prose
	Hint            string   `json:"hint"`
}

// Table is the grid of a table.
type Table struct {
	Key         string            `json:"key"`
	Caption     string            `json:"caption"`     // accessible title
	Description string            `json:"description"` // accessible description
	Rows        int               `json:"rows"`
	Columns     int               `json:"columns"`
	HeaderRows  int               `json:"header_rows"`    // rows repeated on each page, from the top
	Widths      []int             `json:"col_widths_dxa"` // twips
	RowNames    map[string]string `json:"row_names"`      // row key -> what a person calls it
	ColNames    map[string]string `json:"col_names"`
	Cells       []Cell            `json:"cells"` // row-major; spanned positions have no entry of their own

	sequence []Label
	formulas []Formula
	starts   []int
}

// Cell is a label or a data cell at its top left grid position.
type Cell struct {
	Row      int      `json:"row"`
	Col      int      `json:"col"`
	RowSpan  int      `json:"rowspan"` // at least 1
	ColSpan  int      `json:"colspan"` // at least 1
	Text     string   `json:"text"`    // label
	Variants []string `json:"variants"`
	RowKey   string   `json:"row_key"` // data cell
	ColKey   string   `json:"col_key"`
	// ColumnKeys stands for a data cell of each key, side by side; none after [Parse].
	ColumnKeys []string `json:"col_keys"`
	Unit       string   `json:"unit"` // unit of the figure, where the form names one
	// Holds is what the cell holds: [HoldsWords], or "" for a figure.
	Holds string `json:"holds"`
	// Quantity is what the figure measures where that is no count and the form names no unit: a kind of units.json.
	Quantity string `json:"quantity"`

	at       int      // its place in the file
	folded   []rune   // Text
	wordings []string // Variants
}

// Counts returns what the column counts in, as package report takes it: its unit, the kind of its units, or "" for pieces.
func (c *Cell) Counts() string { return cmp.Or(c.Unit, c.Quantity) }

// Folded returns the label's words as they are compared.
func (c *Cell) Folded() []rune { return c.folded }

// Wordings returns the other wordings of the label, folded.
func (c *Cell) Wordings() []string { return c.wordings }

// HoldsWords says of a cell that it holds words: a name, an address, one of several choices. Digits in it are no figure.
const HoldsWords = "words"

// IsWords reports whether the cell holds words, and no figure.
func (c *Cell) IsWords() bool { return c.Holds == HoldsWords }

// IsData reports whether the cell holds data rather than a label.
func (c *Cell) IsData() bool { return c.RowKey != "" }

// Key returns the address of a data cell.
func (c *Cell) Key() report.Key { return report.Key{Row: c.RowKey, Col: c.ColKey} }

// Has reports whether the table has a data cell with the key.
func (t *Table) Has(key report.Key) bool { return t.DataCell(key) != nil }

// DataCell returns the data cell with the key, or nil.
func (t *Table) DataCell(key report.Key) *Cell {
	for i := range t.Cells { // a cell is large: none is copied
		if c := &t.Cells[i]; c.ColKey == key.Col && c.RowKey == key.Row && c.IsData() {
			return c
		}
	}
	return nil
}

// HoldsWords reports whether the cell with the key holds words.
func (t *Table) HoldsWords(key report.Key) bool {
	c := t.DataCell(key)
	return c != nil && c.IsWords()
}

// Table returns the table with the key, or nil.
func (e *Edition) Table(key string) *Table {
	for _, t := range e.Tables {
		if t.Key == key {
			return t
		}
	}
	return nil
}

// Section returns the section with the key, or nil.
func (e *Edition) Section(key string) *Section {
	for _, s := range e.Sections {
		if s.Key == key {
			return s
		}
	}
	return nil
}

// Call returns what a person calls the section: its heading, or its name where it has none.
func (s *Section) Call() string {
	if s.Heading != "" {
		return s.Heading
	}
	return cmp.Or(s.Name, s.Key)
}

// TitleOf derives the printed title of a report that has none of its own.
func (e *Edition) TitleOf(organization string, year int) string {
	pattern := e.Title.Pattern
	if year == 0 {
		pattern = strings.ReplaceAll(pattern, "{year}年", "")
	}
	return strings.NewReplacer("{organization}", organization, "{year}", fmt.Sprint(year)).Replace(pattern)
}

// OrganLine derives the line below the title that names the organ; "" where the form has none, or the organ is not known.
func (e *Edition) OrganLine(organization string) string {
	if organization == "" {
		return ""
	}
	return strings.ReplaceAll(e.Title.Organ, "{organization}", organization)
}

// Set is all editions of a family of forms, newest first, and its words.
type Set struct {
	Family     string // its key
	Editions   []*Edition
	Words      *Words
	Lexicon    *Lexicon // the words of claims; nil: there are no claims
	vocabulary contract.Vocabulary
	complete   func() (*Set, error) // with the rules that the editions share; nil: it is
}

// Get returns the edition with the version, or nil.
func (s *Set) Get(version string) *Edition {
	for _, e := range s.Editions {
		if e.Version == version {
			return e
		}
	}
	return nil
}

// Table returns the table with the key in the edition with the version, or nil.
func (s *Set) Table(version, key string) *Table {
	if e := s.Get(version); e != nil {
		return e.Table(key)
	}
	return nil
}

// ForYear returns the edition whose years include year, the newest one if none does.
func (s *Set) ForYear(year int) *Edition {
	for _, e := range s.Editions {
		if year >= e.AppliesTo.FirstYear && (e.AppliesTo.LastYear == 0 || year <= e.AppliesTo.LastYear) {
			return e
		}
	}
	return s.Editions[0]
}

// FirstYear returns the first year that any edition was made for.
func (s *Set) FirstYear() int {
	first := s.Editions[0].AppliesTo.FirstYear
	for _, e := range s.Editions {
		first = min(first, e.AppliesTo.FirstYear)
	}
	return first
}

// Vocabulary returns the keys of all editions, for package report.
func (s *Set) Vocabulary() *contract.Vocabulary { return &s.vocabulary }

// WithRules returns the set with the rules that its editions share, or what is wrong with them. They are most of what is known of a
// form, and only who checks or drafts needs them.
func (s *Set) WithRules() (*Set, error) {
	if s.complete == nil {
		return s, nil
	}
	return s.complete()
}

// Parse reads one edition and checks that it is sound; see [Edition.validate]. Its error is a [*datafile.Fault].
func Parse(data []byte) (*Edition, error) {
	e := &Edition{}
	source, err := datafile.Decode(data, e)
	if err != nil {
		return nil, err
	}
	e.source = source
	for i, t := range e.Tables {
		if t == nil {
			return nil, source.Locate(datafile.At(at("/tables", i), "table %d is null", i))
		}
		for i := range t.Cells {
			t.Cells[i].RowSpan = max(t.Cells[i].RowSpan, 1)
			t.Cells[i].ColSpan = max(t.Cells[i].ColSpan, 1)
		}
	}
	if err := e.expandMacros(); err != nil {
		return nil, source.Locate(err)
	}
	if err := e.validate(); err != nil {
		return nil, source.Locate(err)
	}
	for _, t := range e.Tables {
		t.sequence = t.buildSequence()
		t.formulas = e.formulasOf(t.Key)
		t.starts = t.groupStarts()
	}
	return e, nil
}

func vocabularyOf(editions []*Edition) contract.Vocabulary {
	v := contract.Vocabulary{Tables: map[string][]contract.Grid{}, Orders: map[string][]contract.Section{}}
	for _, e := range editions {
		v.Formats = append(v.Formats, e.Version)
		for _, m := range e.Marks {
			if !slices.Contains(v.Marks, m) {
				v.Marks = append(v.Marks, m)
			}
		}
		for _, s := range e.Sections {
			if !slices.ContainsFunc(v.Sections, func(x contract.Section) bool { return x.Key == s.Key }) {
				v.Sections = append(v.Sections, contract.Section{Key: s.Key, Table: s.Table, Untitled: s.Heading == ""})
			}
		}
		for _, t := range e.Tables {
			var keys []report.Key
			for i := range t.Cells {
				if t.Cells[i].IsData() {
					keys = append(keys, t.Cells[i].Key())
				}
			}
			grid := contract.NewGrid(e.Version, keys)
			for i := range t.Cells {
				if t.Cells[i].IsWords() {
					grid.Words = append(grid.Words, t.Cells[i].Key())
				}
			}
			v.Tables[t.Key] = append(v.Tables[t.Key], grid)
		}
	}
	for _, e := range editions {
		v.Orders[e.Version] = e.order(v.Sections)
	}
	return v
}

// order returns all sections, first the edition's own in the order in which it prints them.
func (e *Edition) order(all []contract.Section) []contract.Section {
	var own, others []contract.Section
	for _, s := range e.Sections {
		own = append(own, contract.Section{Key: s.Key, Table: s.Table, Untitled: s.Heading == ""})
	}
	for _, s := range all {
		if e.Section(s.Key) == nil {
			others = append(others, s)
		}
	}
	return append(own, others...)
}
