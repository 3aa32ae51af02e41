package ofd

import (
	"fmt"

	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/xmltext"
)

// resources is the part that lists what all pages share; the files it names stand in resourceFolder.
const (
	resources      = "PublicRes.xml"
	resourceFolder = "Res"
)

// font is a font in use, with its new numbers of glyphs and the identifier that text refers to.
type font struct {
	*sfnt.Numbering
	id int
}

func (f *file) collectFonts() {
	for i := range f.pages.Pages {
		for j := range f.pages.Pages[i].Runs {
			f.fontOf(f.pages.Pages[i].Runs[j].Font)
		}
	}
}

// fontOf returns a font, which is added when first asked for.
func (f *file) fontOf(s *sfnt.Font) *font {
	for _, t := range f.fonts {
		if t.Font == s {
			return t
		}
	}
	t := &font{sfnt.NewNumbering(s), f.identifier()}
	f.fonts = append(f.fonts, t)
	return t
}

// writeFont writes a subset as a font file. It has a cmap, although pages name glyphs by number (11.4.1): of three readers
// tried, one takes them from the cmap all the same, and one opens no font without one.
func (f *file) writeFont(i int, t *font) error {
	program, err := t.AppendStandalone(f.part[:0])
	if err != nil {
		return fmt.Errorf("embedding %s: %w", t.Font.Name(), err)
	}
	f.add(folder+resourceFolder+"/"+fontName(i), program)
	return nil
}

func fontName(i int) string { return fmt.Sprintf("font_%d.ttf", i) }

// writeResources writes the list of fonts (7.9, 11.1). The family is the font's own, by which a reader that does without
// the embedded file looks for one like it.
func (f *file) writeResources() {
	b := append(f.part[:0], xmlHead+`<ofd:Res xmlns:ofd="`+namespace+`" BaseLoc="`+resourceFolder+`">`...)
	if len(f.fonts) > 0 {
		b = append(b, `<ofd:Fonts>`...)
	}
	for i, t := range f.fonts {
		b = append(b, `<ofd:Font ID="`...)
		b = appendInt(b, t.id)
		b = append(b, `" FontName="`...)
		b = xmltext.Append(b, t.Font.Name())
		b = append(b, `" FamilyName="`...)
		b = xmltext.Append(b, family(t.Font))
		b = append(b, `" Charset="unicode"`...)
		if t.Font.Italic() {
			b = append(b, ` Italic="true"`...)
		}
		if t.Font.FixedPitch() {
			b = append(b, ` FixedWidth="true"`...)
		}
		b = append(b, `><ofd:FontFile>`+fontName(i)+`</ofd:FontFile></ofd:Font>`...)
	}
	if len(f.fonts) > 0 {
		b = append(b, `</ofd:Fonts>`...)
	}
	f.add(folder+resources, append(b, `</ofd:Res>`...))
}

func family(t *sfnt.Font) string {
	for _, name := range t.Names() {
		if name != "" {
			return name
		}
	}
	return t.Name()
}
