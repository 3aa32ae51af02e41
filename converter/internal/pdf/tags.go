package pdf

import "nianbao/converter/internal/layout"

// tags is the structure tree being collected: which stretches of which page's content belong to which element
// (ISO 32000-1 14.7).
type tags struct {
	elements []layout.Element
	first    int     // object of element 0
	child    []int32 // the first element inside each one, -1 for none; the last entry is the document's
	sibling  []int32 // the next element inside the same one
	marks    []mark
	head     []int32 // the first mark of each element
	tail     []int32
	pages    [][]int32 // element of each marked-content identifier of each page
	unit     int       // of the first digit of an identifier
}

// mark is a stretch of content: a marked-content sequence.
type mark struct {
	page, id int
	next     int32
}

const none int32 = -1

func newTags(pages *layout.Pages) *tags {
	n := len(pages.Structure)
	links := make([]int32, 4*n+1)
	for i := range links {
		links[i] = none
	}
	t := &tags{elements: pages.Structure, child: links[:n+1], sibling: links[n+1 : 2*n+1], head: links[2*n+1 : 3*n+1],
		tail: links[3*n+1:], unit: 1, pages: make([][]int32, len(pages.Pages)), marks: make([]mark, 0, n+n/8)}
	for t.unit <= n/10 {
		t.unit *= 10
	}
	for i := n - 1; i >= 0; i-- {
		parent := t.elements[i].Parent
		if parent < 0 {
			parent = int32(n)
		}
		t.sibling[i], t.child[parent] = t.child[parent], int32(i)
	}
	return t
}

// mark adds a stretch of a page's content to an element and returns its identifier.
func (t *tags) mark(element int32, page int) int {
	id := len(t.pages[page])
	t.pages[page] = append(t.pages[page], element)
	at := int32(len(t.marks))
	t.marks = append(t.marks, mark{page, id, none})
	if last := t.tail[element]; last == none {
		t.head[element] = at
	} else {
		t.marks[last].next = at
	}
	t.tail[element] = at
	return id
}

// writeTags writes the structure tree and returns its root, 0 for files without tags. leaves are the page objects.
func (f *file) writeTags(leaves []int) int {
	t := f.tags
	if t == nil {
		return 0
	}
	root, document, namespace := f.reserve(), f.reserve(), 0
	if f.info.Profile.second() {
		namespace = f.reserve()
	}
	t.first = len(f.offsets) + 1
	for range t.elements {
		f.reserve()
	}
	f.begin(root)
	f.text("<</Type/StructTreeRoot/K ").ref(document)
	if namespace != 0 {
		f.text("/Namespaces[").ref(namespace).text("]")
	}
	f.parentTree()
	f.identifierTree()
	f.text(">>")
	f.end()
	f.begin(document)
	f.text("<</S/Document/P ").ref(root)
	if namespace != 0 {
		f.text("/NS ").ref(namespace)
	}
	f.kids(int32(len(t.elements)), leaves)
	f.text(">>")
	f.end()
	if namespace != 0 { // of the standard structure types (ISO 32000-2 14.8.6)
		f.begin(namespace)
		f.text("<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>")
		f.end()
	}
	for i := range t.elements {
		f.writeElement(int32(i), document, leaves)
	}
	return root
}

// writeElement writes an element, without the type that it may leave out (14.7.2, table 323).
func (f *file) writeElement(i int32, document int, leaves []int) {
	t := f.tags
	e := &t.elements[i]
	f.begin(t.first + int(i))
	f.text("<</S/").text(e.Type()).text("/P ")
	if e.Parent < 0 {
		f.ref(document)
	} else {
		f.ref(t.first + int(e.Parent))
	}
	if e.Kind == layout.HeaderCell {
		f.text("/ID")
		f.identifier(i)
	}
	if e.Caption != "" {
		f.text("/T").str(e.Caption)
	}
	f.attributes(e)
	f.kids(i, leaves)
	f.text(">>")
	f.end()
}

// attributes writes what a table and its cells say of themselves (14.8.5.7), and that a heading stands in its paragraph's
// first line (14.8.5.4.2).
func (f *file) attributes(e *layout.Element) {
	switch {
	case e.RunIn:
		f.text("/A<</O/Layout/Placement/Inline>>")
		return
	case e.Kind == layout.Table && e.Summary != "":
		f.text("/A<</O/Table/Summary").str(e.Summary)
	case e.Kind == layout.HeaderCell || e.Kind == layout.DataCell && (len(e.Headers) > 0 || e.RowSpan > 1 || e.ColSpan > 1):
		f.text("/A<</O/Table")
	default:
		return
	}
	switch e.Scope {
	case layout.ColumnScope:
		f.text("/Scope/Column")
	case layout.RowScope:
		f.text("/Scope/Row")
	}
	if e.RowSpan > 1 {
		f.text("/RowSpan ").int(e.RowSpan)
	}
	if e.ColSpan > 1 {
		f.text("/ColSpan ").int(e.ColSpan)
	}
	if len(e.Headers) > 0 {
		f.text("/Headers[")
		for _, h := range e.Headers {
			f.identifier(h)
		}
		f.text("]")
	}
	f.text(">>")
}

// kids writes what an element consists of: the elements inside it, or stretches of content. Those of its first page are
// numbers, those of further pages say which page they are on (14.7.4.2).
func (f *file) kids(i int32, leaves []int) {
	t := f.tags
	if only := t.child[i]; only != none && t.sibling[only] == none {
		f.text("/K ").ref(t.first + int(only))
		return
	}
	if t.child[i] != none {
		f.text("/K[")
		for c := t.child[i]; c != none; c = t.sibling[c] {
			if c != t.child[i] {
				f.text(" ")
			}
			f.ref(t.first + int(c))
		}
		f.text("]")
		return
	}
	if int(i) == len(t.elements) || t.head[i] == none {
		return
	}
	first := t.marks[t.head[i]]
	f.text("/Pg ").ref(leaves[first.page])
	if first.next == none {
		f.text("/K ").int(first.id)
		return
	}
	f.text("/K[")
	for at := t.head[i]; at != none; at = t.marks[at].next {
		switch m := t.marks[at]; {
		case m.page != first.page:
			f.text("<</Type/MCR/Pg ").ref(leaves[m.page])
			f.text("/MCID ").int(m.id).text(">>")
		case at != t.head[i]:
			f.text(" ").int(m.id)
		default:
			f.int(m.id)
		}
	}
	f.text("]")
}

// parentTree leads from a page's marked content to the elements (14.7.4.4): for page i, under key i.
func (f *file) parentTree() {
	t := f.tags
	f.text("/ParentTreeNextKey ").int(len(t.pages)).text("/ParentTree<</Nums[")
	for page, elements := range t.pages {
		f.int(page).text("[")
		for id, e := range elements {
			if id > 0 {
				f.text(" ")
			}
			f.ref(t.first + int(e))
		}
		f.text("]")
	}
	f.text("]>>")
}

// identifierTree leads from the identifiers of header cells, which data cells name, to the cells (14.7.2).
func (f *file) identifierTree() {
	opened := false
	for i := range f.tags.elements {
		if f.tags.elements[i].Kind != layout.HeaderCell {
			continue
		}
		if !opened {
			f.text("/IDTree<</Names[")
			opened = true
		}
		f.identifier(int32(i))
		f.ref(f.tags.first + i)
	}
	if opened {
		f.text("]>>")
	}
}

// identifier writes the name of an element: its number in as many digits as the number of all elements has, so that names
// sort as numbers do.
func (f *file) identifier(element int32) {
	f.text("(")
	for unit := f.tags.unit; unit > 0; unit /= 10 {
		f.out = append(f.out, byte('0'+int(element)/unit%10))
	}
	f.text(")")
}
