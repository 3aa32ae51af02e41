package alike

import (
	"path"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/listing"
	"nianbao/converter/internal/worddiff"
)

// What a listing shows of a result: the matrix of so many reports, and the sentences of so many pairs.
const (
	mostMatrix   = 60
	mostDetailed = 40
)

// Listing is the result in words, for every form that people read.
func (r *Result) Listing(lang diag.Lang) *listing.Listing {
	v := &view{r: r, lang: lang, l: &listing.Listing{Lang: lang}, at: map[[2]int]int{}}
	v.l.Title = v.say("alike-title")
	v.l.Lines = append(v.l.Lines, v.say("alike-summary", "n", len(r.Reports), "pairs", len(r.Pairs), "groups", len(r.Groups)),
		v.say("alike-thresholds", "percent", AlikeFrom, "short", len(r.Short), "least", LeastShingles))
	if len(r.Common) > 0 {
		v.l.Lines = append(v.l.Lines, v.say("alike-common", "n", len(r.Common)))
	}
	if r.SameName > 0 {
		v.l.Lines = append(v.l.Lines, v.say("alike-same-name", "n", r.SameName))
	}
	if r.Bounded {
		v.l.Lines = append(v.l.Lines, v.say("alike-bounded"))
	}
	if len(r.Pairs) > 0 {
		v.groups()
		v.matrix()
		v.pairs()
		v.details()
	}
	v.common()
	return v.l
}

type view struct {
	r    *Result
	lang diag.Lang
	l    *listing.Listing
	at   map[[2]int]int // the section that shows a pair, from 1
}

// say is a text of the catalogue.
func (v *view) say(code diag.Code, args ...any) string {
	return diag.New(code, diag.Place{}, args...).Message(v.lang)
}

// name is what a report is called: its organisation and year, its file where it names none.
func (v *view) name(i int) string {
	r := v.r.Reports[i]
	if r.Organization == "" {
		return path.Base(strings.ReplaceAll(r.File, `\`, "/"))
	}
	if r.Year != 0 {
		return r.Organization + " " + strconv.Itoa(r.Year)
	}
	return r.Organization
}

func (v *view) groups() {
	s := listing.Section{Name: v.say("alike-sheet-groups"), Heading: v.say("alike-groups"), Columns: []listing.Column{
		{Name: v.say("alike-column-group"), Share: 10}, {Name: v.say("alike-column-count"), Share: 10, Figure: true}, {Name: v.say("alike-column-members"), Share: 80}}}
	for i, group := range v.r.Groups {
		names := make([]string, len(group))
		for k, member := range group {
			names[k] = v.name(member)
		}
		s.Rows = append(s.Rows, listing.Texts(strconv.Itoa(i+1), strconv.Itoa(len(group)), strings.Join(names, "; ")))
	}
	v.l.Sections = append(v.l.Sections, s)
}

// matrix shows the likeness of the reports of all groups, as far as they have room.
func (v *view) matrix() {
	var members []int
	for _, group := range v.r.Groups {
		members = append(members, group...)
	}
	s := listing.Section{Name: v.say("alike-sheet-matrix"), Heading: v.say("alike-matrix"), Screen: true, Lines: []string{v.say("alike-note-matrix")}}
	if len(members) > mostMatrix {
		s.Lines = append(s.Lines, v.say("alike-note-cut", "n", mostMatrix, "all", len(members)))
		members = members[:mostMatrix]
	}
	percent := map[[2]int]int{}
	for _, p := range v.r.Pairs {
		percent[[2]int{p.A, p.B}], percent[[2]int{p.B, p.A}] = p.Percent, p.Percent
	}
	s.Columns = append(s.Columns, listing.Column{Name: v.say("alike-column-report"), Share: 40})
	for k := range members {
		s.Columns = append(s.Columns, listing.Column{Name: strconv.Itoa(k + 1), Share: 6, Figure: true})
	}
	for k, i := range members {
		texts := []string{strconv.Itoa(k+1) + " " + v.name(i)}
		for _, j := range members {
			text := ""
			if p, ok := percent[[2]int{i, j}]; ok {
				text = strconv.Itoa(p)
			} else if i == j {
				text = "—"
			}
			texts = append(texts, text)
		}
		s.Rows = append(s.Rows, listing.Texts(texts...))
	}
	v.l.Sections = append(v.l.Sections, s)
}

// pairs lists all pairs, with a link to the sentences of those that are shown.
func (v *view) pairs() {
	s := listing.Section{Name: v.say("alike-sheet-pairs"), Heading: v.say("alike-pairs"), Columns: []listing.Column{
		{Name: v.say("alike-column-first"), Share: 35}, {Name: v.say("alike-column-second"), Share: 35},
		{Name: v.say("alike-column-percent"), Share: 10, Figure: true}, {Name: v.say("alike-column-same"), Share: 10, Figure: true}, {Name: v.say("alike-column-near"), Share: 10, Figure: true}}}
	first := len(v.l.Sections) + 2 // the section of the first pair's sentences
	for i := range v.r.Pairs {
		p := &v.r.Pairs[i]
		row := listing.Texts(v.name(p.A), v.name(p.B), strconv.Itoa(p.Percent), "", "")
		if p.Sentences != nil {
			same := 0
			for _, t := range p.Sentences {
				if t.Same {
					same++
				}
			}
			row.Cells[3], row.Cells[4] = listing.Text(strconv.Itoa(same)), listing.Text(strconv.Itoa(len(p.Sentences)-same))
		}
		if i < mostDetailed {
			row.Cells[0].Link = first + i
		}
		s.Rows = append(s.Rows, row)
	}
	v.l.Sections = append(v.l.Sections, s)
}

// details shows the sentences of the likest pairs side by side.
func (v *view) details() {
	budget := worddiff.DefaultBudget()
	for i := range v.r.Pairs[:min(len(v.r.Pairs), mostDetailed)] {
		p := &v.r.Pairs[i]
		heading := v.say("alike-pair", "a", v.name(p.A), "b", v.name(p.B), "percent", p.Percent)
		s := listing.Section{Name: strconv.Itoa(i + 1), Heading: heading, Columns: []listing.Column{
			{Name: v.name(p.A), Share: 45}, {Name: v.name(p.B), Share: 45}, {Name: v.say("alike-column-how"), Share: 10}}}
		for _, t := range p.Sentences {
			how := v.say("alike-same")
			if !t.Same {
				how = v.say("alike-near")
			}
			runs, _ := worddiff.Diff(t.A, t.B, budget)
			row := listing.Row{Cells: []listing.Cell{{}, {}, listing.Text(how)}}
			for _, run := range runs {
				side := listing.Both
				switch run.Op {
				case worddiff.Delete:
					side = listing.Old
				case worddiff.Insert:
					side = listing.New
				}
				if side != listing.New {
					row.Cells[0].Runs = append(row.Cells[0].Runs, listing.Run{Text: run.Text, Side: side})
				}
				if side != listing.Old {
					row.Cells[1].Runs = append(row.Cells[1].Runs, listing.Run{Text: run.Text, Side: side})
				}
			}
			s.Rows = append(s.Rows, row)
		}
		v.l.Sections = append(v.l.Sections, s)
	}
}

// common lists what was left out because most reports have it.
func (v *view) common() {
	if len(v.r.Common) == 0 {
		return
	}
	s := listing.Section{Name: v.say("alike-sheet-common"), Heading: v.say("alike-common-heading"), Columns: []listing.Column{
		{Name: v.say("alike-column-sentence"), Share: 85}, {Name: v.say("alike-column-reports"), Share: 15, Figure: true}}}
	for _, c := range v.r.Common {
		s.Rows = append(s.Rows, listing.Texts(c.Text, strconv.Itoa(c.Reports)))
	}
	v.l.Sections = append(v.l.Sections, s)
}
