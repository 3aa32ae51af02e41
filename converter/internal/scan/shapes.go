package scan

import (
	"image"
	"math"
	"slices"
	"strings"
)

// A second witness for figures: their digits look alike where they are read alike. Programs confuse digits of a typeface not once but
// always (6 with 0 in a narrow serif), in the parts and in the total, and then the sum of what was read wrong holds as well. So the
// digits of a page that were read as the same one are compared: where some do not look like the others, the figures that they are
// in are doubtful. Nothing is known here of how a digit looks.

// shape is a digit drawn on a small grid: how much of each field is ink.
type shape [shapeWidth * shapeHeight]float64

const (
	shapeWidth  = 6
	shapeHeight = 9
)

// unlike is how much of the grid two shapes of one digit may differ in, on average. Measured on a page of 200 dots an inch, turned by 1.2
// degrees, blurred, with noise, as JPEG of quality 40: the same digit 0.03 to 0.155, torn ones more; 6 and 0 from 0.176. It does not tell 3
// from 8 (from 0.118).
const unlike = 0.16

// mostlyAlike is which part of the digits that were read alike must look alike, so that those which do not are the odd ones.
const mostlyAlike = 0.75

// sample is a digit of a strip.
type sample struct {
	strip int
	shape shape
}

// doubtful returns which strips hold a figure whose digits do not look as they are read. texts are the figures, "" for other strips.
func (p *picture) doubtful(bare *image.Gray, strips []strip, texts []string) map[int]bool {
	odd := map[int]bool{}
	var byDigit [10][]sample
	for i, text := range texts {
		if text == "" {
			continue
		}
		digits := strings.NewReplacer(".", "", ",", "").Replace(text)
		boxes := p.digitsIn(bare, strips[i].ink)
		if len(boxes) != len(digits) {
			odd[i] = true
			continue
		}
		for n, b := range boxes {
			d := digits[n] - '0'
			byDigit[d] = append(byDigit[d], sample{i, p.shapeOf(bare, b)})
		}
	}
	for _, samples := range byDigit {
		for _, i := range p.unlikeMost(samples) {
			odd[i] = true
		}
	}
	return odd
}

// digitsIn returns the boxes of the digits of a line: what hangs together, or stands above each other. What is low is a comma or a stop.
func (p *picture) digitsIn(bare *image.Gray, line image.Rectangle) []image.Rectangle {
	all := pieces(p.meter, p.raster(bare), line.Inset(-1), p.perPoint)
	slices.SortFunc(all, func(a, b image.Rectangle) int { return a.Min.X - b.Min.X })
	var out []image.Rectangle
	for _, b := range all {
		if n := len(out); n > 0 && b.Min.X < out[n-1].Max.X-out[n-1].Dx()/3 {
			out[n-1] = out[n-1].Union(b)
			continue
		}
		out = append(out, b)
	}
	return slices.DeleteFunc(out, func(b image.Rectangle) bool { return 2*b.Dy() < line.Dy() })
}

// shapeOf draws what is in a box on the grid. A narrow digit stays narrow: the grid is as wide as two thirds of its height.
func (p *picture) shapeOf(bare *image.Gray, b image.Rectangle) (s shape) {
	r := p.raster(bare)
	width := max(float64(b.Dx()), float64(b.Dy())*shapeWidth/shapeHeight)
	left := float64(b.Min.X+b.Max.X)/2 - width/2
	const fine = 4 // looks a field takes in each direction
	for i := range s {
		for n := range fine * fine {
			x := left + (float64(i%shapeWidth)+(float64(n%fine)+0.5)/fine)*width/shapeWidth
			y := float64(b.Min.Y) + (float64(i/shapeWidth)+(float64(n/fine)+0.5)/fine)*float64(b.Dy())/shapeHeight
			if r.ink(int(math.Floor(x)), int(math.Floor(y))) {
				s[i] += 1.0 / (fine * fine)
			}
		}
	}
	return s
}

func (s *shape) from(o *shape) float64 {
	sum := 0.0
	for i := range s {
		sum += math.Abs(s[i] - o[i])
	}
	return sum / float64(len(s))
}

// mostCompared is with how many digits read alike each one is compared.
const mostCompared = 100

// unlikeMost returns the strips of the samples that do not look like the one in the middle of all; those of all samples where they fall
// into groups of which none is most of them.
func (p *picture) unlikeMost(samples []sample) []int {
	if len(samples) < 2 {
		return nil
	}
	each := (len(samples) + mostCompared - 1) / mostCompared
	middle, least := 0, math.Inf(1)
	for i := range samples {
		sum := 0.0
		for k := 0; k < len(samples); k += each {
			sum += min(samples[i].shape.from(&samples[k].shape), unlike)
		}
		if !p.meter.Step(len(samples) / each) {
			return nil
		}
		if sum < least {
			middle, least = i, sum
		}
	}
	var odd, all []int
	for i := range samples {
		all = append(all, samples[i].strip)
		if samples[i].shape.from(&samples[middle].shape) > unlike {
			odd = append(odd, samples[i].strip)
		}
	}
	if float64(len(all)-len(odd)) < mostlyAlike*float64(len(all)) {
		return all
	}
	return odd
}
