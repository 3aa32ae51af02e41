package rtf

import (
	"strings"

	"nianbao/converter/internal/wordml"
)

// word does what a control word asks. Those that nothing is said of only say how a page looks.
func (r *reader) word(word string, n int, said bool) {
	optional := r.optional
	r.optional = false
	if r.dest == ignored {
		return
	}
	if r.destination(word, n) || r.table(word, n) || r.listWord(word, n) {
		return
	}
	if optional { // a destination that is not known
		r.dest = ignored
		return
	}
	on := !said || n != 0
	switch word {
	// Text.
	case "par", "sect", "page", "column":
		r.mark(word)
	case "line":
		r.text("\n")
	case "tab":
		r.text("\t")
	case "u":
		r.unicode(n)
	case "uc":
		r.uc = n
	case "emdash":
		r.text("—")
	case "endash":
		r.text("–")
	case "bullet":
		r.text("•")
	case "lquote":
		r.text("‘")
	case "rquote":
		r.text("’")
	case "ldblquote":
		r.text("“")
	case "rdblquote":
		r.text("”")
	case "emspace":
		r.text("\u2003")
	case "enspace":
		r.text("\u2002")
	case "qmspace":
		r.text("\u2005")

	// Characters.
	case "plain":
		r.chars = characters{}
		r.color = 0
	case "b":
		r.chars.bold = on
	case "dbch":
		r.chars.eastAsian = true
	case "loch", "hich", "rtlch", "ltrch":
		r.chars.eastAsian = false
	case "ab": // LibreOffice says so of East Asian text
		if r.chars.eastAsian {
			r.chars.bold = on
		}
	case "v":
		r.chars.hidden = on
	case "strike", "striked":
		r.chars.struck = on
	case "deleted", "mvf": // \mvf: moved from here
		r.chars.deleted = on
	case "revised":
		r.chars.inserted = on
	case "super":
		r.raise(on, wordml.Superscript)
	case "sub":
		r.raise(on, wordml.Subscript)
	case "up", "dn":
		if !said {
			n = 6
		}
		if r.chars.position = n; word == "dn" {
			r.chars.position = -n
		}
	case "nosupersub":
		r.chars.raise = wordml.OnLine
	case "f":
		r.font = n
	case "cf":
		r.color = n

	// Paragraphs.
	case "pard":
		r.paragraph = paragraph{}
	case "s":
		r.paragraph.style = n
	case "outlinelevel":
		if r.paragraph.outline = 0; n >= 0 && n < 9 {
			r.paragraph.outline = n + 1
		}
	case "intbl":
		r.paragraph.inTable = true
	case "itap":
		r.paragraph.depth = n
	case "ls":
		r.paragraph.list = n
	case "ilvl":
		r.paragraph.level = min(max(n, 0), 8)

	// The file.
	case "ansicpg":
		if n > 0 {
			r.codePage = n
		}
	case "mac":
		r.codePage = 10000
	case "pc":
		r.codePage = 437
	case "pca":
		r.codePage = 850
	}
}

func (r *reader) raise(on bool, to wordml.Raise) {
	r.chars.raise = wordml.OnLine
	if on {
		r.chars.raise = to
	}
}

// mark ends a paragraph.
func (r *reader) mark(word string) {
	if r.dest != body {
		return
	}
	t := r.target
	if word == "page" || word == "column" {
		if word == "page" && !t.in.Empty() {
			t.in.Text("\n", r.look())
		}
		return
	}
	r.endParagraph(r.paragraph.depthOf())
}

// endParagraph ends the open paragraph at a depth of tables.
func (r *reader) endParagraph(depth int) {
	t := r.target
	p := wordml.Paragraph{Style: styleID(r.paragraph.style), Outline: r.paragraph.outline}
	p.MarkDeleted, p.MarkHidden = r.chars.deleted, r.chars.hidden
	r.numbered(&p)
	t.flow.Paragraph(depth, p, &t.in)
}

// lastParagraph ends a paragraph that has no mark: the last of a file may have none.
func (r *reader) lastParagraph() {
	if t := r.target; !t.in.Empty() {
		depth := r.paragraph.depthOf()
		r.endParagraph(depth)
	}
}

// numbered gives a paragraph its list, or, where that is not in the file's tables, the number that its writer saw.
func (r *reader) numbered(p *wordml.Paragraph) {
	t := r.target
	seen := t.label
	t.label = ""
	if number := r.tables.of(r.paragraph.list); number > 0 {
		p.List, p.Level = number, r.paragraph.level
		return
	}
	if r.styleOf(r.paragraph.style).list > 0 { // paragraphs say all that holds for them
		p.List = wordml.Unlisted
	}
	if seen = strings.TrimRight(seen, " \t"); seen != "" && (r.paragraph.depthOf() == 0 || t.in.Empty()) { // in a cell it is no part of a figure
		t.in.Prefix(seen)
	}
}
