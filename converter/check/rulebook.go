package check

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// rulebook is the rules of an edition, compiled.
type rulebook struct {
	edition  *edition.Edition
	formulas []formula
	claims   map[string]*claimRule   // by their words: subjects, a bar, acts
	patterns []textPatterns          // by the rule's place in the edition
	cells    [][]coveredCell         // likewise: those that the rule is about, in printing order
	names    map[int][]*officialName // likewise
	spelling map[int]*spelling       // likewise
}

// formula is a rule that says: these sums are equal.
type formula struct {
	rule        *edition.Rule
	order       int
	left, right []edition.Path
	table       string // the table it is about
}

// textPatterns are the regular expressions of a rule; any may be nil.
type textPatterns struct {
	pattern, skip, require, exclude *expression
	organization, notOrganization   *expression
	named                           []namedExpression
}

// namedExpression is one of several patterns of a rule, and what a person calls what it finds.
type namedExpression struct {
	name string
	*expression
}

func compile(e *edition.Edition, kinds map[string]kind) (*rulebook, error) {
	book := &rulebook{edition: e, patterns: make([]textPatterns, len(e.Rules)), cells: make([][]coveredCell, len(e.Rules)), names: map[int][]*officialName{}, spelling: map[int]*spelling{}, claims: map[string]*claimRule{}}
	seen := map[string]bool{}
	for i := range e.Rules {
		rule := &e.Rules[i]
		err := complete(rule, seen)
		if err == nil {
			err = book.add(i, rule, kinds)
		}
		if err != nil {
			return nil, rule.Fault(err)
		}
	}
	return book, nil
}

// complete makes sure that a rule has what every rule needs, and a name of its own.
func complete(rule *edition.Rule, seen map[string]bool) error {
	for _, field := range []struct{ name, value string }{{"id", rule.ID}, {"code", rule.Code}, {"message", rule.Message}, {"message_en", rule.MessageEn}} {
		if field.value == "" {
			return datafile.At("/"+field.name, "rule %q: it is empty", rule.ID)
		}
	}
	if seen[rule.ID] {
		return datafile.At("/id", "rule %q stands twice", rule.ID)
	}
	seen[rule.ID] = true
	if !slices.Contains([]string{"error", "warning", "information"}, rule.Severity) {
		return datafile.At("/severity", "rule %q: there is no severity %q", rule.ID, rule.Severity)
	}
	return nil
}

func (b *rulebook) add(i int, rule *edition.Rule, kinds map[string]kind) error {
	patterns, err := compilePatterns(rule)
	if err != nil {
		return err
	}
	b.patterns[i] = patterns
	b.cells[i] = coveredBy(b.edition, rule)
	if rule.Kind == nearNameKind {
		for _, name := range rule.Words {
			b.names[i] = append(b.names[i], newOfficialName(name, rule.Minimum+1))
		}
	}
	if err := b.addSpelling(i, rule); err != nil {
		return err
	}
	switch {
	case rule.Kind == claimKind:
		return b.addClaim(i, rule, patterns)
	case rule.Kind != "":
		k, ok := kinds[rule.Kind]
		if !ok {
			return datafile.At("/kind", "there is no kind of check %q", rule.Kind)
		}
		if k.pattern && patterns.pattern == nil && patterns.named == nil {
			return datafile.At("/pattern", "the kind %q needs a pattern", rule.Kind)
		}
	case rule.Pattern != "":
		return datafile.At("/kind", "rule %q: a pattern needs a kind", rule.ID)
	default:
		f := formula{rule: rule, order: i, left: rule.Left, right: rule.Right, table: rule.Right[0].Table}
		b.formulas = append(b.formulas, f)
	}
	return nil
}

func compilePatterns(rule *edition.Rule) (p textPatterns, err error) {
	for _, x := range []struct {
		field, text string
		into        **expression
	}{{"pattern", rule.Pattern, &p.pattern}, {"skip", rule.Skip, &p.skip}, {"require", rule.Require, &p.require}, {"exclude", rule.Exclude, &p.exclude},
		{"organization", rule.Organization, &p.organization}, {"not_organization", rule.NotOrganization, &p.notOrganization}} {
		if x.text == "" {
			continue
		}
		if *x.into, err = compileExpression(x.text); err != nil {
			return p, datafile.Under("/"+x.field, err)
		}
	}
	for i, x := range rule.Patterns {
		e, err := compileExpression(x.Pattern)
		if err != nil {
			return p, datafile.Under("/patterns/"+strconv.Itoa(i)+"/pattern", err)
		}
		p.named = append(p.named, namedExpression{x.Name, e})
	}
	return p, nil
}

// coveredCell is a data cell that a rule is about.
type coveredCell struct {
	table *edition.Table
	key   report.Key
}

// coveredBy returns the data cells that a rule's patterns cover, in printing order.
func coveredBy(e *edition.Edition, rule *edition.Rule) []coveredCell {
	if len(rule.Cells) == 0 {
		return nil
	}
	var list []coveredCell
	for _, t := range e.Tables {
		for i := range t.Cells {
			if key := t.Cells[i].Key(); t.Cells[i].IsData() && !t.Cells[i].IsWords() && covered(rule.Cells, t.Key, key) && !covered(rule.Except, t.Key, key) {
				list = append(list, coveredCell{t, key})
			}
		}
	}
	return list
}

// covered reports whether any of the patterns covers the cell.
func covered(patterns []edition.Path, table string, key report.Key) bool {
	return slices.ContainsFunc(patterns, func(p edition.Path) bool { return p.Covers(table, key) })
}

// claimKind is the kind of rules about what the prose says; changeClaim is the words of the one about changes to last year.
const (
	claimKind   = "claim"
	changeClaim = "change|"
)

// addClaim puts a rule under every combination of its subjects and acts: two rules for the same words would contradict each other.
func (b *rulebook) addClaim(order int, rule *edition.Rule, patterns textPatterns) error {
	if len(rule.Subjects) == 0 || len(rule.Acts) == 0 {
		return datafile.At("/subjects", "rule %q: a claim needs subjects and acts", rule.ID)
	}
	c := &claimRule{rule: rule, order: order, textPatterns: patterns}
	for _, subject := range rule.Subjects {
		for _, act := range rule.Acts {
			words := set(strings.Split(subject, "+")) + "|" + set(strings.Split(act, "+"))
			if other := b.claims[words]; other != nil {
				return datafile.At("/acts", "rule %q: the words %q are those of %q", rule.ID, words, other.rule.ID)
			}
			b.claims[words] = c
		}
	}
	return nil
}
