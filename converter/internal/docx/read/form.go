package read

import (
	"bytes"
	"strings"

	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/xmlscan"
)

// bindControl notes which figure the content control around is bound to, where it is one of a form of ours.
func (r *reader) bindControl(s *scanner) {
	store, _ := s.Attribute(nsW, "storeItemID")
	if !bytes.EqualFold(store, []byte(names.CellsID)) {
		return
	}
	path, _ := s.Attribute(nsW, "xpath")
	if name := boundName(string(path)); name != "" {
		r.controls, r.isForm = append(r.controls, name), true
	}
}

// boundName returns the figure that an XPath of a form leads to, "/n:report[1]/n:requests.granted.total[1]", whatever the prefixes;
// "" for other paths.
func boundName(path string) string {
	step := func(s string) string {
		s = strings.TrimSuffix(s, "[1]")
		if prefix, local, ok := strings.Cut(s, ":"); ok && names.IsElementName(prefix) {
			return local
		}
		return s
	}
	root, leaf, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if !ok || step(root) != names.CellsRoot || !names.IsElementName(step(leaf)) {
		return ""
	}
	return step(leaf)
}

// mostBound bounds the figures that a part may hold.
const mostBound = 10_000

// boundFigures reads the part that holds the figures of a form, by name; nil: there is none. A figure that stands there twice is that of
// the first element, as the controls have it. A part that is damaged is no witness, which is said.
func (r *reader) boundFigures() map[string]string {
	for _, x := range r.pack.Relations {
		if x.Kind != "customXml" {
			continue
		}
		data, fault := r.pack.Read(x.Target)
		if fault != nil && r.isForm {
			r.loss.add("docx-cells-damaged", x.Target, 0)
			return nil
		}
		if !bytes.Contains(xmlscan.UTF8(data), []byte(names.CellsNS)) {
			continue // another program's, or nothing
		}
		s := newScanner(r.pack, x.Target, data)
		if s.Next() != xmlscan.StartTag || !s.Is(nsCells, names.CellsRoot) {
			continue
		}
		figures := map[string]string{}
		for c := s.Children(); c.Next(); {
			if s.NS != nsCells || len(figures) >= mostBound {
				continue
			}
			name := string(s.Local)
			value := textOf(s)
			if _, twice := figures[name]; !twice {
				figures[name] = value
			}
		}
		if s.Failed() {
			r.loss.add("docx-cells-damaged", x.Target, 0)
			return nil
		}
		return figures
	}
	return nil
}

// textOf returns the text of the element that the scanner stands on, without that of elements in it.
func textOf(s *scanner) string {
	var b []byte
	for depth := s.Depth(); ; {
		switch s.Next() {
		case xmlscan.Text:
			b = s.appendText(b)
		case xmlscan.StartTag:
			s.Skip()
		case xmlscan.EndTag:
			if s.Depth() < depth {
				return string(b)
			}
		case xmlscan.End:
			return string(b)
		}
	}
}
