package picture

import (
	"bytes"
	"fmt"
	"image"
	"io"

	"golang.org/x/image/ccitt"

	"nianbao/converter/internal/limit"
)

// FaxData is a picture as fax machines send it: ITU-T T.6 (group 4) or T.4 in one dimension (group 3).
type FaxData struct {
	Data          []byte
	Width, Height int
	Group4, Align bool // Align: each line begins with a byte
	Inverted      bool // black is 1
}

// Fax unpacks a fax. Where it breaks off it is broken.
func Fax(m *limit.Meter, f FaxData) (*image.Gray, error) {
	format := ccitt.Group3
	if f.Group4 {
		format = ccitt.Group4
	}
	r := ccitt.NewReader(bytes.NewReader(f.Data), ccitt.MSB, format, f.Width, f.Height, &ccitt.Options{Align: f.Align})
	samples := Samples{Width: f.Width, Height: f.Height, Bits: 1, Components: 1, Data: make([]byte, (f.Width+7)/8*f.Height)}
	stride := (f.Width + 7) / 8
	for y := range f.Height {
		if !m.Step(1 + f.Width>>4) {
			return nil, m.Err()
		}
		if _, err := io.ReadFull(r, samples.Data[y*stride:(y+1)*stride]); err != nil {
			return nil, fmt.Errorf("%w: line %d of a fax: %w", ErrBroken, y, err)
		}
	}
	// Whether black is 1 says what the samples are taken for, which Decode turns round: a fax of black on white is that in the end.
	samples.Inverted = f.Inverted
	return Raw(m, samples)
}
