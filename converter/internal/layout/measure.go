package layout

import (
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// block is a paragraph or table of known size.
type block struct {
	index     int // in the document
	paragraph *document.Paragraph
	form      *style.Paragraph
	from, to  int // lines
	height    Unit
	before    Unit // space above and below
	after     Unit
	keepNext  bool
	table     *grid
	where     where
	bookmark  string
	level     int
}

// measure turns every block of the document into lines and rows.
func (l *layouter) measure(doc *document.Document) {
	l.makeRoom(doc)
	for i, b := range doc.Blocks {
		if !l.meter.Step(10) {
			return
		}
		switch b := b.(type) {
		case *document.Paragraph:
			l.measureParagraph(b, i)
		case *document.Table:
			l.measureTable(b, i)
		case *document.Loose:
			for _, line := range b.Lines {
				if l.meter.Err() != nil {
					return
				}
				l.measureParagraph(&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: line.Text}}}, i)
			}
		}
	}
}

func (l *layouter) measureParagraph(p *document.Paragraph, index int) {
	role := p.Role
	if role == document.None {
		role = document.Body
	}
	form := l.style.Of(role)
	b := block{index: index, paragraph: p, form: form, keepNext: p.KeepNext, where: l.here(),
		before: (form.Before + p.Before) * Twip, after: (form.After + p.After) * Twip}
	switch {
	case role == document.Title:
		title := strings.ReplaceAll(p.Text(), "\n", "")
		if l.pages.Title == "" {
			l.pages.Title = title
		}
	case form.Outline > 0:
		b.bookmark, b.level = oneLine(p.Text()), form.Outline
	case len(p.Runs) > 1 && p.Runs[0].As != document.None && l.style.Of(p.Runs[0].As).Outline > 0:
		b.bookmark, b.level = oneLine(runIn(p)), l.style.Of(p.Runs[0].As).Outline
	}
	if role == document.Section {
		l.section = b.bookmark
		b.where = l.here()
	}
	b.where.source = p.Place
	b.from = len(l.lines)
	if _, wide := l.setParagraph(p, role, 0, "", l.style.Page.TextWidth()*Twip, l.paragraphOrigin(p, role, index), b.where); wide {
		l.reportAt("layout-line-overflow", b.where, "text", p.Text())
	}
	b.to = len(l.lines)
	for i := b.from; i < b.to; i++ {
		b.height += l.lines[i].height
	}
	l.join(&b)
	l.blocks = append(l.blocks, b)
}

// join takes away the space between a paragraph and the one above it where the style joins paragraphs of their kind.
func (l *layouter) join(b *block) {
	if n := len(l.blocks); n > 0 && b.form.Joined && l.blocks[n-1].form == b.form {
		l.blocks[n-1].after, b.before = 0, 0
	}
}

// runIn returns the heading that runs into its paragraph, without its full stop.
func runIn(p *document.Paragraph) string {
	var b strings.Builder
	for _, r := range p.Runs[:runInRuns(p)] {
		b.WriteString(r.Text)
	}
	return strings.TrimSuffix(b.String(), "。")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// setParagraph shapes a paragraph and breaks it into lines of a width. size overrides the style's, suffix is printed
// behind the text (（续） of a group label), o says which element the text belongs to.
func (l *layouter) setParagraph(p *document.Paragraph, role document.Role, size int, suffix string, width Unit, o origin, w where) (broken, wide bool) {
	form := l.style.Of(role)
	if p.Leading != 0 {
		exact := *form
		exact.Leading, exact.Exact = p.Leading, true
		form = &exact
	}
	from, firstLine := len(l.chars), len(l.lines)
	main := l.shapeParagraph(p, role, size, suffix, &o, w)
	em := l.looks[main].em
	width -= rightIndent(p, form)
	indent, hang := indents(p, form, em)
	if !l.clreq || alignOf(p, form) != "justify" || len(l.chars) == from || !l.fillTotal(from, max(width, em), indent, hang, em) {
		broken, wide = l.fill(from, max(width, em), indent, hang)
	}
	for i := firstLine; i < len(l.lines); i++ {
		l.lines[i].main, l.lines[i].origin = main, o
		l.setHeight(&l.lines[i], form, &l.looks[main])
	}
	return broken, wide
}

// shapeParagraph appends the characters of a paragraph to l.chars and returns its look.
func (l *layouter) shapeParagraph(p *document.Paragraph, role document.Role, size int, suffix string, o *origin, w where) (main uint8) {
	set := l.settingOf(p, role, size)
	from := len(l.chars)
	l.paragraphStart = from
	for i := range p.Runs {
		r := &p.Runs[i]
		l.shape(r.Text, l.lookOfRun(r, &set), w)
		if o.lead != o.element && i+1 == runInRuns(p) {
			o.leadEnd = len(l.chars)
		}
	}
	if suffix != "" {
		l.shape(suffix, set.main, w)
	}
	if l.words.pending {
		l.setWords(from, w)
	}
	l.markAddresses(from)
	if l.clreq {
		l.squeezeNeighbours(from)
		l.narrowBlanks(from)
	}
	return set.main
}

// setting is what the looks of a paragraph's runs have in common.
type setting struct {
	role        document.Role
	size, width int // half-points, 0: the role's own; percent
	number      bool
	main        uint8 // the look of a run that has none of its own
}

func (l *layouter) settingOf(p *document.Paragraph, role document.Role, size int) setting {
	// The title's lines are counted with digits of half an em (package compose), which is what 小标宋 has; GWTitleSong's
	// are wider.
	s := setting{role: role, size: size, width: 100, number: role == document.Number && l.style.Table.HalfEmDigits || role == document.Title}
	if p.Condense > 0 {
		s.width = p.Condense
	}
	if p.Size > 0 {
		s.size = p.Size
	}
	s.main = l.lookOf(role, false, s.size, s.width, 0, s.number)
	return s
}

// lookOfRun returns the look of a run.
func (l *layouter) lookOfRun(r *document.Run, s *setting) uint8 {
	if r.As != document.None && r.As != s.role {
		return l.lookOf(r.As, r.Bold, s.size, s.width, r.Spacing, false)
	}
	if r.Bold || r.Spacing != 0 {
		return l.lookOf(s.role, r.Bold, s.size, s.width, r.Spacing, s.number)
	}
	return s.main
}

// indents returns how far the first line of a paragraph begins from the left edge, and how far the others do.
func indents(p *document.Paragraph, form *style.Paragraph, em Unit) (indent, hang Unit) {
	if p.Start != 0 || p.Hang != 0 {
		return p.Start * Twip, p.Hang * Twip
	}
	return form.IndentChars * em, 0
}

// rightIndent is how far from the right edge the lines of a paragraph end.
func rightIndent(p *document.Paragraph, form *style.Paragraph) Unit {
	if p.Align != "" {
		return p.Right * Twip
	}
	return form.RightChars * form.Size * (Point / 2)
}

// alignOf is how the lines of a paragraph are aligned.
func alignOf(p *document.Paragraph, form *style.Paragraph) string {
	if p.Align != "" {
		return p.Align
	}
	return form.Align
}

// setHeight gives a line its height and baseline: exact leading puts four fifths above the baseline, as LibreOffice
// does; otherwise the line is as high as its faces ask for, and at least the leading, what is added standing half above
// and half below, so that the text of a cell stays in its middle.
func (l *layouter) setHeight(n *line, form *style.Paragraph, main *look) {
	leading := form.Leading * Twip
	if form.Exact && leading > 0 {
		n.height, n.base = leading, leading/Twip*4/5*Twip
		return
	}
	ascent, descent := singleSpacing(main)
	previous := main
	for i := n.from; i < n.end; i++ {
		if k := &l.looks[l.chars[i].look]; k != previous {
			a, d := singleSpacing(k)
			ascent, descent = max(ascent, a), max(descent, d)
			previous = k
		}
		if l.words.used && l.chars[i].class&shaped != 0 {
			a, d := l.inkOf(&l.chars[i])
			ascent, descent = max(ascent, a), max(descent, d)
		}
	}
	n.height = max(ascent+descent, leading)
	n.base = ascent + (n.height-ascent-descent)/2
}

// singleSpacing returns what a line takes above and below its baseline in the look's own face.
func singleSpacing(k *look) (ascent, descent Unit) {
	f := k.chain.Main()
	return scale(f.Ascent()+f.LineGap(), k.size, f.UnitsPerEm()), scale(-f.Descent(), k.size, f.UnitsPerEm())
}

// here names the place in the document that is being measured.
func (l *layouter) here() where { return where{section: l.section} }
