package markup

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
)

// mediaWiki is the table of MediaWiki: {| and |} around it, |- before each row, | or ! before each cell of a line, || or
// !! between cells of one line, attributes and a bar before a cell's text. A line that begins with none of them goes on
// with the cell above.
type mediaWiki struct{}

func (mediaWiki) Name() string { return "mediawiki" }

func (mediaWiki) Signs() string { return "{" }

func wikiEnd(line string) bool {
	s := strings.TrimLeft(line, " \t:")
	return strings.HasPrefix(s, "|}") && !strings.HasPrefix(s, "|}}")
}

func (mediaWiki) Read(r *reader, at int) ([]document.Block, int) {
	if !strings.HasPrefix(strings.TrimLeft(r.text(at), " \t:"), "{|") || !r.closes(at+1, "mediawiki", wikiEnd) {
		return nil, 1
	}
	w := wikiTable{}
	end := at + 1
	for ; !wikiEnd(r.text(end)); end++ {
		if strings.HasPrefix(strings.TrimLeft(r.text(end), " \t:"), "{|") {
			return nil, end - at // a table in a cell: left to who reads the text
		}
		w.line(r, end)
	}
	w.endRow()
	if len(w.rows) == 0 {
		return nil, end - at
	}
	var blocks []document.Block
	if w.spans {
		blocks = r.spanned(w.rows, &wiki)
	} else {
		blocks = r.flat(w.rows, &wiki)
	}
	if len(blocks) > 0 && w.caption.text != "" {
		blocks = append(appendLoose(nil, []document.Line{w.caption.asLine()}), blocks...)
	}
	return blocks, end + 1 - at
}

// wikiTable is a table under way.
type wikiTable struct {
	rows    []row
	current row
	caption field
	open    *field // the cell or caption that a line without a mark goes on with
	spans   bool
}

func (w *wikiTable) endRow() {
	if len(w.current) > 0 {
		w.rows = append(w.rows, w.current)
	}
	w.current, w.open = nil, nil
}

// line reads one line of the table.
func (w *wikiTable) line(r *reader, at int) {
	line := r.text(at)
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	s := line[indent:]
	switch {
	case strings.HasPrefix(s, "|-"):
		w.endRow()
	case strings.HasPrefix(s, "|+"):
		w.caption = wikiField(r, at, indent+2, len(line))
		w.open = &w.caption
	case strings.HasPrefix(s, "|"), strings.HasPrefix(s, "!"):
		from := indent + 1
		for from <= len(line) {
			next, size := wikiSeparator(line, from, s[0] == '!')
			f := wikiField(r, at, from, next)
			w.spans = w.spans || f.rowSpan > 1 || f.colSpan > 1
			w.current = append(w.current, f)
			from = next + size
			if size == 0 || len(w.current) > r.limits.TableColumns {
				break
			}
		}
		w.open = &w.current[len(w.current)-1]
	case w.open != nil && chars.TrimSpace(s) != "":
		w.open.text = joinLines(w.open.text, chars.TrimSpace(s))
	}
}

// wikiSeparator finds what ends a cell that begins at from: || or, in a line of headers, !!; size 0 at the line's end.
func wikiSeparator(line string, from int, header bool) (at, size int) {
	for i := from; i+1 < len(line); i++ {
		if pair := line[i : i+2]; pair == "||" || header && pair == "!!" {
			return i, 2
		}
	}
	return len(line), 0
}

var (
	wikiRowSpan   = compiled(`(?i)rowspan\s*=\s*["']?\s*(\d{1,5})`)
	wikiColSpan   = compiled(`(?i)colspan\s*=\s*["']?\s*(\d{1,3})`)
	wikiAttribute = compiled(`^\s*(?:[a-zA-Z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'|]+)\s*)*$`)
)

// wikiField reads a cell: attributes, a bar, text. What stands before the first bar is text too where it is no
// attributes.
func wikiField(r *reader, at, from, to int) field {
	line := r.text(at)
	s := line[min(from, to):to]
	f := field{}
	if bar := strings.IndexByte(s, '|'); bar >= 0 && strings.Contains(s[:bar], "=") && wikiAttribute().MatchString(s[:bar]) {
		f.rowSpan, f.colSpan = spanIn(wikiRowSpan(), s[:bar]), spanIn(wikiColSpan(), s[:bar])
		from += bar + 1
		s = s[bar+1:]
	}
	f.text = chars.TrimSpace(s)
	lead := max(strings.Index(s, f.text), 0)
	f.line, f.column = r.lines[at].Number, 1+utf8.RuneCountInString(line[:min(from+lead, len(line))])
	return f
}

func spanIn(pattern *regexp.Regexp, attributes string) int {
	m := pattern.FindStringSubmatch(attributes)
	if m == nil {
		return 1
	}
	n, _ := strconv.Atoi(m[1])
	return n
}
