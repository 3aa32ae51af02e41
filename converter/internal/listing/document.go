package listing

import (
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// The bounds of printed tables. A row of longer cells is printed as several, so that it fits a page; a table of more rows as several.
const (
	longestPrinted = 480 // characters of a cell
	mostPrinted    = 1000
)

// Document is the listing as a document for paper, in a style of package style.
func (l *Listing) Document(s *style.Style) *document.Document {
	d := &document.Document{Title: l.Title}
	add := func(role document.Role, text string) {
		d.Blocks = append(d.Blocks, &document.Paragraph{Role: role, Runs: []document.Run{{Text: text}}, KeepNext: s.Of(role).KeepNext})
	}
	add(document.Title, l.Title)
	for _, t := range l.Lines {
		add(document.Body, t)
	}
	for i := range l.Sections {
		section := &l.Sections[i]
		if section.Screen {
			continue
		}
		add(document.Section, section.Heading)
		for _, t := range section.Lines {
			add(document.Body, t)
		}
		rows := section.printed()
		if above, ok := d.Blocks[len(d.Blocks)-1].(*document.Paragraph); ok && len(rows) > 0 {
			above.After, above.KeepNext = s.Table.Gap, true
		}
		for len(rows) > 0 {
			n := min(len(rows), mostPrinted)
			d.Blocks = append(d.Blocks, section.table(rows[:n], s))
			rows = rows[n:]
		}
	}
	return d
}

// printed returns the rows with long cells cut into several.
func (s *Section) printed() []Row {
	var all []Row
	for i := range s.Rows {
		r := &s.Rows[i]
		if s.isHeading(r) {
			all = append(all, *r)
			continue
		}
		pieces := make([][]Cell, len(r.Cells))
		n := 1
		for k, c := range r.Cells {
			pieces[k] = c.pieces(longestPrinted)
			n = max(n, len(pieces[k]))
		}
		for at := range n {
			row := Row{Cells: make([]Cell, len(r.Cells)), Mark: r.Mark}
			for k := range pieces {
				if at < len(pieces[k]) {
					row.Cells[k] = pieces[k][at]
				}
			}
			all = append(all, row)
		}
	}
	return all
}

// pieces cuts a cell behind so many characters each.
func (c Cell) pieces(most int) []Cell {
	var all []Cell
	var piece []Run
	left := most
	for _, r := range c.Runs {
		text := []rune(r.Text)
		for len(text) > 0 {
			n := min(len(text), left)
			piece = append(piece, Run{string(text[:n]), r.Side})
			text = text[n:]
			if left -= n; left == 0 {
				all = append(all, Cell{Runs: piece})
				piece, left = nil, most
			}
		}
	}
	if piece != nil || all == nil {
		all = append(all, Cell{Runs: piece})
	}
	return all
}

func (s *Section) table(rows []Row, house *style.Style) *document.Table {
	t := &document.Table{Caption: s.Heading, Rows: len(rows) + 1, HeaderRows: 1, Size: house.Table.Sizes[0]}
	shares, room, before, sum := 0, house.Page.TextWidth(), 0, 0
	for _, c := range s.Columns {
		shares += c.Share
	}
	for i, c := range s.Columns {
		sum += c.Share
		width := room*sum/shares - before
		before += width
		t.Columns = append(t.Columns, width)
		t.Cells = append(t.Cells, printedCell(0, i, 1, document.Header, Text(c.Name)))
	}
	for i := range rows {
		if s.isHeading(&rows[i]) {
			t.Cells = append(t.Cells, printedCell(i+1, 0, len(s.Columns), document.Header, rows[i].Cells[0]))
			continue
		}
		for k, c := range rows[i].Cells {
			role := document.Label
			if s.Columns[k].Figure {
				role = document.Number
			}
			t.Cells = append(t.Cells, printedCell(i+1, k, 1, role, c))
		}
	}
	return t
}

// printedCell shows what one side alone has in bold.
func printedCell(row, col, span int, role document.Role, c Cell) document.Cell {
	p := &document.Paragraph{Role: role}
	for _, r := range c.Runs {
		p.Runs = append(p.Runs, document.Run{Text: r.Text, Bold: r.Side != Both})
	}
	return document.Cell{Row: row, Col: col, RowSpan: 1, ColSpan: span, Role: role, Paragraphs: []*document.Paragraph{p}}
}
