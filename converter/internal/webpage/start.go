package webpage

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/raised"
)

// attributes are those of a start tag that mean something here.
type attributes struct {
	class, id, role, content, name, src, value string
	colSpan, rowSpan                           int
	delta                                      delta
	own                                        *document.Meta // the mark of this product
	key, format                                string
	mark                                       document.Role
}

// start handles a start tag.
func (b *builder) start(selfClosing bool) {
	name, more := b.z.TagName()
	a := atom.Lookup(name)
	c := classOf(a)
	custom := ""
	if a == 0 {
		custom = string(name)
		if c = foreign(custom); c == inline && selfClosing {
			return // <o:p/>
		}
	}
	b.swallow = 0
	var attr attributes
	if more {
		b.attributes(&attr, a)
	}
	switch c {
	case ignored:
	case void:
		b.void(a, &attr)
	case breaking:
		b.lineBreak()
	case rawSkip:
		if selfClosing {
			b.z.NextIsNotRawText() // <title/> in pages written as XML
			return
		}
		if a == atom.Iframe && attr.src != "" {
			b.frames = append(b.frames, attr.src)
		}
		b.swallow = a
	case skipped:
		if selfClosing {
			return
		}
		attr.delta.skip = true
		b.openInline(frame{tag: a, name: custom, delta: attr.delta})
	case tableish:
		b.leaveSkipped()
		b.startTable(a, &attr)
	case block:
		b.leaveSkipped()
		b.startBlock(a, &attr)
	default:
		if a == atom.A {
			b.endTag(a, nil) // links do not nest
		}
		b.inlineDelta(a, custom, &attr)
		b.openInline(frame{tag: a, name: custom, delta: attr.delta})
	}
}

// foreign sorts elements that HTML does not know. All are transparent but for the settings that Word leaves in pages.
func foreign(name string) class {
	if name == "xml" || strings.HasPrefix(name, "w:") {
		return skipped
	}
	return inline
}

// attributes reads the attributes of the current tag, not more than the limit.
func (b *builder) attributes(attr *attributes, a atom.Atom) {
	for n, more := 0, true; more && n < b.limits.XMLAttributes; n++ {
		var key, value []byte
		key, value, more = b.z.TagAttr()
		switch string(key) {
		case "style":
			attr.delta.readStyle(value)
		case "class":
			attr.class = string(value)
		case "id":
			attr.id = string(value)
		case "role":
			attr.role = string(value)
		case "hidden":
			attr.delta.hidden = !bytes.EqualFold(value, []byte("until-found"))
		case "colspan":
			attr.colSpan = span(value, maxColSpan)
		case "rowspan":
			if attr.rowSpan = span(value, maxRowSpan); attr.rowSpan == 0 {
				attr.rowSpan = maxRowSpan // 0: to the end of the row group
			}
		case "href":
			if a == atom.A {
				v := strings.ToLower(string(bytes.TrimSpace(value)))
				attr.delta.link = true
				attr.delta.script = v == "" || v == "#" || strings.HasPrefix(v, "javascript:")
			}
		case "name":
			attr.name = strings.ToLower(string(value))
		case "content":
			attr.content = string(value)
		case "src":
			attr.src = string(value)
		case "value":
			attr.value = string(value)
		default:
			if bytes.HasPrefix(key, []byte("data-")) {
				attr.readMark(string(key), string(value))
			}
		}
	}
}

// The largest spans of the HTML standard.
const (
	maxColSpan = 1000
	maxRowSpan = 65534
)

// span parses a span as browsers do: leading digits, and 1 for what is no number. Larger ones are cut to most.
func span(value []byte, most int) int {
	s := strings.TrimLeft(string(value), " \t\n\f\r+")
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if end == 0 {
		return 1
	}
	n, err := strconv.Atoi(s[:min(end, 9)])
	if err != nil {
		return 1
	}
	return min(n, most)
}

// void handles elements without content.
func (b *builder) void(a atom.Atom, attr *attributes) {
	switch a {
	case atom.Hr:
		b.endBlock(func(f *frame) bool { return f.tag == atom.P })
		b.flush()
	case atom.Img, atom.Image:
		if !b.top().fmt.hidden {
			b.images++
		}
	case atom.Input:
		// Forms that are shown as they were filled in have their figures in fields.
		if i := b.tableFrame(); i >= 0 && b.stack[i].box.kind == cell && !attr.delta.hidden && isFigure(attr.value) {
			b.line.collapse(b, []byte(attr.value), &b.top().fmt)
		}
	case atom.Frame:
		if attr.src != "" {
			b.frames = append(b.frames, attr.src)
		}
	case atom.Meta:
		// The portals' own standard of page data names the article like this.
		if attr.name == "articletitle" {
			b.titles = append(b.titles, headline{text: collapse(attr.content), meta: true, place: b.cursor.place(b.at)})
		}
	}
}

// inlineDelta adds what an inline element's name says.
func (b *builder) inlineDelta(a atom.Atom, custom string, attr *attributes) {
	d := &attr.delta
	switch a {
	case atom.B, atom.Strong:
		if d.bold == 0 {
			d.bold = 1
		}
	case atom.Del, atom.S, atom.Strike:
		d.struck = true // 5 struck out before 6 is not 56
	case atom.Sup:
		d.raised = raised.Above
	case atom.Sub:
		d.raised = raised.Below
	}
	d.mute, d.hidden = d.mute || d.hidden, false
	d.titled = custom == "ucaptitle" || isHeadline(attr.class, attr.id)
	d.as = attr.mark
}

// openInline notes an inline element.
func (b *builder) openInline(f frame) {
	if b.inline < most {
		b.push(f)
	}
}

// startBlock handles the start tag of a block: it ends the paragraph before it.
func (b *builder) startBlock(a atom.Atom, attr *attributes) {
	b.enterContent()
	reopen := b.closeImplied(a)
	b.flush()
	f := frame{tag: a, block: true, delta: attr.delta}
	f.delta.level = heading(a)
	f.delta.pre = preformatted(a)
	f.delta.titled = isHeadline(attr.class, attr.id)
	f.delta.role = attr.mark
	framing := isFrame(a, attr)
	if framing || container(a) || attr.own != nil {
		f.box = &box{kind: group, chrome: framing}
		if attr.own != nil && attr.own.Own && b.own == nil {
			b.own = f.box
			f.box.own = attr.own
		}
	}
	b.push(f)
	for _, r := range reopen {
		b.openInline(r)
	}
}

// closeImplied closes what a block's start tag closes (a p; a list item before the next) and returns the weights that
// were open there, which browsers carry over into the new block.
func (b *builder) closeImplied(a atom.Atom) (reopen []frame) {
	closeAt := -1
	for i := len(b.stack) - 1; i > 0; i-- {
		f := &b.stack[i]
		if f.box != nil && f.box.scopes() || f.tag == atom.Ul || f.tag == atom.Ol || f.tag == atom.Dl || f.tag == atom.Menu || f.tag == atom.Dir {
			break
		}
		same := f.tag == a && a == atom.Li || isTerm(f.tag) && isTerm(a) ||
			heading(a) > 0 && heading(f.tag) > 0 && i == len(b.stack)-1
		if same || f.tag == atom.P {
			closeAt = i
		}
		if f.block && !same && f.tag != atom.P && f.tag != atom.Div && f.tag != atom.Address {
			break
		}
	}
	if closeAt < 0 {
		return nil
	}
	for _, f := range b.stack[closeAt:] {
		if !f.block && (f.tag == atom.B || f.tag == atom.Strong || f.tag == atom.Font) {
			reopen = append(reopen, frame{tag: f.tag, delta: f.delta})
		}
	}
	reopen = alikeAtMost(reopen, mostAlike)
	b.popTo(closeAt)
	return reopen
}

// mostAlike is how many elements of one kind browsers carry over into a new block ("Noah's Ark clause", HTML 13.2.4.3): a page
// of <p><b> without an end tag would carry more and more into each paragraph.
const mostAlike = 3

// alikeAtMost keeps the last so many of each kind, in their order.
func alikeAtMost(frames []frame, most int) []frame {
	kept := frames[:0]
	for i, f := range frames {
		alike := 0
		for _, later := range frames[i+1:] {
			if later.tag == f.tag && later.delta == f.delta {
				if alike++; alike == most {
					break
				}
			}
		}
		if alike < most {
			kept = append(kept, f)
		}
	}
	return kept
}

func isTerm(a atom.Atom) bool { return a == atom.Dt || a == atom.Dd }

// leaveSkipped closes open elements whose content is no text (a button, a drawing): a block cannot stand in them, so
// their end tag is missing. A template can hold anything.
func (b *builder) leaveSkipped() {
	for i := len(b.stack) - 1; i > 0; i-- {
		f := &b.stack[i]
		if f.box != nil {
			return
		}
		if !f.block && f.delta.skip && f.tag != atom.Template && f.name != "xml" {
			b.popTo(i)
		}
	}
}
