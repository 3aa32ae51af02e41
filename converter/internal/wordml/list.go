package wordml

// List is a list with automatic numbers: an abstract list and its use in one (17.9). Paragraphs name it by its number.
type List struct {
	Number int // w:numId, from 1
	Levels []Level
	Shared int // Number of an earlier list that this one counts together with; 0: its own count
	Starts []Start
}

// Start makes a list begin a level anew where it is used first.
type Start struct{ Level, At int }

// Level is a level of a list.
type Level struct {
	Start  int
	Format string // ST_NumberFormat (17.18.59); "" decimal
	Text   string // with %1 … %9 for the numbers of the levels
	Suffix byte   // 't' tab, 's' space, 'n' nothing; 0: tab
	Legal  bool   // all numbers in Arabic digits
	Hidden bool
	Font   string // of a bullet
	// NoRestart lets the level count on behind a number of a level above.
	NoRestart bool
}

func (p *Package) numbering() []byte {
	b := []byte(heading + `<w:numbering xmlns:w="` + wNS + `">`)
	b = append(b, p.Numbering...)
	for i := range p.Lists {
		l := &p.Lists[i]
		if l.Shared != 0 {
			continue
		}
		b = append(append(appendInt(append(b, `<w:abstractNum w:abstractNumId="`...), l.Number), '"'), '>')
		for j := range min(len(l.Levels), 9) {
			b = l.Levels[j].append(b, j)
		}
		b = append(b, "</w:abstractNum>"...)
	}
	for i := range p.Lists {
		l := &p.Lists[i]
		b = append(appendInt(append(b, `<w:num w:numId="`...), l.Number), `">`...)
		of := l.Number
		if l.Shared != 0 {
			of = l.Shared
		}
		b = value(b, "abstractNumId", of)
		for _, s := range l.Starts {
			b = append(appendInt(append(b, `<w:lvlOverride w:ilvl="`...), s.Level), `">`...)
			b = value(b, "startOverride", s.At)
			b = append(b, "</w:lvlOverride>"...)
		}
		b = append(b, "</w:num>"...)
	}
	return append(b, "</w:numbering>"...)
}

func (l *Level) append(b []byte, at int) []byte {
	b = append(appendInt(append(b, `<w:lvl w:ilvl="`...), at), `">`...)
	b = value(b, "start", l.Start)
	if l.Format != "" {
		b = named(b, "numFmt", l.Format)
	}
	b = named(b, "lvlText", l.Text)
	switch l.Suffix {
	case 's':
		b = named(b, "suff", "space")
	case 'n':
		b = named(b, "suff", "nothing")
	}
	if l.NoRestart {
		b = value(b, "lvlRestart", 0)
	}
	if l.Legal {
		b = append(b, "<w:isLgl/>"...)
	}
	if l.Hidden || l.Font != "" {
		b = append(b, "<w:rPr>"...)
		if l.Font != "" {
			b = append(append(escape(append(b, `<w:rFonts w:ascii="`...), l.Font), '"'), "/>"...)
		}
		if l.Hidden {
			b = append(b, "<w:vanish/>"...)
		}
		b = append(b, "</w:rPr>"...)
	}
	return append(b, "</w:lvl>"...)
}
