// Package archived finds the reports in a ZIP file (PKWARE APPNOTE.TXT 6.3): the archive that a county sends, with a folder a town.
//
// [Open] looks at the directory only, [Archive.Read] unpacks one entry at a time, whatever the order and by any number of goroutines at
// once, so that an archive need not fit into memory. All that the file says of itself is the sender's claim: how many entries there are, how
// large they are, where they lie and what they are called. Entries that cannot be read for what they are called, or how they are packed, are
// named with the reason, and the others are read.
//
// An archive in an archive is not opened. Nesting is what makes a few kilobytes into terabytes, and a report that lies two archives
// deep has a place that no message can name so that somebody finds it; who sent it can unpack it once.
package archived

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sniff"
)

// Archive is a ZIP file that was opened.
type Archive struct {
	// Entries are the files that are reports by their names, or may be, sorted by name.
	Entries []Entry
	// Passed are the names of files that are no reports: pictures, notes.
	Passed []string

	limits   limit.Limits
	unpacked atomic.Int64
}

// Entry is a file in an archive.
type Entry struct {
	Name  string           // in UTF-8, folders divided by slashes
	Fault *diag.Diagnostic // why it is not read; nil for one that can be tried

	file *zip.File
}

// Size is how many bytes the entry has when it is unpacked, as the archive says. [Archive.Read] gives no more.
func (e *Entry) Size() int64 { return int64(min(e.file.UncompressedSize64, 1<<62)) }

// ErrDocument says that a ZIP file is no archive of reports but a document itself: Word, OFD and OpenDocument files are ZIP files.
var ErrDocument = errors.New("the file is a document")

// directory is how many bytes of directory and ends of a file are read: those of 10,000 entries with long names.
const directory = 4 << 20

// Open reads the directory of a file. isReport tells by a name whether a file is read, or passed over. Its error is [ErrDocument], or a
// diag.List that says why the archive is refused: it is damaged, has too many entries, or some that lie upon each other.
func Open(ctx context.Context, r io.ReaderAt, size int64, limits limit.Limits, isReport func(name string) bool) (*Archive, error) {
	counted := &budget{r: r, left: directory}
	z, err := zip.NewReader(counted, size)
	if counted.left < 0 || err == nil && len(z.File) > limits.ArchiveEntries {
		return nil, refuse("archive-limit", "what", diag.Word("archive-files"), "limit", limits.ArchiveEntries)
	}
	if err != nil {
		return nil, refuse("archive-damaged", "problem", err.Error())
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	a := &Archive{limits: limits}
	seen := map[string]bool{}
	for _, f := range z.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if sniff.IsPartOfDocument(f.Name) {
			return nil, ErrDocument
		}
		name := nameOf(f)
		if strings.HasSuffix(name, "/") || isHidden(name) {
			continue
		}
		e := Entry{Name: name, file: f}
		switch code := fault(f, name, limits); {
		case code != "":
			e.Fault = fine(code, name, limits)
		case seen[name]:
			e.Fault = fine("archive-twice", name, limits)
		case isArchive(name):
			e.Fault = fine("archive-nested", name, limits)
		case !isReport(name):
			a.Passed = append(a.Passed, name)
			continue
		}
		seen[name] = true
		a.Entries = append(a.Entries, e)
	}
	if err := overlap(ctx, counted, z.File); err != nil {
		return nil, err
	}
	counted.left = -1 << 62 // no bound for the entries: each has its own
	counted.free = true
	slices.SortStableFunc(a.Entries, func(x, y Entry) int { return strings.Compare(x.Name, y.Name) })
	slices.Sort(a.Passed)
	return a, nil
}

func refuse(code diag.Code, args ...any) error {
	return diag.List{diag.New(code, diag.Place{}, args...)}
}

func fine(code diag.Code, name string, limits limit.Limits) *diag.Diagnostic {
	d := diag.New(code, diag.Place{}, "name", name, "limit", limits.Input)
	return &d
}

// fault says why an entry cannot be read; "" where it can be tried. One whose name leads out of the folder in which it is unpacked, or is
// none on some system, is not read whatever it holds: results are named by it.
func fault(f *zip.File, name string, limits limit.Limits) diag.Code {
	switch {
	case !isSafe(name):
		return "archive-name"
	case f.Flags&1 != 0: // 4.4.4, bit 0
		return "archive-encrypted"
	case f.Mode()&fs.ModeType != 0:
		return "archive-link"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return "archive-method"
	case f.UncompressedSize64 > uint64(limits.Input):
		return "input-limit"
	}
	return ""
}

// isSafe reports whether a name stays below the folder that it is unpacked in, on every system.
func isSafe(name string) bool {
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == ':' }) {
		return false
	}
	for step := range strings.SplitSeq(name, "/") {
		if step == ".." || step == "." || step == "" {
			return false
		}
	}
	return true
}

// isHidden reports whether a file is hidden, or what a system or Word leaves beside documents.
func isHidden(name string) bool {
	for step := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(step, ".") && step != "." && step != ".." || strings.HasPrefix(step, "~$") || step == "__MACOSX" {
			return true
		}
	}
	return false
}

func isArchive(name string) bool {
	return slices.Contains([]string{".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar"}, strings.ToLower(path.Ext(name)))
}

// overlap refuses entries that lie upon each other: the same bytes that are unpacked again and again make petabytes of a few megabytes.
func overlap(ctx context.Context, counted *budget, files []*zip.File) error {
	counted.left = int64(len(files))*(64<<10) + directory // a local header, with a name and extra fields of 64 KiB each at the most
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		from, err := f.DataOffset()
		if err != nil {
			return refuse("archive-damaged", "problem", err.Error())
		}
		if f.CompressedSize64 > 0 {
			spans = append(spans, span{from, from + int64(min(f.CompressedSize64, 1<<62))})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return int(max(-1, min(1, a.from-b.from))) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return refuse("archive-overlap")
		}
	}
	return nil
}

// Read unpacks an entry. Its error is the context's, or a diag.List: the entry's fault, more bytes than an input may have, than all entries
// together may have or than can be packed into so few, or a checksum that does not hold.
func (a *Archive) Read(ctx context.Context, e *Entry) ([]byte, error) {
	if e.Fault != nil {
		return nil, diag.List{*e.Fault}
	}
	r, err := e.file.Open()
	if err != nil {
		return nil, refuse("archive-damaged", "problem", err.Error())
	}
	defer r.Close() //nolint:errcheck // nothing is written
	data, err := limit.Read(&unpacking{r, ctx, a, int64(e.file.CompressedSize64), 0}, a.limits.Input, e.Name)
	var found diag.List
	switch {
	case err == nil:
		return data, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &found):
		return nil, found
	case errors.Is(err, limit.ErrTooLarge):
		return nil, diag.List{*fine("input-limit", e.Name, a.limits)}
	}
	return nil, refuse("archive-damaged", "problem", err.Error())
}

// unpacking counts what comes out of an entry.
type unpacking struct {
	r       io.Reader
	ctx     context.Context
	archive *Archive
	packed  int64
	out     int64
}

// Read implements io.Reader.
func (u *unpacking) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := u.r.Read(p)
	u.out += int64(n)
	limits := u.archive.limits
	switch {
	case u.out > limits.ZipRatioMin && u.out/limits.ZipRatio > u.packed:
		return n, refuse("archive-ratio", "limit", limits.ZipRatio)
	case u.archive.unpacked.Add(int64(n)) > limits.ArchiveTotal:
		return n, refuse("archive-limit", "what", diag.Word("archive-bytes"), "limit", limits.ArchiveTotal)
	}
	return n, err
}

// budget is a reader that reads no more than a number of bytes: as much directory as archives have.
type budget struct {
	r    io.ReaderAt
	left int64
	free bool
}

// ReadAt implements io.ReaderAt.
func (b *budget) ReadAt(p []byte, at int64) (int, error) {
	if b.free {
		return b.r.ReadAt(p, at)
	}
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, fmt.Errorf("more than %d bytes of directory", directory)
	}
	return b.r.ReadAt(p, at)
}
