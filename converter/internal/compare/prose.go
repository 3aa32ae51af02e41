package compare

import (
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/worddiff"
)

// Kind is what became of a paragraph.
type Kind string

// The kinds.
const (
	Unchanged Kind = "same"
	Edited    Kind = "changed"
	Added     Kind = "added"
	Removed   Kind = "removed"
)

// Paragraph is a paragraph of either year, or one of both.
type Paragraph struct {
	Kind Kind
	// Moved says that it stands in another section, or in another order among those that stayed.
	Moved      bool
	This, Last Spot
	// Runs is the text: that of last year without the inserted runs, that of this year without the deleted ones, to the letter.
	Runs []worddiff.Run
	// Whole says that what changed was not looked for word by word, because the work has a bound.
	Whole bool
}

// Spot is where a paragraph stands: its part by its name in the contract and to people, and its number in it from 0. The zero Spot,
// whose Part is "", is that of a paragraph that the year does not have.
type Spot struct {
	Part, Name string
	Index      int
}

func spotOf(p *paragraph) Spot { return Spot{p.key, p.name, p.index} }

// compareProse matches the paragraphs of both years and lists them in this year's order; those that are gone stand behind the one that
// they followed.
func (r *Result) compareProse(meter *limit.Meter, old, now []paragraph) {
	m := match(meter, old, now)
	if m.bounded {
		r.bound(BoundPairs)
	}
	budget := worddiff.DefaultBudget()
	next := 0                  // the old paragraphs before it are told
	gone := func(before int) { // those removed that stand before an old paragraph
		for ; next < before; next++ {
			if i := next; m.now[i] < 0 {
				r.Paragraphs = append(r.Paragraphs, Paragraph{Kind: Removed, Last: spotOf(&old[i]), Runs: []worddiff.Run{{Op: worddiff.Delete, Text: old[i].text}}})
			}
		}
	}
	for j := range now {
		if !meter.Step(10 + len(now[j].text)) {
			return
		}
		i := m.old[j]
		if i < 0 {
			r.Paragraphs = append(r.Paragraphs, Paragraph{Kind: Added, This: spotOf(&now[j]), Runs: []worddiff.Run{{Op: worddiff.Insert, Text: now[j].text}}})
			continue
		}
		if !m.moved[j] {
			gone(i)
		}
		p := Paragraph{Kind: Unchanged, Moved: m.moved[j], This: spotOf(&now[j]), Last: spotOf(&old[i])}
		if old[i].text != now[j].text {
			p.Kind = Edited
		}
		before := budget.Steps
		runs, exact := worddiff.Diff(old[i].text, now[j].text, budget)
		p.Runs, p.Whole = runs, !exact
		meter.Step(before - budget.Steps)
		if !exact {
			r.bound(BoundWords)
		}
		r.Paragraphs = append(r.Paragraphs, p)
	}
	gone(len(old))
}
