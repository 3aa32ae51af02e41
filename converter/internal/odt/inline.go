package odt

import (
	"math"
	"strings"

	"nianbao/converter/internal/wordml"
)

// look is what of a run's form is kept, resolved.
type look struct {
	bold, hidden, struck, white bool
	raise                       wordml.Raise
}

// line is a paragraph that is being read.
type line struct {
	r          *reader
	flow       *wordml.Flow // that the paragraph will be in
	in         *wordml.Inline
	base, look look // of the paragraph's style, of the open span
	space      bool // white space that follows is none: it stands behind white space or at the start (6.1.2)
}

// content reads the text of the element that the scanner stands on.
func (l *line) content() {
	l.r.s.Children(l.child, func(text []byte) { l.text(string(text)) })
}

// text adds characters with their white space collapsed (6.1.2).
func (l *line) text(text string) {
	var b strings.Builder
	for _, r := range text {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			if !l.space {
				b.WriteByte(' ')
			}
			l.space = true
			continue
		}
		l.space = false
		b.WriteRune(r)
	}
	l.add(b.String())
}

func (l *line) add(text string) {
	if text == "" {
		return
	}
	hidden := l.look.hidden || l.r.hidden > 0
	l.in.Text(text, wordml.Look{Bold: wordml.Beside(l.base.bold, l.look.bold), Hidden: wordml.Beside(l.base.hidden, hidden),
		Struck: wordml.Beside(l.base.struck, l.look.struck), White: l.look.white, Raise: l.look.raise, Inserted: l.r.inserted > 0})
}

// mark adds what is white space of its own.
func (l *line) mark(text string) {
	l.add(text)
	l.space = true
}

// child reads an element in a paragraph (6). Those that it does not know are fields: what they show is text.
func (l *line) child() {
	r, s := l.r, l.r.s
	if l.flow.FullWith(l.in) {
		r.refuse(l.flow.Refusal())
		return
	}
	switch s.Name {
	case "text:span":
		around := l.look
		if f := r.sheet.of("text", s.Attr("text:style-name")); f != nil {
			r.sheet.inherit("text", f)
			l.look.apply(f)
		}
		l.content()
		l.look = around
	case "text:s":
		n, ok := whole(s, "text:c")
		if !ok {
			n = 1
		}
		l.add(strings.Repeat(" ", min(max(n, 0), 1000)))
		l.space = false
	case "text:tab":
		l.mark("\t")
	case "text:line-break":
		l.mark("\n")
	case "text:note":
		l.in.Footnote()
	case "office:annotation":
		l.in.Comment()
	case "office:annotation-end", "text:tracked-changes", "text:bookmark", "text:bookmark-start", "text:bookmark-end",
		"text:alphabetical-index-mark", "text:toc-mark", "text:user-index-mark", "office:event-listeners", "text:script":
	case "text:change-start":
		if r.insertions[s.Attr("text:change-id")] {
			r.inserted++
		}
	case "text:change-end":
		if r.insertions[s.Attr("text:change-id")] {
			r.inserted = max(r.inserted-1, 0)
		}
	case "text:change":
		l.in.Change()
	case "text:ruby":
		l.ruby()
	case "text:placeholder":
		l.in.Placeholder()
	case "loext:content-control":
		if s.Attr("loext:showing-place-holder") == "true" {
			l.in.Placeholder()
			return
		}
		l.content()
	case "text:hidden-text":
		l.hiddenText()
	case "text:hidden-paragraph":
		if s.Attr("text:is-hidden") == "true" {
			l.look.hidden = true
		}
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:g", "draw:a", "draw:line", "draw:path",
		"draw:polygon", "draw:control":
		r.graphic(l.in)
	default:
		l.content()
	}
}

// hiddenText reads text:hidden-text (7.4.3), whose text stands in an attribute.
func (l *line) hiddenText() {
	text := l.r.s.Attr("text:string-value")
	around := l.look
	l.look.hidden = l.look.hidden || l.r.s.Attr("text:is-hidden") == "true"
	l.add(text)
	l.look = around
}

// apply lays what a text style says over the look.
func (k *look) apply(f *form) {
	for _, x := range [...]struct {
		to   *bool
		said wordml.Toggle
	}{{&k.bold, f.bold}, {&k.hidden, f.hidden}, {&k.struck, f.struck}} {
		if x.said != wordml.Unsaid {
			*x.to = x.said == wordml.On
		}
	}
	if f.raised {
		k.raise = f.raise
	}
	if f.colored {
		k.white = f.white
	}
}

// ruby reads text:ruby (6.4): the guide is left out.
func (l *line) ruby() {
	s := l.r.s
	s.Children(func() {
		switch s.Name {
		case "text:ruby-base":
			l.content()
		case "text:ruby-text":
			l.in.Ruby("", s.Content(math.MaxInt), wordml.Look{})
		}
	}, nil)
}

// graphic reads a frame or a shape (10.4.2, 10.3): the text in it is that of a text box.
func (r *reader) graphic(in *wordml.Inline) {
	s := r.s
	switch s.Name {
	case "draw:control":
		in.Object()
		return
	case "draw:frame", "draw:g", "draw:a":
		object := false // pictures behind it show the same
		s.Children(func() {
			switch s.Name {
			case "draw:text-box":
				r.box(in)
			case "draw:object", "draw:object-ole", "draw:applet", "draw:plugin", "draw:floating-frame", "table:table":
				object = true
				in.Object()
			case "draw:image":
				if !object {
					in.Image()
				}
			case "svg:title", "svg:desc", "draw:glue-point", "office:event-listeners":
			default:
				if strings.HasPrefix(s.Name, "draw:") {
					r.graphic(in)
				}
			}
		}, nil)
	default:
		r.box(in)
	}
}

// box reads the paragraphs and tables of a text box or a shape; one without text says nothing.
func (r *reader) box(in *wordml.Inline) {
	f := &frame{flow: wordml.NewFlow(r.limit)}
	around := r.open
	r.open = nil
	r.blocks(f)
	r.open = around
	in.TextBox(f.flow)
}
