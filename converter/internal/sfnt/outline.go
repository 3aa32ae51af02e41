package sfnt

import "fmt"

// Point is a point of an outline in font units.
type Point struct {
	X, Y int
	On   bool // on the curve rather than a control point
	Last bool // last point of its contour
}

// maxPoints bounds the points of a glyph with all its components, so that nested components cannot multiply.
const maxPoints = 1 << 16

// Outline returns the glyph's points, composites resolved; none for a blank glyph.
func (f *Font) Outline(glyph uint16) ([]Point, error) { return f.AppendOutline(nil, glyph) }

// AppendOutline appends the points of [Font.Outline].
func (f *Font) AppendOutline(points []Point, glyph uint16) ([]Point, error) {
	budget := maxComponents
	return f.outline(points, glyph, 0, &budget)
}

func (f *Font) outline(points []Point, glyph uint16, depth int, budget *int) ([]Point, error) {
	if *budget--; depth > maxDepth || *budget < 0 {
		return points, fmt.Errorf("%w: glyph %d is composed too deep", ErrDamaged, glyph)
	}
	if int(glyph) >= f.count() {
		return points, fmt.Errorf("%w: there is no glyph %d", ErrDamaged, glyph)
	}
	r := f.record(glyph)
	if r == "" {
		return points, nil
	}
	if !isComposite(r) {
		return simple(points, r)
	}
	for i := 10; ; {
		c, err := nextComponent(r, i)
		if err != nil {
			return points, err
		}
		from := len(points)
		if points, err = f.outline(points, c.glyph, depth+1, budget); err != nil {
			return points, err
		}
		c.place(points, from)
		if c.isLast {
			return points, nil
		}
		i = c.nextOffset
	}
}

// place moves the points of a component, from index from on, to where the composite wants them.
func (c *component) place(points []Point, from int) {
	part := points[from:]
	if c.xx != one || c.yy != one || c.xy != 0 || c.yx != 0 {
		for i := range part {
			x, y := part[i].X, part[i].Y
			part[i].X = (x*c.xx + y*c.yx + one/2) >> 14
			part[i].Y = (x*c.xy + y*c.yy + one/2) >> 14
		}
	}
	dx, dy := c.dx, c.dy
	if c.flags&argsAreXY == 0 { // match point dx of what stands with point dy of the part
		if dx >= from || dy >= len(part) {
			return
		}
		dx, dy = points[dx].X-part[dy].X, points[dx].Y-part[dy].Y
	}
	for i := range part {
		part[i].X += dx
		part[i].Y += dy
	}
}

// checkSimple walks over the flags of a simple glyph and returns how many points it has and where its flags start: the
// record holds contour ends, instructions, flags with repeats, then x and y as differences.
func checkSimple(r string) (points, flags int, err error) {
	if len(r) < 10 { // the header: number of contours and bounds
		return 0, 0, fmt.Errorf("%w: a glyph is cut off", ErrDamaged)
	}
	contours := i16(r, 0)
	if contours == 0 {
		return 0, 0, nil
	}
	instructions := 10 + 2*contours
	if instructions+2 > len(r) {
		return 0, 0, fmt.Errorf("%w: a glyph is cut off", ErrDamaged)
	}
	previous := -1
	for c := range contours {
		end := int(u16(r, 10+2*c))
		if end <= previous {
			return 0, 0, fmt.Errorf("%w: the contours of a glyph overlap", ErrDamaged)
		}
		previous = end
	}
	points = previous + 1
	flags = instructions + 2 + int(u16(r, instructions))
	i, coordinates := flags, 0
	for n := 0; n < points; {
		if i >= len(r) {
			return 0, 0, fmt.Errorf("%w: the flags of a glyph are cut off", ErrDamaged)
		}
		flag, repeat := r[i], 1
		i++
		if flag&repeatFlag != 0 {
			if i >= len(r) {
				return 0, 0, fmt.Errorf("%w: the flags of a glyph are cut off", ErrDamaged)
			}
			repeat += int(r[i])
			i++
		}
		repeat = min(repeat, points-n)
		n += repeat
		coordinates += repeat * (size(flag, xShort, xSame) + size(flag, yShort, ySame))
	}
	if i+coordinates > len(r) {
		return 0, 0, fmt.Errorf("%w: the coordinates of a glyph are cut off", ErrDamaged)
	}
	return points, flags, nil
}

// Flags of a point (OpenType 1.9, glyf). With the short flag, same is the sign of the byte.
const (
	onCurve    = 1
	xShort     = 2
	yShort     = 4
	repeatFlag = 8
	xSame      = 16
	ySame      = 32
)

// size returns how many bytes a coordinate takes.
func size(flag byte, short, same byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&same != 0:
		return 0
	}
	return 2
}

// simple decodes a simple glyph.
func simple(points []Point, r string) ([]Point, error) {
	n, i, err := checkSimple(r)
	if err != nil || n == 0 {
		return points, err
	}
	if len(points)+n > maxPoints {
		return points, fmt.Errorf("%w: a glyph has too many points", ErrDamaged)
	}
	from := len(points)
	flags := make([]byte, 0, n)
	for len(flags) < n {
		flag, repeat := r[i], 1
		i++
		if flag&repeatFlag != 0 {
			repeat += int(r[i])
			i++
		}
		for ; repeat > 0 && len(flags) < n; repeat-- {
			flags = append(flags, flag)
		}
	}
	x := 0
	for _, flag := range flags {
		x += difference(r, &i, flag&xShort != 0, flag&xSame != 0)
		points = append(points, Point{X: x, On: flag&onCurve != 0})
	}
	y := 0
	for k, flag := range flags {
		y += difference(r, &i, flag&yShort != 0, flag&ySame != 0)
		points[from+k].Y = y
	}
	for c := range i16(r, 0) {
		points[from+int(u16(r, 10+2*c))].Last = true
	}
	return points, nil
}

// difference reads one coordinate: a byte with its sign in the flag, a word, or nothing for "the same as before".
func difference(r string, i *int, short, same bool) int {
	switch {
	case short:
		*i++
		if same {
			return int(r[*i-1])
		}
		return -int(r[*i-1])
	case same:
		return 0
	default:
		*i += 2
		return i16(r, *i-2)
	}
}
