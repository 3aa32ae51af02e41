// Package pdf writes laid out pages as a PDF file (ISO 32000-1:2008), its fonts inside.
//
// [Write] is the entry. It decides nothing about the page: every glyph and rule stands where package layout put it.
// What it adds is the file: a subset of each font in use (fonts.go), the map back from glyphs to characters so that
// text can be found and copied (tounicode.go), page contents (content.go), the structure that archives keep and screen
// readers follow (tags.go), the outline (outline.go), files inside the file (attachment.go), title, author and language
// (metadata.go), all put together object by object in one growing slice (objects.go). What the file promises by all that
// is its [Profile].
//
// The same pages and [Info] give the same bytes: objects have a fixed order, the file's identifier is a hash of its
// content, and there is no date but the one that the caller gives. What stands on the pages has a fingerprint in the
// metadata (fingerprint.go), so that whoever reads the attached data back sees whether the pages were changed since.
package pdf

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	"nianbao/converter/internal/deflate"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/sfnt"
)

// Info is what a file says about itself beside its pages.
type Info struct {
	Title    string // "": the pages' own title
	Author   string
	Subject  string
	Language string    // BCP 47; "": zh-CN
	Date     time.Time // of creation; zero: none is written
	Profile  Profile
	// Attachments are carried inside the file, where its profile lets it (Profile.Attaches).
	Attachments []Attachment
}

// Writer holds memory that calls can share. It may be used by several goroutines at a time.
type Writer struct {
	fonts   *deflate.Packer
	profile func() []byte // the colour profile, deflated
	scratch sync.Pool
}

// scratch is the memory of one call, kept for the next.
type scratch struct {
	file    []byte
	loose   []byte // objects for the next object stream
	content []byte
	subset  sfnt.Subset
	// numberings are those of the fonts, in their order.
	numberings []*sfnt.Numbering
	deflater
}

// NewWriter returns a writer.
func NewWriter() *Writer {
	w := &Writer{fonts: deflate.New(), profile: sync.OnceValue(deflatedProfile)}
	w.scratch.New = func() any { return &scratch{deflater: newDeflater()} }
	return w
}

var shared = sync.OnceValue(NewWriter)

// Write returns the pages as a PDF file. The error says which font could not be embedded.
func Write(pages *layout.Pages, info Info) ([]byte, error) {
	return shared().Write(context.Background(), pages, info)
}

// Write returns the pages as a PDF file. Its error may be that of ctx.
func (w *Writer) Write(ctx context.Context, pages *layout.Pages, info Info) ([]byte, error) {
	m := w.scratch.Get().(*scratch)
	defer w.scratch.Put(m)
	m.loose = m.loose[:0]
	f := &file{objects: objects{scratch: m, out: m.file[:0], compress: info.Profile.compresses()}, info: info, pages: pages, packer: w.fonts, profile: w.profile,
		printed: sha256.New()}
	err := f.write(ctx)
	m.file = f.out
	if err != nil {
		return nil, fmt.Errorf("writing PDF: %w", err)
	}
	return bytes.Clone(f.out), nil
}
