package annotate

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/check"
	"nianbao/converter/internal/docx/read"
)

// splice is text to put in at a byte of the main part, in place of cut bytes.
type splice struct {
	at, cut int
	text    string
}

// mark puts the marks of all comments into the main part and writes the comments.
func (a *annotator) mark(firstID int) (body []byte, comments string) {
	data := a.located.XML
	var splices []splice
	var b strings.Builder
	for at := 0; at < len(a.notes); {
		last := at
		for last < len(a.notes) && a.notes[last].paragraph == a.notes[at].paragraph {
			last++
		}
		// All comments of a paragraph are placed at once, because they share its text.
		span := a.located.Paragraphs[a.notes[at].paragraph-1]
		splices = append(splices, marks(data, span, a.notes[at:last], firstID+at)...)
		at = last
	}
	for i, n := range a.notes {
		a.comment(&b, firstID+i, n)
	}
	id := firstID + len(a.notes)
	proposed := map[int]bool{}
	for _, p := range a.proposals {
		if s, ok := a.change(p, id); ok && !proposed[p.paragraph] {
			proposed[p.paragraph] = true
			splices = append(splices, s)
			id += 2
		}
	}
	slices.SortStableFunc(splices, func(x, y splice) int { return cmp.Compare(x.at, y.at) })
	var out bytes.Buffer
	done := 0
	for _, s := range splices {
		if s.at < done { // two splices never overlap; should they, the later one would damage the part
			continue
		}
		out.Write(data[done:s.at])
		out.WriteString(s.text)
		done = s.at + s.cut
	}
	out.Write(data[done:])
	return out.Bytes(), b.String()
}

// marks returns what is to be put into one paragraph. A comment about words stands around them: their run is divided
// where it must be. Else it stands around the whole paragraph.
func marks(data []byte, span read.Span, notes []note, id int) []splice {
	name := tagName(data[span.Start:])
	prefix := ""
	if i := strings.IndexByte(name, ':'); i >= 0 {
		prefix = name[:i+1]
	}
	attribute := " " + prefix + "id"
	if prefix == "" { // attributes of this vocabulary need a prefix, even where its elements have none
		attribute = ` xmlns:w="` + space(data) + `" w:id`
	}
	start := func(id int) string {
		return "<" + prefix + "commentRangeStart" + attribute + `="` + strconv.Itoa(id) + `"/>`
	}
	end := func(id int) string {
		n := attribute + `="` + strconv.Itoa(id) + `"/>`
		return "<" + prefix + "commentRangeEnd" + n + "<" + prefix + "r><" + prefix + "commentReference" + n + "</" + prefix + "r>"
	}
	var whole, wholeEnd string
	var list []splice
	var texts []piece
	if !span.Empty {
		texts = pieces(data, span, prefix)
	}
	var taken [][2]int // stretches of the part that comments about words occupy
	for i, n := range notes {
		from, to, ok := find(texts, n.quote)
		if ok && !slices.ContainsFunc(taken, func(t [2]int) bool { return from.at < t[1] && t[0] < to.at }) {
			taken = append(taken, [2]int{from.at, to.at})
			list = append(list, from.divide(start(id+i), prefix, false), to.divide(end(id+i), prefix, true))
			continue
		}
		whole += start(id + i)
		wholeEnd += end(id + i)
	}
	switch {
	case whole == "":
	case span.Empty: // <w:p/>
		slash := bytes.LastIndexByte(data[:span.End], '/')
		list = append(list, splice{slash, span.End - slash, ">" + whole + wholeEnd + "</" + name + ">"})
	default:
		list = append([]splice{{span.Content, 0, whole}}, append(list, splice{span.End, 0, wholeEnd})...)
	}
	return list
}

// tagName returns the name in the tag that data begins with.
func tagName(data []byte) string {
	end := 1
	for end < len(data) && !strings.ContainsRune(" \t\r\n/>", rune(data[end])) {
		end++
	}
	return string(data[min(1, len(data)):end])
}

// piece is the text of a w:t that is the only content of a run directly in the paragraph, beside the run's properties:
// such a run can be divided.
type piece struct {
	runStart, runEnd int    // the run's tags: offset of its start tag, offset behind its end tag
	runTag           string // its start tag, as it stands
	properties       string // its properties, as they stand
	textStart        int    // offset of the text
	text             []byte // as it stands, escaped
	plain            string
	preserve         bool // white space at the ends of the text counts
}

// pieces returns the pieces of a paragraph. Text elsewhere in it counts as a break: words across it are not found.
func pieces(data []byte, span read.Span, prefix string) []piece {
	part := data[span.Content:span.End]
	d := xml.NewDecoder(bytes.NewReader(part))
	var list []piece
	var run piece
	depth, inText, simple := 0, false, false
	for {
		before := int(d.InputOffset())
		token, err := d.RawToken()
		if err != nil {
			return list
		}
		after := int(d.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			name := full(t.Name)
			switch {
			case depth == 1 && name == prefix+"r":
				run = piece{runStart: span.Content + before, runTag: string(part[before:after])}
				simple = true
			case depth == 1:
				simple = false
			case depth == 2 && name == prefix+"rPr":
			case depth == 2 && name == prefix+"t" && simple && run.textStart == 0:
				inText = true
				run.textStart = span.Content + after
				for _, a := range t.Attr {
					run.preserve = run.preserve || a.Name.Local == "space" && a.Value == "preserve"
				}
			case depth == 2 && name == prefix+"lastRenderedPageBreak" && run.textStart == 0:
			case depth == 2:
				simple = false
			}
		case xml.CharData:
			if inText && depth == 2 {
				run.text = part[before:after]
				run.plain = string(t)
			}
		case xml.EndElement:
			name := full(t.Name)
			switch {
			case depth == 2 && name == prefix+"rPr" && simple && run.properties == "":
				run.properties = properties(part[run.runStart-span.Content+len(run.runTag) : after])
			case depth == 2:
				inText = false
			case depth == 1 && simple && run.plain != "" && name == prefix+"r":
				run.runEnd = span.Content + after
				list = append(list, run)
			case depth == 1 && name != prefix+"bookmarkStart" && name != prefix+"bookmarkEnd" && name != prefix+"proofErr":
				list = append(list, piece{}) // a break
			}
			depth--
		}
	}
}

// properties cuts what stands before a run's properties off: white space, at most.
func properties(data []byte) string { return strings.TrimSpace(string(data)) }

func full(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// point is a place inside a run.
type point struct {
	piece piece
	at    int // offset in the part
}

// find returns where the quote begins and ends.
func find(texts []piece, quote string) (from, to point, ok bool) {
	if quote == "" {
		return from, to, false
	}
	for first := 0; first < len(texts); {
		last := first
		plain := ""
		for last < len(texts) && texts[last].runEnd > 0 {
			plain += texts[last].plain
			last++
		}
		if a, b, found := check.Locate(plain, quote); found {
			return pointAt(texts[first:last], a, false), pointAt(texts[first:last], b, true), true
		}
		first = last + 1
	}
	return from, to, false
}

// pointAt finds the byte of the part that stands for a byte of the plain text. At the seam of two runs atEnd takes the
// first of them.
func pointAt(texts []piece, offset int, atEnd bool) point {
	for i, t := range texts {
		if offset < len(t.plain) || offset == len(t.plain) && (atEnd || i == len(texts)-1) {
			return point{t, t.textStart + raw(t, offset)}
		}
		offset -= len(t.plain)
	}
	return point{}
}

// raw returns how many bytes of the escaped text stand for so many bytes of the plain one.
func raw(t piece, plain int) int {
	at := 0
	for plain > 0 && at < len(t.text) {
		width := 1
		if t.text[at] == '&' {
			if semicolon := bytes.IndexByte(t.text[at:], ';'); semicolon > 0 {
				width = semicolon + 1
			}
		} else if t.text[at] == '\r' && at+1 < len(t.text) && t.text[at+1] == '\n' {
			width = 2 // a line break of two bytes is one character
		}
		var decoded string
		if err := xml.Unmarshal([]byte("<t>"+string(t.text[at:at+width])+"</t>"), &decoded); width > 1 && err == nil && decoded != "" {
			plain -= len(decoded)
		} else {
			plain--
		}
		at += width
	}
	return at
}

// divide puts mark-up at the point, between two halves of its run. At either end of the run it stands beside it. A run
// whose white space would change with the division is not divided: the mark-up stands before or behind it.
func (p point) divide(markup, prefix string, behind bool) splice {
	start, end := p.piece.textStart, p.piece.textStart+len(p.piece.text)
	switch {
	case p.at == start, p.piece.fragile(p.at-start) && !behind:
		return splice{p.piece.runStart, 0, markup}
	case p.at == end, p.piece.fragile(p.at - start):
		return splice{p.piece.runEnd, 0, markup}
	}
	return splice{p.at, 0, "</" + prefix + "t></" + prefix + "r>" + markup + p.piece.runTag + p.piece.properties + "<" + prefix + `t xml:space="preserve">`}
}

// fragile reports whether white space that shows now would be dropped if the text were divided there, or the other way
// round.
func (t piece) fragile(at int) bool {
	return !t.preserve && (t.text[at-1] == ' ' || t.text[0] == ' ' || t.text[len(t.text)-1] == ' ')
}

// comment writes one w:comment.
func (a *annotator) comment(b *strings.Builder, id int, n note) {
	b.WriteString(`<w:comment xmlns:w="` + space(a.located.XML) + `" w:id="` + strconv.Itoa(id) + `" w:author="` + escape(a.o.Author) + `"`)
	if !a.o.Date.IsZero() {
		b.WriteString(` w:date="` + a.o.Date.UTC().Format("2006-01-02T15:04:05Z") + `"`)
	}
	b.WriteString(` w:initials="` + ourInitials + `">`)
	for i, text := range n.texts {
		b.WriteString("<w:p><w:r>")
		if i == 0 {
			b.WriteString("<w:annotationRef/></w:r><w:r>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + escape(text) + "</w:t></w:r></w:p>")
	}
	b.WriteString("</w:comment>")
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a strings.Builder takes everything
		return ""
	}
	return b.String()
}
