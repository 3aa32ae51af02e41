package svg

import (
	"testing"

	"nianbao/converter/internal/sfnt"
)

// TestOutline: lines along an axis, curves with points that go unsaid, contours that begin off the curve.
func TestOutline(t *testing.T) {
	on := func(x, y int) sfnt.Point { return sfnt.Point{X: x, Y: y, On: true} }
	off := func(x, y int) sfnt.Point { return sfnt.Point{X: x, Y: y} }
	closed := func(points ...sfnt.Point) []sfnt.Point {
		points[len(points)-1].Last = true
		return points
	}
	for _, c := range []struct {
		name   string
		points []sfnt.Point
		want   string
	}{
		{"a triangle", closed(on(0, 0), on(10, 0), on(3, 20)), "M0 0h10l-7-20-3 20z"},
		{"a square, closed by its last point", closed(on(1, 2), on(1, 12), on(11, 12), on(11, 2), on(1, 2)), "M1-2v-10h10v10h-10z"},
		{"a curve", closed(on(0, 0), off(5, 10), on(10, 0)), "M0 0q5-10 10 0h-10z"},
		{"two control points", closed(on(0, 0), off(0, 10), off(10, 10), on(10, 0)), "M0 0q0-10 5-10 5 0 5 10h-10z"},
		{"begins with a control point", closed(off(0, 10), on(10, 0), on(0, 0)), "M10 0h-10q0-10 10 0z"},
		{"ends with a control point", closed(on(0, 0), on(10, 0), off(10, 10)), "M0 0h10q0-10-10 0z"},
		{"nothing on the curve", closed(off(0, 0), off(10, 0), off(10, 10), off(0, 10)), "M0-5q0 5 5 5 5 0 5-5 0-5-5-5-5 0-5 5z"},
		{"two contours", append(closed(on(0, 0), on(4, 0), on(0, 4)), closed(on(9, 9), on(9, 5), on(5, 5))...), "M0 0h4l-4-4v4zM9-9v4h-4l4-4z"},
		{"a point", closed(on(3, 4)), "M3-4z"},
		{"none", nil, ""},
	} {
		if got := string(appendOutline(nil, c.points)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
