package converter

import (
	"errors"
	"io/fs"
	"sync"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
	"nianbao/templates"
)

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
	if err := report.CheckUnits(templates.FS); err != nil {
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
	if err := report.CheckUnits(files); err != nil {
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
	e, err := edition.Parse(file)
	if err == nil {
		_, err = check.New(&edition.Set{Editions: []*edition.Edition{e}})
	}
	if err != nil {
		return diag.List{dataFault("edition-invalid", err)}
	}
	return nil
}

// diagnosticsOf returns what a refusal holds.
func diagnosticsOf(err error) diag.List {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		return refusal.Diagnostics
	}
	return diag.List{diag.New("internal-error", diag.Place{}, "problem", err)}
}
