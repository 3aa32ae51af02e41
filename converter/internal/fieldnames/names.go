// Package fieldnames reads and writes reports in the JSON of other systems, whose fields have other names than ours and are nested
// otherwise, but mean the cells of the official tables all the same.
//
// What is which is data: a file of templates/names, one for each system, has for every row, every column and every section the names that
// the system gives it, the one that it writes first. This package only joins them: a cell is "regulations.made" where rows stand outside
// of columns, "legalPerson.commercial.results.granted" where it is the other way round. Nothing is guessed: a value whose path is that of
// no cell is refused, not left out, since a number of unknown meaning may be the one that somebody looks for.
//
// names.go holds the files, read.go and write.go the two directions.
package fieldnames

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// File is the names of one system.
type File struct {
	Name    string   `json:"name"`    // what the format is called: "filing_v1"
	Edition string   `json:"edition"` // of the official form, that the tables are of
	Notes   []string `json:"notes"`

	Sections string `json:"sections"` // the list of sections
	Kind     string `json:"kind"`     // in a section: what it is
	Heading  string `json:"heading"`  // in a section: its heading
	Text     string `json:"text"`     // in a section of prose: its text, lines divided by line feeds

	// Paths of what is known of the report, in the object that holds the sections or in one around it.
	Organization []string `json:"organization"`
	Year         []string `json:"year"`
	Title        []string `json:"title"`

	Prose  []Prose  `json:"prose"`
	Tables []*Table `json:"tables"`

	edition *edition.Edition
}

// Prose is a section of text.
type Prose struct {
	Section string   `json:"section"`
	Kind    string   `json:"kind"`
	Heading string   `json:"heading"` // as it is written
	Words   []string `json:"words"`   // one of them stands in its heading
}

// Table is the names of a table's rows and columns.
type Table struct {
	Table   string              `json:"table"`
	Kind    string              `json:"kind"`
	Heading string              `json:"heading"`
	Field   []string            `json:"field"` // the object that holds the cells
	First   string              `json:"first"` // "rows" or "columns": which of the two stands outside
	Rows    map[string][]string `json:"rows"`
	Columns map[string][]string `json:"columns"`

	cells map[string]report.Key // by every path that leads to one
	paths map[report.Key]string // the path that is written
	order []report.Key          // as the edition prints them
}

// Load reads all files of names laid out as package templates is. What is wrong with one is a [*datafile.Fault].
func Load(files fs.FS, editions *edition.Set) ([]*File, error) {
	list, err := fs.Glob(files, "names/*.json")
	if err != nil {
		return nil, fmt.Errorf("listing names: %w", err)
	}
	var all []*File
	for _, name := range list {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading names: %w", err)
		}
		f, err := Parse(data, editions)
		if err != nil {
			return nil, datafile.InFile(name, err)
		}
		if want := strings.TrimSuffix(path.Base(name), ".json"); f.Name != want {
			return nil, datafile.InFile(name, datafile.At("/name", "it is %q in a file of another name", f.Name))
		}
		all = append(all, f)
	}
	return all, nil
}

// Parse reads one file and makes sure that it names every cell of the edition's tables, each by paths that lead to no other.
func Parse(data []byte, editions *edition.Set) (*File, error) {
	f := &File{}
	source, err := datafile.Decode(data, f)
	if err != nil {
		return nil, err
	}
	if err := f.validate(editions); err != nil {
		return nil, source.Locate(err)
	}
	return f, nil
}

func (f *File) validate(editions *edition.Set) error {
	for name, text := range map[string]string{"name": f.Name, "sections": f.Sections, "kind": f.Kind, "heading": f.Heading, "text": f.Text} {
		if text == "" {
			return datafile.At("/"+name, "it is missing")
		}
	}
	if f.edition = editions.Get(f.Edition); f.edition == nil {
		return datafile.At("/edition", "there is no edition %q", f.Edition)
	}
	for i, p := range f.Prose {
		at := "/prose/" + strconv.Itoa(i)
		if s := f.edition.Section(p.Section); s == nil || s.Table != "" {
			return datafile.At(at+"/section", "%q is no section of text", p.Section)
		}
		if p.Kind == "" || p.Heading == "" || !p.is(p.Heading) {
			return datafile.At(at, "its own heading has none of its words, or there is no kind")
		}
	}
	for i, t := range f.Tables {
		at := "/tables/" + strconv.Itoa(i)
		if t == nil {
			return datafile.At(at, "it is null")
		}
		if err := t.join(f.edition); err != nil {
			return datafile.Under(at, err)
		}
	}
	return nil
}

// is reports whether a heading is that of the section.
func (p *Prose) is(heading string) bool {
	return slices.ContainsFunc(p.Words, func(word string) bool { return word != "" && strings.Contains(heading, word) })
}

// join makes the paths of the cells.
func (t *Table) join(e *edition.Edition) error {
	grid := e.Table(t.Table)
	if grid == nil {
		return datafile.At("/table", "edition %s has no table %q", e.Version, t.Table)
	}
	if t.First != "rows" && t.First != "columns" || len(t.Field) == 0 || t.Kind == "" || t.Heading == "" {
		return datafile.At("", "first must be rows or columns, and field, kind and heading must be there")
	}
	for i := range grid.Cells {
		if grid.Cells[i].IsData() {
			t.order = append(t.order, grid.Cells[i].Key())
		}
	}
	t.cells, t.paths = map[string]report.Key{}, map[report.Key]string{}
	rows, columns := map[string]bool{}, map[string]bool{}
	for _, key := range t.order {
		rows[key.Row], columns[key.Col] = true, true
		if len(t.Rows[key.Row]) == 0 {
			return datafile.At("/rows", "row %q has no name", key.Row)
		}
		if len(t.Columns[key.Col]) == 0 {
			return datafile.At("/columns", "column %q has no name", key.Col)
		}
		t.paths[key] = t.path(t.Rows[key.Row][0], t.Columns[key.Col][0])
		for _, row := range t.Rows[key.Row] {
			for _, col := range t.Columns[key.Col] {
				for _, path := range []string{row + "." + col, col + "." + row} {
					if other, ok := t.cells[path]; ok && other != key {
						return datafile.At("", "%s leads to %s.%s and to %s.%s", path, other.Row, other.Col, key.Row, key.Col)
					}
					t.cells[path] = key
				}
			}
		}
	}
	for key := range maps.Keys(t.Rows) {
		if !rows[key] {
			return datafile.At("/rows/"+key, "there is no such row")
		}
	}
	for key := range maps.Keys(t.Columns) {
		if !columns[key] {
			return datafile.At("/columns/"+key, "there is no such column")
		}
	}
	return nil
}

func (t *Table) path(row, col string) string {
	if t.First == "columns" {
		return col + "." + row
	}
	return row + "." + col
}
