package webpage

import (
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
)

// cursor turns byte offsets into lines and columns. Offsets are asked for in rising order, so that the source is gone
// through once.
type cursor struct {
	source       string
	offset       int
	line, column int
}

// place returns the place of an offset; one before the last answer gives the last answer.
func (c *cursor) place(offset int) document.Place {
	offset = min(offset, len(c.source))
	if offset > c.offset {
		passed := c.source[c.offset:offset]
		if n := strings.Count(passed, "\n"); n > 0 {
			c.line += n
			c.column = 1
			passed = passed[strings.LastIndexByte(passed, '\n')+1:]
		}
		c.column += utf8.RuneCountInString(passed)
		c.offset = offset
	}
	return document.Place{Line: c.line, Column: c.column}
}
