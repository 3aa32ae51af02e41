// Package read takes Office Open XML word processing files apart (ECMA-376, ISO/IEC 29500), of this product or of others, and gives
// the document that a reader of the page sees: merged cells resolved on a grid, automatic numbers computed, tracked changes as if
// accepted. What it leaves out it names in diagnostics. It follows no reference that leaves the package, runs nothing and copies nothing.
// Every limit of package limit is counted while reading; sizes that the file states are not believed.
//
// [Document] reads a file, [Styled] one that may have been written in a given house style, [Metered] a part of a larger input. [Locate]
// tells besides where each paragraph stands, for package annotate, which writes into somebody's own file.
//
// A file is read from the outside to the inside: opc gives the parts; properties.go reads what the file says of itself; styles.go and
// numbering.go read what paragraphs refer to; read.go goes over the blocks of the body, paragraph.go and run.go over what stands in them,
// table.go over rows and cells, which grid.go then puts on a grid. numbers.go counts lists as they go by, loss.go gathers what is left
// out, form.go reads the figures of a form, chunk.go hands what stands in the file in another format to those who read it.
package read

import (
	"context"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/xmlscan"
)

// Document takes a DOCX file apart. The document is nil, and the list holds an error, where the file is refused: it is none,
// it is damaged, it exceeds a limit, it needs a program that this is not, or ctx is done. Other entries name what was left out or
// simplified.
//
// Paragraphs in the styles of the embedded house style get their roles; see [Styled] for files in another one.
func Document(ctx context.Context, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	return Styled(ctx, data, limits, style.Default(), nil)
}

// Styled is [Document] for files that may have been written in the given house style. foreign reads what stands in the file in
// another format; nil: nothing of it is read.
func Styled(ctx context.Context, data []byte, limits limit.Limits, house *style.Style, foreign Foreign) (*document.Document, diag.List) {
	return Metered(limit.NewMeter(ctx, limits), data, house, foreign)
}

// Metered is [Styled] for a part of an input that a meter watches over already.
func Metered(m *limit.Meter, data []byte, house *style.Style, foreign Foreign) (*document.Document, diag.List) {
	if limits := m.Limits(); int64(len(data)) > limits.Input {
		return nil, diag.List{diag.New("docx-input-limit", diag.Place{}, "limit", limits.Input)}
	}
	p, fault := opc.Open(m, data)
	if fault != nil {
		return nil, diag.List{*fault}
	}
	doc, list, fault := readPackage(p, house, foreign)
	if fault != nil {
		return nil, append(list, *fault)
	}
	return doc, list
}

func readPackage(p *opc.Package, house *style.Style, foreign Foreign) (*document.Document, diag.List, *diag.Diagnostic) {
	return readLocated(p, house, foreign, nil)
}

// readLocated is readPackage; located, if not nil, is told where each paragraph stands.
func readLocated(p *opc.Package, house *style.Style, foreign Foreign, located *Located) (*document.Document, diag.List, *diag.Diagnostic) {
	meta, fault := readMeta(p)
	if fault != nil {
		return nil, nil, fault
	}
	title, fault := readTitle(p)
	if fault != nil {
		return nil, nil, fault
	}
	styles, fault := readStyles(p, house, meta.Own)
	if fault != nil {
		return nil, nil, fault
	}
	body, fault := p.Read(p.Main)
	if fault != nil {
		return nil, nil, fault
	}
	for contents := true; ; contents = false {
		numbers, fault := readNumbering(p, styles) // anew for each pass, since it counts
		if fault != nil {
			return nil, nil, fault
		}
		r := &reader{pack: p, styles: styles, numbers: numbers, dropContents: contents, foreign: foreign, title: title}
		if located != nil {
			located.begin(p.Main, body)
			r.located = &located.Paragraphs
		}
		numbers.found = func(format string) { r.loss.add("docx-number-format", format, r.paragraphs) }
		blocks, fault := r.body(body)
		if fault == nil && p.Meter().Err() != nil {
			refused := p.Meter().Refusal()
			fault = &refused
		}
		if fault != nil {
			return nil, nil, fault
		}
		if contents && (r.doubt || r.contentsOpen()) {
			// A table of contents that never ends, or that holds tables, has swallowed the report: read again and keep it.
			continue
		}
		if fault := r.surroundings(); fault != nil {
			return nil, nil, fault
		}
		bound := r.boundFigures()
		return &document.Document{Blocks: blocks, Meta: meta, Bound: bound, Title: r.title, Lossy: r.lossy, Asides: r.asides}, append(r.loss.diagnostics(p.Main), r.inner...), nil
	}
}

// reader is the state of one reading of the main part.
type reader struct {
	pack    *opc.Package
	styles  *styleTable
	numbers *numbering
	loss    losses
	arena   arena

	cellShapes     memory[shape]
	paragraphForms memory[form]
	runForms       memory[runForm]

	fields       []field
	muted        int  // fields whose text is not shown: in their code, or tables of contents
	dropContents bool // leave tables of contents out
	doubt        bool // one of them holds a table

	bookmark    string   // of ours, read last
	controls    []string // figures that controls of the open cell are bound to
	isForm      bool     // there was such a control
	paragraphs  int      // read so far
	nesting     int      // tables around
	cells       int      // of all tables
	spare       []*builder
	spareFlows  []*flow
	spareTables []*rawTable
	title       string           // what the document is called outside of its text
	headers     []string         // of the first section: relationships
	asides      []document.Aside // text that was left out
	sectioned   bool             // it has been read

	foreign Foreign // reads chunks of other formats; nil: nobody does
	chunks  int     // read so far
	inner   diag.List
	lossy   bool    // a chunk is text that lost its layout
	located *[]Span // where paragraphs stand, if somebody asked
}

// body reads word/document.xml.
func (r *reader) body(data []byte) ([]document.Block, *diag.Diagnostic) {
	s := newScanner(r.pack, r.pack.Main, data)
	f := &flow{}
	if s.Next() == xmlscan.StartTag && !s.Is(nsW, "document") {
		s.Fail("docx-root", "name", string(s.Local))
	}
	for c := s.Children(); c.Next(); {
		if s.Is(nsW, "body") {
			r.blocks(s, f)
		}
	}
	s.Finish()
	r.settle(f)
	if s.Failed() {
		return nil, s.Diagnosis()
	}
	if r.loss.pending() {
		r.loss.fill("")
	}
	return f.blocks, nil
}

// flow is where blocks go: the body, a cell or a text box.
type flow struct {
	blocks []document.Block
	cell   *rawCell // the cell, where empty paragraphs count
	joined *builder // a paragraph whose mark is deleted or hidden: the next one continues it
}

// newFlow returns the flow of a cell. Nearly every cell holds one paragraph, so that the list of another cell's will do.
func (r *reader) newFlow(cell *rawCell) *flow {
	n := len(r.spareFlows)
	if n == 0 {
		return &flow{cell: cell}
	}
	f := r.spareFlows[n-1]
	r.spareFlows = r.spareFlows[:n-1]
	*f = flow{blocks: f.blocks[:0], cell: cell}
	return f
}

// blocks reads the block-level children of the element that the scanner stands on (17.2.2: EG_BlockLevelElts).
func (r *reader) blocks(s *scanner, f *flow) {
	for c := s.Children(); c.Next(); {
		switch s.NS {
		case nsW:
			switch string(s.Local) {
			case "p":
				r.paragraph(s, f)
			case "tbl":
				r.table(s, f)
			case "tcPr":
				if f.cell != nil {
					r.cellProperties(s, &f.cell.shape)
				}
			case "sdt":
				r.contentControl(s, func() { r.blocks(s, f) })
			case "customXml", "smartTag", "sdtContent":
				r.blocks(s, f)
			case "ins", "moveTo":
				r.loss.add("docx-tracked", "", r.paragraphs)
				r.blocks(s, f)
			case "del", "moveFrom":
				r.loss.add("docx-tracked", "", r.paragraphs)
			case "sectPr":
				r.section(s)
			case "altChunk":
				r.chunk(s, f)
			}
		case nsMC:
			if s.Is(nsMC, "AlternateContent") {
				r.alternate(s, func() { r.blocks(s, f) })
			}
		case nsMath:
			if s.Is(nsMath, "oMathPara") || s.Is(nsMath, "oMath") {
				b := r.newBuilder()
				r.math(s, b)
				r.finish(b, f)
			}
		}
	}
}

// contentControl reads w:sdt (17.5.2): what is in it, unless it is a generated table of contents. The text of an unfilled
// placeholder is left out, and its cell or paragraph stays, or the cells beside it would move.
func (r *reader) contentControl(s *scanner, content func()) {
	drop, prompt := false, false
	for c := s.Children(); c.Next(); {
		switch {
		case s.Is(nsW, "sdtPr"):
			for c := s.Children(); c.Next(); {
				switch {
				case s.Is(nsW, "dataBinding"):
					r.bindControl(s)
				case s.Is(nsW, "docPartObj"):
					for c := s.Children(); c.Next(); {
						if v, _ := s.val(); s.Is(nsW, "docPartGallery") && string(v) == "Table of Contents" && r.dropContents {
							r.loss.add("docx-contents", "", r.paragraphs)
							drop = true
						}
					}
				case s.Is(nsW, "showingPlcHdr") && s.onOff():
					r.loss.add("docx-placeholder", "", r.paragraphs)
					prompt = true
				}
			}
		case s.Is(nsW, "sdtContent") && prompt:
			r.muted++
			content()
			r.muted--
		case s.Is(nsW, "sdtContent") && !drop:
			content()
		}
	}
}

// alternate reads the one branch of mc:AlternateContent (ECMA-376-3 10.2) whose namespaces the reader knows, or the
// fallback. Reading both would double a text box.
func (r *reader) alternate(s *scanner, content func()) {
	done := false
	for c := s.Children(); c.Next(); {
		if done || s.NS != nsMC {
			continue
		}
		switch string(s.Local) {
		case "Choice":
			requires, _ := s.Attribute(nsNone, "Requires")
			if done = s.knowsAll(requires); done {
				content()
			}
		case "Fallback":
			done = true
			content()
		}
	}
}

// knowsAll reports whether all prefixes of a list stand for namespaces whose text the reader finds.
func (s *scanner) knowsAll(prefixes []byte) bool {
	found := false
	for len(prefixes) > 0 {
		n := 0
		for n < len(prefixes) && !xmlscan.IsSpace(prefixes[n]) {
			n++
		}
		if n > 0 {
			switch s.Lookup(prefixes[:n]) {
			case nsShape, nsCanvas, nsWord14, nsW, nsMath:
				found = true
			default:
				return false
			}
		}
		prefixes = prefixes[min(n+1, len(prefixes)):]
	}
	return found
}

// target returns where a relationship of the main part leads, or its id.
func (r *reader) target(id string) string {
	for _, x := range r.pack.Relations {
		if x.ID == id {
			return x.Target
		}
	}
	return id
}
