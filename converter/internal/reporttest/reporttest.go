// Package reporttest makes reports for tests: arbitrary ones that every format of the product must carry unchanged.
//
// [Generate] draws from rapid, which shrinks what fails; [Random] draws from a seeded source, for long runs and
// benchmarks. Both give canonical reports: what contract.Decode gives back as it was written. [GenerateData] and
// [RandomData] also make what only JSON can hold: tables that mix editions, and cells whose printed form does not say
// their number.
package reporttest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"pgregory.net/rapid"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

// Generate draws a report that JSON and every printed format can hold.
func Generate(t *rapid.T) *report.Report { return build(drawn(t), false) }

// Random is Generate from a seeded source; equal seeds give equal reports.
func Random(rng *rand.Rand) *report.Report { return build(rng.IntN, false) }

// GenerateData draws a report that JSON can hold but that need not be printable.
func GenerateData(t *rapid.T) *report.Report { return build(drawn(t), true) }

// RandomData is GenerateData from a seeded source.
func RandomData(rng *rand.Rand) *report.Report { return build(rng.IntN, true) }

// Paragraph draws a canonical paragraph, in the notation of report.Spans.
func Paragraph(t *rapid.T) string { return drawn(t).paragraph() }

// Spans draws arbitrary spans, empty ones and neighbours of one weight included.
func Spans(t *rapid.T) []report.Span { return drawn(t).spans() }

// Decimal draws a decimal as text, of any length and scale that report.ParseDecimal takes.
func Decimal(t *rapid.T) string { return drawn(t).decimal() }

// source returns a number from 0 to n−1. Small numbers are the plain choices, so that rapid shrinks towards them.
type source func(n int) int

func drawn(t *rapid.T) source {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }
}

// one reports true once in n times.
func (s source) one(n int) bool { return s(n) == n-1 }

func (s source) of(list []string) string { return list[s(len(list))] }

func build(s source, data bool) *report.Report {
	editions := edition.Official()
	v := editions.Vocabulary()
	r := &report.Report{Format: v.Formats[s(len(v.Formats))], Prose: map[string][]string{}, Tables: map[string]report.Table{}}
	if !s.one(4) {
		r.Organization = s.line(organs)
	}
	switch {
	case s.one(6):
		r.Year = 1900 + s(1100)
	case !s.one(4):
		r.Year = 2019 + s(8)
	}
	if s.one(3) {
		r.Title = s.line(titles)
	}
	for _, section := range v.Sections {
		if section.Table != "" {
			s.table(r, v, section.Table, data)
			continue
		}
		if s.one(6) {
			continue
		}
		list := s.paragraphs(6)
		if len(list) > 0 || !section.Untitled {
			r.Prose[section.Key] = list
		}
	}
	if s.one(2) {
		r.Signature = contract.CanonicalSignature(s.line(organs))
	}
	if s.one(2) {
		year := 2020 + s(8)
		if s.one(10) {
			year = 1900 + s(1100)
		}
		r.Date = fmt.Sprintf("%04d-%02d-%02d", year, 1+s(12), 1+s(28))
	}
	for i, part := range contract.TailParts(&r.Tail) {
		if s.one(3) {
			*part.Paragraphs = s.tail(tails[i])
		}
	}
	for i, text := range r.Imprint {
		r.Imprint[i] = contract.CanonicalImprint(text)
	}
	return r
}

// tail returns what stands at one place around the signature: usual lines of it, or any paragraphs.
func (s source) tail(usual []string) []string {
	var list []string
	for i := range 1 + s(3) {
		if s.one(3) {
			list = append(list, s.paragraph())
		} else {
			list = append(list, report.Canonical(usual[(i+s(len(usual)))%len(usual)]))
		}
	}
	return list
}

// table puts a table, its notes and its edition into r, or leaves them out.
func (s source) table(r *report.Report, v *contract.Vocabulary, table string, data bool) {
	if !s.one(8) {
		grid := v.Tables[table][s(len(v.Tables[table]))]
		t := report.Table{}
		switch s(8) {
		case 7: // blank
		case 6: // sparse
			for range 1 + s(4) {
				k := grid.Keys[s(len(grid.Keys))]
				t.Set(k.Row, k.Col, s.cell(k, data))
			}
		default:
			blanks := s.one(3)
			for _, k := range grid.Keys {
				if !blanks || !s.one(3) {
					t.Set(k.Row, k.Col, s.cell(k, data))
				}
			}
		}
		r.Tables[table] = t
		if !data || !s.one(4) {
			contract.SetTableFormat(r, v, table, grid.Format)
		} else { // keys of other editions on top
			other := v.Tables[table][s(len(v.Tables[table]))]
			for range 1 + s(6) {
				k := other.Keys[s(len(other.Keys))]
				t.Set(k.Row, k.Col, s.cell(k, data))
			}
		}
	}
	if s.one(4) {
		var n report.Notes
		n.Above = s.paragraphs(2)
		if r.Tables[table] != nil {
			n.Below = s.paragraphs(2)
		}
		if n.Empty() {
			return
		}
		if r.Notes == nil {
			r.Notes = map[string]report.Notes{}
		}
		r.Notes[table] = n
	}
}

func (s source) cell(k report.Key, data bool) report.Cell {
	switch s(14) {
	case 9:
		return report.Text(s.of(marks))
	case 10:
		return report.Text(s.of(words))
	case 11:
		number := s.decimal()
		d, _ := report.ParseDecimal(number)
		if d.Sign() == 0 || strings.HasPrefix(number, "-") || strings.HasPrefix(number, "0") && !strings.HasPrefix(number, "0.") {
			number, d = "22", report.Int(22)
		}
		if k.Col == "amount" { // the unit behind a figure is its column's
			return report.Annotated(d, number+s.of(remarksBehindMoney))
		}
		return report.Annotated(d, number+s.of(remarksBehind))
	case 12:
		d, _ := report.ParseDecimal(s.decimal())
		return report.Number(d)
	case 13:
		if data { // what is printed says something else
			return report.Annotated(report.Int(s(100)), s.line(words))
		}
		return report.Cell{}
	default:
		return report.Count([]int{0, 1, 2, 7, 10, 36, 365, 1024, 99_999, 12_345_678}[s(10)])
	}
}

// decimal returns a number in canonical spelling: no leading zeros, no minus before a zero.
func (s source) decimal() string {
	digits := 1 + s(report.MaxDigits)
	if s.one(2) {
		digits = 1 + s(4)
	}
	scale := 0
	if s.one(2) {
		scale = s(digits + 1)
	}
	b := make([]byte, digits)
	zero := true
	for i := range b {
		b[i] = byte('0' + s(10))
		zero = zero && b[i] == '0'
	}
	whole, fraction := strings.TrimLeft(string(b[:digits-scale]), "0"), string(b[digits-scale:])
	if whole == "" {
		whole = "0"
	}
	text := whole
	if scale > 0 {
		text += "." + fraction
	}
	if !zero && s.one(5) {
		text = "-" + text
	}
	return text
}

// line returns a text of one line, trimmed: mostly one of the usual ones, at times anything at all.
func (s source) line(usual []string) string {
	if !s.one(4) {
		return s.of(usual)
	}
	if text := chars.TrimSpace(s.text()); text != "" {
		return text
	}
	return usual[0]
}

func (s source) paragraphs(most int) []string {
	list := []string{}
	for range s(most + 1) {
		list = append(list, s.paragraph())
	}
	return list
}

func (s source) paragraph() string {
	if !s.one(3) {
		return report.Canonical(s.of(paragraphs))
	}
	if p := report.Canonical(report.Paragraph(s.spans())); p != "" {
		return p
	}
	return "无。"
}

func (s source) spans() []report.Span {
	var list []report.Span
	for range 1 + s(4) {
		list = append(list, report.Span{Text: s.text(), Bold: s.one(3)})
	}
	return list
}

// text returns any text without line breaks, out of pieces that have a meaning somewhere on the way: mark-up, numbering,
// separators, white space of every kind, rare characters.
func (s source) text() string {
	var b strings.Builder
	for range s(6) {
		if s.one(40) {
			b.WriteString(strings.Repeat(s.of(pieces), 200))
			continue
		}
		if s.one(6) {
			r := rune(0x20 + s(0x2ffff))
			if chars.ValidRune(r) && r != 0x2028 && r != 0x2029 {
				b.WriteRune(r)
			}
			continue
		}
		b.WriteString(s.of(pieces))
	}
	return b.String()
}
