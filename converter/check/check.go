// Package check tells what does not add up in an annual report, and where.
//
// The rules are data: templates/editions/*.json holds every formula, every pattern and every message. This package
// knows only the kinds of check there are. Arithmetic is exact and the tolerance is 0. A formula with a blank operand
// cannot be checked: it neither holds nor fails, and a figure that the recogniser inferred proves nothing by itself.
// Nothing is ever repaired; where one simple slip of the pen explains what is wrong, the finding says so as a hint.
//
// [Report] checks one report, with last year's and the subordinate ones where there are any. A [Result] renders as text
// ([Result.Text]), JSON ([Result.AppendJSON]) and a page of HTML ([Result.HTML]), and as diagnostics
// ([Result.Diagnostics]). The same input gives the same bytes.
package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// Input is what is checked.
type Input struct {
	Report   *report.Report
	Evidence *report.Evidence // nil for a report that was read from JSON
	// Previous is the report of the year before, nil for none.
	Previous *report.Report
	// Subordinates are the reports of the direct subordinates, nil for none.
	Subordinates []*report.Report
	// Missing is how many further subordinate reports there are that could not be read; sums cannot be checked then.
	Missing int
}

// Status is what became of a rule.
type Status string

// The statuses.
const (
	Pass          Status = "pass"
	Fail          Status = "fail"
	Undetermined  Status = "undetermined" // cannot be checked
	NotApplicable Status = "not_applicable"
)

// Outcome is what became of one rule. Rules that look for something (a doubled word) and do not find it pass.
type Outcome struct {
	Rule   string    `json:"rule"`
	Code   diag.Code `json:"code"`
	Table  string    `json:"table,omitempty"`
	Status Status    `json:"status"`
	Reason Reason    `json:"reason,omitempty"` // why it cannot be checked; "" where it can
	scope  string
	// compares says that the rule holds two sums of figures against each other.
	compares bool
}

// Reason says why a rule cannot be checked.
type Reason string

// The reasons.
const (
	ReasonBlank    Reason = "blank"          // a cell is blank in the document
	ReasonLost     Reason = "lost"           // a cell was left blank because it could not be read with certainty
	ReasonMark     Reason = "mark"           // a cell holds a mark such as "/"
	ReasonText     Reason = "not-a-number"   // a cell holds other text
	ReasonInferred Reason = "inferred"       // it holds, but only with a figure that was inferred
	ReasonMixed    Reason = "mixed-editions" // the table mixes editions, so the line that is added up is not known
	ReasonAbsent   Reason = "absent"         // the table or the other report is not there
	ReasonYear     Reason = "year"           // the other report is not that of the year before
	ReasonMissing  Reason = "missing-report" // subordinate reports are missing
)

// Result is everything that was found in one report.
type Result struct {
	Organization string
	Year         int
	Title        string
	Format       string
	Findings     []Finding // by section of the report, then in the order of the rules
	// Reviewed are findings that a person has checked: see [Result.Review]. Findings has the others.
	Reviewed []ReviewedFinding
	Outcomes []Outcome // of every rule that was applied, in the same order
	// Progress is what became of an earlier round's findings, nil where there was none: see [Result.Since].
	Progress *Progress
	sections []sectionName
}

// Checker applies the rules of a set of editions. It is immutable and may be shared.
type Checker struct {
	others   []*Checker // of the other forms
	editions *edition.Set
	books    []*rulebook // in the order of the editions
	kinds    map[string]kind
	lexer    *lexer // nil: there are no claims
}

// New compiles the rules of all forms. It fails if one is not sound, and names file, line and field.
func New(forms *edition.Forms) (*Checker, error) {
	var all []*Checker
	for _, editions := range forms.Families {
		c, err := newChecker(editions)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	all[0].others = all[1:]
	return all[0], nil
}

// of returns the checker of the form that has an edition.
func (c *Checker) of(format string) *Checker {
	for _, other := range c.others {
		if other.editions.Get(format) != nil {
			return other
		}
	}
	return c
}

// newChecker compiles the rules of the editions of one form.
func newChecker(editions *edition.Set) (*Checker, error) {
	editions, err := editions.WithRules()
	if err != nil {
		return nil, err
	}
	c := &Checker{editions: editions, kinds: allKinds()}
	for _, e := range editions.Editions {
		book, err := compile(e, c.kinds)
		if err != nil {
			return nil, err
		}
		c.books = append(c.books, book)
	}
	if editions.Lexicon != nil {
		c.lexer = newLexer(editions.Lexicon)
	}
	return c, nil
}

// Embedded returns the checker of the editions embedded in the program, compiled once, or what is wrong with its rules.
func Embedded() (*Checker, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Checker, error) {
	forms, err := edition.Embedded()
	if err != nil {
		return nil, err
	}
	return New(forms)
})

// Official is [Embedded] for callers behind a converter.New, which has returned that error. It stops a program that was built
// with rules that do not compile: without them every report would be right.
func Official() *Checker {
	c, err := Embedded()
	if err != nil {
		panic(fmt.Errorf("the rules that the program was built with: %w", err))
	}
	return c
}

// Report checks a report by the official editions, to the end; see [Checker.Report] for checking under a context.
func Report(in Input) Result {
	result, err := Official().Report(context.Background(), in)
	if err != nil {
		panic(err) // a context that is never done gave an error
	}
	return result
}

// Report checks a report. The error is that of ctx. Without a report there is nothing to check, and the result is empty.
func (c *Checker) Report(ctx context.Context, in Input) (Result, error) {
	if in.Report == nil {
		return Result{}, nil
	}
	c = c.of(in.Report.Format)
	r := c.start(in)
	r.meter = limit.NewMeter(ctx, limit.Limits{})
	rules := 0
	for _, book := range c.books {
		rules += len(book.edition.Rules)
	}
	r.result.Outcomes = make([]Outcome, 0, rules)
	for i, e := range c.editions.Editions {
		r.formulas(c.books[i])
		for order, rule := range e.Rules {
			if k, ok := c.kinds[rule.Kind]; ok && r.meter.Step(1) {
				j := &job{rule: &e.Rules[order], book: c.books[i], order: order}
				if r.applies(j) {
					k.apply(r, j)
				}
			}
		}
		r.prose(c.books[i])
	}
	if r.meter.Err() == nil {
		r.hints()
	}
	if err := r.meter.Err(); err != nil {
		return Result{}, fmt.Errorf("checking: %w", err)
	}
	r.tellOmitted()
	r.sort()
	return r.result, nil
}

// run is the state of one check.
type run struct {
	c        *Checker
	meter    *limit.Meter
	in       Input
	r        *report.Report
	own      *edition.Edition      // the edition of the report
	organ    string                // its organ, condensed
	organs   map[string]bool       // what expressions say of that name
	tables   map[string]tableState // by table key
	formulae []evaluated           // what the hints work on
	text     []*passage            // see passages
	selected []selection           // by the sections of rules
	marks    *wideMarks            // see anywhere
	told     map[string]int        // findings of each rule
	result   Result
}

// tableState says by which edition a table is checked.
type tableState struct {
	edition *edition.Edition
	odd     []report.Key // cells that the edition lacks: the table mixes editions
}

// job is one rule being applied.
type job struct {
	rule  *edition.Rule
	book  *rulebook
	order int
}

func (c *Checker) start(in Input) *run {
	r := &run{c: c, in: in, r: in.Report, organ: condense(in.Report.Organization), organs: map[string]bool{}, told: map[string]int{}, own: c.editions.Get(in.Report.Format), tables: map[string]tableState{}}
	if r.own == nil {
		r.own = c.editions.Editions[0]
	}
	v := c.editions.Vocabulary()
	for _, t := range r.own.Tables {
		format, odd, _ := contract.TableFormat(in.Report, v, t.Key)
		state := tableState{edition: c.editions.Get(format), odd: odd}
		if state.edition == nil || in.Report.Tables[t.Key] == nil || state.edition.Table(t.Key) == nil {
			state = tableState{edition: r.own}
		}
		r.tables[t.Key] = state
	}
	r.result = Result{Organization: in.Report.Organization, Year: in.Report.Year, Title: in.Report.Title, Format: in.Report.Format}
	for _, s := range r.own.Sections {
		r.result.sections = append(r.result.sections, sectionName{s.Key, s.Call()})
	}
	for _, part := range contract.TailParts(&in.Report.Tail) {
		r.result.sections = append(r.result.sections, sectionName{part.Key, c.editions.Words.Tail.Names[part.Key]})
	}
	return r
}

// applies reports whether the rule is made for the year and the organ of the report.
func (r *run) applies(j *job) bool {
	if j.rule.FirstYear > 0 && r.r.Year < j.rule.FirstYear || j.rule.LastYear > 0 && r.r.Year > j.rule.LastYear {
		return false
	}
	p := j.book.patterns[j.order]
	if p.organization == nil && p.notOrganization == nil {
		return true
	}
	return r.organ != "" && (p.organization == nil || r.isOrgan(p.organization)) && !r.isOrgan(p.notOrganization)
}

// isOrgan reports whether an expression matches the name of the report's organ: a dozen rules have the same.
func (r *run) isOrgan(e *expression) bool {
	if e == nil {
		return false
	}
	is, known := r.organs[e.String()]
	if !known {
		is = e.in(r.organ)
		r.organs[e.String()] = is
	}
	return is
}

// table returns the cells of a table, nil where the report has none.
func (r *run) table(key string) report.Table { return r.r.Tables[key] }

// mine returns those of the tables that are checked by the job's edition.
func (r *run) mine(j *job, tables []string) []*edition.Table {
	var list []*edition.Table
	for _, key := range tables {
		if state, ok := r.tables[key]; ok && state.edition == j.book.edition {
			if t := state.edition.Table(key); t != nil {
				list = append(list, t)
			}
		}
	}
	return list
}

// heading returns the prescribed heading of the section that holds a table.
func heading(e *edition.Edition, table string) string {
	if s := sectionOf(e, table); s != nil {
		return s.Call()
	}
	return table
}

func sectionOf(e *edition.Edition, table string) *edition.Section {
	for _, s := range e.Sections {
		if s.Table == table {
			return s
		}
	}
	return nil
}

func (r *run) outcome(j *job, table string, status Status, reason Reason) {
	r.result.Outcomes = append(r.result.Outcomes, Outcome{Rule: j.rule.ID, Code: diag.Code(j.rule.Code), Table: table,
		Status: status, Reason: reason, scope: j.rule.Scope, compares: j.rule.IsFormula() || j.rule.Scope == edition.ScopeSubordinates})
}

// sort brings the findings into the order of the report's sections; within a section the order of the rules stays.
func (r *run) sort() {
	at := map[string]int{}
	for i, s := range r.result.sections {
		at[s.key] = i + 1
	}
	slices.SortStableFunc(r.result.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(at[a.Place.Section], at[b.Place.Section]), cmp.Compare(a.order, b.order))
	})
}
