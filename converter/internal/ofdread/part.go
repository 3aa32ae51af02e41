package ofdread

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"nianbao/converter/diag"
)

// element is an element of a part, with local names: everything of the format is in one namespace (7.3).
type element struct {
	name     string
	attrs    []xml.Attr
	children []*element
	text     []byte
}

// attr returns an attribute, "" where there is none.
func (e *element) attr(name string) string {
	for i := range e.attrs {
		if e.attrs[i].Name.Local == name {
			return e.attrs[i].Value
		}
	}
	return ""
}

// child returns the first child of a name, nil where there is none.
func (e *element) child(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// value returns the text of a child without the space around it.
func (e *element) value(name string) string {
	if c := e.child(name); c != nil {
		return strings.TrimSpace(string(c.text))
	}
	return ""
}

// located returns the name of the part that a place in another part leads to (ST_Loc, 7.1): from the root of the container, or from
// the folder of the part.
func located(from, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if strings.HasPrefix(loc, "/") {
		return path.Clean(loc)[1:]
	}
	return path.Join(path.Dir(from), loc)
}

// part reads a part; nil without a fault means that there is none.
func (f *file) part(name string) *element {
	if f.fault != nil || name == "" {
		return nil
	}
	data, fault := f.parts.Read(name)
	if fault != nil {
		f.fail(*fault)
		return nil
	}
	if data == nil {
		return nil
	}
	return f.parse(name, data)
}

// parse reads the elements of a part. No entity is expanded but those of XML itself.
func (f *file) parse(name string, data []byte) *element {
	limits := f.meter.Limits()
	root := &element{}
	open := []*element{root}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("an encoding other than UTF-8") }
	for {
		token, err := decoder.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			f.broken(name + ": " + err.Error())
			return nil
		}
		if !f.meter.Step(2) {
			f.fail(f.meter.Refusal())
			return nil
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if f.elements++; f.elements > limits.HTMLNodes {
				f.fail(diag.New("ofd-limit", diag.Place{}, "what", "个元素", "what_en", "elements", "limit", limits.HTMLNodes))
				return nil
			}
			if len(open) > limits.XMLDepth || len(token.Attr) > limits.XMLAttributes {
				f.fail(diag.New("ofd-limit", diag.Place{}, "what", "层嵌套或个属性", "what_en", "levels of elements or attributes", "limit", limits.XMLDepth))
				return nil
			}
			e := &element{name: token.Name.Local, attrs: token.Attr}
			top.children = append(top.children, e)
			open = append(open, e)
		case xml.EndElement:
			if len(open) == 1 || open[len(open)-1].name != token.Name.Local {
				f.broken(name + ": tags do not match")
				return nil
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(top.text)+len(token) > limits.XMLToken {
				f.fail(diag.New("ofd-limit", diag.Place{}, "what", "字节（一段数据）", "what_en", "bytes of text in an element", "limit", limits.XMLToken))
				return nil
			}
			top.text = append(top.text, token...)
		}
	}
	if len(open) != 1 || len(root.children) != 1 {
		f.broken(name + ": the part is cut off")
		return nil
	}
	return root.children[0]
}
