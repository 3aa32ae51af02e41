package compare

import (
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/listing"
	"nianbao/converter/internal/worddiff"
	"nianbao/converter/report"
)

// Listing is the comparison in words, for every form that people read. findings are what the rules found between the years.
func (r *Result) Listing(lang diag.Lang, findings []string, compared bool) *listing.Listing {
	v := &view{r: r, lang: lang, l: &listing.Listing{Lang: lang}}
	v.head(compared)
	if len(findings) > 0 {
		v.l.Sections = append(v.l.Sections, listing.Section{Name: v.say("compare-findings"), Heading: v.say("compare-findings"), Lines: findings})
	}
	if !compared {
		return v.l
	}
	for i := range r.Tables {
		v.table(&r.Tables[i])
	}
	v.carried()
	v.prose()
	v.sentences()
	return v.l
}

type view struct {
	r    *Result
	lang diag.Lang
	l    *listing.Listing
}

// say is a text of the catalogue.
func (v *view) say(code diag.Code, args ...any) string {
	return diag.New(code, diag.Place{}, args...).Message(v.lang)
}

func (v *view) head(compared bool) {
	year := func(h Head) string {
		if h.Year == 0 {
			return v.say("compare-year-unknown")
		}
		return strconv.Itoa(h.Year)
	}
	organization := v.r.This.Organization
	if organization == "" {
		organization = v.r.Last.Organization
	}
	if !compared {
		v.l.Title = v.say("compare-title-alone", "organization", organization, "this", year(v.r.This))
		v.l.Lines = []string{v.say("compare-no-previous")}
		return
	}
	v.l.Title = v.say("compare-title", "organization", organization, "this", year(v.r.This), "last", year(v.r.Last))
	var all, same, changed int
	for i := range v.r.Tables {
		for k := range v.r.Tables[i].Cells {
			all++
			switch v.r.Tables[i].Cells[k].State {
			case Same:
				same++
			case Changed:
				changed++
			}
		}
	}
	v.l.Lines = append(v.l.Lines, v.say("compare-summary-figures", "all", all, "same", same, "changed", changed, "other", all-same-changed), v.say("compare-note-percent"))
	if len(v.r.Carried) > 0 {
		open, against := 0, 0
		for _, c := range v.r.Carried {
			if c.Open {
				open++
			}
			if c.Contradiction {
				against++
			}
		}
		v.l.Lines = append(v.l.Lines, v.say("compare-summary-carried", "agrees", len(v.r.Carried)-open-against, "contradicts", against, "open", open))
	}
	kinds, moved := map[Kind]int{}, 0
	for i := range v.r.Paragraphs {
		kinds[v.r.Paragraphs[i].Kind]++
		if v.r.Paragraphs[i].Moved {
			moved++
		}
	}
	v.l.Lines = append(v.l.Lines, v.say("compare-summary-prose", "same", kinds[Unchanged], "changed", kinds[Edited], "added", kinds[Added], "removed", kinds[Removed], "moved", moved))
	if percent, ok := v.r.Copied.Of(); ok {
		n := v.r.Copied.Sentences
		v.l.Lines = append(v.l.Lines, v.say("compare-summary-copied", "percent", percent, "identical", n[Identical], "renumbered", n[Renumbered], "similar", n[Similar]))
	}
	for _, b := range v.r.Bounded {
		if b == BoundPairs {
			v.l.Lines = append(v.l.Lines, v.say("compare-bound-pairs"))
		} else {
			v.l.Lines = append(v.l.Lines, v.say("compare-bound-words"))
		}
	}
}

// table lists the figures that are not 0 or blank in both years.
func (v *view) table(t *Table) {
	s := listing.Section{Name: t.Caption, Heading: t.Caption, Columns: []listing.Column{
		{Name: v.say("compare-column-row"), Share: 34}, {Name: v.say("compare-column-cell"), Share: 14},
		{Name: v.say("compare-column-last"), Share: 12, Figure: true}, {Name: v.say("compare-column-this"), Share: 12, Figure: true},
		{Name: v.say("compare-column-change"), Share: 10, Figure: true}, {Name: v.say("compare-column-percent"), Share: 10, Figure: true},
		{Name: v.say("compare-column-note"), Share: 14}}}
	idle, alone := 0, 0
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.State == OnlyThis || c.State == OnlyLast {
			alone++
		}
		if c.Idle() {
			idle++
			continue
		}
		row := listing.Texts(c.Row, c.Col, printed(c.Last), printed(c.This), signed(c.Change), percent(c.Percent), v.note(c))
		s.Rows = append(s.Rows, row)
	}
	switch {
	case t.Last == "":
		s.Lines = append(s.Lines, v.say("compare-note-table-this"))
	case t.This == "":
		s.Lines = append(s.Lines, v.say("compare-note-table-last"))
	case t.This != t.Last:
		s.Lines = append(s.Lines, v.say("compare-note-format", "this", t.This, "last", t.Last, "n", alone))
	}
	if idle > 0 {
		s.Lines = append(s.Lines, v.say("compare-note-idle", "n", idle))
	}
	v.l.Sections = append(v.l.Sections, s)
}

// printed is a cell as printed, without line breaks.
func printed(c report.Cell) string { return strings.ReplaceAll(c.String(), "\n", " ") }

// note says why there is no change or no percentage.
func (v *view) note(c *Cell) string {
	switch c.State {
	case Filled:
		return v.say("compare-state-filled")
	case Emptied:
		return v.say("compare-state-emptied")
	case Marked:
		return v.say("compare-state-marked")
	case OnlyThis:
		return v.say("compare-state-only-this")
	case OnlyLast:
		return v.say("compare-state-only-last")
	}
	if c.OfNothing() {
		return v.say("compare-state-of-nothing")
	}
	return ""
}

// signed writes a change with its sign.
func signed(change string) string {
	if change == "" || change == "0" || strings.HasPrefix(change, "-") {
		return change
	}
	return "+" + change
}

func percent(p string) string {
	switch {
	case p == "":
		return ""
	case p == "0.0" || strings.HasPrefix(p, "-"):
		return p + "%"
	}
	return "+" + p + "%"
}

func (v *view) carried() {
	s := listing.Section{Name: v.say("compare-sheet-carried"), Heading: v.say("compare-section-carried"), Lines: []string{v.say("compare-note-carried")},
		Columns: []listing.Column{{Name: v.say("compare-column-cell"), Share: 25}, {Name: v.say("compare-column-forward"), Share: 20, Figure: true},
			{Name: v.say("compare-column-over"), Share: 20, Figure: true}, {Name: v.say("compare-column-note"), Share: 35}}}
	for i := range v.r.Carried {
		c := &v.r.Carried[i]
		state := v.say("compare-carried-agrees")
		switch {
		case c.Open:
			state = v.say("compare-carried-open")
		case c.Contradiction:
			state = v.say("compare-carried-contra", "delta", c.Delta())
		}
		row := listing.Texts(c.Col, printed(c.Last), printed(c.This), state)
		row.Mark = c.Contradiction
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) == 0 {
		s.Lines, s.Columns = []string{v.say("compare-nothing-carried")}, nil
	}
	v.l.Sections = append(v.l.Sections, s)
}

// Delta returns how far the two figures are apart, without a sign; "" where one is no number.
func (c *Carried) Delta() string {
	cell := Cell{This: c.This, Last: c.Last}
	cell.compare()
	return strings.TrimPrefix(cell.Change, "-")
}

func (v *view) prose() {
	s := listing.Section{Name: v.say("compare-sheet-prose"), Heading: v.say("compare-section-prose"), Lines: []string{v.say("compare-note-words")},
		Columns: []listing.Column{{Name: v.say("compare-column-place"), Share: 14}, {Name: v.say("compare-column-kind"), Share: 8},
			{Name: v.say("compare-column-last"), Share: 39}, {Name: v.say("compare-column-this"), Share: 39}}}
	for i := range v.r.Paragraphs {
		p := &v.r.Paragraphs[i]
		if p.Kind == Unchanged && !p.Moved {
			continue
		}
		row := listing.Row{Cells: []listing.Cell{listing.Text(v.place(p)), listing.Text(v.kind(p)), side(p.Runs, worddiff.Insert), side(p.Runs, worddiff.Delete)}}
		for _, run := range p.Runs {
			row.Inline = append(row.Inline, listing.Run{Text: run.Text, Side: sideOf(run.Op)})
		}
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) == 0 {
		s.Lines, s.Columns = []string{v.say("compare-nothing-differs")}, nil
	}
	v.l.Sections = append(v.l.Sections, s)
}

func sideOf(op worddiff.Op) listing.Side {
	switch op {
	case worddiff.Delete:
		return listing.Old
	case worddiff.Insert:
		return listing.New
	}
	return listing.Both
}

// side is a paragraph as one year has it: without the runs of the other. A paragraph that only one year has is not emphasised: nothing in it
// differs from anything.
func side(runs []worddiff.Run, without worddiff.Op) listing.Cell {
	var c listing.Cell
	for _, r := range runs {
		if r.Op == without {
			continue
		}
		run := listing.Run{Text: r.Text, Side: sideOf(r.Op)}
		if len(runs) == 1 {
			run.Side = listing.Both
		}
		c.Runs = append(c.Runs, run)
	}
	return c
}

func (v *view) kind(p *Paragraph) string {
	switch {
	case p.Kind == Added:
		return v.say("compare-kind-added")
	case p.Kind == Removed:
		return v.say("compare-kind-removed")
	case p.Moved && p.Kind == Edited:
		return v.say("compare-kind-moved-edited")
	case p.Moved:
		return v.say("compare-kind-moved")
	}
	return v.say("compare-kind-changed")
}

// place names a paragraph by its section and number, that of last year where this one has none, and both where it was moved.
func (v *view) place(p *Paragraph) string {
	at := p.This
	if at.Part == "" {
		at = p.Last
	}
	if p.Moved {
		return v.say("compare-paragraph-from", "section", at.Name, "n", at.Index+1, "was", p.Last.Name, "m", p.Last.Index+1)
	}
	return v.say("compare-paragraph", "section", at.Name, "n", at.Index+1)
}

func (v *view) sentences() {
	s := listing.Section{Name: v.say("compare-sheet-sentences"), Heading: v.say("compare-section-sentences"), Lines: []string{v.say("compare-note-sentences")},
		Columns: []listing.Column{{Name: v.say("compare-column-place"), Share: 14}, {Name: v.say("compare-column-origin"), Share: 8},
			{Name: v.say("compare-column-last"), Share: 39}, {Name: v.say("compare-column-this"), Share: 39}}}
	budget := worddiff.DefaultBudget()
	for i := range v.r.Sentences {
		x := &v.r.Sentences[i]
		origin := ""
		switch x.Origin {
		case Identical:
			origin = v.say("compare-origin-identical")
		case Renumbered:
			origin = v.say("compare-origin-renumbered")
		case Similar:
			origin = v.say("compare-origin-similar")
		default:
			continue
		}
		runs, _ := worddiff.Diff(x.Was, x.Text, budget)
		row := listing.Row{Cells: []listing.Cell{listing.Text(v.say("compare-paragraph", "section", x.This.Name, "n", x.This.Index+1)), listing.Text(origin),
			side(runs, worddiff.Insert), side(runs, worddiff.Delete)}}
		for _, run := range runs {
			row.Inline = append(row.Inline, listing.Run{Text: run.Text, Side: sideOf(run.Op)})
		}
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) == 0 {
		s.Lines, s.Columns = []string{v.say("compare-nothing-copied")}, nil
	}
	v.l.Sections = append(v.l.Sections, s)
}
