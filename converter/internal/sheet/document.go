package sheet

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// Document lays the sheets one below the other. A row that says one thing is a paragraph where it stands before or behind the rows of a
// table, is a numbered heading, or is a sentence; else it is a row of the table, as the articles that the first table names are. A row in
// which nothing stands ends a table. Hidden rows and columns are left out and named. The document is nil where a table is larger than one
// may be.
func (b *Book) Document() (*document.Document, diag.List) {
	doc := &document.Document{}
	found := slices.Clone(b.Found)
	hidden := 0
	for _, s := range b.Sheets {
		rows, left := s.shown()
		hidden += left
		for _, block := range split(s, rows) {
			if !b.meter.Step(10) {
				return nil, append(found, b.meter.Refusal())
			}
			under, fault := b.block(doc, s, block)
			if fault != nil {
				return nil, append(found, *fault)
			}
			hidden += under
		}
	}
	if hidden > 0 {
		found = append(found, diag.New("sheet-hidden-cells", diag.Place{}, "count", hidden))
	}
	return doc, found
}

// shown returns the cells by rows, without hidden ones, and how many those are.
func (s *Sheet) shown() (rows [][]Cell, left int) {
	for _, c := range s.Cells {
		if s.hiddenRows[c.Row] || slices.ContainsFunc(s.hiddenCols, func(h [2]int) bool { return c.Col >= h[0] && c.Col <= h[1] }) {
			left++
			continue
		}
		if n := len(rows); n > 0 && rows[n-1][0].Row == c.Row {
			rows[n-1] = append(rows[n-1], c)
		} else {
			rows = append(rows, []Cell{c})
		}
	}
	return rows, left
}

var heading = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[` + numbering.Numerals + `]+、|（[` + numbering.Numerals + `]+）|第[` + numbering.Numerals + `]+部分)`)
})

// prose is how long a text is that is a sentence and no label.
const prose = 60

// alone reports whether a row is a paragraph wherever it stands.
func alone(row []Cell) bool {
	return len(row) == 1 && (heading().MatchString(row[0].Text) || len([]rune(row[0].Text)) > prose)
}

// lone reports whether a row says one thing, and that is no figure: a title, or who signs.
func lone(row []Cell) bool {
	if len(row) != 1 {
		return false
	}
	_, form := report.ParseCell(row[0].Text)
	return form == report.Words
}

// split divides rows into those of one block each: a paragraph, or a table.
func split(s *Sheet, rows [][]Cell) (blocks [][][]Cell) {
	for i := 0; i < len(rows); {
		if alone(rows[i]) {
			blocks = append(blocks, rows[i:i+1])
			i++
			continue
		}
		end := i + 1
		reach := []int{s.bottom(rows[i])} // the last row that the rows so far reach
		for end < len(rows) && !alone(rows[end]) && rows[end][0].Row <= s.bottom(rows[end-1])+1 {
			reach = append(reach, max(reach[end-i-1], s.bottom(rows[end])))
			end++
		}
		first, last := i, end
		for first < last && lone(rows[first]) {
			blocks = append(blocks, rows[first:first+1])
			first++
		}
		for last > first && lone(rows[last-1]) && s.spanOf(rows[last-1][0])[0] == 1 && (last-2 < i || reach[last-2-i] < rows[last-1][0].Row) {
			last--
		}
		if first < last {
			blocks = append(blocks, rows[first:last])
		}
		for ; last < end; last++ {
			blocks = append(blocks, rows[last:last+1])
		}
		i = end
	}
	return blocks
}

func (s *Sheet) spanOf(c Cell) [2]int {
	if span, ok := s.spans[[2]int{c.Row, c.Col}]; ok {
		return span
	}
	return [2]int{1, 1}
}

// bottom returns the last row that a cell of a row reaches.
func (s *Sheet) bottom(row []Cell) int {
	last := row[0].Row
	for _, c := range row {
		last = max(last, c.Row+s.spanOf(c)[0]-1)
	}
	return last
}

// block adds the rows of a block, and returns how many cells that say something lie under merged ones.
func (b *Book) block(doc *document.Document, s *Sheet, rows [][]Cell) (under int, fault *diag.Diagnostic) {
	place := document.Place{Line: rows[0][0].Row + 1}
	if len(rows) == 1 && len(rows[0]) == 1 {
		for line := range strings.SplitSeq(rows[0][0].Text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				b.meter.Paragraph()
				doc.Blocks = append(doc.Blocks, &document.Paragraph{Runs: []document.Run{{Text: line}}, Place: place})
			}
		}
		return 0, nil
	}
	first, last := rows[0][0].Row, s.bottom(rows[len(rows)-1])
	left, right := rows[0][0].Col, 0
	for _, row := range rows {
		for _, c := range row {
			left, right = min(left, c.Col), max(right, c.Col+s.spanOf(c)[1]-1)
			last = max(last, c.Row+s.spanOf(c)[0]-1)
		}
	}
	if right-left >= b.limits.TableColumns || last-first >= b.limits.TableRows {
		d := diag.New("office-limit", diag.Place{Line: place.Line}, "what", diag.Word("sheet-table"), "limit", b.limits.TableColumns)
		return 0, &d
	}
	// Places that a merge covers count as cells: it may claim any number of them.
	if b.count += (last - first + 1) * (right - left + 1); b.count > b.limits.TableCells {
		d := diag.New("office-limit", diag.Place{Line: place.Line}, "what", diag.Word("office-cells"), "limit", b.limits.TableCells)
		return 0, &d
	}
	t := &document.Table{Rows: last - first + 1, Columns: make([]int, right-left+1), Place: place, Flat: b.flat}
	for i := range t.Columns {
		t.Columns[i] = 1000
	}
	under = fill(t, s, rows, first, left)
	doc.Blocks = append(doc.Blocks, t)
	return under, nil
}

// fill fills a table: a cell for each place that no merge covers, empty ones too. It returns how many that say something are covered.
func fill(t *document.Table, s *Sheet, rows [][]Cell, first, left int) (under int) {
	taken := map[[2]int]bool{}
	text := map[[2]int]string{}
	for _, row := range rows {
		for _, c := range row {
			if c.Text != "" {
				text[[2]int{c.Row, c.Col}] = c.Text
			}
		}
	}
	for row := range t.Rows {
		for col := range t.Columns {
			at := [2]int{row + first, col + left}
			if taken[at] {
				continue
			}
			span, ok := s.spans[at]
			if !ok {
				span = [2]int{1, 1}
			}
			span = [2]int{min(span[0], t.Rows-row), min(span[1], len(t.Columns)-col)}
			span = free(taken, at, span)
			c := document.Cell{Row: row, Col: col, RowSpan: span[0], ColSpan: span[1], Place: document.Place{Line: at[0] + 1, Column: at[1] + 1}}
			if v := text[at]; v != "" {
				delete(text, at)
				for line := range strings.SplitSeq(v, "\n") {
					if line = strings.TrimSpace(line); line != "" {
						c.Paragraphs = append(c.Paragraphs, &document.Paragraph{Runs: []document.Run{{Text: line}}, Place: c.Place})
					}
				}
			}
			t.Cells = append(t.Cells, c)
		}
	}
	return len(text)
}

// free takes the places of a merge, as far as no other has them.
func free(taken map[[2]int]bool, at, span [2]int) [2]int {
	for y := range span[0] {
		for x := range span[1] {
			if taken[[2]int{at[0] + y, at[1] + x}] {
				span = [2]int{1, 1}
				taken[at] = true
				return span
			}
		}
	}
	for y := range span[0] {
		for x := range span[1] {
			taken[[2]int{at[0] + y, at[1] + x}] = true
		}
	}
	return span
}
