package compose

import (
	"strings"

	"nianbao/converter/internal/document"
)

// The organ that signs and the date below it (GB/T 9704-2012 7.3.5). Where they stand follows from the width of both, so that
// each of the two paragraphs carries its own indents, to PDF and Word alike.

// closing prints organ and date.
func (c *composer) closing() {
	form := c.style.Closing
	organs := strings.SplitAfter(c.report.Signature, organSeparator)
	switch {
	case form == nil || !form.Sealed || c.report.Date == "":
		c.unsealed(organs)
	case len(organs) == 1:
		c.sealed()
	default:
		c.sealedTogether(organs)
	}
}

// date prints the day of issue and returns its width; nil where there is none.
func (c *composer) date() (day *document.Paragraph, width int) {
	if c.report.Date == "" {
		return nil, 0
	}
	date := PrintedDate(c.report.Date)
	return c.whole(document.Date, "date", date), c.width(document.Date, date)
}

// unsealed prints the organs one below the other, the leading one first, and the day two characters right of where they begin (7.3.5.2).
func (c *composer) unsealed(organs []string) {
	form, width, edge := c.style.Closing, c.style.Page.TextWidth(), c.rightIndent(document.Signature)
	organ, organWidth := c.organ(organs, width-2*edge)
	day, dateWidth := c.date()
	if form == nil || organ == nil {
		return
	}
	shift := form.ShiftChars * c.em(document.Date)
	left := width - edge - organWidth
	if day != nil && dateWidth > organWidth {
		left = width - c.rightIndent(document.Date) - dateWidth - shift
	}
	left = max(0, left)
	place(organ, "left", left, 0)
	place(day, "left", left+shift, 0)
}

// sealed prints the day four characters from the right and the organ over its middle (7.3.5.1).
func (c *composer) sealed() {
	width, edge := c.style.Page.TextWidth(), c.sealedEdge()
	dateWidth := c.width(document.Date, PrintedDate(c.report.Date))
	organ, _ := c.organ([]string{c.report.Signature}, dateWidth+2*edge)
	day, _ := c.date()
	place(day, "right", 0, edge)
	middle := width - edge - dateWidth/2
	place(organ, "center", max(0, 2*middle-width), max(0, width-2*middle))
}

// sealedTogether prints organs that sign together under their seals: in rows of columns that leave each seal its room, the last one over
// the day (7.3.5.1). Names that are wider than a column stand in fewer columns.
func (c *composer) sealedTogether(organs []string) {
	form, width, edge := c.style.Closing, c.style.Page.TextWidth(), c.sealedEdge()
	middle := width - edge - c.width(document.Date, PrintedDate(c.report.Date))/2
	widest := 0
	for _, organ := range organs {
		widest = max(widest, c.width(document.Signature, strings.TrimRight(organ, organSeparator)))
	}
	columns, pitch := columnsOf(min(len(organs), max(1, form.Columns)), middle, max(form.Seal, widest+c.em(document.Signature)))
	if columns == 1 {
		pitch = 2 * min(middle, width-middle)
	}
	leading := max(1, c.style.Of(document.Signature).Leading)
	row := (max(form.Seal, leading) + leading - 1) / leading * leading // a seal takes whole lines
	for from := 0; from < len(organs); {
		// A row that is not full stands at the right, so that the last organ is over the day.
		to := min(len(organs), from+columns)
		for i, organ := range organs[from:to] {
			p, _ := c.organ([]string{strings.TrimRight(organ, organSeparator)}, pitch)
			if p == nil {
				continue
			}
			centre := middle - (to-from-1-i)*pitch
			place(p, "center", max(0, 2*centre-width), max(0, width-2*centre))
			p.Beside = i > 0
			if from == 0 {
				p.Before = leading // the seal begins within a line below the text
			} else {
				p.Before = row - leading - c.style.Of(document.Signature).Before
			}
		}
		from = to
	}
	day, _ := c.date()
	place(day, "right", 0, edge)
}

// columnsOf returns how many columns stand side by side, at most so many, and how wide each is: the last has its middle at a place, the
// first begins at the edge, and none is narrower than need.
func columnsOf(most, middle, need int) (columns, pitch int) {
	for columns = most; columns > 1; columns-- {
		if pitch = 2 * middle / (2*columns - 1); pitch >= need {
			return columns, pitch
		}
	}
	return 1, need
}

func (c *composer) sealedEdge() int { return c.style.Closing.SealedRightChars * c.em(document.Date) }

// organ prints organs that sign, one below the other, and returns how wide their lines are; nil where there is none.
func (c *composer) organ(organs []string, most int) (p *document.Paragraph, width int) {
	var lines []string
	for _, organ := range organs {
		lines = append(lines, c.organLines(organ, most)...)
	}
	for _, line := range lines {
		width = max(width, c.width(document.Signature, strings.TrimRight(line, organSeparator)))
	}
	text := strings.Join(lines, "\n")
	if text == "" {
		return nil, 0
	}
	return c.whole(document.Signature, "signature", text), width
}

// place gives a paragraph its alignment between two indents, in twips.
func place(p *document.Paragraph, align string, left, right int) {
	if p != nil {
		p.Align, p.Start, p.Hang, p.Right = align, left, left, right
	}
}

// organSeparator stands between organs that sign together, as reports hold them.
const organSeparator = "\u3000"

// organLines is a name in one line, or in several, broken like a title, where it is wider than most twips.
func (c *composer) organLines(organ string, most int) []string {
	if c.width(document.Signature, strings.TrimRight(organ, organSeparator)) <= most {
		return []string{organ}
	}
	halfEm := c.em(document.Signature)/2 + c.style.Of(document.Signature).Spacing/2
	return titleLines(organ, organ, c.titleWords(), max(2, most/halfEm))
}

func (c *composer) em(role document.Role) int { return c.style.Of(role).Size * 10 }

func (c *composer) rightIndent(role document.Role) int {
	return c.style.Of(role).RightChars * c.em(role)
}
