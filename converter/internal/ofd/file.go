package ofd

import (
	"bytes"
	"context"
	"errors"
	"strconv"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/zipfile"
)

const (
	// namespace is that of all parts (7.3).
	namespace = "http://www.ofdspec.org/2016"
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	folder    = "Doc_0/" // of the one document in the container (7.2)
)

// errNoPages: a document has at least one page (7.5, Pages).
var errNoPages = errors.New("there is no page")

// file is one OFD being written.
type file struct {
	*scratch
	info    Info
	pages   *layout.Pages
	fonts   []*font
	leaves  []int // identifier of each page
	last    int   // the identifier given out last
	tags    *tags
	entries []zipfile.Entry
	print   Fingerprint // of all parts, the document's identifier
}

func newFile(m *scratch, pages *layout.Pages, info Info) *file {
	return &file{scratch: m, info: info, pages: pages, tags: newTags(pages)}
}

// write makes the parts and puts them into the container. The two that name what is in the others are made last and stand
// first, where readers look for them.
func (f *file) write(ctx context.Context) ([]byte, error) {
	if len(f.pages.Pages) == 0 {
		return nil, errNoPages
	}
	f.entries = make([]zipfile.Entry, 2, len(f.pages.Pages)+16)
	f.collectFonts()
	for range f.pages.Pages {
		f.leaves = append(f.leaves, f.identifier())
	}
	for i := range f.pages.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.writePage(i)
	}
	for i, t := range f.fonts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := f.writeFont(i, t); err != nil {
			return nil, err
		}
	}
	f.writeResources()
	f.writeTags()
	if err := f.writeAttachments(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f.entries[1] = f.entry(folder+"Document.xml", f.appendDocument(f.part[:0]))
	f.entries[0] = f.entry("OFD.xml", f.appendEntrance(f.part[:0]))
	zipped, err := zipfile.Append(f.zipped[:0], f.entries)
	if err != nil {
		return nil, err
	}
	f.zipped = zipped
	return bytes.Clone(zipped), nil
}

// identifier gives out the next number that others can refer to (ST_ID, 7.1).
func (f *file) identifier() int {
	f.last++
	return f.last
}

// add puts a part into the container that was made in the memory for parts, or in larger memory that takes its place.
func (f *file) add(name string, made []byte) {
	f.entries = append(f.entries, f.entry(name, made))
	if cap(made) > cap(f.part) {
		f.part = made
	}
}

// entry packs a part.
func (f *file) entry(name string, data []byte) zipfile.Entry {
	deflated := func(_, data []byte) []byte {
		// The parts share one buffer; they are appended one behind the other.
		from := f.packed.Len()
		f.deflater.Reset(&f.packed)
		f.deflater.Write(data) // a bytes.Buffer takes everything
		f.deflater.Close()
		return f.packed.Bytes()[from:]
	}
	e := zipfile.New(name, data, deflated)
	if e.Method == zipfile.Store {
		e.Data = bytes.Clone(data) // its memory serves the next part
	}
	f.print.Part(name, e.Size, e.CRC)
	return e
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
