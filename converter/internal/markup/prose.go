package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// readProse reads the lines between the tables in the dialect that the text has given evidence of. Tags are read in every
// text, because nothing else looks like them; all other marks only where there is a dialect, so that a # in plain prose
// stays a #.
func readProse(m *limit.Meter, blocks []document.Block, seen map[string]int) (asides []document.Aside) {
	var lines []document.Line
	for _, b := range blocks {
		if l, ok := b.(*document.Loose); ok && lines == nil {
			lines = slices.Clip(l.Lines) // as a rule there is no other
		} else if ok {
			lines = append(lines, l.Lines...)
		}
	}
	d := dialectOf(m, lines, seen)
	for _, b := range blocks {
		if l, ok := b.(*document.Loose); ok && m.Err() == nil {
			l.Lines = tagged(m, l.Lines)
			if d != nil {
				asides = append(asides, d.lines(m, l.Lines)...)
			}
		}
	}
	return asides
}

// headed are the dialects that headings give away, in the order of how sure they are.
var headed = []*dialect{&jiraText, &markdown, &wiki, &asciidoctor, &tex, &restructured}

// dialectOf returns the dialect of a text: that of its tables, else that of two headings or more; nil for none.
func dialectOf(m *limit.Meter, lines []document.Line, seen map[string]int) *dialect {
	count := map[*dialect]int{}
	setext := 0
	for i := range lines {
		if !m.Step(1 + len(lines[i].Text)/32) {
			return nil
		}
		for _, d := range headed {
			s := strings.TrimLeft(lines[i].Text, " \t")
			if s == "" || !strings.Contains("#=h\\.", s[:1]) || s[0] == '.' && !strings.HasPrefix(s, ".. ") {
				break // no heading of any of them begins so; .title of AsciiDoc is too little, style sheets have such lines
			}
			if _, level := d.heading(lines[i].Text); level > 0 {
				count[d]++
				break
			}
		}
		if i > 0 && underline(lines[i-1].Text, lines[i].Text) {
			setext++
		}
	}
	var best *dialect
	most := 0
	for name, d := range spoken {
		if n := seen[name]; n > most || n == most && n > 0 && name < best.name {
			best, most = d, n
		}
	}
	if best != nil && best != &markdown {
		return best // HTML tables stand in Textile and in wikis too; their own tables say more
	}
	for _, d := range headed {
		if count[d] > 1 || count[d] == 1 && best == d {
			return d
		}
	}
	switch {
	case best != nil:
		return best
	case setext > 1 || setext == 1 && seen["grid"]+seen["dashes"] > 0:
		return &restructured
	case count[&markdown] == 1 && firstIsHeading(lines):
		return &markdown
	}
	return nil
}

// firstIsHeading reports whether the first line with text is a heading of Markdown, with an empty line below as those who
// write Markdown have it.
func firstIsHeading(lines []document.Line) bool {
	for i := range lines {
		if !emptyLine(lines[i].Text) {
			_, level := atx(lines[i].Text)
			return level == 1 && i+1 < len(lines) && emptyLine(lines[i+1].Text)
		}
	}
	return false
}

// underline reports whether a line of one repeated sign is drawn under a heading (CommonMark 4.3, and sections of
// reStructuredText): as long as the text above it, or nearly.
func underline(above, line string) bool {
	s := strings.TrimRight(line, " \t")
	if len(s) < 3 || !strings.Contains("=-~^\"'*+#`:.", s[:1]) || strings.Trim(s, s[:1]) != "" {
		return false
	}
	text := chars.TrimSpace(above)
	wide := 0
	for _, r := range text {
		wide += displayWidth(r)
	}
	return wide > 1 && len(s) >= utf8.RuneCountInString(text) && len(s) <= wide+3 && strings.Trim(text, text[:1]) != ""
}

// lines reads the lines of one block, and returns what of them was markup.
func (d *dialect) lines(m *limit.Meter, lines []document.Line) (asides []document.Aside) {
	for i := range lines {
		line := lines[i].Text
		if !m.Step(1 + len(line)/16) {
			return nil
		}
		if emptyLine(line) || strings.ContainsAny(line, "\t|") {
			continue // cells that lost their table are for who reads loose text
		}
		text := line
		if h, level := d.heading(line); level > 0 {
			text = h
		} else if i > 0 && (d == &markdown || d == &restructured) && underline(lines[i-1].Text, line) || d.only != nil && d.only(line) {
			lines[i] = document.Line{Number: lines[i].Number}
			asides = appendLost(asides, lines[i].Number, line, "")
			continue
		}
		if text == line {
			text = d.unlisted(line)
		}
		body := strings.TrimLeft(text, " \u3000\u00a0\u2003")
		if printed := d.printed(body); printed != body || text != line {
			indent := text[:len(text)-len(body)]
			lines[i] = retold(&lines[i], indent+printed, before(line, body))
			asides = appendLost(asides, lines[i].Number, line, printed)
		}
	}
	return asides
}

// before counts the characters of a line before its body.
func before(line, body string) int {
	if at := strings.Index(line, body); at > 0 {
		return utf8.RuneCountInString(line[:at])
	}
	return 0
}

// printed returns a line in the notation of report.Paragraph.
func (d *dialect) printed(s string) string {
	if d == &tex {
		return report.Canonical(untex(s))
	}
	var spans []report.Span
	for _, r := range d.runs(s + "\n") { // a break at the line's end is one
		spans = append(spans, report.Span{Text: strings.ReplaceAll(r.Text, "\n", ""), Bold: r.Bold})
	}
	return report.Paragraph(spans)
}

// unlisted takes the mark of a list item off a line. A dash before a figure is its sign.
func (d *dialect) unlisted(line string) string {
	s := strings.TrimLeft(line, " ")
	if d == &tex {
		if rest, ok := strings.CutPrefix(s, `\item `); ok {
			return strings.TrimSpace(rest)
		}
		return line
	}
	n := 0
	for n < len(s) && n < 6 && strings.IndexByte(d.bullets, s[n]) >= 0 {
		n++
	}
	if n == 0 || n == len(s) || s[n] != ' ' {
		return line
	}
	rest := strings.TrimLeft(s[n:], " ")
	if rest == "" || isNumber(strings.TrimRight(rest, " ")) {
		return line
	}
	return rest
}

// retold is a line with another text; its tokens stand as many characters further right as were taken off before them.
func retold(l *document.Line, text string, shift int) document.Line {
	tokens := document.Tokenize(text, len(text)+1)
	indent := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " \u3000\u00a0\u2003"))
	for i := range tokens {
		tokens[i].Column += max(shift-indent, 0)
	}
	return document.Line{Number: l.Number, Text: text, Tokens: tokens}
}
