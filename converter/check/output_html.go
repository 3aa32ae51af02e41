package check

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// HTML renders the report with its findings as one page that needs nothing else: no script, no font, no picture and no
// address. Everything taken from the report is escaped. Each finding is numbered, and the number stands at the cells
// and words concerned, so that nothing is told by colour alone.
func HTML(rep *report.Report, result Result, lang diag.Lang) []byte {
	return Official().HTML(rep, result, lang)
}

// HTML is the function HTML for other editions.
func (c *Checker) HTML(rep *report.Report, result Result, lang diag.Lang) []byte {
	p := &page{c: c, rep: rep, result: result, lang: lang, w: wordsIn(lang), cells: map[cellID][]mark{}}
	p.collect()
	p.head()
	p.progress()
	p.findings()
	p.reviewed()
	if rep != nil && len(c.editions.Editions) > 0 {
		p.report()
	}
	p.add("</main>\n</body>\n</html>\n")
	return []byte(p.b.String())
}

// page is an HTML page being written.
type page struct {
	b      strings.Builder
	c      *Checker
	rep    *report.Report
	result Result
	lang   diag.Lang
	w      words
	cells  map[cellID][]mark
}

// mark is a finding at a cell.
type mark struct {
	number int // of the finding, from 1
	main   bool
}

func (p *page) add(parts ...string) {
	for _, s := range parts {
		p.b.WriteString(s)
	}
}

func esc(s string) string { return html.EscapeString(s) }

// collect finds out which findings stand at which cells. Information about blank cells is not repeated at each of them.
func (p *page) collect() {
	for i, f := range p.result.Findings {
		if f.Severity == diag.Information {
			continue
		}
		put := func(o Operand, main bool) {
			id := cellID{o.Table, o.Key}
			if o.Current() && !slices.ContainsFunc(p.cells[id], func(m mark) bool { return m.number == i+1 }) {
				p.cells[id] = append(p.cells[id], mark{i + 1, main})
			}
		}
		for _, o := range f.Right {
			put(o, true)
		}
		if f.Hint != nil { // the cell that the slip was made in is marked like the sum that shows it
			for _, c := range f.Hint.Cells {
				put(Operand{Path: "", Table: c.Table, Key: c.Key}, true)
			}
		}
		for _, o := range f.Left {
			put(o, len(f.Right) == 0)
		}
	}
}

const pageStyle = `body{margin:0;font:16px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#1b1b1b;background:#fff}
main{max-width:76rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.25rem;border-bottom:1px solid #999}h3{font-size:1.05rem}
li{margin:.5rem 0;padding:.3rem .6rem;border-left:.35rem solid #777}
li.error{border-color:#b00020}li.warning{border-color:#8a5a00}li.information{border-color:#00557a}
li strong{margin-right:.4rem}.error>strong{color:#b00020}.warning>strong{color:#7a4f00}.information>strong{color:#00557a}
code{font-size:.85em;color:#444}.hint{color:#1d5e20}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:.6rem 0;font-size:.85rem}
caption{text-align:left;font-weight:bold}th,td{border:1px solid #555;padding:.15rem .4rem;text-align:center}
th{background:#f0f2f5;font-weight:normal}td.error{background:#ffd9de;outline:2px solid #b00020;outline-offset:-2px}
td.warning{background:#fff0cc;outline:2px dashed #8a5a00;outline-offset:-2px}td.part{background:#fbf3e4}
mark{background:#fff0cc}sup a{margin-left:.15rem}a:focus{outline:3px solid #00557a}li:target,td:target{box-shadow:0 0 0 3px #00557a}
@media print{main{max-width:none}.scroll{overflow:visible}}`

func (p *page) head() {
	lang := "zh-CN"
	if p.lang == diag.English {
		lang = "en"
	}
	name := strings.TrimSpace(p.result.Organization + " " + p.result.yearText(p.w))
	p.add(`<!DOCTYPE html>`, "\n", `<html lang="`, lang, `">`, "\n<head>\n", `<meta charset="utf-8">`, "\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`, "\n",
		"<title>", esc(strings.TrimSpace(p.w.title+" "+clean(name))), "</title>\n<style>", pageStyle, "</style>\n</head>\n<body>\n<main>\n",
		"<h1>", esc(p.w.title), "</h1>\n")
	if name != "" {
		p.add(`<p lang="zh-CN">`, esc(clean(name)), "</p>\n")
	}
	p.add("<p>", esc(p.result.summary(p.w)), "</p>\n")
}

// progress says what became of an earlier round's findings.
func (p *page) progress() {
	if p.result.Progress == nil {
		return
	}
	lines := p.result.Progress.text(p.lang)
	p.add(`<section aria-labelledby="since">`, "\n", `<h2 id="since">`, esc(p.w.since), "</h2>\n<p>", esc(lines[0]), "</p>\n")
	if len(lines) > 1 {
		p.add("<ul>\n")
		for _, line := range lines[1:] {
			p.add(`<li class="corrected">`, esc(line), "</li>\n")
		}
		p.add("</ul>\n")
	}
	p.add("</section>\n")
}

// reviewed lists what a person has checked, with the reasons.
func (p *page) reviewed() {
	if len(p.result.Reviewed) == 0 {
		return
	}
	p.add(`<section aria-labelledby="reviewed">`, "\n", `<h2 id="reviewed">`, esc(p.w.reviewed), "</h2>\n<ul>\n")
	for _, f := range p.result.Reviewed {
		p.add(`<li class="reviewed">`, esc(f.Message(p.lang)), " <code>", esc(f.Rule), "</code><br>", esc(p.w.reason), esc(p.w.colon), esc(clean(f.Reason)), "</li>\n")
	}
	p.add("</ul>\n</section>\n")
}

func (p *page) findings() {
	p.add(`<section aria-labelledby="findings">`, "\n", `<h2 id="findings">`, esc(p.w.findings), "</h2>\n")
	if len(p.result.Findings) == 0 {
		p.add("<p>", esc(p.w.none), "</p>\n</section>\n")
		return
	}
	p.add("<ol>\n")
	for i, f := range p.result.Findings {
		severity := f.Severity.String()
		p.add(`<li id="f`, strconv.Itoa(i+1), `" class="`, severity, `"><strong>`, esc(f.Severity.In(p.lang)), "</strong>",
			esc(f.Message(p.lang)), " <code>", esc(f.Rule), "</code>")
		if f.Since != "" {
			p.add(` <em class="`, string(f.Since), `">`, esc(f.Since.In(p.lang)), "</em>")
		}
		if f.Place.Line > 0 {
			p.add(" ", esc(p.w.open), esc(strings.ReplaceAll(p.w.line, "{n}", strconv.Itoa(f.Place.Line))), esc(p.w.close))
		}
		if target := p.target(f); target != "" {
			p.add(` <a href="#`, target, `">`, esc(p.w.toCell), "</a>")
		}
		if f.Distance != "" {
			p.add("<br>", esc(side(f.Left, p.w)), " ≠ ", esc(side(f.Right, p.w)))
		}
		if f.Inferred {
			p.add("<br>", esc(p.w.inferred))
		}
		if f.Hint != nil {
			p.add(`<br><span class="hint">`, esc(p.w.hint), esc(p.w.colon), esc(f.Hint.Message(p.lang)), "</span>")
		}
		p.add("</li>\n")
	}
	p.add("</ol>\n</section>\n")
}

// target is the id of the place that a finding points at, "" for none.
func (p *page) target(f Finding) string {
	switch {
	case p.rep == nil:
		return ""
	case f.Place.Row != "" && f.Place.Col != "" && p.rep.Tables[f.Place.Table] != nil:
		return cellAnchor(f.Place.Table, report.Key{Row: f.Place.Row, Col: f.Place.Col})
	case f.Quote != "" && f.Place.Section != "" && f.Paragraph < len(p.rep.Prose[f.Place.Section]):
		return paragraphAnchor(f.Place.Section, f.Paragraph)
	}
	return ""
}

// Keys come from the editions, but a report may hold others: whatever stands in an id is escaped.
func cellAnchor(table string, k report.Key) string {
	return esc("c-" + table + "-" + k.Row + "-" + k.Col)
}

func paragraphAnchor(section string, i int) string { return esc(fmt.Sprintf("p-%s-%d", section, i)) }

func (p *page) report() {
	own := p.c.editions.Get(p.rep.Format)
	if own == nil {
		own = p.c.editions.Editions[0]
	}
	title := p.rep.Title
	if title == "" {
		title = own.TitleOf(p.rep.Organization, p.rep.Year)
	}
	p.add(`<section aria-labelledby="report" lang="zh-CN">`, "\n", `<h2 id="report">`, esc(p.w.report), p.w.colon, esc(title), "</h2>\n")
	for _, s := range own.Sections {
		if s.Heading != "" {
			p.add("<h3>", esc(s.Heading), "</h3>\n")
		}
		if s.Table == "" {
			p.prose(s)
			continue
		}
		notes := p.rep.Notes[s.Table]
		p.paragraphs(notes.Above)
		if p.rep.Tables[s.Table] == nil {
			p.add("<p>", esc(p.w.noReport), "</p>\n")
		} else {
			p.table(s.Table)
		}
		p.paragraphs(notes.Below)
	}
	p.paragraphs(p.rep.Attachments)
	p.paragraphs([]string{p.rep.Signature, p.rep.Date})
	p.paragraphs(slices.Concat(p.rep.Annotation, p.rep.Imprint))
	p.add("</section>\n")
}

func (p *page) paragraphs(list []string) {
	for _, text := range list {
		if text != "" {
			p.add("<p>", esc(report.Plain(text)), "</p>\n")
		}
	}
}

func (p *page) prose(s *edition.Section) {
	for i, text := range p.rep.Prose[s.Key] {
		p.add(`<p id="`, paragraphAnchor(s.Key, i), `">`, p.marked(s.Key, i, report.Plain(text)), "</p>\n")
	}
}

// marked returns a paragraph with the quotes of its findings marked and numbered.
func (p *page) marked(section string, index int, text string) string {
	type span struct{ from, to, number int }
	var spans []span
	for i, f := range p.result.Findings {
		if f.Place.Section != section || f.Paragraph != index || f.Quote == "" {
			continue
		}
		if from, to, ok := Locate(text, f.Quote); ok {
			at := len(spans)
			for at > 0 && spans[at-1].from > from {
				at--
			}
			spans = append(spans[:at], append([]span{{from, to, i + 1}}, spans[at:]...)...)
		}
	}
	var b strings.Builder
	done := 0
	for _, s := range spans {
		if s.from >= done {
			b.WriteString(esc(text[done:s.from]) + "<mark>" + esc(text[s.from:s.to]) + "</mark>")
			done = s.to
		}
		b.WriteString(p.reference(s.number))
	}
	return b.String() + esc(text[done:])
}

// reference is the number of a finding as a link to it.
func (p *page) reference(n int) string {
	number := strconv.Itoa(n)
	return `<sup><a href="#f` + number + `" aria-label="` + esc(strings.ReplaceAll(p.w.number, "{n}", number)) + `">` + number + "</a></sup>"
}

func (p *page) table(key string) {
	format, _, _ := contract.TableFormat(p.rep, p.c.editions.Vocabulary(), key)
	e := p.c.editions.Get(format)
	if e == nil || e.Table(key) == nil {
		return
	}
	t := e.Table(key)
	p.add(`<div class="scroll" tabindex="0" role="region" aria-label="`, esc(t.Caption), `"><table>`, "\n<caption>", esc(t.Caption), "</caption>\n")
	row := -1
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row != row {
			if row >= 0 {
				p.add("</tr>\n")
			}
			// A row that is covered by cells from above has none of its own, but must be there for their spans.
			for row++; row < c.Row; row++ {
				p.add("<tr></tr>\n")
			}
			p.add("<tr>")
		}
		p.cell(key, t, c)
	}
	p.add("</tr>\n</table></div>\n")
}

func (p *page) cell(table string, t *edition.Table, c *edition.Cell) {
	spans := ""
	if c.RowSpan > 1 {
		spans += ` rowspan="` + strconv.Itoa(c.RowSpan) + `"`
	}
	if c.ColSpan > 1 {
		spans += ` colspan="` + strconv.Itoa(c.ColSpan) + `"`
	}
	if !c.IsData() {
		scope := "row"
		if c.Row < t.HeaderRows || c.Col > 0 && t.HeaderRows == 0 {
			scope = "col"
		}
		p.add(`<th scope="`, scope, `"`, spans, ">", esc(c.Text), "</th>")
		return
	}
	marks := p.cells[cellID{table, c.Key()}]
	class := ""
	for _, m := range marks {
		worse := "part"
		if m.main {
			worse = p.result.Findings[m.number-1].Severity.String()
		}
		if class == "" || class == "part" || class == "warning" && worse == "error" {
			class = worse
		}
	}
	if class != "" {
		class = ` class="` + class + `"`
	}
	p.add(`<td id="`, cellAnchor(table, c.Key()), `"`, class, spans, ">", esc(p.rep.Tables[table][c.Key()].String()))
	for _, m := range marks {
		if m.main {
			p.add(p.reference(m.number))
		}
	}
	p.add("</td>")
}
