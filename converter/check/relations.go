package check

import (
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Relation is a formula of an edition as data, for programs that check figures while they are typed: the sums of both sides
// are equal, exactly. What becomes of one with a blank cell, a mark or text is what [Result] says of it: a term without a
// number leaves the relation [Undetermined]; where all are marks, or a table or the other report is missing, it is
// [NotApplicable].
type Relation struct {
	ID       string // of the rule
	Code     diag.Code
	Severity diag.Severity
	// Previous says that a term is of last year's report.
	Previous bool
	Table    string // the table that it is about
	Left     []Term
	Right    []Term
	// Text is the relation in words: “自然人”列：新收＋结转＝总计.
	Text map[diag.Lang]string
	// Message is the finding's text with places for {left_sum}, {right_sum}, {delta}, {left[0]} … and {right[0]} ….
	Message map[diag.Lang]string
}

// Term is a cell of a relation.
type Term struct {
	Table    string
	Key      report.Key
	Row, Col string // what a person calls them
	Previous bool   // the cell is of last year's report
	Minus    bool   // it is subtracted
}

// Relations returns the formulas of an edition in the order of its rules; nil where there is no such edition.
func (c *Checker) Relations(version string) []Relation {
	for _, book := range c.of(version).books {
		if book.edition.Version != version {
			continue
		}
		list := make([]Relation, 0, len(book.formulas))
		for i := range book.formulas {
			list = append(list, book.relation(&book.formulas[i]))
		}
		return list
	}
	return nil
}

func (b *rulebook) relation(f *formula) Relation {
	r := Relation{ID: f.rule.ID, Code: diag.Code(f.rule.Code), Severity: severityOf(f.rule.Severity), Table: f.table,
		Previous: f.rule.Scope == edition.ScopePrevious, Left: b.terms(f.left), Right: b.terms(f.right),
		Text: map[diag.Lang]string{}, Message: map[diag.Lang]string{}}
	first := &r.Right[0]
	args := []arg{same("row_name", first.Row), same("col_name", first.Col), pathName(b.edition, f.right)}
	for lang, message := range map[diag.Lang]string{diag.Chinese: f.rule.Message, diag.English: f.rule.MessageEn} {
		r.Message[lang] = render(message, lang, args)
		r.Text[lang] = r.inWords(relationWordsIn(lang))
	}
	return r
}

func (b *rulebook) terms(paths []edition.Path) []Term {
	list := make([]Term, 0, len(paths))
	for _, p := range paths {
		t := Term{Table: p.Table, Key: p.Key, Row: p.Key.Row, Col: p.Key.Col, Previous: p.Report == edition.PreviousReport, Minus: p.Negative}
		if table := b.edition.Table(p.Table); table != nil {
			t.Row, t.Col = nameOr(table.RowNames, p.Key.Row), nameOr(table.ColNames, p.Key.Col)
		}
		list = append(list, t)
	}
	return list
}

// relationWords are the words of a relation: what stands in front of one inside a column or a row, a cell elsewhere, what
// last year's cells are marked by, and the signs.
type relationWords struct{ column, row, cell, previous, plus, minus, equals string }

func relationWordsIn(lang diag.Lang) relationWords {
	say := func(word diag.Word) string { return word.In(lang) }
	return relationWords{column: say("relation-column"), row: say("relation-row"), cell: say("relation-cell"), previous: say("relation-previous"),
		plus: say("relation-plus"), minus: say("relation-minus"), equals: say("relation-equals")}
}

// inWords writes the relation with its cells by name: by that of their row alone where all are of one column, and by that of
// their column where all are of one row.
func (r *Relation) inWords(w relationWords) string {
	all := slices.Concat(r.Left, r.Right)
	oneOf := func(of func(Term) string) bool {
		return !slices.ContainsFunc(all, func(t Term) bool { return of(t) != of(all[0]) })
	}
	column, row := oneOf(func(t Term) string { return t.Table + "." + t.Key.Col }), oneOf(func(t Term) string { return t.Table + "." + t.Key.Row })
	named := func(pattern string, t Term) string {
		return strings.NewReplacer("{row}", t.Row, "{col}", t.Col).Replace(pattern)
	}
	lead, name := "", func(t Term) string { return named(w.cell, t) }
	switch {
	case column && !row:
		lead, name = named(w.column, all[0]), func(t Term) string { return t.Row }
	case row && !column:
		lead, name = named(w.row, all[0]), func(t Term) string { return t.Col }
	}
	side := func(terms []Term) string {
		var s strings.Builder
		for i, t := range terms {
			switch {
			case t.Minus:
				s.WriteString(w.minus)
			case i > 0:
				s.WriteString(w.plus)
			}
			if t.Previous {
				s.WriteString(w.previous)
			}
			s.WriteString(name(t))
		}
		return s.String()
	}
	return lead + side(r.Left) + w.equals + side(r.Right)
}
