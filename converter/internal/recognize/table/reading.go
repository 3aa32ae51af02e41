package table

import (
	"context"
	"strings"

	"nianbao/converter/report"
)

// Way is one way in which a table can have been written down.
type Way interface {
	Name() string
	// Read returns what the table says if it was written this way, nil where it cannot have been.
	Read(ctx context.Context, l *Labelled) *Reading
}

// State is what a reading says of a cell.
type State uint8

// The states.
const (
	Silent  State = iota // nothing
	Empty                // that it is blank
	Known                // its content
	Unclear              // that the source holds something for its row which this way cannot place
)

// Claim is what a reading says of one cell of the edition.
type Claim struct {
	State State
	Value report.Cell
	// Line and Column are where it stands in the input, Raw is the source's own words.
	Line, Column int
	Raw          string
	// Reason is why an Unclear claim is unclear, or by what an inferred one was inferred; "" where the source says it.
	Reason string
}

// Reading is what a table says if it was written in one way.
type Reading struct {
	Way string
	// Rows holds the claims of each row that a label heads, in the order of its slots; nil: the way says nothing of it.
	Rows [][]Claim // by label
	// Last is the last item of the document that the reading used.
	Last int
	// Left is values of the region that belong to no row.
	Left []Rest
	// Foreign is figures under a column header that the edition does not have; Lacking the cells whose columns the
	// source's table lacks.
	Foreign []Rest
	Lacking []report.Key
	// Whole says that the source has the very grid of the edition, with its labels.
	Whole bool

	// By what the reading goes: figures follow their label; they stand in the order of the columns; under their headers.
	ByAdjacency, ByPosition, ByHeaders bool
	// FixedPoints says that the rows which it did not infer go by adjacency, whatever the others go by.
	FixedPoints bool
}

// Rest is figures that a reading left over.
type Rest struct {
	Line, Column int // of the first of them
	Raw          string
	After        string // the words before them
}

// Test looks for evidence against a reading, or against single rows of it. It never changes one.
type Test interface {
	Name() string
	Judge(l *Labelled, r *Reading, others []*Reading) []Doubt
}

// Doubt is what speaks against a reading of the row that a label heads. What speaks against all of a reading is a doubt for each
// row: the clerk is told the reason row by row.
type Doubt struct {
	Label  int
	Reason string
}

// NewReading returns a reading that says nothing yet.
func NewReading(way string, l *Labelled) *Reading {
	r := &Reading{Way: way, Rows: make([][]Claim, len(l.Labels))}
	if l.Last >= 0 && l.Last < len(l.Cells) {
		r.Last = l.Cells[l.Last].Item
	}
	return r
}

// Say makes the claim that a source cell is what a slot holds; reason is by what that was inferred, "" if it was not.
func (r *Reading) Say(c *Cell, reason string) Claim {
	r.Last = max(r.Last, c.Item)
	claim := Claim{State: Empty, Line: c.Line, Column: c.Column}
	if c.Kind != Blank {
		claim = Claim{State: Known, Value: c.Value, Line: c.Line, Column: c.Column, Raw: c.Text, Reason: reason}
	}
	return claim
}

// Put claims a row: cells[i] is the source cell of its slot i, None for an empty place that has no cell.
func (r *Reading) Put(l *Labelled, label int, cells []int, reason string) {
	claims := make([]Claim, len(l.Labels[label].Slots))
	for i, c := range cells {
		claims[i] = Claim{State: Empty}
		if c != None {
			claims[i] = r.Say(&l.Cells[c], reason)
		}
	}
	r.Rows[label] = claims
}

// Unclear claims that a row's figures are among cells and cannot be placed, for a reason.
func (r *Reading) Unclear(l *Labelled, label int, cells []int, reason string) {
	claims := make([]Claim, len(l.Labels[label].Slots))
	raw, first := l.Raw(cells)
	unclear := Claim{State: Unclear, Raw: raw, Reason: reason}
	if first != None {
		unclear.Line, unclear.Column = l.Cells[first].Line, l.Cells[first].Column
	}
	for i := range claims {
		claims[i] = unclear
	}
	for _, c := range cells {
		if c != None {
			r.Last = max(r.Last, l.Cells[c].Item)
		}
	}
	r.Rows[label] = claims
}

// Leave notes values that belong to no row.
func (r *Reading) Leave(l *Labelled, cells []int, after string) {
	if raw, first := l.Raw(cells); first != None {
		r.Left = append(r.Left, Rest{Line: l.Cells[first].Line, Column: l.Cells[first].Column, Raw: raw, After: after})
	}
}

// Raw joins the texts of cells that are not empty, and returns the first of them.
func (l *Labelled) Raw(cells []int) (raw string, first int) {
	first = None
	var b strings.Builder
	for _, c := range cells {
		if c == None || l.Cells[c].Kind == Blank {
			continue
		}
		if first == None {
			first = c
		} else {
			b.WriteByte(' ')
		}
		b.WriteString(l.Cells[c].Text)
	}
	return b.String(), first
}

// Doubt makes a row that was claimed unclear, for a reason.
func (r *Reading) Doubt(label int, reason string) {
	r.Rows[label] = Obscured(r.Rows[label], reason)
}

// Obscured returns the claims of a row as unclear ones: what stood there is kept.
func Obscured(claims []Claim, reason string) []Claim {
	unclear := Claim{State: Unclear, Reason: reason}
	for i := range claims {
		switch c := &claims[i]; {
		case c.State == Silent || c.State == Empty:
			continue
		case unclear.Raw == "":
			unclear.Line, unclear.Column, unclear.Raw = c.Line, c.Column, c.Raw
		case c.State == Known && c.Raw != unclear.Raw || c.State == Known && claims[0].Raw != c.Raw:
			unclear.Raw += " " + c.Raw
		}
	}
	all := make([]Claim, len(claims))
	for i := range all {
		all[i] = unclear
	}
	return all
}

// Contradict reports whether two claims cannot both be true of a cell.
func Contradict(a, b *Claim) bool {
	if a.State != Known && a.State != Empty || b.State != Known && b.State != Empty {
		return false
	}
	return a.State != b.State || a.Value != b.Value
}

// RowAdds reports whether the sums within a row hold, its empty cells and marks taken as 0; known is false where the edition
// has none, or a cell of the row is not known.
func (r *Reading) RowAdds(l *Labelled, label int) (ok, known bool) {
	return Adds(l, label, r.Rows[label])
}

// Adds is RowAdds for claims that are in no reading.
func Adds(l *Labelled, label int, claims []Claim) (ok, known bool) {
	if claims == nil {
		return false, false
	}
	slots := l.Slots(label)
	cell := func(k report.Key) (report.Cell, bool) {
		for i := range slots {
			if slots[i] == k {
				return claims[i].Value, claims[i].State == Known || claims[i].State == Empty
			}
		}
		return report.Cell{}, false
	}
	ok = true
	for i := range l.rowSums[label] {
		holds, k := l.rowSums[label][i].Holds(cell)
		known = known || k
		ok = ok && holds
	}
	return ok && known, known
}

// Cell returns what a reading says of a cell.
func (r *Reading) Cell(l *Labelled, key report.Key) Claim {
	at, ok := l.place[key]
	if !ok || r.Rows[at.label] == nil {
		return Claim{}
	}
	return r.Rows[at.label][at.slot]
}

// Judge counts the sums of the table that hold on a reading's figures, those on noughts alone left out, and those that fail.
// Empty cells and marks count as 0.
func (r *Reading) Judge(l *Labelled) (held, failed int) {
	cell := func(k report.Key) (report.Cell, bool) {
		c := r.Cell(l, k)
		return c.Value, c.State == Known || c.State == Empty
	}
	for i := range l.Sums {
		ok, known := l.Sums[i].Holds(cell)
		switch {
		case !known:
		case !ok:
			failed++
		case r.tells(l, l.Sums[i].Right):
			held++
		}
	}
	return held, failed
}

// tells reports whether one of the cells holds a figure that is not 0.
func (r *Reading) tells(l *Labelled, keys []report.Key) bool {
	for _, k := range keys {
		if d, ok := r.Cell(l, k).Value.Number(); ok && d.Sign() != 0 {
			return true
		}
	}
	return false
}
