package worddoc

import "nianbao/converter/diag"

// piece is a stretch of characters whose bytes stand together ([MS-DOC] 2.9.177).
type piece struct {
	from, to int // characters
	offset   int // of its first byte in the text stream
	width    int // bytes of a character: 2 for UTF-16, 1 for Windows-1252
	modifier uint16
}

// readPieces reads the Clx (2.9.38): modifiers, then the table of pieces.
func (r *reader) readPieces() *diag.Diagnostic {
	clx := r.at(pieceTable)
	for len(clx) >= 3 && clx[0] == 1 {
		n := int(le.Uint16(clx[1:]))
		if 3+n > len(clx) {
			return damaged("its table of pieces is cut off")
		}
		r.modifiers = append(r.modifiers, clx[3:3+n])
		clx = clx[3+n:]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return damaged("it has no table of pieces")
	}
	p := newPLC(clx[5:min(len(clx), 5+bounded(le.Uint32(clx[1:])))], 8)
	for i := range p.n {
		if !r.meter.Step(1) {
			break
		}
		d := p.element(i)
		fc := le.Uint32(d[2:])
		x := piece{from: p.pos(i), to: p.pos(i + 1), offset: int(fc & 0x3FFFFFFF), width: 2, modifier: le.Uint16(d[6:])}
		if fc&(1<<30) != 0 {
			x.offset, x.width = x.offset/2, 1
		}
		if x.to < x.from || i == 0 && x.from != 0 {
			return damaged("its table of pieces is out of order")
		}
		if x.offset+(x.to-x.from)*x.width > len(r.text) {
			return damaged("a piece of its text lies outside of the file")
		}
		r.pieces = append(r.pieces, x)
	}
	return nil
}

// pieceOf returns the index of the piece that holds a character, or how many there are.
func (r *reader) pieceOf(at int) int {
	low, high := 0, len(r.pieces)
	for low < high {
		if mid := (low + high) / 2; r.pieces[mid].to <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// sprms calls visit for the modifiers of the piece itself: a file that was saved quickly keeps changes there (2.9.215).
func (r *reader) sprms(p *piece, visit func(op uint16, operand []byte)) {
	if p.modifier == 0 {
		return
	}
	if p.modifier&1 != 0 {
		if i := int(p.modifier >> 1); i < len(r.modifiers) {
			each(r.modifiers[i], visit)
		}
		return
	}
	// One modifier of those with a short name (2.9.216).
	if op := longName(p.modifier >> 1 & 0x7F); op != 0 {
		visit(op, []byte{byte(p.modifier >> 8)})
	}
}

// longName returns the modifier that has a short name, 0 for those that do not count.
func longName(short uint16) uint16 {
	switch short {
	case 0x18:
		return pInTable
	case 0x19:
		return pRowEnd
	case 0x41:
		return cDeleted
	case 0x42:
		return cInserted
	case 0x55:
		return cBold
	case 0x57:
		return cStrike
	case 0x5C:
		return cHidden
	}
	return 0
}
