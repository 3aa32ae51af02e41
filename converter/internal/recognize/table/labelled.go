package table

import (
	"slices"
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// Form is what an edition says of one of its tables, prepared once for all documents.
type Form struct {
	Table   *edition.Table
	Edition string // version of the edition
	Labels  []edition.Label
	Sums    []Sum
	// Tail is the label without words that the slots of a row without a label hang on; None in most tables.
	Tail int

	cellOf  []*edition.Cell   // per label
	rowSums [][]Sum           // per label: the sums within its row
	headers [][]int           // per label that heads a row: the labels of its columns
	slots   [][]*edition.Cell // per label: the data cells that it heads
	entries [][]bool          // per label: which of its slots hold words; nil where none of the table's do
	paths   [][]Path
	ordinal []int // per label: how many folded characters its ordinal has
	place   map[report.Key]slotAt
	byText  map[string][]int // folded words, also those of variants: the labels that they are
	folded  map[string]bool  // the folded words of each label
	joined  string           // the folded words of all labels, with what no text holds between them
	tallest []int            // per label: the grid rows that the tallest data cell of its row takes
	alike   []int            // the labels that head rows, where all of these have as many columns,
	columns int              // and how many; see RowsAlike
	heads   []int            // per cell of the table: the label of the row that a data cell is in
	times   []int            // per label: how many labels have its words
	letters chars.Set        // the characters of all labels, and those of ordinals
}

// slotAt is the label and the slot of a data cell.
type slotAt struct{ label, slot int }

// NewForm prepares an edition's table.
func NewForm(e *edition.Edition, t *edition.Table) *Form {
	f := &Form{Table: t, Edition: e.Version, Labels: t.Sequence(), Sums: SumsOf(t), Tail: None, place: map[report.Key]slotAt{}, byText: map[string][]int{}, folded: map[string]bool{}}
	n := len(f.Labels)
	f.cellOf, f.rowSums, f.headers = make([]*edition.Cell, n), make([][]Sum, n), make([][]int, n)
	at := 0
	for i := range t.Cells {
		if c := &t.Cells[i]; !c.IsData() {
			f.cellOf[at] = c
			at++
		}
	}
	f.paths, f.ordinal, f.slots = make([][]Path, n), make([]int, n), make([][]*edition.Cell, n)
	f.entries = entriesOf(t, f.Labels)
	for i := range f.Labels {
		l := &f.Labels[i]
		f.joined += string(l.Folded) + "\xff"
		f.folded[string(l.Folded)] = true
		if key := string(l.Folded); key != "" {
			f.byText[key] = append(f.byText[key], i)
			for _, v := range l.Variants {
				f.byText[v] = append(f.byText[v], i)
			}
		}
		f.ordinal[i] = ordinalLength(l.Text)
		if l.Slots == nil {
			continue
		}
		for _, k := range l.Slots {
			f.slots[i] = append(f.slots[i], t.DataCell(k))
		}
		f.paths[i] = pathsOver(t, f.slots[i])
		if len(l.Folded) == 0 {
			f.Tail = i
		}
		for s, k := range l.Slots {
			f.place[k] = slotAt{i, s}
		}
		f.rowSums[i] = Within(f.Sums, l.Slots)
		f.headers[i] = f.headersOver(l.Row)
	}
	for _, r := range "0123456789百千万廿卅" + numbering.Numerals + numbering.Zeros {
		f.letters.Add(fold.Rune(r)) // of ordinals
	}
	f.alike, f.columns = rowsAlike(f)
	f.heads = make([]int, len(t.Cells))
	for i := range t.Cells {
		if c := &t.Cells[i]; c.IsData() {
			f.heads[i] = f.Head(c)
		}
	}
	f.tallest, f.times = make([]int, n), make([]int, n)
	for i := range f.Labels {
		f.tallest[i] = f.slotRows(i)
		for _, r := range f.Labels[i].Folded {
			f.letters.Add(r)
		}
		for j := range f.Labels {
			if slices.Equal(f.Labels[i].Folded, f.Labels[j].Folded) {
				f.times[i]++
			}
		}
	}
	return f
}

// HeadOf returns the label of the row that the data cell of a number is in, among all cells of the edition's table.
func (f *Form) HeadOf(cell int) int { return f.heads[cell] }

// Head returns the label of the row that a data cell of the edition is in.
func (f *Form) Head(c *edition.Cell) int { return f.place[c.Key()].label }

// LabelOf returns the label of the row that a key of the table is in.
func (f *Form) LabelOf(k report.Key) int { return f.place[k].label }

// Slots returns the data cells of the row that a label heads; nil where it heads none.
func (f *Form) Slots(label int) []report.Key {
	if label == None {
		return nil
	}
	return f.Labels[label].Slots
}

// IsLabel reports whether folded words are a label, in the edition's own wording.
func (f *Form) IsLabel(folded string) bool { return f.folded[folded] }

// InLabel reports whether folded words stand in a label.
func (f *Form) InLabel(folded string) bool {
	return f.letters.MayHoldAll(folded) && strings.Contains(f.joined, folded)
}

// MayBeLabels reports whether a line may be nothing but labels and their ordinals, by its characters.
func (f *Form) MayBeLabels(line string) bool {
	for _, r := range line {
		if folded := fold.Rune(r); folded != 0 && !f.letters.MayHold(folded) {
			return false
		}
	}
	return true
}

// Span returns the number of grid columns that a label takes: rows of one span look alike in a damaged text.
func (f *Form) Span(label int) int {
	if c := f.cellOf[label]; c != nil {
		return c.ColSpan
	}
	return 1
}

// SlotSpan returns the number of grid columns that the first data cell of a row takes.
func (f *Form) SlotSpan(label int) int {
	if slots := f.slots[label]; slots != nil {
		return slots[0].ColSpan
	}
	return 1
}

// Continued returns how many merged cells that begin in rows above reach into a label's row, before the label.
func (f *Form) Continued(label int) int {
	own := f.cellOf[label]
	if own == nil {
		return 0
	}
	n := 0
	for i := range f.Table.Cells {
		if c := &f.Table.Cells[i]; c.Row < own.Row && c.Row+c.RowSpan > own.Row && c.Col < own.Col {
			n++
		}
	}
	return n
}

// Cell returns the edition's cell of a label; nil for the label of a row without one.
func (f *Form) Cell(label int) *edition.Cell { return f.cellOf[label] }

// SlotRows returns the number of grid rows that the tallest data cell of a row takes.
func (f *Form) SlotRows(label int) int { return f.tallest[label] }

func (f *Form) slotRows(label int) int {
	rows := 1
	for _, c := range f.slots[label] {
		rows = max(rows, c.RowSpan)
	}
	return rows
}

// SlotCells returns the data cells that a label heads.
func (f *Form) SlotCells(label int) []*edition.Cell { return f.slots[label] }

// RowSums returns the sums that lie within the row of a label.
func (f *Form) RowSums(label int) []Sum { return f.rowSums[label] }

// Headers returns the labels of the columns over a row: where the table has header rows, the header cells of one
// column; else the labels of the nearest grid row above that holds no data, but for its first column.
func (f *Form) Headers(label int) []int { return f.headers[label] }

func (f *Form) headersOver(row int) []int {
	t := f.Table
	var over []int
	if t.HeaderRows > 0 {
		at := 0
		for i := range t.Cells {
			c := &t.Cells[i]
			if c.IsData() {
				continue
			}
			if c.Row < t.HeaderRows && c.ColSpan == 1 {
				over = append(over, at)
			}
			at++
		}
		return over
	}
	data := map[int]bool{}
	for i := range t.Cells {
		if t.Cells[i].IsData() {
			data[t.Cells[i].Row] = true
		}
	}
	for row--; row >= 0 && data[row]; {
		row--
	}
	for i := range f.Labels {
		if f.Labels[i].Row == row && f.Labels[i].Slots == nil {
			over = append(over, i)
		}
	}
	if len(over) < 2 {
		return nil
	}
	return over[1:] // the first is the name of the label column
}

// Labelled is a region read by the labels of one edition's table. It is made once and never changed; what ways and tests derive from it
// alone they have in common, see [Once].
type Labelled struct {
	*Region
	*Form
	Owner []int  // per cell: the label that stands last in it, None for none
	Found []bool // per label
	Runs  []Run
	Heads []Heads // the column headers of resolved tables, from top to bottom
	// First and Last are the first and the last cell that hold a label; First > Last where none was found.
	First, Last int
	// Extra is words that belong to no row or column of the edition.
	Extra []report.Heading

	derived map[any]any
}

// Once returns what is derived from a labelled region alone, which is derived when it is first asked for. what names it: a value of a type
// of the caller's own.
func Once[T any](l *Labelled, what any, derive func() T) T {
	if made, ok := l.derived[what]; ok {
		return made.(T)
	}
	made := derive()
	if l.derived == nil {
		l.derived = map[any]any{}
	}
	l.derived[what] = made
	return made
}

// New reads a region by an edition's table.
func New(r *Region, f *Form) *Labelled {
	l := &Labelled{Region: r, Form: f, Found: make([]bool, len(f.Labels)), First: len(r.Cells), Last: None}
	l.own(align(r.Cells, f))
	if entered := l.withEntries(); entered != r {
		l.Region, l.Found, l.First = entered, make([]bool, len(f.Labels)), len(entered.Cells)
		l.own(align(entered.Cells, f))
	}
	l.ownAgain()
	l.run()
	l.findHeads()
	return l
}

// LabelsFound counts the labels that were found.
func (l *Labelled) LabelsFound() int {
	n := 0
	for _, f := range l.Found {
		if f {
			n++
		}
	}
	return n
}

// Values counts the cells that are neither words nor empty.
func (l *Labelled) Values(cells []int) int {
	n := 0
	for _, c := range cells {
		if c != None && l.Cells[c].IsValue() {
			n++
		}
	}
	return n
}

// FirstValue returns the first cell that is neither words nor empty; None if there is none.
func (l *Labelled) FirstValue(cells []int) int {
	for _, c := range cells {
		if c != None && l.Cells[c].IsValue() {
			return c
		}
	}
	return None
}

// Mentioned reports whether a label's words stand anywhere in the region, whole or torn over neighbouring cells.
func (l *Labelled) Mentioned(label int) bool {
	var all []rune
	for i := range l.Cells {
		all = append(all, l.Cells[i].Folded...)
	}
	return Contains(all, l.Labels[label].Folded[l.ordinal[label]:])
}
