package rtf

import "strings"

// destination enters the destination that a control word names, if it does.
func (r *reader) destination(word string, n int) bool {
	t := r.target
	switch word {
	case "fonttbl":
		r.dest = fontTable
	case "colortbl":
		r.dest = colorTable
		r.colors = append(r.colors[:0], 0)
	case "stylesheet":
		r.dest = styleSheet
	case "listtable":
		r.dest = listTable
	case "listoverridetable":
		r.dest = overrideTable
	case "info":
		r.dest = quiet
	case "title":
		if r.dest == quiet {
			r.take()
			r.dest, r.begins = title, endTitle
		}
	case "field":
		if r.begins == none {
			r.begins, t.form = endField, form{}
			t.in.FieldBegin()
		}
	case "fldinst":
		r.dest, r.begins = fieldCode, endFieldCode
	case "fldrslt":
	case "formfield":
		r.dest = quiet
	case "fftype":
		t.form.kind = n
	case "ffdefres":
		t.form.standard = n
	case "ffres":
		t.form.result = n
		t.form.said = true
	case "ffl":
		r.take()
		r.dest, r.begins = entryText, endEntry
	case "listtext", "pntext":
		r.take()
		r.dest, r.begins = label, endLabel
	case "footnote":
		t.in.Footnote()
		r.dest = ignored
	case "annotation":
		t.in.Comment()
		r.dest = ignored
	case "pict":
		t.in.Image()
		r.dest = ignored
	case "shppict":
	case "object":
		t.in.Object()
		r.dest = ignored
	case "shp", "shpgrp", "shpinst", "do", "sp", "sv":
		r.dest = quiet
	case "shptxt", "dptxbxtext":
		r.push(endBox)
	case "header", "headerl", "headerr", "headerf":
		r.push(endHeader)
	case "footer", "footerl", "footerr", "footerf":
		r.push(endFooter)
	case "userprops":
		r.dest = quiet
	case "propname", "staticval":
		r.take()
		r.dest, r.begins = property, endPropertyName
		if word == "staticval" {
			r.begins = endPropertyValue
		}
	case "nesttableprops":
		r.nested = true
		r.begins = endNested
		r.target.inner = row{}
		r.dest = quiet
	case "moMath", "mmath":
		if r.dest != formula {
			r.take()
			r.dest, r.begins = formula, endFormula
		}
	case "upr": // \upr{text}{\*\ud{text}}: the first text is for programs that do not know Unicode
		r.skipGroup()
	case "ud":
	case "fname", "panose", "falt", "sn", "shprslt", "nonshppict", "objdata", "pn", "pnseclvl", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "author", "operator",
		"subject", "keywords", "comment", "doccomm", "company", "manager", "category", "hlinkbase", "generator", "themedata", "colorschememapping",
		"datastore", "latentstyles", "rsidtbl", "revtbl", "filetbl", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonesttables",
		"private", "template", "datafield", "background", "passwordhash", "linkval", "xmlnstbl", "mmathPr", "ctrlPr", "levelnumbers",
		"listname", "stylename", "listpicture", "pgptbl", "atrfstart", "atrfend", "atnid", "atnauthor", "atnicn", "atndate", "atnref", "atnparent":
		r.dest = ignored
	case "fcharset":
		f := r.fonts[r.font]
		f.codePage, f.symbol = codePageOf(n), n == 2
		r.setFont(r.font, f)
	case "cpg":
		f := r.fonts[r.font]
		f.codePage = n
		r.setFont(r.font, f)
	default:
		return r.entry(word, n)
	}
	return true
}

// skipGroup passes the group that begins next, if one does.
func (r *reader) skipGroup() {
	if r.pos >= len(r.data) || r.data[r.pos] != '{' {
		return
	}
	depth := 0
	for ; r.pos < len(r.data); r.pos++ {
		if !r.meter.Step(1) {
			return
		}
		switch r.data[r.pos] {
		case '\\':
			r.pos++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				r.pos++
				return
			}
		}
	}
}

// entry reads what stands in tables at the file's start.
func (r *reader) entry(word string, n int) bool {
	switch r.dest {
	case fontTable:
		if word == "f" {
			r.take()
			r.font, r.begins = n, endFont
			return true
		}
	case colorTable:
		last := len(r.colors) - 1
		switch word {
		case "red":
			r.colors[last] |= uint32(n&255) << 16
		case "green":
			r.colors[last] |= uint32(n&255) << 8
		case "blue":
			r.colors[last] |= uint32(n & 255)
		}
		return true
	case styleSheet:
		switch word {
		case "s", "cs", "ds", "ts", "tsrowd":
			r.begins = endStyle
			r.paragraph.style = n
			if word != "s" {
				r.paragraph.style = notOfParagraphs
			}
			r.take()
			return true
		}
	}
	return false
}

// mostFonts is how many fonts are kept; Word's files have some hundred.
const mostFonts = 1 << 14

func (r *reader) setFont(n int, f font) {
	if len(r.fonts) < mostFonts {
		r.fonts[n] = f
	}
}

// form is a form field (\formfield).
type form struct {
	kind             int // 1 a box, 2 a list
	result, standard int
	said             bool
	entries          []string
}

// shows returns what a form field shows without having a result.
func (f *form) shows() string {
	const undefined = 25
	chosen := f.standard
	if f.said && f.result != undefined {
		chosen = f.result
	}
	switch {
	case f.kind == 1 && chosen != 0:
		return "☑"
	case f.kind == 1:
		return "☐"
	case f.kind == 2 && chosen >= 0 && chosen < len(f.entries):
		return f.entries[chosen]
	}
	return ""
}

// endFieldCode ends the code of a field: its result follows.
func (r *reader) endFieldCode() {
	t := r.target
	t.in.FieldResult()
	if shown := t.form.shows(); shown != "" {
		t.in.Text(shown, r.look())
	}
}

// styleEntry is a paragraph style.
type styleEntry struct {
	number  int
	name    string
	outline int
	list    int
	level   int
	look    characters
}

const notOfParagraphs = -1

// addStyle takes in a style whose group has ended.
func (r *reader) addStyle(inner *state) {
	name := trimName(r.take())
	if inner.paragraph.style < 0 || len(r.styles) >= mostFonts {
		return
	}
	p := inner.paragraph
	if _, twice := r.styleAt[p.style]; !twice {
		r.styleAt[p.style] = len(r.styles)
	}
	r.styles = append(r.styles, styleEntry{number: p.style, name: name, outline: p.outline, list: p.list, level: p.level, look: inner.chars})
}

func trimName(name string) string {
	name, _, _ = strings.Cut(name, ";")
	return strings.TrimSpace(name)
}
