package recognize

import (
	"slices"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
)

// Tables in the cells of tables.

// unnest returns the document with what stands in the cells of tables that hold tables, and are none of the form's
// themselves, in place of those tables.
func unnest(doc *document.Document, tales map[string]string) *document.Document {
	if !slices.ContainsFunc(doc.Blocks, func(b document.Block) bool { t, ok := b.(*document.Table); return ok && nests(t) }) {
		return doc
	}
	out := *doc
	out.Blocks = nil
	for _, b := range doc.Blocks {
		out.Blocks = appendUnnested(out.Blocks, b, tales)
	}
	return &out
}

func appendUnnested(blocks []document.Block, b document.Block, tales map[string]string) []document.Block {
	t, ok := b.(*document.Table)
	if !ok || !nests(t) || ofForm(t, tales) {
		return append(blocks, b)
	}
	for i := range t.Cells {
		for _, p := range t.Cells[i].Paragraphs {
			blocks = append(blocks, p)
		}
		for _, inner := range t.Cells[i].Tables {
			blocks = appendUnnested(blocks, inner, tales)
		}
	}
	return blocks
}

func nests(t *document.Table) bool {
	for i := range t.Cells {
		if len(t.Cells[i].Tables) > 0 {
			return true
		}
	}
	return false
}

// ofForm reports whether a table has labels of the form in cells of its own.
func ofForm(t *document.Table, tales map[string]string) bool {
	const enough = 3
	n := 0
	for i := range t.Cells {
		if s := t.Cells[i].Text(); len(s) < 300 && tales[fold.Text(s)] != "" {
			n++
		}
	}
	return n >= enough
}
