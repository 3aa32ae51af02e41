package svg

import (
	"fmt"
	"strconv"

	"nianbao/converter/internal/fixed"
	"nianbao/converter/internal/layout"
)

// boldStroke is the width of the line around glyphs for want of a bold face, as a part of the size: that of package pdf.
const boldStroke = 30

// mitre is how far the corners of that line reach, as PDF has it unless told otherwise (ISO 32000-1 8.4.3.5).
const mitre = "10"

// appendPage appends a page: its rules as paths, then its runs in reading order.
func appendPage(b []byte, pages *layout.Pages, index int, s *symbols) []byte {
	page := &pages.Pages[index]
	n := 256 + 48*len(page.Rules)
	for i := range page.Runs {
		n += 80 + 34*len(page.Runs[i].Glyphs)
	}
	if b == nil {
		b = make([]byte, 0, n)
	}
	b = append(b, "<svg xmlns='"+namespace+"' viewBox='0 0 "...)
	b = append(fixed.Append(b, pages.Width), ' ')
	b = append(fixed.Append(b, pages.Height), "'>"...)
	b = appendRules(b, page.Rules)
	for i := range page.Runs {
		b = appendRun(b, &page.Runs[i], s)
	}
	return append(b, "</svg>"...)
}

// appendRules appends rules as paths: those that follow each other in one colour as one.
func appendRules(b []byte, rules []layout.Rule) []byte {
	for len(rules) > 0 {
		n := 1
		for n < len(rules) && rules[n].Colour == rules[0].Colour {
			n++
		}
		b = append(b, "<path"...)
		b = appendFill(b, rules[0].Colour)
		b = append(b, " d='"...)
		for _, r := range rules[:n] {
			b = fixed.Append(append(b, 'M'), r.X)
			b = fixed.Append(append(b, ' '), r.Y)
			b = fixed.Append(append(b, 'h'), r.Width)
			b = fixed.Append(append(b, 'v'), r.Height)
			b = append(fixed.Append(append(b, 'h'), -r.Width), 'z')
		}
		b = append(b, "'/>"...)
		rules = rules[n:]
	}
	return b
}

// appendFill says a colour other than black, which is what is drawn where nothing is said (SVG 2 13.4.2).
func appendFill(b []byte, colour uint32) []byte {
	if colour == 0 {
		return b
	}
	b = append(b, " fill='"...)
	return append(appendColour(b, colour), '\'')
}

func appendColour(b []byte, colour uint32) []byte { return fmt.Appendf(b, "#%06x", colour&0xFFFFFF) }

// appendRun appends a run: a group in which a unit of the font is a unit of length, and its glyphs in that.
func appendRun(b []byte, r *layout.Run, s *symbols) []byte {
	if len(r.Glyphs) == 0 {
		return b
	}
	t := s.of(r.Font)
	b = append(b, "<g transform='translate("...)
	b = append(fixed.Append(b, r.X), ' ')
	b = append(fixed.Append(b, r.Y), ")scale("...)
	high := float64(r.Size) / 2 / float64(t.upem)
	wide := high * float64(r.Scale) / 1000
	b = appendFactor(b, wide)
	if r.Scale != 1000 {
		b = appendFactor(append(b, ' '), high)
	}
	b = append(b, ")'"...)
	b = appendFill(b, r.Colour)
	if r.Bold {
		b = append(b, " stroke='"...)
		b = appendColour(b, r.Colour)
		b = append(b, "' stroke-miterlimit='"+mitre+"' stroke-width='"...)
		b = append(fixed.Append(b, t.upem*1000/boldStroke), '\'')
	}
	b = append(b, '>')
	unit := max(r.Size*r.Scale/2, 1) // a font's em in millionths of a point
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if !t.use(g.ID) {
			continue // nothing to draw: a blank
		}
		b = append(b, "<use href='#"...)
		b = append(b, t.prefix...)
		b = strconv.AppendUint(b, uint64(g.ID), 10)
		if g.X != 0 {
			b = append(b, "' x='"...)
			b = fixed.Append(b, tenths(int(g.X)*t.upem*10, unit)*100)
		}
		b = append(b, "'/>"...)
	}
	return append(b, "</g>"...)
}

// tenths divides and rounds to the nearest whole number: places are exact to a tenth of a unit of the font, 1/600 pt in text.
func tenths(n, d int) int {
	if n < 0 {
		return -tenths(-n, d)
	}
	return (n + d/2) / d
}

// appendFactor appends a factor with nine decimals at most, which is 1/1000 pt over a page.
func appendFactor(b []byte, f float64) []byte {
	b = strconv.AppendFloat(b, f, 'f', 9, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
