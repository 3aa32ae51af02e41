package ofdread

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/plane"
	"nianbao/converter/internal/zipfile"
)

// leaf is a page of the list: the part that it stands in, and the elements of it.
type leaf struct {
	name string
	page *element
}

// entrance is the part that leads to the document (7.4).
const entrance = "OFD.xml"

// pages returns the pages of the document (7.5), in order.
func (f *file) pages() []leaf {
	f.resources, f.templates, f.media = map[string]*element{}, map[string]string{}, map[string]string{}
	f.area = [4]float64{0, 0, 210, 297}
	root := f.part(entrance)
	if f.fault != nil {
		return nil
	}
	if root == nil {
		f.broken(entrance + " is missing")
		return nil
	}
	if isEncrypted(f.parts) {
		f.fail(diag.New("input-ofd-encrypted", diag.Place{}))
		return nil
	}
	var name string
	for body := root.first; body != nil; body = body.next {
		if body.name != "DocBody" {
			continue
		}
		if name != "" {
			f.fail(diag.New("input-ofd-several", diag.Place{}))
			return nil
		}
		name = located(entrance, body.value("DocRoot"))
	}
	document := f.part(name)
	if document == nil {
		f.broken("the document is missing")
		return nil
	}
	f.notes = document.child("Annotations") != nil
	f.common(name, document)
	return f.listed(name, document)
}

// isEncrypted reports whether the container holds the list of encrypted parts (GM/T 0099).
func isEncrypted(parts *zipfile.Archive) bool { return parts.Has("Encryptions.xml") }

// common reads what all pages share: their area, resources, templates.
func (f *file) common(name string, document *element) {
	data := document.child("CommonData")
	if data == nil {
		return
	}
	if area := data.child("PageArea"); area != nil {
		f.setArea(area, &f.area)
	}
	for c := data.first; c != nil; c = c.next {
		switch c.name {
		case "PublicRes", "DocumentRes":
			f.addResources(located(name, c.text))
		case "TemplatePage":
			f.templates[c.attr(attrID)] = located(name, c.attr(attrBaseLoc))
		}
	}
}

// setArea reads the size of a page (CT_PageArea): of the paper, of which ApplicationBox is what is shown.
func (f *file) setArea(e *element, area *[4]float64) {
	for _, key := range [...]string{"PhysicalBox", "ApplicationBox"} {
		if box, ok := boxOf(e.value(key)); ok && box[2] > 0 && box[3] > 0 {
			*area = box
			return
		}
	}
}

// addResources keeps what objects refer to and that matters here (7.9).
func (f *file) addResources(name string) {
	res := f.part(name)
	if res == nil {
		return
	}
	base := name
	if at := res.attr(attrBaseLoc); at != "" { // a folder, that of the resources themselves
		base = located(name, at) + "/"
	}
	for list := res.first; list != nil; list = list.next {
		if list.name == "MultiMedias" {
			for c := list.first; c != nil; c = c.next {
				f.media[c.attr(attrID)] = located(base, c.value("MediaFile"))
			}
		}
		if list.name != "CompositeGraphicUnits" && list.name != "DrawParams" {
			continue
		}
		for c := list.first; c != nil; c = c.next {
			f.resources[c.attr(attrID)] = c
		}
	}
}

// listed reads the parts of the list of pages.
func (f *file) listed(name string, document *element) []leaf {
	var all []leaf
	list := document.child("Pages")
	if list == nil || list.first == nil {
		f.broken("there are no pages")
		return nil
	}
	limits := f.meter.Limits()
	for c := list.first; c != nil; c = c.next {
		if c.name != "Page" {
			continue
		}
		if len(all) == limits.Pages {
			f.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-pages"), "limit", limits.Pages))
			return nil
		}
		part := located(name, c.attr(attrBaseLoc))
		all = append(all, leaf{name: part})
	}
	return all
}

// shown runs a page: its templates, as those behind and before it stand, and its own content (7.7).
func (f *file) shown(l leaf) *pageread.Page {
	p := f.run(l)
	p.coverText()
	return p.out
}

func (f *file) run(l leaf) *page {
	if l.page = f.part(l.name); l.page == nil {
		f.broken("the page " + l.name + " is missing")
		return &page{file: f, out: &pageread.Page{}}
	}
	area := f.area
	if own := l.page.child("Area"); own != nil {
		f.setArea(own, &area)
	}
	for c := l.page.first; c != nil; c = c.next {
		if c.name == "PageRes" {
			f.addResources(located(l.name, c.text))
		}
	}
	p := &page{file: f, out: &pageread.Page{Width: area[2] * millimetre, Height: area[3] * millimetre}}
	p.to = plane.Matrix{millimetre, 0, 0, millimetre, -area[0] * millimetre, -area[1] * millimetre}
	p.clip = plane.Box{X1: p.out.Width, Y1: p.out.Height}
	p.runTemplates(l, false)
	p.content(l.page)
	p.runTemplates(l, true)
	return p
}

// runTemplates runs the templates that stand behind a page's own content, or before it.
func (p *page) runTemplates(l leaf, before bool) {
	for c := l.page.first; c != nil; c = c.next {
		if c.name != "Template" || before != (c.attr(attrZOrder) == "Foreground") {
			continue
		}
		if t := p.part(p.templates[c.attr(attrTemplateID)]); t != nil {
			p.content(t)
		} else if p.fault == nil {
			p.broken("a template of the page " + l.name + " is missing")
		}
	}
}

// content shows the layers of a page or a template: those of the background first, those of the foreground last.
func (p *page) content(e *element) {
	c := e.child("Content")
	if c == nil {
		return
	}
	for _, kind := range [...]string{"Background", "Body", "Foreground"} {
		for layer := c.first; layer != nil; layer = layer.next {
			of := layer.attr(attrType)
			if of != "Background" && of != "Foreground" {
				of = "Body"
			}
			if of == kind {
				p.block(layer, p.to, 0)
			}
		}
	}
}

func isFalse(s string) bool { s = strings.TrimSpace(s); return s == "false" || s == "0" }
