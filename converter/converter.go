// Package converter is the front door of the library: it reads an annual report on government information disclosure
// (政府信息公开工作年度报告) from text, a web page, a Word file or JSON, and writes it as Word, PDF, OFD, a web page or JSON.
//
// Start with [New] and [Converter.Convert]:
//
//	c, err := converter.New(converter.Options{})
//	…
//	out, err := c.Convert(ctx, converter.Input{Name: "report.txt", Data: data}, converter.Target{Format: converter.DOCX})
//
// [Converter.Read] stops at the report itself (package nianbao/converter/report), [Converter.Write] starts from one, and
// [Converter.Batch] converts many inputs at once and hands the results back in the order given. [Converter.Check] tells
// what does not add up in a report (package nianbao/converter/check). These want one report in each input; a file may hold
// several, as of the townships of a county: [Converter.ReadAll], ConvertAll, CheckAll and BatchAll take them all.
//
// What went wrong, and what a person should look at, are values of package nianbao/converter/diag. A call returns all of
// them at once. The error is nil exactly when there is a result; otherwise it is a [*Refusal], which says why in one word for
// programs and in diagnostics for people, or the error of the context. Warnings come with a result: a figure that could
// not be placed with certainty is left blank and named, never guessed.
//
// The same input gives the same bytes, on every machine and at every time: nothing here reads a clock, the network or
// the environment. A [Converter] is immutable and may be used by many goroutines.
//
// Compatibility: formats, diagnostic codes and the JSON contract only grow.
package converter

import (
	"io/fs"
	"sync"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// Options configures a [Converter]. The zero value is the usual choice.
type Options struct {
	// Style is a house style file (see templates/styles); nil means GB/T 9704-2012.
	Style []byte
	// Limits bounds what one input may be; the zero value keeps the defaults.
	Limits Limits
	// Fonts holds TrueType files that go before the embedded faces in PDF and OFD. A file serves a role of the style (fangsong,
	// kaiti, heiti, song, xiaobiaosong) if it is named after it, or by one of the names that the style gives the role.
	// nil: none. See [Converter.Notices] for what became of each.
	Fonts fs.FS
	// Editions holds, at its root, files *.json that describe further editions of the form (see docs/formats/edition.md). One that the
	// program has already is refused. nil: none.
	Editions fs.FS
	// Recognizer reads what pages show that are pictures: scans in PDF files, PNG and JPEG files. nil: they are refused.
	Recognizer Recognizer
}

// Converter reads and writes reports. Make one with [New] and share it.
type Converter struct {
	forms      *edition.Forms
	known      func() *recognize.Knowledge // made when first used: data of our own needs none
	style      *style.Style
	limits     limit.Limits
	fonts      func() *sfnt.Set // opened when first used: only PDF and OFD need them
	word       *write.Writer
	printer    *pdf.Writer
	ofdPrinter *ofd.Writer
	checker    func() *check.Checker
	names      func() []*fieldnames.File // of the JSON of other systems
	notices    diag.List
	recognizer Recognizer
	rooms      sync.Pool // of *room

	listingStyle *style.Style    // of comparisons
	stock        *likeness.Stock // sentences that say nothing about who wrote them
}

// New returns a converter, or a [*Refusal] that says what is wrong: with the options, or with the data that the program was
// built with.
func New(o Options) (*Converter, error) {
	d, err := embeddedData()
	if err != nil {
		return nil, err
	}
	if o.Editions != nil {
		if d, err = withEditions(d, o.Editions); err != nil {
			return nil, err
		}
	}
	return newWith(d, o)
}

func newWith(d *data, o Options) (*Converter, error) {
	c := &Converter{forms: d.forms, style: d.style, limits: o.Limits.all(),
		fonts: sfnt.Embedded, printer: pdf.NewWriter(), ofdPrinter: ofd.NewWriter(), checker: d.checker, names: d.names,
		recognizer: o.Recognizer, listingStyle: d.listing, stock: d.stock}
	c.known = sync.OnceValue(func() *recognize.Knowledge { return recognize.Prepare(c.forms) })
	if o.Style != nil {
		s, err := style.Parse(o.Style)
		if err != nil {
			return nil, refuse(dataFault("style-invalid", err))
		}
		c.style = s
	}
	word, err := write.NewWriter(c.style)
	if err != nil {
		return nil, refuse(dataFault("style-invalid", err))
	}
	c.word = word
	if o.Fonts != nil {
		set, found, err := sfnt.Override(o.Fonts, c.faceNames(), c.limits)
		if err != nil {
			return nil, refuse(append(found, diag.New("font-folder", diag.Place{}, "folder", "", "problem", diag.Same(err.Error())))...)
		}
		c.fonts, c.notices = func() *sfnt.Set { return set }, found
	}
	return c, nil
}

// faceNames returns the names that each face role of the style goes by.
func (c *Converter) faceNames() map[string][]string {
	names := map[string][]string{}
	for role, face := range c.style.Faces {
		names[role] = append([]string{face.Name}, face.Alternatives...)
	}
	return names
}

// editionsOf returns the editions of the form that a report is of.
func (c *Converter) editionsOf(r *report.Report) *edition.Set { return c.forms.Of(r.Format) }

// vocabulary returns the keys of sections, tables and cells of all editions.
func (c *Converter) vocabulary() *contract.Vocabulary { return c.forms.Vocabulary() }

// Notices returns what there is to say about the options: which font files were taken and which were left out.
func (c *Converter) Notices() diag.List { return c.notices }

// Limits returns the limits in force.
func (c *Converter) Limits() Limits { return limitsOf(c.limits) }
