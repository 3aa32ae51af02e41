// Package draft makes the draft of next year's report from last year's.
//
// What somebody who starts a new report from the old one expects, and gets:
//
//   - The form is the edition for the new year. Organisation and signature stay; the year goes up by one; a printed
//     title gets the new year; the date is dropped.
//   - Figures that follow from last year's are filled in: wherever a checking rule says that a cell of last year's
//     report equals one of this year's (carried forward, carried over). A blank stays a blank and is told.
//   - Attachments, annotation and imprint are kept with their years moved on, and told; but the lines of the imprint that
//     say when and how often last year's report was printed are dropped, and told: that is not known yet, like the date.
//   - What stands in cells that hold words (the name of a website, yes or no) is kept, and told.
//   - Every other figure is blank, because it is not known. Figures that only begin with last year's (documents in
//     force) are not filled in but told, with last year's value.
//   - Prose is kept, with last year's number replaced by the new one ("2023年" by "2024年") and next year's by the one
//     after, so that checking the draft compares the old sentences with the new figures. Titles of documents in 《》 and
//     other years stay as they are; other years are told. Each paragraph that says more than a heading begins with a
//     mark, which is data of the edition; a checking rule (draft-mark) does not let the mark through to publication.
package draft

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// New returns the draft for year, or for the year after last's if year is 0, and a list of what was filled in and what
// to look at. The draft is nil, and the list holds an error, if the year is not known.
func New(last *report.Report, year int) (*report.Report, diag.List) {
	return For(edition.OfficialForms(), last, year)
}

// For is [New] for a converter's own forms; see Converter.Draft.
func For(forms *edition.Forms, last *report.Report, year int) (*report.Report, diag.List) {
	if last == nil || year == 0 && last.Year == 0 {
		return nil, diag.List{diag.New("draft-year", diag.Place{})}
	}
	set, err := forms.Of(last.Format).WithRules()
	if err != nil {
		return nil, diag.List{diag.New("program-data", diag.Place{}, "field", "", "problem", err)}
	}
	d := &drafter{last: last, year: cmp.Or(year, last.Year+1), words: &set.Words.Draft, tailWords: &set.Words.Tail}
	d.edition = set.ForYear(d.year)
	for _, r := range d.edition.Rules {
		if r.Kind == "leftover" && len(r.Words) > 0 {
			d.marker = r.Words[0]
		}
	}
	d.report = &report.Report{Format: d.edition.Version, Organization: last.Organization, Year: d.year,
		Title: d.advance(last.Title), Signature: last.Signature, Prose: map[string][]string{}, Tables: map[string]report.Table{}}
	for _, t := range d.edition.Tables {
		d.report.Tables[t.Key] = report.Table{}
	}
	d.figures()
	d.entries()
	d.prose()
	d.tail()
	return d.report, d.found
}

type drafter struct {
	last    *report.Report
	year    int
	edition *edition.Edition
	words   *edition.DraftWords
	marker  string
	report  *report.Report
	found   diag.List

	tailWords *edition.TailWords
}

// figures fills in what rules take over from last year.
func (d *drafter) figures() {
	for _, r := range d.edition.Rules {
		if r.Scope != edition.ScopePrevious || len(r.Left) == 0 || len(r.Right) != 1 || r.Left[0].Report != edition.PreviousReport {
			continue
		}
		from, to := r.Left[0], r.Right[0]
		was := d.last.Tables[from.Table].Get(from.Key.Row, from.Key.Col)
		place := diag.Place{Table: to.Table, Row: to.Key.Row, Col: to.Key.Col}
		args := []any{"cell", d.name(to), "from", d.name(from), "value", was.String()}
		switch {
		case len(r.Left) > 1:
			if !was.IsBlank() {
				d.found = append(d.found, diag.New("draft-chain", place, args...))
			}
		case was.IsBlank():
			d.found = append(d.found, diag.New("draft-blank", place, args...))
		default:
			d.report.Tables[to.Table].Set(to.Key.Row, to.Key.Col, was)
			d.found = append(d.found, diag.New("draft-carried", place, args...))
		}
	}
}

// entries keeps what stands in cells that hold words: names, addresses and answers to yes or no stay what they were more often than not.
func (d *drafter) entries() {
	for _, t := range d.edition.Tables {
		kept := 0
		for i := range t.Cells {
			key := t.Cells[i].Key()
			if was := d.last.Tables[t.Key].Get(key.Row, key.Col); t.Cells[i].IsWords() && !was.IsBlank() {
				d.report.Tables[t.Key].Set(key.Row, key.Col, was)
				kept++
			}
		}
		if kept > 0 {
			d.found = append(d.found, diag.New("draft-words", diag.Place{Table: t.Key}, "table", t.Caption, "n", kept))
		}
	}
}

// name is what a person calls a cell.
func (d *drafter) name(p edition.Path) diag.Wording {
	t := d.edition.Table(p.Table)
	return diag.Word("cell").With("row", t.RowNames[p.Key.Row], "col", t.ColNames[p.Key.Col])
}

// shortest is how many characters a paragraph has that says more than a heading.
const shortest = 25

// prose keeps last year's paragraphs, marked.
func (d *drafter) prose() {
	for _, s := range d.edition.Sections {
		if s.Table != "" {
			if notes := d.last.Notes[s.Table]; !notes.Empty() {
				if d.report.Notes == nil {
					d.report.Notes = map[string]report.Notes{}
				}
				d.report.Notes[s.Table] = report.Notes{Above: d.paragraphs(s, notes.Above), Below: d.paragraphs(s, notes.Below)}
			}
			continue
		}
		if kept := d.last.Prose[s.Key]; kept != nil {
			d.report.Prose[s.Key] = d.paragraphs(s, kept)
		}
	}
}

func (d *drafter) paragraphs(s *edition.Section, kept []string) []string {
	out := []string{}
	marked := 0
	heading := s.Call()
	for i, text := range kept {
		now := d.advance(text)
		if years := d.otherYears(now); years != "" {
			d.found = append(d.found, diag.New("draft-year-left", diag.Place{Section: s.Key}, "heading", heading, "n", i+1, "years", years))
		}
		if d.marker != "" && (utf8.RuneCountInString(text) >= shortest || strings.ContainsAny(text, "。0123456789")) && !strings.HasPrefix(now, d.marker) {
			now = d.marker + now
			marked++
		}
		out = append(out, now)
	}
	if marked > 0 {
		d.found = append(d.found, diag.New("draft-prose", diag.Place{Section: s.Key}, "heading", heading, "n", marked, "marker", d.marker))
	}
	return out
}

// advance moves the years that mean last year and the year after it on, outside the titles of other documents.
func (d *drafter) advance(text string) string {
	var b strings.Builder
	done := 0
	for _, m := range d.words.Titles.FindAllStringIndex(text, -1) {
		b.WriteString(d.years(text[done:m[0]]))
		if title := text[m[0]:m[1]]; d.words.OwnTitle.MatchString(title) {
			b.WriteString(d.years(title))
		} else {
			b.WriteString(title)
		}
		done = m[1]
	}
	return b.String() + d.years(text[done:])
}

func (d *drafter) years(text string) string {
	if d.last.Year == 0 {
		return text
	}
	return d.words.Year.ReplaceAllStringFunc(text, func(s string) string {
		digits := d.words.Year.FindStringSubmatch(s)[1]
		n, err := strconv.Atoi(digits)
		if err != nil || n != d.last.Year && n != d.last.Year+1 {
			return s
		}
		return strconv.Itoa(n+d.year-d.last.Year) + s[len(digits):]
	})
}

// otherYears lists the years of a text, outside titles, that are neither the draft's nor the next.
func (d *drafter) otherYears(text string) string {
	var list []string
	for _, m := range d.words.Year.FindAllStringSubmatch(d.words.Titles.ReplaceAllString(text, ""), -1) {
		n, err := strconv.Atoi(m[1])
		if err == nil && n >= report.FirstYear && n <= report.LastYear && n != d.year && n != d.year+1 && !slices.Contains(list, m[0]) {
			list = append(list, m[0])
		}
	}
	return strings.Join(list, "、")
}
