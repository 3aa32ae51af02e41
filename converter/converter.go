// Package converter is the front door of the library: it reads an annual report on government information disclosure
// (政府信息公开工作年度报告) from text, a web page, a Word file or JSON, and writes it as Word, PDF, a web page or JSON.
//
// Start with [New] and [Converter.Convert]:
//
//	c, err := converter.New(converter.Options{})
//	…
//	out, err := c.Convert(ctx, converter.Input{Name: "report.txt", Data: data}, converter.Target{Format: converter.DOCX})
//
// [Converter.Read] stops at the report itself (package nianbao/converter/report), [Converter.Write] starts from one, and
// [Converter.Batch] converts many inputs at once and hands the results back in the order given.
//
// What went wrong, and what a person should look at, are values of package nianbao/converter/diag. A call returns all of
// them at once. The error is nil exactly when there is a result; it is then a [*Refusal], which says why in one word for
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

	"nianbao/converter/diag"
	"nianbao/converter/internal/docx"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// Limits bounds the work that one input can cause; see [DefaultLimits].
type Limits = limit.Limits

// DefaultLimits returns the limits that hold unless [Options] gives others.
func DefaultLimits() Limits { return limit.Default() }

// Options configures a [Converter]. The zero value is the usual choice.
type Options struct {
	// Style is a house style file (see templates/styles); nil means GB/T 9704-2012.
	Style []byte
	// Limits replaces the default limits, all of them; nil keeps the defaults.
	Limits *Limits
	// Fonts replaces the embedded faces in PDF, by role: it holds fangsong.ttf, kaiti.ttf, heiti.ttf, song.ttf and
	// xiaobiaosong.ttf, as many of them as are to be replaced. nil: none.
	Fonts fs.FS
}

// Converter reads and writes reports. Make one with [New] and share it.
type Converter struct {
	editions *edition.Set
	style    *style.Style
	limits   limit.Limits
	fonts    fs.FS
	word     *docx.Writer
	notices  diag.List
}

// New returns a converter, or a [*Refusal] that says what is wrong with the options.
func New(o Options) (*Converter, error) {
	c := &Converter{editions: edition.Official(), style: style.Default(), limits: limit.Default(), fonts: o.Fonts}
	if o.Limits != nil {
		c.limits = *o.Limits
	}
	if o.Style != nil {
		s, err := style.Parse(o.Style)
		if err != nil {
			return nil, refuse(diag.New("style-invalid", diag.Place{}, "problem", err))
		}
		c.style = s
	}
	word, err := docx.NewWriter(c.style)
	if err != nil {
		return nil, refuse(diag.New("style-invalid", diag.Place{}, "problem", err))
	}
	c.word = word
	return c, nil
}

// Vocabulary returns the keys of sections, tables and cells of all editions, for package report.
func (c *Converter) Vocabulary() *report.Vocabulary { return c.editions.Vocabulary() }

// Notices returns what there is to say about the options: which font files were taken and which were left out.
func (c *Converter) Notices() diag.List { return c.notices }

// Limits returns the limits in force.
func (c *Converter) Limits() Limits { return c.limits }
