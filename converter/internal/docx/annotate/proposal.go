package annotate

import (
	"strconv"
	"strings"

	"nianbao/converter/check"
	"nianbao/converter/internal/docx/read"
)

// changeAuthor signs every tracked change that this package writes, whoever signs the comments: by it the next run knows its own.
const changeAuthor = "年报核对"

// proposal is a figure that would make what does not add up add up: it is written as a tracked change, for the clerk to accept or to reject.
type proposal struct {
	paragraph int
	from, to  string
}

// propose notes the figures of a hint as tracked changes: only those of a slip of one cell, whose figure stands alone in its paragraph.
func (a *annotator) propose(h *check.Hint) {
	if len(h.Cells) != 1 {
		return
	}
	c := h.Cells[0]
	if at := a.cell(c.Table, c.Key); at > 0 && c.From != "" && c.To != "" {
		a.proposals = append(a.proposals, proposal{at, c.From, c.To})
	}
}

// change returns the tracked change of a proposal; ok is false where the paragraph holds anything but that figure in one run: then the
// comment alone tells.
func (a *annotator) change(p proposal, id int) (splice, bool) {
	data := a.located.XML
	span := a.located.Paragraphs[p.paragraph-1]
	if span.Empty {
		return splice{}, false
	}
	name := tagName(data[span.Start:])
	prefix := ""
	if i := strings.IndexByte(name, ':'); i >= 0 {
		prefix = name[:i+1]
	}
	texts := pieces(data, read.Span(span), prefix)
	if prefix == "" || len(texts) != 1 || texts[0].runEnd == 0 || strings.TrimSpace(texts[0].plain) != p.from {
		return splice{}, false
	}
	t := texts[0]
	open := func(tag string, id int) string {
		s := "<" + prefix + tag + " " + prefix + `id="` + strconv.Itoa(id) + `" ` + prefix + `author="` + changeAuthor + `"`
		if !a.o.Date.IsZero() {
			s += " " + prefix + `date="` + a.o.Date.UTC().Format("2006-01-02T15:04:05Z") + `"`
		}
		return s + ">" + t.runTag + t.properties
	}
	deleted := open("del", id) + "<" + prefix + `delText xml:space="preserve">` + string(t.text) + "</" + prefix + "delText></" + prefix + "r></" + prefix + "del>"
	inserted := open("ins", id+1) + "<" + prefix + "t>" + escape(p.to) + "</" + prefix + "t></" + prefix + "r></" + prefix + "ins>"
	return splice{t.runStart, t.runEnd - t.runStart, deleted + inserted}, true
}
