package check

import (
	"slices"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// sides is a formula with its values.
type sides struct {
	formula     *formula
	left, right []Operand
	sum         [2]report.Sum
	status      Status
	reason      Reason
	inferred    bool
}

// evaluated is a formula of the checked report that the hints may look at.
type evaluated struct {
	sides
	finding int // index of its finding, -1 for none
}

// rank orders the reasons why a formula cannot be checked, the weightiest first.
func rank(reason Reason) int {
	if reason == "" {
		return 0
	}
	for i, r := range [...]Reason{ReasonAbsent, ReasonYear, ReasonMixed, ReasonLost, ReasonText, ReasonBlank, ReasonMark} {
		if r == reason {
			return 8 - i
		}
	}
	return 0
}

// value returns the figure of a term, or the reason why it has none.
func (r *run) value(t edition.Path) (report.Cell, Reason) {
	from := r.r
	if t.Report == edition.PreviousReport {
		if from = r.in.Previous; from == nil {
			return report.Cell{}, ReasonAbsent
		}
	}
	if from.Tables[t.Table] == nil {
		return report.Cell{}, ReasonAbsent
	}
	cell := from.Tables[t.Table][t.Key]
	if _, ok := cell.Number(); ok {
		return cell, ""
	}
	if t.Report == edition.ThisReport {
		if o, ok := r.in.Evidence.Cell(t.Table, t.Key); ok && o.Confidence == report.Lost {
			return cell, ReasonLost
		}
	}
	switch {
	case cell.IsBlank():
		return cell, ReasonBlank
	case r.isMark(cell):
		return cell, ReasonMark
	}
	return cell, ReasonText
}

func (r *run) isMark(c report.Cell) bool {
	_, isNumber := c.Number()
	return !isNumber && r.c.editions.Vocabulary().IsMark(chars.TrimSpace(c.Remark()))
}

// weigh gives a formula its values and says what became of it. The cells are only described where it fails, because
// most formulas hold.
func (r *run) weigh(book *rulebook, f *formula) sides {
	s := sides{formula: f, status: Undetermined}
	marks := 0
	for side, list := range [...][]edition.Path{f.left, f.right} {
		for _, t := range list {
			cell, reason := r.value(t)
			if reason == ReasonMark {
				marks++
			}
			if rank(reason) > rank(s.reason) {
				s.reason = reason
			}
			s.inferred = s.inferred || t.Report == edition.ThisReport && r.inferredCell(t.Table, t.Key)
			if n, ok := cell.Number(); ok {
				if t.Negative {
					s.sum[side].Sub(n)
				} else {
					s.sum[side].Add(n)
				}
			}
		}
	}
	if s.reason == "" && r.mixed(f) {
		s.reason = ReasonMixed
	}
	switch {
	case s.reason == ReasonAbsent || marks == len(f.left)+len(f.right):
		s.status = NotApplicable
	case s.reason != "":
	case f.rule.Scope == edition.ScopePrevious && !r.previousYearFits():
		s.reason = ReasonYear
	case s.sum[0].Cmp(&s.sum[1]) != 0:
		s.status = Fail
		s.left, s.right = r.operands(book, f.left), r.operands(book, f.right)
	case s.inferred:
		s.reason = ReasonInferred
	default:
		s.status = Pass
	}
	return s
}

func (r *run) inferredCell(table string, key report.Key) bool {
	o, ok := r.in.Evidence.Cell(table, key)
	return ok && o.Confidence == report.Inferred
}

// operands describes the terms of one side of a formula.
func (r *run) operands(book *rulebook, terms []edition.Path) []Operand {
	list := make([]Operand, 0, len(terms))
	for _, t := range terms {
		cell, _ := r.value(t)
		o := r.operand(book.edition, t.Table, t.Key)
		o.Path, o.Minus, o.Value = t.Address(), t.Negative, cell.String()
		if t.Report != edition.ThisReport {
			o.Line, o.Confidence = 0, report.Placed
		}
		list = append(list, o)
	}
	return list
}

// mixed reports whether the table holds cells of another edition in the row or column that the formula adds up: then
// what belongs to the sum is not known.
func (r *run) mixed(f *formula) bool {
	odd := r.tables[f.table].odd
	if len(odd) == 0 {
		return false
	}
	first := f.left[0].Key
	row, col := true, true
	for _, t := range append(append([]edition.Path{}, f.left...), f.right...) {
		row, col = row && t.Key.Row == first.Row, col && t.Key.Col == first.Col
	}
	for _, k := range odd {
		if row && k.Row == first.Row || col && k.Col == first.Col {
			return true
		}
	}
	return false
}

// previousYearFits reports whether the report given as last year's is that; unknown years fit.
func (r *run) previousYearFits() bool {
	p := r.in.Previous
	return p == nil || p.Year == 0 || r.r.Year == 0 || p.Year == r.r.Year-1
}

// formulas applies the formulas of an edition to the tables that are checked by it.
func (r *run) formulas(book *rulebook) {
	r.formulae = slices.Grow(r.formulae, len(book.formulas))
	for i := range book.formulas {
		f := &book.formulas[i]
		if r.tables[f.table].edition != book.edition {
			continue
		}
		j := &job{rule: f.rule, book: book, order: f.order}
		s := r.weigh(book, f)
		e := evaluated{sides: s, finding: -1}
		if s.status != Fail {
			r.outcome(j, f.table, s.status, s.reason)
		} else {
			e.finding = len(r.result.Findings)
			r.report(j, r.imbalance(j, &s))
		}
		r.formulae = append(r.formulae, e)
	}
}

// imbalance is the finding of a formula that does not hold.
func (r *run) imbalance(j *job, s *sides) Finding {
	key := s.formula.right[0].Key
	place := r.cellPlace(s.formula.table, key)
	distance := s.sum[0].Minus(&s.sum[1]).String()
	t := j.book.edition.Table(s.formula.table)
	args := []arg{same("left_sum", s.sum[0].String()), same("right_sum", s.sum[1].String()), same("delta", distance),
		same("row_name", nameOr(t.RowNames, key.Row)), same("col_name", nameOr(t.ColNames, key.Col)),
		pathName(j.book.edition, s.formula.right)}
	for i, o := range s.left {
		args = append(args, same("left["+strconv.Itoa(i)+"]", clean(o.Value)))
	}
	for i, o := range s.right {
		args = append(args, same("right["+strconv.Itoa(i)+"]", clean(o.Value)))
	}
	f := r.newFinding(j, place, args...)
	f.Left, f.Right = s.left, s.right
	f.LeftSum, f.RightSum, f.Distance = s.sum[0].String(), s.sum[1].String(), distance
	if s.inferred {
		f.Inferred = true
		f.Severity = min(f.Severity, diag.Warning)
	}
	return f
}
