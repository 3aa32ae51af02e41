package pdftest

import (
	"fmt"
	"strings"
)

// Element is an element of the structure tree (14.7.2).
type Element struct {
	Ref    Ref
	Type   Name // the standard type: what a role map gives
	Parent *Element
	Kids   []Kid
	Dict   Dict
	Table  Dict // its attributes of the owner Table (14.8.5.7)
	Layout Dict
	ID     string
	Actual *string
	Title  string
}

// Kid is an element or a stretch of content.
type Kid struct {
	Element *Element
	Page    Ref
	MCID    int
}

// mcidOn names marked content.
type mcidOn struct {
	page Ref
	mcid int
}

// Tree is the structure tree.
type Tree struct {
	Root     Dict
	Children []*Element // of the root
	All      []*Element // in reading order
	byRef    map[Ref]*Element
	text     map[mcidOn]string
	pages    map[Ref]int
}

// Text returns what is read for an element: of all elements inside it, in order.
func (t *Tree) Text(e *Element) string {
	if e.Actual != nil {
		return *e.Actual
	}
	var b strings.Builder
	for _, k := range e.Kids {
		if k.Element != nil {
			b.WriteString(t.Text(k.Element))
		} else {
			b.WriteString(t.text[mcidOn{k.Page, k.MCID}])
		}
	}
	return b.String()
}

// Tree reads the structure tree of a file.
func (f *File) Tree() (*Tree, error) {
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	return f.tree(pages)
}

func (f *File) tree(pages []*Page) (*Tree, error) {
	t := &Tree{Root: f.Dict(f.Catalog()["StructTreeRoot"]), byRef: map[Ref]*Element{}, text: map[mcidOn]string{}, pages: map[Ref]int{}}
	for _, page := range pages {
		t.pages[page.Ref] = page.Number
		for _, i := range page.Items {
			if i.MCID >= 0 {
				t.text[mcidOn{page.Ref, i.MCID}] += i.Text
			}
		}
	}
	if t.Root == nil {
		return t, nil
	}
	for _, kid := range kidList(f, t.Root["K"]) {
		e, err := f.element(t, kid, nil)
		if err != nil {
			return nil, err
		}
		t.Children = append(t.Children, e)
	}
	return t, nil
}

func kidList(f *File, o any) Array {
	if o == nil {
		return nil
	}
	if list := f.Array(o); list != nil {
		return list
	}
	return Array{o}
}

func (f *File) element(t *Tree, o any, parent *Element) (*Element, error) {
	ref, _ := o.(Ref)
	d := f.Dict(o)
	if d == nil {
		return nil, fmt.Errorf("the structure tree has %v", o)
	}
	if t.byRef[ref] != nil {
		return nil, fmt.Errorf("element %d stands in the structure tree twice", ref)
	}
	kind, _ := f.Get(d["S"]).(Name)
	for range 8 { // role maps lead from one name to the next (14.7.3)
		mapped, ok := f.Get(f.Dict(t.Root["RoleMap"])[kind]).(Name)
		if !ok || mapped == kind {
			break
		}
		kind = mapped
	}
	id, _ := f.Get(d["ID"]).(String)
	e := &Element{Ref: ref, Type: kind, Parent: parent, Dict: d, ID: string(id), Title: Text(f.Get(d["T"]))}
	if text := f.Get(d["ActualText"]); text != nil {
		actual := Text(text)
		e.Actual = &actual
	}
	for _, a := range kidList(f, d["A"]) {
		switch attributes := f.Dict(a); attributes["O"] {
		case Name("Table"):
			e.Table = attributes
		case Name("Layout"):
			e.Layout = attributes
		}
	}
	t.byRef[ref] = e
	t.All = append(t.All, e)
	page, _ := d["Pg"].(Ref)
	for _, kid := range kidList(f, d["K"]) {
		if id, ok := f.Get(kid).(int); ok {
			e.Kids = append(e.Kids, Kid{Page: page, MCID: id})
			continue
		}
		inner := f.Dict(kid)
		switch inner["Type"] {
		case Name("MCR"):
			on, ok := inner["Pg"].(Ref)
			if !ok {
				on = page
			}
			id, ok := f.Get(inner["MCID"]).(int)
			if !ok {
				return nil, fmt.Errorf("element %d has content %v", ref, inner)
			}
			e.Kids = append(e.Kids, Kid{Page: on, MCID: id})
		case Name("OBJR"):
		default:
			child, err := f.element(t, kid, e)
			if err != nil {
				return nil, err
			}
			e.Kids = append(e.Kids, Kid{Element: child})
		}
	}
	return e, nil
}

// numberTree returns the entries of a number tree (7.9.7).
func (f *File) numberTree(o any) (map[int]any, error) {
	out := map[int]any{}
	last := -1
	var walk func(o any, depth int) error
	walk = func(o any, depth int) error {
		d := f.Dict(o)
		if d == nil || depth > 20 {
			return fmt.Errorf("a number tree with %v", o)
		}
		nums := f.Array(d["Nums"])
		for i := 0; i+1 < len(nums); i += 2 {
			key, ok := f.Get(nums[i]).(int)
			if !ok || key <= last {
				return fmt.Errorf("a number tree with the key %v behind %d", nums[i], last)
			}
			last, out[key] = key, nums[i+1]
		}
		for _, kid := range f.Array(d["Kids"]) {
			if err := walk(kid, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return out, walk(o, 0)
}

// nameTree returns the entries of a name tree (7.9.6).
func (f *File) nameTree(o any) (map[string]any, error) {
	out := map[string]any{}
	last, any := "", false
	var walk func(o interface{}, depth int) error
	walk = func(o interface{}, depth int) error {
		d := f.Dict(o)
		if d == nil || depth > 20 {
			return fmt.Errorf("a name tree with %v", o)
		}
		names := f.Array(d["Names"])
		for i := 0; i+1 < len(names); i += 2 {
			key, ok := f.Get(names[i]).(String)
			if !ok || any && string(key) <= last {
				return fmt.Errorf("a name tree with the key %v behind %q", names[i], last)
			}
			last, any = string(key), true
			out[last] = names[i+1]
		}
		for _, kid := range f.Array(d["Kids"]) {
			if err := walk(kid, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return out, walk(o, 0)
}

// Leaf is what of an element stands on one page.
type Leaf struct {
	Page int // from 1
	Type Name
	Text string // as the glyphs say it, without an ActualText of the element
}

// Leaves returns the content of the elements in reading order, an element that goes on over pages as one leaf for each.
func (t *Tree) Leaves() []Leaf {
	var list []Leaf
	for _, e := range t.All {
		first := len(list)
		for _, k := range e.Kids {
			if k.Element != nil {
				continue
			}
			text := t.text[mcidOn{k.Page, k.MCID}]
			if n := len(list); n > first && list[n-1].Page == t.pages[k.Page] {
				list[n-1].Text += text
			} else {
				list = append(list, Leaf{t.pages[k.Page], e.Type, text})
			}
		}
	}
	return list
}
