package schema

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/report"
)

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(Generate(edition.Official())))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(ID, parsed); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(ID)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// verdicts returns what schema and decoder say of a text, and the decoder's codes.
func verdicts(t *testing.T, s *jsonschema.Schema, text string) (schema, decoder bool, codes []string) {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	schema = err == nil && s.Validate(parsed) == nil
	r, found := contract.Decode([]byte(text), edition.Official().Vocabulary())
	for _, d := range found {
		if d.Severity == diag.Error {
			codes = append(codes, string(d.Code))
		}
	}
	return schema, r != nil, codes
}

func TestSchemaAndDecoderAgree(t *testing.T) {
	s := compile(t)
	for _, test := range []struct {
		text string
		ok   bool
	}{
		{`{"format": "2021"}`, true},
		{`{"format": "2021", "$schema": "urn:x", "version": 1}`, true},
		{`{"format": "2019", "organization": null, "year": null, "title": null}`, true},
		{`{"format": "2021", "introduction": null, "overview": [], "disclosure": null, "requests": {}}`, true},
		{`{"format": "2021", "overview": ["一", "**二**"], "date": "2024-01-15", "signature": "某局"}`, true},
		{`{"format": "2021", "disclosure": {"rules": {"issued": 0, "repealed": null, "in_force": "/"}, "fees": null}}`, true},
		{`{"format": "2021", "disclosure": {"rules": {"issued": {"value": 22, "text": "22（其中修订16件）"}}}}`, true},
		{`{"format": "2021", "disclosure": {"rules": {"issued": {"value": null, "text": "见附件"}}}}`, true},
		{`{"format": "2021", "disclosure": {"fees": {"amount": 12.50}}}`, true},
		{`{"format": "2021", "disputes": {"review": {"upheld": -1}}}`, true},
		{`{"format": "2021", "table_formats": {"requests": "2019"}, "requests": {}}`, true},
		{`{"format": "2021", "notes": {"requests": {"above": ["一"], "below": null}}}`, true},

		{`{"format": "2021", "attachments": ["附件：统计表"], "annotation": null, "imprint": []}`, true},

		{`{}`, false},
		{`[]`, false},
		{`null`, false},
		{`{"format": "2020"}`, false},
		{`{"format": 2021}`, false},
		{`{"format": "2021", "version": 2}`, false},
		{`{"format": "2021", "version": "1"}`, false},
		{`{"format": "2021", "$schema": 1}`, false},
		{`{"format": "2021", "organisation": "x"}`, false},
		{`{"format": "2021", "organization": 1}`, false},
		{`{"format": "2021", "organization": "甲\n乙"}`, false},
		{`{"format": "2021", "title": "甲\u2028乙"}`, false},
		{`{"format": "2021", "title": "甲\u0007乙"}`, false},
		{`{"format": "2021", "title": "甲\uffff乙"}`, false},
		{`{"format": "2021", "year": "2023"}`, false},
		{`{"format": "2021", "year": 1899}`, false},
		{`{"format": "2021", "year": 3000}`, false},
		{`{"format": "2021", "year": 2023.5}`, false},
		{`{"format": "2021", "date": "2024-1-15"}`, false},
		{`{"format": "2021", "date": "2024-02-30"}`, false},
		{`{"format": "2021", "date": 20240115}`, false},
		{`{"format": "2021", "overview": "一段"}`, false},
		{`{"format": "2021", "overview": [1]}`, false},
		{`{"format": "2021", "attachments": "附件：统计表"}`, false},
		{`{"format": "2021", "imprint": [1]}`, false},
		{`{"format": "2021", "annotation": ["甲\n乙"]}`, false},
		{`{"format": "2021", "overview": ["甲\r乙"]}`, false},
		{`{"format": "2021", "requests": []}`, false},
		{`{"format": "2021", "requests": {"no_such_row": {}}}`, false},
		{`{"format": "2021", "requests": {"new": {"no_such_column": 0}}}`, false},
		{`{"format": "2021", "requests": {"new": 0}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": "1"}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": true}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": [1]}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": 1000000000000000000}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": {"value": 1}}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": {"text": "1"}}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": {"value": "1", "text": "1"}}}}`, false},
		{`{"format": "2021", "requests": {"new": {"total": {"value": 1, "text": "1", "unit": "件"}}}}`, false},
		{`{"format": "2021", "notes": {"problems": {}}}`, false},
		{`{"format": "2021", "notes": {"requests": {"beside": []}}}`, false},
		{`{"format": "2021", "table_formats": {"requests": "2020"}}`, false},
		{`{"format": "2021", "table_formats": {"overview": "2019"}}`, false},
		{`{"format": "2021", "table_formats": {"requests": null}}`, false},
	} {
		schema, decoder, codes := verdicts(t, s, test.text)
		if schema != test.ok || decoder != test.ok {
			t.Errorf("%s: schema takes it: %v, decoder: %v (%v), want %v", test.text, schema, decoder, codes, test.ok)
		}
	}
}

// What only the decoder can refuse is refused by it with a code of Gaps.
func TestGaps(t *testing.T) {
	s := compile(t)
	for _, text := range []string{
		`{"format": "2021", "format": "2021"}`,
		`{"format": "2021", "requests": {"new": {"total": 1e3}}}`,
		`{"format": "2021", "requests": {"new": {"total": 0.1234567890123456789}}}`,
		`{"format": "2021", "year": 2023.0}`,
		`{"format": "2021", "version": 1.0}`,
		`{"format": "2021", "title": "\ud83f\udfff"}`,
		`{"format": "2021", "requests": {"other": {"total": 1}}, "table_formats": {"requests": "2021"}}`,
	} {
		schema, decoder, codes := verdicts(t, s, text)
		if !schema || decoder {
			t.Errorf("%s: schema takes it: %v, decoder: %v; want true, false", text, schema, decoder)
		}
		for _, code := range codes {
			if !slices.Contains(Gaps(), code) {
				t.Errorf("%s: %s is no gap of the schema", text, code)
			}
		}
	}
}

// Whatever the encoder writes, the schema takes.
func TestEveryEncodedReportIsValid(t *testing.T) {
	s := compile(t)
	v := edition.Official().Vocabulary()
	rapid.Check(t, func(t *rapid.T) {
		text := string(contract.AppendJSON(nil, arbitrary(t, v), v))
		parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if err := s.Validate(parsed); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	})
}

func arbitrary(t *rapid.T, v *contract.Vocabulary) *report.Report {
	text := rapid.StringOf(rapid.RuneFrom([]rune("公开（一）*\\\t\"𬭎 0"))).Filter(func(s string) bool { return report.Canonical(s) != "" })
	line := rapid.OneOf(rapid.Just(""), text)
	r := &report.Report{Format: rapid.SampledFrom(v.Formats).Draw(t, "format"), Organization: line.Draw(t, "organization"),
		Title: line.Draw(t, "title"), Signature: line.Draw(t, "signature"), Prose: map[string][]string{}, Tables: map[string]report.Table{}}
	if rapid.Bool().Draw(t, "dated") {
		r.Year = rapid.IntRange(1900, 2999).Draw(t, "year")
		r.Date = fmt.Sprintf("%04d-%02d-%02d", r.Year, rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
	}
	for _, section := range v.Sections {
		if !rapid.Bool().Draw(t, section.Key) {
			continue
		}
		if section.Table == "" {
			r.Prose[section.Key] = rapid.SliceOfN(rapid.Map(text, report.Canonical), 0, 3).Draw(t, "paragraphs")
			continue
		}
		table := report.Table{}
		for range rapid.IntRange(0, 20).Draw(t, "cells") {
			k := rapid.SampledFrom(rapid.SampledFrom(v.Tables[section.Table]).Draw(t, "grid").Keys).Draw(t, "key")
			table.Set(k.Row, k.Col, cell(t, v, text))
		}
		r.Tables[section.Table] = table
		if rapid.Bool().Draw(t, "noted") {
			r.Notes = map[string]report.Notes{section.Table: {Above: []string{"说明"}}}
		}
	}
	return r
}

func cell(t *rapid.T, v *contract.Vocabulary, text *rapid.Generator[string]) report.Cell {
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return report.Text(rapid.SampledFrom(v.Marks).Draw(t, "mark"))
	case 1:
		return report.Annotated(report.Int(rapid.IntRange(-9, 99).Draw(t, "n")), text.Draw(t, "text"))
	case 2:
		d, err := report.ParseDecimal(rapid.StringMatching(`-?[0-9]{1,9}(\.[0-9]{1,9})?`).Draw(t, "decimal"))
		if err != nil {
			t.Fatal(err)
		}
		return report.Number(d)
	}
	return report.Count(rapid.IntRange(0, 1<<40).Draw(t, "n"))
}
