package layout

// Looking a character up touches the tables of its font, and with thousands of ideographs, memory that is in no cache. That
// made Settle, which sets the prose of a Word file for its line ends alone, a third of the time of making one. So ideographs
// that are only measured are not looked up where all take one em, and of the other characters, which text repeats, the plain
// ones are looked up once a document.

// measureSquare sets an ideograph that is only measured, without its glyph; false where it has to be looked up.
func (l *layouter) measureSquare(c *char, k *look) bool {
	if !l.measuring || c.r < 0x4E00 || c.r >= 0xA000 || !k.chain.Square() {
		return false
	}
	c.class = han
	c.adv = int32(k.em*k.width/100 + k.spacing)
	return true
}

// shapedBefore remembers the last plain character of each of its places, with the index of the look that its metrics are of.
type shapedBefore [256]char

// at is the place of a character in a look.
func (s *shapedBefore) at(r rune, metrics uint8) *char { return &s[uint8(r)^uint8(r>>8)^metrics<<5] }

// plain reports whether a character is visible ASCII or a mark of Chinese text: what it looks like and takes does not depend
// on its neighbours, as it does for combining marks, joined scripts and blanks.
func plain(r rune) bool {
	return r > ' ' && r < 0x7F || r > 0x3000 && r < 0x3020 || r > 0xFF00 && r < 0xFF5F || r >= 0x2010 && r <= 0x2026
}

// shapePlain sets c as it was set before in a look of the same metrics; false where it was not.
func (l *layouter) shapePlain(c *char, k *look) bool {
	known := l.before.at(c.r, k.metrics)
	if known.r == 0 || known.r != c.r || known.look != k.metrics { // nothing is known of a place with U+0000
		return false
	}
	look := c.look
	*c = *known
	c.look = look
	c.adv += int32(k.spacing)
	return true
}

// remember keeps a plain character that has been set and not reported.
func (l *layouter) remember(c *char, k *look) {
	if !plain(c.r) {
		return
	}
	known := l.before.at(c.r, k.metrics)
	*known = *c
	known.look = k.metrics
	known.adv -= int32(k.spacing)
}
