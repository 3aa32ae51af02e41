package check

import (
	"fmt"
	"regexp"
	"strings"

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
	left, right []term
	table       string // the table it is about
}

// source says which report a term is taken from.
type source string

const (
	current  source = ""
	previous source = "previous:"
)

// term is an operand of a formula, before it has a value.
type term struct {
	source source
	minus  bool
	table  string
	key    report.Key
}

// path returns the term as it stands in the rules, without the minus.
func (t term) path() string { return string(t.source) + t.table + "." + t.key.Row + "." + t.key.Col }

// textPatterns are the regular expressions of a rule; any may be nil.
type textPatterns struct {
	pattern, skip, skipClause, require, exclude *regexp.Regexp
}

type proseRule struct {
	rule   *edition.Rule
	order  int
	accept [][]term
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
		for _, list := range rule.Accept {
			terms, err := b.terms(list)
			if err != nil {
				return err
			}
			p.accept = append(p.accept, terms)
		}
		if len(p.accept) == 0 || rule.Expects == nil && patterns.pattern.NumSubexp() == 0 {
			return fmt.Errorf("nothing to compare")
		}
		b.prose = append(b.prose, p)
	default:
		f := formula{rule: rule, order: i}
		if f.left, err = b.terms(rule.Left); err != nil {
			return err
		}
		if f.right, err = b.terms(rule.Right); err != nil {
			return err
		}
		if len(f.left) == 0 || len(f.right) == 0 {
			return fmt.Errorf("a formula needs two sides")
		}
		f.table = f.right[0].table
		b.formulas = append(b.formulas, f)
	}
	return nil
}

// terms parses paths and makes sure that the edition has the cells.
func (b *rulebook) terms(paths []string) ([]term, error) {
	terms := make([]term, len(paths))
	for i, path := range paths {
		t := &terms[i]
		path, t.minus = strings.CutPrefix(path, "-")
		if rest, ok := strings.CutPrefix(path, string(previous)); ok {
			t.source, path = previous, rest
		}
		parts := strings.Split(path, ".")
		if len(parts) != 3 {
			return nil, fmt.Errorf("%q is no path of a cell", path)
		}
		t.table, t.key = parts[0], report.Key{Row: parts[1], Col: parts[2]}
		if table := b.edition.Table(t.table); table == nil || !hasCell(table, t.key) {
			return nil, fmt.Errorf("the edition has no cell %q", path)
		}
	}
	return terms, nil
}

func hasCell(t *edition.Table, key report.Key) bool {
	for i := range t.Cells {
		if t.Cells[i].IsData() && t.Cells[i].Key() == key {
			return true
		}
	}
	return false
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

// matchPath reports whether a pattern such as "disclosure.*.change" covers the cell.
func matchPath(pattern, table string, key report.Key) bool {
	wantTable, rest, _ := strings.Cut(pattern, ".")
	wantRow, wantCol, _ := strings.Cut(rest, ".")
	return (wantTable == "*" || wantTable == table) && (wantRow == "*" || wantRow == key.Row) && (wantCol == "*" || wantCol == key.Col)
}

func matchAny(patterns []string, table string, key report.Key) bool {
	for _, p := range patterns {
		if matchPath(p, table, key) {
			return true
		}
	}
	return false
}
