// Package picture makes grey pictures of what files hold: of PNG and JPEG files, of the samples of a PDF's pictures, of faxes
// (ITU-T T.4, T.6), and puts several that make up a page together on one canvas. What recognises text needs no colour.
//
//	picture.go  limits, errors; PNG and JPEG files
//	samples.go  samples of 1 to 16 bits, of grey, colours or a palette
//	fax.go      CCITT fax
//	canvas.go   several pictures on a page
//
// Sizes are the sender's claims: they are looked at before anything is allocated of them.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// ErrBroken is wrapped by every error that says that the bytes are no sound picture.
var ErrBroken = errors.New("broken picture")

// UnknownError says that a picture is packed in a way that is not known here: JPX, JBIG2.
type UnknownError struct{ What string }

// Error implements error.
func (e *UnknownError) Error() string { return "pictures of the kind " + e.What + " are not read" }

// Pixels is what the limit of a picture's size counts, as [limit.Exceeded] names it.
const Pixels = diag.Word("picture-pixels")

// mostSide is how long a side of a picture may be: of a page 4 m long at 300 pixels an inch.
const mostSide = 50_000

// CheckSize returns an error where a picture has no pixels, or more than a limit allows.
func CheckSize(w, h, most int) error {
	switch {
	case w <= 0 || h <= 0:
		return fmt.Errorf("%w: %d by %d pixels", ErrBroken, w, h)
	case w > mostSide || h > mostSide || w*h > most:
		return &limit.Exceeded{What: Pixels, Limit: int64(most)}
	}
	return nil
}

// File reads a PNG or JPEG file. What else a file may be is an [*UnknownError].
func File(m *limit.Meter, data []byte, most int) (*image.Gray, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		head, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if err := CheckSize(head.Width, head.Height, most); err != nil {
			return nil, err
		}
		p, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		return grey(m, p)
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG(m, data, most)
	}
	return nil, &UnknownError{What: kindOf(data)}
}

// kindOf names a kind of picture by how it begins.
func kindOf(data []byte) string {
	for _, k := range [...]struct{ start, name string }{{"GIF8", "GIF"}, {"II*\x00", "TIFF"}, {"MM\x00*", "TIFF"}, {"RIFF", "WebP"}, {"BM", "BMP"}, {"8BPS", "PSD"}} {
		if bytes.HasPrefix(data, []byte(k.start)) {
			return k.name
		}
	}
	return "?"
}

// JPEG reads a JPEG file.
func JPEG(m *limit.Meter, data []byte, most int) (*image.Gray, error) {
	head, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if err := CheckSize(head.Width, head.Height, most); err != nil {
		return nil, err
	}
	p, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return grey(m, p)
}

// grey makes a picture grey. What shines through is on white paper.
func grey(m *limit.Meter, p image.Image) (*image.Gray, error) {
	b := p.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		if !m.Step(1 + b.Dx()>>4) {
			return nil, m.Err()
		}
		line := out.Pix[y*out.Stride : y*out.Stride+b.Dx()]
		switch p := p.(type) {
		case *image.Gray:
			copy(line, p.Pix[y*p.Stride:])
		case *image.YCbCr:
			for x := range line {
				line[x] = p.Y[p.YOffset(b.Min.X+x, b.Min.Y+y)]
			}
		default:
			for x := range line {
				c := color.NRGBA64Model.Convert(p.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA64)
				light := (299*uint32(c.R) + 587*uint32(c.G) + 114*uint32(c.B)) / 1000 >> 8
				line[x] = uint8((light*uint32(c.A) + 255*(0xffff-uint32(c.A))) / 0xffff)
			}
		}
	}
	return out, nil
}

// Invert makes black white.
func Invert(g *image.Gray) {
	for i := range g.Pix {
		g.Pix[i] = ^g.Pix[i]
	}
}
