package read

import (
	"bytes"
	"context"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/xmlscan"
)

// Located says where the paragraphs of a document stand in its main part, for those who write into somebody's own file.
type Located struct {
	Part string // name of the main part
	// XML is the main part as it is in the package. Offsets count its bytes. It is nil where the part is not UTF-8, so
	// that nothing can be written into it.
	XML        []byte
	Paragraphs []Span // a paragraph whose Place.Line is n stands at Paragraphs[n-1]
}

// Span is where a w:p stands.
type Span struct {
	Start   int  // its start tag
	Content int  // behind its start tag and its properties
	End     int  // its end tag; of <w:p/> the end of that tag
	Empty   bool // written <w:p/>
}

// Locate is [Document] and tells where each paragraph stands. Place.Line of paragraphs is then their number in Located, and
// Place.Line of cells that of their first paragraph.
func Locate(ctx context.Context, data []byte, limits limit.Limits) (*document.Document, *Located, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, nil, diag.List{diag.New("docx-input-limit", diag.Place{}, "limit", limits.Input)}
	}
	p, fault := opc.Open(limit.NewMeter(ctx, limits), data)
	if fault != nil {
		return nil, nil, diag.List{*fault}
	}
	located := &Located{}
	doc, list, fault := readLocated(p, style.Default(), nil, located)
	if fault != nil {
		return nil, nil, append(list, *fault)
	}
	for _, b := range doc.Blocks {
		if t, ok := b.(*document.Table); ok {
			placeCells(t)
		}
	}
	return doc, located, list
}

func placeCells(t *document.Table) {
	for i := range t.Cells {
		c := &t.Cells[i]
		if len(c.Paragraphs) > 0 {
			c.Place = c.Paragraphs[0].Place
		}
		for _, nested := range c.Tables {
			placeCells(nested)
		}
	}
}

// begin starts a pass over the main part.
func (l *Located) begin(part string, body []byte) {
	*l = Located{Part: part, Paragraphs: l.Paragraphs[:0]}
	if mark := []byte("\xef\xbb\xbf"); !bytes.HasPrefix(body, mark) && !xmlscan.IsUTF16(body) {
		l.XML = body
	}
}

// startSpan notes the start of the paragraph that the scanner stands on. A paragraph that continues another stays with
// the first.
func (r *reader) startSpan(s *scanner, b *builder) int {
	if r.located == nil {
		return -1
	}
	at := len(*r.located)
	*r.located = append(*r.located, Span{Start: bytes.LastIndexByte(s.Data()[:s.Pos()], '<'), Content: s.Pos(), End: s.Pos(), Empty: s.Empty()})
	if b.place == 0 {
		b.place = at + 1
	}
	return at
}

// afterProperties notes that the scanner stands behind the properties of a paragraph.
func (r *reader) afterProperties(s *scanner) {
	if r.located != nil && !s.Failed() {
		// Properties come first, so that the paragraph noted last is theirs.
		(*r.located)[len(*r.located)-1].Content = s.Pos()
	}
}

// endSpan notes the end of a paragraph.
func (r *reader) endSpan(s *scanner, at int) {
	if at >= 0 && !s.Failed() && !(*r.located)[at].Empty {
		(*r.located)[at].End = bytes.LastIndexByte(s.Data()[:s.Pos()], '<')
	}
}
