package check

import (
	"fmt"
	"regexp"
	"slices"

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
	pattern, skip, skipClause, require, exclude *regexp.Regexp
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
		if rule.ID == "" || rule.Code == "" || rule.Message == "" || rule.MessageEn == "" || seen[rule.ID] {
			return nil, fmt.Errorf("rule %d (%s) lacks an id, a code or a message, or stands twice", i, rule.ID)
		}
		seen[rule.ID] = true
		if err := book.add(i, rule, kinds); err != nil {
			return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
		}
	}
	return book, nil
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
			return fmt.Errorf("there is no kind of check %q", rule.Kind)
		}
		if k.pattern && patterns.pattern == nil {
			return fmt.Errorf("the kind %q needs a pattern", rule.Kind)
		}
	case rule.Pattern != "":
		p := proseRule{rule: rule, order: i, textPatterns: patterns}
		if len(rule.Accept) == 0 || rule.Expects == nil && patterns.pattern.NumSubexp() == 0 {
			return fmt.Errorf("nothing to compare")
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
		text string
		into **regexp.Regexp
	}{{rule.Pattern, &p.pattern}, {rule.Skip, &p.skip}, {rule.SkipClause, &p.skipClause}, {rule.Require, &p.require}, {rule.Exclude, &p.exclude}} {
		if x.text == "" {
			continue
		}
		if *x.into, err = regexp.Compile(x.text); err != nil {
			return p, fmt.Errorf("pattern: %w", err)
		}
	}
	return p, nil
}

// matches reports whether there is an expression and it matches.
func matches(re *regexp.Regexp, text string) bool { return re != nil && re.MatchString(text) }

// covered reports whether any of the patterns covers the cell.
func covered(patterns []edition.Path, table string, key report.Key) bool {
	return slices.ContainsFunc(patterns, func(p edition.Path) bool { return p.Covers(table, key) })
}
