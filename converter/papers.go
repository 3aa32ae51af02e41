package converter

import (
	"context"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// papers is a report on its way to paper: composed, settled and laid out when that is first asked for, and once for all files
// that are made of it.
type papers struct {
	converter *Converter
	report    *report.Report
	shell     *Shell
	strict    bool
	room      *room

	composed *document.Document
	settled  *document.Document
	pages    *layout.Pages
	found    diag.List // while composing
	laid     diag.List
}

// papers begins with a report. They hold what leave gives back, and outputs hold nothing of them.
func (c *Converter) papers(r *report.Report, to Target) *papers {
	return &papers{converter: c, report: r, shell: to.Shell, strict: to.Strict, room: c.room()}
}

func (p *papers) leave() { p.converter.leave(p.room) }

// serve reports whether a target can have these papers: a table of contents is added to the document itself.
func (p *papers) serve(to Target) bool {
	return p.shell == to.Shell && p.strict == to.Strict && !to.Contents
}

// write makes a file. It is the one place that knows the writers.
func (p *papers) write(ctx context.Context, to Target) (*Output, error) {
	if err := p.compose(ctx); err != nil {
		return nil, err
	}
	found := p.found[:len(p.found):len(p.found)]
	var data []byte
	var more diag.List
	var err error
	switch to.Format {
	case DOCX:
		data, more, err = p.docx(ctx, to)
	case HTML: // which knows no lines
		data, err = webpage.WriteContext(ctx, p.composed, p.converter.style, to.Fragment)
		err = failed(ctx, err)
	default:
		data, more, err = p.print(ctx, to)
	}
	found = append(found, more...)
	if err != nil {
		return nil, joined(err, found)
	}
	if err := strict(to, found); err != nil {
		return nil, err
	}
	return &Output{Data: data, Diagnostics: found}, nil
}

// failed is what a writer's error is to the caller: that of ctx, or a defect.
func failed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return defect(err)
	}
	return nil
}

func (p *papers) compose(ctx context.Context) error {
	if p.composed != nil {
		return nil
	}
	doc, found := compose.DocumentInShell(ctx, p.report, p.converter.editionsOf(p.report), p.converter.style, p.shell.composed(), &p.room.compose)
	if err := ctx.Err(); err != nil {
		return err
	}
	if doc == nil {
		return refuse(collect.Capped(found)...)
	}
	p.composed, p.found = doc, found
	return nil
}

// settle makes the document that pages and Word files have in common.
func (p *papers) settle(ctx context.Context) (*document.Document, error) {
	if p.settled == nil {
		doc, err := p.converter.settle(ctx, p.composed)
		if err != nil {
			return nil, err
		}
		p.settled = doc
	}
	return p.settled, nil
}

func (p *papers) docx(ctx context.Context, to Target) ([]byte, diag.List, error) {
	doc, err := p.settle(ctx)
	if err != nil {
		return nil, nil, err
	}
	if to.Contents {
		if found, err := p.converter.addContents(ctx, doc); err != nil {
			return nil, found, err
		}
	}
	write := p.converter.word.Write
	if to.Protect {
		write = p.converter.word.WriteForm
	}
	data, err := write(ctx, doc)
	return data, nil, failed(ctx, err)
}

// print makes a file of pages.
func (p *papers) print(ctx context.Context, to Target) ([]byte, diag.List, error) {
	doc, err := p.settle(ctx)
	if err != nil {
		return nil, nil, err
	}
	if p.pages == nil {
		if p.pages, p.laid, err = p.converter.lay(ctx, doc, to.Strict, &p.room.layout); err != nil {
			return nil, p.laid, err
		}
	}
	if to.Format == OFD {
		data, err := p.converter.printOFD(ctx, p.pages, p.report, to)
		return data, p.laid, err
	}
	info, more, err := p.converter.pdfInfo(p.report, p.pages.Title, to)
	if err != nil {
		return nil, p.laid, err
	}
	data, err := p.converter.printer.Write(ctx, p.pages, info)
	return data, append(p.laid[:len(p.laid):len(p.laid)], more...), failed(ctx, err)
}
