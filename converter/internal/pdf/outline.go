package pdf

import "nianbao/converter/internal/layout"

// writeOutline writes the document's outline (ISO 32000-1 12.3.3) and returns its root object, 0 if there is none.
func (f *file) writeOutline(leaves []int) int {
	marks := f.pages.Bookmarks
	if len(marks) == 0 {
		return 0
	}
	root := f.reserve()
	first := len(f.offsets) + 1
	for range marks {
		f.reserve()
	}
	// Node 0 is the root, node i+1 the bookmark i.
	type node struct{ parent, previous, next, firstChild, lastChild, below int }
	nodes := make([]node, len(marks)+1)
	open := []int{0} // the last node of each level
	for i := range marks {
		level := max(1, min(marks[i].Level, len(open)))
		open = open[:level]
		n, parent := i+1, open[level-1]
		nodes[n].parent = parent
		if last := nodes[parent].lastChild; last != 0 {
			nodes[n].previous = last
			nodes[last].next = n
		} else {
			nodes[parent].firstChild = n
		}
		nodes[parent].lastChild = n
		open = append(open, n)
	}
	for n := len(nodes) - 1; n > 0; n-- {
		nodes[nodes[n].parent].below += nodes[n].below + 1
	}
	object := func(n int) int {
		if n == 0 {
			return root
		}
		return first + n - 1
	}
	link := func(key string, n int) {
		if n != 0 {
			f.text(key).ref(object(n))
		}
	}
	f.begin(root)
	f.text("<</Type/Outlines/Count ").int(nodes[0].below)
	link("/First ", nodes[0].firstChild)
	link("/Last ", nodes[0].lastChild)
	f.text(">>")
	f.end()
	for i, m := range marks {
		n := nodes[i+1]
		f.begin(object(i + 1))
		f.text("<</Title").str(m.Title)
		f.text("/Parent ").ref(object(n.parent))
		link("/Prev ", n.previous)
		link("/Next ", n.next)
		link("/First ", n.firstChild)
		link("/Last ", n.lastChild)
		if n.below > 0 {
			f.text("/Count ").int(n.below)
		}
		if f.info.Profile.second() {
			f.text("/A<</S/GoTo/D")
			f.destination(leaves[m.Page], m.Y)
			f.text("/SD")
			f.destination(f.tags.first+int(m.Element), m.Y)
			f.text(">>>>")
		} else {
			f.text("/Dest")
			f.destination(leaves[m.Page], m.Y)
			f.text(">>")
		}
		f.end()
	}
	return root
}

// destination writes where a bookmark leads: a height of a page, or of an element of the structure (ISO 32000-2 12.3.2.3).
func (f *file) destination(target int, y layout.Unit) {
	f.text("[").ref(target)
	f.text("/XYZ 0 ").length(f.pages.Height - y)
	f.text(" 0]")
}
