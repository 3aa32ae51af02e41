package check

import (
	"bytes"
	"encoding/json"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// The JSON form. It only grows. Figures are JSON numbers, exactly as printed; a blank cell is null and anything else
// that is not a number a string.

type jsonResult struct {
	Version      int            `json:"version"`
	Format       string         `json:"format"`
	Organization *string        `json:"organization"`
	Year         *int           `json:"year"`
	Title        *string        `json:"title"`
	Summary      jsonSummary    `json:"summary"`
	Findings     []jsonFinding  `json:"findings"`
	Reviewed     []jsonReviewed `json:"reviewed,omitempty"`
	Progress     *Progress      `json:"since,omitempty"`
	Outcomes     []Outcome      `json:"outcomes"`
}

type jsonSummary struct {
	Errors       int `json:"errors"`
	Warnings     int `json:"warnings"`
	Informations int `json:"informations"`
	Formulas     struct {
		Pass          int `json:"pass"`
		Fail          int `json:"fail"`
		Undetermined  int `json:"undetermined"`
		NotApplicable int `json:"not_applicable"`
	} `json:"formulas"`
}

type jsonFinding struct {
	Key string `json:"key"`
	// Fingerprint is the same in a later round where the values changed: see Finding.Fingerprint.
	Fingerprint string        `json:"fingerprint"`
	Code        diag.Code     `json:"code"`
	Rule        string        `json:"rule"`
	Severity    string        `json:"severity"`
	Status      Status        `json:"status"`
	Message     string        `json:"message"`
	MessageEn   string        `json:"message_en"`
	Section     string        `json:"section,omitempty"`
	Cell        string        `json:"cell,omitempty"`
	File        string        `json:"file,omitempty"`
	Line        int           `json:"line,omitempty"`
	Column      int           `json:"column,omitempty"`
	Paragraph   *int          `json:"paragraph,omitempty"`
	Quote       string        `json:"quote,omitempty"`
	Left        []jsonOperand `json:"left,omitempty"`
	Right       []jsonOperand `json:"right,omitempty"`
	LeftSum     json.Number   `json:"left_sum,omitempty"`
	RightSum    json.Number   `json:"right_sum,omitempty"`
	Distance    json.Number   `json:"difference,omitempty"`
	Inferred    bool          `json:"inferred,omitempty"`
	Hint        *jsonHint     `json:"hint,omitempty"`
	Since       Standing      `json:"since,omitempty"`
}

type jsonReviewed struct {
	jsonFinding
	Reason string `json:"reason"`
}

type jsonOperand struct {
	Path       string `json:"path"`
	Row        string `json:"row"`
	Column     string `json:"column"`
	Value      any    `json:"value"`
	Minus      bool   `json:"minus,omitempty"`
	Line       int    `json:"line,omitempty"`
	Confidence string `json:"confidence,omitempty"`
}

type jsonHint struct {
	Kind      SlipKind         `json:"kind"`
	Message   string           `json:"message"`
	MessageEn string           `json:"message_en"`
	Cells     []jsonCorrection `json:"cells"`
}

type jsonCorrection struct {
	Path string `json:"path"`
	From any    `json:"from"`
	To   any    `json:"to"`
}

// AppendJSON appends the result as JSON: indented, with a final line break, the same bytes for the same result.
func (r Result) AppendJSON(b []byte) ([]byte, error) {
	out := jsonResult{Version: 1, Format: r.Format, Findings: []jsonFinding{}, Outcomes: r.Outcomes, Progress: r.Progress}
	if r.Organization != "" {
		out.Organization = &r.Organization
	}
	if r.Year != 0 {
		out.Year = &r.Year
	}
	if r.Title != "" {
		out.Title = &r.Title
	}
	out.Summary.Errors, out.Summary.Warnings, out.Summary.Informations = r.Count(diag.Error), r.Count(diag.Warning), r.Count(diag.Information)
	n := r.Formulas()
	f := &out.Summary.Formulas
	f.Pass, f.Fail, f.Undetermined, f.NotApplicable = n[Pass], n[Fail], n[Undetermined], n[NotApplicable]
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, f.json())
	}
	for _, f := range r.Reviewed {
		out.Reviewed = append(out.Reviewed, jsonReviewed{f.Finding.json(), f.Reason})
	}
	if out.Outcomes == nil {
		out.Outcomes = []Outcome{}
	}
	var buffer bytes.Buffer
	e := json.NewEncoder(&buffer)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return b, err
	}
	return append(b, buffer.Bytes()...), nil
}

// MarshalJSON writes the result as [Result.AppendJSON] does.
func (r Result) MarshalJSON() ([]byte, error) { return r.AppendJSON(nil) }

// MarshalJSON writes one finding.
func (f Finding) MarshalJSON() ([]byte, error) { return json.Marshal(f.json()) }

func (f Finding) json() jsonFinding {
	out := jsonFinding{Key: f.Key(), Fingerprint: f.Fingerprint(), Code: f.Code, Rule: f.Rule, Severity: f.Severity.String(), Status: f.Status,
		Message: f.Message(diag.Chinese), MessageEn: f.Message(diag.English), Section: f.Place.Section, Cell: f.Place.Cell(),
		File: f.Place.File, Line: f.Place.Line, Column: f.Place.Column, Quote: f.Quote,
		LeftSum: json.Number(f.LeftSum), RightSum: json.Number(f.RightSum), Distance: json.Number(f.Distance), Inferred: f.Inferred, Since: f.Since}
	if f.Quote != "" {
		out.Paragraph = &f.Paragraph
	}
	for _, o := range f.Left {
		out.Left = append(out.Left, o.json())
	}
	for _, o := range f.Right {
		out.Right = append(out.Right, o.json())
	}
	if f.Hint != nil {
		h := &jsonHint{Kind: f.Hint.Kind, Message: f.Hint.Message(diag.Chinese), MessageEn: f.Hint.Message(diag.English)}
		for _, c := range f.Hint.Cells {
			h.Cells = append(h.Cells, jsonCorrection{c.Table + "." + c.Key.Row + "." + c.Key.Col, jsonValue(c.From), jsonValue(c.To)})
		}
		out.Hint = h
	}
	return out
}

func (o Operand) json() jsonOperand {
	out := jsonOperand{Path: o.Path, Row: o.Row, Column: o.Col, Value: jsonValue(o.Value), Minus: o.Minus, Line: o.Line}
	if o.Confidence != report.Placed {
		out.Confidence = o.Confidence.String()
	}
	return out
}

func jsonValue(s string) any {
	if s == "" {
		return nil
	}
	if d, err := report.ParseDecimal(s); err == nil && d.String() == s {
		return json.Number(s)
	}
	return s
}
