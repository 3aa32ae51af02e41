package read

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/xmlscan"
)

// levels is the number of levels of a list (17.9.6: w:ilvl 0 to 8).
const levels = 9

// listLevel is w:lvl.
type listLevel struct {
	defined bool
	start   int
	format  string
	text    string // w:lvlText
	suffix  byte   // t tab, s space, n nothing
	restart int    // w:lvlRestart; -1 where it does not say
	legal   bool   // w:isLgl: all numbers in decimal
	style   string // w:pStyle: the paragraph style that the level belongs to
	hidden  bool
	bullet  bool
	font    string // of the mark; bullets come from symbol fonts
}

// abstractList is w:abstractNum: a kind of list.
type abstractList struct {
	level     [levels]listLevel
	styleLink string // this list defines the numbering style
	numLink   string // the definition is that of a numbering style

	// Counters of the document as it is read. All w:num of one abstractNum count together (17.9.15).
	count [levels]int
	seen  [levels]bool
}

// list is w:num: a use of an abstract list, with overrides.
type list struct {
	abstract *abstractList
	start    [levels]int // startOverride; -1 none
	used     [levels]bool
	level    [levels]*listLevel // lvlOverride with a whole level
}

// numbering computes automatic numbers. The zero value knows no list.
type numbering struct {
	lists map[int]*list
	found func(format string) // told of number formats that it does not know
}

// readNumbering reads the numbering part. styles resolve lists that are defined by a numbering style (17.9.21).
func readNumbering(p *opc.Package, styles *styleTable) (*numbering, *diag.Diagnostic) {
	n := &numbering{lists: map[int]*list{}}
	name := p.Part("numbering")
	data, fault := p.Read(name)
	if data == nil {
		return n, fault
	}
	abstracts := map[int]*abstractList{}
	uses := map[int]int{}
	s := newScanner(p, name, data)
	if s.Next() == xmlscan.StartTag { // the root
		for c := s.Children(); c.Next(); {
			switch {
			case s.Is(nsW, "abstractNum"):
				if id, ok := s.number("abstractNumId"); ok {
					abstracts[id] = readAbstract(s)
				}
			case s.Is(nsW, "num"):
				if id, ok := s.number("numId"); ok {
					l, abstract := readList(s)
					n.lists[id], uses[id] = l, abstract
				}
			}
		}
	}
	if s.Finish(); s.Failed() {
		return nil, s.Diagnosis()
	}
	for id, l := range n.lists {
		a := abstracts[uses[id]]
		if a != nil && a.numLink != "" {
			if linked := styles.of([]byte(a.numLink)).number.num; linked != id {
				if target := abstracts[uses[linked]]; target != nil {
					a = target
				}
			}
		}
		if a == nil {
			delete(n.lists, id)
			continue
		}
		l.abstract = a
	}
	return n, nil
}

func readAbstract(s *scanner) *abstractList {
	a := &abstractList{}
	for c := s.Children(); c.Next(); {
		switch {
		case s.Is(nsW, "lvl"):
			if i, ok := s.number("ilvl"); ok && i >= 0 && i < levels {
				a.level[i] = readLevel(s)
			}
		case s.Is(nsW, "styleLink"):
			v, _ := s.val()
			a.styleLink = string(v)
		case s.Is(nsW, "numStyleLink"):
			v, _ := s.val()
			a.numLink = string(v)
		}
	}
	return a
}

func readList(s *scanner) (*list, int) {
	l := &list{}
	for i := range l.start {
		l.start[i] = -1
	}
	abstract := -1
	for c := s.Children(); c.Next(); {
		switch {
		case s.Is(nsW, "abstractNumId"):
			if v, ok := s.number("val"); ok {
				abstract = v
			}
		case s.Is(nsW, "lvlOverride"):
			i, ok := s.number("ilvl")
			if !ok || i < 0 || i >= levels {
				continue
			}
			for c := s.Children(); c.Next(); {
				switch {
				case s.Is(nsW, "startOverride"):
					if v, ok := s.number("val"); ok {
						l.start[i] = max(v, 0)
					}
				case s.Is(nsW, "lvl"):
					level := readLevel(s)
					l.level[i] = &level
				}
			}
		}
	}
	return l, abstract
}

func readLevel(s *scanner) listLevel {
	l := listLevel{defined: true, start: 0, format: "decimal", suffix: 't', restart: -1}
	for c := s.Children(); c.Next(); {
		if s.NS == nsMC && string(s.Local) == "AlternateContent" {
			// A custom format ("001, 002, …") with a plain one for programs that do not know it (17.9.17).
			readCustomFormat(s, &l)
			continue
		}
		if s.NS != nsW {
			continue
		}
		v, _ := s.val()
		switch string(s.Local) {
		case "start":
			if n, ok := parseInt(v); ok {
				l.start = max(n, 0)
			}
		case "numFmt":
			l.setFormat(s)
		case "lvlText":
			l.text = string(v)
		case "suff":
			switch string(v) {
			case "space":
				l.suffix = 's'
			case "nothing":
				l.suffix = 'n'
			}
		case "lvlRestart":
			if n, ok := parseInt(v); ok {
				l.restart = max(n, 0)
			}
		case "isLgl":
			l.legal = s.onOff()
		case "pStyle":
			l.style = string(v)
		case "lvlPicBulletId":
			l.bullet = true
		case "rPr":
			for c := s.Children(); c.Next(); {
				switch {
				case s.Is(nsW, "vanish"):
					l.hidden = s.onOff()
				case s.Is(nsW, "rFonts"):
					font, _ := s.Attribute(nsW, "ascii")
					l.font = string(font)
				}
			}
		}
	}
	return l
}

func readCustomFormat(s *scanner, l *listLevel) {
	known := false
	for c := s.Children(); c.Next(); {
		if known {
			continue
		}
		for c := s.Children(); c.Next(); {
			if s.Is(nsW, "numFmt") {
				l.setFormat(s)
				known = l.format != "custom"
			}
		}
	}
}

// setFormat reads w:numFmt. The custom formats that Word's dialogs offer are decimals of fixed width (001, 002, …).
func (l *listLevel) setFormat(s *scanner) {
	v, _ := s.val()
	l.format = string(v)
	if l.format == "custom" {
		if pattern, ok := s.Attribute(nsW, "format"); ok {
			switch {
			case hasPrefix(pattern, "00001,"):
				l.format = "decimalZero5"
			case hasPrefix(pattern, "0001,"):
				l.format = "decimalZero4"
			case hasPrefix(pattern, "001,"):
				l.format = "decimalZero3"
			}
		}
	}
	l.bullet = l.format == "bullet"
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}
