// Package report is the meaning of an annual report on government information disclosure (政府信息公开工作年度报告):
// its prose and the figures of its tables.
//
// A [Report] says nothing about how the document looks. Sections and tables are addressed by the keys that the edition
// files under templates/editions define ("overview", "requests", "new", "total" …), so that no label and no table shape
// stands in this code. Which keys there are, [nianbao/converter.Converter.Editions] tells.
//
//	sections   r.Prose["overview"]            paragraphs in a notation of their own: Spans, Paragraph, Plain
//	tables     r.Tables["requests"]           cells by row and column: Get, Set
//	cells      Count, Number, Annotated, Text blank, 0 and a mark such as "/" are three things and stay so
//	figures    Decimal, Sum                   exact, as written, never binary floating point
//
// [ParseCell] takes the printed form of a cell for what a person takes it to say: 1,234 and 22（其中修订16件） are figures, 46 3 is
// none. An [Evidence] tells where each cell of a report that was read from a document came from, how sure that is, and what
// became of each line.
//
// A report is read from, and written as, JSON and documents by package nianbao/converter; its JSON contract only grows.
package report

import (
	"maps"
	"slices"
)

// The years that a report can be about or dated in.
const (
	FirstYear = 1900
	LastYear  = 2999
)

// Report is one annual report. Every text is as in the source; see [Canonical] for what is normalised.
type Report struct {
	Format       string              // key of the edition, such as "2021"
	Organization string              // "" where the source does not say
	Year         int                 // 0 where the source does not say
	Title        string              // "" where the source has none: then the printed title follows the edition's pattern
	Prose        map[string][]string // section key -> paragraphs; a missing key: the document has no such section
	Tables       map[string]Table    // table key -> cells; nil or missing: the document has no such table
	Notes        map[string]Notes    // table key -> paragraphs around the table in its section
	TableFormats map[string]string   // table key -> edition it is printed by, only where the keys do not tell
	Signature    string              // signing organ below the text, "" for none
	Date         string              // date of issue, YYYY-MM-DD, "" for none
	Tail
}

// Tail is what stands around the signature (GB/T 9704-2012): paragraphs as printed, nil where the document has none.
type Tail struct {
	Attachments []string // 附件说明, between the text and the signature (7.3.4)
	Annotation  []string // 附注, below the date (7.3.6)
	Imprint     []string // 版记, at the foot of the last page (7.4): 抄送, 印发
}

// Notes are paragraphs that stand in the section of a table, above or below it.
type Notes struct {
	Above, Below []string
}

// Empty reports whether there is no paragraph.
func (n Notes) Empty() bool { return len(n.Above) == 0 && len(n.Below) == 0 }

// Equal reports whether two reports say the same, to the letter.
func Equal(a, b *Report) bool {
	return a.Format == b.Format && a.Organization == b.Organization && a.Year == b.Year && a.Title == b.Title &&
		a.Signature == b.Signature && a.Date == b.Date &&
		maps.EqualFunc(a.Prose, b.Prose, func(x, y []string) bool { return (x == nil) == (y == nil) && slices.Equal(x, y) }) &&
		maps.EqualFunc(a.Tables, b.Tables, func(x, y Table) bool { return (x == nil) == (y == nil) && maps.Equal(x, y) }) &&
		maps.EqualFunc(a.Notes, b.Notes, func(x, y Notes) bool { return slices.Equal(x.Above, y.Above) && slices.Equal(x.Below, y.Below) }) &&
		maps.Equal(a.TableFormats, b.TableFormats) &&
		slices.Equal(a.Attachments, b.Attachments) && slices.Equal(a.Annotation, b.Annotation) &&
		slices.Equal(a.Imprint, b.Imprint)
}
