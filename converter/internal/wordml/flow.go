package wordml

import (
	"bytes"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Paragraph is what a paragraph says of itself.
type Paragraph struct {
	Style       string // id
	Outline     int    // 1 to 9; 0 not said
	List        int    // number of the list (w:numId); 0 none, Unlisted: none though the style has one
	Level       int    // of the list, 0 to 8
	MarkDeleted bool   // the end of the paragraph is deleted by a tracked change
	MarkHidden  bool
}

// Unlisted takes a paragraph out of the list of its style.
const Unlisted = -1

// Flow gathers paragraphs and tables in the order in which they end: a paragraph with its mark, a cell with that of its last
// paragraph, a row behind its cells, as RTF and Word 97 have it. Tables in cells of tables are one level deeper; level 0 is the
// text itself.
type Flow struct {
	levels []level
	limits limit.Limits
	cells  int
	size   int // bytes added so far
	full   bool
}

// level is the text (level 0) or a table that is under way.
type level struct {
	out   []byte // level 0: what is done; otherwise the open cell
	cells []cell // of the open row
	rows  []row
}

// NewFlow returns an empty flow.
func NewFlow(limits limit.Limits) *Flow { return &Flow{levels: make([]level, 1, 4), limits: limits} }

// Full reports that no more can be taken: the translation is longer than it may be, or there are more cells than a document may have.
// Whoever translates must stop then and answer with [Flow.Refusal].
func (f *Flow) Full() bool { return f.full }

// FullWith reports the same of the flow with an open paragraph.
func (f *Flow) FullWith(in *Inline) bool {
	return f.full || int64(f.size+in.Size()) > mostBytes(f.limits)
}

// Refusal says why a full flow takes no more.
func (f *Flow) Refusal() diag.Diagnostic {
	if f.cells > f.limits.TableCells {
		return diag.New("office-limit", diag.Place{}, "what", diag.Word("office-cells"), "limit", f.limits.TableCells)
	}
	return tooLong(f.limits)
}

func tooLong(limits limit.Limits) diag.Diagnostic {
	return diag.New("office-limit", diag.Place{}, "what", diag.Word("office-unfolded"), "limit", mostBytes(limits))
}

// Paragraph ends a paragraph at a level and empties in.
func (f *Flow) Paragraph(depth int, p Paragraph, in *Inline) {
	depth = f.settle(depth)
	in.end()
	l := &f.levels[depth]
	before := len(l.out)
	if depth > 0 && cap(l.out)-len(l.out) < len(in.b)+usualMarks { // cells are short and many: room for some dozen of them
		l.out = append(make([]byte, 0, len(l.out)+len(in.b)+usualMarks+4096), l.out...)
	}
	l.out = append(l.out, "<w:p>"...)
	l.out = p.append(l.out)
	l.out = append(append(l.out, in.b...), "</w:p>"...)
	f.grown(len(l.out) - before)
	in.reset()
}

// usualMarks is the length of what stands around the runs of a paragraph with a style and the number of a list.
const usualMarks = 160

func (p *Paragraph) append(b []byte) []byte {
	if *p == (Paragraph{}) {
		return b
	}
	b = append(b, "<w:pPr>"...)
	if p.Style != "" {
		b = named(b, "pStyle", p.Style)
	}
	if p.List != 0 {
		b = append(b, "<w:numPr>"...)
		b = value(b, "ilvl", p.Level)
		b = value(b, "numId", max(p.List, 0))
		b = append(b, "</w:numPr>"...)
	}
	if p.Outline > 0 {
		b = value(b, "outlineLvl", p.Outline-1)
	}
	if p.MarkDeleted || p.MarkHidden {
		b = append(b, "<w:rPr>"...)
		if p.MarkDeleted {
			b = append(b, "<w:del/>"...)
		}
		if p.MarkHidden {
			b = append(b, "<w:vanish/>"...)
		}
		b = append(b, "</w:rPr>"...)
	}
	return append(b, "</w:pPr>"...)
}

// Contents adds paragraphs of a generated table of contents.
func (f *Flow) Contents(depth int, inner *Flow) {
	out := inner.Bytes()
	depth = f.settle(depth)
	l := &f.levels[depth]
	l.out = append(l.out, `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>`...)
	l.out = append(append(l.out, out...), `</w:sdtContent></w:sdt>`...)
	f.grown(len(out))
}

// Append adds the paragraphs and tables of another flow.
func (f *Flow) Append(depth int, inner *Flow) {
	depth = f.settle(depth)
	out := inner.Bytes()
	f.levels[depth].out = append(f.levels[depth].out, out...)
	f.grown(len(out))
}

// Raw adds WordprocessingML as it is: well-formed elements that may stand in w:body, with the prefixes w: and v:.
func (f *Flow) Raw(xml []byte) {
	l := &f.levels[f.settle(0)]
	l.out = append(l.out, xml...)
	f.grown(len(xml))
}

// EndCell ends the open cell of the table at a level (1 and deeper).
func (f *Flow) EndCell(depth int) {
	depth = f.settle(max(depth, 1))
	l := &f.levels[depth]
	l.cells = append(l.cells, cell{content: l.out})
	l.out = l.out[len(l.out):] // cells share what was allocated, one behind the other
	if f.cells++; f.cells > f.limits.TableCells {
		f.full = true
	}
	f.grown(20)
}

// EndRow ends the open row of the table at a level. A row without cells is none.
func (f *Flow) EndRow(depth int, r Row) {
	depth = f.settle(max(depth, 1))
	l := &f.levels[depth]
	if len(l.out) > 0 { // text behind the last cell mark is not lost
		l.cells = append(l.cells, cell{content: l.out})
		l.out = nil
	}
	if len(l.cells) > 0 {
		l.rows = append(l.rows, newRow(r, l.cells))
	}
	l.cells = nil
}

// Close ends all tables deeper than a level. Cells of a row that has not ended become paragraphs.
func (f *Flow) Close(depth int) {
	for len(f.levels) > depth+1 {
		n := len(f.levels) - 1
		l := &f.levels[n]
		above := &f.levels[n-1]
		before := len(above.out)
		above.out = appendTable(above.out, l.rows)
		for _, c := range l.cells {
			above.out = append(above.out, c.content...)
		}
		above.out = append(above.out, l.out...)
		f.grown((len(above.out) - before) / 4) // most of it was counted when it came
		f.levels = f.levels[:n]
	}
}

// settle closes or opens tables until there are as many as the level says, at most one more than may be: then reading refuses them.
func (f *Flow) settle(depth int) int {
	depth = min(max(depth, 0), f.limits.TableNesting+1)
	f.Close(depth)
	for len(f.levels) <= depth {
		f.levels = append(f.levels, level{})
	}
	return depth
}

// grown looks whether there is still room.
func (f *Flow) grown(more int) {
	if f.size += more; int64(f.size) > mostBytes(f.limits) {
		f.full = true
	}
}

// Bytes returns what was gathered, with all tables closed.
func (f *Flow) Bytes() []byte {
	f.Close(0)
	return f.levels[0].out
}

// blankContent reports whether a cell shows nothing.
func blankContent(content []byte) bool {
	for rest := content; ; {
		_, after, found := bytes.Cut(rest, []byte(`<w:t xml:space="preserve">`))
		if !found {
			return !bytes.Contains(content, []byte("<w:tbl>"))
		}
		text, _, _ := bytes.Cut(after, []byte("</w:t>"))
		if len(bytes.TrimSpace(text)) > 0 {
			return false
		}
		rest = after
	}
}

// HasText reports whether anything gathered is text, a table, or something that hangs on a paragraph.
func (f *Flow) HasText() bool {
	out := f.Bytes()
	return !blankContent(out) || bytes.Contains(out, []byte("<w:pict>"))
}
