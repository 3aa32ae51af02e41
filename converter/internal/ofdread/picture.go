package ofdread

import (
	"image"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/picture"
	"nianbao/converter/internal/plane"
	"nianbao/converter/internal/zipfile"
)

// shownPicture is a picture on a page (10): the part that holds it, how the square from 0, 0 at its bottom left to 1, 1 lies on the page, and
// how many characters were drawn before it.
type shownPicture struct {
	part   string
	to     plane.Matrix
	seen   plane.Box
	opaque bool
	behind int
}

// mostPictures is how many pictures of a page are kept: scanners cut pages into a few dozen strips.
const mostPictures = 500

// least is how wide and high a picture is at least that may hold text, in points: half an inch.
const least = 36

// picture notes a picture, and counts those that are large enough to hold text. Its coordinates run from its top left corner; one without a
// transformation fills its boundary.
func (p *page) picture(e *element, s space) {
	if !s.ok {
		return
	}
	to := s.to
	if boundary, ok := boxOf(e.attr(attrBoundary)); ok && e.attr(attrCTM) == "" {
		to = plane.Matrix{boundary[2], 0, 0, boundary[3], 0, 0}.Times(to)
	}
	to = plane.Matrix{1, 0, 0, -1, 0, 1}.Times(to)
	seen := to.Around(0, 0, 1, 1).Within(s.clip)
	wide, high := seen.X1-seen.X0, seen.Y1-seen.Y0
	if s.clip.X1-s.clip.X0 >= least && s.clip.Y1-s.clip.Y0 >= least {
		p.out.Images++
	}
	if wide <= 0 || high <= 0 || len(p.pictures) == mostPictures {
		return
	}
	alpha, stated := number(p.param(e, attrAlpha))
	opaque := (!stated || alpha >= 255) && e.attr(attrImageMask) == ""
	p.pictures = append(p.pictures, shownPicture{part: p.media[e.attr(attrResourceID)], to: to, seen: seen, opaque: opaque, behind: len(p.out.Chars)})
}

// covering is which part of a page a picture takes at least that is one of a scan.
const covering = 0.5

// coverText marks the characters that lie below the picture of a scan: programs that recognise scans set the text below it. Seals and
// drawings are smaller, and are seldom opaque.
func (p *page) coverText() {
	for i := range p.pictures {
		picture := &p.pictures[i]
		b := picture.seen
		if !picture.opaque || (b.X1-b.X0)*(b.Y1-b.Y0) < covering*p.out.Width*p.out.Height {
			continue
		}
		if !p.ran(picture.behind / 32) {
			return
		}
		for n := range picture.behind {
			c := &p.out.Chars[n]
			if x, y := (c.X0+c.X1)/2, (c.Y0+c.Y1)/2; x > b.X0 && x < b.X1 && y > b.Y0 && y < b.Y1 {
				c.Hidden = true
			}
		}
	}
}

// Scanned shows what the pages of a scan look like: page by page, as a grey picture with so many pixels a point. It stops with the first
// error that each returns, and returns it. Of a file that cannot be read it says why in the diagnostic; an error of a picture is returned.
func Scanned(m *limit.Meter, data []byte, each func(page, pages int, g *image.Gray, perPoint float64) error) (*diag.Diagnostic, error) {
	parts, fault := zipfile.Open(m, data)
	if fault != nil {
		return fault, nil
	}
	f := &file{meter: m, parts: parts}
	pages := f.pages()
	if most := m.Limits().ScannedPages; len(pages) > most {
		f.fail(diag.New("ofd-limit", diag.Place{}, "what", diag.Word("ofd-pages"), "limit", most))
	}
	for i, l := range pages {
		p := f.run(l)
		if f.fault != nil || m.Err() != nil {
			break
		}
		canvas := picture.NewCanvas(m, p.out.Width, p.out.Height, m.Limits().Pixels)
		for _, shown := range p.pictures {
			if err := f.draw(canvas, shown); err != nil {
				return nil, err
			}
		}
		if f.fault != nil {
			break
		}
		if g, perPoint := canvas.Picture(); g != nil {
			if err := each(i+1, len(pages), g, perPoint); err != nil {
				return nil, err
			}
		}
	}
	if f.fault == nil && m.Err() != nil {
		refusal := m.Refusal()
		f.fault = &refusal
	}
	return f.fault, nil
}

// draw draws a picture of a page.
func (f *file) draw(canvas *picture.Canvas, shown shownPicture) error {
	data, fault := f.parts.Read(shown.part)
	if fault != nil {
		f.fail(*fault)
		return nil
	}
	if data == nil {
		f.broken("a picture of a page is missing")
		return nil
	}
	g, err := picture.File(f.meter, data, f.meter.Limits().Pixels)
	if err == nil {
		err = canvas.Draw(g, shown.to)
	}
	return err
}
