package pageread

// upright turns a page whose text runs up or down, as wide tables are set on upright pages, so that most of it runs to the right.
func upright(p *Page) {
	var count [4]int
	for i := range p.Chars {
		if c := &p.Chars[i]; !c.Hidden && !c.Outside && !blank(c.Rune) {
			count[c.Turn%4]++
		}
	}
	most := uint8(0)
	for turn := range count {
		if count[turn] > count[most] {
			most = uint8(turn)
		}
	}
	for ; most > 0; most-- {
		turnBack(p)
	}
}

// turnBack turns a page by a quarter against the clock.
func turnBack(p *Page) {
	for i := range p.Chars {
		c := &p.Chars[i]
		c.X0, c.Y0, c.X1, c.Y1 = c.Y0, p.Width-c.X1, c.Y1, p.Width-c.X0
		c.Turn = (c.Turn + 3) % 4
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		r.X0, r.Y0, r.X1, r.Y1 = r.Y0, p.Width-r.X1, r.Y1, p.Width-r.X0
	}
	p.Width, p.Height = p.Height, p.Width
}

// turnedText returns the text of characters whose lines run up or down, or are upside down.
func turnedText(chars []Char) string {
	p := &Page{Chars: chars}
	upright(p)
	var text []byte
	for i, l := range linesOf(p.Chars) {
		if i > 0 {
			text = append(text, ' ')
		}
		text = append(text, l.text()...)
	}
	return string(text)
}
