package task

import (
	"bytes"
	"io/fs"
	"time"
)

// Edition is a file that describes an edition of a form, or a form: it travels with the settings, so that every machine that works knows
// the same forms.
type Edition struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

// editions are such files as a file system; see converter.Options.
type editions []Edition

// Open implements [fs.FS].
func (e editions) Open(name string) (fs.File, error) {
	for i := range e {
		if e[i].Name == name {
			return &editionFile{Reader: bytes.NewReader(e[i].Data), edition: &e[i]}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Glob implements [fs.GlobFS]: whatever the files are called, they are editions.
func (e editions) Glob(string) ([]string, error) {
	names := make([]string, len(e))
	for i := range e {
		names[i] = e[i].Name
	}
	return names, nil
}

// editionFile is one of them, open, and what is known of it.
type editionFile struct {
	*bytes.Reader
	edition *Edition
}

func (f *editionFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *editionFile) Close() error               { return nil }
func (f *editionFile) Name() string               { return f.edition.Name }
func (f *editionFile) Size() int64                { return int64(len(f.edition.Data)) }
func (f *editionFile) Mode() fs.FileMode          { return 0o444 }
func (f *editionFile) ModTime() time.Time         { return time.Time{} }
func (f *editionFile) IsDir() bool                { return false }
func (f *editionFile) Sys() any                   { return nil }
