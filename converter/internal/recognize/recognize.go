// Package recognize finds the report in a document: its title, organ and year, its six sections, and every figure of
// its three tables, with the evidence for each.
//
// The one rule above all others: a figure that cannot be placed with certainty stays blank and is reported. A missing
// figure can be typed in; a figure in the wrong row is believed.
//
// Sections are found by scored headings (headings.go). A table is read in every way in which it can have been written
// down (package readings), tests look for what speaks against each reading (package tests), and settle.go alone decides: a cell
// is certain exactly when all readings that survive say the same of it. Both editions are tried for each table and the one
// that explains more is kept. Resolved tables (DOCX, HTML) and loose text go the same way.
package recognize

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// knowledge is what is derived from the editions once, for reports whose sections come in one order.
type knowledge struct {
	namer
	editions *edition.Set
	order
	orders []order // that an edition prescribes, that of the newest first
	tales  map[string]string
	begin  *chars.Set // the characters with which tales begin
	ahead  map[string]string
	words  map[string]*table.Words     // by table
	forms  map[string]*table.Form      // by edition and table
	first  map[*table.Form]*table.Form // the first edition's that has the same table
	judge  judge
}

// known caches the knowledge of the official editions; a set of a user's own is prepared at each call.
var known = sync.OnceValue(func() *knowledge { return prepare(edition.Official()) })

func prepare(editions *edition.Set) *knowledge {
	k := &knowledge{namer: newNamer(editions.Words), editions: editions, tales: tellTales(editions), begin: new(chars.Set),
		words: map[string]*table.Words{}, forms: map[string]*table.Form{}, first: map[*table.Form]*table.Form{}, judge: newJudge()}
	k.ahead = wordTales(editions, k.tales)
	for tale := range k.tales {
		first, _ := utf8.DecodeRuneInString(tale)
		k.begin.Add(first)
	}
	for _, e := range editions.Editions {
		for _, t := range e.Tables {
			form := table.NewForm(e, t)
			k.forms[e.Version+"/"+t.Key], k.first[form] = form, form
			for _, other := range k.first {
				if other.Table.Key == t.Key && len(other.Table.Cells) == len(t.Cells) && reflect.DeepEqual(other.Table, t) {
					k.first[form] = k.first[other]
				}
			}
			if k.words[t.Key] == nil {
				k.words[t.Key] = table.NewWords(editions.Editions, t.Key)
			}
		}
	}
	k.orders = orders(editions)
	k.order = k.orders[0]
	return k
}

// read reads the one report of a document. Its report is nil, and what was found holds an error, where it is none.
// partial: the document is a part of one that holds several.
func (k *knowledge) read(ctx context.Context, doc *document.Document, s scanned, partial bool) Reading {
	r := &recognizer{ctx: ctx, knowledge: k, doc: doc, placements: map[placement]*attempt{}, items: s.items, partial: partial, fates: fatesOf(len(s.items)),
		report: &report.Report{Prose: map[string][]string{}, Tables: map[string]report.Table{}},
		evidence: &report.Evidence{Cells: map[string]map[report.Key]report.Origin{}, Headings: map[string]report.Heading{},
			Prose: map[string][]int{}, MissingRows: map[string][]string{}, ExtraLabels: map[string][]report.Heading{}}}
	if doc.Lossy {
		r.evidence.Source = "text"
	}
	r.run(s)
	if ctx.Err() != nil {
		return Reading{}
	}
	if worst, any := r.found.Worst(); any && worst == diag.Error {
		return Reading{Found: r.found}
	}
	return Reading{Report: r.report, Evidence: r.evidence, Found: r.found, Doc: doc}
}

type recognizer struct {
	*knowledge
	ctx        context.Context
	doc        *document.Document
	items      []item
	report     *report.Report
	evidence   *report.Evidence
	found      diag.List
	partial    bool
	placed     map[string]*placed
	placements map[placement]*attempt // all that was read by an edition
	doubtful   string                 // a name of the organ that may hold words of the page
	long       map[string]bool        // tables whose section is too long to be read for one
	parts      []part
	fates      [][]fate // by item
}

// none is no item, no section, no heading.
const none = table.None

// part is a section: its heading and the items that belong to it.
type part struct {
	section int // index into names; none: what stands before the first heading
	heading *heading
	first   int // index of its first item after the heading
	items   []item
}

func (r *recognizer) run(s scanned) {
	affinity := s.affinity
	outline := r.outline(s)
	headings := outline.headings
	r.divide(headings, outline.end(len(r.items)))
	front := r.front(affinity, outline)
	id := r.identify(r.ctx, front, r.parts[1:], r.doc.Meta.Own)
	if id.title == "" && r.isTitle(r.titleLine(r.doc.Title)) {
		// The text has no title, but the file's properties name it.
		named := identity{title: r.titleLine(r.doc.Title)}
		named.organization, named.year = r.titleParts(named.title)
		if named.year != 0 && (id.year == 0 || id.year == named.year) {
			id.title, id.organization, id.year = named.title, named.organization, named.year
		}
	}
	r.doubtful = id.doubtful
	r.report.Title, r.report.Organization, r.report.Year = id.title, id.organization, id.year
	r.evidence.Title = id.titleLine
	r.markTitles(id.title)
	r.became(report.InTitle, "", id.titleItems)
	if r.tables(affinity); r.ctx.Err() != nil {
		return
	}
	if reason := r.refuse(id, headings); reason != nil {
		r.found = diag.List{diag.New("not-a-report", diag.Place{}, "reason", *reason)}
		return
	}
	r.departures(outline)
	r.prose(id.rest)
	r.withoutHeadings(affinity)
	r.format()
	r.meta()
	r.report.Prose = canonicalProse(r.report.Prose)
	r.diagnose()
	r.account(outline)
	r.found = append(r.found, contract.MixedTables(r.report, r.editions.Vocabulary())...)
}

// divide cuts the items at the headings.
func (r *recognizer) divide(headings []heading, end int) {
	start := part{section: none}
	for i := range headings {
		h := &headings[i]
		start.items = r.items[start.first:h.item]
		r.parts = append(r.parts, start)
		if h.arrangement != again {
			r.evidence.Headings[r.names[h.section].key] = report.Heading{Text: strings.TrimSpace(h.text), Line: r.items[h.item].line}
		}
		start = part{section: h.section, heading: h, first: h.item + 1}
	}
	start.items = r.items[min(start.first, end):end]
	r.parts = append(r.parts, start)
	for i := range r.parts {
		if h := r.parts[i].heading; h != nil && h.rest != "" {
			// The section's text begins on the line of its heading.
			rest := item{text: report.Canonical(h.rest), plain: report.Plain(h.rest), line: r.items[h.item].line, loose: r.items[h.item].loose, at: r.items[h.item].at, block: r.items[h.item].block}
			rest.width = len([]rune(rest.plain))
			r.parts[i].items = append([]item{rest}, r.parts[i].items...)
			r.parts[i].first--
		}
	}
}

// front returns the items of the front matter, without a table of contents.
func (r *recognizer) front(affinity []string, o outline) []item {
	front := r.parts[0].items[:r.frontEnd(affinity)]
	if n := len(o.contents); n > 0 && o.contents[n-1] < len(front) {
		front = slices.Concat(front[:o.contents[0]], front[o.contents[n-1]+1:])
	}
	return front
}

// frontEnd returns how many items stand before the first that is part of a table: where headings are missing, the front
// matter must not swallow a table.
func (r *recognizer) frontEnd(affinity []string) int {
	for i := range r.parts[0].items {
		if affinity[i] != "" && !(r.parts[0].items[i].table == nil && !r.parts[0].items[i].loose) {
			return i
		}
	}
	return len(r.parts[0].items)
}

// refuse says why the document is no report; nil if it is one.
func (r *recognizer) refuse(id identity, headings []heading) *diag.Wording {
	if r.doc.Meta.Own {
		return nil
	}
	figures, labels := 0, 0
	for _, p := range r.placed {
		p.each(func(_ report.Key, c *table.Claim) {
			if c.State == table.Known {
				figures++
			}
		})
		for label := range p.Labels {
			if p.state(label) == lost {
				figures++
			}
		}
		labels += p.LabelsFound()
	}
	var reason diag.Wording
	switch {
	case labels < 2 && len(headings) < 4:
		reason = diag.Word("neither-headings-nor-tables").With()
	case labels < 2 && (id.year != 0 && id.year < r.editions.FirstYear() || id.title == "" && (id.year == 0 || !r.complete())):
		reason = diag.Word("no-tables").With("year", r.editions.FirstYear())
	case figures == 0 && id.year == 0:
		reason = diag.Word("only-form").With()
	default:
		return nil
	}
	return &reason
}

// complete reports whether every section has its heading.
func (r *recognizer) complete() bool {
	var all sections
	for _, p := range r.parts[1:] {
		all.add(p.section)
	}
	return all.count() == r.headed()
}

// headed counts the sections that have a heading.
func (r *recognizer) headed() int {
	n := 0
	for i := range r.names {
		if len(r.names[i].names) > 0 {
			n++
		}
	}
	return n
}

// format settles the edition of the report and of each table, and puts the tables in place.
func (r *recognizer) format() {
	votes := map[string]int{}
	for _, p := range r.placed {
		// A table that both editions explain alike says nothing.
		if p.decides() {
			votes[p.Edition] += p.score
		}
	}
	format := ""
	for _, e := range r.editions.Editions {
		if votes[e.Version] > 0 && (format == "" || votes[e.Version] > votes[format]) {
			format = e.Version
		}
	}
	if format == "" {
		format = r.editions.ForYear(r.report.Year).Version
		if r.report.Year == 0 {
			format = r.editions.Editions[0].Version
		}
	}
	r.report.Format = format
	for _, s := range r.names {
		p := r.placed[s.table]
		if p == nil {
			continue
		}
		if p.Edition != format && (p.whole && !p.named && slices.Contains(p.alike, format) || !p.whole && !p.decides()) {
			if r.editions.Get(format).Table(s.table) != nil && len(p.rivalLines) == 0 {
				p = r.contender(p.Region, s.table, format).place()
				r.placed[s.table] = p
			}
		}
		r.report.Tables[s.table] = p.cells()
		r.evidence.Cells[s.table] = p.origins()
		r.evidence.ExtraLabels[s.table] = p.Extra
	}
	for _, s := range r.names {
		if p := r.placed[s.table]; p != nil {
			contract.SetTableFormat(r.report, r.editions.Vocabulary(), s.table, p.Edition)
		}
	}
}

// decides reports whether a table's labels tell the editions apart: no other edition explains the region as well.
func (p *placed) decides() bool {
	if p.whole {
		return p.named || len(p.alike) == 0
	}
	return p.rival < p.score-leastLead
}

// meta applies what a file of our own carries beside the text, as far as the text agrees.
func (r *recognizer) meta() {
	m := r.doc.Meta
	if !m.Own || r.partial && r.report.Title != m.PrintedTitle {
		return // what the file says of itself, it says of another report that it holds
	}
	if r.editions.Get(m.Format) != nil {
		r.report.Format = m.Format
		for key, p := range r.placed {
			contract.SetTableFormat(r.report, r.editions.Vocabulary(), key, p.Edition)
		}
	}
	if r.report.Title != m.PrintedTitle {
		r.found = append(r.found, diag.New("title-changed", diag.Place{Line: r.evidence.Title}))
		return
	}
	r.report.Organization, r.report.Year = m.Organization, m.Year
	if m.TitleDerived {
		r.report.Title = ""
	}
}
