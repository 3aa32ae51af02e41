package ofd

import (
	"fmt"

	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/xmltext"
)

// resources is the part that lists what all pages share; the files it names stand in resourceFolder.
const (
	resources      = "PublicRes.xml"
	resourceFolder = "Res"
)

// boldStroke is how much thicker bold glyphs are for want of a bold face, as a part of the size: that of package pdf, which
// draws a line around them.
const boldStroke = 30

// font is a font in use, with its new numbers of glyphs and the identifier that text refers to. Bold text has a font of its
// own, whose outlines are made bold: of three readers tried, none draws the line around glyphs that Stroke (table 45) asks
// for, or not in its width.
type font struct {
	*sfnt.Numbering
	bold bool
	id   int
}

func (f *file) collectFonts() {
	for i := range f.pages.Pages {
		for j := range f.pages.Pages[i].Runs {
			f.fontOf(&f.pages.Pages[i].Runs[j])
		}
	}
}

// fontOf returns the font of a run, which is added when first asked for.
func (f *file) fontOf(r *layout.Run) *font {
	for _, t := range f.fonts {
		if t.Font == r.Font && t.bold == r.Bold {
			return t
		}
	}
	t := &font{sfnt.NewNumbering(r.Font), r.Bold, f.identifier()}
	f.fonts = append(f.fonts, t)
	return t
}

// writeFont writes a subset as a font file. It has a cmap, although pages name glyphs by number (11.4.1): of three readers
// tried, one takes them from the cmap all the same, and one opens no font without one.
func (f *file) writeFont(i int, t *font) error {
	numbering := t.Numbering
	if t.bold {
		var err error
		if numbering, err = t.Embolden(boldStroke); err != nil {
			return fmt.Errorf("making %s bold: %w", t.Font.Name(), err)
		}
	}
	program, err := numbering.AppendStandalone(f.part[:0])
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
		if t.bold {
			b = append(b, "-Bold"...)
		}
		b = append(b, `" FamilyName="`...)
		b = xmltext.Append(b, family(t.Font))
		b = append(b, `" Charset="unicode"`...)
		if t.bold {
			b = append(b, ` Bold="true"`...)
		}
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
