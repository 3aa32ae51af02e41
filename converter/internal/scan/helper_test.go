package scan

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"testing"

	"nianbao/converter/internal/limit"
)

// perPoint is that of a scan of 144 dots an inch.
const perPoint = 2.0

func meter() *limit.Meter { return limit.NewMeter(context.Background(), limit.Default()) }

// black paints a box black.
func black(g *image.Gray, x0, y0, x1, y1 int) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			g.Pix[y*g.Stride+x] = 0
		}
	}
}

// ruled is a page of 600 by 400 pixels with a table of two rows and three columns, and its cells' corners.
func ruled() *image.Gray {
	g := blankPicture(600, 400)
	for _, y := range []int{100, 160, 220} {
		black(g, 60, y, 541, y+2)
	}
	for _, x := range []int{60, 220, 380, 540} {
		black(g, x, 100, x+2, 222)
	}
	return g
}

// digit draws a digit: a bar with a notch whose height tells digits apart, in quarters of the digit.
func digit(g *image.Gray, x, y, notch int) {
	black(g, x, y, x+12, y+24)
	white(g, image.Rect(x, y+6*notch, x+10, y+6*notch+6))
}

// turned is a picture turned by so many degrees clockwise.
func turned(g *image.Gray, degrees float64) *image.Gray { return straightened(meter(), g, -degrees) }

// texts is a program that finds the lines of a picture by where ink is, and reads them as the next of its answers.
func texts(t *testing.T, answer func(p Picture, n int, box image.Rectangle) string) Recognize {
	return func(_ context.Context, p Picture) ([]Word, error) {
		decoded, err := png.Decode(bytes.NewReader(p.PNG))
		if err != nil {
			t.Fatal(err)
		}
		g := decoded.(*image.Gray)
		var words []Word
		for n, box := range inkLines(g) {
			if text := answer(p, n, box); text != "" {
				words = append(words, Word{text, box, box})
			}
		}
		return words, nil
	}
}

func inkLines(g *image.Gray) []image.Rectangle {
	r := &raster{g, 128}
	var lines []image.Rectangle
	last := -100
	for y := range g.Rect.Dy() {
		for x := range g.Rect.Dx() {
			if !r.ink(x, y) {
				continue
			}
			if y-last > 10 {
				lines = append(lines, image.Rect(x, y, x+1, y+1))
			}
			n := len(lines) - 1
			lines[n], last = lines[n].Union(image.Rect(x, y, x+1, y+1)), y
		}
	}
	return lines
}
