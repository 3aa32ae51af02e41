package workbook

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// Cell is what stands in one cell. The zero value is blank.
type Cell struct {
	kind   kind
	text   string
	number float64
	runs   []Run
	style  Style
}

type kind uint8

const (
	blank kind = iota
	text
	number
	formula
	rich
)

// Text is a cell of words; they are never taken for a formula or a number.
func Text(s string) Cell { return Cell{kind: text, text: s} }

// Number is a cell of a number. A spreadsheet keeps 15 digits of it.
func Number(n float64) Cell { return Cell{kind: number, number: n} }

// Int is a cell of a whole number.
func Int(n int) Cell { return Number(float64(n)) }

// Formula is a cell that programs compute, written without the equals sign.
func Formula(s string) Cell { return Cell{kind: formula, text: s} }

// Run is a stretch of a cell's words that look alike.
type Run struct {
	Text                    string
	Bold, Strike, Underline bool
	Color                   string // six hexadecimal digits; "" is the text's
}

// Rich is a cell of words that do not all look alike.
func Rich(runs []Run) Cell { return Cell{kind: rich, runs: runs} }

// In gives a cell a style.
func (c Cell) In(style Style) Cell {
	c.style = style
	return c
}

// appendCell appends a cell as it stands in a sheet (18.3.1.4, c).
func (b *Book) appendCell(to []byte, c *Cell, column, row int) []byte {
	style := b.styles.id(c.style)
	if c.kind == blank && style == 0 {
		return to
	}
	to = append(to, `<c r="`...)
	to = append(appendPlace(to, column, row), '"')
	if style != 0 {
		to = append(to, ` s="`...)
		to = append(strconv.AppendInt(to, int64(style), 10), '"')
	}
	switch c.kind {
	case text:
		b.measure(column, row, c.text)
		to = append(to, ` t="inlineStr"><is>`...)
		to = append(appendText(to, c.text), "</is></c>"...)
	case rich:
		to = append(to, ` t="inlineStr"><is>`...)
		to = append(b.appendRuns(to, c.runs, column, row), "</is></c>"...)
	case number:
		if math.IsNaN(c.number) || math.IsInf(c.number, 0) {
			b.fail(fmt.Errorf("%s: %v is no number", appendPlace(nil, column, row), c.number))
		}
		to = append(to, "><v>"...)
		to = append(strconv.AppendFloat(to, c.number, 'f', -1, 64), "</v></c>"...)
	case formula:
		to = append(to, "><f>"...)
		to = append(appendEscaped(to, c.text), "</f></c>"...)
	default:
		to = append(to, "/>"...)
	}
	return to
}

// measure refuses what no cell holds.
func (b *Book) measure(column, row int, texts ...string) {
	n := 0
	for _, s := range texts {
		n += len(s)
	}
	if n <= LongestText { // so are its characters
		return
	}
	n = 0
	for _, s := range texts {
		n += utf8.RuneCountInString(s)
	}
	if n > LongestText {
		b.fail(fmt.Errorf("%s: a text of %d characters", appendPlace(nil, column, row), n))
	}
}

// appendRuns appends the runs of a rich text (18.4.4, r); of their properties the schema of the Open XML SDK wants this order.
func (b *Book) appendRuns(to []byte, runs []Run, column, row int) []byte {
	texts := make([]string, len(runs))
	for i, r := range runs {
		texts[i] = r.Text
		to = append(to, `<r><rPr><rFont val="`+face+`"/><family val="2"/>`...)
		if r.Bold {
			to = append(to, "<b/>"...)
		}
		if r.Strike {
			to = append(to, "<strike/>"...)
		}
		if r.Color != "" {
			to = append(to, `<color rgb="FF`+r.Color+`"/>`...)
		}
		to = append(to, `<sz val="`+size+`"/>`...)
		if r.Underline {
			to = append(to, "<u/>"...)
		}
		to = append(to, "</rPr>"...)
		to = append(appendText(to, r.Text), "</r>"...)
	}
	b.measure(column, row, texts...)
	return to
}
