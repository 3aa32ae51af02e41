package converter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/flatopc"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/odt"
	"nianbao/converter/internal/ofdread"
	"nianbao/converter/internal/pdfread"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/rtf"
	"nianbao/converter/internal/sniff"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/internal/worddoc"
	"nianbao/converter/internal/wordxml"
	"nianbao/converter/report"
)

// Input is one file to read.
type Input struct {
	// Name is the file's name. Diagnostics carry it, and it decides the format where the content leaves that open.
	Name string
	// Format is what the file is; "" lets the content decide first and the name second.
	Format Format
	// Data is the file.
	Data []byte
	// Load gives the data where Data is nil; it is called once, by the goroutine that does the work. Its error is the
	// error of the call.
	Load func() ([]byte, error)

	member bool // of an archive: one in it is not opened
}

// Reading is a report that was read.
type Reading struct {
	Report *report.Report
	// File is the name of the input that the report was read from, or of the file in it where that is an archive.
	File string
	// Evidence says where each cell came from; nil for JSON and for the data that a PDF carries, which are no evidence but
	// the data themselves. A PDF that carries none is read from its pages and has evidence.
	Evidence *report.Evidence
	// Source is the format that was read.
	Source Format
	// Number counts the reports of an input that holds several: 1, 2, …; 0 for the only one.
	Number int
	// Diagnostics is what a person should look at; none is of severity error.
	Diagnostics diag.List

	word []byte // the file, where it is a Word file with this report alone: the one to annotate
}

// Read reads the report of an input. One that holds several is refused, with the place at which each begins: see
// [Converter.ReadAll].
func (c *Converter) Read(ctx context.Context, in Input) (*Reading, error) {
	all, err := c.read(ctx, in, true)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// ReadAll reads every report of an input, at least one, in the order of the input: a file may be a collection, as of the
// townships of a county, or a ZIP archive of files. The copy of a report that stands in the same file is left out, and a diagnostic says so. Of a file whose reports
// stand apart (a list in JSON, an archive) those that can be read are returned beside the refusal of the others.
func (c *Converter) ReadAll(ctx context.Context, in Input) ([]*Reading, error) {
	return c.read(ctx, in, false)
}

// read reads an input; one refuses several reports.
func (c *Converter) read(ctx context.Context, in Input, one bool) ([]*Reading, error) {
	data, err := c.load(in)
	if err != nil {
		return nil, named(err, in.Name)
	}
	inputs, passed, ok, err := c.opened(ctx, in, data)
	if err != nil {
		return nil, err
	}
	var all []*Reading
	if ok {
		all, err = c.readArchive(ctx, inputs, passed, one)
	} else {
		all, err = c.readings(ctx, in, data, one)
	}
	for _, reading := range all {
		nameAll(reading.Diagnostics, in.Name)
		reading.File = cmp.Or(reading.File, in.Name)
		if reading.Source == DOCX && reading.Number == 0 && !ok {
			reading.word = data
		}
	}
	if err != nil {
		return all, named(err, in.Name)
	}
	return all, nil
}

// readings reads an input that is one file.
func (c *Converter) readings(ctx context.Context, in Input, data []byte, one bool) ([]*Reading, error) {
	format, err := c.sourceOf(in, data)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if format == JSON || c.namesOf(format) != nil {
		all, err := c.readJSON(ctx, in, data, one)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return all, err
	}
	var before diag.List // what is told of data that are not believed
	if format == PDF || format == OFD {
		r, found := c.attached(ctx, format, data)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch {
		case r != nil:
			return []*Reading{{Report: r, Source: format, Diagnostics: found}}, nil
		case format == OFD && !found.Has("ofd-data-invalid"):
			before = found
		case found != nil:
			return nil, refuse(found...)
		}
	}
	var doc *document.Document
	var found diag.List
	isScan := false
	if format == XLSX || format == CSV {
		var records []*Reading
		records, doc, found = c.sheets(ctx, format, data)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if one && len(records) > 1 {
			return nil, refuse(severalRecords("sheet-several", records)...)
		}
		if records != nil {
			for _, r := range records {
				r.name(r.Diagnostics)
			}
			return records, nil
		}
	} else {
		if doc, found, isScan, err = c.documentOrScan(ctx, format, data); err != nil {
			return nil, err
		}
		found = append(before, found...)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if doc == nil {
		return nil, refuse(collect.Capped(found)...)
	}
	all, err := c.recognized(ctx, doc, found, format, one)
	if err == nil && isScan {
		c.proveRecognised(all)
	}
	return all, err
}

// recognized reads the reports of a document; found is what its reader said. one refuses several.
func (c *Converter) recognized(ctx context.Context, doc *document.Document, found diag.List, format Format, one bool) ([]*Reading, error) {
	recognized, refusal := c.known().Reports(ctx, doc)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if one {
		refusal = append(refusal, recognize.Several(recognized)...)
	}
	if len(refusal) > 0 {
		return nil, refuse(collect.Capped(append(found, refusal...))...)
	}
	if tooLong := c.tooLong(recognized); len(tooLong) > 0 {
		return nil, refuse(collect.Capped(append(found, tooLong...))...)
	}
	return c.examined(recognized, format, found), nil
}

// attached reads the report that a PDF or an OFD carries as data. Both results are nil where it carries none.
func (c *Converter) attached(ctx context.Context, format Format, data []byte) (*report.Report, diag.List) {
	read, invalid := pdfread.Attached, diag.Code("pdf-data-invalid")
	if format == OFD {
		read, invalid = ofdread.Attached, "ofd-data-invalid"
	}
	data, added := read(limit.NewMeter(ctx, c.limits), data)
	if data == nil {
		return nil, added // nil where it carries none
	}
	r, found := contract.DecodeLimited(ctx, data, c.vocabulary(), c.limits)
	if r == nil {
		return nil, append(diag.List{diag.New(invalid, diag.Place{})}, found...)
	}
	return r, append(added, found...)
}

// examined looks at the cells of what was recognised. What was found before goes with the first report.
func (c *Converter) examined(recognized []recognize.Reading, format Format, found diag.List) []*Reading {
	all := make([]*Reading, len(recognized))
	for i, r := range recognized {
		if r.Evidence.Source == "" {
			r.Evidence.Source = string(format)
		}
		found = append(found, r.Found...)
		if len(recognized) == 1 { // the names say nothing of which report
			found = append(found, examineBound(r.Report, r.Evidence, r.Doc, c.editions)...)
		}
		found = append(found, examineCells(r.Report, r.Evidence, r.Doc, c.editions)...)
		all[i] = &Reading{Report: r.Report, Evidence: r.Evidence, Source: format, Diagnostics: collect.Capped(found)}
		found = nil
		if len(recognized) > 1 {
			all[i].Number = i + 1
			all[i].name(all[i].Diagnostics)
		}
	}
	return all
}

// tooLong says which of the reports have more text than one report may have: what is checked and set on pages as one.
func (c *Converter) tooLong(recognized []recognize.Reading) diag.List {
	var found diag.List
	for _, r := range recognized {
		n := 0
		for _, paragraphs := range r.Report.Prose {
			for _, p := range paragraphs {
				n += utf8.RuneCountInString(p)
			}
		}
		if n > c.limits.ReportCharacters {
			found = append(found, diag.New("report-limit", diag.Place{Line: r.Line, Report: r.Report.Organization}, "limit", c.limits.ReportCharacters))
		}
	}
	return found
}

// name puts on diagnostics whose report they are of, where the input holds several.
func (r *Reading) name(found diag.List) {
	if r.Number == 0 {
		return
	}
	for i := range found {
		found[i].Place.Report = cmp.Or(r.Report.Organization, r.Report.Title, "#"+strconv.Itoa(r.Number))
	}
}

func (c *Converter) load(in Input) ([]byte, error) {
	data := in.Data
	if data == nil && in.Load != nil {
		var err error
		if data, err = in.Load(); err != nil {
			return nil, fmt.Errorf("loading: %w", err)
		}
	}
	if int64(len(data)) > c.limits.Input {
		return nil, refuse(diag.New("input-limit", diag.Place{}, "limit", c.limits.Input))
	}
	return data, nil
}

// document is the one place that knows the readers.
func (c *Converter) document(ctx context.Context, format Format, data []byte) (*document.Document, diag.List) {
	switch format {
	case Text:
		return markup.Read(ctx, data, c.limits)
	case HTML:
		if sniff.Of(data, "") == sniff.WebArchive {
			return webpage.ReadArchive(ctx, data, c.limits)
		}
		return webpage.Read(ctx, data, c.limits)
	case PDF:
		return pdfread.Shown(limit.NewMeter(ctx, c.limits), data)
	case OFD:
		return ofdread.Read(limit.NewMeter(ctx, c.limits), data)
	case DOCX:
		if sniff.Of(data, "") == sniff.FlatOPC {
			return c.flatOPC(ctx, data)
		}
		return read.Styled(ctx, data, c.limits, c.style, c.chunk)
	case Doc:
		if sniff.Of(data, "") == sniff.WordXML {
			return wordxml.Read(ctx, data, c.limits, c.style)
		}
		return worddoc.Read(ctx, data, c.limits, c.style)
	case RTF:
		return rtf.Read(ctx, data, c.limits, c.style)
	case ODT:
		return odt.Read(ctx, data, c.limits, c.style)
	default:
		return nil, diag.List{diag.New("format-unknown", diag.Place{}, "value", format, "known", names(Readable()))}
	}
}

// flatOPC reads a .docx that is one XML file.
func (c *Converter) flatOPC(ctx context.Context, data []byte) (*document.Document, diag.List) {
	packed, fault := flatopc.Pack(limit.NewMeter(ctx, c.limits), data)
	if fault != nil {
		return nil, diag.List{*fault}
	}
	limits := c.limits
	limits.Input = max(limits.Input, int64(len(packed)))
	return read.Styled(ctx, packed, limits, c.style, c.chunk)
}

// chunk reads a file inside of a Word file: a page, a web archive or another Word file, in which no file is read any more.
func (c *Converter) chunk(m *limit.Meter, name string, data []byte) (*document.Document, diag.List) {
	switch sniff.Of(data, name) {
	case sniff.HTML:
		return webpage.ReadMetered(m, data, c.limits)
	case sniff.WebArchive:
		return webpage.ReadArchiveMetered(m, data, c.limits)
	case sniff.DOCX:
		return read.Metered(m, data, c.style, nil)
	}
	return nil, nil
}

// formatOf believes the caller, then the content, then the name. A caller that names a format is believed even where
// the content looks like another: the reader then says what it missed.
func formatOf(in Input, data []byte) (Format, error) {
	kind := sniff.Of(data, in.Name)
	if in.Format == Text && kind == sniff.PDF {
		return "", refuse(diag.New("pdf-as-text", diag.Place{}))
	}
	if in.Format != "" && kind != sniff.Empty {
		if known := Readable(); !kind.Readable() && (in.Format == Text || !slices.Contains(known, in.Format)) {
			return "", refuse(notRead(kind))
		} else if !slices.Contains(known, in.Format) {
			return "", refuse(diag.New("format-unreadable", diag.Place{}, "value", in.Format, "known", names(known)))
		}
		return in.Format, nil
	}
	if !kind.Readable() {
		return "", refuse(notRead(kind))
	}
	switch kind { // what is another format in its own wrapping
	case sniff.WebArchive:
		return HTML, nil
	case sniff.FlatOPC:
		return DOCX, nil
	case sniff.WordXML:
		return Doc, nil
	}
	return Format(kind), nil
}

// notRead says what a file is that is not read, and what to do; the catalogue has one message for each kind.
func notRead(kind sniff.Kind) diag.Diagnostic {
	return diag.New("input-"+diag.Code(kind), diag.Place{}, "known", names(Readable()))
}

// named puts the input's name on the diagnostics of a refusal.
func named(err error, name string) error {
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		nameAll(refusal.Diagnostics, name)
		return refusal
	}
	return err
}

func nameAll(found diag.List, name string) {
	for i := range found {
		if found[i].Place.File == "" {
			found[i].Place.File = name
		}
	}
}
