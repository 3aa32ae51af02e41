package main

import (
	"io/fs"
	"os"
	"slices"

	"nianbao/converter"
	"nianbao/internal/queue/task"
)

// editionFiles is the files of --edition as a file system, under the names that they were given by: messages say those.
type editionFiles []string

// Open implements [fs.FS].
func (f editionFiles) Open(name string) (fs.File, error) {
	if !slices.Contains(f, name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return os.Open(name)
}

// Glob implements [fs.GlobFS]: whatever the files are called, they are editions.
func (f editionFiles) Glob(string) ([]string, error) { return f, nil }

// withEditions adds the files of --edition to the options of a converter.
func withEditions(options converter.Options, files []string) converter.Options {
	if len(files) > 0 {
		options.Editions = editionFiles(files)
	}
	return options
}

// readEditions reads the files of --edition for those who work elsewhere: processes and other machines.
func readEditions(files []string) ([]task.Edition, error) {
	var all []task.Edition
	for _, name := range files {
		data, err := readFile(name, 1<<20)
		if err != nil {
			return nil, diagnosticsOf(err, name)
		}
		all = append(all, task.Edition{Name: name, Data: data})
	}
	return all, nil
}
