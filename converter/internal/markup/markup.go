// Package markup reads text whose tables are written in a table syntax: Markdown, wiki, AsciiDoc, LaTeX, CSV, the
// printed lists of a script, HTML tables among prose.
//
// Package plaintext gives loose lines: it cannot know whether a bar ends a cell or a sentence. But much of what offices
// send has come through a converter, and converters write a syntax that says where each cell stands. This package finds
// the tables that are written so, resolves them to grids, and leaves every other line as plaintext gave it: same number,
// same tokens, same columns.
//
// The danger is on one side only. A table that is left loose is read as it always was; a heap of bars that is taken for
// a table moves figures. So a syntax claims lines only where it is unmistakable: a delimiter row, the fence of an
// environment, quotes or commas in rows that agree. In doubt it claims nothing.
//
// How it works: Read walks over the lines once (markup.go) and asks each syntax (one file each: pipe.go, grid.go,
// mediawiki.go …) whether its table begins here. A syntax answers with blocks and the number of lines they took, or
// with the number of lines about which it need not be asked again, which keeps the walk linear however much looks half
// like a table. A syntax cuts rows into fields; fields.go makes a grid of them, with the spans that the syntax knows or
// flat; inline.go reads the marks inside a cell (emphasis, escapes, line breaks). Last, prose.go reads the lines between
// the tables as the markup that the tables and headings have given evidence of; a text without evidence keeps every
// character.
package markup

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
)

// syntax is one way of writing tables in text.
type syntax interface {
	// Name is what people call the syntax.
	Name() string
	// Signs are the bytes of which a line must hold one for a table to begin there.
	Signs() string
	// Read returns what the table at line at holds and how many lines it takes. Without blocks, the number says for how
	// many lines from at on there is nothing for this syntax.
	Read(r *reader, at int) ([]document.Block, int)
}

// syntaxes are asked in this order: those with a fence first, because what stands inside is theirs.
func syntaxes() []syntax {
	return []syntax{
		htmlTables{}, mediaWiki{}, asciiDoc{}, latex{}, grid{}, org{}, pipe{}, jira{}, dokuWiki{}, textile{}, creole{},
		lists{}, frame{}, delimited{','}, delimited{';'}, delimited{'\t'}, dashes{},
	}
}

// reader is one text under way.
type reader struct {
	lines  []document.Line
	limits limit.Limits
	meter  *limit.Meter
	cells  int            // cells of all tables so far
	seen   map[string]int // tables by the name of their syntax
	found  diag.List      // what the page reader said about fragments
	asides []document.Aside
	last   map[string]int // the last line that holds an ending fence
}

// Read returns the text as loose lines and resolved tables. The document is nil if the list has an error.
func Read(ctx context.Context, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	m := limit.NewMeter(ctx, limits)
	doc, found := plaintext.ReadMetered(m, data)
	if doc == nil {
		return nil, found
	}
	var blocks []document.Block
	r := &reader{limits: limits, meter: m, seen: map[string]int{}, last: map[string]int{}}
	for _, b := range doc.Blocks {
		loose, ok := b.(*document.Loose)
		if !ok {
			blocks = append(blocks, b)
			continue
		}
		r.lines = unnumbered(loose.Lines)
		for i := range r.lines {
			if was := loose.Lines[i].Text; len(was) > len(r.lines[i].Text) {
				r.setAside(r.lines[i].Number, 1, strings.TrimSpace(was[:len(was)-len(r.lines[i].Text)]))
			}
		}
		made := r.blocks()
		if m.Err() != nil {
			break
		}
		r.uncovered(made)
		blocks = append(blocks, made...)
	}
	doc.Blocks = blocks
	if m.Err() == nil {
		r.asides = append(r.asides, readProse(m, blocks, r.seen)...)
	}
	if found = append(found, r.found...); m.Err() != nil {
		return nil, append(found, m.Refusal())
	}
	slices.SortStableFunc(r.asides, func(a, b document.Aside) int { return cmp.Compare(a.Place.Line, b.Place.Line) })
	doc.Asides = append(doc.Asides, r.asides...)
	return doc, found
}

// blocks cuts the lines into tables and what stands between them.
func (r *reader) blocks() []document.Block {
	var out []document.Block
	all := syntaxes()
	again := make([]int, len(all)) // the line from which on a syntax is asked again
	begins := make([]signs, len(all))
	for i, s := range all {
		begins[i] = signsIn(s.Signs())
	}
	var here signs
	next := r.signsAt(0)
	loose := 0 // the first line that is in no block yet
	for at := 0; at < len(r.lines) && r.meter.Step(20); {
		took := 0
		here, next = next, r.signsAt(at+1)
		for i, s := range all {
			if again[i] > at {
				continue
			}
			line := here
			if s == (dashes{}) {
				line |= next // the ruler stands under the header
			}
			if line&begins[i] == 0 {
				continue
			}
			blocks, n := s.Read(r, at)
			if len(blocks) > 0 && n > 0 {
				out = append(appendLoose(out, r.lines[loose:at]), blocks...)
				r.count(s.Name(), blocks)
				took = n
				break
			}
			again[i] = at + max(n, 1)
		}
		if took > 0 {
			at += took
			loose, next = at, r.signsAt(at)
			continue
		}
		at++
	}
	if r.meter.Err() != nil {
		return nil
	}
	return appendLoose(out, r.lines[loose:])
}

// count notes the tables of a syntax and their cells.
func (r *reader) count(name string, blocks []document.Block) {
	for _, b := range blocks {
		if t, ok := b.(*document.Table); ok {
			r.seen[name]++
			r.cells += len(t.Cells)
		}
	}
}

// appendLoose adds lines to the loose block at the end of blocks, or as a new one.
func appendLoose(blocks []document.Block, lines []document.Line) []document.Block {
	if len(lines) == 0 {
		return blocks
	}
	if n := len(blocks); n > 0 {
		if last, ok := blocks[n-1].(*document.Loose); ok {
			last.Lines = append(last.Lines, lines...)
			return blocks
		}
	}
	return append(blocks, &document.Loose{Lines: append([]document.Line(nil), lines...)})
}

// text returns a line.
func (r *reader) text(at int) string { return r.lines[at].Text }

// closes reports whether a line that is an end stands at or behind at. The last one is looked for once, so that a
// thousand openings without an end cost no more than one.
func (r *reader) closes(at int, name string, isEnd func(string) bool) bool {
	last, ok := r.last[name]
	if !ok {
		for last = len(r.lines) - 1; last >= 0 && !isEnd(r.text(last)); last-- {
		}
		r.last[name] = last
	}
	return last >= at
}
