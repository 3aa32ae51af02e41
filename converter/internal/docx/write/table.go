package write

import (
	"fmt"
	"slices"
	"strconv"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/xmltext"
)

// maxGrid bounds the positions of a grid that the writer lays out.
const maxGrid = 1 << 22

func (w *Writer) prepareTable() {
	t := w.style.Table
	edges := []string{"top", "left", "bottom", "right", "insideH", "insideV"}
	w.tableTop = []byte(`<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>`)
	for _, edge := range edges {
		w.tableTop = fmt.Appendf(w.tableTop, `<w:%s w:val="single" w:sz="%d" w:space="0" w:color="000000"/>`, edge, t.Border)
	}
	w.tableTop = fmt.Appendf(w.tableTop, `</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="%d" w:type="dxa"/>`+
		`<w:left w:w="%d" w:type="dxa"/><w:bottom w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar>`,
		t.CellTop, t.CellLeft, t.CellBottom, t.CellRight)
}

// appendTable appends a w:tbl. Every grid position belongs to a w:tc: a position that a cell spans downwards gets a
// continuation cell (w:vMerge without w:val, 17.4.84), one that it spans sideways is counted in w:gridSpan (17.4.17).
// The sum of w:gridCol, w:tblW and of each row's w:tcW is the same number, or LibreOffice adds a column for the rest.
func (w *Writer) appendTable(b []byte, t *document.Table, form *cellForm) ([]byte, error) {
	columns := t.GridColumns()
	if t.Rows < 1 || columns < 1 || columns > maxGrid || t.Rows > maxGrid/columns {
		return nil, fmt.Errorf("table %q: a grid of %d × %d cannot be written", t.Key, t.Rows, columns)
	}
	if err := t.CheckGeometry(); err != nil {
		return nil, fmt.Errorf("table %q: %w", t.Key, err)
	}
	widths := t.Columns
	if widths == nil {
		widths = share(w.style.Page.TextWidth(), columns)
	}
	total := 0
	for _, width := range widths {
		total += width
	}

	b = append(b, `<w:tbl><w:tblPr><w:tblW w:w="`...)
	b = strconv.AppendInt(b, int64(total), 10)
	b = append(b, `" w:type="dxa"/>`...)
	b = append(b, w.tableTop...)
	heads := t.MarkedHeaders()
	b = append(b, tableLook(heads > 0)...)
	b = appendNames(b, t)
	b = append(b, `</w:tblPr><w:tblGrid>`...)
	for _, width := range widths {
		b = append(b, `<w:gridCol w:w="`...)
		b = strconv.AppendInt(b, int64(width), 10)
		b = append(b, `"/>`...)
	}
	b = append(b, `</w:tblGrid>`...)

	// owner names the cell of every grid position; CheckGeometry has made sure there is exactly one.
	owner := make([]*document.Cell, t.Rows*columns)
	for i := range t.Cells {
		c := &t.Cells[i]
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				owner[row*columns+col] = c
			}
		}
	}
	var err error
	for row := range t.Rows {
		b = append(b, `<w:tr><w:trPr><w:cantSplit/>`...)
		if w.style.Table.RowHeight > 0 {
			b = append(b, `<w:trHeight w:val="`...)
			b = strconv.AppendInt(b, int64(w.style.Table.RowHeight), 10)
			b = append(b, `" w:hRule="atLeast"/>`...)
		}
		if row < heads {
			b = append(b, `<w:tblHeader/>`...)
		}
		b = append(b, `</w:trPr>`...)
		keep := keepWithNextRow(t, row)
		for col := 0; col < columns; {
			c := owner[row*columns+col]
			if b, err = w.appendCell(b, t, c, row, widths[col:col+c.ColSpan], keep, form); err != nil {
				return nil, err
			}
			col += c.ColSpan
		}
		b = append(b, `</w:tr>`...)
	}
	return append(b, `</w:tbl>`...), nil
}

// keepWithNextRow reports whether a page may not break below the row: the table is wanted on one page, the rows are of
// one group, or the row belongs to the header. A word processor takes w:keepNext in a row's paragraphs as "keep with
// the next row" (17.3.1.15); in the last row it would tie the table to the text behind it.
func keepWithNextRow(t *document.Table, row int) bool {
	if row+1 >= t.Rows {
		return false
	}
	return t.Whole || row < t.HeaderRows || t.SplitBefore != nil && !slices.Contains(t.SplitBefore, row+1)
}

// tableLook says which parts of the table are special (17.4.56): the first row where it is a header, and the first column.
func tableLook(header bool) string {
	if header {
		return `<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	}
	return `<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
}

// appendNames appends the table's accessible title and description (17.4.41, 17.4.46), which are for people only; which table it
// is stands in a bookmark.
func appendNames(b []byte, t *document.Table) []byte {
	if t.Caption != "" {
		b = append(b, `<w:tblCaption w:val="`...)
		b = xmltext.Append(b, t.Caption)
		b = append(b, `"/>`...)
	}
	if t.Description != "" {
		b = append(b, `<w:tblDescription w:val="`...)
		b = xmltext.Append(b, t.Description)
		b = append(b, `"/>`...)
	}
	return b
}

// appendCell appends the w:tc of a cell in one of its rows: the cell itself in its first, a continuation below.
func (w *Writer) appendCell(b []byte, t *document.Table, c *document.Cell, row int, widths []int, keep bool, cells *cellForm) ([]byte, error) {
	width := 0
	for _, n := range widths {
		width += n
	}
	b = append(b, `<w:tc><w:tcPr><w:tcW w:w="`...)
	b = strconv.AppendInt(b, int64(width), 10)
	b = append(b, `" w:type="dxa"/>`...)
	if c.ColSpan > 1 {
		b = append(b, `<w:gridSpan w:val="`...)
		b = strconv.AppendInt(b, int64(c.ColSpan), 10)
		b = append(b, `"/>`...)
	}
	first := row == c.Row
	switch {
	case c.RowSpan > 1 && first:
		b = append(b, `<w:vMerge w:val="restart"/>`...)
	case !first:
		b = append(b, `<w:vMerge/>`...)
	}
	b = append(b, `<w:vAlign w:val="center"/></w:tcPr>`...)
	f := form{role: c.Role, size: t.Size, keepNext: keep}
	if f.role == document.None {
		f.role = document.Label
	}
	var err error
	written := false
	if first {
		mark := ""
		if c.Row == 0 && c.Col == 0 {
			mark = names.Bookmark(t)
		}
		for _, p := range c.Paragraphs {
			own := f
			if p.Role != document.None {
				own.role = p.Role
			}
			own.bookmark, mark = mark, ""
			own.control, own.number = cells.bind(t, c)
			b = w.appendParagraph(b, p, own)
			written = true
		}
		for _, inner := range c.Tables {
			if inner.Rows == 0 && len(inner.Cells) == 0 {
				continue
			}
			if b, err = w.appendTable(b, inner, nil); err != nil {
				return nil, err
			}
			written = false // a cell must end in a paragraph (17.4.65)
		}
	}
	if !written {
		b = w.appendParagraph(b, &document.Paragraph{}, f)
	}
	return append(b, `</w:tc>`...), nil
}

// share cuts a width into equal columns whose sum is exact.
func share(total, columns int) []int {
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = total*(i+1)/columns - total*i/columns
	}
	return widths
}
