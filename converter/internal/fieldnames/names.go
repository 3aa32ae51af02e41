// Package fieldnames reads and writes reports in the JSON of other systems, whose fields have other names than ours and are nested
// otherwise, but mean the cells of the official tables all the same.
//
// What is which is data: a file of templates/names, one for each system, has for every row, every column and every section the names that
// the system gives it, the one that it writes first. This package only joins them: a cell is "regulations.made" where rows stand outside
// of columns, "legalPerson.commercial.results.granted" where it is the other way round. Nothing is guessed: a value whose path is that of
// no cell is refused, not left out, since a number of unknown meaning may be the one that somebody looks for.
//
// Sections are a list of objects, each of a kind, or stand at paths of their own; then a table may be divided ("section2.tables.art20_1.cells"),
// and a sum that only that system has ("（三）不予公开" of its eight rows) is held against the figures that it is of.
//
// names.go holds the files, cells.go the paths of cells, read.go and write.go the two directions, paths.go what stands at paths of its own.
package fieldnames

import (
	"fmt"
	"io/fs"
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

	Sections string `json:"sections"` // the list of sections; "": they stand at paths of their own
	Kind     string `json:"kind"`     // in a section: what it is
	Heading  string `json:"heading"`  // in a section: its heading
	Text     string `json:"text"`     // in a section of prose: its text, lines divided by line feeds

	Constants map[string]string `json:"constants"` // texts beside the sections that tell the format
	Value     []string          `json:"value"`     // of a cell that is an object: what holds its value, the first that is not null

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
	Field   string   `json:"field"`   // its path, where sections have none of the three
}

// Table is the names of a table's rows and columns.
type Table struct {
	Table   string              `json:"table"`
	Kind    string              `json:"kind"`
	Heading string              `json:"heading"`
	Field   []string            `json:"field"` // the object that holds the cells, or its path
	First   string              `json:"first"` // "rows" or "columns": which of the two stands outside
	Join    string              `json:"join"`  // what stands between the two, a point where it is ""
	Rows    map[string][]string `json:"rows"`
	Columns map[string][]string `json:"columns"`
	// Sums are rows and columns that the official table has not, and the rows and columns that they are the sum of.
	SumRows    map[string][]string `json:"sum_rows"`
	SumColumns map[string][]string `json:"sum_columns"`

	sums  map[string][]report.Key // by path, what it is the sum of
	cells map[string]report.Key   // by every path that leads to one
	paths map[report.Key]string   // the path that is written
	order []report.Key            // as the edition prints them
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
	for name, text := range map[string]string{"name": f.Name, "kind": f.Kind, "heading": f.Heading, "text": f.Text} {
		if text == "" && (name == "name" || f.Sections != "") {
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
		if f.Sections == "" {
			if p.Field == "" {
				return datafile.At(at+"/field", "it is missing")
			}
			continue
		}
		if p.Kind == "" || p.Heading == "" || !p.is(p.Heading) {
			return datafile.At(at, "its own heading has none of its words, or there is no kind")
		}
	}
	parts := map[string]int{}
	for i, t := range f.Tables {
		if t == nil {
			return datafile.At("/tables/"+strconv.Itoa(i), "it is null")
		}
		parts[t.Table]++
	}
	for i, t := range f.Tables {
		at := "/tables/" + strconv.Itoa(i)
		if f.Sections != "" && (t.Kind == "" || t.Heading == "") {
			return datafile.At(at, "kind and heading must be there")
		}
		if err := t.join(f.edition, parts[t.Table] > 1); err != nil {
			return datafile.Under(at, err)
		}
	}
	return f.whole()
}

// whole makes sure that the parts of a table have all of its cells, each once.
func (f *File) whole() error {
	named := map[string]map[report.Key]int{}
	for i, t := range f.Tables {
		if named[t.Table] == nil {
			named[t.Table] = map[report.Key]int{}
		}
		for _, key := range t.order {
			if named[t.Table][key]++; named[t.Table][key] > 1 {
				return datafile.At("/tables/"+strconv.Itoa(i), "%s.%s is in another part too", key.Row, key.Col)
			}
		}
	}
	for i, t := range f.Tables {
		if n, want := len(named[t.Table]), len(dataKeys(f.edition.Table(t.Table))); n < want {
			return datafile.At("/tables/"+strconv.Itoa(i), "the parts of %s name %d of %d cells", t.Table, n, want)
		}
	}
	return nil
}

// is reports whether a heading is that of the section.
func (p *Prose) is(heading string) bool {
	return slices.ContainsFunc(p.Words, func(word string) bool { return word != "" && strings.Contains(heading, word) })
}
