package compose

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// The form of an official document around the report (GB/T 9704-2012): 版头 on the first page above the title (7.2) and 附件 behind the
// signature (7.3.7). It says how the report was issued and is no part of it: the same report is published on a page without. So
// the values stand beside the report, and whoever reads a file of ours back leaves them aside.

// Shell holds what one document says there; what all documents of a house have in common is in [style.Shell].
type Shell struct {
	// Organs are the names in 发文机关标志, the leading organ first; none: that of the report.
	Organs []string
	// Number is 发文字号, as printed.
	Number string
	// Signers are the people who sign for the organs of a document for a superior organ (上行文), in the organs' order.
	Signers []string
	// CopyNumber, Secrecy and Urgency are 份号, 密级和保密期限 and 紧急程度, as printed; "" for none.
	CopyNumber, Secrecy, Urgency string
	Annexes                      []Annex
}

// Annex is a document attached to the report, as text.
type Annex struct {
	Title      string
	Paragraphs []string
}

// Limits on what a document may say around its report, far above what offices print: they keep the sizes that follow from them in bounds.
const (
	longestValue   = 200 // characters
	mostShellNames = 50  // organs, and people who sign
	mostAnnexes    = 1000
)

// shelled reports whether the report is printed in the form, and makes sure that there are values.
func (c *composer) shelled() bool {
	form := c.style.Shell
	switch {
	case form == nil:
		if c.shell != nil {
			c.found = append(c.found, diag.New("shell-style", diag.Place{}, "style", c.style.Name))
		}
		return false
	case c.shell == nil && !form.Print:
		return false
	case c.shell == nil:
		c.shell = &Shell{}
	}
	return c.checkShell()
}

// checkShell names the values that cannot be printed, and a number that is none.
func (c *composer) checkShell() bool {
	h := c.shell
	good := true
	refuse := func(field, value string) {
		good = false
		c.found = append(c.found, diag.New("shell-value", diag.Place{}, "field", field, "value", excerptOf(value)))
	}
	check := func(field string, values ...string) {
		if len(values) > mostShellNames {
			refuse(field, strconv.Itoa(len(values)))
			return
		}
		for _, v := range values {
			if utf8.RuneCountInString(v) > longestValue || strings.ContainsFunc(v, unicode.IsControl) {
				refuse(field, v)
			}
		}
	}
	check("organs", h.Organs...)
	check("number", h.Number)
	check("signers", h.Signers...)
	check("copy_number", h.CopyNumber)
	check("secrecy", h.Secrecy)
	check("urgency", h.Urgency)
	if len(h.Annexes) > mostAnnexes {
		refuse("annexes", strconv.Itoa(len(h.Annexes)))
	}
	for i := range h.Annexes {
		check("annexes", h.Annexes[i].Title)
	}
	if form := c.style.Shell; good {
		if !form.IsNumber(h.Number) {
			c.found = append(c.found, diag.New("shell-number", diag.Place{}, "number", h.Number))
		}
		if n := form.CopyNumberDigits; h.CopyNumber != "" && n > 0 && (len(h.CopyNumber) != n || strings.Trim(h.CopyNumber, "0123456789") != "") {
			c.found = append(c.found, diag.New("shell-copy-number", diag.Place{}, "value", h.CopyNumber, "digits", n))
		}
	}
	return good
}

func excerptOf(s string) string {
	const most = 20
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// head prints what stands above the title. Heights are counted from the upper edge of the type area, in twips.
func (c *composer) head() {
	if c.shell == nil {
		return
	}
	y := c.classification()
	y = c.letterhead(y)
	c.number(y)
}

// classification prints 份号, 密级 and 紧急程度, each on a line, in this order (7.2.1–7.2.3), and returns where the lines end.
func (c *composer) classification() int {
	y := 0
	for i, text := range []string{c.shell.CopyNumber, c.shell.Secrecy, c.shell.Urgency} {
		if text == "" {
			continue
		}
		p := c.paragraph(document.Classification, text)
		if i == 0 {
			p.Runs[0].As = document.DocumentNumber // digits in the face of the text
		}
		y += c.style.Of(document.Classification).Leading
	}
	return y
}

// ascent is what word processors put above the baseline of a line of exact leading, in tenths of the leading; descent is what the
// em square has below the baseline, in thousandths of an em.
const (
	ascent  = 8
	descent = 120
)

// letterhead prints 发文机关标志 (7.2.4) below y and returns by how much the next line must be lower than usual, so that it begins
// NumberGap below the em square of the mark.
func (c *composer) letterhead(y int) int {
	form, organs := c.style.Shell, c.shell.Organs
	if len(organs) == 0 {
		organs = []string{c.report.Organization}
	}
	size := 0
	first := len(c.out.Blocks)
	if len(organs) == 1 {
		size = c.markOfOne(organs[0])
	} else {
		size = c.markOfSeveral(organs)
	}
	leading := leadingOf(size)
	c.out.Blocks[first].(*document.Paragraph).Before = max(0, c.markLine(size)-y)
	return max(0, form.NumberGap-leading*(10-ascent)/10+descent*size/100)
}

// markLine is where the first line of a mark of a type size begins, so that its ink begins where the house wants it.
func (c *composer) markLine(size int) int {
	return c.style.Shell.MarkTop - leadingOf(size)*ascent/10 + c.style.Shell.MarkInk*size/100
}

// markOfOne prints the mark of one organ: in one line, unless its characters would be smaller than the house wants. It returns their size.
func (c *composer) markOfOne(organ string) int {
	form, most, width := c.style.Shell, c.style.Of(document.Letterhead).Size, c.style.Page.TextWidth()
	text := strings.ReplaceAll(form.Mark, style.OrganPlace, organ)
	lines := []string{text}
	size := wholePoints(min(most, width/(5*max(1, c.markWidth(text)))))
	if size < form.MarkLeast {
		words := c.titleWords()
		words.digit = c.markDigit()
		lines = titleLines(text, organ, words, width/(form.MarkLeast*5))
		widest := 1
		for _, line := range lines {
			widest = max(widest, c.markWidth(line))
		}
		size = wholePoints(min(most, width/(5*widest)))
	}
	for _, line := range lines {
		c.mark(line, size)
	}
	return size
}

// markOfSeveral prints the names of organs that issue a document together, the leading one first, all of one width, and 文件 to the right
// of them, in the middle of their height. It returns the size of the characters.
func (c *composer) markOfSeveral(organs []string) int {
	form, width := c.style.Shell, c.style.Page.TextWidth()
	widest := 1
	for _, organ := range organs {
		widest = max(widest, c.markWidth(organ))
	}
	beside := c.markWidth(form.Beside)
	gap := min(beside, 1) // half an em between the names and 文件
	size := wholePoints(min(c.style.Of(document.Letterhead).Size, width/(5*(widest+gap+beside)), form.MarkHeight*4/(50*len(organs))))
	names := widest * size * 5
	left := (width - (widest+gap+beside)*size*5) / 2
	for _, organ := range organs {
		p := c.mark(organ, size)
		p.Align, p.Start, p.Hang, p.Right = "distribute", left, left, width-left-names
	}
	if form.Beside != "" {
		p := c.mark(form.Beside, size)
		p.Align = "left"
		p.Frame = &document.Frame{X: left + names + gap*size*5, Y: c.markLine(size) + (len(organs)-1)*leadingOf(size)/2, Width: beside * size * 5}
	}
	return size
}

// markWidth is how wide a line of the mark is in half ems.
func (c *composer) markWidth(text string) int {
	if strings.ContainsAny(text, "0123456789") {
		return titleWidth(text, c.markDigit()) + 2 // word processors put a blank of a quarter em on either side
	}
	return halfEms(text)
}

func (c *composer) markDigit() int {
	return c.style.Faces[c.style.Of(document.Letterhead).Face].DigitWidth
}

// mark adds a line of 发文机关标志.
func (c *composer) mark(text string, size int) *document.Paragraph {
	p := c.paragraph(document.Letterhead, text)
	p.Size, p.Leading, p.KeepNext = size, leadingOf(size), true
	return p
}

// leadingOf is the distance between lines of the mark of a type size in half-points: five quarters of an em.
func leadingOf(size int) int { return size * 10 * 5 / 4 }

func wholePoints(size int) int { return max(8, size/2*2) }

// number prints 发文字号 (7.2.5) gap below the mark, and 签发人 beside it (7.2.6), with the red rule below (7.2.7). Without a number
// its line stays empty, so that one can be stamped there.
func (c *composer) number(gap int) {
	form := c.style.Shell
	signers := c.signerLines()
	for _, p := range signers[:max(0, len(signers)-1)] {
		p.Before, gap = gap, 0
		c.out.Blocks = append(c.out.Blocks, p)
	}
	p := c.paragraph(document.DocumentNumber, c.shell.Number)
	p.Before, p.After, p.KeepNext = gap, form.TitleGap, true
	p.Under = &document.Rule{Gap: form.RuleGap, Thick: form.Rule, Colour: form.RuleColour}
	if len(signers) > 0 {
		p.Align, p.Start = "left", c.em(document.DocumentNumber) // no hanging indent: the rule below begins at the left edge
		last := signers[len(signers)-1]
		last.Beside = true
		c.out.Blocks = append(c.out.Blocks, last)
	}
}

// signersARow is how many names stand in a line behind 签发人 (7.2.6).
const signersARow = 2

// signerLines sets the names two in a line, those of the further lines below the first name, one character from the right.
func (c *composer) signerLines() []*document.Paragraph {
	if len(c.shell.Signers) == 0 {
		return nil
	}
	names := evenNames(c.shell.Signers)
	label := c.style.Shell.Signer
	var rows []string
	widest := 0
	for from := 0; from < len(names); from += signersARow {
		row := strings.Join(names[from:min(len(names), from+signersARow)], "\u3000")
		rows, widest = append(rows, row), max(widest, c.width(document.Signer, row))
	}
	labelWidth := c.width(document.DocumentNumber, label)
	left := max(0, c.style.Page.TextWidth()-c.em(document.Signer)-widest-labelWidth)
	var lines []*document.Paragraph
	for i, row := range rows {
		p := &document.Paragraph{Role: document.Signer, Runs: []document.Run{{Text: row}}, Align: "left", Start: left + labelWidth, KeepNext: true}
		if i == 0 {
			p.Start = left
			p.Runs = []document.Run{{Text: label, As: document.DocumentNumber}, {Text: row}}
		}
		p.Hang = p.Start
		lines = append(lines, p)
	}
	return lines
}

// evenNames gives names of two characters the width of those of three, as names stand below each other in official documents.
func evenNames(names []string) []string {
	longest := 0
	for _, n := range names {
		longest = max(longest, utf8.RuneCountInString(n))
	}
	even := make([]string, len(names))
	for i, n := range names {
		if runes := []rune(n); len(runes) == 2 && longest == 3 && runes[0] > unicode.MaxLatin1 {
			n = string(runes[0]) + "\u3000" + string(runes[1])
		}
		even[i] = n
	}
	return even
}

// annexes prints 附件 (7.3.7): each on a page of its own, its number in the first line, its title centred in the third, its text like
// that of the report.
func (c *composer) annexes() {
	if c.shell == nil {
		return
	}
	form := c.style.Of(document.AnnexTitle)
	words := c.titleWords()
	words.digit = c.style.Faces[form.Face].DigitWidth
	for i := range c.shell.Annexes {
		a := &c.shell.Annexes[i]
		label := c.style.Shell.Annex
		if len(c.shell.Annexes) > 1 {
			label += strconv.Itoa(i + 1)
		}
		c.paragraph(document.AnnexLabel, label).NewPage = true
		c.paragraph(document.AnnexTitle, strings.Join(titleLines(a.Title, "", words, c.style.Page.TextWidth()/(form.Size*5)), "\n"))
		c.prose("", a.Paragraphs) // no part of the report
	}
}
