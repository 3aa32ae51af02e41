package scan

import (
	"image"
	"slices"

	"nianbao/converter/internal/limit"
)

// A contact sheet shows the lines of text of all cells of a page, one below the other on white paper: programs that recognise
// text read lines well and tables badly. Of a table's figures that are given in their table, half are not found and some read wrong.
type contactSheet struct {
	picture *image.Gray
	items   []item
}

// item is where a strip stands on the sheet.
type item struct {
	strip
	at image.Rectangle // its ink on the sheet
}

// How a sheet is set, in pixels: how high a line of Chinese text shall be, what is free around a line, and how high a sheet may be.
const (
	textHeight  = 32 // in cells
	bodyHeight  = 28 // in running text
	sheetMargin = 40
	sheetGap    = 36
	mostSheet   = 8000
)

// sheetsOf sets strips on sheets. scale is by how much they are made larger.
func sheetsOf(m *limit.Meter, g *image.Gray, strips []strip, scale float64) []contactSheet {
	var sheets []contactSheet
	for from := 0; from < len(strips); {
		var items []item
		x, y, width := sheetMargin, sheetMargin, 0
		for ; from < len(strips); from++ {
			s := strips[from]
			w, h := int(float64(s.ink.Dx())*scale+0.5), int(float64(s.ink.Dy())*scale+0.5)
			if len(items) > 0 && y+h > mostSheet {
				break
			}
			items = append(items, item{s, image.Rect(x, y, x+max(w, 1), y+max(h, 1))})
			width, y = max(width, w), y+h+sheetGap
		}
		sheet := contactSheet{blankPicture(width+2*sheetMargin, y), items}
		for _, i := range items {
			if !m.Step(1 + i.at.Dx()*i.at.Dy()>>4) {
				return nil
			}
			enlarge(sheet.picture, g, i.at, i.ink, scale)
		}
		sheets = append(sheets, sheet)
	}
	return sheets
}

// aroundInk is how far around its ink a line is copied, in pixels: edges are blurred.
const aroundInk = 2

// enlarge copies a stretch of a picture to where it stands on the sheet. Smaller pictures are averaged, larger ones interpolated.
func enlarge(to, from *image.Gray, at, ink image.Rectangle, scale float64) {
	cell := ink.Inset(-aroundInk)
	edge := int(aroundInk*scale + 0.5)
	half := int(1/scale/2 + 0.25)
	for y := -edge; y < at.Dy()+edge; y++ {
		for x := -edge; x < at.Dx()+edge; x++ {
			p := image.Pt(at.Min.X+x, at.Min.Y+y)
			fx, fy := float64(ink.Min.X)+(float64(x)+0.5)/scale-0.5, float64(ink.Min.Y)+(float64(y)+0.5)/scale-0.5
			if !p.In(to.Rect) || !image.Pt(int(fx), int(fy)).In(cell) {
				continue
			}
			if half == 0 {
				to.Pix[p.Y*to.Stride+p.X] = between(from, fx, fy)
				continue
			}
			sum, n := 0, 0
			for dy := -half; dy <= half; dy++ {
				for dx := -half; dx <= half; dx++ {
					if q := image.Pt(int(fx)+dx, int(fy)+dy); q.In(from.Rect) {
						sum, n = sum+int(from.Pix[q.Y*from.Stride+q.X]), n+1
					}
				}
			}
			to.Pix[p.Y*to.Stride+p.X] = uint8(sum / max(n, 1))
		}
	}
}

// inks returns the boxes of strips.
func inks(strips []strip) []image.Rectangle {
	boxes := make([]image.Rectangle, len(strips))
	for i := range strips {
		boxes[i] = strips[i].ink
	}
	return boxes
}

// scaleOf returns by how much lines are enlarged, so that those of Chinese text become as high as wanted: half of the lines may be
// figures, which are lower, and some are of a title, which are higher.
func scaleOf(lines []image.Rectangle, wanted float64) float64 {
	heights := make([]int, len(lines))
	for i := range lines {
		heights[i] = lines[i].Dy()
	}
	if len(heights) == 0 {
		return 1
	}
	slices.Sort(heights)
	return min(max(wanted/float64(max(heights[len(heights)*3/4], 1)), leastScale), mostScale)
}

// leastScale and mostScale are by how much pictures are made smaller and larger.
const (
	leastScale = 0.25
	mostScale  = 2.0
)
