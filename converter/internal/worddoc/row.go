package worddoc

import "nianbao/converter/internal/wordml"

// row is the definition of a row ([MS-DOC] 2.6.3).
type row struct {
	edges  []int // of the cells, one more than there are; nil: none said
	cells  []tableCell
	header bool
}

type tableCell struct {
	across uint16 // the two bits of a merge with cells beside
	down   uint16 // those of a merge with cells above: 1 goes on, 3 begins (2 is none of the two)
}

func (t *row) sprm(r *reader, op uint16, operand []byte) {
	switch op {
	case tDefine:
		t.define(operand, r.limits.TableColumns)
	case tHeader:
		t.header = operand[0] != 0
	case tMergeDown:
		if len(operand) >= 2 && int(operand[0]) < len(t.cells) {
			t.cells[operand[0]].down = uint16(operand[1]) & 3
		}
	case tMerge, tSplit:
		first, limit := int(operand[0]), min(int(operand[1]), len(t.cells))
		for i := first; i < limit; i++ {
			switch {
			case op == tSplit:
				t.cells[i].across = 0
			case i == first:
				t.cells[i].across = 1
			default:
				t.cells[i].across = 2
			}
		}
	case tLeft:
		if len(t.edges) > 0 {
			shift := int(int16(le.Uint16(operand))) - t.edges[0]
			for i := range t.edges {
				t.edges[i] += shift
			}
		}
	case tWidth:
		first, limit := int(operand[0]), min(int(operand[1]), len(t.cells))
		for i := first; i < limit; i++ {
			t.widen(i, int(le.Uint16(operand[2:])))
		}
	case tInsert:
		t.insert(int(operand[0]), int(operand[1]), int(le.Uint16(operand[2:])), r.limits.TableColumns)
	case tDelete:
		first, limit := int(operand[0]), min(int(operand[1]), len(t.cells))
		for i := limit - 1; i >= first; i-- {
			t.widen(i, 0)
			t.edges = append(t.edges[:i+1], t.edges[i+2:]...)
			t.cells = append(t.cells[:i], t.cells[i+1:]...)
		}
	}
}

// define reads sprmTDefTable (2.6.3): the number of cells, their edges, their properties as far as there are any.
func (t *row) define(operand []byte, most int) {
	if len(operand) == 0 {
		return
	}
	n := int(operand[0])
	if n > most+1 || 1+2*(n+1) > len(operand) { // one more than may be: reading refuses it
		n = min(n, most+1, (len(operand)-3)/2)
	}
	if n <= 0 {
		return
	}
	t.edges, t.cells = make([]int, n+1), make([]tableCell, n)
	for i := range t.edges {
		t.edges[i] = int(int16(le.Uint16(operand[1+2*i:])))
	}
	rest := operand[min(1+2*(int(operand[0])+1), len(operand)):]
	for i := 0; i < n && len(rest) >= 2; i++ {
		bits := le.Uint16(rest)
		t.cells[i] = tableCell{across: bits & 3, down: bits >> 5 & 3}
		rest = rest[min(20, len(rest)):]
	}
}

func (t *row) widen(cell, width int) {
	shift := width - (t.edges[cell+1] - t.edges[cell])
	for i := cell + 1; i < len(t.edges); i++ {
		t.edges[i] += shift
	}
}

func (t *row) insert(first, count, width, most int) {
	if t.edges == nil {
		t.edges = []int{0}
	}
	count = min(count, most+1-len(t.cells))
	for range count {
		at := min(first, len(t.cells))
		t.cells = append(t.cells, tableCell{})
		copy(t.cells[at+1:], t.cells[at:])
		t.cells[at] = tableCell{}
		t.edges = append(t.edges, 0)
		copy(t.edges[at+1:], t.edges[at:])
		for i := at + 1; i < len(t.edges); i++ {
			t.edges[i] += width
		}
	}
}

// translated returns the row for package wordml. Which of the two values of a merge across begins one is told differently by those who
// write about the format; the first of a run of merged cells begins it.
func (t *row) translated(deleted bool) wordml.Row {
	out := wordml.Row{Header: t.header, Deleted: deleted}
	if len(t.edges) == 0 {
		return out
	}
	out.Left = t.edges[0]
	var begins uint16
	for i, c := range t.cells {
		e := wordml.Edge{Right: t.edges[i+1]}
		switch c.down {
		case 1:
			e.Vertical = wordml.Continue
		case 3:
			e.Vertical = wordml.Restart
		}
		switch {
		case c.across == 0:
			begins = 0
		case begins == 0 || c.across == begins:
			begins, e.Horizontal = c.across, wordml.Restart
		default:
			e.Horizontal = wordml.Continue
		}
		out.Edges = append(out.Edges, e)
	}
	return out
}
