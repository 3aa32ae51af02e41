package ofd_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/sfnt"
)

// node is an element of a part.
type node struct {
	name       string // local
	space      string // namespace
	attributes map[string]string
	children   []*node
	text       string // all character data directly inside
}

func (n *node) child(name string) *node {
	for _, c := range n.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// value returns the text of a child, "" where there is none.
func (n *node) value(name string) string {
	if c := n.child(name); c != nil {
		return c.text
	}
	return ""
}

func (n *node) walk(do func(*node)) {
	do(n)
	for _, c := range n.children {
		c.walk(do)
	}
}

func parseXML(t testing.TB, name string, data []byte) *node {
	t.Helper()
	root := &node{}
	open := []*node{root}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Local, space: token.Name.Space, attributes: map[string]string{}}
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					n.attributes[a.Name.Local] = a.Value
				}
			}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.children) != 1 {
		t.Fatalf("%s: %d roots", name, len(root.children))
	}
	return root.children[0]
}

// container is an OFD file, read from the way in as a reader does.
type container struct {
	parts    map[string][]byte
	order    []string
	xml      map[string]*node // every part that was followed
	used     map[string]bool
	entrance *node
	document *node
	pages    []*node
	pageIDs  []string
	fonts    map[string]*sfnt.Font
	bold     map[string]bool
	objects  map[string]*node // text objects by identifier
	onPage   map[string]string
	tags     *node // nil without
}

func readOFD(t testing.TB, data []byte) *container {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := &container{parts: map[string][]byte{}, xml: map[string]*node{}, used: map[string]bool{}, fonts: map[string]*sfnt.Font{}, bold: map[string]bool{},
		objects: map[string]*node{}, onPage: map[string]string{}}
	for _, f := range r.File {
		opened, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if c.parts[f.Name] != nil {
			t.Errorf("two parts %s", f.Name)
		}
		c.parts[f.Name] = content
		c.order = append(c.order, f.Name)
	}
	c.entrance = c.follow(t, "", "OFD.xml")
	root := c.entrance.child("DocBody").value("DocRoot")
	c.document = c.follow(t, "", root)
	for _, p := range c.document.child("Pages").children {
		c.pageIDs = append(c.pageIDs, p.attributes["ID"])
		page := c.follow(t, root, p.attributes["BaseLoc"])
		c.pages = append(c.pages, page)
		page.walk(func(n *node) {
			if n.name == "TextObject" {
				c.objects[n.attributes["ID"]] = n
				c.onPage[n.attributes["ID"]] = p.attributes["ID"]
			}
		})
	}
	list := c.document.child("CommonData").value("PublicRes")
	res := c.follow(t, root, list)
	if fonts := res.child("Fonts"); fonts != nil {
		for _, f := range fonts.children {
			name := path.Join(path.Dir(root), res.attributes["BaseLoc"], f.value("FontFile"))
			font, err := sfnt.Parse(string(c.part(t, name)), 0)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			c.fonts[f.attributes["ID"]], c.bold[f.attributes["ID"]] = font, f.attributes["Bold"] == "true"
		}
	}
	if list := c.document.value("CustomTags"); list != "" {
		from := path.Join(path.Dir(root), list)
		c.tags = c.follow(t, from, c.follow(t, root, list).child("CustomTag").value("FileLoc"))
	}
	return c
}

// follow parses the part that another one names.
func (c *container) follow(t testing.TB, from, name string) *node {
	t.Helper()
	name = path.Join(path.Dir(from), name)
	n := parseXML(t, name, c.part(t, name))
	c.xml[name] = n
	return n
}

func (c *container) part(t testing.TB, name string) []byte {
	t.Helper()
	data, ok := c.parts[name]
	if !ok {
		t.Fatalf("there is no part %s", name)
	}
	c.used[name] = true
	return data
}

// attachments returns the files inside the file by name.
func (c *container) attachments(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	root := c.entrance.child("DocBody").value("DocRoot")
	list := c.document.value("Attachments")
	if list == "" {
		return all
	}
	from := path.Join(path.Dir(root), list)
	for _, a := range c.follow(t, root, list).children {
		all[a.attributes["Name"]] = c.part(t, path.Join(path.Dir(from), a.value("FileLoc")))
	}
	return all
}

// shown is a glyph as a reader paints it; places are millimetres from the page's top left corner.
type shown struct {
	char         rune
	x, y         float64
	size, hscale float64
	bold         bool
	font         *sfnt.Font
	glyph        uint16
	boundary     [4]float64
}

// text returns the glyphs of a text object. unit counts characters as codes: runes, or UTF-16 units.
func (c *container) text(t testing.TB, o *node, unit func(r rune) int) []shown {
	t.Helper()
	font := c.fonts[o.attributes["Font"]]
	if font == nil {
		t.Fatalf("object %s: no font %s", o.attributes["ID"], o.attributes["Font"])
	}
	var bounds [4]float64
	copy(bounds[:], numbers(t, o.attributes["Boundary"]))
	glyphs := map[int][]string{} // by code position
	counts := map[int]int{}
	var code *node
	for _, child := range o.children {
		switch child.name {
		case "CGTransform":
			at := int(number(t, child.attributes["CodePosition"]))
			glyphs[at], counts[at] = strings.Fields(child.value("Glyphs")), int(number(t, child.attributes["CodeCount"]))
			if len(glyphs[at]) != int(number(t, child.attributes["GlyphCount"])) {
				t.Errorf("object %s: %d glyphs", o.attributes["ID"], len(glyphs[at]))
			}
		case "TextCode":
			code = child
		}
	}
	s := shown{x: bounds[0] + number(t, code.attributes["X"]), y: bounds[1] + number(t, code.attributes["Y"]), size: number(t, o.attributes["Size"]),
		hscale: 1, font: font, boundary: bounds}
	if h := o.attributes["HScale"]; h != "" {
		s.hscale = number(t, h)
	}
	s.bold = c.bold[o.attributes["Font"]]
	deltas := numbers(t, code.attributes["DeltaX"])
	chars := []rune(code.text)
	if len(deltas) != len(chars)-1 {
		t.Errorf("object %s: %d distances for %d characters", o.attributes["ID"], len(deltas), len(chars))
	}
	codes := 0
	for _, r := range chars {
		codes += unit(r)
	}
	if codes > counts[0] {
		t.Errorf("object %s: the map ends at code %d of %d", o.attributes["ID"], counts[0], codes)
	}
	mapped := codes == counts[0] && len(glyphs[0]) == len(chars) // else what it covers is not there, and the font's cmap decides
	var all []shown
	for i, r := range chars {
		s.char, s.glyph = r, font.Glyph(r)
		if mapped {
			s.glyph = uint16(number(t, glyphs[0][i]))
		}
		all = append(all, s)
		if i < len(deltas) {
			s.x += deltas[i]
		}
	}
	return all
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Errorf("%q is no number", s)
	}
	return v
}

func numbers(t testing.TB, s string) []float64 {
	t.Helper()
	var all []float64
	for _, f := range strings.Fields(s) {
		all = append(all, number(t, f))
	}
	return all
}
