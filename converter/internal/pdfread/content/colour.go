package content

import "nianbao/converter/internal/pdfread/object"

// space is what the numbers of a colour mean (8.6), as far as it says which of them are white.
type space uint8

const (
	light   space = iota // grey, red, green and blue: 1 is all light
	ink                  // cyan to black, and inks by name: 0 is none
	unknown              // patterns, lists of colours: none of them is taken for white
)

// mostSpaces is how many colour spaces may be built on each other.
const mostSpaces = 4

// spaceOf returns what the numbers of a colour space mean.
func (p *page) spaceOf(o object.Object, resources object.Dict) space {
	for range mostSpaces {
		name := p.file.Name(o)
		list := p.file.Array(o)
		if len(list) > 0 {
			name = p.file.Name(list[0])
		}
		switch name {
		case "DeviceGray", "G", "CalGray", "DeviceRGB", "RGB", "CalRGB":
			return light
		case "DeviceCMYK", "CMYK", "Separation", "DeviceN":
			return ink
		case "ICCBased":
			if len(list) > 1 {
				if profile := p.file.Stream(list[1]); profile != nil {
					switch n, _ := p.file.Number(profile.Dict["N"]); n {
					case 1, 3:
						return light
					case 4:
						return ink
					}
				}
			}
			return unknown
		}
		named := p.file.Dict(resources["ColorSpace"])[name]
		if list != nil || named == nil {
			return unknown
		}
		o = named
	}
	return unknown
}

// setSpace chooses a colour space. Its first colour is black, or all ink (8.6.8).
func (p *page) setSpace(s *scanner, resources object.Dict, of *space, white *bool) {
	*white = false
	if id, ok := s.last(name); ok {
		*of = p.spaceOf(object.Name(id), resources)
	}
}

// isWhite reports whether the operands of a colour operator mean white.
func isWhite(s *scanner, of space) bool {
	if len(s.operands) == 0 || of == unknown {
		return false
	}
	for _, o := range s.operands {
		if o.kind != number {
			return false
		}
		amount := o.value
		if of == ink {
			amount = 1 - amount
		}
		if amount < 0.99 {
			return false
		}
	}
	return true
}

// colour runs an operator that sets a colour or its space (8.6.8); false for others.
func (p *page) colour(op string, s *scanner, resources object.Dict) bool {
	t := &p.state
	switch op {
	case "g", "rg":
		t.space = light
	case "k":
		t.space = ink
	case "G", "RG":
		t.strokeSpace = light
	case "K":
		t.strokeSpace = ink
	case "cs":
		p.setSpace(s, resources, &t.space, &t.white)
		t.pattern = t.space == unknown
		return true
	case "CS":
		p.setSpace(s, resources, &t.strokeSpace, &t.whiteStroke)
		return true
	case "sc", "scn", "SC", "SCN":
	default:
		return false
	}
	if op[0] >= 'a' {
		t.white = isWhite(s, t.space)
		_, t.pattern = s.last(name)
	} else {
		t.whiteStroke = isWhite(s, t.strokeSpace)
	}
	return true
}

// parameters runs gs: a dictionary of the graphics state (8.4.5), of which the line width, the font and what makes paint transparent count.
func (p *page) parameters(s *scanner, resources object.Dict) {
	id, ok := s.last(name)
	if !ok {
		return
	}
	t := &p.state
	dict := p.file.Dict(p.file.Dict(resources["ExtGState"])[object.Name(id)])
	if w, ok := p.file.Number(dict["LW"]); ok {
		t.lineWidth = w
	}
	if font := p.file.Array(dict["Font"]); len(font) == 2 {
		t.size, _ = p.file.Number(font[1])
		t.font = p.fontOf(font[0])
	}
	if alpha, ok := p.file.Number(dict["ca"]); ok {
		t.alpha = alpha
	}
	if mode := p.file.Resolve(dict["BM"]); mode != nil {
		if list := p.file.Array(mode); len(list) > 0 {
			mode = p.file.Resolve(list[0])
		}
		t.blended = mode != object.Name("Normal") && mode != object.Name("Compatible")
	}
	if mask := p.file.Resolve(dict["SMask"]); mask != nil {
		t.masked = mask != object.Name("None")
	}
}
