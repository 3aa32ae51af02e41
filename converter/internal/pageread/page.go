package pageread

// Page is what a page shows, as a reader of page formats finds it. Positions are points from the top left corner of the page as
// it is looked at, so that y grows downwards.
type Page struct {
	Width, Height float64
	Chars         []Char // in the order in which they are drawn
	Rules         []Rule
	Images        int // pictures that are drawn, large enough to hold text
	Clipped       int // characters that lie outside of what is shown of the page, which are no part of Chars
	Slanted       int // characters in lines that run slanted, which are no part of Chars: watermarks
}

// Char is a character with the box that it takes in its line: as wide as the next one stands from it, as high as its size.
type Char struct {
	X0, Y0, X1, Y1 float64
	Size           float64
	Rune           rune
	Turn           uint8 // quarter turns clockwise that a reader makes to see it upright: 1 for text that runs down the page
	Hidden         bool  // it is not painted: text below the picture of a scan
	Bold           bool
}

// Rule is a line, or a filled stretch as thin as one: horizontal where it is wider than high.
type Rule struct{ X0, Y0, X1, Y1 float64 }

func (c *Char) middle() (x, y float64) { return (c.X0 + c.X1) / 2, (c.Y0 + c.Y1) / 2 }

func (r *Rule) horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }
