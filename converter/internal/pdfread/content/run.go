package content

import (
	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/plane"
)

// run runs the operators of a stream (annex A).
func (p *page) run(data []byte, resources object.Object) {
	s := &scanner{data: data}
	dict := p.file.Dict(resources)
	floor, levels := len(p.stack), len(p.marked)
	for op := s.next(); op != "" && p.operator(); op = s.next() {
		p.operate(op, s, dict, floor)
	}
	for len(p.stack) > floor {
		p.restore(floor)
	}
	for len(p.marked) > levels {
		p.leaveMarked()
	}
}

// numbers returns the last n operands as numbers; false where there are fewer or others.
func (s *scanner) numbers(n int) ([]operand, bool) {
	if len(s.operands) < n {
		return nil, false
	}
	last := s.operands[len(s.operands)-n:]
	for i := range last {
		if last[i].kind != number {
			return nil, false
		}
	}
	return last, true
}

// matrixOf returns the six operands of a matrix.
func (s *scanner) matrixOf() (plane.Matrix, bool) {
	n, ok := s.numbers(6)
	if !ok {
		return plane.Identity(), false
	}
	m := plane.Matrix{n[0].value, n[1].value, n[2].value, n[3].value, n[4].value, n[5].value}
	return m, m.Sound()
}

// last returns the last operand where it is of a kind.
func (s *scanner) last(k kind) ([]byte, bool) {
	if n := len(s.operands); n > 0 && s.operands[n-1].kind == k {
		return s.operands[n-1].bytes, true
	}
	return nil, false
}

func (p *page) operate(op string, s *scanner, resources object.Dict, floor int) {
	switch op {
	case "q":
		p.save()
	case "Q":
		p.restore(floor)
	case "cm":
		if m, ok := s.matrixOf(); ok {
			if to := m.Times(p.state.to); to.Sound() {
				p.state.to = to
			}
		}
	case "w":
		if n, ok := s.numbers(1); ok {
			p.state.lineWidth = n[0].value
		}
	case "Do":
		if id, ok := s.last(name); ok {
			p.draw(object.Name(id), resources)
		}
	case "BI":
		p.inlineImage(s)
	case "BMC", "BDC":
		p.enterMarked(op, s, resources)
	case "EMC":
		p.leaveMarked()
	case "gs":
		p.parameters(s, resources)
	case "sh":
		if p.muted == 0 { // a shading fills what the clipping leaves, which may be a rule
			p.rule(p.state.clip)
			p.darken(p.state.clip)
		}
	default:
		if !p.pathOperator(op, s) && !p.colour(op, s, resources) {
			p.textOperator(op, s, resources)
		}
	}
}

// inlineImage passes over an image among the operators (8.9.7). Its dictionary stands open, up to ID.
func (p *page) inlineImage(s *scanner) {
	for op := s.next(); op != ""; op = s.next() {
		if op == "ID" {
			s.image()
			p.picture(nil)
			return
		}
		if !p.operator() {
			return
		}
	}
}
