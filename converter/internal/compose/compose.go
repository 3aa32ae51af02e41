// Package compose gives a report its official form: the document that the DOCX, PDF and HTML writers print.
//
// What the writers must agree on is decided here, once: the lines of the title, the edition by which each table is
// printed, column widths and type size of the tables, where a table may be split. Widths are estimated in ems (a Han
// character one, a half-width one half), which is exact for the faces that official documents are set in.
package compose

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// Document composes r. It is nil, and the list holds an error, where a table mixes editions and cannot be printed.
func Document(r *report.Report, editions *edition.Set, s *style.Style) (*document.Document, diag.List) {
	return DocumentContext(context.Background(), r, editions, s)
}

// DocumentContext is [Document] under a context; the list holds an error where that is done, too.
func DocumentContext(ctx context.Context, r *report.Report, editions *edition.Set, s *style.Style) (*document.Document, diag.List) {
	return DocumentInShell(ctx, r, editions, s, nil, nil)
}

// DocumentInShell is [DocumentContext] for a report in the form of an official document; nil: in that form only where the style prints
// all reports in it. The document is composed in the room, until whose Reset it is valid; nil: in memory of its own.
func DocumentInShell(ctx context.Context, r *report.Report, editions *edition.Set, s *style.Style, shell *Shell, room *Room) (*document.Document, diag.List) {
	e := editions.Get(r.Format)
	if e == nil {
		return nil, diag.List{diag.New("compose-format", diag.Place{}, "format", r.Format)}
	}
	if room == nil {
		room = &Room{}
	}
	c := composer{room: room, meter: limit.NewMeter(ctx, limit.Limits{}), report: r, editions: editions, edition: e, style: s, out: &document.Document{}, shell: shell}
	if !c.shelled() {
		c.shell = nil
	}
	c.head()
	c.title()
	c.organLine()
	for _, section := range e.Sections {
		c.section(section)
	}
	c.attachments()
	c.closing()
	c.annotation()
	c.annexes()
	c.imprint()
	c.gaps()
	if c.meter.Err() != nil {
		return nil, append(c.found, c.meter.Refusal())
	}
	if worst, any := c.found.Worst(); any && worst == diag.Error {
		return nil, c.found
	}
	return c.out, c.found
}

type composer struct {
	meter    *limit.Meter
	report   *report.Report
	editions *edition.Set
	edition  *edition.Edition
	style    *style.Style
	out      *document.Document
	shell    *Shell // nil: the report is printed by itself
	found    diag.List
	room     *Room
}

// whole adds a paragraph that is, or stands for, a part of the report as a whole.
func (c *composer) whole(role document.Role, part, text string) *document.Paragraph {
	p := c.paragraph(role, text)
	p.Of = document.Source{Part: part, Index: -1}
	return p
}

func (c *composer) paragraph(role document.Role, text string) *document.Paragraph {
	p := &document.Paragraph{Role: role, Runs: []document.Run{{Text: text}}, KeepNext: c.style.Of(role).KeepNext}
	c.out.Blocks = append(c.out.Blocks, p)
	return p
}

func (c *composer) title() {
	r := c.report
	printed := r.Title
	if printed == "" {
		printed = c.edition.TitleOf(r.Organization, r.Year)
	}
	c.out.Meta = document.Meta{Own: true, Format: r.Format, Organization: r.Organization, Year: r.Year,
		TitleDerived: r.Title == "", PrintedTitle: printed, DateISO: r.Date}
	form := c.style.Of(document.Title)
	words := c.titleWords()
	words.digit = c.style.Faces[form.Face].DigitWidth
	c.whole(document.Title, "title", strings.Join(titleLines(printed, r.Organization, words, c.style.Page.TextWidth()/(form.Size*5)), "\n"))
}

// organLine names the organ below the title, flush with the table, where the form has a line for it.
func (c *composer) organLine() {
	line := c.edition.OrganLine(c.report.Organization)
	if line == "" {
		return
	}
	const flush = 1 // twips, which nobody sees; 0 is the indent of the style
	p := c.whole(document.Body, "organization", line)
	p.Start, p.Hang, p.KeepNext = flush, flush, true
}

func (c *composer) titleWords() titleWords {
	return titleWords{whole: c.editions.Words.Title.Uncut, ends: &c.editions.Words.Title.Lines}
}

func (c *composer) section(s *edition.Section) {
	notes := c.report.Notes[s.Table]
	table := c.report.Tables[s.Table]
	paragraphs, present := c.report.Prose[s.Key]
	if s.Table != "" {
		present = table != nil || !notes.Empty()
	}
	if !present {
		return
	}
	if s.Heading != "" {
		c.whole(document.Section, cmp.Or(s.Table, s.Key), s.Heading)
	}
	if s.Table == "" {
		c.prose(s.Key, paragraphs)
		return
	}
	c.prose("notes/"+s.Table+"/above", notes.Above)
	if table != nil {
		c.table(s, table)
	}
	c.prose("notes/"+s.Table+"/below", notes.Below)
}

// prose adds the paragraphs of a part of the report.
func (c *composer) prose(part string, paragraphs []string) {
	for i, p := range paragraphs {
		if !c.meter.Step(10 + len(p)/32) {
			return
		}
		made := composeParagraph(p, c.style)
		made.Of = document.Source{Part: part, Index: i}
		c.out.Blocks = append(c.out.Blocks, made)
	}
}

// PrintedDate turns 2024-01-05 into 2024年1月5日 (GB/T 9704-2012 7.3.5.4: Arabic digits, no leading zeros). What is no
// such date is printed as it is.
func PrintedDate(iso string) string {
	parts := strings.Split(iso, "-")
	if len(parts) != 3 {
		return iso
	}
	month, err1 := strconv.Atoi(parts[1])
	day, err2 := strconv.Atoi(parts[2])
	if err1 != nil || err2 != nil {
		return iso
	}
	return strings.TrimLeft(parts[0], "0") + "年" + strconv.Itoa(month) + "月" + strconv.Itoa(day) + "日"
}
