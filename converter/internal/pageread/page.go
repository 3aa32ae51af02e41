package pageread

import "nianbao/converter/internal/plane"

// Page is what a page shows, as a reader of page formats finds it. Positions are points from the top left corner of the page as
// it is looked at, so that y grows downwards.
type Page struct {
	Width, Height float64
	Chars         []Char // in the order in which they are drawn
	Rules         []Rule
	Images        int // pictures that are drawn, large enough to hold text
	Strings       int // how many strings were shown so far
	Slanted       int // characters in lines that run slanted, which are no part of Chars: watermarks
}

// Char is a character with the box that it takes in its line: as wide as the next one stands from it, as high as its size.
type Char struct {
	X0, Y0, X1, Y1 float64
	Size           float64
	Rune           rune
	Turn           uint8 // quarter turns clockwise that a reader makes to see it upright: 1 for text that runs down the page
	String         int   // the number of the string that it was drawn with
	Hidden         bool  // it is not painted: text below the picture of a scan
	Outside        bool  // it lies outside of what is shown of the page
	Cut            bool  // it stands at the edge of what is shown, or across: a figure may go on behind
	Bold           bool
}

// Rule is a line, or a filled stretch as thin as one: horizontal where it is wider than high.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Thickest is how thick a rule may be, in points; what is thicker is an area. shortest is how long it must be: the dots of a dotted
// line, which browsers draw one by one.
const (
	Thickest = 3.2
	shortest = 0.3
)

// Ruled returns what a painted box is as a rule, false where it is none.
func Ruled(b plane.Box) (Rule, bool) {
	w, h := b.X1-b.X0, b.Y1-b.Y0
	return Rule(b), w >= 0 && h >= 0 && min(w, h) <= Thickest && max(w, h) >= shortest
}

func (c *Char) middle() (x, y float64) { return (c.X0 + c.X1) / 2, (c.Y0 + c.Y1) / 2 }

func (r *Rule) horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }
