package recognize

import (
	"slices"
	"strings"
	"unicode"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// The text of the sections, the notes around tables, signature and date.

// prose fills the text sections, the introduction and the notes around tables.
func (r *recognizer) prose(front []item) {
	front, day := r.dateAbove(front)
	if r.doc.Meta.Own && len(r.parts) == 1 {
		front = r.closing(front, "") // our own report of an introduction and a signature
	}
	v := r.editions.Vocabulary()
	for _, s := range v.Sections {
		switch {
		case !s.Untitled:
		case s.Table == "":
			r.putProse(s.Key, r.joinAs(report.InProse, s.Key, r.proseBefore(front)), false)
		default:
			r.notesBefore(s.Table, front)
		}
	}
	claimed := r.claimed()
	for i := range r.parts {
		p := &r.parts[i]
		if p.heading == nil {
			continue
		}
		names := &r.names[p.section]
		if names.table == "" {
			items := slices.DeleteFunc(slices.Clone(p.items), func(it item) bool { return claimed[it.at] })
			if i == len(r.parts)-1 {
				items = r.closing(items, names.key)
			}
			r.putProse(names.key, r.joinAs(report.InProse, names.key, items), true)
			continue
		}
		items := p.items
		if i == len(r.parts)-1 {
			items = r.closing(items, names.key)
		}
		r.notes(names.table, items, p.first)
	}
	if r.report.Date == "" {
		r.report.Date = day
	}
}

// claimed returns the items of the tables that stand in a section of text, by their numbers: converters put all tables
// behind the text.
func (r *recognizer) claimed() map[int]bool {
	all := map[int]bool{}
	for _, p := range r.placed {
		if p.First < 0 || p.First >= len(p.Cells) {
			continue
		}
		for at := p.Cells[p.First].Item; at <= p.last; at++ {
			if it := &r.items[at]; it.table != nil || !strings.ContainsAny(it.plain, sentenceMarks) {
				all[it.at] = true
			}
		}
		before := none
		for i := range p.Whole {
			c := &p.Whole[i]
			if c.Item == before {
				continue // a line has many cells
			}
			before = c.Item
			if it := &r.items[c.Item]; it.table == nil && p.ofLabels(it.plain) {
				all[it.at] = true // headers above the first row
			}
		}
	}
	return all
}

// withoutHeadings keeps what stands behind the tables of a report that has no heading at all, as a note below the last.
func (r *recognizer) withoutHeadings(affinity []string) {
	last := len(affinity) - 1
	for last >= 0 && affinity[last] == "" {
		last--
	}
	if len(r.parts) > 1 || last < 0 {
		return
	}
	table, key := affinity[last], ""
	for _, s := range r.names {
		if s.table == table {
			key = s.key
		}
	}
	if p := r.placed[table]; p != nil && p.HasWords() {
		last = max(last, p.last) // its last rows may have no label that tells the table
	}
	below := r.joinAs(report.InNote, table, r.noteItems(r.closing(r.items[last+1:], key), r.placed[table]))
	if len(below.paragraphs) == 0 {
		return
	}
	if r.report.Notes == nil {
		r.report.Notes = map[string]report.Notes{}
	}
	r.report.Notes[table] = report.Notes{Above: r.report.Notes[table].Above, Below: below.paragraphs}
	r.evidence.Prose[table] = append(r.evidence.Prose[table], below.lines...)
}

// proseBefore drops the page's frame from what stands between title and first heading: short lines that are no
// sentence (来源：…, 字号, 打印).
func (r *recognizer) proseBefore(items []item) []item {
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
			if r.frame(it.plain) {
				continue
			}
			started = true
		}
		kept = append(kept, *it)
	}
	return kept
}

// frame reports whether a line before the text belongs to the page and not to the report.
func (r *recognizer) frame(s string) bool {
	if !strings.ContainsFunc(s, chinese) {
		return true // a style sheet, an address
	}
	if strings.ContainsAny(s, "。；") {
		return false
	}
	n := len([]rune(s))
	if r.Page.Frame.MatchString(s) {
		return true
	}
	// A lone short line without punctuation: a crumb, a date, a document number; but not the beginning of a sentence that
	// was cut at the page's width.
	return n <= 24 && !strings.ContainsAny(s, "，：:,") && !r.opens(s)
}

func chinese(r rune) bool { return unicode.Is(unicode.Han, r) }

func (r *recognizer) putProse(key string, p prose, headed bool) {
	if len(p.paragraphs) == 0 && !headed {
		return
	}
	if p.paragraphs == nil {
		p.paragraphs = []string{}
	}
	r.report.Prose[key] = slices.Concat(r.report.Prose[key], p.paragraphs) // of a section that is begun twice, both
	r.evidence.Prose[key] = append(r.evidence.Prose[key], p.lines...)
}

// notes keeps the paragraphs that stand in a table's section above or below the table.
func (r *recognizer) notes(key string, items []item, first int) {
	b := r.placed[key]
	from, to := len(items), len(items) // items of the table: [from, to)
	if b != nil && b.First < len(b.Cells) {
		from, to = max(b.Cells[b.First].Item-first, 0), min(max(b.last-first+1, 0), len(items))
		if from >= to {
			from, to = len(items), len(items)
		}
	}
	above := r.joinAs(report.InNote, key, r.noteItems(items[:from], b))
	below := r.joinAs(report.InNote, key, r.noteItems(items[to:], b))
	n := report.Notes{Above: above.paragraphs, Below: below.paragraphs}
	if n.Empty() {
		return
	}
	if r.report.Notes == nil {
		r.report.Notes = map[string]report.Notes{}
	}
	r.report.Notes[key] = n
	r.evidence.Prose[key] = append(above.lines, below.lines...)
}

// notesBefore keeps what stands between the title and the table of a section without a heading.
func (r *recognizer) notesBefore(key string, front []item) {
	above := r.joinAs(report.InNote, key, r.noteItems(r.proseBefore(front), r.placed[key]))
	if len(above.paragraphs) == 0 || r.placed[key] == nil {
		return
	}
	r.report.Notes = map[string]report.Notes{key: {Above: above.paragraphs}}
	r.evidence.Prose[key] = above.lines
}

// noteItems keeps what is prose: in loose text a line of bars, digits, scattered characters or words of labels is the
// table's debris.
func (r *recognizer) noteItems(items []item, b *placed) []item {
	var kept []item
	for i := range items {
		it := &items[i]
		if it.loose {
			han := 0
			for _, r := range it.plain {
				if fold.Rune(r) != 0 && r > 0x7f {
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

// ofLabels reports whether every word of a line is a label of the table or a piece of one, its ordinal left out.
func (p *placed) ofLabels(line string) bool {
	var short [64]byte // labels fit
	for word := range strings.FieldsFuncSeq(line, cellBreak) {
		folded := fold.Append(short[:0], word[numbering.Parse(word).Size:])
		if len(folded) == 0 {
			continue
		}
		if !p.InLabel(string(folded)) {
			return false
		}
	}
	return true
}

func cellBreak(r rune) bool { return r == '|' || chars.IsSpace(r) }

func canonicalProse(prose map[string][]string) map[string][]string {
	for key, list := range prose {
		if list == nil {
			prose[key] = []string{}
		}
	}
	return prose
}
