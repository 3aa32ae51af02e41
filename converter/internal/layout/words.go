package layout

import (
	"fmt"

	"nianbao/converter/internal/script"
	"nianbao/converter/internal/sfnt"
)

// Text in scripts that the program's faces do not have is set in a font of the user's folder, if that has one for the script
// (sfnt.Pack). In scripts like Tibetan and Arabic the shape of a letter depends on its neighbours: such text is shaped in
// words, between blanks or, in Tibetan, up to the mark behind a syllable, and what comes out are clusters: some characters
// that some glyphs draw together. A cluster stands in its first character, and the others take no room. So lines are filled,
// broken and stretched as ever. Nothing here is touched, nor any memory taken, by a document without such text.

// words is what setting such text needs, from the first such character of a document on.
type words struct {
	shapers  []shaper
	clusters []rune          // what each stands for, as Glyph.Char has it
	texts    map[string]rune // of Pages.Clusters
	// pending says that the paragraph being shaped has words that are not set yet, leftward that some of it runs from right
	// to left; used and bothWays, that any before had.
	pending, leftward, used, bothWays bool

	assembled map[assembledKey]uint16
	fonts     map[*sfnt.Pack]*sfnt.Font // the packs' fonts, extended for this document

	runes  []rune
	parts  []sfnt.Part
	shaped []sfnt.ShapedGlyph
	boxes  []visualBox
	levels []uint8
	order  []int
}

// shaper is a font in use, with the shaper for a script; nil where it failed.
type shaper struct {
	face   uint8
	pack   *sfnt.Pack
	shaper *sfnt.Shaper
	err    error
}

// FirstCluster is the lowest Glyph.Char that is no character, but an entry of Pages.Clusters: that of its number above it.
const FirstCluster rune = 0x110000

// scripted takes a character of a script that the user's folder has a font for. Those that join are set later, when their word
// is known.
func (l *layouter) scripted(c char, where where) bool {
	s := script.Of(c.r)
	if s == nil {
		return l.joins(&c)
	}
	pack := l.fonts.Pack(s)
	switch {
	case pack == nil:
		return false
	case script.Presentation(c.r):
		return l.spellOut(&c, where)
	case !s.Shaped && !script.Joined(c.r):
		return l.syllable(&c, pack)
	}
	c.face = l.faceOf(l.fontOf(pack))
	c.class = word | shaped
	if c.r >= 0xF0D && c.r <= 0xF12 || c.r == 0xF14 || c.r == 0xF08 {
		c.class |= notStart // shad and its kin end a clause
	}
	if s.Upright {
		l.coverage.upright(c.r, s, where)
	}
	l.changeScript(&c)
	l.chars = append(l.chars, c)
	w := &l.words
	w.pending, w.used = true, true
	if s.RightToLeft {
		w.leftward, w.bothWays = true, true
	}
	return true
}

// joins takes what decides how the letters beside it are drawn: joiners, and the narrow blank before a Mongolian suffix.
func (l *layouter) joins(c *char) bool {
	n := len(l.chars)
	if n == l.paragraphStart || l.chars[n-1].class&shaped == 0 || l.chars[n-1].look != c.look {
		return false
	}
	previous := &l.chars[n-1]
	if !script.Joining(c.r) && !(c.r == 0x202F && script.Of(previous.r) == script.Mongolian && l.faces[previous.face].font.Glyph(c.r) != 0) {
		return false
	}
	c.face, c.class = previous.face, word|shaped
	l.chars = append(l.chars, *c)
	return true
}

// fontOf returns a pack's font for this document.
func (l *layouter) fontOf(pack *sfnt.Pack) *sfnt.Font {
	w := &l.words
	f := w.fonts[pack]
	if f == nil {
		if w.fonts == nil {
			w.fonts = map[*sfnt.Pack]*sfnt.Font{}
		}
		f = pack.Font.Extend()
		w.fonts[pack] = f
	}
	return f
}

// syllable sets a character of a script whose characters do not depend on each other.
func (l *layouter) syllable(c *char, pack *sfnt.Pack) bool {
	f := l.fontOf(pack)
	if c.glyph = f.Glyph(c.r); c.glyph == 0 {
		return false
	}
	k := &l.looks[c.look]
	c.face = l.faceOf(f)
	c.adv = int32(scale(f.Advance(c.glyph), k.size, f.UnitsPerEm())*k.width/100 + k.spacing)
	l.changeScript(c)
	l.chars = append(l.chars, *c)
	return true
}

// spellOut sets a presentation form as the letters that it stands for, whose shapes the font then chooses.
func (l *layouter) spellOut(c *char, where where) bool {
	parts := expansion(c.r)
	for _, r := range parts {
		part := char{r: r, class: classOf(r), look: c.look}
		switch {
		case script.Of(r) == script.Arabic && !script.Presentation(r):
			l.scripted(part, where)
		case part.class&space != 0:
			l.shapeSpace(&part, &l.looks[c.look])
			l.chars = append(l.chars, part)
		default:
			l.shapeGlyph(&part, &l.looks[c.look], where)
			l.chars = append(l.chars, part)
		}
	}
	if parts != nil {
		l.coverage.drawnAs(c.r, string(parts), where)
	}
	return parts != nil
}

// setWords sets the words of the paragraph that begins at from.
func (l *layouter) setWords(from int, where where) {
	w := &l.words
	for i := from; i < len(l.chars); {
		if l.chars[i].class&shaped == 0 {
			i++
			continue
		}
		end := l.wordEnd(i)
		if !l.meter.Step(end - i) {
			return
		}
		l.setWord(i, end, where)
		i = end
	}
	if w.leftward {
		l.setLevels(from)
		l.setBlanks(from)
	}
	w.pending, w.leftward = false, false
}

// wordEnd returns the index behind what is shaped together with the character at from.
func (l *layouter) wordEnd(from int) int {
	first := &l.chars[from]
	s := script.Of(first.r)
	end := from + 1
	for ; end < len(l.chars) && end-from < sfnt.LongestWord; end++ {
		c := &l.chars[end]
		other := script.Of(c.r)
		if c.class&shaped == 0 || c.face != first.face || c.look != first.look || other != s && other != nil || syllableEnds(l.chars[end-1].r, c.r) {
			break
		}
	}
	return end
}

// syllableEnds reports whether a line may end between two Tibetan characters: behind a tsheg (Unicode UAX 14, class BA).
func syllableEnds(a, b rune) bool {
	return script.EndsSyllable(a) && !script.EndsSyllable(b) && !script.Joining(b)
}

// setWord shapes the characters between two indices and makes clusters of them.
func (l *layouter) setWord(from, to int, where where) {
	w := &l.words
	s := l.shaperOf(&l.chars[from])
	w.runes = w.runes[:0]
	for i := from; i < to; i++ {
		w.runes = append(w.runes, l.chars[i].r)
	}
	err := s.err
	if err == nil {
		w.shaped, err = s.shaper.Shape(w.shaped[:0], w.runes)
	}
	if err != nil {
		l.coverage.rules(string(w.runes), s.pack, err, where)
		for i := from; i < to; i++ {
			l.substitute(&l.chars[i])
		}
		return
	}
	for i := from; i < to; i++ {
		c := &l.chars[i]
		c.shift, c.adv = 0, 0
		c.class |= inside
	}
	glyphs := w.shaped
	for i := 0; i < len(glyphs); {
		end := i + 1
		for end < len(glyphs) && glyphs[end].Cluster == glyphs[i].Cluster {
			end++
		}
		next := to // where the characters of the next cluster begin
		if s.pack.Script.RightToLeft && i > 0 {
			next = from + glyphs[i-1].Cluster
		} else if !s.pack.Script.RightToLeft && end < len(glyphs) {
			next = from + glyphs[end].Cluster
		}
		l.addCluster(from+glyphs[i].Cluster, next, glyphs[i:end], where)
		i = end
	}
}

// addCluster gives the characters between two indices their glyphs, or substitutes where the font lacks one.
func (l *layouter) addCluster(from, to int, glyphs []sfnt.ShapedGlyph, where where) {
	for i := range glyphs {
		if glyphs[i].ID == 0 {
			for k := from; k < to; k++ {
				c := &l.chars[k]
				if l.faces[c.face].font.Glyph(c.r) != 0 {
					l.substitute(c) // it is not the one that lacks
					continue
				}
				c.class, c.shift = classOf(c.r), 0
				l.shapeGlyph(c, &l.looks[c.look], where)
			}
			return
		}
	}
	w := &l.words
	c := &l.chars[from]
	k, f := &l.looks[c.look], l.faces[c.face].font
	parts, pen := w.parts[:0], 0
	for i := range glyphs {
		g := &glyphs[i]
		parts = append(parts, sfnt.Part{Glyph: g.ID, X: pen + g.X, Y: g.Y})
		pen += g.Advance
	}
	w.parts = parts
	if c.glyph = glyphs[0].ID; len(parts) > 1 || parts[0].X != 0 || parts[0].Y != 0 {
		glyph, err := l.assembled(c.face, pen)
		if err != nil {
			l.coverage.rules(string(w.runes), l.shaperOf(c).pack, err, where)
			for k := from; k < to; k++ {
				l.substitute(&l.chars[k])
			}
			return
		}
		c.glyph = glyph
	}
	char := c.r
	if to-from > 1 {
		char = l.clusterOf(from, to)
	}
	c.adv, c.shift = int32(scale(pen, k.size, f.UnitsPerEm())*k.width/100), int32(len(w.clusters))
	c.class &^= inside
	w.clusters = append(w.clusters, char)
}

// assembled returns the glyph of a face that draws words.parts together.
func (l *layouter) assembled(face uint8, advance int) (uint16, error) {
	w := &l.words
	key := assembledKey{face: face, advance: advance, parts: fmt.Sprint(w.parts)}
	if glyph, ok := w.assembled[key]; ok {
		return glyph, nil
	}
	glyph, err := l.faces[face].font.Assemble(w.parts, advance)
	if err != nil {
		return 0, err
	}
	if w.assembled == nil {
		w.assembled = map[assembledKey]uint16{}
	}
	w.assembled[key] = glyph
	return glyph, nil
}

// assembledKey is what an assembled glyph is made of.
type assembledKey struct {
	face    uint8
	advance int
	parts   string
}

// clusterOf returns the entry of Pages.Clusters for the characters between two indices.
func (l *layouter) clusterOf(from, to int) rune {
	w := &l.words
	text := make([]rune, 0, to-from)
	for i := from; i < to; i++ {
		text = append(text, l.chars[i].r)
	}
	if char, ok := w.texts[string(text)]; ok {
		return char
	}
	if w.texts == nil {
		w.texts = map[string]rune{}
	}
	char := FirstCluster + rune(len(l.pages.Clusters))
	w.texts[string(text)] = char
	l.pages.Clusters = append(l.pages.Clusters, string(text))
	return char
}

// substitute sets the mark for a character that cannot be set, without a report of its own.
func (l *layouter) substitute(c *char) {
	k := &l.looks[c.look]
	g, ok := k.chain.Lookup(substitute)
	if !ok {
		g = sfnt.Glyph{Font: k.chain.Main(), Advance: k.chain.Main().Advance(0)}
	}
	c.class, c.shift = han|word, 0
	c.glyph, c.face = g.ID, l.faceOf(g.Font)
	c.adv = int32(scale(g.Advance, k.size, g.Font.UnitsPerEm())*k.width/100 + k.spacing)
}

// shaperOf returns the shaper for a word that begins with a character.
func (l *layouter) shaperOf(c *char) *shaper {
	s := script.Of(c.r)
	w := &l.words
	for i := range w.shapers {
		if w.shapers[i].face == c.face && w.shapers[i].pack.Script == s {
			return &w.shapers[i]
		}
	}
	made := shaper{face: c.face, pack: l.fonts.Pack(s)}
	made.shaper, made.err = made.pack.Shaper()
	w.shapers = append(w.shapers, made)
	return &w.shapers[len(w.shapers)-1]
}

// scaleSigned is scale for lengths of either sign.
func scaleSigned(v, size, upem int) Unit {
	if v < 0 {
		return -scale(-v, size, upem)
	}
	return scale(v, size, upem)
}
