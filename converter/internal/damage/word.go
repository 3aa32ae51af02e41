package damage

import (
	"math/rand/v2"
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/style"
)

// renderWord makes a Word file of the document, as anybody's word processor might have.
func (d *doc) renderWord(r *rand.Rand) {
	out := &document.Document{}
	add := func(text string) {
		if text != "" {
			out.Blocks = append(out.Blocks, wordParagraph(text))
		}
	}
	spanned := d.form.name == "word"
	for _, p := range d.parts {
		add(p.heading)
		for _, text := range p.paragraphs {
			add(text)
		}
		if p.table != nil {
			if t := wordTable(p.table, spanned); t != nil {
				out.Blocks = append(out.Blocks, t)
			}
		}
		for _, text := range p.after {
			add(text)
		}
	}
	data, err := write.Document(out, style.Default())
	if err != nil {
		panic(err)
	}
	d.file = data
}

func wordParagraph(text string) *document.Paragraph {
	return &document.Paragraph{Runs: []document.Run{{Text: text}}}
}

// wordTable puts the rows into a grid without gaps: with their spans, or with an empty cell in each place that one covers.
func wordTable(t *table, spanned bool) *document.Table {
	columns := 1
	for _, row := range t.rows {
		for _, c := range row.cells {
			columns = max(columns, c.col+c.colspan)
		}
	}
	if len(t.rows) == 0 {
		return nil
	}
	taken := make([]bool, len(t.rows)*columns)
	out := &document.Table{Rows: len(t.rows)}
	put := func(row, col, rowspan, colspan int, text string) {
		c := document.Cell{Row: row, Col: col, RowSpan: rowspan, ColSpan: colspan, Paragraphs: []*document.Paragraph{{}}}
		if text != "" {
			c.Paragraphs[0] = wordParagraph(text)
		}
		for y := row; y < row+rowspan; y++ {
			for x := col; x < col+colspan; x++ {
				taken[y*columns+x] = true
			}
		}
		out.Cells = append(out.Cells, c)
	}
	room := func(row, col, rowspan, colspan int) bool {
		for y := row; y < row+rowspan; y++ {
			for x := col; x < col+colspan; x++ {
				if taken[y*columns+x] {
					return false
				}
			}
		}
		return true
	}
	for i, row := range t.rows {
		for _, c := range row.cells {
			down, across := min(c.rowspan, len(t.rows)-i), c.colspan
			if !spanned {
				down, across = 1, 1
			}
			for ; down > 1 && !room(i, c.col, down, across); down-- {
			}
			for ; across > 1 && !room(i, c.col, down, across); across-- {
			}
			if room(i, c.col, down, across) {
				put(i, c.col, down, across, c.text)
			}
		}
	}
	for i := range taken {
		if !taken[i] {
			put(i/columns, i%columns, 1, 1, "")
		}
	}
	slices.SortFunc(out.Cells, func(a, b document.Cell) int { return (a.Row-b.Row)*columns + a.Col - b.Col })
	return out
}
