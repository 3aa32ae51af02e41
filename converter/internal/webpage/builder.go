package webpage

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// page is what the builder makes of a page's text.
type page struct {
	meter      *limit.Meter
	root       *box
	titles     []headline // title elements and the article's title in meta elements
	own        *box       // the article that this product wrote, if there is one
	images     int
	showHidden bool     // no table of figures is visible, but hidden ones are there
	frames     []string // addresses of pages shown inside this one
	skews      []skew
	places     int              // in the grids of all tables
	wide       []document.Place // tables beyond the limits, taken apart
	struck     struck
	asides     []document.Aside
}

// struck is what is struck out on the page: the first of it, and how many pieces.
type struck struct {
	text  string
	count int
	place document.Place
}

// headline is a candidate for the title that is not part of the visible page.
type headline struct {
	text  string
	meta  bool // from a meta element that names the article
	place document.Place
}

// frame is an open element.
type frame struct {
	tag   atom.Atom
	name  string // of elements without an atom
	block bool
	box   *box // that it opened; nil for inline elements, paragraphs and headings
	delta delta
	fmt   format // inside the element
}

// most is how many inline elements may be open; more of them, unclosed font elements as a rule, are not noted, which
// costs nothing but their weight.
const most = 256

// builder makes the tree from tokens. Its stack is what is open; no step recurses.
type builder struct {
	page
	limits  limit.Limits
	source  string
	z       *html.Tokenizer
	at      int // offset of the current token
	end     int // offset behind it
	cursor  cursor
	stack   []frame
	inline  int // open inline elements
	depth   int // open block elements
	nodes   int
	cells   int
	line    lineBuilder
	swallow atom.Atom // the element whose raw text is the next token
}

// build reads the text of a page.
func build(m *limit.Meter, text string, limits limit.Limits) (*page, error) {
	b := &builder{page: page{meter: m}, limits: limits, source: text, z: html.NewTokenizer(strings.NewReader(text))}
	b.z.SetMaxBuf(limits.XMLToken)
	b.cursor = cursor{source: text, line: 1, column: 1}
	b.root = &box{kind: group}
	b.stack = append(b.stack, frame{block: true, box: b.root})
	for {
		kind := b.z.Next()
		b.at = b.end
		b.end += len(b.z.Raw())
		if kind == html.ErrorToken {
			if err := b.z.Err(); err == html.ErrBufferExceeded {
				return nil, &limit.Exceeded{What: "html-piece-bytes", Limit: int64(limits.XMLToken)}
			} else if err != io.EOF {
				return nil, fmt.Errorf("reading the page: %w", err)
			}
			break
		}
		b.nodes++
		switch kind {
		case html.TextToken:
			b.text()
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.endTag(atom.Lookup(name), name)
		default:
			b.swallow = 0
		}
		if !m.Step(2 + len(b.z.Raw())/32) {
			return nil, m.Err()
		}
		switch {
		case b.nodes > limits.HTMLNodes:
			return nil, &limit.Exceeded{What: "html-pieces", Limit: int64(limits.HTMLNodes)}
		case b.depth > limits.HTMLDepth:
			return nil, &limit.Exceeded{What: "html-levels", Limit: int64(limits.HTMLDepth)}
		case b.cells > limits.TableCells:
			return nil, &limit.Exceeded{What: "html-cells", Limit: int64(limits.TableCells)}
		case b.line.length > limits.StringRunes:
			return nil, &limit.Exceeded{What: "html-paragraph", Limit: int64(limits.StringRunes)}
		}
	}
	b.flush()
	return &b.page, nil
}

func (b *builder) top() *frame { return &b.stack[len(b.stack)-1] }

// box returns the innermost open box and the index of its frame.
func (b *builder) box() (*box, int) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].box != nil {
			return b.stack[i].box, i
		}
	}
	return b.root, 0
}

// tableFrame returns the index of the innermost frame that is part of a table, or -1.
func (b *builder) tableFrame() int {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].box != nil && b.stack[i].box.scopes() {
			return i
		}
	}
	return -1
}

// push opens an element. Boxes are added to the innermost open one.
func (b *builder) push(f frame) {
	f.fmt = f.delta.apply(b.top().fmt)
	if f.box != nil {
		f.box.place = b.cursor.place(b.at)
		f.box.hidden = f.fmt.hidden
		switch f.box.kind {
		case rowGroup, row, cell: // of a hidden table too, these only go if they hide themselves
			f.box.hidden = f.delta.hidden
		}
		parent, _ := b.box()
		parent.add(f.box)
	}
	if f.block {
		b.depth++
	} else {
		b.inline++
	}
	b.stack = append(b.stack, f)
}

// popTo closes all elements from index i on.
func (b *builder) popTo(i int) {
	if i >= len(b.stack) || i < 1 {
		return
	}
	for j := i; j < len(b.stack); j++ {
		if b.stack[j].block {
			// What was begun belongs into the box that is still open.
			b.flush()
			break
		}
	}
	for j := len(b.stack) - 1; j >= i; j-- {
		if b.stack[j].block {
			b.depth--
		} else {
			b.inline--
		}
		b.stack[j] = frame{}
	}
	b.stack = b.stack[:i]
}

// remove closes one inline element and leaves those inside it open, as <b><p>…</b> asks for.
func (b *builder) remove(i int) {
	b.inline--
	b.stack = append(b.stack[:i], b.stack[i+1:]...)
	for ; i < len(b.stack); i++ {
		b.stack[i].fmt = b.stack[i].delta.apply(b.stack[i-1].fmt)
	}
}

// endTag closes an element, if it is open in the scope of the tag.
func (b *builder) endTag(a atom.Atom, name []byte) {
	if a == b.swallow {
		b.swallow = 0
	}
	switch c := classOf(a); c {
	case breaking:
		b.lineBreak()
	case tableish:
		b.endTable(a)
	case block:
		if heading(a) > 0 {
			b.endBlock(func(f *frame) bool { return heading(f.tag) > 0 })
			return
		}
		if !b.endBlock(func(f *frame) bool { return f.tag == a }) && a == atom.P {
			b.flush()
		}
	case inline, skipped:
		for i := len(b.stack) - 1; i > 0; i-- {
			f := &b.stack[i]
			if f.tag == a && (a != 0 || f.name == string(name)) {
				if f.block || f.delta.skip {
					b.popTo(i)
				} else {
					b.remove(i)
				}
				return
			}
			if f.box != nil && f.box.scopes() {
				return
			}
		}
	}
}

// endBlock closes the innermost open block that is meant, without leaving the cell, and reports whether there was one.
func (b *builder) endBlock(meant func(*frame) bool) bool {
	for i := len(b.stack) - 1; i > 0; i-- {
		f := &b.stack[i]
		if f.block && meant(f) {
			b.popTo(i)
			return true
		}
		if f.box != nil && f.box.scopes() {
			return false
		}
	}
	return false
}

// endTable closes part of a table.
func (b *builder) endTable(a atom.Atom) {
	for i := len(b.stack) - 1; i > 0; i-- {
		f := &b.stack[i]
		if f.box == nil || !f.box.scopes() {
			continue
		}
		if f.tag == a || a == atom.Td && f.tag == atom.Th || a == atom.Th && f.tag == atom.Td {
			f.box.closed = f.box.kind == table
			b.popTo(i)
			return
		}
		if f.box.kind == table {
			return // of a table around this one
		}
	}
}
