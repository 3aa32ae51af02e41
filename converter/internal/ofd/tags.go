package ofd

import (
	"strconv"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/xmltext"
)

// Namespace is that of the elements of the document's structure. The standard gives custom tags a place and lets everyone
// name them (16); ours are named as PDF names the same things (ISO 32000-1 14.8.4).
const Namespace = "https://nianbao.example/ns/ofd/1.0/"

const (
	tagFolder = "Tags/"
	tagList   = tagFolder + "CustomTags.xml"
	structure = "Structure.xml"
)

// tags is the document's structure with the text objects of each element.
type tags struct {
	elements []layout.Element
	objects  []reference
	head     []int32 // the first object of each element, -1 for none
	tail     []int32
}

// reference is a text object on a page; next is the following one of the same element, -1 for none.
type reference struct {
	page, id int
	next     int32
}

const none int32 = -1

func newTags(pages *layout.Pages) *tags {
	n := len(pages.Structure)
	links := make([]int32, 2*n)
	for i := range links {
		links[i] = none
	}
	return &tags{elements: pages.Structure, head: links[:n], tail: links[n:]}
}

// add gives an object to an element; what is an artifact belongs to none.
func (t *tags) add(element int32, page, id int) {
	if element < 0 || int(element) >= len(t.elements) {
		return
	}
	at := int32(len(t.objects))
	t.objects = append(t.objects, reference{page, id, none})
	if last := t.tail[element]; last == none {
		t.head[element] = at
	} else {
		t.objects[last].next = at
	}
	t.tail[element] = at
}

// writeTags writes the list of custom tags and the one there is.
func (f *file) writeTags() {
	if len(f.tags.elements) == 0 {
		return
	}
	b := append(f.part[:0], xmlHead+`<ofd:CustomTags xmlns:ofd="`+namespace+`"><ofd:CustomTag NameSpace="`+Namespace+`">`+
		`<ofd:FileLoc>`+structure+`</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`...)
	f.add(folder+tagList, b)
	b = append(f.part[:0], xmlHead+`<Document xmlns="`+Namespace+`" xmlns:ofd="`+namespace+`">`...)
	var open []int32
	for i := range f.tags.elements {
		e := &f.tags.elements[i]
		for len(open) > 0 && open[len(open)-1] != e.Parent {
			b = f.closeTag(b, open[len(open)-1])
			open = open[:len(open)-1]
		}
		b = f.openTag(b, int32(i))
		open = append(open, int32(i))
	}
	for ; len(open) > 0; open = open[:len(open)-1] {
		b = f.closeTag(b, open[len(open)-1])
	}
	f.add(folder+tagFolder+structure, append(b, `</Document>`...))
}

// openTag appends an element's start, and the objects that belong to it and to no element inside it.
func (f *file) openTag(b []byte, i int32) []byte {
	e := &f.tags.elements[i]
	b = append(b, '<')
	b = append(b, e.Type()...)
	attribute := func(name, value string) {
		if value != "" {
			b = append(b, ' ')
			b = append(b, name...)
			b = append(b, '=', '"')
			b = xmltext.Append(b, value)
			b = append(b, '"')
		}
	}
	if e.Kind == layout.HeaderCell {
		attribute("ID", tagID(i))
	}
	if e.RunIn {
		attribute("Placement", "Inline")
	}
	attribute("Title", e.Caption)
	attribute("Summary", e.Summary)
	attribute("Scope", [...]string{layout.NoScope: "", layout.ColumnScope: "Column", layout.RowScope: "Row"}[e.Scope])
	if e.RowSpan > 1 {
		attribute("RowSpan", strconv.Itoa(e.RowSpan))
	}
	if e.ColSpan > 1 {
		attribute("ColSpan", strconv.Itoa(e.ColSpan))
	}
	if len(e.Headers) > 0 {
		b = append(b, ` Headers="`...)
		for k, h := range e.Headers {
			if k > 0 {
				b = append(b, ' ')
			}
			b = append(b, tagID(h)...)
		}
		b = append(b, '"')
	}
	b = append(b, '>')
	for at := f.tags.head[i]; at != none; at = f.tags.objects[at].next {
		b = append(b, `<ofd:ObjectRef PageRef="`...)
		b = appendInt(b, f.leaves[f.tags.objects[at].page])
		b = append(b, `">`...)
		b = appendInt(b, f.tags.objects[at].id)
		b = append(b, `</ofd:ObjectRef>`...)
	}
	return b
}

func (f *file) closeTag(b []byte, i int32) []byte {
	b = append(b, '<', '/')
	b = append(b, f.tags.elements[i].Type()...)
	return append(b, '>')
}

// tagID is what data cells name a header cell by.
func tagID(element int32) string { return "e" + strconv.Itoa(int(element)) }
