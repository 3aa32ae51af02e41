package webpage

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// document turns the tree into blocks in reading order and says what was odd.
func (p *page) document(limits limit.Limits) (*document.Document, diag.List) {
	p.unwrap(p.root, limits)
	doc := &document.Document{}
	if p.own != nil {
		doc.Meta = *p.own.own
		for _, b := range p.flat(p.own, nil) {
			doc.Blocks = append(doc.Blocks, ownBlock(b))
		}
	} else {
		if refused := p.foreign(doc, limits); refused != nil {
			return nil, refused
		}
	}
	if len(doc.Blocks) == 0 {
		return nil, diag.List{p.nothing()}
	}
	doc.Asides = p.asides
	return doc, p.oddities(doc)
}

// foreign fills the document from a page of somebody else. It returns why it is refused, if it is.
func (p *page) foreign(doc *document.Document, limits limit.Limits) diag.List {
	if !p.hasFigures() {
		p.showHidden = true // pages that show their article by a script hide it first
		p.showHidden = p.hasFigures()
	}
	p.weigh(p.root)
	core := p.core()
	boxes := p.flat(p.root, core)
	if core != nil {
		first, last := -1, -1
		inside := map[*box]bool{}
		for _, b := range p.flat(core, core) {
			inside[b] = true
		}
		for i, b := range boxes {
			if inside[b] {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
		if first >= 0 {
			lost := map[*box]bool{}
			trim(boxes[:first], boxes[last+1:], lost)
			kept := boxes[:0:0]
			for _, b := range boxes {
				if !lost[b] {
					kept = append(kept, b)
				}
			}
			boxes = kept
		}
	}
	p.setAside(boxes)
	if title := p.title(boxes); title != nil {
		doc.Blocks = append(doc.Blocks, title)
	}
	lines, refused := p.loose(boxes)
	if lines != nil || refused != nil {
		doc.Blocks = append(doc.Blocks, lines...)
		return refused
	}
	for _, b := range boxes {
		doc.Blocks = append(doc.Blocks, p.block(b))
	}
	return nil
}

// hasFigures reports whether a table of figures is visible.
func (p *page) hasFigures() bool {
	found := false
	p.root.visit(func(b *box) bool {
		if b.hidden && !p.showHidden {
			return false
		}
		found = found || b.kind == table && b.figures >= 4
		return !found && b.kind != table
	})
	return found
}

// flat returns the visible paragraphs and tables below b in order, without parts of the page's frame.
func (p *page) flat(b, core *box) []*box {
	var out []*box
	b.visit(func(c *box) bool {
		switch {
		case c.hidden && !p.showHidden, c != b && c != core && p.framing(c):
			return false
		case c.kind == table:
			out = append(out, c)
			return false
		case c.kind == paragraph && (c.script*2 < c.length || c.length > 40): // 【打印】【关闭】 do something, they say nothing
			out = append(out, c)
		}
		return true
	})
	return out
}

// title returns the article's title from the page's data if no line above the article can be it. A title element often
// names the portal or a column too, so only its part that names a report is taken.
func (p *page) title(boxes []*box) *document.Paragraph {
	for _, b := range boxes {
		if b.kind == table && b.figures >= 4 || b.kind == paragraph && isSectionHeading(b.text()) {
			break
		}
		if b.kind == paragraph && namesReport(b.text()) {
			return nil
		}
	}
	var best *document.Paragraph
	for _, t := range p.titles {
		for _, part := range strings.FieldsFunc(t.text, func(r rune) bool { return strings.ContainsRune("_-|—–>＞", r) }) {
			if part = strings.TrimSpace(part); namesReport(part) {
				candidate := &document.Paragraph{Runs: []document.Run{{Text: part}}, Place: t.place}
				if t.meta {
					return candidate
				}
				if best == nil {
					best = candidate
				}
				break
			}
		}
	}
	return best
}

// block turns a paragraph or table into a block of the document.
func (p *page) block(b *box) document.Block {
	if b.kind == table {
		return p.table(b, 0)
	}
	return &document.Paragraph{Runs: b.runs, Outline: b.level, Place: b.place}
}

// table turns a resolved table into one of the document.
func (p *page) table(b *box, depth int) *document.Table {
	g := b.grid
	t := &document.Table{Rows: g.rows, HeaderRows: g.headerRows, Place: b.place, Cells: make([]document.Cell, len(g.cells)), Caption: captionOf(b)}
	for i, c := range g.cells {
		t.Cells[i] = document.Cell{Row: c.row, Col: c.col, RowSpan: c.rowSpan, ColSpan: c.colSpan}
		if c.box == nil {
			continue
		}
		out := &t.Cells[i]
		out.Place = c.box.place
		for _, child := range c.box.children {
			child.visit(func(x *box) bool {
				switch {
				case x.hidden && !p.showHidden:
					return false
				case x.kind == paragraph:
					out.Paragraphs = append(out.Paragraphs, &document.Paragraph{Runs: x.runs, Outline: x.level, Place: x.place})
				case x.kind == table && x.grid != nil:
					if depth < maxNested {
						out.Tables = append(out.Tables, p.table(x, depth+1))
					}
					return false
				}
				return true
			})
		}
	}
	return t
}

// captionOf returns what a table's caption says.
func captionOf(t *box) string {
	var texts []string
	for _, c := range t.children {
		if c.kind != caption {
			continue
		}
		c.visit(func(b *box) bool {
			if b.kind == paragraph {
				texts = append(texts, b.text())
			}
			return true
		})
	}
	return strings.Join(texts, " ")
}

// maxNested is how deep tables of figures may stand in each other; deeper ones are dropped and reported.
const maxNested = 8

// oddities reports what a person should look at.
func (p *page) oddities(doc *document.Document) diag.List {
	var out diag.List
	for _, s := range p.skews {
		out = append(out, diag.New("html-table-uneven", diag.Place{Line: s.place.Line, Column: s.place.Column}, "count", s.count))
	}
	for _, place := range p.wide {
		out = append(out, diag.New("html-table-size", diag.Place{Line: place.Line, Column: place.Column}))
	}
	if s := p.struck; s.count > 0 {
		out = append(out, diag.New("html-struck", diag.Place{Line: s.place.Line, Column: s.place.Column}, "count", s.count, "text", excerpt(s.text)))
	}
	if p.showHidden {
		out = append(out, diag.New("html-hidden", diag.Place{}))
	}
	figures := false
	for _, b := range doc.Blocks {
		t, isTable := b.(*document.Table)
		_, isLoose := b.(*document.Loose)
		figures = figures || isLoose || isTable && len(t.Cells) > 8
	}
	if !figures {
		switch {
		case len(p.frames) > 0:
			out = append(out, diag.New("html-frame", diag.Place{}, "address", p.frames[0]))
		case p.images > 0:
			out = append(out, diag.New("html-images", diag.Place{}, "count", p.images))
		}
	}
	out.Sort()
	return out
}

// excerpt cuts a text to what is needed to find it on the page.
func excerpt(s string) string {
	const most = 16
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// nothing says why a page gave no text.
func (p *page) nothing() diag.Diagnostic {
	switch {
	case len(p.frames) > 0:
		return diag.New("html-only-frame", diag.Place{}, "address", p.frames[0])
	case p.images > 0:
		return diag.New("html-only-images", diag.Place{}, "count", p.images)
	}
	return diag.New("html-empty", diag.Place{})
}
