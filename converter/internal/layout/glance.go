package layout

import "nianbao/converter/internal/document"

// Nearly every paragraph ends well, and Settle asks all of them. So the lines of text in ideographs, letters, figures and
// marks are filled while it is read, and of its characters only the last two are kept. A paragraph that ends in one character,
// or has something else in it, is set in full.

// glance fills lines as layouter.fill does, and counts what Settle asks for.
type glance struct {
	room, below    Unit // of this line, and of the ones below it
	count          int  // of characters so far
	used           Unit // natural width of the line so far
	ink            int  // see layouter.ink
	breaks         bool // the line has a place where it may break,
	usedAt         Unit // and so much of it stands before the last one
	inkAt          int
	previous, next char // the last one on the line, and the one behind it, from which the one behind that may take spacing
}

// endsWell reports whether the last line of a paragraph surely holds more than one character. false says nothing.
func (l *layouter) endsWell(p *document.Paragraph) bool {
	form, set := l.style.Of(p.Role), l.settingOf(p, p.Role, 0)
	em := l.looks[set.main].em
	width := max(l.style.Page.TextWidth()*Twip-rightIndent(p, form), em)
	indent, hang := indents(p, form, em)
	if hang > indent {
		return false // what goes from the first line to the second may not fit there
	}
	g := glance{room: width - indent, below: width - hang}
	for i := range p.Runs {
		text := p.Runs[i].Text
		if !l.meter.Step(1 + len(text)/3) {
			return false
		}
		index := l.lookOfRun(&p.Runs[i], &set)
		k := &l.looks[index]
		ideograph := char{r: '国', look: index}
		square := l.measureSquare(&ideograph, k)
		for _, r := range text {
			c := ideograph
			switch {
			case !square || r < 0x4E00 || r >= 0xA000:
				c = char{r: r, look: index}
				if !l.measurePlain(&c, k) || !l.add(&g, &c) {
					return false
				}
			case g.previous.class == han && g.next.class == han && g.next.look == index:
				if !g.addBetween(&c, k.spacing) {
					return false
				}
			case !l.add(&g, &c):
				return false
			}
		}
	}
	return l.add(&g, &char{class: newline}) && g.ink > 1
}

// measurePlain sets a character whose width its neighbours do not change, except one that may be part of a URL: those break
// by rules of their own.
func (l *layouter) measurePlain(c *char, k *look) bool {
	if c.r == '/' || c.r == 'w' { // "://" and "www." make a URL
		return false
	}
	if l.shapePlain(c, k) {
		return true
	}
	first := char{r: c.r, look: c.look, class: classOf(c.r)}
	l.shapeGlyph(&first, k, where{})
	return l.shapePlain(c, k) // false where the face has not got it
}

// add puts the character before c on a line. It is false where the line has no place to break.
func (l *layouter) add(g *glance, c *char) bool {
	previous, now := &g.previous, g.next
	g.next = *c
	if g.count++; g.count == 1 {
		return true
	}
	spacing := int(l.looks[now.look].spacing)
	if scriptChanges(&now, c) {
		now.adv -= int32(spacing)
	}
	if g.count > 2 && mayBreak(*previous, now) {
		g.breaks, g.usedAt, g.inkAt = true, g.used, g.ink
	}
	end := int(now.adv) - spacing // which the last character of a line does without
	if g.used+end > g.room {
		if !g.breaks {
			return false
		}
		g.room, g.breaks = g.below, false
		g.used, g.ink = g.used-g.usedAt, g.ink-g.inkAt
		if g.used+end > g.room {
			return false
		}
	}
	g.used += int(now.adv)
	if now.class&(opening|closing) == 0 {
		g.ink++
	}
	g.previous = now
	return true
}

// addBetween is add in the midst of ideographs of one look, which are most of every text: the line may break anywhere, and
// nothing takes spacing off.
func (g *glance) addBetween(c *char, spacing Unit) bool {
	g.count++
	adv := int(g.next.adv)
	g.breaks, g.usedAt, g.inkAt = true, g.used, g.ink
	if g.used+adv-spacing > g.room {
		g.room, g.breaks = g.below, false
		g.used, g.ink = 0, 0
		if adv-spacing > g.room {
			return false
		}
	}
	g.used += adv
	g.ink++
	g.previous.r, g.next.r, g.next.adv = g.next.r, c.r, c.adv
	return true
}
