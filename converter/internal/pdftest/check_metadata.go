package pdftest

import (
	"crypto/md5"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

func checksum(b []byte) string { s := md5.Sum(b); return string(s[:]) }

// Namespaces of XMP.
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsPDFA      = "http://www.aiim.org/pdfa/ns/id/"
	nsPDFUA     = "http://www.aiim.org/pdfua/ns/id/"
	nsExtension = "http://www.aiim.org/pdfa/ns/extension/"
	nsSchema    = "http://www.aiim.org/pdfa/ns/schema#"
	nsProperty  = "http://www.aiim.org/pdfa/ns/property#"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsPDF       = "http://ns.adobe.com/pdf/1.3/"
)

// predefined are the namespaces that need no declaration (A 6.6.2.3.1).
var predefined = []string{nsRDF, nsPDFA, nsExtension, nsDC, nsXMP, nsPDF, "http://ns.adobe.com/xap/1.0/mm/", "http://www.w3.org/XML/1998/namespace"}

// metadata is what an XMP packet says.
type metadata struct {
	properties map[xml.Name]string // of the document, the text of arrays joined
	declared   map[xml.Name]bool   // by extension schemas
}

// Metadata returns the properties that the XMP packet of the catalog gives the document, by namespace and name.
func (f *File) Metadata() (map[xml.Name]string, error) {
	s, ok := f.Get(f.Catalog()["Metadata"]).(*Stream)
	if !ok {
		return nil, errors.New("no metadata")
	}
	m, err := readMetadata(s.Data)
	if err != nil {
		return nil, err
	}
	return m.properties, nil
}

// node is an XML element.
type node struct {
	name     xml.Name
	text     string
	children []*node
}

func readMetadata(data []byte) (*metadata, error) {
	d := xml.NewDecoder(strings.NewReader(string(data)))
	root := &node{}
	stack := []*node{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name}
			for _, a := range token.Attr { // properties may be attributes
				if a.Name.Space != "" && a.Name.Space != "xmlns" && a.Name.Space != nsRDF {
					n.children = append(n.children, &node{name: a.Name, text: a.Value})
				}
			}
			top := stack[len(stack)-1]
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].text += string(token)
		}
	}
	m := &metadata{properties: map[xml.Name]string{}, declared: map[xml.Name]bool{}}
	for _, description := range root.find(xml.Name{Space: nsRDF, Local: "Description"}) {
		for _, property := range description.children {
			m.properties[property.name] = property.all()
			if property.name == (xml.Name{Space: nsExtension, Local: "schemas"}) {
				m.declare(property)
			}
		}
	}
	return m, nil
}

// find returns the nearest elements of a name below a node.
func (n *node) find(name xml.Name) []*node {
	var list []*node
	for _, c := range n.children {
		if c.name == name {
			list = append(list, c)
		} else {
			list = append(list, c.find(name)...)
		}
	}
	return list
}

func (n *node) all() string {
	s := n.text
	for _, c := range n.children {
		if c.name.Space != "http://www.w3.org/XML/1998/namespace" {
			s += c.all()
		}
	}
	return s
}

func (n *node) one(space, local string) string {
	if list := n.find(xml.Name{Space: space, Local: local}); len(list) == 1 {
		return list[0].all()
	}
	return ""
}

// declare reads extension schemas (A 6.6.2.3.3): one counts that is complete.
func (m *metadata) declare(schemas *node) {
	for _, bag := range schemas.children {
		for _, schema := range bag.children {
			space := schema.one(nsSchema, "namespaceURI")
			if schema.one(nsSchema, "schema") == "" || schema.one(nsSchema, "prefix") == "" {
				continue
			}
			for _, list := range schema.find(xml.Name{Space: nsSchema, Local: "property"}) {
				for _, property := range list.find(xml.Name{Space: nsRDF, Local: "li"}) {
					category := property.one(nsProperty, "category")
					if property.one(nsProperty, "valueType") != "" && property.one(nsProperty, "description") != "" && (category == "internal" || category == "external") {
						m.declared[xml.Name{Space: space, Local: property.one(nsProperty, "name")}] = true
					}
				}
			}
		}
	}
}

// checkMetadata: what the file says it conforms to, declared where it must be, and the same as the information dictionary.
func (f *File) checkMetadata(r *report, p Profile) {
	s, ok := f.Get(f.Catalog()["Metadata"]).(*Stream)
	if !ok || s.Dict["Type"] != Name("Metadata") || s.Dict["Subtype"] != Name("XML") {
		r.add("metadata", "%v", f.Catalog()["Metadata"])
		return
	}
	if s.Dict["Filter"] != nil {
		r.add("metadata", "compressed (ISO 19005-1 6.7.2)")
	}
	m, err := readMetadata(s.Data)
	if err != nil {
		r.add("metadata", "%v", err)
		return
	}
	want := map[xml.Name]string{{Space: nsPDFA, Local: "part"}: "", {Space: nsPDFA, Local: "conformance"}: p.Level, {Space: nsPDFUA, Local: "part"}: ""}
	if p.Part > 0 {
		want[xml.Name{Space: nsPDFA, Local: "part"}] = strconv.Itoa(p.Part)
	}
	if p.Accessible {
		want[xml.Name{Space: nsPDFUA, Local: "part"}] = "1"
		if p.Part == 4 {
			want[xml.Name{Space: nsPDFUA, Local: "part"}] = "2"
		}
	}
	for name, value := range want {
		if m.properties[name] != value {
			r.add("metadata-identification", "%s is %q, not %q", name.Local, m.properties[name], value)
		}
	}
	for name := range m.properties {
		if !slices.Contains(predefined, name.Space) && !m.declared[name] && p.Part > 0 && p.Part < 4 {
			r.add("metadata-extension", "%s %s is declared nowhere (A 6.6.2.3.1)", name.Space, name.Local)
		}
	}
	title := m.properties[xml.Name{Space: nsDC, Local: "title"}]
	if title == "" && p.Accessible {
		r.add("metadata-title", "there is none (UA 7.1)")
	}
	f.checkInformation(r, m)
}

// checkInformation: the information dictionary says the same (ISO 19005-1 6.7.3).
func (f *File) checkInformation(r *report, m *metadata) {
	information := f.Dict(f.Trailer["Info"])
	if information == nil {
		return
	}
	for key, name := range map[Name]xml.Name{"Title": {Space: nsDC, Local: "title"}, "Author": {Space: nsDC, Local: "creator"}, "Subject": {Space: nsDC, Local: "description"},
		"Producer": {Space: nsPDF, Local: "Producer"}} {
		if a, b := Text(f.Get(information[key])), m.properties[name]; a != b {
			r.add("metadata-information", "/%s %q, in XMP %q", key, a, b)
		}
	}
	for key, name := range map[Name]xml.Name{"CreationDate": {Space: nsXMP, Local: "CreateDate"}, "ModDate": {Space: nsXMP, Local: "ModifyDate"}} {
		a, b := Text(f.Get(information[key])), m.properties[name]
		if a != "" && !validDate(a) {
			r.add("metadata-information", "/%s %q is no date", key, a)
		}
		digits := func(s string) string {
			return strings.Map(func(c rune) rune {
				if c >= '0' && c <= '9' || c == '+' {
					return c
				}
				return -1
			}, s)
		}
		if digits(a) != digits(b) {
			r.add("metadata-information", "/%s %q, in XMP %q", key, a, b)
		}
	}
}
