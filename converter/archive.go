package converter

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/diag"
)

// Archive is one report in every form that an office hands on, as a ZIP file.
type Archive struct {
	Checked
	Data []byte
}

// ArchiveName names the files of an archive: what is given for the extensions ".docx", ".pdf", ".html", ".json" and
// ".check.docx".
type ArchiveName func(r *Checked, extension string) string

// Archive reads a report and writes it as Word, PDF, fragment of a web page and JSON, and its findings as comments in a Word
// file (see [Converter.WriteFindings]), all in one ZIP file: each the same bytes as by itself. against is what the findings are made with, to
// says what holds for all files; its Format, Fragment and Protect are not looked at. The language is that of the comments.
func (c *Converter) Archive(ctx context.Context, in Input, against Against, to Target, name ArchiveName, lang diag.Lang) (*Archive, error) {
	checked, err := c.Check(ctx, in, against)
	if err != nil {
		return nil, err
	}
	made := &Archive{Checked: *checked}
	files := newArchiveFile(checked, to)
	add := func(extension string, out *Output) error {
		made.Diagnostics = withNew(made.Diagnostics, out.Diagnostics)
		return files.add(name(checked, extension), out.Data)
	}
	var targets []Target
	for _, format := range []Format{DOCX, PDF, HTML, JSON} {
		one := Target{Format: format, Fragment: true, Created: to.Created, Profile: to.Profile, NoAttachment: to.NoAttachment}
		if format != JSON {
			one.Shell = to.Shell
		}
		targets = append(targets, one)
	}
	outputs, err := c.WriteAll(ctx, checked.Report, targets)
	if err != nil {
		return nil, named(joined(err, checked.Diagnostics), in.Name)
	}
	for i, out := range outputs {
		nameAll(out.Diagnostics, in.Name)
		if err := add(targets[i].Format.Extension(), out); err != nil {
			return nil, named(defect(err), in.Name)
		}
	}
	annotated, err := c.WriteFindings(ctx, checked, FindingsTarget{Format: DOCX, Lang: lang})
	if err != nil {
		return nil, err
	}
	if err := add(".check.docx", annotated); err != nil {
		return nil, named(defect(err), in.Name)
	}
	if err := strict(to, made.Diagnostics); err != nil {
		return nil, named(err, in.Name)
	}
	if made.Data, err = files.close(); err != nil {
		return nil, named(defect(err), in.Name)
	}
	return made, nil
}

// MakeArchive makes the files of the one report of an input, and what was found in it as ".check.json" where a check was asked for, in
// one ZIP file.
func (c *Converter) MakeArchive(ctx context.Context, in Input, what Several, name ArchiveName) (*Archive, error) {
	made, err := c.Make(ctx, in, what)
	if err != nil {
		return nil, err
	}
	var to Target
	if len(what.To) > 0 {
		to = what.To[0]
	}
	files := newArchiveFile(&made.Checked, to)
	for i, out := range made.Outputs {
		if err := files.add(name(&made.Checked, what.To[i].Format.Extension()), out.Data); err != nil {
			return nil, named(defect(err), in.Name)
		}
	}
	if what.Check {
		data, err := made.MarshalJSON()
		if err == nil {
			err = files.add(name(&made.Checked, ".check.json"), append(data, '\n'))
		}
		if err != nil {
			return nil, named(defect(err), in.Name)
		}
	}
	archive := &Archive{Checked: made.Checked}
	if archive.Data, err = files.close(); err != nil {
		return nil, named(defect(err), in.Name)
	}
	return archive, nil
}

// archiveFile is a ZIP file being written. Its entries bear the date that a PDF of the report states, or the first one that a
// ZIP file can name: no clock is read. What is packed already is stored.
type archiveFile struct {
	data  bytes.Buffer
	zip   *zip.Writer
	dated time.Time
}

func newArchiveFile(checked *Checked, to Target) *archiveFile {
	f := &archiveFile{dated: created(checked.Report, to)}
	first := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	if f.dated.Before(first) || f.dated.Year() > 2107 {
		f.dated = first
	}
	f.zip = zip.NewWriter(&f.data)
	f.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.DefaultCompression) })
	return f
}

func (f *archiveFile) add(name string, data []byte) error {
	method := zip.Deflate
	if format, ok := FormatOfName(name); ok && (format == DOCX || format == PDF) {
		method = zip.Store
	}
	w, err := f.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: f.dated})
	if err == nil {
		_, err = w.Write(data)
	}
	if err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	return nil
}

func (f *archiveFile) close() ([]byte, error) {
	if err := f.zip.Close(); err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	return f.data.Bytes(), nil
}
