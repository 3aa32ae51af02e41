package pdftest

import (
	"errors"
	"fmt"
	"slices"
)

// Page is a page with what it paints.
type Page struct {
	Number int // from 1
	Ref    Ref
	Dict   Dict
	// Own says that the page has Resources of its own and does not inherit them.
	Own   bool
	Items []Item

	problems []Violation
	fonts    map[Name]*font
}

// Item is a glyph, a path or a picture that a page paints.
type Item struct {
	What     string // "text", "path", "image"
	Text     string // of a glyph; of the whole of a sequence with ActualText it stands with its first glyph
	MCID     int    // of the marked content around it, -1 for none
	Artifact bool
	X, Y     float64 // of a glyph: the text matrix's place, for messages
}

// Pages returns the pages in order, interpreted.
func (f *File) Pages() ([]*Page, error) {
	var pages []*Page
	fonts := map[Ref]*font{} // fonts are shared by pages
	seen := map[Ref]bool{}
	var walk func(o any, inherited Dict) error
	walk = func(o any, inherited Dict) error {
		ref, _ := o.(Ref)
		d := f.Dict(o)
		if d == nil || seen[ref] {
			return fmt.Errorf("the page tree has %v", o)
		}
		seen[ref] = true
		resources := f.Dict(d["Resources"])
		if d["Type"] == Name("Pages") {
			if resources == nil {
				resources = inherited
			}
			for _, kid := range f.Array(d["Kids"]) {
				if err := walk(kid, resources); err != nil {
					return err
				}
			}
			return nil
		}
		page := &Page{Number: len(pages) + 1, Ref: ref, Dict: d, Own: resources != nil, fonts: map[Name]*font{}}
		if resources == nil {
			resources = inherited
		}
		pages = append(pages, page)
		return f.paint(page, resources, fonts)
	}
	if err := walk(f.Catalog()["Pages"], nil); err != nil {
		return nil, err
	}
	return pages, nil
}

// mark is an open marked-content sequence.
type mark struct {
	artifact, explained, inText bool
	mcid                        int
}

// painter interprets a content stream.
type painter struct {
	f         *File
	page      *Page
	resources Dict
	marks     []mark
	saved     []*font // of the graphics states put aside
	font      *font
	inText    bool
	path      bool
	x, y      float64
	stack     []any
	actual    string // to be given to the next glyph
}

func (p *painter) problem(rule, format string, arguments ...any) {
	where := fmt.Sprintf("page %d: ", p.page.Number) + fmt.Sprintf(format, arguments...)
	p.page.problems = append(p.page.problems, Violation{rule, where})
}

// paint interprets the contents of a page.
func (f *File) paint(page *Page, resources Dict, fonts map[Ref]*font) error {
	for name, o := range f.Dict(resources["Font"]) {
		ref, _ := o.(Ref)
		if fonts[ref] == nil || ref == 0 {
			t, err := f.font(o)
			if err != nil {
				return fmt.Errorf("page %d: font %s: %w", page.Number, name, err)
			}
			fonts[ref] = t
		}
		page.fonts[name] = fonts[ref]
	}
	var data []byte
	for _, o := range contents(f, page.Dict["Contents"]) {
		s, ok := f.Get(o).(*Stream)
		if !ok {
			return fmt.Errorf("page %d: contents %v", page.Number, o)
		}
		data = append(append(data, s.Data...), '\n')
	}
	p := &painter{f: f, page: page, resources: resources}
	s := &scanner{data: data}
	for {
		o, err := s.object(false)
		if errors.Is(err, errEnd) {
			break
		}
		if err != nil {
			return fmt.Errorf("page %d: contents: %w", page.Number, err)
		}
		op, ok := o.(operator)
		if !ok {
			p.stack = append(p.stack, o)
			continue
		}
		p.operate(op)
		p.stack = p.stack[:0]
	}
	if len(p.marks) > 0 || p.inText || len(p.saved) > 0 {
		p.problem("content-nesting", "%d marked contents, a text object (%v) or %d graphics states stay open", len(p.marks), p.inText, len(p.saved))
	}
	return nil
}

func contents(f *File, o any) Array {
	if list := f.Array(o); list != nil {
		return list
	}
	return Array{o}
}

// quiet are the operators that paint nothing and that nothing here depends on (annex A).
var quiet = []operator{"cm", "w", "J", "j", "M", "d", "ri", "i", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "CS", "cs", "SC", "SCN", "sc",
	"scn", "G", "g", "RG", "rg", "K", "k", "W", "W*", "gs"}

func (p *painter) operate(op operator) {
	switch op {
	case "q":
		p.saved = append(p.saved, p.font)
	case "Q":
		if len(p.saved) == 0 {
			p.problem("content-nesting", "Q without q")
			return
		}
		p.font, p.saved = p.saved[len(p.saved)-1], p.saved[:len(p.saved)-1]
	case "BT", "ET":
		if p.inText == (op == "BT") {
			p.problem("content-nesting", "%s in the wrong place", op)
		}
		p.inText, p.x, p.y = op == "BT", 0, 0
	case "Tf":
		name, _ := p.operand(0).(Name)
		if p.font = p.page.fonts[name]; p.font == nil {
			p.problem("font-known", "the page has no font %s", name)
		}
	case "Td", "TD":
		p.x, p.y = p.x+number(p.operand(0)), p.y+number(p.operand(1))
	case "Tm":
		p.x, p.y = number(p.operand(4)), number(p.operand(5))
	case "T*":
	case "Tj", "'", `"`:
		p.show(p.operand(len(p.stack) - 1))
	case "TJ":
		list, _ := p.operand(0).(Array)
		for _, part := range list {
			if _, ok := part.(String); ok {
				p.show(part)
			}
		}
	case "m", "l", "c", "v", "y", "h", "re":
		p.path = true
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s":
		p.item(Item{What: "path"})
		p.path = false
	case "n":
		p.path = false
	case "sh":
		p.item(Item{What: "path"})
	case "Do":
		p.item(Item{What: "image"})
	case "BMC", "BDC":
		p.begin()
	case "EMC":
		if len(p.marks) == 0 {
			p.problem("content-nesting", "EMC without a beginning")
			return
		}
		if last := p.marks[len(p.marks)-1]; last.inText != p.inText {
			p.problem("content-nesting", "marked content begins inside a text object and ends outside it, or the other way round")
		}
		p.marks = p.marks[:len(p.marks)-1]
	default:
		if !slices.Contains(quiet, op) {
			p.problem("content-operators", "operator %s", op)
		}
	}
}

func (p *painter) operand(i int) any {
	if i < 0 || i >= len(p.stack) {
		p.problem("content-operators", "too few operands")
		return nil
	}
	return p.stack[i]
}

func number(o any) float64 {
	switch n := o.(type) {
	case int:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

// begin opens marked content (14.6) and notes what may not stand in what (UA 7.1).
func (p *painter) begin() {
	tag, _ := p.operand(0).(Name)
	m := mark{artifact: tag == "Artifact", mcid: -1, inText: p.inText}
	var properties Dict
	if len(p.stack) > 1 {
		switch o := p.stack[1].(type) {
		case Dict:
			properties = o
		case Name:
			properties = p.f.Dict(p.f.Dict(p.resources["Properties"])[o])
		}
	}
	if id, ok := p.f.Get(properties["MCID"]).(int); ok {
		m.mcid = id
	}
	if text, ok := properties["ActualText"]; ok {
		m.explained = true
		p.actual = Text(p.f.Get(text))
	}
	around := p.around()
	switch {
	case m.artifact && around.mcid >= 0:
		p.problem("content-nesting", "an artifact inside tagged content %d", around.mcid)
	case m.mcid >= 0 && around.artifact:
		p.problem("content-nesting", "tagged content %d inside an artifact", m.mcid)
	case m.mcid >= 0 && around.mcid >= 0:
		p.problem("content-nesting", "tagged content %d inside %d", m.mcid, around.mcid)
	}
	p.marks = append(p.marks, m)
}

// around says what the open sequences say together.
func (p *painter) around() mark {
	all := mark{mcid: -1}
	for _, m := range p.marks {
		all.artifact = all.artifact || m.artifact
		all.explained = all.explained || m.explained
		if m.mcid >= 0 {
			all.mcid = m.mcid
		}
	}
	return all
}

func (p *painter) item(i Item) {
	around := p.around()
	i.MCID, i.Artifact = around.mcid, around.artifact
	p.page.Items = append(p.page.Items, i)
}

// show paints the glyphs of a string.
func (p *painter) show(o any) {
	s, ok := o.(String)
	if !ok || p.font == nil || !p.inText {
		p.problem("content-operators", "text %v without a font or outside a text object", o)
		return
	}
	explained := p.around().explained
	for _, code := range p.font.codes(s) {
		where := fmt.Sprintf("page %d, code %d", p.page.Number, code)
		if p.font.used[code] == "" {
			p.font.used[code] = where
		}
		text := p.font.text[code]
		if explained {
			text, p.actual = p.actual, ""
		} else if p.font.bare[code] == "" {
			p.font.bare[code] = where
		}
		p.item(Item{What: "text", Text: text, X: p.x, Y: p.y})
	}
}
