package recognize

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// What stands around the signature (GB/T 9704-2012): 附件说明 between text and signature (7.3.4), 附注 below the date (7.3.6),
// 版记 at the end (7.4). In files of our own the style says so, elsewhere the words do; what neither says is left where it
// stands.

// Keys of the parts in the contract.
const (
	attachments = "attachments"
	annotation  = "annotation"
	imprint     = "imprint"
)

// takeStyled takes off what is of the tail by its style. Above the last table there is none.
func (r *recognizer) takeStyled(items []item) []item {
	parts := map[document.Role]string{document.Attachment: attachments, document.Annotation: annotation, document.Imprint: imprint}
	from := len(items)
	for from > 0 && items[from-1].table == nil {
		from--
	}
	kept := items[:from:from]
	for i := range items[from:] {
		it := &items[from+i]
		if key := parts[it.role]; key == "" {
			kept = append(kept, *it)
		} else if text := report.Canonical(it.text); text != "" {
			r.putTail(key, text, it.line)
			r.became(report.Part(key), "", items[from+i:from+i+1])
		}
	}
	return kept
}

// takeAttachments takes the list of attachments off the end of the text.
func (r *recognizer) takeAttachments(items []item, signed bool) []item {
	at := 0
	for at < len(items) && !(r.Tail.Attachments.MatchString(read(items[at].plain).text) && r.areNames(items[at:], signed)) {
		at++
	}
	r.became(report.InAttachment, "", items[at:])
	p := r.joinLines(items[at:], wrapWidth(items), r.beginsTail)
	for i, text := range p.paragraphs {
		if i == 0 {
			r.tell(attachments, text, p.lines[i])
		}
		r.putTail(attachments, text, p.lines[i])
	}
	return items[:at]
}

// areNames reports whether items can be names of attachments and nothing else: no sentence, since no mark stands behind a
// name (7.3.4). Where nobody signs, all but the first must be numbered: the frame of a page may stand there as well.
func (r *recognizer) areNames(items []item, signed bool) bool {
	for i := range items {
		it := &items[i]
		if passing(it) {
			continue
		}
		if it.table != nil || !r.closes(it) || strings.Contains(it.plain, "。") {
			return false
		}
		if i > 0 && !signed && numbering.Level(it.plain) == document.None && !r.beginsTail(it.plain) {
			return false
		}
	}
	return true
}

// takeBehind takes what its words tell off the beginning of what stands behind the date, and returns the rest.
func (r *recognizer) takeBehind(items []item) (rest []item) {
	n := 0
	for n < len(items) && items[n].table == nil && (items[n].blank() || r.closes(&items[n])) {
		n++
	}
	p := r.joinLines(items[:n], wrapWidth(items[:n]), r.beginsTail)
	last := ""
	for i, text := range p.paragraphs {
		plain := report.Plain(text)
		key := r.behind(plain, last)
		if key == "" {
			return items[p.items[i]:]
		}
		if key != last {
			r.tell(key, plain, p.lines[i])
		}
		r.putTail(key, text, p.lines[i])
		end := n
		if i+1 < len(p.items) {
			end = p.items[i+1]
		}
		r.became(report.Part(key), "", items[p.items[i]:end])
		last = key
	}
	return items[n:]
}

// behind returns the key of what a paragraph behind the date is by its words, "" for what they do not tell. last is the
// key of the paragraph above it: a numbered line goes on with a list of attachments, and below the imprint stands no note.
func (r *recognizer) behind(plain, last string) string {
	text := read(plain).text
	switch {
	case r.Tail.Imprint.MatchString(text), r.Tail.Printed.MatchString(text):
		return imprint
	case last != imprint && r.Tail.Annotation.MatchString(text) && numbering.Parse(plain).Size < len(plain):
		return annotation
	case strings.Contains(text, "。"): // no name
		return ""
	case r.Tail.Attachments.MatchString(text), last == attachments && numbering.Level(plain) != document.None:
		return attachments
	}
	return ""
}

// beginsTail reports whether a line begins a paragraph of the tail by its words.
func (r *recognizer) beginsTail(plain string) bool {
	text := read(plain).text
	return r.Tail.Attachments.MatchString(text) || r.Tail.Imprint.MatchString(text) || r.Tail.Printed.MatchString(text)
}

func (r *recognizer) putTail(key, text string, line int) {
	if key == imprint { // our Word files have the day of printing at the end of its line, behind the blank that the report has there and a tab
		text = contract.CanonicalImprint(text)
	}
	for _, part := range contract.TailParts(&r.report.Tail) {
		if part.Key == key {
			*part.Paragraphs = append(*part.Paragraphs, text)
			r.evidence.Prose[key] = append(r.evidence.Prose[key], line)
		}
	}
}

// tell says that a text was read as a part of the tail, since only its words said so.
func (r *recognizer) tell(key, text string, line int) {
	r.found = append(r.found, diag.New("tail-read", diag.Place{Line: line}, "text", excerpt(text), "part", diag.Wording{Chinese: r.Tail.Names[key], English: key}))
}
