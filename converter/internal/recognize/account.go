package recognize

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// The account: what became of every line. Whoever makes an item a part of the report says so (became); what nobody took is
// left out and named in a message. So forgetting to say it gives a message too many, never a line lost in silence.

// fate is what became of an item.
type fate struct {
	part    report.Part
	section string
}

// numbered gives the items of a document their numbers.
func numbered(items []item) []item {
	for i := range items {
		items[i].at = i
	}
	return items
}

// became notes what items became. Numbers of pages, rules and tables that stand between them did not.
func (r *recognizer) became(part report.Part, section string, items []item) {
	for i := range items {
		if it := &items[i]; it.table == nil && !passing(it) {
			r.note(it.at-r.items[0].at, fate{part, section})
		}
	}
}

// fatesOf returns room for what becomes of so many items: one thing of nearly each.
func fatesOf(n int) [][]fate {
	fates, room := make([][]fate, n), make([]fate, n)
	for i := range fates {
		fates[i] = room[i : i : i+1]
	}
	return fates
}

func (r *recognizer) note(at int, f fate) {
	if !slices.Contains(r.fates[at], f) {
		r.fates[at] = append(r.fates[at], f)
	}
}

// joinAs is joinProse for items that become a part of the report.
func (r *recognizer) joinAs(part report.Part, section string, items []item) prose {
	r.became(part, section, items)
	return r.joinProse(items)
}

// account lists the lines with what became of them, and says which were left out.
func (r *recognizer) account(o outline) {
	for _, h := range o.headings {
		r.note(h.item, fate{report.InHeading, r.names[h.section].key})
	}
	for _, at := range slices.Concat(o.contents, o.behind) {
		r.note(at, fate{report.OfContents, ""})
	}
	loose := map[int][][]string{} // figures in no cell, by item and row
	for _, s := range r.names {
		if p := r.placed[s.table]; p != nil {
			r.accountTable(s.table, p, loose)
		}
	}
	r.evidence.Lines = make([]report.Line, 0, linesIn(r.items))
	for i := range r.items {
		it := &r.items[i]
		switch {
		case len(r.fates[i]) > 0 || it.blank():
		case it.table != nil && !says(it.table):
			r.note(i, fate{report.OfMarkup, ""})
		case it.running, it.table == nil && table.PageMark(it.plain):
			r.note(i, fate{report.OfPage, ""})
		case it.table == nil && !strings.ContainsFunc(it.plain, sayable):
			r.note(i, fate{report.OfMarkup, ""})
		default:
			r.note(i, fate{report.LeftOut, ""})
		}
		for _, f := range r.fates[i] {
			r.evidence.Lines = appendLines(r.evidence.Lines, it, f, loose[i])
		}
	}
	r.evidence.Lines = withAsides(r.evidence.Lines, r.doc.Asides)
	r.leftOut()
	for _, a := range r.doc.Asides {
		if a.Part == report.LeftOut {
			r.found = append(r.found, diag.New("text-left-out", diag.Place{Line: a.Place.Line, Column: a.Place.Column}, "n", 1, "text", excerpt(a.Text)))
		}
	}
}

// withAsides puts what the reader left out among the lines, by its place; in formats without lines, behind them.
func withAsides(lines []report.Line, asides []document.Aside) []report.Line {
	for _, a := range asides {
		l := report.Line{Line: a.Place.Line, Column: a.Place.Column, Text: a.Text, Part: a.Part}
		lines = append(lines, l)
	}
	if len(asides) > 0 && len(lines) > 0 && lines[0].Line > 0 {
		slices.SortStableFunc(lines, func(a, b report.Line) int { return cmp.Compare(a.Line, b.Line) })
	}
	return lines
}

// sayable reports whether a character says something: a letter, a digit, a figure like ① or ½.
func sayable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// says reports whether anything stands in a table.
func says(t *document.Table) bool {
	return slices.ContainsFunc(t.Cells, func(c document.Cell) bool {
		return strings.ContainsFunc(c.Text(), sayable) || slices.ContainsFunc(c.Tables, says)
	})
}

// appendLines appends the lines of an item: one, or one a row of a table.
func appendLines(lines []report.Line, it *item, f fate, loose [][]string) []report.Line {
	base := report.Line{Line: it.line, Column: it.column, Block: it.block + 1, Part: f.part, Section: f.section}
	if it.table == nil {
		base.Text = it.plain
		if f.part == report.InTable && len(loose) > 0 {
			base.Figures = loose[0]
		}
		return append(lines, base)
	}
	cells := it.table.Cells
	if it.table.Caption != "" {
		l := base
		l.Text, l.Figures = it.table.Caption, digitRuns(it.table.Caption)
		lines = append(lines, l)
	}
	var words []string
	for from := 0; from < len(cells); {
		l, row := base, cells[from].Row
		words = words[:0]
		for ; from < len(cells) && cells[from].Row == row; from++ {
			if p := cells[from].Place; p.Line > 0 && len(words) == 0 {
				l.Line, l.Column = p.Line, p.Column
			}
			words = appendWords(words, &cells[from])
		}
		if len(words) == 0 {
			continue
		}
		l.Text = strings.Join(words, " ")
		if f.part == report.InTable && row < len(loose) {
			l.Figures = loose[row]
		}
		lines = append(lines, l)
	}
	return lines
}

// linesIn returns about how many lines items are.
func linesIn(items []item) int {
	n := len(items)
	for i := range items {
		if t := items[i].table; t != nil {
			n += t.Rows
		}
	}
	return n
}

// linesOf lists items that all became the same.
func linesOf(items []item, part report.Part) []report.Line {
	var lines []report.Line
	for i := range items {
		if !items[i].blank() {
			lines = appendLines(lines, &items[i], fate{part, ""}, nil)
		}
	}
	return lines
}

// appendWords appends what stands in a cell, and in the tables within it.
func appendWords(words []string, c *document.Cell) []string {
	for word := range strings.FieldsSeq(c.Text()) {
		words = append(words, word)
	}
	for _, t := range c.Tables {
		for i := range t.Cells {
			words = appendWords(words, &t.Cells[i])
		}
	}
	return words
}

// leftOut says which lines were left out, those that stand together at once.
func (r *recognizer) leftOut() {
	left := func(i int) bool { return slices.Contains(r.fates[i], fate{report.LeftOut, ""}) }
	named, more, rest := 0, 0, 0 // stretches; lines of those behind, and the first of them
	for i := 0; i < len(r.items); i++ {
		if !left(i) {
			continue
		}
		first, last, n := i, i, 0
		for ; i < len(r.items) && (left(i) || r.items[i].blank()); i++ {
			if left(i) {
				last = i
				n++
			}
		}
		if named++; named <= mostNamed {
			r.found = append(r.found, r.nameLeftOut(r.items[first:last+1], n, first < len(r.parts[0].items)))
			continue
		}
		if more == 0 {
			rest = first
		}
		more += n
	}
	if more > 0 {
		r.found = append(r.found, diag.New("text-left-out", diag.Place{Line: r.items[rest].line}, "n", more, "text", excerpt(r.items[rest].plain)))
	}
}

// mostNamed is how many stretches of lines are named one by one; the evidence lists all of them.
const mostNamed = 20

// nameLeftOut says that the lines among items were left out: as what surrounds a text where none is a sentence, or, behind
// the first heading, a table.
func (r *recognizer) nameLeftOut(items []item, n int, front bool) diag.Diagnostic {
	code := diag.Code("frame-left-out")
	for i := range items {
		it := &items[i]
		if it.table != nil && !front || strings.ContainsAny(it.plain, sentenceMarks) ||
			utf8.RuneCountInString(it.plain) > longestTitleLine && strings.ContainsFunc(it.plain, chinese) {
			code = "text-left-out"
		}
	}
	text := items[0].plain
	if t := items[0].table; t != nil {
		for i := 0; i < len(t.Cells) && utf8.RuneCountInString(text) < 20; i++ {
			text = strings.TrimSpace(text + " " + strings.Join(strings.Fields(t.Cells[i].Text()), " "))
		}
	}
	return diag.New(code, diag.Place{Line: items[0].line, Column: items[0].column}, "n", n, "text", excerpt(text))
}

const sentenceMarks = "。；！？"
