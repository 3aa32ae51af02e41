package picture

import (
	"fmt"
	"image"
	"math"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plane"
)

// Canvas is a page on which pictures are drawn: scanners cut pages into strips. It is as fine as the first picture on it.
type Canvas struct {
	meter         *limit.Meter
	width, height float64 // points
	most          int     // pixels
	perPoint      float64
	out           *image.Gray
}

// NewCanvas returns an empty page of a size in points, of so many pixels at most.
func NewCanvas(m *limit.Meter, width, height float64, most int) *Canvas {
	return &Canvas{meter: m, width: width, height: height, most: most}
}

// finest and coarsest are how many pixels a point of a scan has: 600 and 50 an inch. Finer ones are drawn coarser.
const (
	finest   = 600.0 / 72
	coarsest = 50.0 / 72
)

// Draw draws a picture whose square from 0, 0 at its bottom left to 1, 1 lies on the page as the matrix says.
func (c *Canvas) Draw(g *image.Gray, to plane.Matrix) error {
	if !to.Sound() || math.Abs(to[0]*to[3]-to[1]*to[2]) < 1e-6 {
		return nil
	}
	if c.out == nil {
		fine := float64(g.Rect.Dx()) / math.Hypot(to[0], to[1])
		c.perPoint = min(max(fine, coarsest), finest)
		w, h := int(math.Round(c.width*c.perPoint)), int(math.Round(c.height*c.perPoint))
		if err := CheckSize(w, h, c.most); err != nil {
			return fmt.Errorf("a page of pictures: %w", err)
		}
		c.out = image.NewGray(image.Rect(0, 0, w, h))
		for i := range c.out.Pix {
			c.out.Pix[i] = 255
		}
	}
	box := to.Around(0, 0, 1, 1)
	area := image.Rect(int(math.Floor(box.X0*c.perPoint)), int(math.Floor(box.Y0*c.perPoint)), int(math.Ceil(box.X1*c.perPoint)), int(math.Ceil(box.Y1*c.perPoint))).Intersect(c.out.Rect)
	d := to[0]*to[3] - to[1]*to[2]
	w, h := float64(g.Rect.Dx()), float64(g.Rect.Dy())
	for y := area.Min.Y; y < area.Max.Y; y++ {
		if !c.meter.Step(1 + area.Dx()>>3) {
			return c.meter.Err()
		}
		py := (float64(y)+0.5)/c.perPoint - to[5]
		for x := area.Min.X; x < area.Max.X; x++ {
			px := (float64(x)+0.5)/c.perPoint - to[4]
			u, v := (to[3]*px-to[2]*py)/d, (to[0]*py-to[1]*px)/d
			if sx, sy := int(math.Floor(u*w)), int(math.Floor((1-v)*h)); sx >= 0 && sy >= 0 && sx < g.Rect.Dx() && sy < g.Rect.Dy() {
				c.out.Pix[y*c.out.Stride+x] = g.Pix[sy*g.Stride+sx]
			}
		}
	}
	return nil
}

// Picture returns the page and how many pixels a point of it is; nil where nothing was drawn.
func (c *Canvas) Picture() (*image.Gray, float64) { return c.out, c.perPoint }
