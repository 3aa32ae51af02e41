package wordml

import "strings"

// Look is what of a run's form the model keeps.
type Look struct {
	Bold, Hidden, Struck Toggle
	Inserted, Deleted    bool // by a tracked change that nobody has accepted
	White                bool
	Raise                Raise
	Position             int    // above the line in half points, below it less than 0
	Style                string // id of a character style, "" for none
}

// Toggle is a property that a run has, has not, or takes from its paragraph's style.
type Toggle uint8

// The values.
const (
	Unsaid Toggle = iota
	On
	Off
)

// Beside returns what a run must say to have a property where its paragraph's style has it or not.
func Beside(style, run bool) Toggle {
	switch {
	case style == run:
		return Unsaid
	case run:
		return On
	}
	return Off
}

func (t Toggle) append(b []byte, name string) []byte {
	switch t {
	case On:
		return append(append(append(b, "<w:"...), name...), "/>"...)
	case Off:
		return value(b, name, 0)
	}
	return b
}

// Raise is the place of a run above or below its line.
type Raise uint8

// The places.
const (
	OnLine Raise = iota
	Superscript
	Subscript
)

// Inline gathers what stands in one paragraph. The zero value is empty.
type Inline struct {
	b    []byte
	open bool // a run with an open w:t
	look Look
	text int // bytes of text so far
}

// Text adds text; "\n" is a line break, "\t" a tab.
func (in *Inline) Text(text string, look Look) {
	for text != "" {
		n := strings.IndexAny(text, "\n\t")
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			in.run(look)
			in.b = escape(in.b, text[:n])
			in.text += n
		}
		if n == len(text) {
			return
		}
		mark := "<w:br/>"
		if text[n] == '\t' {
			mark = "<w:tab/>"
		}
		in.element(mark, look)
		text = text[n+1:]
	}
}

// run opens a run of the look.
func (in *Inline) run(look Look) {
	if in.open && in.look == look {
		return
	}
	in.end()
	in.b = begin(in.b, look)
	in.b = append(in.b, `<w:t xml:space="preserve">`...)
	in.open, in.look = true, look
}

func begin(b []byte, look Look) []byte {
	switch {
	case look.Deleted:
		b = append(b, "<w:del>"...)
	case look.Inserted:
		b = append(b, "<w:ins>"...)
	}
	return look.append(append(b, "<w:r>"...))
}

// append appends w:rPr.
func (look Look) append(b []byte) []byte {
	look.Inserted, look.Deleted = false, false
	if look == (Look{}) {
		return b
	}
	b = append(b, "<w:rPr>"...)
	if look.Style != "" {
		b = named(b, "rStyle", look.Style)
	}
	b = look.Bold.append(b, "b")
	b = look.Hidden.append(b, "vanish")
	b = look.Struck.append(b, "strike")
	if look.White {
		b = append(b, `<w:color w:val="FFFFFF"/>`...)
	}
	if look.Position != 0 {
		b = value(b, "position", look.Position)
	}
	switch look.Raise {
	case Superscript:
		b = named(b, "vertAlign", "superscript")
	case Subscript:
		b = named(b, "vertAlign", "subscript")
	}
	return append(b, "</w:rPr>"...)
}

// end closes the open run.
func (in *Inline) end() {
	if in.open {
		in.open = false
		in.b = append(in.b, "</w:t>"...)
		in.b = finish(in.b, in.look)
	}
}

func finish(b []byte, look Look) []byte {
	b = append(b, "</w:r>"...)
	switch {
	case look.Deleted:
		return append(b, "</w:del>"...)
	case look.Inserted:
		return append(b, "</w:ins>"...)
	}
	return b
}

// element adds a run that holds an element.
func (in *Inline) element(xml string, look Look) {
	in.end()
	in.b = begin(in.b, look)
	in.b = append(in.b, xml...)
	in.b = finish(in.b, look)
}

// FieldBegin opens a field; what follows is its code (17.16.18).
func (in *Inline) FieldBegin() { in.element(`<w:fldChar w:fldCharType="begin"/>`, Look{}) }

// FieldCode adds to the code of the innermost field.
func (in *Inline) FieldCode(code string) {
	in.end()
	in.b = append(in.b, `<w:r><w:instrText>`...)
	in.b = escape(in.b, code)
	in.b = append(in.b, `</w:instrText></w:r>`...)
}

// FieldResult ends the code of a field; what follows is what it shows.
func (in *Inline) FieldResult() { in.element(`<w:fldChar w:fldCharType="separate"/>`, Look{}) }

// FieldEnd closes a field.
func (in *Inline) FieldEnd() { in.element(`<w:fldChar w:fldCharType="end"/>`, Look{}) }

// The things that stand in a paragraph and are no text: package docx names them.

// Footnote marks a footnote or endnote.
func (in *Inline) Footnote() { in.element(`<w:footnoteReference/>`, Look{}) }

// Comment marks a comment.
func (in *Inline) Comment() { in.element(`<w:commentReference/>`, Look{}) }

// Image marks a picture.
func (in *Inline) Image() { in.element(`<w:pict><v:imagedata/></w:pict>`, Look{}) }

// Object marks an embedded object.
func (in *Inline) Object() { in.element(`<w:object/>`, Look{}) }

// Placeholder marks a control that nobody filled in.
func (in *Inline) Placeholder() {
	in.end()
	in.b = append(in.b, `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>`...)
}

// Change marks a place where a tracked change took text away.
func (in *Inline) Change() {
	in.end()
	in.b = append(in.b, `<w:del/>`...)
}

// Symbol adds a character of a symbol font.
func (in *Inline) Symbol(font string, code uint16, look Look) {
	const digits = "0123456789ABCDEF"
	b := append([]byte(nil), `<w:sym w:font="`...)
	b = append(escape(b, font), `" w:char="`...)
	b = append(b, digits[code>>12], digits[code>>8&15], digits[code>>4&15], digits[code&15])
	in.element(string(append(b, `"/>`...)), look)
}

// TextBox adds the paragraphs and tables of a text box.
func (in *Inline) TextBox(box *Flow) {
	in.end()
	in.b = append(in.b, `<w:r><w:pict><w:txbxContent>`...)
	in.b = append(in.b, box.Bytes()...)
	in.b = append(in.b, `</w:txbxContent></w:pict></w:r>`...)
}

// Ruby adds text with a phonetic guide above it.
func (in *Inline) Ruby(base, guide string, look Look) {
	var inner Inline
	inner.Text(base, look)
	inner.end()
	in.element(`<w:ruby><w:rt>`+string(escape(nil, guide))+`</w:rt><w:rubyBase>`+string(inner.b)+`</w:rubyBase></w:ruby>`, Look{})
}

// Empty reports whether nothing was added.
func (in *Inline) Empty() bool { return len(in.b) == 0 }

// HasText reports whether there is text, shown or not.
func (in *Inline) HasText() bool { return in.text > 0 }

// Size returns the bytes gathered.
func (in *Inline) Size() int { return len(in.b) }

func (in *Inline) reset() { *in = Inline{b: in.b[:0]} }

// Prefix puts a number that the source wrote down before what stands in the paragraph.
func (in *Inline) Prefix(label string) {
	in.end()
	var before Inline
	before.Text(label+" ", Look{})
	before.end()
	in.b = append(before.b, in.b...)
}

// Formula adds the characters of a formula; package docx says that its form is lost.
func (in *Inline) Formula(text string) {
	in.end()
	in.b = append(in.b, `<m:oMath><m:r><m:t>`...)
	in.b = escape(in.b, text)
	in.b = append(in.b, `</m:t></m:r></m:oMath>`...)
}
