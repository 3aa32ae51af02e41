package compose

import (
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// What stands around the signature: 附件说明 between text and signature, 附注 below the date, 版记 at the end. The words are
// printed as they are; only where the further lines of a paragraph begin follows from them.

// attachments prints the list of attachments (GB/T 9704-2012 7.3.4): two characters in, the further names below the first
// one, and a name's further lines below its first character.
func (c *composer) attachments() {
	label := 0 // width of 附件： before the first name
	for i, text := range c.report.Attachments {
		plain := report.Plain(text)
		p := c.tail(document.Attachment, document.Source{Part: "attachments", Index: i}, text)
		start := c.start(document.Attachment)
		own := len(c.editions.Words.Tail.Attachments.FindString(plain))
		switch {
		case i == 0:
			label = c.width(document.Attachment, plain[:own])
		case own == 0:
			start += label
		}
		number := numbering.Parse(plain[own:]).Size
		c.hang(p, start, c.width(document.Attachment, plain[:own+number]))
	}
}

// annotation prints the note below the date (7.3.6): two characters in.
func (c *composer) annotation() {
	for i, text := range c.report.Annotation {
		c.tail(document.Annotation, document.Source{Part: "annotation", Index: i}, text)
	}
}

// imprint prints distribution and printing (7.4.2): one character in on both sides, further lines below the first character
// behind the colon. All lines hang like the first that has one, because a word processor frames only paragraphs of equal
// indents together.
func (c *composer) imprint() {
	further := 0
	for _, text := range c.report.Imprint {
		if label := c.editions.Words.Tail.Imprint.FindString(report.Plain(text)); label != "" {
			further = c.width(document.Imprint, label)
			break
		}
	}
	for i, text := range c.report.Imprint {
		of := document.Source{Part: "imprint", Index: i}
		organ, day := c.printedDay(text)
		c.hang(c.tail(document.Imprint, of, organ), c.start(document.Imprint), further)
		if day != "" {
			p := c.tail(document.Imprint, of, day)
			p.Align, p.Right, p.Beside = "right", c.rightIndent(document.Imprint), true
		}
	}
}

// printedDay parts the line that says who printed the document and when: the day stands at the right end of the line (7.4.3). What does
// not fit one line is left as it is.
func (c *composer) printedDay(text string) (organ, day string) {
	m := c.editions.Words.Tail.PrintedDay.FindStringSubmatchIndex(text)
	if m == nil || report.Plain(text) != text {
		return text, ""
	}
	organ, day = text[:m[2]], text[m[2]:]
	if c.start(document.Imprint)+c.width(document.Imprint, text)+c.rightIndent(document.Imprint) > c.style.Page.TextWidth() {
		return text, ""
	}
	return organ, day
}

func (c *composer) tail(role document.Role, of document.Source, text string) *document.Paragraph {
	p := &document.Paragraph{Role: role, Runs: runs(report.Spans(text), 0, document.None), KeepNext: c.style.Of(role).KeepNext, Of: of}
	c.out.Blocks = append(c.out.Blocks, p)
	return p
}

// hang begins the first line of a paragraph at start and the others that much further right, if that leaves them half of
// the page.
func (c *composer) hang(p *document.Paragraph, start, further int) {
	if start+further > c.style.Page.TextWidth()/2 {
		further = 0
	}
	p.Start, p.Hang = start, start+further
}

// start is where the first line of a role begins.
func (c *composer) start(role document.Role) int {
	form := c.style.Of(role)
	return form.IndentChars * form.Size * 10
}

// width is how wide a text is in the type of a role.
func (c *composer) width(role document.Role, text string) int {
	form := c.style.Of(role)
	return halfEms(text)*form.Size*5 + utf8.RuneCountInString(text)*form.Spacing
}
