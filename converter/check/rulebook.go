package check

import (
	"slices"
	"strconv"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// rulebook is the rules of an edition, compiled.
type rulebook struct {
	edition  *edition.Edition
	formulas []formula
	prose    []proseRule
	patterns map[int]textPatterns // by the rule's place in the edition
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
	pattern, skip, skipClause, require, exclude *expression
}

type proseRule struct {
	rule  *edition.Rule
	order int
	textPatterns
}

func compile(e *edition.Edition, kinds map[string]kind) (*rulebook, error) {
	book := &rulebook{edition: e, patterns: map[int]textPatterns{}}
	seen := map[string]bool{}
	for i := range e.Rules {
		rule := &e.Rules[i]
		err := complete(rule, seen)
		if err == nil {
			err = book.add(i, rule, kinds)
		}
		if err != nil {
			return nil, e.Fault(datafile.Under("/rules/"+strconv.Itoa(i), err))
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
	switch {
	case rule.Kind != "":
		k, ok := kinds[rule.Kind]
		if !ok {
			return datafile.At("/kind", "there is no kind of check %q", rule.Kind)
		}
		if k.pattern && patterns.pattern == nil {
			return datafile.At("/pattern", "the kind %q needs a pattern", rule.Kind)
		}
	case rule.Pattern != "":
		p := proseRule{rule: rule, order: i, textPatterns: patterns}
		if len(rule.Accept) == 0 || rule.Expects == nil && patterns.pattern.NumSubexp() == 0 {
			return datafile.At("/accept", "rule %q: nothing to compare", rule.ID)
		}
		b.prose = append(b.prose, p)
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
	}{{"pattern", rule.Pattern, &p.pattern}, {"skip", rule.Skip, &p.skip}, {"skip_clause", rule.SkipClause, &p.skipClause},
		{"require", rule.Require, &p.require}, {"exclude", rule.Exclude, &p.exclude}} {
		if x.text == "" {
			continue
		}
		if *x.into, err = compileExpression(x.text); err != nil {
			return p, datafile.Under("/"+x.field, err)
		}
	}
	return p, nil
}

// covered reports whether any of the patterns covers the cell.
func covered(patterns []edition.Path, table string, key report.Key) bool {
	return slices.ContainsFunc(patterns, func(p edition.Path) bool { return p.Covers(table, key) })
}
