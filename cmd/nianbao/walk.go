package main

import (
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// found is a file that an input stands for.
type found struct {
	path  string
	label string    // the path below the folder that was given, with that folder's own name in front; the file's name where none was
	below string    // the folder that it stands in, below the one that was given; "" for that one
	fault diag.List // why it is not read
}

// walk yields the files that an input stands for: itself, or the reports of a folder and of those in it, sorted by name. A folder without
// any stands for itself, and so does one that cannot be looked into: reading it says what is wrong, and none is left out silently.
// A folder that skip knows is passed over; skip may be nil.
func walk(name string, skip func(os.FileInfo) bool) iter.Seq[found] {
	return func(yield func(found) bool) {
		if !isFolder(name) {
			yield(found{path: name, label: filepath.Base(name)})
			return
		}
		any := false
		root := folderName(name)
		walkFolder(name, root, skip, func(f found) bool {
			any = true
			_, below, _ := strings.Cut(path.Dir(f.label), "/")
			f.below = filepath.FromSlash(below)
			return yield(f)
		})
		if !any {
			yield(found{path: name, label: root, fault: problem("folder-empty")})
		}
	}
}

// folderName is a folder's own name, also where it is given as . or ..
func folderName(name string) string {
	if whole, err := filepath.Abs(name); err == nil {
		name = whole
	}
	return filepath.Base(name)
}

// walkFolder yields the reports of a folder and of those in it, and returns false where that was stopped.
func walkFolder(folder, label string, skip func(os.FileInfo) bool, yield func(found) bool) bool {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return yield(found{path: folder, label: label, fault: problem("folder-unreadable", cause(err)...)})
	}
	for _, name := range reportsAmong(entries) {
		if !yield(found{path: filepath.Join(folder, name), label: label + "/" + name}) {
			return false
		}
	}
	for _, entry := range entries {
		whole, below := filepath.Join(folder, entry.Name()), label+"/"+entry.Name()
		switch {
		case isHidden(entry.Name()):
		case entry.IsDir():
			if skip != nil {
				if info, err := entry.Info(); err == nil && skip(info) {
					continue
				}
			}
			if !walkFolder(whole, below, skip, yield) {
				return false
			}
		case entry.Type()&fs.ModeSymlink != 0 && isFolder(whole):
			if !yield(found{path: whole, label: below, fault: problem("folder-link")}) { // it may lead in a circle
				return false
			}
		}
	}
	return true
}

// documents are the extensions of files that may be a report in a format that is not read, or, as PDF, the printed copy of the
// file beside it. One that comes alone is not passed over: it is read, or refused by name, where silence would leave a county
// out of a sum.
var documents = []string{".pdf", ".ofd", ".mht", ".mhtml", ".zip", ".rar", ".7z"}

// reportsAmong returns the files of a folder that are reports by their names. What this command and Word put beside
// reports is none.
func reportsAmong(entries []os.DirEntry) []string {
	readable := map[string]bool{} // names without extension
	for _, entry := range entries {
		if isReport(entry) {
			readable[base(entry.Name())] = true
		}
	}
	var files []string
	for _, entry := range entries {
		ext := filepath.Ext(entry.Name())
		// An archive is no copy of the report beside it: 青溪县.zip may hold the towns of 青溪县.docx.
		alone := !readable[strings.TrimSuffix(entry.Name(), ext)] || strings.EqualFold(ext, ".zip")
		if isReport(entry) || isFile(entry) && alone && slices.Contains(documents, strings.ToLower(ext)) && !isHidden(entry.Name()) {
			files = append(files, entry.Name())
		}
	}
	return files
}

func isReport(entry os.DirEntry) bool {
	name := entry.Name()
	format, known := converter.FormatOfName(name)
	made := strings.HasSuffix(base(name), ".check") || strings.HasSuffix(base(name), ".evidence")
	return known && format != converter.PDF && format != converter.OFD && !made && !isHidden(name) && isFile(entry)
}

// isFile reports whether an entry of a folder is a file, or a link that may lead to one: no folder, and no pipe, which would
// be waited for.
func isFile(entry os.DirEntry) bool { return entry.Type()&^fs.ModeSymlink == 0 }

// isHidden reports whether a file is hidden, or what Word leaves beside a document that is open.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }
