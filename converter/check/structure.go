package check

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/report"
)

// The Evidence.Source of reports that were extracted from a page: they may lack labels and paragraphs that the original had.
const (
	textSource = "text"
	pageSource = "pdf"
)

func (r *run) tableMissing(j *job) {
	for _, t := range r.mine(j, j.rule.Tables) {
		if r.table(t.Key) != nil {
			r.outcome(j, t.Key, Pass, "")
			continue
		}
		place := diag.Place{Table: t.Key, Line: r.headingLine(sectionKey(j.book.edition, t.Key))}
		r.report(j, r.lost(r.newFinding(j, place, same("heading", heading(j.book.edition, t.Key)))))
	}
}

// lost makes a finding about what is not there a warning at most where the report was extracted from a page: the extraction may have
// lost it.
func (r *run) lost(f Finding) Finding {
	if r.lossy() {
		f.Severity = min(f.Severity, diag.Warning)
	}
	return f
}

func sectionKey(e *edition.Edition, table string) string {
	if s := sectionOf(e, table); s != nil {
		return s.Key
	}
	return ""
}

func (r *run) headingLine(section string) int {
	if r.in.Evidence == nil {
		return 0
	}
	return r.in.Evidence.Headings[section].Line
}

// tableIncomplete tells of rows whose labels were not found. Where text was extracted from a page the extraction may
// have lost them, so that it is only a warning then; from JSON nothing can be said, because an absent row is a blank one.
func (r *run) tableIncomplete(j *job) {
	if r.in.Evidence == nil {
		return
	}
	for _, t := range r.mine(j, j.rule.Tables) {
		rows := r.in.Evidence.MissingRows[t.Key]
		if r.table(t.Key) == nil {
			continue
		}
		if len(rows) == 0 {
			r.outcome(j, t.Key, Pass, "")
			continue
		}
		var names []string
		for _, row := range rows {
			names = append(names, nameOr(t.RowNames, row))
		}
		f := r.newFinding(j, diag.Place{Table: t.Key, Row: rows[0]}, same("heading", heading(j.book.edition, t.Key)), list("label", names))
		r.report(j, r.lost(f))
	}
}

// tableExtraLabel tells of labels that no edition has. Where text was extracted from a page a label comes in pieces:
// pieces of official labels are left out then, and what remains is only information.
func (r *run) tableExtraLabel(j *job) {
	if r.in.Evidence == nil {
		return
	}
	lossy := r.lossy()
	for _, t := range r.mine(j, j.rule.Tables) {
		var names []string
		line := 0
		for _, l := range r.in.Evidence.ExtraLabels[t.Key] {
			if lossy && isPiece(t, l.Text) {
				continue
			}
			if len(names) == 0 {
				line = l.Line
			}
			names = append(names, clean(l.Text))
		}
		if len(names) == 0 {
			continue
		}
		f := r.newFinding(j, diag.Place{Table: t.Key, Line: line}, same("heading", heading(j.book.edition, t.Key)), list("label", names))
		if lossy {
			f.Severity = diag.Information
		}
		r.report(j, f)
	}
}

// isPiece reports whether the text is a part of an official label of the table.
func isPiece(t *edition.Table, text string) bool {
	piece := fold.Text(text)
	for i := range t.Cells {
		if strings.Contains(fold.Text(t.Cells[i].Text), piece) {
			return true
		}
	}
	return false
}

// tableOldFormat tells once that a report uses tables of an edition whose time was over.
func (r *run) tableOldFormat(j *job) {
	last := j.book.edition.AppliesTo.LastYear
	if last == 0 || r.r.Year <= last {
		return
	}
	for _, t := range r.mine(j, j.rule.Tables) {
		if r.table(t.Key) == nil || !r.differs(t) {
			continue
		}
		r.report(j, r.newFinding(j, diag.Place{Table: t.Key}, number("year", r.r.Year)))
		return
	}
}

// differs reports whether the table holds a cell that the edition for the report's year does not have, or says itself
// that it is of another edition. Without such a cell nothing proves which form was used.
func (r *run) differs(t *edition.Table) bool {
	if r.r.TableFormats[t.Key] != "" {
		return true
	}
	now := r.c.editions.ForYear(r.r.Year).Table(t.Key)
	for key := range r.table(t.Key) {
		if now == nil || !now.Has(key) {
			return true
		}
	}
	return false
}

// sections calls f for the rule's sections, in order, if the job's edition is the report's.
func (r *run) sections(j *job, f func(*edition.Section)) {
	if j.book.edition != r.own {
		return
	}
	for _, s := range r.own.Sections {
		if contains(j.rule.Sections, s.Key) {
			f(s)
		}
	}
}

func (r *run) sectionMissing(j *job) {
	r.sections(j, func(s *edition.Section) {
		there := r.r.Prose[s.Key] != nil
		if s.Table != "" {
			// That a table is missing is told by its own rule.
			there = r.in.Evidence == nil || r.table(s.Table) == nil
		}
		if r.in.Evidence != nil {
			_, found := r.in.Evidence.Headings[s.Key]
			there = there || found
		}
		if there {
			r.outcome(j, "", Pass, "")
			return
		}
		r.report(j, r.lost(r.newFinding(j, diag.Place{Section: s.Key}, same("heading", s.Heading))))
	})
}

// ordinal is the number in front of a heading, in Chinese or ASCII digits, with the mark behind it.
var ordinal = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^#*\s*(?:第?([` + numbering.Numerals + `]{1,3})|([0-9]{1,2}))\s*(?:部分)?\s*[、.．,，:：/\s]`)
})

// numberOf returns the number in front of a heading, 0 for none.
func numberOf(heading string) int {
	m := ordinal().FindStringSubmatch(condense(heading))
	if m == nil {
		return 0
	}
	return numbering.Value(m[1] + m[2])
}

// sectionOrder compares the number that each heading carries, and the order of their lines, with the edition.
func (r *run) sectionOrder(j *job) {
	if r.in.Evidence == nil {
		return
	}
	last := 0
	r.sections(j, func(s *edition.Section) {
		h, found := r.in.Evidence.Headings[s.Key]
		if !found {
			return
		}
		number := numberOf(h.Text)
		wrong := number != 0 && number != numbering.Value(s.Number)
		if h.Line > 0 && h.Line < last {
			wrong = true
		}
		last = max(last, h.Line)
		if !wrong {
			r.outcome(j, "", Pass, "")
			return
		}
		r.report(j, r.newFinding(j, diag.Place{Section: s.Key, Line: h.Line}, same("heading", clean(h.Text)), same("number", s.Number)))
	})
}

func (r *run) headingWording(j *job) {
	if r.in.Evidence == nil {
		return
	}
	r.sections(j, func(s *edition.Section) {
		h, found := r.in.Evidence.Headings[s.Key]
		if !found || fold.Text(h.Text) == fold.Text(s.Heading) {
			return
		}
		f := r.newFinding(j, diag.Place{Section: s.Key, Line: h.Line}, same("value", clean(h.Text)), same("heading", s.Heading))
		r.report(j, f)
	})
}

// sectionEmpty tells of a section that is there and says next to nothing.
func (r *run) sectionEmpty(j *job) {
	r.sections(j, func(s *edition.Section) {
		paragraphs := r.r.Prose[s.Key]
		if paragraphs == nil {
			return
		}
		longest := 0 // characters of the words that are next to nothing
		for _, word := range j.rule.Words {
			longest = max(longest, utf8.RuneCountInString(word))
		}
		n := 0
		for _, p := range paragraphs {
			for _, c := range report.Plain(p) {
				if isHan(c) || unicode.IsLetter(c) || unicode.IsDigit(c) {
					n++
				}
			}
			if n >= j.rule.Minimum && n > longest {
				r.outcome(j, "", Pass, "")
				return
			}
		}
		text := strings.TrimFunc(condense(strings.Join(paragraphs, "")), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
		if n >= j.rule.Minimum && !contains(j.rule.Words, text) {
			r.outcome(j, "", Pass, "")
			return
		}
		r.report(j, r.newFinding(j, diag.Place{Section: s.Key, Line: r.headingLine(s.Key)}, same("heading", s.Heading)))
	})
}

// organizationMismatch compares the organ with the one in the title and the one that signs. Organs are shortened in
// every way (县发改局 for 县发展和改革局), so that a name whose characters all stand in the other in order is the same.
func (r *run) organizationMismatch(j *job) {
	if j.book.edition != r.own || r.r.Organization == "" {
		return
	}
	title, _, _ := strings.Cut(condense(r.r.Title), r.yearIn(condense(r.r.Title)))
	for _, x := range []struct {
		value string
		where diag.Word
	}{{title, "title"}, {condense(r.r.Signature), "signature"}} {
		if x.value == "" || within(x.value, r.organ) || within(r.organ, x.value) {
			continue
		}
		r.report(j, r.newFinding(j, diag.Place{}, same("organization", clean(r.r.Organization)), same("value", clean(x.value)),
			same("where", x.where.In(diag.Chinese)), same("where_en", x.where.In(diag.English))))
	}
}

// within reports whether the characters of short all stand in long, in this order.
func within(short, long string) bool {
	rest := long
	for _, c := range short {
		i := strings.IndexRune(rest, c)
		if i < 0 {
			return false
		}
		rest = rest[i+len(string(c)):]
	}
	return true
}
