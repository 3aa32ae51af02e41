package recognize

import (
	"context"
	"math"
	"slices"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// One document, one or several reports.

// Reading is a report of a document.
type Reading struct {
	Report   *report.Report
	Evidence *report.Evidence
	Found    diag.List
	// Doc is the part of the document that the report was read from.
	Doc *document.Document
	// Line is the line of the input on which that part begins.
	Line int
}

// Report returns the report, where each cell came from, and what could not be placed. The report is nil, and the list
// holds an error, where the document is no such report, or several. Where the context ended, there is nothing of either.
func Report(ctx context.Context, doc *document.Document, editions *edition.Set) (*report.Report, *report.Evidence, diag.List) {
	return one(knowledgeOf(editions).reports(ctx, doc))
}

// one returns the only report.
func one(all []Reading, found diag.List) (*report.Report, *report.Evidence, diag.List) {
	if len(all) != 1 {
		return nil, nil, append(found, Several(all)...)
	}
	return all[0].Report, all[0].Evidence, all[0].Found
}

// Reports returns every report of a document, in its order; a copy of one that stands there already is left out, with a
// word. There is none, and the list holds an error, where the document holds no such report. Where the context ended, there is neither.
func Reports(ctx context.Context, doc *document.Document, editions *edition.Set) ([]Reading, diag.List) {
	return knowledgeOf(editions).reports(ctx, doc)
}

// knowledgeOf returns what is derived from a set of editions.
func knowledgeOf(editions *edition.Set) *knowledge {
	if editions == edition.Official() {
		return known()
	}
	return prepare(editions)
}

// MostReports is how many reports a file may hold: those of the townships of a large city. Each is compared with those
// before it.
const MostReports = 500

func (k *knowledge) reports(ctx context.Context, doc *document.Document) ([]Reading, diag.List) {
	doc = unnest(withoutShell(doc), k.tales)
	items := numbered(k.splitLines(flatten(doc), doc.Meta.Own))
	k.markRunning(items)
	k = k.inOrderOf(ctx, items, doc.Meta.Own)
	whole := k.scan(ctx, items, doc.Meta.Own)
	begins := k.beginnings(ctx, whole, doc.Meta.Own)
	if ctx.Err() != nil {
		return nil, nil
	}
	if len(begins) == 0 {
		one := k.read(ctx, doc, whole, false)
		if one.Report == nil {
			return nil, one.Found
		}
		return []Reading{one}, nil
	}
	if len(begins) >= MostReports {
		return nil, diag.List{diag.New("too-many-reports", diag.Place{}, "most", MostReports)}
	}
	var all []Reading
	bounds := slices.Concat([]int{0}, begins, []int{len(whole.items)})
	for i := range len(bounds) - 1 {
		items := whole.items[bounds[i]:bounds[i+1]]
		part := partOf(doc, items, whole.items[bounds[i+1]:])
		if i > 0 {
			part.Asides = nil // they are the whole file's: the first report lists them
		}
		ordered := k.inOrderOf(ctx, items, doc.Meta.Own)
		r := ordered.read(ctx, part, ordered.scan(ctx, items, doc.Meta.Own), true)
		if ctx.Err() != nil {
			return nil, nil
		}
		r.Line = firstLine(items)
		if r.Report == nil {
			r.Evidence = &report.Evidence{Lines: linesOf(items, report.OfUnread)}
		}
		all = append(all, r)
	}
	return settleCollection(all)
}

// firstLine returns the line of the first item that says something.
func firstLine(items []item) int {
	for i := range items {
		if !items[i].blank() {
			return items[i].line
		}
	}
	return 0
}

// partOf returns the part of a document that some of its items came from.
func partOf(doc *document.Document, items, following []item) *document.Document {
	part := *doc
	first, last := items[0], items[len(items)-1]
	part.Title = "" // the properties name the whole
	part.Blocks = slices.Clone(doc.Blocks[first.block : last.block+1])
	for _, end := range []int{first.block, last.block} {
		l, ok := doc.Blocks[end].(*document.Loose)
		if !ok {
			continue
		}
		from, behind := 0, math.MaxInt
		if end == first.block {
			from = first.line
		}
		if end == last.block && len(following) > 0 && following[0].block == end {
			behind = following[0].line
		}
		part.Blocks[end-first.block] = between(l, from, behind)
	}
	return &part
}

// between returns the lines of a text from one number to the one before another.
func between(l *document.Loose, from, behind int) *document.Loose {
	at := func(number int) int {
		i, _ := slices.BinarySearchFunc(l.Lines, number, func(line document.Line, n int) int { return line.Number - n })
		return i
	}
	return &document.Loose{Lines: l.Lines[at(from):max(at(from), at(behind))]}
}

// settleCollection drops what is no report, and what is the copy of one.
func settleCollection(all []Reading) ([]Reading, diag.List) {
	var kept []Reading
	var unread diag.List // what to say of the parts that are none, before there is one to say it with
	var refusal diag.List
	var lines []report.Line
	for n, r := range all {
		where := placeOf(n, r.Line)
		if r.Report == nil {
			refusal = r.Found
			unread = append(unread, notRead(r, where))
			lines = append(lines, r.Evidence.Lines...)
			continue
		}
		if i := slices.IndexFunc(kept, func(k Reading) bool { return sameReport(k.Report, r.Report) }); i >= 0 {
			kept[i].Found = append(kept[i].Found, diag.New("report-copy", diag.Place{Line: r.Line}, "where", where))
			for _, l := range r.Evidence.Lines {
				l.Part, l.Section = report.OfCopy, ""
				kept[i].Evidence.Lines = append(kept[i].Evidence.Lines, l)
			}
			continue
		}
		kept = append(kept, r)
	}
	if len(kept) == 0 {
		return nil, refusal
	}
	kept[0].Found = append(kept[0].Found, unread...)
	kept[0].Evidence.Lines = append(kept[0].Evidence.Lines, lines...)
	return kept, nil
}

// notRead says of a part of a collection why it is no report.
func notRead(r Reading, where diag.Wording) diag.Diagnostic {
	i := slices.IndexFunc(r.Found, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
	return diag.New("report-not-read", diag.Place{Line: r.Line}, "where", where, "reason",
		diag.Wording{Chinese: r.Found[i].Message(diag.Chinese), English: r.Found[i].Message(diag.English)})
}

// sameReport reports whether one report is a copy of the other: all that it says, the other says too. A page's copy for
// telephones may come without title, signature or date.
func sameReport(a, b *report.Report) bool {
	same := func(x, y string) bool { return x == y || x == "" || y == "" }
	if !same(a.Title, b.Title) || !same(a.Organization, b.Organization) || !same(a.Signature, b.Signature) || !same(a.Date, b.Date) || a.Year != b.Year && a.Year != 0 && b.Year != 0 {
		return false
	}
	x, y := *a, *b
	y.Title, y.Organization, y.Year, y.Signature, y.Date = x.Title, x.Organization, x.Year, x.Signature, x.Date
	return report.Equal(&x, &y)
}

// Several says that there are several reports where one was wanted, and where each begins. It is empty for one.
func Several(all []Reading) diag.List {
	if len(all) < 2 {
		return nil
	}
	var zh, en []string
	places := make(diag.List, len(all))
	for i, r := range all {
		name, where := nameOf(r), placeOf(i, r.Line)
		places[i] = diag.New("report-begins", diag.Place{Line: r.Line}, "n", i+1, "name", name)
		zh = append(zh, where.Chinese+name.Chinese)
		en = append(en, where.English+" "+name.English)
	}
	d := diag.New("several-reports", diag.Place{Line: all[1].Line}, "n", len(all), "where", diag.Wording{Chinese: some(zh), English: someOf(en, ", ")})
	return append(diag.List{d}, places...)
}

// placeOf says where the n-th report of a file begins, on which line, or, in a file that has none,
// behind how many others.
func placeOf(n, line int) diag.Wording {
	if line > 0 {
		return diag.Word("at-line").With("n", line)
	}
	return diag.Word("at-report").With("n", n+1)
}

// nameOf returns what a report of a collection is called in a message.
func nameOf(r Reading) diag.Wording {
	switch {
	case r.Report.Organization != "":
		return diag.Same(r.Report.Organization)
	case r.Report.Title != "":
		return diag.Same(r.Report.Title)
	}
	return diag.Word("no-organ").With()
}
