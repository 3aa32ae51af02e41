package read

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/raised"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/xmlscan"
)

// toggle is a property that can be on, off or not said (17.7.3).
type toggle uint8

const (
	unsaid toggle = iota
	on
	off
)

func toggleOf(v bool) toggle {
	if v {
		return on
	}
	return off
}

// or returns t where it says something, else other.
func (t toggle) or(other toggle) toggle {
	if t != unsaid {
		return t
	}
	return other
}

// numberRef is w:numPr: which list and which level; -1 where it does not say.
type numberRef struct{ num, level int }

// styleInfo is what the reader takes from a style, with what it inherits (w:basedOn, 17.7.4.3).
type styleInfo struct {
	id       string
	name     string
	kind     string
	based    string
	aliases  string
	standard bool // the default of its kind

	role    document.Role // of our own styles
	own     bool
	outline int // 1 to 9; 0 none; -1 not said
	number  numberRef
	bold    toggle
	hidden  toggle
	struck  toggle
	twice   toggle // w:dstrike
	raise   raised.Place
}

// styleTable holds the styles of a document.
type styleTable struct {
	byID      map[string]*styleInfo
	paragraph *styleInfo // the default paragraph style
	base      styleInfo  // the document defaults
	undefined styleInfo  // for styles that are not there
}

// longestChain bounds inheritance; Word refuses to make chains longer than eleven.
const longestChain = 64

// readStyles reads the styles part; a missing one gives an empty table. house tells which styles are our own: by their
// ID, or by their name, since LibreOffice makes up new IDs when it saves. ours says that the file calls itself one of this
// product.
func readStyles(p *opc.Package, house *style.Style, ours bool) (*styleTable, *diag.Diagnostic) {
	t := &styleTable{byID: map[string]*styleInfo{}}
	t.undefined = styleInfo{outline: -1, number: numberRef{-1, -1}}
	t.paragraph = &t.undefined
	name := p.Part("styles")
	data, fault := p.Read(name)
	if data == nil {
		return t, fault
	}
	own := ownNames(house)
	s := newScanner(p, name, data)
	for k := s.Next(); k != xmlscan.End; k = s.Next() {
		if k != xmlscan.StartTag || s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "docDefaults":
			readStyle(s, &t.base)
		case "style":
			t.add(s, own, house)
		}
	}
	if s.Failed() {
		return nil, s.Diagnosis()
	}
	if ours {
		t.adoptBuiltIn(house)
	}
	for _, i := range t.byID {
		t.inherit(i, 0)
	}
	return t, nil
}

func (t *styleTable) add(s *scanner, own map[string]document.Role, house *style.Style) {
	id, _ := s.Attribute(nsW, "styleId")
	kind, _ := s.Attribute(nsW, "type")
	standard, _ := s.Attribute(nsW, "default")
	i := &styleInfo{id: string(id), kind: string(kind), outline: -1, number: numberRef{-1, -1},
		standard: string(standard) == "1" || string(standard) == "true" || string(standard) == "on"}
	readStyle(s, i)
	if i.kind == "" {
		i.kind = "paragraph" // 17.7.4.17
	}
	i.role, i.own = own[i.kind+" "+i.name]
	for alias := range strings.SplitSeq(i.aliases, ",") { // 17.7.4.1
		if !i.own {
			i.role, i.own = own[i.kind+" "+strings.TrimSpace(alias)]
		}
	}
	if !i.own && i.kind == "paragraph" {
		i.role, i.own = house.RoleOfID(i.id)
	}
	if i.own {
		// The weight of a role is part of its look. Bold runs are those that somebody made bold.
		i.bold = off
	}
	if _, twice := t.byID[i.id]; twice {
		return
	}
	t.byID[i.id] = i
	if i.standard && i.kind == "paragraph" {
		t.paragraph = i
	}
}

// adoptBuiltIn gives the built-in styles of a file of ours their roles where nothing else in the file has them: aliases are lost
// where LibreOffice saves. In files of earlier versions, whose roles have styles of other names, a built-in style is
// somebody's own.
func (t *styleTable) adoptBuiltIn(house *style.Style) {
	taken := map[document.Role]bool{}
	for _, i := range t.byID {
		taken[i.role] = taken[i.role] || i.own && i.kind == "paragraph"
	}
	roles := map[string]document.Role{}
	for r := document.Header; r >= document.Title; r-- {
		if p := house.Of(r); p.BuiltIn() && !taken[r] {
			roles[strings.ToLower(p.Name)] = r
		}
	}
	for _, i := range t.byID {
		if r, ok := roles[strings.ToLower(i.name)]; ok && !i.own && i.kind == "paragraph" {
			i.role, i.own, i.bold = r, true, off
		}
	}
}

// ownNames maps kind and name of the house styles to roles. Names of built-in styles are not among them.
func ownNames(house *style.Style) map[string]document.Role {
	own := make(map[string]document.Role, 2*int(document.Header))
	add := func(r document.Role) {
		p := house.Of(r)
		if p == nil {
			return
		}
		for _, name := range []string{p.Name, p.Alias} {
			if _, builtIn := style.BuiltInName(name); name != "" && !builtIn {
				own["paragraph "+name] = r
				own["character "+name+names.CharName] = r
			}
		}
	}
	for r := document.Header; r >= document.Title; r-- { // roles that share a style read as the first of them
		add(r)
	}
	add(document.Body) // roles that the file does not name look like body
	return own
}

// readStyle reads the inside of w:style or w:docDefaults. Properties of table styles' parts (w:tblStylePr) are skipped:
// the weight of a header row is no mark in the text.
func readStyle(s *scanner, i *styleInfo) {
	if s.Empty() {
		s.Next()
		return
	}
	for depth := s.Depth(); ; {
		k := s.Next()
		if k == xmlscan.End || k == xmlscan.EndTag && s.Depth() < depth {
			return
		}
		if k != xmlscan.StartTag || s.NS != nsW {
			if k == xmlscan.StartTag {
				s.Skip()
			}
			continue
		}
		switch string(s.Local) {
		case "name":
			v, _ := s.val()
			i.name = string(v)
		case "aliases":
			v, _ := s.val()
			i.aliases = string(v)
		case "basedOn":
			v, _ := s.val()
			i.based = string(v)
		case "pPr":
			readStyleParagraph(s, i)
		case "rPr":
			readStyleRun(s, i)
		case "rPrDefault", "pPrDefault": // rPr is inside
		default:
			s.Skip()
		}
	}
}

func readStyleParagraph(s *scanner, i *styleInfo) {
	for c := s.Children(); c.Next(); {
		if s.NS != nsW {
			continue
		}
		switch string(s.Local) {
		case "outlineLvl":
			i.outline = outlineLevel(s)
		case "numPr":
			i.number = readNumberRef(s)
		}
	}
}

func readStyleRun(s *scanner, i *styleInfo) {
	for c := s.Children(); c.Next(); {
		switch {
		case s.Is(nsW, "b"):
			i.bold = toggleOf(s.onOff())
		case s.Is(nsW, "vanish"):
			i.hidden = toggleOf(s.onOff())
		case s.Is(nsW, "strike"):
			i.struck = toggleOf(s.onOff())
		case s.Is(nsW, "dstrike"):
			i.twice = toggleOf(s.onOff())
		case s.Is(nsW, "vertAlign"):
			v, _ := s.val()
			i.raise = raisedBy(v)
		}
	}
}

// outlineLevel reads w:outlineLvl (17.3.1.20): 0 to 8 are levels, 9 is body text.
func outlineLevel(s *scanner) int {
	if n, ok := s.number("val"); ok && n >= 0 && n <= 8 {
		return n + 1
	}
	return 0
}

// readNumberRef reads w:numPr (17.3.1.19).
func readNumberRef(s *scanner) numberRef {
	ref := numberRef{-1, -1}
	for c := s.Children(); c.Next(); {
		switch {
		case s.Is(nsW, "numId"):
			if n, ok := s.number("val"); ok {
				ref.num = max(n, 0)
			}
		case s.Is(nsW, "ilvl"):
			if n, ok := s.number("val"); ok && n >= 0 && n < levels {
				ref.level = n
			}
		}
	}
	return ref
}

// inherit fills in what a style does not say from the one it is based on.
func (t *styleTable) inherit(i *styleInfo, steps int) {
	if i.based == "" || steps > longestChain {
		return
	}
	from := t.byID[i.based]
	i.based = "" // done; a circle ends here too
	if from == nil || from == i || from.kind != i.kind {
		return
	}
	t.inherit(from, steps+1)
	i.bold = i.bold.or(from.bold)
	i.hidden = i.hidden.or(from.hidden)
	i.struck = i.struck.or(from.struck)
	i.twice = i.twice.or(from.twice)
	i.raise = i.raise.Or(from.raise)
	if i.outline < 0 {
		i.outline = from.outline
	}
	if i.number.num < 0 {
		i.number.num = from.number.num
	}
	if i.number.level < 0 {
		i.number.level = from.number.level
	}
	if !i.own && from.own {
		i.role, i.own = from.role, true
	}
}

// of returns the style with the ID, or one that says nothing.
func (t *styleTable) of(id []byte) *styleInfo {
	if i := t.byID[string(id)]; i != nil {
		return i
	}
	return &t.undefined
}
