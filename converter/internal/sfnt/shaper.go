package sfnt

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"

	"nianbao/converter/internal/script"
)

// ErrShaping says that a font's rules for setting text cannot be followed.
var ErrShaping = errors.New("the font's rules for joining letters (GSUB, GPOS) are damaged")

// ErrNoRules says that a font has letters that join, and nothing that says how.
var ErrNoRules = errors.New("the font has no rules for joining letters (GSUB)")

// LongestWord is how many characters are shaped at a time, so that the work grows with the text alone.
const LongestWord = 512

// mostGlyphs bounds what one character may become; the longest sequences in fonts in use are of 4 glyphs.
const mostGlyphs = 16

// Shaper chooses and places the glyphs of a word by the rules that its font has for the script (OpenType, GSUB and GPOS):
// letters that join, ligatures, stacks, marks above and below. The rules are HarfBuzz's, in go-text/typesetting.
type Shaper struct {
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
	props  harfbuzz.SegmentProperties
	glyphs int // of the font
	em     int
	// set is harfbuzz's entrance; tests put one here that fails.
	set func()
}

// ShapedGlyph is a glyph of a word.
type ShapedGlyph struct {
	ID uint16
	// Cluster is the index of the first of the characters that the glyph, with others of the same Cluster, stands for.
	Cluster int
	Advance int // font units, like the others
	X, Y    int // from the pen to where the glyph is drawn; Y upwards
}

// shaping reads what shaping needs of a font, and returns what makes shapers for a script.
func shaping(f *Font, data string, index int, s *script.Script) (func() (*Shaper, error), error) {
	parsed, err := parseRules(data, index)
	if err != nil {
		return nil, err
	}
	if s.Shaped && len(parsed.GSUB.Lookups) == 0 {
		return nil, ErrNoRules
	}
	tag, err := language.ParseScript(s.Tag)
	if err != nil {
		return nil, fmt.Errorf("script %s: %w", s.Tag, err)
	}
	props := harfbuzz.SegmentProperties{Script: tag, Language: language.NewLanguage(s.Language), Direction: harfbuzz.LeftToRight}
	if s.RightToLeft {
		props.Direction = harfbuzz.RightToLeft
	}
	return func() (*Shaper, error) {
		p := &Shaper{buffer: harfbuzz.NewBuffer(), props: props, glyphs: f.Glyphs(), em: f.UnitsPerEm()}
		err := contained(func() { p.font = harfbuzz.NewFont(font.NewFace(parsed)) })
		p.set = func() { p.buffer.Shape(p.font, nil) }
		return p, err
	}, nil
}

// parseRules reads the font once more, as go-text has it: with the rules that [Parse] passes over.
func parseRules(data string, index int) (*font.Font, error) {
	var parsed *font.Font
	var err error
	if e := contained(func() {
		var loaders []*opentype.Loader
		if loaders, err = opentype.NewLoaders(strings.NewReader(data)); err == nil && index < len(loaders) {
			if parsed, err = font.NewFont(loaders[index]); err == nil {
				err = checkRules(loaders[index], parsed)
			}
		}
	}); e != nil {
		return nil, e
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if parsed == nil {
		return nil, ErrDamaged
	}
	return parsed, nil
}

// checkRules refuses a font with rules that go-text cannot read, which it passes over in silence.
func checkRules(from *opentype.Loader, parsed *font.Font) error {
	for tag, lookups := range map[string]int{"GSUB": len(parsed.GSUB.Lookups), "GPOS": len(parsed.GPOS.Lookups)} {
		raw, err := from.RawTable(opentype.MustNewTag(tag))
		if err != nil || len(raw) == 0 {
			continue // the font has no such table
		}
		layout, _, err := tables.ParseLayout(raw)
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrShaping, tag, err)
		}
		if lookups != len(layout.LookupList.Lookups) {
			return fmt.Errorf("%w: %s: %d of %d lookups can be read", ErrShaping, tag, lookups, len(layout.LookupList.Lookups))
		}
	}
	return nil
}

// contained calls a function of another's code on a font, which is somebody's file, and makes an error of a panic.
func contained(call func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrShaping, r)
		}
	}()
	call()
	return nil
}

// Shape sets a word, at most LongestWord characters, and appends its glyphs to dst, from left to right whatever the script's
// direction. The error says that the font's rules cannot be followed.
func (s *Shaper) Shape(dst []ShapedGlyph, word []rune) ([]ShapedGlyph, error) {
	b := s.buffer
	b.Clear()
	b.Props, b.ClusterLevel, b.Flags = s.props, harfbuzz.MonotoneGraphemes, harfbuzz.RemoveDefaultIgnorables
	b.AddRunes(word, 0, len(word))
	if err := contained(s.set); err != nil {
		return dst, err
	}
	if len(b.Info) != len(b.Pos) || len(b.Info) > mostGlyphs*len(word) {
		return dst, fmt.Errorf("%w: %d characters became %d glyphs", ErrShaping, len(word), len(b.Info))
	}
	for i := range b.Info {
		g, p := &b.Info[i], &b.Pos[i]
		if int(g.Glyph) >= s.glyphs || g.Cluster < 0 || g.Cluster >= len(word) {
			return dst, fmt.Errorf("%w: glyph %d for character %d of %d", ErrShaping, g.Glyph, g.Cluster, len(word))
		}
		if most := 64 * s.em; p.XAdvance < 0 || int(p.XAdvance) > most || outside(int(p.XOffset), most) || outside(int(p.YOffset), most) {
			return dst, fmt.Errorf("%w: glyph %d is %d wide and drawn at %d, %d", ErrShaping, g.Glyph, p.XAdvance, p.XOffset, p.YOffset)
		}
		dst = append(dst, ShapedGlyph{ID: uint16(g.Glyph), Cluster: g.Cluster, Advance: int(p.XAdvance), X: int(p.XOffset), Y: int(p.YOffset)})
	}
	return dst, nil
}

func outside(v, most int) bool { return v < -most || v > most }
