// Package write prints a composed [document.Document] as an Office Open XML word processing file (ECMA-376, ISO/IEC 29500) in a house
// style: named paragraph styles with outline levels, tables with gridSpan and vMerge on an exact grid, odd and even footers with the page
// number (GB/T 9704-2012 7.5). The same document gives the same bytes: no clock, no random identifiers, a fixed order of parts.
//
// A [Writer] belongs to one style and makes everything that depends on the style alone once (constant.go: styles.go, parts.go); then a
// call makes word/document.xml (body.go, table.go; contents.go and shell.go for what stands around a report; form.go for a file in which
// people fill in figures), compresses it and appends the container. It imports nothing that reads: what both sides must agree on stands
// in package names.
package write

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/internal/deflate"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/zipfile"
)

// Writer writes documents in one house style. Everything that depends on the style alone is made and compressed once, when
// the first file needs it. A Writer may be used by several goroutines at a time.
type Writer struct {
	style    *style.Style
	opening  []byte // <w:document … ><w:body>
	closing  []byte // <w:sectPr>…</w:body></w:document>
	roles    [document.Header + 1]roleMarkup
	tableTop []byte // the part of w:tblPr that all tables share

	plain, form func() constant // of a file, and of a form that knows its cells
	// word/styles.xml of a file in the form of an official document, and of one with a table of contents.
	shellStyles, contentsStyles func() zipfile.Entry

	scratch sync.Pool // of *scratch
}

// scratch is the memory of one call of Write, kept for the next one.
type scratch struct {
	body, zipped []byte
	deflated     bytes.Buffer
	flate        *flate.Writer
	coder        deflate.Coder
	properties   []byte // docProps/custom.xml, deflated
}

// compression is the level of word/document.xml, the only large part made for each document. Level 1 halves the time of
// the whole call against level 6 and costs 2 KB a file.
const compression = 1

// NewWriter prepares a writer for the style, which must not change afterwards.
func NewWriter(s *style.Style) (*Writer, error) {
	if s == nil || s.Of(document.Body) == nil {
		return nil, fmt.Errorf("docx: the style has no form for body text")
	}
	w := &Writer{style: s}
	w.scratch.New = func() any {
		f, _ := flate.NewWriter(nil, compression) // the level is valid
		return &scratch{flate: f}
	}
	w.prepareBody()
	w.plain = sync.OnceValue(func() constant { return w.constantParts(false) })
	w.form = sync.OnceValue(func() constant { return w.constantParts(true) })
	w.shellStyles = sync.OnceValue(func() zipfile.Entry { return packer()(partStyles, w.stylesPart(true, false)) })
	w.contentsStyles = sync.OnceValue(func() zipfile.Entry { return packer()(partStyles, w.stylesPart(false, true)) })
	return w, nil
}

// defaultWriter is the writer of the embedded style, made at its first use.
var defaultWriter = sync.OnceValues(func() (*Writer, error) { return NewWriter(style.Default()) })

// Document returns the document as a DOCX file in the style. The error says which table's grid is not sound; every other
// document can be written.
func Document(doc *document.Document, s *style.Style) ([]byte, error) {
	if s == style.Default() {
		w, err := defaultWriter()
		if err != nil {
			return nil, err
		}
		return w.Write(context.Background(), doc)
	}
	w, err := NewWriter(s)
	if err != nil {
		return nil, err
	}
	return w.Write(context.Background(), doc)
}

// Write returns the document as a DOCX file. Its error may be that of ctx.
func (w *Writer) Write(ctx context.Context, doc *document.Document) ([]byte, error) {
	return w.write(ctx, doc, nil)
}

// WriteForm is [Writer.Write] for a file that is a form: word processors let people change figures and prose and nothing else, and each
// figure stands in a content control, bound to a part of the file that holds the figures by name.
func (w *Writer) WriteForm(ctx context.Context, doc *document.Document) ([]byte, error) {
	return w.write(ctx, doc, newCellForm())
}

// write writes a file, as a form where there is one to be filled.
func (w *Writer) write(ctx context.Context, doc *document.Document, form *cellForm) ([]byte, error) {
	m := w.scratch.Get().(*scratch)
	defer w.scratch.Put(m)
	meter := limit.NewMeter(ctx, limit.Limits{})
	body, err := w.appendDocument(meter, m.body[:0], doc, form)
	if err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	m.body = body

	squeeze := m.flate
	if form != nil { // two hundred controls differ in their names only, which pays off here
		squeeze, _ = flate.NewWriter(nil, flate.DefaultCompression) // the level is valid
	}
	squeezed := func(_, data []byte) []byte {
		// The parts share one buffer; they are appended one behind the other.
		from := m.deflated.Len()
		squeeze.Reset(&m.deflated)
		for piece := range slices.Chunk(data, 64<<10) {
			if !meter.Step(512) {
				break
			}
			squeeze.Write(piece) // a bytes.Buffer takes everything
		}
		squeeze.Close()
		return m.deflated.Bytes()[from:]
	}
	m.deflated.Reset()
	m.deflated.Grow(len(body)/4 + 4096) // so that earlier slices seldom lose their array; they stay valid if they do
	parts := w.plain
	if form != nil {
		parts = w.form
	}
	c := parts()
	entries := make([]zipfile.Entry, 0, len(c.before)+len(c.between)+4)
	entries = append(entries, c.before...)
	entries = append(entries, zipfile.New(partDocument, body, squeezed))
	entries = append(entries, c.between...)
	at := slices.IndexFunc(entries, func(e zipfile.Entry) bool { return e.Name == partStyles })
	switch {
	case hasShell(doc.Blocks):
		entries[at] = w.shellStyles()
	case doc.Contents != nil:
		entries[at] = w.contentsStyles()
	}
	if form != nil {
		entries = append(entries, zipfile.New(partCells, form.part(), squeezed))
	}
	core := corePart(doc)
	entries = append(entries, zipfile.Stored(partCore, core)) // 340 bytes, of which compressing would save 60
	entries = append(entries, zipfile.New(partCustom, customPart(doc.Meta), func(dst, data []byte) []byte {
		out, fits := m.coder.Append(m.properties[:0], deflate.WordProperties, data)
		if !fits {
			return squeezed(dst, data)
		}
		m.properties = out
		return out
	}))
	if err := meter.Err(); err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	zipped, err := zipfile.Append(m.zipped[:0], entries)
	if err != nil {
		return nil, fmt.Errorf("docx: %w", err)
	}
	m.zipped = zipped
	return bytes.Clone(zipped), nil
}
