package check

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Finding is one broken rule, or one thing that somebody should look at.
type Finding struct {
	Code     diag.Code
	Rule     string // id of the rule: "requests-row.granted"
	Severity diag.Severity
	Status   Status
	Text     map[diag.Lang]string
	// Place names the section, the table cell and the line of the input.
	Place diag.Place
	// Left and Right are the cells of a formula. A finding about cells that are not compared has them on the left.
	Left, Right                 []Operand
	LeftSum, RightSum, Distance string // exact decimals; "" where nothing is compared
	// Paragraph is the index of the paragraph in the section's prose and Quote the words concerned, without white space;
	// Quote is "" where the finding is not about words.
	Paragraph int
	Quote     string
	// Inferred says that a figure was inferred when the document was read, so that the fault may lie there; the
	// severity is then at most a warning.
	Inferred bool
	// Hint is the one simple slip that explains the finding, nil where there is none or more than one.
	Hint *Hint
	// Since is how the finding stands to those of an earlier round: see [Result.Since].
	Since Standing

	order int
	scope string
}

// Operand is one cell of a formula.
type Operand struct {
	Path       string // "requests.new.total"; "previous:…" for last year's, "subordinates:…" for the sum of the others
	Table      string
	Key        report.Key
	Row, Col   string // what a person calls them
	Value      string // as printed, "" for blank
	Minus      bool   // the cell is subtracted
	Line       int
	Confidence report.Confidence
}

// Current reports whether the cell is one of the report that was checked.
func (o Operand) Current() bool { return !strings.Contains(o.Path, ":") }

// Hint is a slip that explains a finding: with these cells changed its rule holds, and every other rule that they
// take part in.
type Hint struct {
	Kind  SlipKind
	Cells []Correction
	Text  map[diag.Lang]string
}

// Correction is a cell and the figure it would have to be.
type Correction struct {
	Table    string
	Key      report.Key
	From, To string
}

// Message returns the text in the language.
func (f Finding) Message(lang diag.Lang) string { return in(f.Text, lang) }

// Message returns the text in the language.
func (h Hint) Message(lang diag.Lang) string { return in(h.Text, lang) }

func in(text map[diag.Lang]string, lang diag.Lang) string {
	if s, ok := text[lang]; ok {
		return s
	}
	return text[diag.Chinese]
}

// Cells returns the cells of the checked report that the finding is about, those to look at first in front.
func (f Finding) Cells() []Operand {
	var list []Operand
	for _, side := range [][]Operand{f.Right, f.Left} {
		for _, o := range side {
			if o.Current() {
				list = append(list, o)
			}
		}
	}
	return list
}

// Key identifies what was found by code, rule and the values seen: a person's verdict on a finding can be kept under
// it, and stays valid until one of the figures or words changes.
func (f Finding) Key() string {
	var b strings.Builder
	b.WriteString(string(f.Code) + "\x00" + f.Rule + "\x00" + f.Quote)
	for _, side := range [][]Operand{f.Left, f.Right} {
		for _, o := range side {
			b.WriteString("\x00" + o.Path + "\x01" + o.Value)
		}
	}
	if f.Quote == "" && len(f.Left)+len(f.Right) == 0 {
		b.WriteString("\x00" + f.Message(diag.Chinese))
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}

// Diagnostic returns the finding as a diagnostic; its text carries the message and the hint.
func (f Finding) Diagnostic() diag.Diagnostic {
	d := diag.Diagnostic{Code: f.Code, Severity: f.Severity, Place: f.Place, Text: map[diag.Lang]string{}}
	for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
		text := f.Message(lang)
		if f.Hint != nil {
			text += diag.Word("check-clause").In(lang) + f.Hint.Message(lang)
		}
		d.Text[lang] = text
	}
	return d
}

// Diagnostics returns all findings as diagnostics, in order.
func (r Result) Diagnostics() diag.List {
	var list diag.List
	for _, f := range r.Findings {
		list = append(list, f.Diagnostic())
	}
	return list
}

// AcrossYears returns what the rules found that compare with the report of the year before, and what kept them from comparing,
// which is of no rule; nothing else.
func (r Result) AcrossYears() Result {
	r.Findings = slices.DeleteFunc(slices.Clone(r.Findings), func(f Finding) bool { return f.scope != edition.ScopePrevious && f.scope != "" })
	r.Outcomes = slices.DeleteFunc(slices.Clone(r.Outcomes), func(o Outcome) bool { return o.scope != edition.ScopePrevious })
	return r
}

// Count returns how many findings have the severity.
func (r Result) Count(s diag.Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Formulas counts what became of the formulas: the rules that compare figures of tables.
func (r Result) Formulas() map[Status]int {
	n := map[Status]int{}
	for _, o := range r.Outcomes {
		if o.formula() {
			n[o.Status]++
		}
	}
	return n
}

// formula reports whether the outcome is that of a comparison of figures.
func (o Outcome) formula() bool { return o.compares }

func severityOf(name string) diag.Severity {
	switch name {
	case "error":
		return diag.Error
	case "warning":
		return diag.Warning
	}
	return diag.Information
}

// newFinding makes a finding of the job's rule and renders its messages.
func (r *run) newFinding(j *job, place diag.Place, args ...arg) Finding {
	if r.meter.Step(8); r.told[j.rule.ID] >= mostFindings {
		return Finding{Rule: j.rule.ID, Severity: severityOf(j.rule.Severity), Place: place} // only counted: see report
	}
	if place.Section == "" && place.Table != "" {
		if s := sectionOf(j.book.edition, place.Table); s != nil {
			place.Section = s.Key
		}
	}
	return Finding{Code: diag.Code(j.rule.Code), Rule: j.rule.ID, Severity: severityOf(j.rule.Severity), Status: Fail,
		Place: place, order: j.order, scope: j.rule.Scope,
		Text: map[diag.Lang]string{diag.Chinese: render(j.rule.Message, diag.Chinese, args), diag.English: render(j.rule.MessageEn, diag.English, args)}}
}

// report adds a finding and its outcome.
func (r *run) report(j *job, f Finding) {
	if f.Severity != diag.Information {
		r.outcome(j, f.Place.Table, Fail, "")
	}
	if r.told[f.Rule]++; r.told[f.Rule] <= mostFindings {
		r.result.Findings = append(r.result.Findings, f)
	}
}

// mostFindings is how many findings of one rule are told one by one. A report that breaks a rule more often is broken as a
// whole.
const mostFindings = 200

// tellOmitted adds, behind the last finding of each rule that was broken more often, how many times more.
func (r *run) tellOmitted() {
	for _, f := range slices.Backward(slices.Clone(r.result.Findings)) {
		n := r.told[f.Rule] - mostFindings
		if n <= 0 {
			continue
		}
		r.told[f.Rule] = 0
		more := Finding{Code: f.Code, Rule: f.Rule, Severity: f.Severity, Status: Fail,
			Place: diag.Place{Section: f.Place.Section}, order: f.order, scope: f.scope, Text: map[diag.Lang]string{}}
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			more.Text[lang] = strings.ReplaceAll(diag.Word("check-omitted").In(lang), "{n}", strconv.Itoa(n))
		}
		r.result.Findings = append(r.result.Findings, more)
	}
}

// operand describes a cell of the checked report.
func (r *run) operand(e *edition.Edition, table string, key report.Key) Operand {
	o := Operand{Path: table + "." + key.Row + "." + key.Col, Table: table, Key: key, Row: key.Row, Col: key.Col,
		Value: r.table(table)[key].String()}
	if t := e.Table(table); t != nil {
		o.Row, o.Col = nameOr(t.RowNames, key.Row), nameOr(t.ColNames, key.Col)
	}
	if origin, ok := r.in.Evidence.Cell(table, key); ok {
		o.Line, o.Confidence = origin.Line, origin.Confidence
	}
	return o
}

func nameOr(names map[string]string, key string) string {
	if name := names[key]; name != "" {
		return name
	}
	return key
}

// cellPlace is the place of a cell.
func (r *run) cellPlace(table string, key report.Key) diag.Place {
	p := diag.Place{Table: table, Row: key.Row, Col: key.Col}
	if origin, ok := r.in.Evidence.Cell(table, key); ok {
		p.Line, p.Column = origin.Line, origin.Column
	}
	return p
}

// PlaceName says where a finding is, in the words of the form: the section, and of a finding about cells the one to look at first.
func (r Result) PlaceName(f Finding) string {
	name := ""
	for _, s := range r.sections {
		if s.key == f.Place.Section && s.key != "" {
			name = s.heading
		}
	}
	if cells := f.Cells(); len(cells) > 0 && f.Quote == "" {
		name += "“" + cells[0].Row + "”“" + cells[0].Col + "”"
	}
	return name
}
