package picture

import (
	"fmt"
	"image"

	"nianbao/converter/internal/limit"
)

// Samples are a picture as numbers, line by line, each line in whole bytes (ISO 32000-1 8.9.5.2).
type Samples struct {
	Data          []byte
	Width, Height int
	Bits          int // of a number: 1, 2, 4, 8 or 16
	Components    int // numbers of a pixel: 1 for grey, 3 for red, green and blue
	// Colours are the greys that the numbers stand for, nil where they are themselves.
	Colours  []uint8
	Inverted bool // 0 is white
}

// Raw makes a picture of samples. Where they break off it is broken: half a table is none.
func Raw(m *limit.Meter, s Samples) (*image.Gray, error) {
	switch s.Bits {
	case 1, 2, 4, 8, 16:
	default:
		return nil, &UnknownError{What: fmt.Sprintf("%d bit", s.Bits)}
	}
	if s.Components != 1 && s.Components != 3 {
		return nil, &UnknownError{What: fmt.Sprintf("%d components", s.Components)}
	}
	stride := (s.Width*s.Bits*s.Components + 7) / 8
	if s.Width <= 0 || s.Height <= 0 || len(s.Data) < stride*s.Height {
		return nil, fmt.Errorf("%w: it has fewer samples than pixels", ErrBroken)
	}
	out := image.NewGray(image.Rect(0, 0, s.Width, s.Height))
	for y := range s.Height {
		if !m.Step(1 + s.Width>>4) {
			return nil, m.Err()
		}
		line := s.Data[y*stride : (y+1)*stride]
		for x := range s.Width {
			out.Pix[y*out.Stride+x] = s.grey(line, x)
		}
	}
	return out, nil
}

func (s *Samples) grey(line []byte, x int) uint8 {
	v := s.number(line, x*s.Components)
	if s.Colours != nil {
		if v >= len(s.Colours) {
			return 255
		}
		return s.Colours[v]
	}
	if s.Components == 3 {
		v = (299*v + 587*s.number(line, x*3+1) + 114*s.number(line, x*3+2)) / 1000
	}
	grey := uint8(v * 255 / (1<<s.Bits - 1))
	if s.Inverted {
		return ^grey
	}
	return grey
}

// number is the nth number of a line.
func (s *Samples) number(line []byte, n int) int {
	switch s.Bits {
	case 8:
		return int(line[n])
	case 16:
		return int(line[2*n])<<8 | int(line[2*n+1])
	}
	each := 8 / s.Bits
	return int(line[n/each]) >> (8 - s.Bits*(n%each+1)) & (1<<s.Bits - 1)
}

// Greys returns the greys of a list of colours, each of so many bytes: 1 for grey, 3 for red, green and blue.
func Greys(colours []byte, components int) []uint8 {
	out := make([]uint8, 0, len(colours)/components)
	for i := 0; i+components <= len(colours); i += components {
		c := colours[i : i+components]
		if components == 3 {
			out = append(out, uint8((299*int(c[0])+587*int(c[1])+114*int(c[2]))/1000))
			continue
		}
		out = append(out, c[0])
	}
	return out
}
