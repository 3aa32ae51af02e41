package compose

import (
	"strings"

	"nianbao/converter/internal/document"
)

// The organ that signs and the date below it (GB/T 9704-2012 7.3.5). Where they stand follows from the width of both, so that
// each of the two paragraphs carries its own indents, to PDF and Word alike.

// closing prints organ and date.
func (c *composer) closing() {
	r, form := c.report, c.style.Closing
	width := c.style.Page.TextWidth()
	edge := c.rightIndent(document.Signature)
	sealed := form != nil && form.Sealed && r.Date != ""
	date := PrintedDate(r.Date)
	dateWidth := c.width(document.Date, date)
	var organ, day *document.Paragraph
	organWidth := 0
	if r.Signature != "" {
		most := width - 2*edge
		if sealed {
			edge = form.SealedRightChars * c.em(document.Date)
			most = dateWidth + 2*edge
		}
		lines := c.organLines(r.Signature, most)
		for _, line := range lines {
			organWidth = max(organWidth, c.width(document.Signature, strings.TrimRight(line, organSeparator)))
		}
		organ = c.whole(document.Signature, "signature", strings.Join(lines, "\n"))
	}
	if r.Date != "" {
		day = c.whole(document.Date, "date", date)
	}
	switch {
	case form == nil:
	case sealed:
		place(day, "right", 0, edge)
		middle := width - edge - dateWidth/2
		place(organ, "center", max(0, 2*middle-width), max(0, width-2*middle))
	case organ != nil:
		shift := form.ShiftChars * c.em(document.Date)
		left := width - edge - organWidth
		if day != nil && dateWidth > organWidth {
			left = width - c.rightIndent(document.Date) - dateWidth - shift
		}
		left = max(0, left)
		place(organ, "left", left, 0)
		place(day, "left", left+shift, 0)
	}
}

// place gives a paragraph its alignment between two indents, in twips.
func place(p *document.Paragraph, align string, left, right int) {
	if p != nil {
		p.Align, p.Start, p.Hang, p.Right = align, left, left, right
	}
}

// organSeparator stands between organs that sign together, as reports hold them.
const organSeparator = "\u3000"

// organLines sets each organ on a line of its own (7.3.5.2), one that is wider than most twips on several, broken like a
// title.
func (c *composer) organLines(signature string, most int) []string {
	var lines []string
	halfEm := c.em(document.Signature)/2 + c.style.Of(document.Signature).Spacing/2
	for _, organ := range strings.SplitAfter(signature, organSeparator) {
		if c.width(document.Signature, organ) <= most {
			lines = append(lines, organ)
			continue
		}
		lines = append(lines, titleLines(organ, organ, c.titleWords(), max(2, most/halfEm))...)
	}
	return lines
}

func (c *composer) em(role document.Role) int { return c.style.Of(role).Size * 10 }

func (c *composer) rightIndent(role document.Role) int {
	return c.style.Of(role).RightChars * c.em(role)
}
