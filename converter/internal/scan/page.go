package scan

import (
	"image"
	"slices"

	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/plane"
)

// Page reads a page: a grey picture of it, in which a point of the page is so many pixels.
func (r *Reader) Page(g *image.Gray, perPoint float64) (*pageread.Page, error) {
	ink := newRaster(r.meter, g)
	angle := skewOf(r.meter, ink)
	p := &picture{Reader: r, straight: straightened(r.meter, g, angle), level: ink.level, perPoint: perPoint}
	if p.straight != g {
		r.Slanted++
	}
	p.rules = rulesOf(r.meter, p.raster(p.straight), perPoint)
	p.out = &pageread.Page{Width: p.points(g.Rect.Dx()), Height: p.points(g.Rect.Dy()), Images: 1}
	for _, b := range p.rules {
		p.out.Rules = append(p.out.Rules, pageread.Rule{X0: p.points(b.Min.X), Y0: p.points(b.Min.Y), X1: p.points(b.Max.X), Y1: p.points(b.Max.Y)})
	}
	bare := p.withoutRules()
	tables := pageread.Boxes(r.meter, p.out.Rules)
	if r.meter.Err() != nil {
		return nil, r.meter.Err()
	}
	if err := p.readTables(bare, slices.Concat(tables...)); err != nil {
		return nil, err
	}
	if err := p.readText(tables); err != nil {
		return nil, err
	}
	return p.out, r.meter.Err()
}

func (p *picture) raster(g *image.Gray) *raster { return &raster{g, p.level} }

// points are so many pixels.
func (p *picture) points(pixels int) float64 { return float64(pixels) / p.perPoint }

func (p *picture) withoutRules() *image.Gray {
	bare := copyOf(p.straight)
	for _, b := range p.rules {
		white(bare, b.Inset(-1)) // edges are blurred
	}
	return bare
}

// readTables reads the cells of all tables by contact sheets.
func (p *picture) readTables(bare *image.Gray, cells []plane.Box) error {
	strips := stripsOf(p.meter, p.raster(bare), cells, p.perPoint)
	scale := scaleOf(inks(strips), textHeight)
	texts, err := p.readStrips(bare, strips, scale, false)
	if err != nil {
		return err
	}
	if err := p.readFigures(bare, strips, texts, scale); err != nil {
		return err
	}
	size := textHeight / scale / p.perPoint
	for _, words := range texts {
		for _, w := range words {
			p.out.Chars = append(p.out.Chars, p.chars(w, size)...)
		}
	}
	return p.meter.Err()
}

// readStrips returns the words of each strip, where they stand on the page.
func (p *picture) readStrips(g *image.Gray, strips []strip, scale float64, figures bool) ([][]Word, error) {
	var all [][]Word
	for _, sheet := range sheetsOf(p.meter, g, strips, scale) {
		if p.meter.Err() != nil {
			return nil, p.meter.Err()
		}
		words, err := p.words(sheet.picture, figures)
		if err != nil {
			return nil, err
		}
		byItem, astray := sheet.byItem(words)
		p.Astray += astray
		for n, words := range byItem {
			for i := range words {
				words[i] = sheet.items[n].onPage(words[i], scale)
			}
			all = append(all, words)
		}
	}
	return all, p.meter.Err()
}

// readText reads what is on the page outside of tables.
func (p *picture) readText(tables [][]plane.Box) error {
	text := copyOf(p.straight) // with all rules: some are strokes of a title
	for _, cells := range tables {
		for _, c := range cells {
			white(text, image.Rect(int(c.X0*p.perPoint), int(c.Y0*p.perPoint), int(c.X1*p.perPoint)+1, int(c.Y1*p.perPoint)+1).Inset(-p.border()))
		}
	}
	lines := linesIn(pieces(p.meter, p.raster(text), text.Rect, p.perPoint), p.perPoint)
	if len(lines) == 0 {
		return p.meter.Err()
	}
	scale := min(1, scaleOf(lines, bodyHeight)) // a page that is made larger may pass every limit
	shown := blankPicture(int(float64(text.Rect.Dx())*scale)+1, int(float64(text.Rect.Dy())*scale)+1)
	if !p.meter.Step(1 + shown.Rect.Dx()*shown.Rect.Dy()>>3) {
		return p.meter.Err()
	}
	enlarge(shown, text, shown.Rect, text.Rect, scale)
	words, err := p.words(shown, false)
	if err != nil {
		return err
	}
	for i := range words {
		words[i].Box, words[i].Line = scaled(words[i].Box, 1/scale), scaled(words[i].Line, 1/scale)
	}
	usual := usualHeight(words)
	for _, w := range words {
		size := p.points(w.Line.Dy())
		if size > 0.7*p.points(usual) && size < 1.3*p.points(usual) {
			size = p.points(usual)
		}
		p.out.Chars = append(p.out.Chars, p.chars(w, size)...)
	}
	return p.meter.Err()
}

// border is how far around the cells of a table its border may reach, in pixels.
func (p *picture) border() int { return int(pageread.Thickest*p.perPoint/2) + 2 }

// scaled is a box that is larger by so much.
func scaled(b image.Rectangle, by float64) image.Rectangle {
	at := func(v int) int { return int(float64(v)*by + 0.5) }
	return image.Rect(at(b.Min.X), at(b.Min.Y), at(b.Max.X), at(b.Max.Y))
}

// usualHeight is how high the lines of most words are: those without high characters are lower, and of the same type.
func usualHeight(words []Word) int {
	if len(words) == 0 {
		return 0
	}
	heights := make([]int, len(words))
	for i := range words {
		heights[i] = words[i].Line.Dy()
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}
