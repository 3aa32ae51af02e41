package ofdread

// attributeName is one of the attributes that are read, by number: only these are kept of an element.
type attributeName uint8

const (
	unread attributeName = iota
	attrAlpha
	attrBaseLoc
	attrBoundary
	attrCTM
	attrCharDirection
	attrDeltaX
	attrDeltaY
	attrDrawParam
	attrFill
	attrHScale
	attrID
	attrImageMask
	attrLineWidth
	attrRelative
	attrResourceID
	attrSize
	attrStroke
	attrTemplateID
	attrType
	attrValue
	attrVisible
	attrWeight
	attrX
	attrY
	attrZOrder
)

// attributeNamed returns the number of an attribute.
func attributeNamed(local []byte) attributeName {
	switch string(local) {
	case "Alpha":
		return attrAlpha
	case "BaseLoc":
		return attrBaseLoc
	case "Boundary":
		return attrBoundary
	case "CTM":
		return attrCTM
	case "CharDirection":
		return attrCharDirection
	case "DeltaX":
		return attrDeltaX
	case "DeltaY":
		return attrDeltaY
	case "DrawParam":
		return attrDrawParam
	case "Fill":
		return attrFill
	case "HScale":
		return attrHScale
	case "ID":
		return attrID
	case "ImageMask":
		return attrImageMask
	case "LineWidth":
		return attrLineWidth
	case "Relative":
		return attrRelative
	case "ResourceID":
		return attrResourceID
	case "Size":
		return attrSize
	case "Stroke":
		return attrStroke
	case "TemplateID":
		return attrTemplateID
	case "Type":
		return attrType
	case "Value":
		return attrValue
	case "Visible":
		return attrVisible
	case "Weight":
		return attrWeight
	case "X":
		return attrX
	case "Y":
		return attrY
	case "ZOrder":
		return attrZOrder
	}
	return unread
}

// attribute is an attribute of an element.
type attribute struct {
	name  attributeName
	value string
}

// attr returns an attribute, "" where there is none.
func (e *element) attr(name attributeName) string {
	for i := range e.attrs {
		if e.attrs[i].name == name {
			return e.attrs[i].value
		}
	}
	return ""
}

// attributes returns those attributes of the start tag that are read, each once.
func (t *tree) attributes() []attribute {
	var kept []attribute
	var seen [attrZOrder + 1]bool
	for i := range t.s.Attrs {
		a := &t.s.Attrs[i]
		name := attributeNamed(a.Local)
		if name == unread || seen[name] {
			continue
		}
		seen[name] = true
		value := t.part[a.From:a.To]
		if !a.Verbatim() {
			value = string(t.s.Value(a))
		}
		if len(kept) == cap(t.attrs) {
			t.attrs = append(make([]attribute, 0, 512), kept...)
		}
		kept = append(t.attrs[:len(kept)], attribute{name, value})
	}
	t.attrs = t.attrs[len(kept):len(kept)]
	return kept[:len(kept):len(kept)]
}
