package converter

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/units"
	"nianbao/templates"
)

// The limits of the files of editions that a user brings: those of the program have 25 KB.
const (
	mostEditions   = 64
	largestEdition = 1 << 20
)

// readEditions reads the *.json files at the root of a folder of editions.
func readEditions(files fs.FS) ([]edition.File, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("listing editions: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("there is no edition, a file *.json, in it")
	}
	if len(names) > mostEditions {
		return nil, fmt.Errorf("there are %d editions in it, more than %d", len(names), mostEditions)
	}
	var all []edition.File
	for _, name := range names {
		f, err := files.Open(name)
		if err != nil {
			return nil, fmt.Errorf("opening an edition: %w", err)
		}
		data, err := limit.Read(f, largestEdition, name)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, fmt.Errorf("reading an edition: %w", err)
		}
		all = append(all, edition.File{Name: name, Data: data})
	}
	return all, nil
}

// withEditions returns the data of the program with further editions.
func withEditions(own *data, files fs.FS) (*data, error) {
	further, err := readEditions(files)
	if err != nil {
		return nil, refuse(dataFault("edition-invalid", err))
	}
	editions, err := edition.LoadOfficial(templates.FS, further...)
	if err != nil {
		return nil, refuse(dataFault("edition-invalid", err))
	}
	checker, err := check.New(editions)
	if err != nil {
		return nil, refuse(dataFault("edition-invalid", err))
	}
	d := *own
	d.editions, d.checker = editions, checker
	return &d, nil
}

// data is what the program knows of forms: all that package templates holds, parsed and found sound.
type data struct {
	editions *edition.Set
	style    *style.Style
	checker  *check.Checker
	names    []*fieldnames.File // of the JSON of other systems
	listing  *style.Style       // of tables that compare reports
	stock    *likeness.Stock    // the sentences of the form itself
}

// embeddedData returns the data that the program was built with. Nothing stands in for a file that does not load: without
// its rules every report would be right, without its labels every report would be none.
func embeddedData() (*data, error) {
	if err := units.Check(templates.FS); err != nil {
		return nil, unsound(err)
	}
	editions, err := edition.Embedded()
	if err != nil {
		return nil, unsound(err)
	}
	house, err := style.Embedded()
	if err != nil {
		return nil, unsound(err)
	}
	checker, err := check.Embedded()
	if err != nil {
		return nil, unsound(err)
	}
	others, err := embeddedNames()
	if err != nil {
		return nil, unsound(err)
	}
	across, err := style.EmbeddedListing()
	if err != nil {
		return nil, unsound(err)
	}
	stock, err := likeness.EmbeddedStock()
	if err != nil {
		return nil, unsound(err)
	}
	return &data{editions, house, checker, others, across, stock}, nil
}

// dataFrom is embeddedData for files laid out as package templates is.
func dataFrom(files fs.FS) (*data, error) {
	if err := units.Check(files); err != nil {
		return nil, unsound(err)
	}
	editions, err := edition.LoadOfficial(files)
	if err != nil {
		return nil, unsound(err)
	}
	house, err := style.LoadOfficial(files)
	if err != nil {
		return nil, unsound(err)
	}
	checker, err := check.New(editions)
	if err != nil {
		return nil, unsound(err)
	}
	others, err := fieldnames.Load(files, editions)
	if err != nil {
		return nil, unsound(err)
	}
	across, err := style.LoadListing(files)
	if err != nil {
		return nil, unsound(err)
	}
	stock, err := likeness.LoadStock(files)
	if err != nil {
		return nil, unsound(err)
	}
	return &data{editions, house, checker, others, across, stock}, nil
}

// embeddedNames returns the names of other systems' JSON that the program was built with, parsed once.
var embeddedNames = sync.OnceValues(func() ([]*fieldnames.File, error) { return fieldnames.Load(templates.FS, edition.Official()) })

// unsound refuses data of the program that does not load.
func unsound(err error) *Refusal { return refuse(dataFault("program-data", err)) }

// dataFault is the diagnostic of a data file that does not load, at the line and the field that its error names.
func dataFault(code diag.Code, err error) diag.Diagnostic {
	place, field := diag.Place{}, ""
	if fault, ok := errors.AsType[*datafile.Fault](err); ok {
		place = diag.Place{File: fault.File, Line: fault.Line, Pointer: fault.Field}
		err = fault.Err
		if field = fault.Field; field != "" {
			field += ": "
		}
	}
	return diag.New(code, place, "field", field, "problem", err)
}

// ValidateEdition checks a file that describes an edition of the form: that it can be read, that its tables have no gap and
// no overlap, that every path of its rules leads to a cell, and that every rule can be applied. The list is empty where
// the file is sound; otherwise each entry is an error with the line and the field (Place.Line, Place.Pointer).
func ValidateEdition(file []byte) diag.List {
	if _, err := embeddedData(); err != nil {
		return diagnosticsOf(err) // the units of a column are looked up there
	}
	editions, err := withOrInstead(file)
	if err == nil {
		_, err = check.New(editions)
	}
	if err != nil {
		return diag.List{dataFault("edition-invalid", err)}
	}
	return nil
}

// withOrInstead returns the official editions and the one of a file, or that one by itself where the program has one of that version.
func withOrInstead(file []byte) (*edition.Set, error) {
	e, err := edition.Parse(file)
	if err != nil {
		return nil, fmt.Errorf("reading the edition: %w", err)
	}
	if edition.Official().Get(e.Version) != nil {
		return &edition.Set{Editions: []*edition.Edition{e}}, nil
	}
	editions, err := edition.LoadOfficial(templates.FS, edition.File{Data: file})
	if err != nil {
		return nil, fmt.Errorf("reading the edition beside the official ones: %w", err)
	}
	return editions, nil
}

// EditionSchema returns the JSON Schema of a file that describes an edition.
func EditionSchema() ([]byte, error) {
	s, err := edition.Schema()
	if err != nil {
		return nil, unsound(err)
	}
	return s, nil
}

// diagnosticsOf returns what a refusal holds.
func diagnosticsOf(err error) diag.List {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return refusal.Diagnostics
	}
	return diag.List{diag.New("internal-error", diag.Place{}, "problem", err)}
}
