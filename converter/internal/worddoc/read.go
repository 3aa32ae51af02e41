package worddoc

import (
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"nianbao/converter/diag"
	"nianbao/converter/internal/wordml"
)

// run reads the tables and then the text.
func (r *reader) run() *diag.Diagnostic {
	if fault := r.readPieces(); fault != nil {
		return fault
	}
	r.chars = newPages(r.at(charPages), r.text, false)
	r.paras = newPages(r.at(paraPages), r.text, true)
	r.readStyles()
	r.readLists()
	r.readBoxes()
	if n := len(r.pieces); n == 0 || r.pieces[n-1].to < r.counts[mainText] {
		return damaged("its pieces do not hold all of its text")
	}
	body := wordml.NewFlow(r.limits)
	r.pack.Body = body
	r.walk(0, r.counts[mainText], body, false)
	r.strayBoxes(body)
	r.readHeaders()
	switch {
	case r.meter.Err() != nil:
		d := r.meter.Refusal()
		return &d
	case r.refusal != nil:
		return r.refusal
	}
	return nil
}

// readHeaders reads the headers and footers of the first sections (2.8.16): behind six stretches for footnotes each section has those
// of even and of odd pages, the same for footers, and those of its first page.
func (r *reader) readHeaders() {
	const forNotes, kinds, sections = 6, 6, 3
	p := newPLC(r.at(headerText), 0)
	start := r.start(headers)
	for i := forNotes; i < p.n && i < forNotes+kinds*sections; i++ {
		from, to := p.pos(i), p.pos(i+1)
		if to <= from || to > r.counts[headers] {
			continue
		}
		flow := wordml.NewFlow(r.limits)
		r.walk(start+from, start+to, flow, true)
		switch (i - forNotes) % kinds {
		case 0, 1, 4:
			r.pack.Headers = append(r.pack.Headers, flow)
		default:
			r.pack.Footers = append(r.pack.Footers, flow)
		}
	}
}

// walker goes through a stretch of the text.
type walker struct {
	*reader
	flow   *wordml.Flow
	inner  bool // of another part than the text: no text box stands in it, or there might be a long chain of them
	in     wordml.Inline
	base   look // of the style of the open paragraph
	begun  bool // base is that of the open paragraph
	fields []bool
	high   rune // first half of a surrogate pair
	text   []byte
}

// walk translates the characters from … to.
func (r *reader) walk(from, to int, flow *wordml.Flow, inner bool) {
	w := walker{reader: r, flow: flow, inner: inner}
	for at := from; at < to; {
		i := r.pieceOf(at)
		if i >= len(r.pieces) {
			break
		}
		p := &r.pieces[i]
		offset := p.offset + (at-p.from)*p.width
		run := r.chars.at(offset)
		n := min((run.to-offset+p.width-1)/p.width, p.to-at, to-at)
		// Every character counts, shown or not: pieces and text boxes may name the same ones again and again.
		if !r.meter.Characters(n) || !w.run(p, at, offset, n, run.props) {
			return
		}
		at += n
	}
	if !w.in.Empty() { // the last paragraph of a part has a mark; a damaged one may not
		w.flow.Paragraph(0, wordml.Paragraph{}, &w.in)
	}
}

// run translates characters that have the same properties, and reports whether there is room for more.
func (w *walker) run(p *piece, at, offset, n int, props []byte) bool {
	for i := 0; i < n; {
		if w.flow.FullWith(&w.in) {
			d := w.flow.Refusal()
			w.refusal = &d
		}
		if w.refusal != nil || !w.meter.Step(1) {
			return false
		}
		if !w.begun {
			w.begin(offset + i*p.width)
		}
		l := w.base
		base := w.base
		l.apply(w.reader, props, base)
		w.sprms(p, func(op uint16, operand []byte) { l.sprm(w.reader, op, operand, &base) })
		i += w.stretch(p, at+i, offset+i*p.width, n-i, &l)
	}
	return true
}

// begin looks up the style of the paragraph that begins at a byte.
func (w *walker) begin(offset int) {
	w.begun = true
	style := 0
	if props := w.paras.at(offset).props; len(props) >= 2 {
		style = int(le.Uint16(props))
	}
	w.base = w.resolve(style).look
}

// stretch translates characters of one look up to the first that stands for something else, and returns how many.
func (w *walker) stretch(p *piece, at, offset, n int, l *look) int {
	for i := range n {
		var c rune
		if p.width == 2 {
			c = rune(le.Uint16(w.reader.text[offset+2*i:]))
		} else {
			c = charmap.Windows1252.DecodeByte(w.reader.text[offset+i])
		}
		if c >= ' ' && !l.special {
			w.char(c)
			continue
		}
		w.flush(l)
		w.control(c, at+i, offset+i*p.width, p, l)
		return i + 1
	}
	w.flush(l)
	return n
}

// char takes a character, or half of one.
func (w *walker) char(c rune) {
	if utf16.IsSurrogate(c) {
		if c < 0xDC00 {
			w.high = c
			return
		}
		c = utf16.DecodeRune(w.high, c)
	}
	w.high = 0
	w.text = utf8.AppendRune(w.text, c)
}

// flush adds the characters gathered.
func (w *walker) flush(l *look) {
	if len(w.text) == 0 {
		return
	}
	text := string(w.text)
	w.text = w.text[:0]
	if w.inCode() {
		w.in.FieldCode(text)
		return
	}
	w.in.Text(text, w.translated(l))
}

func (w *walker) translated(l *look) wordml.Look {
	return wordml.Look{Bold: wordml.Beside(w.base.bold, l.bold), Hidden: wordml.Beside(w.base.hidden, l.hidden),
		Struck: wordml.Beside(w.base.struck, l.struck || l.twice), Deleted: l.deleted, Inserted: l.inserted, White: l.white, Raise: l.raise, Position: l.position}
}

// inCode reports whether the innermost field has not come to its result.
func (w *walker) inCode() bool { return len(w.fields) > 0 && w.fields[len(w.fields)-1] }

// control does what a character stands for that is no text ([MS-DOC] 2.4.1, 2.9.270).
func (w *walker) control(c rune, at, offset int, p *piece, l *look) {
	switch c {
	case '\r':
		w.mark(offset, p, l, false)
	case 7:
		w.mark(offset, p, l, true)
	case '\f': // the end of a section ends a paragraph, the break of a page does not
		if w.paras.at(offset).to == offset+p.width {
			w.mark(offset, p, l, false)
			break
		}
		w.in.Text("\n", w.translated(l))
	case '\v':
		w.in.Text("\n", w.translated(l))
	case '\t':
		w.in.Text("\t", w.translated(l))
	case 0x1E:
		w.in.Text("-", w.translated(l))
	case 0x13, 0x14, 0x15:
		w.field(c)
	case 1:
		switch {
		case w.inCode() || l.data: // of a form field
		case l.object:
			w.in.Object()
		default:
			w.in.Image()
		}
	case 2:
		if l.special {
			w.in.Footnote()
		}
	case 5:
		w.in.Comment()
	case 8:
		if !w.inner {
			w.box(at, &w.in)
		}
	case '(':
		if l.symbol != nil {
			w.in.Symbol(w.font(int(le.Uint16(l.symbol))), le.Uint16(l.symbol[2:]), w.translated(l))
			break
		}
		fallthrough
	default:
		if c >= ' ' { // special, yet nothing else than itself
			w.char(c)
			w.flush(l)
		}
	}
}

func (w *walker) field(c rune) {
	n := len(w.fields)
	switch {
	case c == 0x13:
		w.fields = append(w.fields, true)
		w.in.FieldBegin()
	case c == 0x14 && n > 0:
		w.fields[n-1] = false
		w.in.FieldResult()
	case c == 0x15 && n > 0:
		w.fields = w.fields[:n-1]
		w.in.FieldEnd()
	}
}

// mark ends a paragraph: of the text, of a cell, or the row that consists of its mark alone.
func (w *walker) mark(offset int, piece *piece, l *look, cell bool) {
	w.begun, w.high = false, 0
	var q para
	style := 0
	props := w.paras.at(offset).props
	if len(props) >= 2 {
		style = int(le.Uint16(props))
		q = w.resolve(style).para
		q.style = style
		q.apply(w.reader, props[2:], 0)
	}
	w.sprms(piece, func(op uint16, operand []byte) {
		q.apply(w.reader, append([]byte{byte(op), byte(op >> 8)}, operand...), 0)
	})
	depth := q.depthOf()
	if cell {
		depth = max(depth, 1)
	}
	if cell && q.rowEnd || q.innerRow && depth > 1 {
		w.in = wordml.Inline{}
		w.flow.EndRow(depth, q.table.translated(l.deleted))
		return
	}
	out := wordml.Paragraph{Style: styleID(q.style), Outline: q.outline, List: w.numberOf(q.list), Level: q.level}
	ends := cell || q.innerCell && depth > 1
	if !ends {
		out.MarkDeleted, out.MarkHidden = l.deleted, l.hidden
	}
	if depth == 0 {
		w.meter.Paragraph()
	}
	w.flow.Paragraph(depth, out, &w.in)
	if ends {
		w.flow.EndCell(depth)
	}
	w.fields = keepResults(w.fields)
}

// keepResults closes fields whose code has not ended with the paragraph, as package docx does.
func keepResults(fields []bool) []bool {
	kept := fields[:0]
	for _, code := range fields {
		if !code {
			kept = append(kept, false)
		}
	}
	return kept
}

// font returns the name of a font.
func (r *reader) font(n int) string {
	name, known := r.fonts[n]
	if !known {
		name = r.fontName(n)
		r.fonts[n] = name
	}
	return name
}

// fontName looks a font up in its table (SttbfFfn, 2.9.286).
func (r *reader) fontName(n int) string {
	table := r.at(fontTable)
	if len(table) < 4 {
		return ""
	}
	table = table[4:]
	for ; len(table) > 0; n-- {
		size := 1 + int(table[0])
		if size > len(table) {
			return ""
		}
		if n == 0 {
			const before = 40 // FFN without its name
			if size < before {
				return ""
			}
			name := table[before:size]
			for i := 0; i+1 < len(name); i += 2 {
				if le.Uint16(name[i:]) == 0 {
					name = name[:i]
					break
				}
			}
			return decode(name)
		}
		table = table[size:]
	}
	return ""
}
