package jsontree

import "nianbao/converter/diag"

// Places turns byte offsets into lines and columns. It marks the way once, so that a file with a hundred thousand
// errors costs no more than one reading.
type Places struct {
	data  []byte
	marks []diag.Place // of offsets 0, step, 2·step …
}

// NewPlaces returns the places of a file.
func NewPlaces(data []byte) *Places { return &Places{data: data} }

const step = 4096

// At returns the place of an offset, with a JSON Pointer to go with it.
func (p *Places) At(offset int64, pointer string) diag.Place {
	offset = min(offset, int64(len(p.data)))
	if p.marks == nil {
		place := diag.Place{Line: 1, Column: 1}
		for i := range p.data {
			if i%step == 0 {
				p.marks = append(p.marks, place)
			}
			advance(&place, p.data[i])
		}
		if len(p.data)%step == 0 {
			p.marks = append(p.marks, place)
		}
	}
	place := p.marks[offset/step]
	for _, b := range p.data[offset/step*step : offset] {
		advance(&place, b)
	}
	place.Pointer = pointer
	return place
}

// advance moves a place over one byte; a character counts where it begins.
func advance(place *diag.Place, b byte) {
	switch {
	case b == '\n':
		place.Line++
		place.Column = 1
	case b&0xc0 != 0x80:
		place.Column++
	}
}

func placeIn(data []byte, offset int64, pointer string) diag.Place {
	return NewPlaces(data).At(offset, pointer)
}
