package read

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/raised"
	"nianbao/converter/internal/xmlscan"
	"nianbao/converter/report"
)

// builder gathers a paragraph.
type builder struct {
	form
	hidden bool
	struck bool // some text is struck out
	inCell bool
	layer  layer        // of the last character
	at     raised.Place // the same

	runs []document.Run
	text []byte // of the run that is open
	bold bool
	as   document.Role

	label string // of a paragraph that this one continues
	boxes []document.Block
	place int // 1 + index of the paragraph among those located, 0 if nobody asked
}

// form is what w:pPr says of a paragraph.
type form struct {
	style     *styleInfo
	number    numberRef
	outline   int  // w:outlineLvl of the paragraph itself; -1 not said
	markGone  bool // the paragraph mark is deleted: the next paragraph joins, and its properties hold
	markShort bool // the mark is hidden, or a drop cap: the next joins, but this one's number stays
}

func (r *reader) newBuilder() *builder {
	var b *builder
	if n := len(r.spare); n > 0 {
		b = r.spare[n-1]
		r.spare = r.spare[:n-1]
		*b = builder{runs: b.runs[:0], text: b.text[:0]}
	} else {
		b = &builder{}
	}
	b.reset(r)
	return b
}

// reset forgets the properties of the paragraph, not its text.
func (b *builder) reset(r *reader) {
	b.form = r.plainForm()
}

// plainForm is the form of a paragraph of which nothing is said.
func (r *reader) plainForm() form {
	return form{style: r.styles.paragraph, number: numberRef{-1, -1}, outline: -1}
}

// add appends text to the paragraph.
func (r *reader) add(b *builder, text string, look look) {
	if r.muted > 0 {
		return
	}
	if look.hidden || look.struck {
		r.drop(b, text, look)
		return
	}
	r.turn(b, look)
	start := len(b.text)
	b.text = append(b.text, text...)
	b.join(start, look)
}

// drop leaves text out that is hidden (17.3.2.41) or struck out (17.3.2.37, 17.3.2.9): what is struck out is no text any more,
// as a page's del and s are none.
func (r *reader) drop(b *builder, text string, look look) {
	if r.muted > 0 || text == "" {
		return
	}
	if look.hidden {
		b.hidden = true
		r.aside(text, report.Hidden)
		r.loss.add("docx-hidden", "", r.paragraphs)
		return
	}
	b.struck = true
	if strings.TrimSpace(text) != "" {
		r.loss.add("docx-struck", excerpt(text), r.paragraphs)
		r.aside(text, report.Struck)
	}
}

// aside keeps text that was left out, for the account of the file.
func (r *reader) aside(text string, part report.Part) {
	if strings.TrimSpace(text) != "" {
		r.asides = append(r.asides, document.Aside{Text: text, Part: part})
	}
}

// turn makes the open run one of the look.
func (r *reader) turn(b *builder, look look) {
	if b.bold != look.bold || b.as != look.as {
		r.flush(b)
		b.bold, b.as = look.bold, look.as
	}
}

// flush closes the open run.
func (r *reader) flush(b *builder) {
	if len(b.text) > 0 {
		r.pack.Meter().Characters(utf8.RuneCount(b.text))
		b.runs = append(b.runs, document.Run{Text: r.arena.string(b.text), Bold: b.bold, As: b.as})
		b.text = b.text[:0]
	}
}

// paragraph reads w:p (17.3.1.22).
func (r *reader) paragraph(s *scanner, f *flow) {
	r.paragraphs++
	b := f.joined
	if f.joined = nil; b == nil {
		b = r.newBuilder()
	} else {
		if b.markShort && b.label == "" {
			b.label = r.label(b)
		}
		b.reset(r)
	}
	b.inCell = f.cell != nil
	at := r.startSpan(s, b)
	r.inline(s, b)
	r.endSpan(s, at)
	r.abandonFields()
	if (b.markGone || b.markShort) && !s.Failed() {
		f.joined = b
		return
	}
	before := len(f.blocks)
	r.finish(b, f)
	if len(f.blocks) > before && (f.cell == nil || before > 0) { // the first of a cell is counted as that cell
		r.pack.Meter().Paragraph()
	}
}

// settle finishes a paragraph that waited for another to join it.
func (r *reader) settle(f *flow) {
	if b := f.joined; b != nil {
		f.joined = nil
		r.finish(b, f)
	}
}

// label counts the paragraph and returns its automatic number.
func (r *reader) label(b *builder) string {
	ref := b.number
	if ref.num < 0 {
		ref.num = b.style.number.num
	}
	if ref.num <= 0 {
		return ""
	}
	if ref.level < 0 {
		if b.number.num < 0 {
			ref.level = b.style.number.level
		} else {
			ref.level = max(b.style.number.level, 0)
		}
	}
	return r.numbers.label(ref, b.style.id)
}

// finish turns the builder into a block of the flow, and the text boxes that hang on it into blocks behind it.
func (r *reader) finish(b *builder, f *flow) {
	r.flush(b)
	runs := trimBreaks(b.runs)
	empty := blank(runs)
	label := b.label
	if label == "" && !b.markGone && (!empty || !b.hidden) {
		label = r.label(b)
	}
	if !empty || f.cell != nil {
		runs = r.withLabel(b, runs, label, f.cell != nil)
		p := r.arena.paragraph()
		p.Runs = r.arena.take(runs)
		p.Place.Line = b.place
		if b.style.own {
			p.Role = b.style.role
		}
		if p.Role == document.None {
			p.Outline = b.outline
			if p.Outline < 0 {
				p.Outline = max(b.style.outline, 0)
			}
		}
		for i := range p.Runs {
			if p.Runs[i].As == p.Role {
				p.Runs[i].As = document.None
			}
		}
		if !empty && r.loss.pending() {
			r.loss.fill(p.Text())
		}
		f.blocks = append(f.blocks, p)
	}
	f.blocks = append(f.blocks, b.boxes...)
	b.runs = runs[:0]
	clear(b.runs[:cap(b.runs)])
	r.spare = append(r.spare, b)
}

// withLabel puts the automatic number before the text. In a cell it is no part of a figure.
func (r *reader) withLabel(b *builder, runs []document.Run, label string, inCell bool) []document.Run {
	switch {
	case label == "":
	case blank(runs) && b.struck: // the number of what was struck out
	case blank(runs) && inCell && numbersFigure(label): // nobody wrote it
		r.loss.add("docx-numbered-figure", strings.TrimSpace(label), r.paragraphs)
	case blank(runs): // a column of automatic numbers has nothing but them
		return append(runs[:0], document.Run{Text: strings.TrimRight(label, " ")})
	case inCell && numbersFigure((&document.Paragraph{Runs: runs}).Text()):
		r.loss.add("docx-numbered-figure", strings.TrimSpace(label), r.paragraphs)
	default:
		runs[0].Text = label + runs[0].Text
	}
	return runs
}

// trimBreaks cuts line breaks off both ends: those of page and column breaks, which have no meaning in a report.
func trimBreaks(runs []document.Run) []document.Run {
	for len(runs) > 0 {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, "\n"); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	for len(runs) > 0 {
		last := &runs[len(runs)-1]
		if last.Text = strings.TrimRight(last.Text, "\n"); last.Text != "" {
			break
		}
		runs = runs[:len(runs)-1]
	}
	return runs
}

// blank reports whether there is nothing but white space.
func blank(runs []document.Run) bool {
	for i := range runs {
		if strings.Trim(runs[i].Text, " \t\n\u00a0\u2002\u2003\u3000\u200b\ufeff") != "" {
			return false
		}
	}
	return true
}

// inline reads the children of a paragraph or of an element that wraps runs (17.3.1, EG_PContent).
func (r *reader) inline(s *scanner, b *builder) {
	for c := s.Children(); c.Next(); {
		switch s.NS {
		case nsW:
			switch string(s.Local) {
			case "r":
				r.run(s, b)
			case "pPr":
				r.paragraphProperties(s, &b.form)
				r.afterProperties(s)
			case "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase":
				r.inline(s, b)
			case "ins", "moveTo":
				r.loss.add("docx-tracked", "", r.paragraphs)
				r.inline(s, b)
			case "del", "moveFrom":
				r.loss.add("docx-tracked", "", r.paragraphs)
			case "sdt":
				r.contentControl(s, func() { r.inline(s, b) })
			case "bookmarkStart":
				if name, _ := s.Attribute(nsW, "name"); bytes.HasPrefix(name, []byte(names.BookmarkPrefix)) {
					r.bookmark = string(name)
				}
			case "fldSimple":
				instruction, _ := s.Attribute(nsW, "instr")
				r.namedField(instruction)
				r.inline(s, b)
			}
		case nsMC:
			if s.Is(nsMC, "AlternateContent") {
				r.alternate(s, func() { r.inline(s, b) })
			}
		case nsMath:
			if s.Is(nsMath, "oMath") || s.Is(nsMath, "oMathPara") {
				r.math(s, b)
			}
		}
	}
}

// paragraphProperties reads w:pPr (17.3.1.26).
func (r *reader) paragraphProperties(s *scanner, b *form) {
	plain := r.plainForm()
	remembered(s, &r.paragraphForms, &r.loss, b, &plain, func() { r.readParagraphProperties(s, b) })
}

func (r *reader) readParagraphProperties(s *scanner, b *form) {
	for c := s.Children(); c.Next(); {
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "pStyle":
			v, _ := s.val()
			b.style = r.styles.of(v)
		case "numPr":
			b.number = readNumberRef(s)
		case "sectPr":
			r.section(s)
		case "outlineLvl":
			b.outline = outlineLevel(s)
		case "framePr":
			if v, ok := s.Attribute(nsW, "dropCap"); ok && string(v) != "none" {
				b.markShort = true
			}
		case "rPr": // of the paragraph mark (17.3.1.29)
			for c := s.Children(); c.Next(); {
				switch {
				case s.Is(nsW, "del"), s.Is(nsW, "moveFrom"):
					r.loss.add("docx-tracked", "", r.paragraphs)
					b.markGone = true
				case s.Is(nsW, "ins"), s.Is(nsW, "moveTo"):
					r.loss.add("docx-tracked", "", r.paragraphs)
				case s.Is(nsW, "vanish"):
					b.markShort = b.markShort || s.onOff()
				}
			}
		}
	}
}

// math reads the text of a formula; its form is lost.
func (r *reader) math(s *scanner, b *builder) {
	r.loss.add("docx-math", "", r.paragraphs)
	look := r.plainLook(b)
	for depth := s.Depth(); ; {
		switch s.Next() {
		case xmlscan.End:
			return
		case xmlscan.EndTag:
			if s.Depth() < depth {
				return
			}
		case xmlscan.StartTag:
			if s.Is(nsMath, "t") {
				r.text(s, b, look)
			} else if s.Is(nsW, "del") || s.Is(nsW, "rPr") {
				s.Skip()
			}
		}
	}
}
