package read

import (
	"bytes"
	"strconv"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/raised"
	"nianbao/converter/internal/xmlscan"
)

// look is what of a run's form the model keeps.
type look struct {
	bold, hidden, struck bool
	as                   document.Role
	raise                raised.Place
	layer                layer
}

// direct is what a run says of itself, of its form.
type direct struct {
	bold, hidden, struck, twice toggle // twice: w:dstrike
	raise                       raised.Place
	layer                       layer
}

// silent is a style that says nothing of runs.
var silent styleInfo

// run reads w:r (17.3.2.25).
func (r *reader) run(s *scanner, b *builder) {
	l := r.plainLook(b)
	for c := s.Children(); c.Next(); {
		switch s.NS {
		case nsW:
			switch string(s.Local) {
			case "t":
				r.text(s, b, l)
			case "rPr":
				l = r.runProperties(s, b)
			case "tab", "ptab":
				r.add(b, "\t", l)
			case "br", "cr":
				r.add(b, "\n", l)
			case "noBreakHyphen":
				r.add(b, "-", l)
			case "sym":
				r.symbol(s, b, l)
			case "fldChar":
				r.fieldChar(s, b, l)
			case "instrText":
				r.instruction(s)
			case "ruby":
				for c := s.Children(); c.Next(); {
					if s.Is(nsW, "rubyBase") {
						r.inline(s, b)
					} else if s.Is(nsW, "rt") {
						r.loss.add("docx-ruby", "", r.paragraphs)
					}
				}
			case "drawing", "pict", "object":
				r.graphic(s, b)
			case "footnoteReference", "endnoteReference":
				r.loss.add("docx-footnote", "", r.paragraphs)
			case "commentReference":
				r.loss.add("docx-comment", "", r.paragraphs)
			}
		case nsMC:
			if s.Is(nsMC, "AlternateContent") {
				r.alternate(s, func() { r.runContent(s, b, l) })
			}
		}
	}
}

// runContent reads what a branch of alternate content holds inside of a run: drawings, or text.
func (r *reader) runContent(s *scanner, b *builder, l look) {
	for c := s.Children(); c.Next(); {
		if s.NS == nsMC && string(s.Local) == "AlternateContent" {
			r.alternate(s, func() { r.runContent(s, b, l) })
		}
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "t":
			r.text(s, b, l)
		case "tab", "ptab":
			r.add(b, "\t", l)
		case "br", "cr":
			r.add(b, "\n", l)
		case "sym":
			r.symbol(s, b, l)
		case "drawing", "pict", "object":
			r.graphic(s, b)
		case "r":
			r.run(s, b)
		}
	}
}

// plainLook is the look of a run without properties in the paragraph's style.
func (r *reader) plainLook(b *builder) look {
	return r.resolve(b, nil, &direct{})
}

// resolve applies the rule for toggle properties (17.7.3): direct formatting is absolute; among styles an even number of
// "on" cancels out, unless the document defaults have it on. w:dstrike and w:vertAlign are no toggles: who says it last, is right.
func (r *reader) resolve(b *builder, character *styleInfo, d *direct) look {
	l := look{layer: d.layer}
	c := character
	if c == nil {
		c = &silent
	} else if c.own {
		l.as = c.role
	}
	weigh := func(direct, defaults, paragraph, character toggle) bool {
		if direct != unsaid {
			return direct == on
		}
		return defaults == on || (paragraph == on) != (character == on)
	}
	defaults := r.styles.base.bold
	if b.style.own {
		defaults = unsaid
	}
	l.bold = weigh(d.bold, defaults, b.style.bold, c.bold)
	l.hidden = weigh(d.hidden, r.styles.base.hidden, b.style.hidden, c.hidden)
	l.struck = weigh(d.struck, r.styles.base.struck, b.style.struck, c.struck) ||
		d.twice.or(c.twice).or(b.style.twice).or(r.styles.base.twice) == on
	l.raise = d.raise.Or(c.raise).Or(b.style.raise).Or(r.styles.base.raise)
	return l
}

// runForm is what w:rPr says of a run.
type runForm struct {
	character *styleInfo // nil: it names no style
	direct
}

// runProperties reads w:rPr (17.3.2.28).
func (r *reader) runProperties(s *scanner, b *builder) look {
	var f runForm
	remembered(s, &r.runForms, &r.loss, &f, &runForm{}, func() { r.readRunProperties(s, &f) })
	return r.resolve(b, f.character, &f.direct)
}

func (r *reader) readRunProperties(s *scanner, d *runForm) {
	for c := s.Children(); c.Next(); {
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "rStyle":
			v, _ := s.val()
			d.character = r.styles.of(v)
		case "b":
			d.bold = toggleOf(s.onOff())
		case "vanish":
			d.hidden = toggleOf(s.onOff())
		case "strike":
			d.struck = toggleOf(s.onOff())
		case "dstrike":
			d.twice = toggleOf(s.onOff())
		case "vertAlign":
			v, _ := s.val()
			d.raise = raisedBy(v)
		case "color":
			v, _ := s.val()
			d.layer.white = bytes.EqualFold(v, []byte("FFFFFF"))
		case "position":
			d.layer.position, _ = s.number("val")
		}
	}
}

// text reads w:t or m:t (17.3.3.31). Without xml:space="preserve" white space at its ends is mark-up.
func (r *reader) text(s *scanner, b *builder, l look) {
	space, _ := s.Attribute(nsXML, "space")
	preserve := string(space) == "preserve"
	visible := r.muted == 0 && !l.hidden && !l.struck
	if visible {
		r.turn(b, l)
	}
	start := len(b.text)
	for depth := s.Depth(); ; {
		switch s.Next() {
		case xmlscan.Text:
			b.text = s.appendText(b.text)
			continue
		case xmlscan.StartTag:
			s.Skip()
			continue
		case xmlscan.EndTag:
			if s.Depth() >= depth {
				continue
			}
		}
		break
	}
	if !preserve {
		trimmed := bytes.TrimLeft(b.text[start:], " ")
		if n := len(b.text) - start - len(trimmed); n > 0 {
			b.text = append(b.text[:start], trimmed...)
		}
		b.text = append(b.text[:start], bytes.TrimRight(b.text[start:], " ")...)
	}
	if !visible {
		r.drop(b, string(b.text[start:]), l)
		b.text = b.text[:start]
		return
	}
	b.join(start, l)
}

// symbol reads w:sym (17.3.3.30).
func (r *reader) symbol(s *scanner, b *builder, l look) {
	font, _ := s.Attribute(nsW, "font")
	code, _ := s.Attribute(nsW, "char")
	n, err := strconv.ParseUint(string(code), 16, 32)
	if err != nil || n > 0x10FFFF {
		n = 0xFFFF
	}
	text, known := symbolOf(string(font), rune(n))
	if !known {
		r.loss.add("docx-symbol", string(font)+" "+string(code), r.paragraphs)
	}
	r.add(b, text, l)
}

// graphic walks through w:drawing, w:pict or w:object: text boxes in it become blocks behind the paragraph, pictures,
// charts and embedded objects are named.
func (r *reader) graphic(s *scanner, b *builder) {
	if s.Is(nsW, "object") {
		r.loss.add("docx-embedded", "", r.paragraphs)
	}
	r.graphicContent(s, b)
}

func (r *reader) graphicContent(s *scanner, b *builder) {
	for c := s.Children(); c.Next(); {
		switch {
		case s.Is(nsW, "txbxContent"):
			r.loss.add("docx-textbox", "", r.paragraphs)
			f := &flow{}
			r.blocks(s, f)
			r.settle(f)
			if r.muted == 0 {
				b.boxes = append(b.boxes, f.blocks...)
			}
		case s.Is(nsMC, "AlternateContent"):
			r.alternate(s, func() { r.graphicContent(s, b) })
		case s.Is(nsDrawing, "blip"), s.Is(nsVML, "imagedata"):
			r.loss.add("docx-image", "", r.paragraphs)
		case s.Is(nsChart, "chart"):
			r.loss.add("docx-chart", "", r.paragraphs)
		case s.Is(nsOther, "relIds"): // SmartArt (dgm:relIds)
			r.loss.add("docx-chart", "", r.paragraphs)
		default:
			r.graphicContent(s, b)
		}
	}
}
