// Package diag describes what went wrong, or what a person should look at, as values.
//
// A [Diagnostic] has a stable code, a severity, a [Place] and named arguments; its text in Chinese or English is
// rendered from one catalogue only when somebody reads it. Library packages return diagnostics, all of them at once,
// and never print. Codes are part of the product's contract: scripts and other programs rely on them, so a code is
// never renamed or reused.
package diag

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Severity says how much a diagnostic matters.
type Severity uint8

// The severities, from least to most grave.
const (
	Information Severity = iota // nothing to do; said for completeness
	Warning                     // somebody should look: something was left blank, dropped or guessed
	Error                       // the input is refused or the report is wrong
)

// String returns "information", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "information"
	}
}

// In is what a person calls the severity, in a language: Chinese unless English.
func (s Severity) In(lang Lang) string { return Phrase("severity."+s.String(), lang) }

// Lang chooses the language of messages.
type Lang string

// The languages of the catalogue.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// Code names one kind of diagnostic, such as "json-unknown-key". Codes are kebab-case and stable.
type Code string

// Place says where. Every field may be zero: unknown or not applicable.
type Place struct {
	File    string // name of the input, set by the command
	Report  string // whose report, where the input holds several
	Line    int    // 1-based line of the input
	Column  int    // 1-based character (not byte) of the line
	Pointer string // RFC 6901 JSON Pointer, for JSON input
	Part    string // part of a package, such as word/document.xml
	Section string // section key, such as "overview"
	Table   string // table key, such as "requests"
	Row     string // row key
	Col     string // column key
}

// Cell returns the path of a table cell ("requests.new.total"), of a row or a table, or "".
func (p Place) Cell() string {
	path := p.Table
	if p.Row != "" {
		path += "." + p.Row
	}
	if p.Col != "" {
		path += "." + p.Col
	}
	return path
}

// Arg is a named value of a message.
type Arg struct {
	Name  string
	Value string
}

// Diagnostic is one thing to tell. The zero value is not useful; make one with [New].
type Diagnostic struct {
	Code     Code
	Severity Severity
	Place    Place
	Args     []Arg
	// Text overrides the catalogue, for messages that are data themselves (the checking rules of an edition).
	Text map[Lang]string
}

// New returns a diagnostic of the catalogue's severity for code. args are pairs of a name and a value: a string, an int or
// anything fmt prints; a [Word] or a [Wording] gives two arguments, {name} and {name_en}. An unknown code gets severity Error and its own name as text.
func New(code Code, place Place, args ...any) Diagnostic {
	d := Diagnostic{Code: code, Severity: Error, Place: place}
	if m, ok := lookup(code); ok {
		d.Severity = m.severity
	}
	d.Args = expand(args)
	return d
}

// Message renders the text, with the arguments in place, in the given language (Chinese if the language is unknown).
func (d Diagnostic) Message(lang Lang) string {
	text := d.Text[lang]
	if text == "" {
		text = d.Text[Chinese]
	}
	if text == "" {
		if m, ok := lookup(d.Code); ok {
			text = m.zh
			if lang == English {
				text = m.en
			}
		} else {
			text = string(d.Code)
		}
	}
	return fill(text, d.Args, printable)
}

// printable keeps hostile input from breaking a terminal line or turning its direction: control characters become
// spaces, long values are cut.
func printable(s string) string {
	const most = 600 // the list of the keys that a table knows must fit
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0x061c || r >= 0x200b && r <= 0x200f ||
			r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// Line renders the diagnostic as the command prints it: file:line:column: severity[code]: message, the severity in the language of
// the message. Before the message stands whose report it is of, where the file holds several.
func (d Diagnostic) Line(lang Lang) string {
	var b strings.Builder
	if d.Place.File != "" {
		b.WriteString(printable(d.Place.File))
		b.WriteByte(':')
	}
	if d.Place.Line > 0 {
		b.WriteString(strconv.Itoa(d.Place.Line))
		b.WriteByte(':')
		if d.Place.Column > 0 {
			b.WriteString(strconv.Itoa(d.Place.Column))
			b.WriteByte(':')
		}
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	severity := d.Severity.String()
	if lang == Chinese {
		severity = d.Severity.In(lang)
	}
	fmt.Fprintf(&b, "%s[%s]: ", severity, d.Code)
	if d.Place.Report != "" {
		b.WriteString(printable(d.Place.Report) + ": ")
	}
	b.WriteString(d.Message(lang))
	return b.String()
}

// MarshalJSON writes code, severity, both messages and the non-empty parts of the place.
func (d Diagnostic) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Code     Code   `json:"code"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		English  string `json:"message_en"`
		File     string `json:"file,omitempty"`
		Report   string `json:"report,omitempty"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Pointer  string `json:"pointer,omitempty"`
		Part     string `json:"part,omitempty"`
		Section  string `json:"section,omitempty"`
		Cell     string `json:"cell,omitempty"`
	}{d.Code, d.Severity.String(), d.Message(Chinese), d.Message(English), d.Place.File, d.Place.Report, d.Place.Line, d.Place.Column,
		d.Place.Pointer, d.Place.Part, d.Place.Section, d.Place.Cell()})
}

// List is a set of diagnostics in the order found. As an error it reads as its gravest entry.
type List []Diagnostic

// Worst returns the gravest severity, and false for an empty list.
func (l List) Worst() (Severity, bool) {
	worst, ok := Information, false
	for _, d := range l {
		worst, ok = max(worst, d.Severity), true
	}
	return worst, ok
}

// Count returns how many diagnostics have exactly this severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Has reports whether a diagnostic with the code is in the list.
func (l List) Has(code Code) bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Code == code })
}

// Sort orders by file, line and column, the gravest first, so that parallel work prints the same every time; entries that
// compare equal keep their order.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column), cmp.Compare(b.Severity, a.Severity))
	})
}

// Error implements error with the first entry of the gravest severity and the number of further ones.
func (l List) Error() string { return l.In(English) }

// In is Error in the chosen language.
func (l List) In(lang Lang) string {
	worst, ok := l.Worst()
	if !ok {
		return "no diagnostics"
	}
	for _, d := range l {
		if d.Severity == worst {
			if n := l.Count(worst) - 1; n > 0 {
				return fmt.Sprintf("%s (+%d)", d.Message(lang), n)
			}
			return d.Message(lang)
		}
	}
	return ""
}
