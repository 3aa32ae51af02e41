// Package report is the meaning of an annual report on government information disclosure (政府信息公开工作年度报告):
// its prose, the figures of its tables, and their JSON form.
//
// A [Report] says nothing about how the document looks. Sections and tables are addressed by the keys that the edition
// files under templates/editions define ("overview", "requests", "new", "total" …); a [Vocabulary] tells the codec
// which keys exist, so that no label and no table shape stands in this code.
//
// [Decode] reads the JSON contract (version 1) strictly: an unknown or duplicate key or a wrong type is refused with a
// JSON Pointer, and all such errors are returned at once. [Report.AppendJSON] writes it, the same bytes for the same
// report. Figures are exact decimals ([Decimal]), never binary floating point. Compatibility: the JSON contract only
// grows.
package report

import (
	"maps"
	"slices"
)

// Version is the version of the JSON contract that this package reads and writes.
const Version = 1

// The years that a report can be about or dated in.
const (
	FirstYear = 1900
	LastYear  = 2999
)

// Report is one annual report. Every text is as in the source; see [Canonical] for what is normalised.
type Report struct {
	Format       string              // key of the edition, such as "2021"
	Organization string              // "" where the source does not say
	Year         int                 // 0 where the source does not say
	Title        string              // "" where the source has none: then the printed title follows the edition's pattern
	Prose        map[string][]string // section key -> paragraphs; a missing key: the document has no such section
	Tables       map[string]Table    // table key -> cells; nil or missing: the document has no such table
	Notes        map[string]Notes    // table key -> paragraphs around the table in its section
	TableFormats map[string]string   // table key -> edition it is printed by, only where the keys do not tell
	Signature    string              // signing organ below the text, "" for none
	Date         string              // date of issue, YYYY-MM-DD, "" for none
	Tail
}

// Tail is what stands around the signature (GB/T 9704-2012): paragraphs as printed, nil where the document has none.
type Tail struct {
	Attachments []string // 附件说明, between the text and the signature (7.3.4)
	Annotation  []string // 附注, below the date (7.3.6)
	Imprint     []string // 版记, at the foot of the last page (7.4): 抄送, 印发
}

// TailPart is one of the lists of a [Tail] under its key in the contract.
type TailPart struct {
	Key        string
	Paragraphs *[]string
}

// TailParts returns the lists in the order in which a document prints them.
func (t *Tail) TailParts() [3]TailPart {
	return [3]TailPart{{"attachments", &t.Attachments}, {"annotation", &t.Annotation}, {"imprint", &t.Imprint}}
}

// Notes are paragraphs that stand in the section of a table, above or below it.
type Notes struct {
	Above, Below []string
}

// Empty reports whether there is no paragraph.
func (n Notes) Empty() bool { return len(n.Above) == 0 && len(n.Below) == 0 }

// Vocabulary lists the keys of all known editions of a form, and of other forms. Package edition makes one from the files in templates/.
type Vocabulary struct {
	Formats  []string // newest first
	Sections []Section
	// Orders is the sections as each edition prints them, those that it has not behind; an edition that is not in it prints
	// them as Sections has them.
	Orders map[string][]Section
	Tables map[string][]Grid // table key -> its grid in each edition that has it, in the order of Formats
	Marks  []string          // texts that a cell may hold instead of a number, written bare in JSON
	Others []*Vocabulary     // those of other forms
}

// Of returns the vocabulary of the form that has an edition; v where no other has it.
func (v *Vocabulary) Of(format string) *Vocabulary {
	for _, other := range v.Others {
		if slices.Contains(other.Formats, format) {
			return other
		}
	}
	return v
}

// All returns the vocabularies of all forms, v first.
func (v *Vocabulary) All() []*Vocabulary { return append([]*Vocabulary{v}, v.Others...) }

// AllFormats returns the editions of all forms.
func (v *Vocabulary) AllFormats() []string {
	if len(v.Others) == 0 {
		return v.Formats
	}
	var all []string
	for _, one := range v.All() {
		all = append(all, one.Formats...)
	}
	return all
}

// Section is a part of the report in printing order.
type Section struct {
	Key      string
	Table    string // key of the table the section holds; "" for prose
	Untitled bool   // the section has no heading: the introduction
}

// Grid is the keys of a table in one edition, in printing order.
type Grid struct {
	Format string
	Keys   []Key // row by row
	Words  []Key // those that hold words, and no figure
	index  map[Key]int
}

// NewGrid returns a grid of the keys in printing order.
func NewGrid(format string, keys []Key) Grid {
	g := Grid{Format: format, Keys: keys, index: make(map[Key]int, len(keys))}
	for i, k := range keys {
		g.index[k] = i
	}
	return g
}

// Has reports whether the edition's table has the cell.
func (g Grid) Has(k Key) bool { _, ok := g.index[k]; return ok }

// HoldsWords reports whether the cell holds words, and no figure.
func (g Grid) HoldsWords(k Key) bool { return slices.Contains(g.Words, k) }

// HasRow reports whether the edition's table has the row.
func (g Grid) HasRow(row string) bool {
	return slices.ContainsFunc(g.Keys, func(k Key) bool { return k.Row == row })
}

// IsMark reports whether text is one of the marks that stand for "not applicable".
func (v *Vocabulary) IsMark(text string) bool { return slices.Contains(v.Marks, text) }

// Order returns the sections of all editions in the order in which one of them prints them.
func (v *Vocabulary) Order(format string) []Section {
	v = v.Of(format)
	if order, ok := v.Orders[format]; ok {
		return order
	}
	return v.Sections
}

// Grid returns the grid of a table in an edition.
func (v *Vocabulary) Grid(table, format string) (Grid, bool) {
	v = v.Of(format)
	for _, g := range v.Tables[table] {
		if g.Format == format {
			return g, true
		}
	}
	return Grid{}, false
}

// HasTable reports whether an edition of the form has the table.
func (v *Vocabulary) HasTable(table string) bool { return v.Tables[table] != nil }

// HoldsWords reports whether a cell of a table holds words, and no figure, in any edition of the form.
func (v *Vocabulary) HoldsWords(table string, k Key) bool {
	return slices.ContainsFunc(v.Tables[table], func(g Grid) bool { return g.HoldsWords(k) })
}

// TableFormat returns the edition that a table is printed and checked by: the one named in TableFormats, else the
// report's own if it has all cells of the table, else the newest other edition that has them. It returns the odd cells
// and false if no edition has them all (a table that mixes editions).
func (r *Report) TableFormat(v *Vocabulary, table string) (format string, odd []Key, ok bool) {
	v = v.Of(r.Format)
	t := r.Tables[table]
	if f := r.TableFormats[table]; f != "" {
		odd = outside(v, table, f, t)
		return f, odd, len(odd) == 0
	}
	return inferFormat(v, table, r.Format, t)
}

// InferredFormat is TableFormat without regard to TableFormats.
func (r *Report) InferredFormat(v *Vocabulary, table string) (format string, ok bool) {
	format, _, ok = inferFormat(v.Of(r.Format), table, r.Format, r.Tables[table])
	return format, ok
}

func inferFormat(v *Vocabulary, table, format string, t Table) (string, []Key, bool) {
	best := outside(v, table, format, t)
	if len(best) == 0 {
		return format, nil, true
	}
	for _, other := range v.Formats {
		if other != format && len(outside(v, table, other, t)) == 0 {
			return other, nil, true
		}
	}
	return format, best, false
}

// outside returns the cells of t that the edition's grid lacks, in a stable order.
func outside(v *Vocabulary, table, format string, t Table) []Key {
	g, _ := v.Grid(table, format)
	var odd []Key
	for k := range t {
		if !g.Has(k) {
			odd = append(odd, k)
		}
	}
	slices.SortFunc(odd, compareKeys)
	return odd
}

func compareKeys(a, b Key) int {
	if a.Row != b.Row {
		if a.Row < b.Row {
			return -1
		}
		return 1
	}
	if a.Col < b.Col {
		return -1
	}
	if a.Col > b.Col {
		return 1
	}
	return 0
}

// Equal reports whether two reports say the same, to the letter.
func Equal(a, b *Report) bool {
	return a.Format == b.Format && a.Organization == b.Organization && a.Year == b.Year && a.Title == b.Title &&
		a.Signature == b.Signature && a.Date == b.Date &&
		maps.EqualFunc(a.Prose, b.Prose, func(x, y []string) bool { return (x == nil) == (y == nil) && slices.Equal(x, y) }) &&
		maps.EqualFunc(a.Tables, b.Tables, func(x, y Table) bool { return (x == nil) == (y == nil) && maps.Equal(x, y) }) &&
		maps.EqualFunc(a.Notes, b.Notes, func(x, y Notes) bool { return slices.Equal(x.Above, y.Above) && slices.Equal(x.Below, y.Below) }) &&
		maps.Equal(a.TableFormats, b.TableFormats) &&
		slices.Equal(a.Attachments, b.Attachments) && slices.Equal(a.Annotation, b.Annotation) &&
		slices.Equal(a.Imprint, b.Imprint)
}
