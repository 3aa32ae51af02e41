package check

import (
	"math/big"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// sums adds up both sides of a rule about cells; ok is false where a cell has no figure, or a table is of another edition.
func (r *run) sums(j *job) (left, right report.Sum, ok bool) {
	for side, list := range [][]edition.Path{j.rule.Left, j.rule.Right} {
		for _, p := range list {
			cell, reason := r.value(p)
			n, isNumber := cell.Number()
			if reason != "" || !isNumber || r.tables[p.Table].edition != j.book.edition || p.Report == edition.PreviousReport && !r.previousYearFits() {
				return left, right, false
			}
			sum := &left
			if side == 1 {
				sum = &right
			}
			if p.Negative {
				sum.Sub(n)
			} else {
				sum.Add(n)
			}
		}
	}
	return left, right, true
}

// cellsAbove tells that the cells of one side are more than those of the other, as many times as the rule says: more documents
// repealed than there were.
func (r *run) cellsAbove(j *job) {
	left, right, ok := r.sums(j)
	if !ok {
		return
	}
	over := &left
	for range max(j.rule.Factor, 1) {
		over = over.Minus(&right)
	}
	if over.Sign() <= 0 || !atLeast(&left, j.rule.Minimum) {
		r.outcome(j, j.rule.Left[0].Table, Pass, "")
		return
	}
	r.report(j, r.aboutSums(j, left, right))
}

// cellsAlike tells that the cells of both sides are equal and at least the rule's minimum: every figure in one column.
func (r *run) cellsAlike(j *job) {
	left, right, ok := r.sums(j)
	if !ok {
		return
	}
	if left.Cmp(&right) != 0 || !atLeast(&left, j.rule.Minimum) {
		r.outcome(j, j.rule.Left[0].Table, Pass, "")
		return
	}
	r.report(j, r.aboutSums(j, left, right))
}

// cellAtLeast tells once of the cells whose figures are the rule's minimum or more: more than an organ of that kind can have.
func (r *run) cellAtLeast(j *job) {
	var first Finding
	var cells []Operand
	r.eachCell(j, func(t *edition.Table, key report.Key, c report.Cell) {
		n, ok := c.Number()
		var sum report.Sum
		sum.Add(n)
		if !ok || c.Remark() != "" || !atLeast(&sum, j.rule.Minimum) { // a figure in another unit is told by its own rule
			return
		}
		if cells = append(cells, r.operand(j.book.edition, t.Key, key)); len(cells) == 1 {
			first = r.newFinding(j, r.cellPlace(t.Key, key), pathName(j.book.edition, []edition.Path{{Table: t.Key, Key: key}}), same("value", n.String()))
		}
	})
	if len(cells) > 0 {
		first.Left = cells
		r.report(j, first)
	}
}

func atLeast(s *report.Sum, n int) bool {
	var least report.Sum
	least.Add(report.Int(n))
	return s.Cmp(&least) >= 0
}

func (r *run) aboutSums(j *job, left, right report.Sum) Finding {
	first := j.rule.Left[0]
	f := r.newFinding(j, r.cellPlace(first.Table, first.Key), pathName(j.book.edition, j.rule.Left), same("left_sum", left.String()),
		same("right_sum", right.String()), same("row_name", nameOr(j.book.edition.Table(first.Table).RowNames, first.Key.Row)))
	f.Left, f.Right = r.operands(j.book, j.rule.Left), r.operands(j.book, j.rule.Right)
	f.LeftSum, f.RightSum = left.String(), right.String()
	return f
}

// cellsJump tells of figures that are the rule's factor times last year's or more, or as much less. Figures that are small in both
// years, by the rule's minimum, say nothing. A figure that is a power of ten times last year's, nearly, is likely in another unit.
func (r *run) cellsJump(j *job) {
	if r.in.Previous == nil || r.in.Previous.Year == 0 || !r.previousYearFits() {
		return
	}
	r.eachCell(j, func(t *edition.Table, key report.Key, c report.Cell) {
		now, ok := c.Number()
		before, had := r.in.Previous.Tables[t.Key][key].Number()
		if !ok || !had || now.Sign() <= 0 || before.Sign() <= 0 {
			return
		}
		times := ratio(now, before)
		up := times.Cmp(big.NewRat(1, 1)) >= 0
		larger := now
		if !up {
			times.Inv(times)
			larger = before
		}
		var size report.Sum
		size.Add(larger)
		if times.Cmp(big.NewRat(int64(max(j.rule.Factor, 2)), 1)) < 0 || !atLeast(&size, j.rule.Minimum) {
			r.outcome(j, t.Key, Pass, "")
			return
		}
		f := r.newFinding(j, r.cellPlace(t.Key, key), pathName(j.book.edition, []edition.Path{{Table: t.Key, Key: key}}), same("value", now.String()),
			same("last", before.String()), same("times", times.FloatString(0)), direction(up))
		f.Left = []Operand{r.operand(j.book.edition, t.Key, key)}
		r.report(j, f)
	})
}

func direction(up bool) arg {
	if up {
		return inWords("direction", diag.Word("times").With())
	}
	return inWords("direction", diag.Word("part-of").With())
}

func ratio(a, b report.Decimal) *big.Rat {
	x, _ := new(big.Rat).SetString(a.String())
	y, _ := new(big.Rat).SetString(b.String())
	return x.Quo(x, y)
}

// sectionLong tells of a section with more characters than the rule's minimum.
func (r *run) sectionLong(j *job) {
	if j.book.edition != r.own {
		return
	}
	n := 0
	passages := r.passages(j.rule.Sections)
	for _, p := range passages {
		if !r.meter.Step(1 + len(p.text)/64) {
			return
		}
		n += len(p.characters)
	}
	if n <= j.rule.Minimum {
		r.outcome(j, "", Pass, "")
		return
	}
	r.report(j, r.newFinding(j, diag.Place{Section: j.rule.Sections[0], Line: passages[0].line}, r.sectionName(j.rule.Sections[0]), same("n", strconv.Itoa(n))))
}
