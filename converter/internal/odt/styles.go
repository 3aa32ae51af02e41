package odt

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/wordml"
	"nianbao/converter/internal/xmlscan"
)

// form is a style (style:style, 16.2) of one family. Toggles that are unsaid come from the parent.
type form struct {
	name, display, parent string
	automatic             bool // of this file only: it stands for direct formatting
	list                  string
	listSaid              bool
	bold, hidden, struck  wordml.Toggle
	raise                 wordml.Raise
	raised                bool // raise is said
	white, colored        bool
	width                 int  // of a column in twips
	gone                  bool // a section or row that is not shown
	done                  bool // inherited
}

// longestChain is how many automatic styles may be based on each other: none is.
const longestChain = 64

// styleSheet holds the styles of a file.
type styleSheet struct {
	forms map[string]*form // by family and name
	order []*form          // paragraph styles that are not automatic, as they stand
	lists map[string]*listStyle
	// outline is the numbering of headings; nil: none.
	outline *listStyle
}

func (t *styleSheet) of(family, name string) *form { return t.forms[family+" "+name] }

// read takes in the styles among the children of the element that the scanner stands on.
func (t *styleSheet) read(s *xmlscan.Scanner, automatic bool) {
	s.Children(func() {
		switch s.Name {
		case "style:style", "style:default-style":
			t.style(s, automatic)
		case "text:list-style":
			name := s.Attr("style:name")
			t.lists[name] = readList(s)
		case "text:outline-style":
			t.outline = readList(s)
		}
	}, nil)
}

func (t *styleSheet) style(s *xmlscan.Scanner, automatic bool) {
	f := &form{name: s.Attr("style:name"), display: s.Attr("style:display-name"), parent: s.Attr("style:parent-style-name"), automatic: automatic}
	family := s.Attr("style:family")
	if s.Name == "style:default-style" {
		f.done = true
	}
	f.list, f.listSaid = s.Attr("style:list-style-name"), s.Has("style:list-style-name")
	if f.display == "" {
		f.display = f.name
	}
	s.Children(func() {
		switch s.Name {
		case "style:text-properties":
			f.text(s)
		case "style:table-column-properties":
			f.width = twips(s.Attr("style:column-width"))
		case "style:section-properties":
			f.gone = s.Attr("text:display") == "none"
		}
	}, nil)
	key := family + " " + f.name
	// Automatic styles are those of one part: the text's come last.
	if other, twice := t.forms[key]; twice && !(automatic && other.automatic) {
		return
	}
	t.forms[key] = f
	if family == "paragraph" && !automatic {
		t.order = append(t.order, f)
	}
}

// text reads style:text-properties (16.29.29).
func (f *form) text(s *xmlscan.Scanner) {
	switch s.Attr("fo:font-weight") {
	case "":
	case "bold", "600", "700", "800", "900":
		f.bold = wordml.On
	default:
		f.bold = wordml.Off
	}
	switch s.Attr("text:display") {
	case "":
	case "none":
		f.hidden = wordml.On
	default:
		f.hidden = wordml.Off
	}
	line, kind := s.Attr("style:text-line-through-style"), s.Attr("style:text-line-through-type")
	switch {
	case line == "none" || line == "" && kind == "none":
		f.struck = wordml.Off
	case line != "" || kind != "":
		f.struck = wordml.On
	}
	if position := s.Attr("style:text-position"); position != "" { // "super 58%", "33% 58%", "0% 100%"
		f.raised = true
		by, _, _ := strings.Cut(position, " ")
		switch n, _ := strconv.ParseFloat(strings.TrimSuffix(by, "%"), 64); {
		case by == "super" || n > 0:
			f.raise = wordml.Superscript
		case by == "sub" || n < 0:
			f.raise = wordml.Subscript
		}
	}
	if color := s.Attr("fo:color"); color != "" {
		f.colored, f.white = true, strings.EqualFold(color, "#ffffff")
	}
}

// inherit fills in what a style does not say from its parent and, at last, from the family's default style.
func (t *styleSheet) inherit(family string, f *form) {
	if f.done {
		return
	}
	f.done = true // a circle ends here too
	from := t.of(family, f.parent)
	if from == nil || f.parent == "" {
		if from = t.of(family, ""); from == nil { // style:default-style has no name
			return
		}
	}
	t.inherit(family, from)
	for _, x := range [...]struct{ to, from *wordml.Toggle }{{&f.bold, &from.bold}, {&f.hidden, &from.hidden}, {&f.struck, &from.struck}} {
		if *x.to == wordml.Unsaid {
			*x.to = *x.from
		}
	}
	if !f.raised {
		f.raise, f.raised = from.raise, from.raised
	}
	if !f.colored {
		f.white, f.colored = from.white, from.colored
	}
	if !f.listSaid {
		f.list, f.listSaid = from.list, from.listSaid
	}
}

// common returns the style of the file's users that a paragraph style is or stands beside.
func (t *styleSheet) common(f *form) *form {
	for range longestChain {
		if f == nil || !f.automatic {
			return f
		}
		f = t.of("paragraph", f.parent)
	}
	return nil
}

// translated returns the paragraph styles for package wordml.
func (t *styleSheet) translated() []wordml.Style {
	var all []wordml.Style
	for _, f := range t.order {
		t.inherit("paragraph", f)
		all = append(all, wordml.Style{ID: f.name, Name: f.display, Based: f.parent,
			Look: wordml.Look{Bold: f.bold, Hidden: f.hidden, Struck: f.struck}})
	}
	return all
}

// twips reads a length (18.3.18): a number and its unit. What is none is 0.
func twips(s string) int {
	n := len(s)
	for n > 0 && (s[n-1] < '0' || s[n-1] > '9') && s[n-1] != '.' {
		n--
	}
	v, err := strconv.ParseFloat(s[:n], 64)
	if err != nil {
		return 0
	}
	switch s[n:] {
	case "in":
		v *= 1440
	case "cm":
		v *= 1440 / 2.54
	case "mm":
		v *= 144 / 2.54
	case "pt":
		v *= 20
	case "pc":
		v *= 240
	case "px":
		v *= 15
	default:
		return 0
	}
	return int(v + 0.5)
}
