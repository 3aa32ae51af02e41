package converter

import (
	"context"
	"time"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/report"
)

// Target says what to make of a report.
type Target struct {
	Format Format
	// Strict refuses a conversion that has warnings.
	Strict bool
	// Fragment makes HTML the bare article, for a portal's editor, and not a page of its own.
	Fragment bool
	// Created is the date of creation that a PDF or an OFD states; zero: that of the report, where it has one.
	Created time.Time
	// Profile is what a PDF promises; "" is [PDFA3aUA1].
	Profile Profile
	// Protect makes a DOCX a form: people can change its figures and prose and nothing else, without a password, and each figure stands
	// in a content control, so that reading it back can compare.
	Protect bool
	// Contents puts a page with a table of contents before a DOCX: a field, which word processors renew, filled with the pages of our own layout.
	Contents bool
	// NoAttachment leaves the report's data (its JSON, by which [Converter.Read] gets the report back) out of a PDF
	// or an OFD.
	NoAttachment bool
	// Shell prints the report in the form of an official document (公文), with these values; nil: by itself, or as the style says.
	Shell *Shell
}

// Check says what is wrong with a target whatever the report, a [*Refusal].
func (to Target) Check() error {
	if err := checkTarget(to.Format); err != nil {
		return err
	}
	if to.Protect && to.Format != DOCX {
		return refuse(diag.New("protect-format", diag.Place{}, "format", to.Format))
	}
	if to.Contents && to.Format != DOCX {
		return refuse(diag.New("contents-format", diag.Place{}, "format", to.Format))
	}
	if to.Contents && to.Shell != nil {
		return refuse(diag.New("contents-shell", diag.Place{}))
	}
	if to.Shell != nil && to.Format.isData() {
		return refuse(diag.New("shell-format", diag.Place{}, "format", to.Format))
	}
	_, err := to.Profile.written()
	return err
}

// Output is a file that was made.
type Output struct {
	Data []byte
	// Diagnostics is what a person should look at; none is of severity error.
	Diagnostics diag.List
}

// Write makes a file of a report. The report is not changed.
func (c *Converter) Write(ctx context.Context, r *report.Report, to Target) (*Output, error) {
	if err := to.Check(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if to.Format.isData() {
		return c.writeData(r, to)
	}
	p := c.papers(r, to)
	defer p.leave()
	return p.write(ctx, to)
}

// writeData makes a file that no document stands behind.
func (c *Converter) writeData(r *report.Report, to Target) (*Output, error) {
	if to.Format == JSON {
		return &Output{Data: contract.AppendJSON(nil, r, c.vocabulary())}, nil
	}
	data, found := c.namesOf(to.Format).Write(r)
	if data == nil {
		return nil, refuse(collect.Capped(found)...)
	}
	if err := strict(to, found); err != nil {
		return nil, err
	}
	return &Output{Data: data, Diagnostics: found}, nil
}

// room is memory that a document is composed and laid out in.
type room struct {
	compose compose.Room
	layout  layout.Room
}

// room returns memory, and leave gives it back.
func (c *Converter) room() *room {
	if r, ok := c.rooms.Get().(*room); ok {
		return r
	}
	return &room{}
}

func (c *Converter) leave(r *room) {
	r.compose.Reset()
	r.layout.Reset()
	c.rooms.Put(r)
}

// settle gives a document the character spacing that pages and Word files have in common. Its error is that of ctx.
func (c *Converter) settle(ctx context.Context, doc *document.Document) (*document.Document, error) {
	return layout.Settle(ctx, doc, c.style, c.fonts(), layout.Options{Limits: c.limits})
}

// lay puts a settled document on pages, in a room or (nil) in memory of their own. Its error is that of ctx, or a refusal; what goes with
// a refusal is the list.
func (c *Converter) lay(ctx context.Context, doc *document.Document, strict bool, in *layout.Room) (*layout.Pages, diag.List, error) {
	pages, found, err := layout.Lay(ctx, doc, c.style, c.fonts(), layout.Options{Limits: c.limits, Strict: strict, Room: in})
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case err != nil:
		return nil, found, defect(err)
	case pages == nil:
		return nil, nil, refuse(found...)
	}
	return pages, found, nil
}

// pdfInfo is what a PDF says about itself, and carries.
func (c *Converter) pdfInfo(r *report.Report, title string, to Target) (pdf.Info, diag.List, error) {
	profile, err := to.Profile.written()
	info := pdf.Info{Author: r.Organization, Date: created(r, to), Profile: profile}
	switch {
	case err != nil || to.NoAttachment:
		return info, nil, err
	case !profile.Attaches():
		return info, diag.List{diag.New("pdf-without-data", diag.Place{}, "profile", string(to.Profile))}, nil
	}
	info.Attachments = []pdf.Attachment{{Name: pdf.ReportName, MIME: "application/json", Description: title, Date: info.Date,
		Data: contract.AppendJSON(nil, r, c.vocabulary())}}
	return info, nil, nil
}

// created is the date that a PDF or an OFD states: the caller's, else the report's own, else none. No clock is read.
func created(r *report.Report, to Target) time.Time {
	if !to.Created.IsZero() || r.Date == "" {
		return to.Created
	}
	date, err := time.Parse(time.DateOnly, r.Date)
	if err != nil {
		return time.Time{}
	}
	return date
}

// defect is the refusal of an error that no input should cause.
func defect(err error) error {
	return refuse(diag.New("internal-error", diag.Place{}, "problem", err))
}

// strict refuses what has warnings, and keeps them in the refusal.
func strict(to Target, found diag.List) error {
	n := found.Count(diag.Warning)
	if !to.Strict || n == 0 {
		return nil
	}
	return refuse(append(found[:len(found):len(found)], diag.New("strict-warnings", diag.Place{}, "count", n))...)
}
