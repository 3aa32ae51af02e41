package report

// Cell is one data cell of a table. The zero value is a blank cell. Blank, 0 and a mark such as "/" are three
// different things and stay so from end to end.
type Cell struct {
	value  Decimal
	number bool
	text   string // the printed form where it says more than the number; the mark or other text where there is none
}

// Number returns a cell that prints d.
func Number(d Decimal) Cell { return Cell{value: d, number: true} }

// Count returns a cell that prints the whole number n.
func Count(n int) Cell { return Number(Int(n)) }

// Annotated returns a cell whose number is d and whose printed form is text, such as 22（其中修订16件）. Where text is
// just the number, or empty, it is the same as [Number].
func Annotated(d Decimal, text string) Cell {
	if text == d.String() {
		text = ""
	}
	return Cell{value: d, number: true, text: text}
}

// Text returns a cell without a number: a mark ("/", "—", "不适用") or any other text. An empty text gives a blank cell.
func Text(text string) Cell { return Cell{text: text} }

// IsBlank reports whether the cell is empty.
func (c Cell) IsBlank() bool { return !c.number && c.text == "" }

// Number returns the figure and true, or false where the cell has none (blank, mark, other text).
func (c Cell) Number() (Decimal, bool) { return c.value, c.number }

// Remark returns the text that is printed instead of, or with, the number: "" for a plain number or a blank.
func (c Cell) Remark() string { return c.text }

// String returns the printed form: "" for a blank.
func (c Cell) String() string {
	if c.text != "" || !c.number {
		return c.text
	}
	return c.value.String()
}
