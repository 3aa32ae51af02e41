package converter

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/archived"
)

// ErrDocument says that a ZIP file is no archive of reports but a document itself, as Word, OFD and OpenDocument files are.
var ErrDocument = archived.ErrDocument

// OpenArchive lists the reports of a ZIP file as inputs of their own, sorted by name, each called by the archive's name and its own behind
// a slash ("county.zip/青溪县/水务局.docx"). Which files are reports their names tell, as in a folder: pictures and notes are passed over and
// counted in a diagnostic, a PDF or OFD file is the printed copy where the report of that name stands beside it. A file that is not read for
// what it is (with a password, an archive itself, named as if it stood outside of the folder) is an input whose loading says so.
//
// The inputs are unpacked when they are loaded, by any number of goroutines at once, under the limits; ctx ends that as well, and r must stay open so long.
// The error is [ErrDocument], that of ctx, or a [*Refusal] of the whole archive.
func OpenArchive(ctx context.Context, name string, r io.ReaderAt, size int64, limits Limits) ([]Input, diag.List, error) {
	a, err := archived.Open(ctx, r, size, limits, isReportName)
	if err != nil {
		return nil, nil, refusedArchive(err, name)
	}
	readable := map[string]bool{} // paths without extension
	for i := range a.Entries {
		if !isCopy(a.Entries[i].Name) {
			readable[stem(a.Entries[i].Name)] = true
		}
	}
	var inputs []Input
	for i := range a.Entries {
		e := &a.Entries[i]
		if e.Fault == nil && isCopy(e.Name) && readable[stem(e.Name)] {
			a.Passed = append(a.Passed, e.Name)
			continue
		}
		inputs = append(inputs, Input{Name: name + "/" + e.Name, Load: func() ([]byte, error) {
			data, err := a.Read(ctx, e)
			if err != nil {
				return nil, refusedArchive(err, name+"/"+e.Name)
			}
			return data, nil
		}})
	}
	var found diag.List
	if n := len(a.Passed); n > 0 {
		const most = 5
		slices.Sort(a.Passed)
		found = diag.List{diag.New("archive-passed", diag.Place{File: name}, "count", n, "names", strings.Join(a.Passed[:min(n, most)], "、"))}
	}
	if len(inputs) == 0 {
		return nil, found, named(refuse(append(found, diag.New("archive-empty", diag.Place{}))...), name)
	}
	return inputs, found, nil
}

// refusedArchive makes a refusal of what package archived found.
func refusedArchive(err error, name string) error {
	if found, ok := errors.AsType[diag.List](err); ok {
		return named(refuse(found...), name)
	}
	return err
}

// isReportName reports whether a file is read by its name: that of a format, and none of those that checking leaves beside reports.
func isReportName(name string) bool {
	_, known := FormatOfName(name)
	base := path.Base(stem(name))
	return known && !strings.HasSuffix(base, ".check") && !strings.HasSuffix(base, ".evidence")
}

// isCopy reports whether a file may be the printed copy, or the saved page, of the report of that name.
func isCopy(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf", ".ofd", ".mht", ".mhtml":
		return true
	}
	return false
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }
