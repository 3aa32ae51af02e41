package check

import (
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// eachCell calls f for the data cells that the rule's patterns cover, in printing order, of the tables that are
// checked by the job's edition and are there.
func (r *run) eachCell(j *job, f func(t *edition.Table, key report.Key, c report.Cell)) {
	var t *edition.Table
	var cells report.Table
	for _, c := range j.book.cells[j.order] {
		if c.table != t {
			t, cells = c.table, nil
			if r.tables[t.Key].edition == j.book.edition {
				cells = r.table(t.Key)
			}
		}
		if cells != nil {
			f(t, c.key, cells[c.key])
		}
	}
}

// oddCells reports every cell that is wrong by itself.
func (r *run) oddCells(j *job, wrong func(report.Cell) bool) {
	r.eachCell(j, func(t *edition.Table, key report.Key, c report.Cell) {
		if !wrong(c) {
			return
		}
		f := r.newFinding(j, r.cellPlace(t.Key, key), pathName(j.book.edition, []edition.Path{{Table: t.Key, Key: key}}),
			same("value", clean(c.String())))
		f.Left = []Operand{r.operand(j.book.edition, t.Key, key)}
		r.report(j, f)
	})
}

func (r *run) cellNotNumber(j *job) {
	r.oddCells(j, func(c report.Cell) bool {
		_, isNumber := c.Number()
		return !isNumber && !c.IsBlank() && !r.isMark(c)
	})
}

// cellUnit reports figures that are printed in another unit than their column's: their values are of another size.
func (r *run) cellUnit(j *job) {
	r.eachCell(j, func(t *edition.Table, key report.Key, c report.Cell) {
		if _, isNumber := c.Number(); !isNumber || c.Remark() == "" {
			return
		}
		column := columnOf(t, key)
		printed, unit, other := c.InOtherUnit(column)
		if !other {
			return
		}
		converted := "—"
		if d, ok := report.ConvertUnit(printed, unit, column); ok {
			converted = d.String() + column
		}
		f := r.newFinding(j, r.cellPlace(t.Key, key), pathName(j.book.edition, []edition.Path{{Table: t.Key, Key: key}}),
			same("value", clean(c.String())), same("converted", converted))
		f.Left = []Operand{r.operand(j.book.edition, t.Key, key)}
		r.report(j, f)
	})
}

// columnOf returns what the column of a data cell counts in.
func columnOf(t *edition.Table, key report.Key) string {
	for i := range t.Cells {
		if t.Cells[i].IsData() && t.Cells[i].Key() == key {
			return t.Cells[i].Counts()
		}
	}
	return ""
}

func (r *run) cellNegative(j *job) {
	r.oddCells(j, func(c report.Cell) bool {
		n, ok := c.Number()
		return ok && n.Sign() < 0
	})
}

func (r *run) cellNotInteger(j *job) {
	r.oddCells(j, func(c report.Cell) bool {
		n, ok := c.Number()
		return ok && !n.IsInt()
	})
}

// cellsBlank says once for each table how many cells the document leaves blank. Rows that the document lacks, and
// cells that could not be read, are told elsewhere. A table that prints zeros, and of which other rows have nothing at all, was left half
// done: that is a warning at least, unless the extraction may have lost the rows. Where no zero is printed a blank stands for one.
func (r *run) cellsBlank(j *job) {
	r.emptyCells(j, func(o report.Origin, known bool) bool { return !known || o.Confidence != report.Lost }, func(f *Finding, t *edition.Table, empty []report.Key) {
		if !r.lossy() && halfDone(t, empty) && printsZeros(r.table(t.Key)) {
			f.Severity = max(f.Severity, diag.Warning)
		}
	})
}

// printsZeros reports whether a cell of the table is a nought.
func printsZeros(cells report.Table) bool {
	for _, c := range cells {
		if n, ok := c.Number(); ok && n.Sign() == 0 {
			return true
		}
	}
	return false
}

// halfDone reports whether some rows of a table are empty from end to end, and others are not.
func halfDone(t *edition.Table, empty []report.Key) bool {
	cells, blank := map[string]int{}, map[string]int{}
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			cells[t.Cells[i].Key().Row]++
		}
	}
	for _, key := range empty {
		blank[key.Row]++
	}
	whole := 0
	for row, n := range blank {
		if n == cells[row] {
			whole++
		}
	}
	return whole > 0 && whole < len(cells)
}

// cellsLost says once for each table which cells could not be read.
func (r *run) cellsLost(j *job) {
	r.emptyCells(j, func(o report.Origin, known bool) bool { return known && o.Confidence == report.Lost }, func(*Finding, *edition.Table, []report.Key) {})
}

func (r *run) emptyCells(j *job, counts func(o report.Origin, known bool) bool, weigh func(*Finding, *edition.Table, []report.Key)) {
	for _, t := range r.mine(j, j.rule.Tables) {
		if r.table(t.Key) == nil {
			continue
		}
		missing := map[string]bool{}
		if r.in.Evidence != nil {
			for _, row := range r.in.Evidence.MissingRows[t.Key] {
				missing[row] = true
			}
		}
		var empty []report.Key
		for i := range t.Cells {
			key := t.Cells[i].Key()
			if !t.Cells[i].IsData() || missing[key.Row] || !r.table(t.Key)[key].IsBlank() {
				continue
			}
			if o, known := r.in.Evidence.Cell(t.Key, key); counts(o, known) {
				empty = append(empty, key)
			}
		}
		if len(empty) == 0 {
			r.outcome(j, t.Key, Pass, "")
			continue
		}
		f := r.newFinding(j, diag.Place{Table: t.Key}, number("n", len(empty)), emptyNames(j.book.edition, t, empty), same("heading", heading(j.book.edition, t.Key)))
		for _, key := range empty {
			f.Left = append(f.Left, r.operand(j.book.edition, t.Key, key))
		}
		weigh(&f, t, empty)
		r.report(j, f)
	}
}

// emptyNames lists empty cells: rows and columns that are empty from end to end by their name alone.
func emptyNames(e *edition.Edition, t *edition.Table, empty []report.Key) arg {
	rows, cols := map[string]int{}, map[string]int{}
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			rows[t.Cells[i].RowKey]++
			cols[t.Cells[i].ColKey]++
		}
	}
	count := func(full map[string]int, part func(report.Key) string) map[string]bool {
		n, whole := map[string]int{}, map[string]bool{}
		for _, key := range empty {
			n[part(key)]++
			whole[part(key)] = n[part(key)] == full[part(key)] && full[part(key)] > 1
		}
		return whole
	}
	wholeRow := count(rows, func(k report.Key) string { return k.Row })
	wholeCol := count(cols, func(k report.Key) string { return k.Col })
	var zh, en []string
	seen := map[string]bool{}
	add := func(id string, name diag.Wording) {
		if !seen[id] {
			seen[id] = true
			zh, en = append(zh, name.Chinese), append(en, name.English)
		}
	}
	for _, key := range empty {
		row, col := nameOr(t.RowNames, key.Row), nameOr(t.ColNames, key.Col)
		switch {
		case wholeCol[key.Col]:
			add("c"+key.Col, diag.Word("whole-column").With("col", col))
		case wholeRow[key.Row]:
			add("r"+key.Row, diag.Word("whole-row").With("row", row))
		default:
			add(key.Row+"."+key.Col, cellName(e, t.Key, key))
		}
	}
	names := list("paths", zh)
	names.en = list("paths", en).en
	return names
}

// previousYear says that the report given as last year's is not that.
func (r *run) previousYear(j *job) {
	if j.book.edition != r.own || r.in.Previous == nil {
		return
	}
	if r.previousYearFits() {
		r.outcome(j, "", Pass, "")
		return
	}
	r.report(j, r.newFinding(j, diag.Place{}, number("value", r.in.Previous.Year), number("year", r.r.Year)))
}

// subordinateSum compares every cell with the sum over the subordinate reports. A cell that is blank in one of them
// cannot be checked; neither can any while a report is missing.
func (r *run) subordinateSum(j *job) {
	if len(r.in.Subordinates) == 0 {
		return
	}
	r.eachCell(j, func(t *edition.Table, key report.Key, c report.Cell) {
		terms := []edition.Path{{Table: t.Key, Key: key}}
		own, reason := r.value(terms[0])
		var total, mine report.Sum
		for _, sub := range r.in.Subordinates {
			n, ok := sub.Tables[t.Key][key].Number()
			if !ok && rank(ReasonBlank) > rank(reason) {
				reason = ReasonBlank
			}
			total.Add(n)
		}
		if r.in.Missing > 0 {
			reason = ReasonMissing
		}
		n, _ := own.Number()
		mine.Add(n)
		switch {
		case reason != "":
			r.outcome(j, t.Key, Undetermined, reason)
			return
		case total.Cmp(&mine) == 0:
			if o := r.operand(j.book.edition, t.Key, key); o.Confidence == report.Inferred {
				r.outcome(j, t.Key, Undetermined, ReasonInferred)
				return
			}
			r.outcome(j, t.Key, Pass, "")
			return
		}
		distance := total.Minus(&mine).String()
		f := r.newFinding(j, r.cellPlace(t.Key, key), pathName(j.book.edition, terms), same("left_sum", total.String()),
			same("right_sum", mine.String()), same("delta", distance), same("n", strconv.Itoa(len(r.in.Subordinates))))
		o := r.operand(j.book.edition, t.Key, key)
		others := Operand{Path: "subordinates:" + o.Path, Table: o.Table, Key: key, Row: o.Row, Col: o.Col, Value: total.String()}
		f.Left, f.Right = []Operand{others}, []Operand{o}
		f.LeftSum, f.RightSum, f.Distance = total.String(), mine.String(), distance
		f.Inferred = o.Confidence == report.Inferred
		r.report(j, f)
	})
}

// cellSplit looks for a row whose sum holds once two neighbouring cells of one digit are read as one number. The hint
// engine has the stricter reading; this rule only looks at the row.
func (r *run) cellSplit(j *job) {
	for i := range r.formulae {
		e := &r.formulae[i]
		f := e.formula
		if e.status != Fail || r.tables[f.table].edition != j.book.edition || !contains(j.rule.Tables, f.table) {
			continue
		}
		row := f.right[0].Key.Row
		if !inRow(f, row) {
			continue
		}
		if a, b, joined, ok := joinable(&e.sides); ok {
			finding := r.newFinding(j, r.cellPlace(f.table, a.Key), same("row_name", a.Row), same("value", joined),
				arg{"left_cell", "“" + a.Col + "”", "“" + a.Col + "”"}, arg{"right_cell", "“" + b.Col + "”", "“" + b.Col + "”"})
			finding.Left = []Operand{a, b}
			r.report(j, finding)
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func inRow(f *formula, row string) bool {
	for _, t := range f.left {
		if t.Key.Row != row || t.Negative || t.Report != edition.ThisReport {
			return false
		}
	}
	return len(f.right) == 1
}

// joinable finds the only two neighbouring cells of one digit that make the row add up when they are one number.
func joinable(s *sides) (a, b Operand, joined string, ok bool) {
	found := 0
	for i := 0; i+1 < len(s.left); i++ {
		x, y := s.left[i], s.left[i+1]
		if len(x.Value) != 1 || len(y.Value) != 1 || x.Value == "0" || x.Value[0] < '0' || x.Value[0] > '9' || y.Value[0] < '0' || y.Value[0] > '9' {
			continue
		}
		one, err1 := report.ParseDecimal(x.Value)
		other, err2 := report.ParseDecimal(y.Value)
		both, err3 := report.ParseDecimal(x.Value + y.Value)
		if err1 != nil || err2 != nil || err3 != nil {
			continue
		}
		var sum report.Sum
		sum.Add(both)
		sum.Sub(one)
		sum.Sub(other)
		if sum.Cmp(s.sum[1].Minus(&s.sum[0])) == 0 {
			a, b, joined, found = x, y, x.Value+y.Value, found+1
		}
	}
	return a, b, joined, found == 1
}
