package content

import (
	"math"

	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/plane"
)

// Picture is a picture that a page shows: its stream, and how the square from 0, 0 to 1, 1 that it fills (8.9.5) lies on the page,
// in points from the top left corner. The stream of an inline image is nil.
type Picture struct {
	Stream *object.Stream
	To     plane.Matrix
}

// least is how wide and high a picture is at least that may hold text, in points.
const least = 36

// mostPictures is how many pictures of a page are kept: scanners cut pages into a few dozen strips.
const mostPictures = 500

// picture notes a picture that is large enough to hold text.
func (p *page) picture(s *object.Stream) {
	b := p.state.to.Around(0, 0, 1, 1)
	p.coverPictured(s)
	if s != nil && p.isLine(s) {
		p.rule(b)
	}
	seen := b.Within(p.state.clip)
	strip := seen.X1-seen.X0 >= least || seen.Y1-seen.Y0 >= least
	if math.IsNaN(b.X0) || !strip || seen.X1 <= seen.X0 || seen.Y1 <= seen.Y0 {
		return
	}
	if len(p.pictures) < mostPictures {
		p.pictures = append(p.pictures, Picture{s, p.state.to})
	}
	if seen.X1-seen.X0 >= least && seen.Y1-seen.Y0 >= least {
		p.out.Images++
	}
}

// fewest is how many samples wide or high a picture is at most that some programs draw for a line. Strips of a scan have more.
const fewest = 4

// isLine reports whether a picture is one that is drawn for a line: a few samples, or a mask of them that is painted in ink.
func (p *page) isLine(s *object.Stream) bool {
	w, _ := p.file.Number(s.Dict["Width"])
	h, _ := p.file.Number(s.Dict["Height"])
	return min(w, h) <= fewest && !(p.state.white && p.file.Resolve(s.Dict["ImageMask"]) == true)
}

// Pictures returns the pictures of the page that was run last, in the order in which they are drawn.
func (r *Reader) Pictures() []Picture { return r.pictures }
