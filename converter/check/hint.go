package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// SlipKind is a simple slip of the pen.
type SlipKind string

// The slips.
const (
	SlipLost       SlipKind = "digit-lost"        // 12 written as 1
	SlipAdded      SlipKind = "digit-added"       // 12 written as 122
	SlipChanged    SlipKind = "digit-changed"     // 12 written as 17
	SlipTransposed SlipKind = "digits-transposed" // 12 written as 21
	SlipSplit      SlipKind = "number-split"      // 12 written as 1 and 2 in two cells
	SlipSwapped    SlipKind = "figures-swapped"   // the figures of two cells changed places
	SlipShifted    SlipKind = "row-shifted"       // the figures of a row moved by one column
	SlipOneCell    SlipKind = "one-cell"          // one other figure makes everything hold, but no simple slip leads there
)

// weight orders the slips: an explanation is only given if it is the only one of the greatest weight. A changed digit
// explains almost any difference, so that it weighs less than the others.
func (k SlipKind) weight() int {
	switch k {
	case SlipOneCell:
		return 0
	case SlipChanged:
		return 1
	}
	return 2
}

// slip is an explanation.
type slip struct {
	kind        SlipKind
	corrections []correction
	repaired    []int // broken equations that hold with it
	confirmed   int
	row         string // of a shifted row
}

// same reports whether two slips change the same cells to the same figures.
func (s slip) same(other slip) bool { return slices.Equal(s.corrections, other.corrections) }

// hints looks for the one slip that explains each broken formula and attaches it to the first finding that it explains. A slip counts if it
// repairs at least one formula and leaves none broken that its cells take part in.
func (r *run) hints() {
	broken := false
	for i := range r.formulae {
		broken = broken || r.formulae[i].status == Fail
	}
	if !broken {
		return
	}
	g := r.newGraph()
	slips := g.slips()
	var told []slip // one slip breaks two or three formulas: it is told at the first of them
	for at := range g.rules {
		if !g.rules[at].broken {
			continue
		}
		if s, ok := best(slips, at); ok && !slices.ContainsFunc(told, s.same) {
			told = append(told, s)
			r.result.Findings[r.formulae[g.rules[at].index].finding].Hint = r.hint(s)
		}
	}
}

// best returns the only slip of the greatest weight that repairs the equation.
func best(slips []slip, at int) (slip, bool) {
	var found slip
	n := 0
	for _, s := range slips {
		if !slices.Contains(s.repaired, at) {
			continue
		}
		switch {
		case n == 0 || s.kind.weight() > found.kind.weight():
			found, n = s, 1
		case s.kind.weight() == found.kind.weight() && !s.same(found):
			n++
		}
	}
	return found, n == 1
}

// hint describes a slip. Its messages are in the catalogue of package diag.
func (r *run) hint(s slip) *Hint {
	h := &Hint{Kind: s.kind, Text: map[diag.Lang]string{}}
	for _, c := range s.corrections {
		from := r.table(c.cell.table)[c.cell.key].String()
		h.Cells = append(h.Cells, Correction{Table: c.cell.table, Key: c.cell.key, From: from, To: strconv.FormatInt(c.value, 10)})
	}
	first := h.Cells[0]
	e := r.tables[first.Table].edition
	args := []any{"cell", cellName(e, first.Table, first.Key),
		"from", orBlank(first.From), "to", first.To, "n", len(s.repaired)}
	if len(h.Cells) > 1 {
		second := h.Cells[1]
		args = append(args, "other", cellName(e, second.Table, second.Key),
			"other_from", orBlank(second.From), "other_to", second.To)
	}
	if s.kind == SlipSplit {
		digits := []string{first.From, h.Cells[1].From}
		joined := first.To
		if joined == "0" {
			joined = h.Cells[1].To
		}
		args = append(args, "digits", strings.Join(digits, " "), "joined", joined)
	}
	if s.kind == SlipShifted {
		args = append(args, "row", nameOr(e.Table(first.Table).RowNames, s.row), "figures", rowText(e, h))
	}
	d := diag.New(diag.Code("check-slip-"+string(s.kind)), diag.Place{}, args...)
	h.Text[diag.Chinese], h.Text[diag.English] = d.Message(diag.Chinese), d.Message(diag.English)
	return h
}

func orBlank(s string) string {
	if s == "" {
		return "—"
	}
	return clean(s)
}

// rowText lists the figures that a shifted row would have.
func rowText(e *edition.Edition, h *Hint) string {
	var parts []string
	for _, c := range h.Cells {
		parts = append(parts, fmt.Sprintf("%s %s", nameOr(e.Table(c.Table).ColNames, c.Key.Col), c.To))
	}
	return strings.Join(parts, "，")
}

// addRows lists the cells of a table row by row as they stand on the form, by their row key, those that take part in
// an equation.
func (g *graph) addRows(e *edition.Edition, table string) {
	t := e.Table(table)
	if t == nil {
		return
	}
	at := map[string]int{}
	for i := range t.Cells {
		if !t.Cells[i].IsData() {
			continue
		}
		key := t.Cells[i].Key()
		id := cellID{table, key}
		if len(g.byCell[id]) == 0 {
			continue
		}
		row, ok := at[key.Row]
		if !ok {
			row = len(g.rows)
			at[key.Row] = row
			g.rows = append(g.rows, nil)
		}
		g.place[id] = [2]int{row, len(g.rows[row])}
		g.rows[row] = append(g.rows[row], id)
	}
}

func compareKeys(a, b report.Key) int {
	if c := strings.Compare(a.Row, b.Row); c != 0 {
		return c
	}
	return strings.Compare(a.Col, b.Col)
}
