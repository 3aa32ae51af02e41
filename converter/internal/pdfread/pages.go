package pdfread

import (
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// page is a page of the document, with what it has inherited.
type page struct {
	dict      object.Dict
	inherited object.Dict
}

// inheritable are the entries that a page has of the nodes above it (ISO 32000-1 table 30).
var inheritable = [...]object.Name{"Resources", "MediaBox", "CropBox", "Rotate"}

// entry returns an entry of a page, inherited or its own.
func (p *page) entry(key object.Name) object.Object {
	if own := p.dict[key]; own != nil {
		return own
	}
	return p.inherited[key]
}

// pagesOf returns the pages in order.
func pagesOf(f *object.File) []page {
	var pages []page
	inherited := map[int]object.Dict{}
	walkLevels(f, f.Catalog()["Pages"], "Kids", func(node object.Dict, level int) bool {
		if f.Array(node["Kids"]) == nil {
			if len(pages) == f.Limits().Pages {
				f.Fail(&limit.Exceeded{What: pageCount, Limit: int64(len(pages))})
				return false
			}
			pages = append(pages, page{dict: node, inherited: inherited[level-1]})
			return true
		}
		here := object.Dict{}
		for _, key := range inheritable {
			if here[key] = node[key]; here[key] == nil {
				here[key] = inherited[level-1][key]
			}
		}
		inherited[level] = here
		return true
	})
	return pages
}

// walk visits the nodes of a tree in order, parents first, until visit returns false.
func walk(f *object.File, root object.Object, children object.Name, visit func(object.Dict) bool) {
	walkLevels(f, root, children, func(node object.Dict, _ int) bool { return visit(node) })
}

// walkLevels is walk for visitors that ask for the level: that of the root is 0. A node that is met twice makes the tree a
// circle or a bush without end, and the file broken.
func walkLevels(f *object.File, root object.Object, children object.Name, visit func(object.Dict, int) bool) {
	type step struct {
		node  object.Object
		level int
	}
	met := map[object.Ref]bool{}
	for left := []step{{root, 0}}; len(left) > 0 && f.Count(1); {
		s := left[len(left)-1]
		left = left[:len(left)-1]
		if ref, ok := s.node.(object.Ref); ok {
			if met[ref] {
				f.Fail(object.Circle(ref))
				return
			}
			met[ref] = true
		}
		node := f.Dict(s.node)
		if node == nil {
			continue
		}
		if !visit(node, s.level) {
			return
		}
		kids := f.Array(node[children])
		for i := len(kids) - 1; i >= 0; i-- {
			left = append(left, step{kids[i], s.level + 1})
		}
	}
}
