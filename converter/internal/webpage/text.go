package webpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/raised"
	"nianbao/converter/report"
)

// text handles a text token.
func (b *builder) text() {
	swallowed := b.swallow
	b.swallow = 0
	s := b.z.Text()
	if swallowed != 0 {
		if swallowed == atom.Title && !b.top().fmt.skip {
			b.titles = append(b.titles, headline{text: collapse(string(s)), place: b.cursor.place(b.at)})
		}
		return
	}
	f := &b.top().fmt
	if f.skip || f.mute {
		return
	}
	if f.struck {
		b.strike(string(s))
		return
	}
	if len(strings.TrimFunc(string(s), isCollapsible)) > 0 {
		b.enterContent()
		f = &b.top().fmt
	} else if i := b.tableFrame(); i >= 0 && b.stack[i].box.structural() {
		return
	}
	switch {
	case f.pre:
		b.preText(string(s), f)
	case b.own != nil && !strings.Contains(string(s), "\n"):
		b.line.begin(b)
		b.line.add(string(s), f)
	default:
		b.line.collapse(b, s, f)
	}
}

// strike notes text that is struck out: it is no text of the page any more.
func (b *builder) strike(s string) {
	if s = collapse(s); strings.TrimFunc(s, chars.IsSpace) == "" {
		return
	}
	b.asides = append(b.asides, document.Aside{Text: s, Place: b.cursor.place(b.at), Part: report.Struck})
	if b.struck.count++; b.struck.count == 1 {
		b.struck.text, b.struck.place = s, b.cursor.place(b.at)
	}
}

// preText adds text whose line breaks count; each line is a paragraph.
func (b *builder) preText(s string, f *format) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		if line != "" {
			b.line.begin(b)
			b.line.pre = true
			b.line.add(line, f)
		}
		if b.nodes++; !more || b.nodes > b.limits.HTMLNodes || !b.meter.Step(2) {
			return
		}
		b.at += len(line) + 1 // near enough: entities are longer in the source
		s = rest
		b.flush()
	}
}

// isCollapsible reports whether browsers treat the character as white space between words.
func isCollapsible(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// collapse trims a text and turns each stretch of white space into one space.
func collapse(s string) string { return strings.Join(strings.FieldsFunc(s, isCollapsible), " ") }

// lineBuilder collects the paragraph that is being read.
type lineBuilder struct {
	box     *box // nil: nothing yet
	buffer  []byte
	format  runFormat
	pending bool // white space that becomes a space if text follows
	newline bool // the white space holds a line break
	pre     bool
	white   bool         // the last character is
	raised  raised.Place // where the last character stands
	length  int
	last    rune
}

// runFormat is what distinguishes the runs of a paragraph.
type runFormat struct {
	bold bool
	as   document.Role
}

// begin starts a paragraph, if none is open, at the current place of the source.
func (l *lineBuilder) begin(b *builder) {
	if l.box != nil {
		return
	}
	f := &b.top().fmt
	l.box = &box{kind: paragraph, place: b.cursor.place(b.at), level: f.level, role: f.role, hidden: f.hidden}
}

// collapse adds text as a browser shows it: white space collapsed, and gone between two wide characters where it is
// only there because the source's line was broken.
func (l *lineBuilder) collapse(b *builder, s []byte, f *format) {
	for len(s) > 0 {
		n := 0
		for n < len(s) && s[n] <= ' ' && isCollapsible(rune(s[n])) {
			l.newline = l.newline || s[n] == '\n'
			n++
		}
		if n > 0 {
			l.pending = true
			s = s[n:]
			b.at += n
			continue
		}
		for n < len(s) && !(s[n] <= ' ' && isCollapsible(rune(s[n]))) {
			n++
		}
		if l.box == nil {
			l.begin(b)
		} else if l.pending && l.last != '\n' {
			next, _ := utf8.DecodeRune(s)
			if !(l.newline && isWide(l.last) && isWide(next)) {
				l.length++
				l.buffer = append(l.buffer, ' ')
				l.last = ' '
			}
		}
		l.pending, l.newline = false, false
		l.add(string(s[:n]), f)
		s = s[n:]
		b.at += n
	}
}

// add appends text as it is, without control characters: browsers drop NUL and show nothing for the others.
func (l *lineBuilder) add(s string, f *format) {
	if strings.ContainsFunc(s, isControl) {
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, s)
	}
	if s == "" {
		return
	}
	s = raised.Join(l.last, l.raised, s, f.raised)
	if f.white != l.white && isDigit(l.last) && isDigit(rune(s[0])) {
		s = " " + s // 999 in white before 46 is not 99946
	}
	l.raised, l.white = f.raised, f.white
	if rf := (runFormat{f.bold, f.as}); rf != l.format {
		l.cut()
		l.format = rf
	}
	l.buffer = append(l.buffer, s...)
	n := int32(0)
	for _, r := range s {
		if !chars.IsSpace(r) {
			n++
		}
		l.last = r
	}
	l.length += utf8.RuneCountInString(s)
	l.box.length += n
	if f.link {
		l.box.linked += n
		if f.script {
			l.box.script += n
		}
	}
	l.box.titled = l.box.titled || f.titled
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isControl(r rune) bool { return r < ' ' && r != '\t' && r != '\n' || r == 0x7F }

// cut ends the current run.
func (l *lineBuilder) cut() {
	if len(l.buffer) > 0 {
		l.box.runs = append(l.box.runs, document.Run{Text: string(l.buffer), Bold: l.format.bold, As: l.format.as})
		l.buffer = l.buffer[:0]
	}
}

// lineBreak handles br: a new line of a heading, a new paragraph elsewhere, since pages use it to part paragraphs.
// Whether a paragraph was cut in two is for the recogniser to say.
func (b *builder) lineBreak() {
	l := &b.line
	if f := &b.top().fmt; l.box != nil && (f.level > 0 || b.own != nil) {
		l.buffer = append(l.buffer, '\n')
		l.pending, l.newline, l.last = false, false, '\n'
		l.length++
		return
	}
	b.flush()
}

// flush ends the paragraph and adds it to the innermost box. A paragraph without visible text is none.
func (b *builder) flush() {
	l := &b.line
	if l.box == nil {
		l.pending, l.newline = false, false
		return
	}
	l.cut()
	p := l.box
	p.pre = l.pre
	*l = lineBuilder{buffer: l.buffer[:0]}
	if n := len(p.runs); n > 0 {
		p.runs[n-1].Text = strings.TrimRight(p.runs[n-1].Text, "\n")
	}
	if p.length > 0 {
		parent, _ := b.box()
		if b.meter.Characters(int(p.length)); parent.kind != cell || len(parent.children) > 0 {
			b.meter.Paragraph()
		}
		parent.add(p)
	}
}

// isWide reports whether the character is as wide as high: Chinese characters, their punctuation, full-width forms.
func isWide(r rune) bool {
	return r >= 0x3000 && r <= 0x303F || unicode.Is(unicode.Han, r) || r >= 0xFF01 && r <= 0xFF60 || r >= 0x2018 && r <= 0x201D || r == '—' || r == '…'
}
