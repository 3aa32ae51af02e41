package pdftest

import (
	"slices"
	"strings"
)

// checkParents: the parent tree and the structure tree say the same of every stretch of content (14.7.4.4), and each is
// somebody's once.
func (f *File) checkParents(r *report, t *Tree, pages []*Page) {
	parents, err := f.numberTree(t.Root["ParentTree"])
	if err != nil {
		r.add("parent-tree", "%v", err)
		return
	}
	next, _ := f.Get(t.Root["ParentTreeNextKey"]).(int)
	for key := range parents {
		if key >= next {
			r.add("parent-tree", "key %d, but the next one is said to be %d", key, next)
		}
	}
	claimed := map[mcidOn]*Element{}
	for _, e := range t.All {
		for _, k := range e.Kids {
			if k.Element != nil {
				continue
			}
			at := mcidOn{k.Page, k.MCID}
			if other := claimed[at]; other != nil {
				r.add("content-owner", "content %d of page object %d belongs to elements %d and %d", k.MCID, k.Page, other.Ref, e.Ref)
			}
			claimed[at] = e
		}
	}
	used := map[int]bool{}
	for _, page := range pages {
		ids := map[int]bool{}
		for _, i := range page.Items {
			if i.MCID >= 0 {
				ids[i.MCID] = true
			}
		}
		key, ok := f.Get(page.Dict["StructParents"]).(int)
		if !ok {
			if len(ids) > 0 {
				r.add("page-struct-parents", "page %d has none", page.Number)
			}
			continue
		}
		if used[key] {
			r.add("page-struct-parents", "page %d has the key %d of another page", page.Number, key)
		}
		used[key] = true
		owners := f.Array(parents[key])
		for id := range ids {
			var owner Ref
			if id < len(owners) {
				owner, _ = owners[id].(Ref)
			}
			e := t.byRef[owner]
			if e == nil {
				r.add("content-owner", "page %d: content %d belongs to object %d, which is no element of the tree", page.Number, id, owner)
				continue
			}
			if claimed[mcidOn{page.Ref, id}] != e {
				r.add("content-owner", "page %d: content %d belongs to element %d, which does not name it", page.Number, id, owner)
			}
		}
		for at, e := range claimed {
			if at.page == page.Ref && !ids[at.mcid] {
				r.add("content-exists", "element %d names content %d of page %d, which paints nothing", e.Ref, at.mcid, page.Number)
			}
		}
	}
	known := map[Ref]bool{}
	for _, page := range pages {
		known[page.Ref] = true
	}
	for at, e := range claimed {
		if !known[at.page] {
			r.add("content-exists", "element %d names content of object %d, which is no page", e.Ref, at.page)
		}
	}
	f.checkIDs(r, t)
}

// checkIDs: identifiers are unique and lead to their elements (14.7.2, 7.9.6).
func (f *File) checkIDs(r *report, t *Tree) {
	byID := map[string]Ref{}
	for _, e := range t.All {
		if e.ID == "" {
			continue
		}
		if byID[e.ID] != 0 {
			r.add("identifiers", "%q is that of elements %d and %d", e.ID, byID[e.ID], e.Ref)
		}
		byID[e.ID] = e.Ref
	}
	if len(byID) == 0 {
		return
	}
	tree, err := f.nameTree(t.Root["IDTree"])
	if err != nil {
		r.add("identifiers", "%v", err)
		return
	}
	for id, ref := range byID {
		if tree[id] != ref {
			r.add("identifiers", "%q leads to %v, not to element %d", id, tree[id], ref)
		}
	}
	if len(tree) > len(byID) {
		r.add("identifiers", "%d lead to no element", len(tree)-len(byID))
	}
}

// mayHold says what may stand in what, for the types that need it (14.8.4.3.4); other types hold what they like.
var mayHold = map[Name][]Name{
	"Document": {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Table", "Sect", "Div", "Part"},
	"Table":    {"TR", "THead", "TBody", "TFoot", "Caption"},
	"THead":    {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
	"TR": {"TH", "TD"},
	"TH": {"P", "Span"}, "TD": {"P", "Span"},
	"P": {"Span"}, "H1": {"Span"}, "H2": {"Span"}, "H3": {"Span"}, "H4": {"Span"}, "H5": {"Span"}, "H6": {"Span"},
	"Span": {"Span"},
}

// containers hold elements and no content of their own.
var containers = []Name{"Document", "Table", "THead", "TBody", "TFoot", "TR"}

// checkElements: types, who stands in whom, references to parents, levels of headings (UA 7.1, 7.2, 7.4.2).
func checkElements(r *report, t *Tree) {
	if len(t.Children) != 1 || t.Children[0].Type != "Document" {
		r.add("element-type", "the root holds %d elements and no single Document", len(t.Children))
	}
	level := 0
	for _, e := range t.All {
		parent := e.Dict["P"]
		switch {
		case e.Parent != nil && parent != e.Parent.Ref:
			r.add("element-parent", "element %d stands in %d and names %v as its parent", e.Ref, e.Parent.Ref, parent)
		case e.Parent == nil && parent == nil:
			r.add("element-parent", "element %d names no parent", e.Ref)
		}
		if kind := e.Dict["Type"]; kind != nil && kind != Name("StructElem") {
			r.add("element-type", "element %d is a %v", e.Ref, kind)
		}
		allowed, known := mayHold[e.Type]
		if !known {
			r.add("element-type", "element %d is a %s", e.Ref, e.Type)
		}
		own := 0
		for _, k := range e.Kids {
			if k.Element == nil {
				own++
			} else if known && !slices.Contains(allowed, k.Element.Type) {
				r.add("element-place", "a %s (%d) in a %s (%d)", k.Element.Type, k.Element.Ref, e.Type, e.Ref)
			}
		}
		if own > 0 && slices.Contains(containers, e.Type) {
			r.add("element-place", "a %s (%d) with content of its own", e.Type, e.Ref)
		}
		if len(e.Kids) == 0 && e.Type != "TH" && e.Type != "TD" && e.Type != "Document" {
			r.add("element-empty", "a %s (%d) holds nothing", e.Type, e.Ref)
		}
		if len(e.Type) == 2 && e.Type[0] == 'H' && strings.Contains("123456", string(e.Type[1])) {
			is := int(e.Type[1] - '0')
			if is > level+1 {
				r.add("heading-level", "H%d (%d) behind level %d", is, e.Ref, level)
			}
			level = is
		}
	}
}
