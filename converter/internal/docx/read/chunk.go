package read

import (
	"slices"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// Foreign reads a file inside of a Word file that stands for a part of its text: a page, or another Word file. It returns nil
// where it does not read files of that kind. What it reads must not call it again: files stand in files one deep.
type Foreign func(m *limit.Meter, name string, data []byte) (*document.Document, diag.List)

// chunk reads w:altChunk (17.17.2.1): content of another format, to be read in its place. Word makes text of it when it saves
// the file; programs that only wrap a page into a Word file leave it so.
func (r *reader) chunk(s *scanner, f *flow) {
	id, _ := s.Attribute(nsR, "id")
	name := r.target(string(id))
	if r.muted > 0 {
		return
	}
	doc := r.foreignPart(name)
	if doc == nil || r.nesting > 0 && slices.ContainsFunc(doc.Blocks, isLoose) { // cells hold paragraphs and tables only
		r.loss.add("docx-altchunk", name, r.paragraphs)
		return
	}
	r.settle(f)
	r.loss.add("docx-altchunk-read", name, r.paragraphs)
	f.blocks = append(f.blocks, doc.Blocks...)
	if r.title == "" {
		r.title = doc.Title
	}
	if doc.Lossy {
		r.lossy = true
	}
}

// foreignPart reads a part of another format, nil where it cannot.
func (r *reader) foreignPart(name string) *document.Document {
	if r.foreign == nil || r.chunks >= r.pack.Limits().Chunks || !r.pack.Has(name) {
		return nil
	}
	r.chunks++
	data, fault := r.pack.Read(name)
	if data == nil || fault != nil {
		return nil
	}
	doc, found := r.foreign(r.pack.Meter(), name, data)
	if doc == nil { // it is named as left out; why it could not be read does not refuse the file
		return nil
	}
	for i := range found {
		found[i].Place.Part = name
	}
	r.inner = append(r.inner, found...)
	return doc
}

func isLoose(b document.Block) bool {
	_, ok := b.(*document.Loose)
	return ok
}
