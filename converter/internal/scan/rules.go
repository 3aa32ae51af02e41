package scan

import (
	"image"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
)

// What a rule is in a picture, in points: at least this long, so that it is no stroke of a character, and no thicker than a
// rule of a page that is not scanned may be, with a pixel of blur; smudges interrupt it by so much.
const (
	leastRule = 20.0
	interrupt = 0.9
)

// clearSides is how much of the length on either side of a rule must be paper: lines of text and grey areas are no rules.
const clearSides = 0.6

// mostRules is how many rules a page may have: a table of thirty rows and ten columns has about fifty.
const mostRules = 4000

// rulesOf finds the rules of a straight picture, by long runs of ink along lines and columns.
func rulesOf(m *limit.Meter, r *raster, perPoint float64) []image.Rectangle {
	f := ruleFinder{meter: m, perPoint: perPoint}
	w, h := r.Rect.Dx(), r.Rect.Dy()
	f.find(w, h, func(along, across int) bool { return r.ink(along, across) }, func(b image.Rectangle) image.Rectangle { return b })
	f.find(h, w, func(along, across int) bool { return r.ink(across, along) }, func(b image.Rectangle) image.Rectangle {
		return image.Rect(b.Min.Y, b.Min.X, b.Max.Y, b.Max.X)
	})
	return f.found
}

// ruleFinder looks along one direction after the other.
type ruleFinder struct {
	meter    *limit.Meter
	perPoint float64
	found    []image.Rectangle
}

// bar is runs of ink in lines beside each other: the stretch from x0 to x1 of lines y0 to y1, the ends excluded.
type bar struct{ x0, x1, y0, y1 int }

func (f *ruleFinder) find(length, lines int, ink func(along, across int) bool, back func(image.Rectangle) image.Rectangle) {
	var open []bar
	for y := 0; y <= lines; y++ {
		if !f.meter.Step(1 + length>>4) {
			return
		}
		var next []bar
		if y < lines {
			next = f.runs(length, y, ink)
		}
		kept := next
		for _, b := range open {
			grew := false
			for i := range next {
				if n := &kept[i]; n.x0 < b.x1 && b.x0 < n.x1 {
					n.x0, n.x1, n.y0 = min(n.x0, b.x0), max(n.x1, b.x1), min(n.y0, b.y0)
					grew = true
				}
			}
			if !grew {
				f.close(b, ink, back)
			}
		}
		open = kept
	}
}

// runs returns the long runs of ink of a line. A rule may lie so slanted still that it goes on in a line beside.
func (f *ruleFinder) runs(length, y int, ink func(along, across int) bool) []bar {
	gap, least := int(interrupt*f.perPoint), int(leastRule*f.perPoint)
	var out []bar
	start, last := -1, -1
	for x := 0; x <= length; x++ {
		on := x < length && (ink(x, y) || ink(x, y-1) || ink(x, y+1))
		if on {
			if start < 0 {
				start = x
			}
			last = x
			continue
		}
		if start >= 0 && (x-last > gap || x == length) {
			if last+1-start >= least {
				out = append(out, bar{start, last + 1, y, y + 1})
			}
			start = -1
		}
	}
	return out
}

// close takes a bar for a rule if it is thin and stands by itself.
func (f *ruleFinder) close(b bar, ink func(along, across int) bool, back func(image.Rectangle) image.Rectangle) {
	b.y0, b.y1 = b.y0+1, b.y1-1 // runs look a line further to either side
	if float64(b.y1-b.y0) > pageread.Thickest*f.perPoint+1 || b.y1 <= b.y0 {
		return
	}
	for _, y := range [...]int{b.y0 - 3, b.y1 + 2} {
		free := 0
		for x := b.x0; x < b.x1; x++ {
			if !ink(x, y) {
				free++
			}
		}
		if !f.meter.Step(1+(b.x1-b.x0)>>4) || float64(free) < clearSides*float64(b.x1-b.x0) {
			return
		}
	}
	if len(f.found) == mostRules {
		f.meter.Exceed(pageread.Crossings, mostRules)
		return
	}
	f.found = append(f.found, back(image.Rect(b.x0, b.y0, b.x1, b.y1)))
}
