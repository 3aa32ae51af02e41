package content

import "nianbao/converter/internal/pdfread/object"

// hiddenLayers returns the optional content groups that are off when the file is opened (8.11.4.3).
func hiddenLayers(f *object.File) map[object.Ref]bool {
	properties := f.Dict(f.Catalog()["OCProperties"])
	if properties == nil {
		return nil
	}
	hidden := map[object.Ref]bool{}
	usual := f.Dict(properties["D"])
	if f.Name(usual["BaseState"]) == "OFF" {
		for _, o := range f.Array(properties["OCGs"]) {
			if ref, ok := o.(object.Ref); ok && f.Count(1) {
				hidden[ref] = true
			}
		}
		for _, o := range f.Array(usual["ON"]) {
			if ref, ok := o.(object.Ref); ok {
				delete(hidden, ref)
			}
		}
	}
	for _, o := range f.Array(usual["OFF"]) {
		if ref, ok := o.(object.Ref); ok && f.Count(1) {
			hidden[ref] = true
		}
	}
	return hidden
}

// isHidden reports whether content that belongs to a group, or to groups of which any must be on (8.11.2.2), is off.
func (p *page) isHidden(o object.Object) bool {
	if len(p.hidden) == 0 || o == nil {
		return false
	}
	if ref, ok := o.(object.Ref); ok && p.hidden[ref] {
		return true
	}
	groups := p.file.Dict(o)["OCGs"]
	if ref, ok := groups.(object.Ref); ok && p.hidden[ref] {
		return true
	}
	list := p.file.Array(groups)
	for _, o := range list {
		if ref, ok := o.(object.Ref); !ok || !p.hidden[ref] {
			return false
		}
	}
	return len(list) > 0
}

// enterMarked opens a level of marked content (14.6), which belongs to a group where its tag is OC.
func (p *page) enterMarked(op string, s *scanner, resources object.Dict) {
	off := false
	if n := len(s.operands); len(p.hidden) > 0 && op == "BDC" && n >= 2 && s.operands[n-2].kind == name && string(s.operands[n-2].bytes) == "OC" {
		if id, ok := s.last(name); ok {
			off = p.isHidden(p.file.Dict(resources["Properties"])[object.Name(id)])
		}
	}
	if len(p.marked) < mostStates {
		p.marked = append(p.marked, off)
		if off {
			p.muted++
		}
	}
}

func (p *page) leaveMarked() {
	n := len(p.marked)
	if n == 0 {
		return
	}
	if p.marked[n-1] {
		p.muted--
	}
	p.marked = p.marked[:n-1]
}
