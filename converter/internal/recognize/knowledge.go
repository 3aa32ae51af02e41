package recognize

import (
	"context"
	"sync"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Knowledge is what recognising derives from the forms, once for all reports, of each form when it is first asked for. It is immutable.
type Knowledge struct{ known []func() *knowledge }

// Prepare returns what is derived from the forms.
func Prepare(forms *edition.Forms) *Knowledge {
	if official, err := edition.Embedded(); err == nil && official == forms {
		return knownForms()
	}
	return prepareForms(forms)
}

var knownForms = sync.OnceValue(func() *Knowledge { return prepareForms(edition.OfficialForms()) })

func prepareForms(forms *edition.Forms) *Knowledge {
	n := &Knowledge{}
	for _, editions := range forms.Families {
		n.known = append(n.known, sync.OnceValue(func() *knowledge { return knowledgeOf(editions) }))
	}
	return n
}

// Report returns the one report of a document; see the function of that name.
func (n *Knowledge) Report(ctx context.Context, doc *document.Document) (*report.Report, *report.Evidence, diag.List) {
	return one(n.Reports(ctx, doc))
}

// Reports returns every report of a document; see the function of that name. A document is of the form that a file of our own names; any
// other is read as of the default form, and, where it is no such report, of the first whose title stands in it as one.
func (n *Knowledge) Reports(ctx context.Context, doc *document.Document) ([]Reading, diag.List) {
	if doc.Meta.Own {
		for _, known := range n.known[1:] {
			if k := known(); k.editions.Get(doc.Meta.Format) != nil {
				return k.reports(ctx, doc)
			}
		}
	}
	all, found := n.known[0]().reports(ctx, doc)
	if len(all) > 0 || ctx.Err() != nil {
		return all, found
	}
	for _, known := range n.known[1:] {
		k := known()
		if !k.titled(ctx, doc) {
			continue
		}
		if other, more := k.reports(ctx, doc); len(other) > 0 {
			return other, more
		}
	}
	return nil, found
}

// titled reports whether a line of the document by itself is a title of the form.
func (k *knowledge) titled(ctx context.Context, doc *document.Document) bool {
	for i, it := range flatten(doc) {
		if stopped(ctx, i) {
			return false
		}
		if it.table == nil {
			if len(it.plain) <= 4*longestTitleLine && k.isTitle(k.titleLine(it.plain)) {
				return true
			}
			continue
		}
		for c := range it.table.Cells {
			if text := it.table.Cells[c].Text(); len(text) <= 4*longestTitleLine && k.isTitle(k.titleLine(text)) {
				return true
			}
		}
	}
	return false
}
