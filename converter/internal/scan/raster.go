package scan

import (
	"image"

	"nianbao/converter/internal/limit"
)

// raster is a picture in grey and the level below which a pixel is ink. bars are rules that are not seen any more: see clear.
type raster struct {
	*image.Gray
	level uint8 // darker than this is ink
}

// contrast is how far apart ink and paper must be, in levels of grey: on an empty page there is only the noise of the paper, which
// a threshold would part into two just as well.
const contrast = 60

// newRaster finds the threshold of a picture that is the most probable border between ink and paper: the one which makes the variance
// between both classes greatest (N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979).
func newRaster(m *limit.Meter, g *image.Gray) *raster {
	var count [256]int
	b := g.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		if !m.Step(1 + b.Dx()>>8) {
			break
		}
		for _, v := range row(g, y) {
			count[v]++
		}
	}
	return &raster{g, otsu(&count)}
}

func otsu(count *[256]int) uint8 {
	total, sum := 0, 0.0
	for v, n := range count {
		total += n
		sum += float64(v) * float64(n)
	}
	level, best, dark, darkSum := 0, 0.0, 0, 0.0
	for v, n := range count {
		dark += n
		darkSum += float64(v) * float64(n)
		light := total - dark
		if dark == 0 || light == 0 {
			continue
		}
		apart := (sum-darkSum)/float64(light) - darkSum/float64(dark)
		if between := float64(dark) * float64(light) * apart * apart; apart >= contrast && between > best {
			level, best = v+1, between
		}
	}
	return uint8(min(level, 255))
}

// row returns the pixels of a line of a picture.
func row(g *image.Gray, y int) []uint8 {
	b := g.Bounds()
	at := g.PixOffset(b.Min.X, y)
	return g.Pix[at : at+b.Dx()]
}

// ink reports whether a pixel is ink; outside of the picture is paper.
func (r *raster) ink(x, y int) bool {
	b := r.Rect
	return x >= b.Min.X && x < b.Max.X && y >= b.Min.Y && y < b.Max.Y && r.Pix[(y-b.Min.Y)*r.Stride+x-b.Min.X] < r.level
}

// white paints a stretch white.
func white(g *image.Gray, box image.Rectangle) {
	box = box.Intersect(g.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		at := g.PixOffset(box.Min.X, y)
		for i := range g.Pix[at : at+box.Dx()] {
			g.Pix[at+i] = 255
		}
	}
}

// blankPicture returns a white picture.
func blankPicture(w, h int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	return g
}

// copyOf returns a picture of its own whose top left corner is at 0, 0.
func copyOf(g *image.Gray) *image.Gray {
	b := g.Bounds()
	c := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		copy(c.Pix[y*c.Stride:], row(g, b.Min.Y+y))
	}
	return c
}
