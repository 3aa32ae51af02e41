package webpage

import (
	"strconv"

	"nianbao/converter/internal/document"
)

// table writes a table with its merged cells. Header cells say for what: a row of nothing but headers heads columns,
// a header beside figures heads its row.
func (w *writer) table(t *document.Table, depth int) {
	if !w.fragment && depth == 0 {
		// Fifteen columns do not fit a telephone; there the table scrolls by itself, with the keyboard as well.
		w.raw(`<div class="scroll" role="region" tabindex="0"`)
		if t.Caption != "" {
			w.attribute("aria-label", t.Caption)
		}
		w.raw(">\n")
	}
	w.raw("<table")
	if t.Key != "" {
		w.attribute(markTable, t.Key)
	}
	if t.Edition != "" {
		w.attribute(markEdition, t.Edition)
	}
	w.raw(">\n")
	if t.Caption != "" {
		w.raw("<caption>")
		w.lines(t.Caption)
		w.raw("</caption>\n")
	}
	w.columns(t)
	figures := make([]bool, t.Rows)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Role == document.Number && c.Row >= 0 && c.Row < t.Rows {
			figures[c.Row] = true
		}
	}
	head := headRows(t)
	if head > 0 {
		w.raw("<thead>\n")
	} else {
		w.raw("<tbody>\n")
	}
	next := 0
	for row := range t.Rows {
		if row == head && row > 0 {
			w.raw("</thead>\n<tbody>\n")
		}
		w.raw("<tr>")
		for ; next < len(t.Cells) && t.Cells[next].Row <= row; next++ {
			w.cell(&t.Cells[next], figures[row], depth)
		}
		w.raw("</tr>\n")
	}
	if head > 0 && head == t.Rows {
		w.raw("</thead>\n</table>\n")
	} else {
		w.raw("</tbody>\n</table>\n")
	}
	if !w.fragment && depth == 0 {
		w.raw("</div>\n")
	}
}

// columns writes the columns' shares of the width, which only a whole page may style.
func (w *writer) columns(t *document.Table) {
	total := 0
	for _, c := range t.Columns {
		total += c
	}
	if w.fragment || total <= 0 {
		return
	}
	w.raw("<colgroup>")
	for _, c := range t.Columns {
		tenths := (c*1000 + total/2) / total
		w.raw(`<col style="width:` + strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + `%">`)
	}
	w.raw("</colgroup>\n")
}

// headRows returns how many rows make the table's head: those that the document repeats on each page, unless a cell
// spans out of them, which HTML does not allow.
func headRows(t *document.Table) int {
	head := min(max(t.HeaderRows, 0), t.Rows)
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row < head && c.Row+c.RowSpan > head {
			return 0
		}
	}
	return head
}

// maxWritten is how deep tables in tables are written.
const maxWritten = 8

// cell writes a cell. besides says that there are figures in its row.
func (w *writer) cell(c *document.Cell, besides bool, depth int) {
	tag := "td"
	if c.Role == document.Header || c.Role == document.Label {
		tag = "th"
	}
	w.raw("<" + tag)
	if tag == "th" {
		scope := "col"
		if besides {
			scope = "row"
		}
		w.attribute("scope", scope)
	}
	if c.RowSpan > 1 {
		w.attribute("rowspan", strconv.Itoa(c.RowSpan))
	}
	if c.ColSpan > 1 {
		w.attribute("colspan", strconv.Itoa(c.ColSpan))
	}
	if c.Role == document.Label {
		w.attribute(markRole, c.Role.String())
	}
	w.raw(">")
	for i, p := range c.Paragraphs {
		if len(c.Paragraphs) == 1 {
			w.runs(p.Runs)
			break
		}
		if i == 0 {
			w.raw("\n")
		}
		w.raw("<p>")
		w.runs(p.Runs)
		w.raw("</p>\n")
	}
	if depth < maxWritten {
		for _, t := range c.Tables {
			w.table(t, depth+1)
		}
	}
	w.raw("</" + tag + ">")
}
