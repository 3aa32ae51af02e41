package webpage

import (
	"bytes"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/raised"
)

// format is how text at a place of the page is set, as far as it matters.
type format struct {
	bold   bool
	link   bool
	script bool // the link leads nowhere
	hidden bool // a block around it is not shown
	mute   bool // an inline element around it is not shown
	struck bool // an element around it strikes it out
	white  bool // set in white: it is seen or not, but does not go on what is beside it
	skip   bool // no text of the page
	pre    bool
	raised raised.Place
	titled bool
	level  int           // of the heading around it
	role   document.Role // of the paragraph, as marked by this product
	as     document.Role // of a run
}

// delta is what one element changes.
type delta struct {
	bold                                                  int8 // -1 off, 1 on
	white                                                 int8 // the same
	link, script, hidden, mute, struck, skip, pre, titled bool
	raised                                                raised.Place
	level                                                 int
	role, as                                              document.Role
}

// apply returns f inside an element.
func (d *delta) apply(f format) format {
	if d.bold != 0 {
		f.bold = d.bold > 0
	}
	f.link = f.link || d.link
	f.script = f.script || d.script
	f.hidden = f.hidden || d.hidden
	f.mute = f.mute || d.mute
	f.skip = f.skip || d.skip
	f.pre = f.pre || d.pre
	f.struck = f.struck || d.struck
	f.raised = d.raised.Or(f.raised)
	if d.white != 0 {
		f.white = d.white > 0
	}
	f.titled = f.titled || d.titled
	if d.level != 0 {
		f.level = d.level
	}
	if d.role != document.None {
		f.role = d.role
	}
	if d.as != document.None {
		f.as = d.as
	}
	return f
}

// readStyle takes weight and visibility from a style attribute.
func (d *delta) readStyle(style []byte) {
	for len(style) > 0 {
		declaration := style
		if i := bytes.IndexByte(style, ';'); i >= 0 {
			declaration, style = style[:i], style[i+1:]
		} else {
			style = nil
		}
		name, value, ok := bytes.Cut(declaration, []byte(":"))
		if !ok {
			continue
		}
		name = bytes.TrimSpace(name)
		// The names that matter have these lengths; most declarations are others.
		switch len(name) {
		case len("font-weight"), len("font"), len("display"), len("visibility"), len("mso-hide"), len("text-decoration"),
			len("color"), len("vertical-align"), len("text-decoration-line"):
		default:
			continue
		}
		word := string(bytes.ToLower(bytes.TrimSpace(value)))
		if i := bytes.IndexByte([]byte(word), '!'); i >= 0 {
			word = string(bytes.TrimSpace([]byte(word[:i])))
		}
		switch string(bytes.ToLower(name)) {
		case "font-weight":
			d.bold = weight(word)
		case "font":
			for _, part := range bytes.Fields([]byte(word)) {
				// In the shorthand a bare number is a weight, sizes have units.
				if w := weight(string(part)); w > 0 {
					d.bold = w
				}
			}
		case "display":
			d.hidden = word == "none"
		case "visibility":
			d.hidden = d.hidden || word == "hidden" || word == "collapse"
		case "text-decoration", "text-decoration-line":
			d.struck = d.struck || bytes.Contains([]byte(word), []byte("line-through"))
		case "vertical-align":
			switch word {
			case "super":
				d.raised = raised.Above
			case "sub":
				d.raised = raised.Below
			}
		case "color":
			d.white = whiteness(word)
		case "mso-hide":
			d.hidden = d.hidden || word == "all"
		}
	}
}

// whiteness returns 1 for white, -1 for another colour.
func whiteness(colour string) int8 {
	switch strings.ReplaceAll(colour, " ", "") {
	case "white", "#fff", "#ffffff", "rgb(255,255,255)":
		return 1
	}
	return -1
}

// weight returns 1 for bold, -1 for a weight that is not, 0 for what says nothing.
func weight(word string) int8 {
	switch word {
	case "bold", "bolder", "600", "700", "800", "900":
		return 1
	case "normal", "lighter", "100", "200", "300", "400", "500":
		return -1
	}
	return 0
}
