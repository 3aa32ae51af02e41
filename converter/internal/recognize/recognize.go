// Package recognize finds the report in a document: its title, organ and year, its six sections, and every figure of
// its three tables, with the evidence for each.
//
// The one rule above all others: a figure that cannot be placed with certainty stays blank and is reported. A missing
// figure can be typed in; a figure in the wrong row is believed.
//
// Sections are found by scored headings (headings.go). The words of a table, however torn, are aligned with the
// edition's labels in reading order (align.go), and figures are bound to the slots of the label before them (bind.go).
// Both editions are tried for each table and the one that explains more is kept. Resolved tables (DOCX, HTML) and loose
// text go the same way; a resolved table only has more reliable blanks.
package recognize

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/report"
)

// knowledge is what is derived from the editions once.
type knowledge struct {
	patterns
	names    []sectionNames
	tales    map[string]string
	formulas map[string][]formula // by edition and table
}

var compiled = sync.OnceValue(compilePatterns)

// known caches the knowledge of the official editions; a set of a user's own is prepared at each call.
var known = sync.OnceValue(func() *knowledge { return prepare(edition.Official()) })

func prepare(editions *edition.Set) *knowledge {
	k := &knowledge{patterns: compiled(), names: namesOf(editions), tales: tellTales(editions), formulas: map[string][]formula{}}
	for _, e := range editions.Editions {
		for _, t := range e.Tables {
			k.formulas[e.Version+"/"+t.Key] = formulasOf(e, t.Key)
		}
	}
	return k
}

// Report returns the report, where each cell came from, and what could not be placed. The report is nil, and the list
// holds an error, where the document is no such report.
func Report(doc *document.Document, editions *edition.Set) (*report.Report, *report.Evidence, diag.List) {
	k := known()
	if editions != edition.Official() {
		k = prepare(editions)
	}
	r := &recognizer{knowledge: k, editions: editions, doc: doc, items: flatten(doc),
		report: &report.Report{Prose: map[string][]string{}, Tables: map[string]report.Table{}},
		evidence: &report.Evidence{Cells: map[string]map[report.Key]report.Origin{}, Headings: map[string]report.Heading{},
			Prose: map[string][]int{}, MissingRows: map[string][]string{}, ExtraLabels: map[string][]report.Heading{}}}
	if doc.Lossy {
		r.evidence.Source = "text"
	}
	r.run()
	if worst, any := r.found.Worst(); any && worst == diag.Error {
		return nil, nil, r.found
	}
	return r.report, r.evidence, r.found
}

type recognizer struct {
	*knowledge
	editions *edition.Set
	doc      *document.Document
	items    []item
	report   *report.Report
	evidence *report.Evidence
	found    diag.List
	bindings map[string]*binding
	regions  map[string]region
	parts    []part
}

// part is a section: its heading and the items that belong to it.
type part struct {
	section int // index into names; none: what stands before the first heading
	heading *heading
	first   int // index of its first item after the heading
	items   []item
}

func (r *recognizer) run() {
	r.items = splitLongLines(r.items, r.names)
	affinity := affinities(r.items, r.tales)
	headings := findHeadings(r.items, r.names, affinity, r.doc.Meta.Own)
	r.divide(headings)
	r.tables(affinity)
	front := r.parts[0].items
	if end := r.frontEnd(affinity); end < len(front) {
		front = front[:end]
	}
	var body []item
	for _, p := range r.parts[1:] {
		body = append(body, p.items...)
	}
	id := r.identify(front, body, r.doc.Meta.Own)
	if id.title == "" && r.patterns.title.MatchString(squeezeTitle(r.doc.Title)) {
		// The text has no title, but the file's properties name it.
		named := identity{title: squeezeTitle(r.doc.Title)}
		r.splitTitle(&named)
		if named.year != 0 && (id.year == 0 || id.year == named.year) {
			id.title, id.organization, id.year = named.title, named.organization, named.year
		}
	}
	r.report.Title, r.report.Organization, r.report.Year = id.title, id.organization, id.year
	r.evidence.Title = id.titleLine
	if reason := r.refuse(id, headings); reason[0] != "" {
		r.found = diag.List{diag.New("not-a-report", diag.Place{}, "reason", reason[0], "reason_en", reason[1])}
		return
	}
	r.prose(id.rest)
	r.format()
	r.meta()
	r.report.Prose = canonicalProse(r.report.Prose)
	r.diagnose()
	r.found = append(r.found, r.report.MixedTables(r.editions.Vocabulary())...)
}

// divide cuts the items at the headings.
func (r *recognizer) divide(headings []heading) {
	start := part{section: none}
	for i := range headings {
		h := &headings[i]
		start.items = r.items[start.first:h.item]
		r.parts = append(r.parts, start)
		r.evidence.Headings[r.names[h.section].key] = report.Heading{Text: strings.TrimSpace(h.text), Line: r.items[h.item].line}
		start = part{section: h.section, heading: h, first: h.item + 1}
	}
	start.items = r.items[min(start.first, len(r.items)):]
	r.parts = append(r.parts, start)
	for i := range r.parts {
		if h := r.parts[i].heading; h != nil && h.rest != "" {
			// The section's text begins on the line of its heading.
			rest := item{text: report.Canonical(h.rest), plain: report.Plain(h.rest), line: r.items[h.item].line, loose: r.items[h.item].loose}
			rest.width = len([]rune(rest.plain))
			r.parts[i].items = append([]item{rest}, r.parts[i].items...)
			r.parts[i].first--
		}
	}
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

// tables finds and binds the tables: each in the section that its heading begins, else wherever its labels stand.
func (r *recognizer) tables(affinity []string) {
	r.bindings, r.regions = map[string]*binding{}, map[string]region{}
	for s := range r.names {
		table := r.names[s].table
		if table == "" {
			continue
		}
		items, first := r.sectionItems(s)
		b, reg := r.best(table, items, first)
		if b == nil || b.labelsFound() < 2 {
			if items, first = r.stretch(table, affinity); items != nil {
				if b2, reg2 := r.best(table, items, first); b2 != nil && (b == nil || b2.score > b.score) && b2.labelsFound() > 0 {
					b, reg = b2, reg2
				}
			}
		}
		if b == nil || b.labelsFound() == 0 || b.labelsFound() == 1 && len(b.cells) == 0 {
			continue
		}
		r.bindings[table], r.regions[table] = b, reg
	}
}

func (r *recognizer) sectionItems(section int) ([]item, int) {
	for i := range r.parts {
		if r.parts[i].section == section && r.parts[i].heading != nil {
			return r.parts[i].items, r.parts[i].first
		}
	}
	return nil, 0
}

// stretch returns the items from the first to the last that look like part of a table, up to the next heading.
func (r *recognizer) stretch(table string, affinity []string) ([]item, int) {
	first, last := none, none
	for i, a := range affinity {
		if a == table && (r.items[i].table != nil || !r.doc.Meta.Own) {
			if first == none {
				first = i
			}
			last = i
		}
	}
	if first == none {
		return nil, 0
	}
	end := len(r.items)
	for i := last + 1; i < len(r.items); i++ {
		if affinity[i] != "" && affinity[i] != table || r.isHeading(i) {
			end = i
			break
		}
	}
	return r.items[first:end], first
}

func (r *recognizer) isHeading(i int) bool {
	for _, p := range r.parts {
		if p.heading != nil && p.heading.item == i {
			return true
		}
	}
	return false
}

// best binds a region by each edition and returns what explains it best. Where a section holds the table several times
// over (an empty form before the filled one), each is tried alone and the one with the figures is taken.
func (r *recognizer) best(table string, items []item, first int) (*binding, region) {
	if len(items) == 0 {
		return nil, region{}
	}
	var alone *binding
	var aloneRegion region
	for i := range items {
		if items[i].table == nil {
			continue
		}
		if b, one := r.official(table, items[i].table, first+i); b != nil && (alone == nil || b.score > alone.score) {
			alone, aloneRegion = b, one
		}
	}
	if alone != nil {
		return alone, aloneRegion
	}
	if r.doc.Meta.Own && !slices.ContainsFunc(items, func(it item) bool { return it.table != nil }) {
		return nil, region{} // in a file of our own, paragraphs are no table, whatever they say
	}
	best, reg := r.bestEdition(table, items, first)
	whole := 0
	for i := range items {
		if items[i].table == nil {
			continue
		}
		b, one := r.bestEdition(table, items[i:i+1], first+i)
		if b == nil || 10*b.labelsFound() < 6*len(b.labels) {
			continue
		}
		whole++
		if alone == nil || b.score > alone.score {
			alone, aloneRegion = b, one
		}
	}
	if whole > 1 && alone.score >= best.score {
		return alone, aloneRegion
	}
	if at := r.restart(table, items); at > 0 {
		for _, half := range [][2]int{{0, at}, {at, len(items)}} {
			if b, one := r.bestEdition(table, items[half[0]:half[1]], first+half[0]); b != nil && b.score > best.score {
				best, reg = b, one
			}
		}
	}
	return best, reg
}

// official binds a table that has the official grid of an edition: the one that the file names, else the best, the
// newest where they are alike.
func (r *recognizer) official(table string, t *document.Table, item int) (*binding, region) {
	var best *binding
	var reg region
	var alike []string
	for _, e := range r.editions.Editions {
		official := e.Table(table)
		if official == nil {
			continue
		}
		b, one := bindGrid(t, official, e.Version, item)
		switch {
		case b == nil:
		case best == nil, b.named && !best.named, b.score > best.score && !best.named:
			if best != nil && best.score == b.score {
				alike = append(alike, best.format)
			}
			best, reg = b, one
		case b.score == best.score:
			alike = append(alike, b.format)
		}
	}
	if best != nil {
		best.alike = alike
	}
	return best, reg
}

// restart returns the item at which a loose table begins a second time, 0 if it does not: one of its first labels stands
// there again after others that come behind it.
func (r *recognizer) restart(table string, items []item) int {
	rank := map[string]int{}
	for _, e := range r.editions.Editions {
		if t := e.Table(table); t != nil {
			for i, l := range t.Sequence() {
				if _, ok := rank[string(l.Folded)]; !ok && len(l.Folded) >= 4 {
					rank[string(l.Folded)] = i
				}
			}
		}
	}
	const early, late = 2, 8
	seen, furthest := false, 0
	for i := range items {
		if items[i].table != nil || items[i].blank() || len(items[i].plain) > 300 {
			continue
		}
		words := items[i].plain
		if cut := strings.IndexAny(words, "|\t"); cut > 0 {
			words = words[:cut]
		}
		at, ok := rank[fold.Text(words)]
		switch {
		case !ok:
		case at <= early && seen && furthest >= late:
			return i
		default:
			seen = seen || at <= early
			furthest = max(furthest, at)
		}
	}
	return 0
}

// bestEdition binds a region by each edition.
func (r *recognizer) bestEdition(table string, items []item, first int) (*binding, region) {
	var labels []edition.Label
	for _, e := range r.editions.Editions {
		if t := e.Table(table); t != nil {
			labels = append(labels, t.Sequence()...)
		}
	}
	reg := cellsOf(items, first, labels)
	var all []*binding
	var best *binding
	for _, e := range r.editions.Editions {
		t := e.Table(table)
		if t == nil {
			continue
		}
		b := r.bind(reg, t, e.Version)
		all = append(all, b)
		if best == nil || b.score > best.score {
			best = b
		}
	}
	for _, other := range all {
		if other != best {
			best.rival = max(best.rival, other.score)
			best.mixBands(reg, other)
		}
	}
	return best, reg
}

func (r *recognizer) bind(reg region, t *edition.Table, format string) *binding {
	return bind(reg, t, format, r.formulas[format+"/"+t.Key])
}

// refuse says why the document is no report, in Chinese and English; "" if it is one.
func (r *recognizer) refuse(id identity, headings []heading) [2]string {
	if r.doc.Meta.Own {
		return [2]string{}
	}
	figures, labels := 0, 0
	for _, b := range r.bindings {
		figures += len(b.cells)
		for _, s := range b.rows {
			if s == lost {
				figures++
			}
		}
		labels += b.labelsFound()
	}
	switch {
	case labels < 2 && len(headings) < 4:
		return [2]string{"既没有规定的各部分标题，也没有规定的表格", "it has neither the prescribed headings nor the prescribed tables"}
	case labels < 2 && (id.year != 0 && id.year < 2019 || id.title == ""):
		return [2]string{"没有规定的表格（2019年起的格式才有）", "it has none of the prescribed tables (they exist since the format of 2019)"}
	case figures == 0 && id.year == 0:
		return [2]string{"只有表格的格式，没有年度，也没有数据", "it is only the form: there is no year and no figure in it"}
	}
	return [2]string{}
}

// prose fills the text sections, the introduction and the notes around tables.
func (r *recognizer) prose(front []item) {
	v := r.editions.Vocabulary()
	for _, s := range v.Sections {
		if s.Untitled {
			p := joinProse(proseBefore(front))
			r.putProse(s.Key, p, false)
		}
	}
	for i := range r.parts {
		p := &r.parts[i]
		if p.heading == nil {
			continue
		}
		names := &r.names[p.section]
		if names.table == "" {
			items := p.items
			if i == len(r.parts)-1 {
				items = r.closing(items)
			}
			r.putProse(names.key, joinProse(items), true)
			continue
		}
		items := p.items
		if i == len(r.parts)-1 {
			items = r.closing(items)
		}
		r.notes(names.table, items, p.first)
	}
}

// proseBefore drops the page's frame from what stands between title and first heading: short lines that are no
// sentence (来源：…, 字号, 打印).
func proseBefore(items []item) []item {
	var kept []item
	started := false
	for i := range items {
		it := &items[i]
		if it.table != nil || it.blank() {
			kept = append(kept, *it)
			continue
		}
		if it.role == document.Body || it.role >= document.Heading1 && it.role <= document.Heading3 {
			started = true
		}
		if !started {
			if frame(it.plain) {
				continue
			}
			started = true
		}
		kept = append(kept, *it)
	}
	return kept
}

var frameLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:•|\||·|>|【)|^(?:来源|时间|日期|发布|发文|索引|文号|作者|浏览|字号|字体|打印|分享|当前位置|您的位置|首页|信息来源|信息分类|主题|点击|阅读|保存|关闭|扫一扫|视力保护|公开|编辑|责任编辑|审核|生成日期|成文日期|有效性|名称|标题|栏目|发表|更新)[^。]{0,60}$`)
})

// frame reports whether a line before the text belongs to the page and not to the report.
func frame(s string) bool {
	if strings.ContainsAny(s, "。；") {
		return false
	}
	n := len([]rune(s))
	if frameLine().MatchString(s) {
		return true
	}
	// A lone short line without punctuation: a crumb, a date, a document number.
	return n <= 24 && !strings.ContainsAny(s, "，：:,")
}

func (r *recognizer) putProse(key string, p prose, headed bool) {
	if len(p.paragraphs) == 0 && !headed {
		return
	}
	if p.paragraphs == nil {
		p.paragraphs = []string{}
	}
	r.report.Prose[key] = p.paragraphs
	r.evidence.Prose[key] = p.lines
}

// notes keeps the paragraphs that stand in a table's section above or below the table.
func (r *recognizer) notes(table string, items []item, first int) {
	b := r.bindings[table]
	from, to := len(items), len(items) // items of the table: [from, to)
	if b != nil && b.first <= b.last {
		reg := r.regions[table]
		from, to = len(items), 0
		for i := b.first; i <= b.last && i < len(reg.cells); i++ {
			at := reg.cells[i].item - first
			if at >= 0 && at < len(items) {
				from, to = min(from, at), max(to, at+1)
			}
		}
		if from > to {
			from, to = len(items), len(items)
		}
	}
	above := joinProse(r.noteItems(items[:from], b))
	below := joinProse(r.noteItems(items[to:], b))
	n := report.Notes{Above: above.paragraphs, Below: below.paragraphs}
	if n.Empty() {
		return
	}
	if r.report.Notes == nil {
		r.report.Notes = map[string]report.Notes{}
	}
	r.report.Notes[table] = n
	r.evidence.Prose[table] = append(above.lines, below.lines...)
}

// noteItems keeps what is prose: in loose text a line of bars, digits, scattered characters or words of labels is the
// table's debris.
func (r *recognizer) noteItems(items []item, b *binding) []item {
	var kept []item
	for i := range items {
		it := &items[i]
		if it.loose {
			han := 0
			for _, r := range it.plain {
				if foldedRune(r) && r > 0x7f {
					han++
				}
			}
			if han < 4 && !it.blank() || strings.ContainsAny(it.plain, "|\t") || b != nil && b.ofLabels(it.plain) {
				continue
			}
		}
		kept = append(kept, *it)
	}
	return kept
}

// ofLabels reports whether every word of a line is a label of the table or a piece of one.
func (b *binding) ofLabels(line string) bool {
	for _, word := range strings.FieldsFunc(line, report.IsSpace) {
		folded := fold.Text(word)
		if folded == "" {
			continue
		}
		if !slices.ContainsFunc(b.labels, func(l edition.Label) bool { return strings.Contains(string(l.Folded), folded) }) {
			return false
		}
	}
	return true
}

// closing takes signature and date off the end of the last section.
func (r *recognizer) closing(items []item) []item {
	end := len(items)
	back := func() int {
		for end > 0 && (items[end-1].blank() && items[end-1].table == nil || items[end-1].loose && pageMark(items[end-1].plain)) {
			end--
		}
		return end - 1
	}
	i := back()
	if i < 0 {
		return items
	}
	own := r.doc.Meta.Own
	m := r.patterns.date.FindStringSubmatch(items[i].plain)
	if m != nil && (!own || items[i].role == document.Date) {
		r.report.Date = isoDate(m)
		end = i
		if i = back(); i < 0 {
			return items[:end]
		}
	} else if !own || items[i].role != document.Signature {
		return items
	}
	s := items[i].plain
	signs := items[i].role == document.Signature
	if !own && r.report.Date != "" {
		signs = signs || s == r.report.Organization ||
			len([]rune(s)) <= 30 && !strings.ContainsAny(s, "，。；：,;:") && r.organLike(s) && !r.year.MatchString(s)
	}
	if signs {
		r.report.Signature = s
		end = i
	}
	return items[:end]
}

func isoDate(m []string) string {
	pad := func(s string) string {
		if len(s) == 1 {
			return "0" + s
		}
		return s
	}
	year := m[1]
	for len(year) < 4 {
		year = "0" + year
	}
	return year + "-" + pad(m[2]) + "-" + pad(m[3])
}

// format settles the edition of the report and of each table, and puts the tables in place.
func (r *recognizer) format() {
	votes := map[string]int{}
	for _, b := range r.bindings {
		// A table that both editions explain alike says nothing.
		if r.decides(b) {
			votes[b.format] += b.score
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
		b := r.bindings[s.table]
		if b == nil {
			continue
		}
		if b.grid && !b.named && slices.Contains(b.alike, format) {
			b.format = format
		}
		if b.format != format && !b.grid && !r.decides(b) {
			if t := r.editions.Get(format).Table(s.table); t != nil {
				b = r.bind(r.regions[s.table], t, format)
				r.bindings[s.table] = b
			}
		}
		r.report.Tables[s.table] = b.cells
		r.evidence.Cells[s.table] = b.origins
		r.evidence.ExtraLabels[s.table] = b.extra
	}
	for _, s := range r.names {
		if b := r.bindings[s.table]; b != nil {
			r.report.SetTableFormat(r.editions.Vocabulary(), s.table, b.format)
		}
	}
}

// decides reports whether a table's labels tell the editions apart: no other edition explains the region as well.
func (r *recognizer) decides(b *binding) bool {
	if b.grid {
		return b.named || len(b.alike) == 0
	}
	return b.rival < b.score-6
}

// meta applies what a file of our own carries beside the text, as far as the text agrees.
func (r *recognizer) meta() {
	m := r.doc.Meta
	if !m.Own {
		return
	}
	if r.editions.Get(m.Format) != nil {
		r.report.Format = m.Format
		for table, b := range r.bindings {
			r.report.SetTableFormat(r.editions.Vocabulary(), table, b.format)
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

func canonicalProse(prose map[string][]string) map[string][]string {
	for key, list := range prose {
		if list == nil {
			prose[key] = []string{}
		}
	}
	return prose
}
