package converter

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/archived"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sniff"
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
	return openArchive(ctx, name, r, size, limits.all())
}

func openArchive(ctx context.Context, name string, r io.ReaderAt, size int64, limits limit.Limits) ([]Input, diag.List, error) {
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
		within := e.Name
		if name != "" {
			within = name + "/" + e.Name
		}
		inputs = append(inputs, Input{Name: within, member: true, Load: func() ([]byte, error) {
			data, err := a.Read(ctx, e)
			if err != nil {
				return nil, refusedArchive(err, within)
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

// opened lists the reports of an input that is an archive; ok is false for every other one. An archive in an archive stays closed, and so
// does one that the caller says is something else.
func (c *Converter) opened(ctx context.Context, in Input, data []byte) (inputs []Input, found diag.List, ok bool, err error) {
	if in.Format != "" || in.member || !bytes.HasPrefix(data, []byte("PK")) || sniff.Of(data, in.Name) != sniff.Archive {
		return nil, nil, false, nil
	}
	inputs, found, err = openArchive(ctx, in.Name, bytes.NewReader(data), int64(len(data)), c.limits)
	return inputs, found, true, err
}

// readArchive reads the reports of an archive, those that can be read beside the refusal of the others; one refuses several reports, and one
// beside a file that cannot be read: that may be the report that is meant.
func (c *Converter) readArchive(ctx context.Context, inputs []Input, passed diag.List, one bool) ([]*Reading, error) {
	var all []*Reading
	var refused *Refusal
	for _, in := range inputs {
		readings, err := c.read(ctx, in, false)
		refusal, ok := errors.AsType[*Refusal](err)
		if err != nil && !ok {
			return nil, err
		}
		if all = append(all, readings...); one && len(all) > 1 {
			names := []string{"“" + all[0].File + "”", "“" + all[1].File + "”"}
			return nil, refuse(diag.New("archive-several", diag.Place{}, "where", diag.ListedNames(names)))
		}
		if ok {
			refused = refused.and(refusal)
		}
	}
	if len(all) > 0 {
		all[0].Diagnostics = append(slices.Clone(passed), all[0].Diagnostics...)
	}
	if refused != nil {
		refused.Diagnostics = append(slices.Clone(passed), collect.Capped(refused.Diagnostics)...)
		return all, refused
	}
	return all, nil
}

// ArchiveWork is what is known beforehand of the work on an archive of reports: how many there are, and the size of the largest in bytes when
// unpacked. Both are 0 for a file that is none. The sizes are those that the archive states; one that is larger is refused when it is read.
func ArchiveWork(ctx context.Context, data []byte, limits Limits) (reports int, largest int64) {
	if !bytes.HasPrefix(data, []byte("PK")) || sniff.Of(data, "") != sniff.Archive {
		return 0, 0
	}
	a, err := archived.Open(ctx, bytes.NewReader(data), int64(len(data)), limits.all(), isReportName)
	if err != nil {
		return 0, 0 // reading it says what is wrong, and unpacks nothing
	}
	for i := range a.Entries {
		if a.Entries[i].Fault == nil {
			reports, largest = reports+1, max(largest, a.Entries[i].Size())
		}
	}
	return reports, largest
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
