package workbook

import (
	"errors"
	"fmt"
	"strconv"
)

// Layout is what a sheet says before its rows.
type Layout struct {
	Columns                   []Column // from the first on
	FrozenRows, FrozenColumns int      // that stay where they are when the sheet is scrolled
	// Printed says that the sheet is printed across A4 paper, as wide as a page, with so many of its first rows on each.
	Printed  bool
	Repeated int
}

// Column is how a column looks, in which no cell says otherwise.
type Column struct {
	Width  float64 // in characters of half width; 0 is the program's own
	Style  Style
	Hidden bool
}

// Row is how a row looks.
type Row struct {
	Height float64 // in points; 0 is the program's own
	Hidden bool
	Style  Style // of what is right of its cells
}

// Sheet is a sheet of a book, to which rows are added.
type Sheet struct {
	book   *Book
	name   string
	layout Layout
	body   spool // the part as far as it is written
	line   []byte
	rows   int
	merged []area
	filter area
	bars   []placedBars
}

// area is a rectangle of cells, both corners in it.
type area struct{ column, row, toColumn, toRow int }

// Row adds a row below those that are there. A row of nothing leaves a row out.
func (s *Sheet) Row(row Row, cells ...Cell) {
	b := s.book
	if s.rows++; s.rows > MostRows || len(cells) > MostColumns {
		b.fail(fmt.Errorf("sheet %s: row %d of %d cells: a sheet has %d rows and %d columns", s.name, s.rows, len(cells), MostRows, MostColumns))
	}
	if b.err != nil || row == (Row{}) && len(cells) == 0 {
		return
	}
	line := append(s.line[:0], `<row r="`...)
	line = append(strconv.AppendInt(line, int64(s.rows), 10), '"')
	if id := b.styles.id(row.Style); id != 0 {
		line = append(line, ` s="`+strconv.Itoa(id)+`" customFormat="1"`...)
	}
	if row.Height != 0 {
		line = append(line, ` ht="`+decimal(row.Height)+`" customHeight="1"`...)
	}
	if row.Hidden {
		line = append(line, ` hidden="1"`...)
	}
	line = append(line, '>')
	for i := range cells {
		line = b.appendCell(line, &cells[i], i+1, s.rows)
	}
	s.line = append(line, "</row>"...)
	b.fail(s.body.write(s.line))
}

// Merge makes one cell of several, which shows what stands in the first.
func (s *Sheet) Merge(column, row, toColumn, toRow int) {
	s.merged = append(s.merged, area{column, row, toColumn, toRow})
}

// Filter lets whoever reads choose rows by what stands in their columns; the first row has the heads.
func (s *Sheet) Filter(column, row, toColumn, toRow int) {
	s.filter = area{column, row, toColumn, toRow}
}

// open writes what stands before the rows (18.3.1.99, worksheet: the order of its children).
func (s *Sheet) open() {
	b := append([]byte(declaration), `<worksheet xmlns="`+mainNamespace+`" xmlns:r="`+relationNamespace+`">`...)
	if s.layout.Printed {
		b = append(b, `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`...)
	}
	b = append(b, "<sheetViews><sheetView"...)
	if s == s.book.sheets[0] {
		b = append(b, ` tabSelected="1"`...)
	}
	b = append(b, ` workbookViewId="0">`...)
	b = s.layout.appendPane(b)
	b = append(b, `</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`...)
	if len(s.layout.Columns) > MostColumns {
		s.book.fail(fmt.Errorf("sheet %s: %d columns", s.name, len(s.layout.Columns)))
	}
	b = s.appendColumns(b)
	s.book.fail(s.body.write(append(b, "<sheetData>"...)))
}

// appendPane appends what is frozen (18.3.1.66, pane).
func (l *Layout) appendPane(b []byte) []byte {
	if l.FrozenRows == 0 && l.FrozenColumns == 0 {
		return b
	}
	b = append(b, "<pane"...)
	active := "bottom"
	if l.FrozenColumns > 0 {
		b = append(b, ` xSplit="`+strconv.Itoa(l.FrozenColumns)+`"`...)
	}
	if l.FrozenRows > 0 {
		b = append(b, ` ySplit="`+strconv.Itoa(l.FrozenRows)+`"`...)
	} else {
		active = "top"
	}
	if l.FrozenColumns > 0 {
		active += "Right"
	} else {
		active += "Left"
	}
	b = append(b, ` topLeftCell="`...)
	b = appendPlace(b, l.FrozenColumns+1, l.FrozenRows+1)
	return append(b, `" activePane="`+active+`" state="frozen"/>`...)
}

// appendColumns appends the columns, neighbours that look alike as one (18.3.1.13, col).
func (s *Sheet) appendColumns(b []byte) []byte {
	columns, none := s.layout.Columns, true
	for first := 0; first < len(columns); {
		c, last := columns[first], first
		for last+1 < len(columns) && columns[last+1] == c {
			last++
		}
		if c != (Column{}) {
			if none {
				b, none = append(b, "<cols>"...), false
			}
			b = append(b, `<col min="`+strconv.Itoa(first+1)+`" max="`+strconv.Itoa(last+1)+`"`...)
			width := defaultWidth
			if c.Width != 0 {
				width = decimal(c.Width)
			}
			b = append(b, ` width="`+width+`"`...)
			if id := s.book.styles.id(c.Style); id != 0 {
				b = append(b, ` style="`+strconv.Itoa(id)+`"`...)
			}
			if c.Hidden {
				b = append(b, ` hidden="1"`...)
			}
			b = append(b, ` customWidth="1"/>`...)
		}
		first = last + 1
	}
	if !none {
		b = append(b, "</cols>"...)
	}
	return b
}

// defaultWidth is that of columns whose width is the program's own: the schema lets it away, programs then take 0.
const defaultWidth = "9.14"

// end writes what stands behind the rows.
func (s *Sheet) end() {
	b := []byte("</sheetData>")
	if s.filter != (area{}) {
		b = append(s.filter.append(append(b, `<autoFilter ref="`...)), `"/>`...)
	}
	if len(s.merged) > 0 {
		b = appendCount(b, "mergeCells", len(s.merged))
		for _, m := range s.merged {
			b = append(m.append(append(b, `<mergeCell ref="`...)), `"/>`...)
		}
		b = append(b, "</mergeCells>"...)
	}
	if s.layout.Printed {
		b = append(b, `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>`...) // 9 is A4 (18.3.1.63)
	}
	if len(s.bars) > 0 {
		b = append(b, `<drawing r:id="rId1"/>`...)
	}
	s.book.fail(errors.Join(s.body.write(append(b, "</worksheet>"...)), s.body.finish()))
}

func (a area) append(b []byte) []byte { return appendRange(b, a.column, a.row, a.toColumn, a.toRow) }

func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
