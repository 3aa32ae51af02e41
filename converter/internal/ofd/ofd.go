// Package ofd writes laid out pages as an OFD file (GB/T 33190-2016), the page format of China's archives and
// electronic-document systems, its fonts inside.
//
// [Write] is the entry. It decides nothing about the page: every glyph and rule stands where package layout put it, as in
// package pdf, so both files look alike. An OFD file is a ZIP container of XML parts. What is made here, part by part:
//
//   - OFD.xml, the way in: title, author, date, a hash as identifier (entrance.go)
//   - Doc_0/Document.xml: size of the sheet, list of pages, outline (document.go)
//   - Doc_0/PublicRes.xml and Doc_0/Res/: the fonts, each a subset with the characters in use (fonts.go)
//   - Doc_0/Pages/Page_N/Content.xml: text and rules (page.go, text.go)
//   - Doc_0/Tags/: headings, paragraphs and tables, and which text belongs to which (tags.go)
//   - Doc_0/Attachs/: files inside the file (attachment.go)
//
// Lengths are millimetres, counted from the top left corner, downwards (measure.go). Everything that others refer to has a
// number of its own: fonts, pages, objects of a page.
//
// The same pages and [Info] give the same bytes: parts have a fixed order and date, the identifier is a hash of the content,
// and there is no date but the one that the caller gives.
package ofd

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/internal/layout"
)

// Info is what a file says about itself beside its pages.
type Info struct {
	Title       string // "": the pages' own title
	Author      string
	Subject     string
	Date        time.Time // of creation; zero: none is written
	Attachments []Attachment
}

// compression is the deflate level of every part: package pdf's, for the same reason. Nine tenths of a file are outlines of
// glyphs, which hardly compress.
const compression = 2

// Writer holds memory that calls can share. It may be used by several goroutines at a time.
type Writer struct{ scratch sync.Pool }

// scratch is the memory of one call, kept for the next.
type scratch struct {
	zipped   []byte
	part     []byte
	packed   bytes.Buffer
	deflater *flate.Writer
}

// NewWriter returns a writer.
func NewWriter() *Writer {
	w := &Writer{}
	w.scratch.New = func() any {
		f, _ := flate.NewWriter(nil, compression) // the level is valid
		return &scratch{deflater: f}
	}
	return w
}

var shared = sync.OnceValue(NewWriter)

// Write returns the pages as an OFD file. The error says which font or attachment could not be embedded.
func Write(pages *layout.Pages, info Info) ([]byte, error) {
	return shared().Write(context.Background(), pages, info)
}

// Write returns the pages as an OFD file. Its error may be that of ctx.
func (w *Writer) Write(ctx context.Context, pages *layout.Pages, info Info) ([]byte, error) {
	m := w.scratch.Get().(*scratch)
	defer w.scratch.Put(m)
	m.packed.Reset()
	if info.Title == "" {
		info.Title = pages.Title
	}
	f := newFile(m, pages, info)
	data, err := f.write(ctx)
	if err != nil {
		return nil, fmt.Errorf("writing OFD: %w", err)
	}
	return data, nil
}
