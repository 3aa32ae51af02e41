package layout

import (
	"fmt"
	"maps"
	"slices"

	"nianbao/converter/diag"
	"nianbao/converter/internal/script"
	"nianbao/converter/internal/sfnt"
)

// substitute (下划圈号, geta mark) is what Chinese and Japanese printing shows where a glyph is missing.
const substitute = '〓'

// coverage counts the characters that the fonts of a document do not cover as they should.
type coverage struct {
	entries []covered
	index   map[coverKey]int
}

type coverKey struct {
	r    rune
	face string
	kind coverKind
}

type coverKind uint8

const (
	coverMissing coverKind = iota
	coverFallback
	coverVariant
	coverMeant
	coverInvisible
	coverScript
	coverUpright
	coverRules
)

// covered is one such character: where it stands first and how often.
type covered struct {
	coverKey
	base  rune   // the character before a variation selector
	meant string // what a character is drawn as
	of    *script.Script
	font  string
	where where
	count int
}

func (c *coverage) count(k coverKey, w where) *covered {
	if c.index == nil {
		c.index = map[coverKey]int{}
	}
	i, ok := c.index[k]
	if !ok {
		i = len(c.entries)
		c.index[k] = i
		c.entries = append(c.entries, covered{coverKey: k, where: w})
	}
	c.entries[i].count++
	return &c.entries[i]
}

// missing records a character that no face has and returns what is printed instead. of is its script, where no font has that.
func (c *coverage) missing(r rune, k *look, of *script.Script, w where) sfnt.Glyph {
	if of != nil {
		c.script(r, of, w)
	} else {
		c.count(coverKey{r, "", coverMissing}, w)
	}
	if g, ok := k.chain.Lookup(substitute); ok {
		return g
	}
	f := k.chain.Main()
	return sfnt.Glyph{Font: f, Advance: f.Advance(0)} // .notdef, a box in most fonts
}

func (c *coverage) fallback(r rune, k *look, font *sfnt.Font, w where) {
	c.count(coverKey{r, k.face, coverFallback}, w).font = font.Name()
}

func (c *coverage) variant(base, selector rune, w where) {
	c.count(coverKey{selector, "", coverVariant}, w).base = base
}

// script counts a character of a script that no font has; one message a script says it.
func (c *coverage) script(r rune, s *script.Script, w where) {
	if e := c.count(coverKey{0, string(s.Name), coverScript}, w); e.base == 0 {
		e.base, e.of = r, s
	}
}

// upright counts a character of a script that is written in columns.
func (c *coverage) upright(r rune, s *script.Script, w where) {
	if e := c.count(coverKey{0, string(s.Name), coverUpright}, w); e.base == 0 {
		e.base, e.of = r, s
	}
}

// rules counts a word that a font cannot set by its own rules.
func (c *coverage) rules(text string, pack *sfnt.Pack, err error, w where) {
	if e := c.count(coverKey{0, pack.File, coverRules}, w); e.base == 0 {
		e.base, e.of, e.meant, e.font = 1, pack.Script, text, err.Error()
	}
}

func (c *coverage) drawnAs(r rune, meant string, w where) {
	c.count(coverKey{r, "", coverMeant}, w).meant = meant
}

// invisible counts a character for which nothing is drawn.
func (c *coverage) invisible(r rune, w where) { c.count(coverKey{r, "", coverInvisible}, w) }

// reportAbsentFaces names the faces of the style that this build of the program leaves out.
func (l *layouter) reportAbsentFaces() {
	for _, role := range slices.Sorted(maps.Keys(l.style.Faces)) {
		if c := l.fonts.Chain(role); c.Absent() {
			l.found.Add(diag.New("font-absent", diag.Place{}, "face", l.style.Faces[role].Name, "font", c.Main().Name()))
		}
	}
}

// reportCoverage turns the counts into diagnostics, in the order in which the characters stand in the document.
func (l *layouter) reportCoverage() {
	for i := range l.coverage.entries {
		e := &l.coverage.entries[i]
		character := e.r
		if e.kind == coverVariant {
			character = e.base
		}
		args := []any{"character", string(character), "code", fmt.Sprintf("U+%04X", e.r), "count", e.count}
		if e.of != nil {
			l.reportScript(e)
			continue
		}
		switch e.kind {
		case coverMissing:
			code := diag.Code("glyph-missing")
			if l.options.Strict {
				code = "glyph-missing-refused"
			}
			l.reportAt(code, e.where, append(args, "substitute", string(substitute))...)
		case coverFallback:
			name := e.face
			if face := l.style.Faces[e.face]; face != nil {
				name = face.Name
			}
			l.reportAt("glyph-fallback", e.where, append(args, "face", name, "font", e.font)...)
		case coverVariant:
			l.reportAt("glyph-variant", e.where, args...)
		case coverMeant:
			l.reportAt("glyph-equivalent", e.where, append(args, "meant", e.meant)...)
		case coverInvisible:
			l.reportAt("glyph-invisible", e.where, args[2:]...)
		}
	}
}

// reportScript says what there is to say about text in one of the scripts of package script.
func (l *layouter) reportScript(e *covered) {
	args := []any{"script", e.of.Name, "count", e.count}
	code, refused := diag.Code("glyph-script"), diag.Code("glyph-script-refused")
	switch e.kind {
	case coverUpright:
		l.reportAt("script-upright", e.where, args...)
		return
	case coverRules:
		code, refused = "script-rules", "script-rules-refused"
		args = append(args, "file", e.face, "text", e.meant, "problem", e.font)
	default:
		args = append(args, "character", string(e.base), "code", fmt.Sprintf("U+%04X", e.base), "package", e.of.Package, "font", e.of.File)
	}
	if l.options.Strict {
		code = refused
	} else {
		args = append(args, "substitute", string(substitute))
	}
	l.reportAt(code, e.where, args...)
}
