package rtf

import "nianbao/converter/internal/wordml"

// destination is where the text of a group goes.
type destination uint8

const (
	body      destination = iota // a paragraph of the target
	ignored                      // nowhere, and nothing in it is looked at
	quiet                        // nowhere, but what stands in it is looked at: pictures and text boxes in shapes
	fieldCode                    // \fldinst
	fontTable
	colorTable
	styleSheet
	listTable
	levelText
	overrideTable
	title
	label // \listtext, \pntext
	formula
	property
	entryText // \ffl, of a list to choose from
)

// ends is what is to be done at the end of a group.
type ends uint8

const (
	none ends = iota
	endField
	endFieldCode
	endBox
	endHeader
	endFooter
	endTitle
	endLabel
	endFormula
	endStyle
	endFont
	endLevelText
	endLevel
	endNested
	endEntry
	endPropertyName
	endPropertyValue
)

// state is what is in force in a group.
type state struct {
	dest      destination
	begins    ends // what the group's end asks for
	optional  bool // \* was read: an unknown destination follows
	uc        int
	font      int
	color     int
	chars     characters
	paragraph paragraph
	nested    bool // in \nesttableprops
}

// characters are the properties of text (\plain resets them).
type characters struct {
	bold, hidden, struck, deleted, inserted bool
	eastAsian                               bool // what is said of an associated font (\ab) is said of that of East Asian text
	raise                                   wordml.Raise
	position                                int // \up, \dn: half points
}

// paragraph are the properties of paragraphs (\pard resets them).
type paragraph struct {
	style   int
	outline int // 1 to 9; 0 not said
	list    int // \ls
	level   int // \ilvl
	inTable bool
	depth   int // \itap; 0 not said
}

// depthOf returns the depth of tables at which a paragraph stands.
func (p *paragraph) depthOf() int {
	switch {
	case p.depth > 0:
		return p.depth
	case p.inTable:
		return 1
	}
	return 0
}

// endGroup restores what was in force around the group.
func (r *reader) endGroup() {
	what, inner := r.begins, r.state
	around := r.groups[len(r.groups)-1]
	r.groups = r.groups[:len(r.groups)-1]
	r.finish(what, &inner)
	r.state = around
	if len(r.groups) == 0 {
		r.done = true
	}
}

// finish does what the end of a group asks for.
func (r *reader) finish(what ends, inner *state) {
	t := r.target
	switch what {
	case endField:
		t.in.FieldEnd()
	case endFieldCode:
		r.endFieldCode()
	case endBox, endHeader, endFooter:
		r.pop(what)
	case endTitle:
		r.pack.Title = r.take()
	case endLabel:
		if text := r.take(); t.label == "" {
			t.label = text
		}
	case endEntry:
		t.form.entries = append(t.form.entries, r.take())
	case endPropertyName:
		if text := r.take(); len(r.pack.Properties) < mostProperties {
			r.pack.Properties = append(r.pack.Properties, wordml.Property{Name: text})
		}
	case endPropertyValue:
		if n := len(r.pack.Properties); n > 0 {
			r.pack.Properties[n-1].Value = r.take()
		}
	case endFormula:
		t.in.Formula(r.take())
	case endStyle:
		r.addStyle(inner)
	case endFont:
		f := r.fonts[inner.font]
		f.name = trimName(r.take())
		r.setFont(inner.font, f)
	case endLevelText:
		r.tables.endText(r.take())
	case endLevel:
		r.tables.endLevel(r.fonts[inner.font].name)
	case endNested:
		t.inner = row{}
	}
}

// take returns the text gathered by a destination and forgets it.
func (r *reader) take() string {
	text := string(r.words)
	r.words = r.words[:0]
	return text
}

// push makes a new stream of paragraphs, until the group ends.
func (r *reader) push(what ends) {
	if r.begins != none { // the group is one already, or something else that its end ends
		return
	}
	r.target = &target{flow: wordml.NewFlow(r.limits), above: r.target}
	r.dest, r.begins = body, what
	r.paragraph, r.chars = paragraph{}, characters{}
}

// pop ends a stream of paragraphs.
func (r *reader) pop(what ends) {
	r.lastParagraph()
	t := r.target
	r.target = t.above
	switch what {
	case endBox:
		r.target.in.TextBox(t.flow)
	case endHeader:
		if len(r.pack.Headers) < mostHeaders {
			r.pack.Headers = append(r.pack.Headers, t.flow)
		}
	case endFooter:
		if len(r.pack.Footers) < mostHeaders {
			r.pack.Footers = append(r.pack.Footers, t.flow)
		}
	}
}

// mostProperties is how many properties of the file's users are kept.
const mostProperties = 64

// mostHeaders is how many page headers are looked at: those of the first sections.
const mostHeaders = 6
