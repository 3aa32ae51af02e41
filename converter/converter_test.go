package converter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/seeded"
)

func newConverter(t testing.TB) *converter.Converter {
	t.Helper()
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func diagnosticsOf(t *testing.T, err error) diag.List {
	t.Helper()
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok {
		t.Fatalf("%v is no refusal", err)
	}
	return refusal.Diagnostics
}

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// bomb is a package with a part of zeros, far beyond the ratio that any document has.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(bytes.Repeat([]byte{' '}, 8<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRefusals(t *testing.T) {
	c := newConverter(t)
	for _, test := range []struct {
		what   string
		in     converter.Input
		to     converter.Target
		reason converter.Reason
		code   diag.Code
		place  string // file:line and pointer
	}{
		{"empty", converter.Input{Name: "a.txt"}, converter.Target{Format: converter.JSON}, converter.Malformed, "input-empty", "a.txt:0 "},
		{"picture", converter.Input{Name: "a.txt", Data: []byte("\x89PNG\r\n\x1a\n\x00")}, converter.Target{Format: converter.JSON},
			converter.Unsupported, "input-image", "a.txt:0 "},
		{"picture called text", converter.Input{Data: []byte("\x89PNG\r\n\x1a\n\x00"), Format: converter.Text}, converter.Target{Format: converter.JSON},
			converter.Unsupported, "input-image", ":0 "},
		{"old Word", converter.Input{Name: "a.docx", Data: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}, converter.Target{Format: converter.JSON},
			converter.Malformed, "office-damaged", "a.docx:0 "},
		{"unknown key", converter.Input{Name: "a.json", Data: []byte("{\"format\": \"2021\",\n \"yaer\": 2023}")}, converter.Target{Format: converter.DOCX},
			converter.Invalid, "json-unknown-key", "a.json:2 /yaer"},
		{"string for number", converter.Input{Data: []byte(`{"format": "2021", "requests": {"new": {"total": "3"}}}`)}, converter.Target{Format: converter.DOCX},
			converter.Invalid, "json-cell-string", ":1 /requests/new/total"},
		{"duplicate key", converter.Input{Data: []byte(`{"format": "2021", "year": 2023, "year": 2024}`)}, converter.Target{Format: converter.DOCX},
			converter.Invalid, "json-duplicate-key", ":1 /year"},
		{"broken JSON", converter.Input{Data: []byte(`{"format": "2021",}`)}, converter.Target{Format: converter.DOCX},
			converter.Malformed, "json-syntax", ":1 "},
		{"no report", converter.Input{Name: "a.txt", Data: []byte("今天天气很好。\n")}, converter.Target{Format: converter.JSON},
			converter.Invalid, "not-a-report", "a.txt:0 "},
		{"format that is not written", converter.Input{Data: []byte(`{"format": "2021"}`)}, converter.Target{Format: converter.Text},
			converter.Unsupported, "format-unsupported", ":0 "},
		{"mixed editions as Word", converter.Input{Data: []byte(`{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`)},
			converter.Target{Format: converter.DOCX}, converter.Invalid, "compose-mixed-editions", ":0 "},
		{"mixed editions, strict", converter.Input{Data: []byte(`{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`)},
			converter.Target{Format: converter.JSON, Strict: true}, converter.Invalid, "strict-warnings", ":0 "},
	} {
		t.Run(test.what, func(t *testing.T) {
			conversion, err := c.Convert(t.Context(), test.in, test.to)
			if err == nil {
				t.Fatalf("done: %.100s", conversion.Data)
			}
			refusal, ok := errors.AsType[*converter.Refusal](err)
			if !ok {
				t.Fatalf("%v is no refusal", err)
			}
			first := refusal.Diagnostics[slices.IndexFunc(refusal.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })]
			place := fmt.Sprintf("%s:%d %s", first.Place.File, first.Place.Line, first.Place.Pointer)
			if refusal.Reason != test.reason || first.Code != test.code || place != test.place {
				t.Errorf("got %s, %s at %q (%s);\nwant %s, %s at %q", refusal.Reason, first.Code, place, first.Message(diag.English), test.reason, test.code, test.place)
			}
			for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
				if message := first.Message(lang); strings.Contains(message, "{") && !strings.Contains(message, `{"value"`) || message == string(first.Code) {
					t.Errorf("message in %s: %s", lang, message)
				}
			}
		})
	}
}

func TestInputLimit(t *testing.T) {
	c, err := converter.New(converter.Options{Limits: converter.Limits{Input: 18}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(t.Context(), converter.Input{Data: []byte(`{"format": "2021"}`)}); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	_, err = c.Read(t.Context(), converter.Input{Data: []byte(`{"format": "2021"} `)})
	if refusal, ok := errors.AsType[*converter.Refusal](err); !ok || refusal.Reason != converter.TooLarge {
		t.Errorf("one above: %v", err)
	}
}

func TestStyleOption(t *testing.T) {
	_, err := converter.New(converter.Options{Style: []byte(`{"name": "x"}`)})
	if found := diagnosticsOf(t, err); !found.Has("style-invalid") {
		t.Errorf("got %v", found)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := newConverter(t).Convert(ctx, converter.Input{Data: sample(t)}, converter.Target{Format: converter.JSON})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestBatchKeepsOrderAndGoesOnAfterFailures(t *testing.T) {
	c := newConverter(t)
	inputs := func(yield func(converter.Input) bool) {
		for i := range 30 {
			in := converter.Input{Name: fmt.Sprint(i), Data: fmt.Appendf(nil, `{"format": "2021", "year": %d}`, 2000+i)}
			switch i {
			case 7:
				in.Data = nil
			case 8:
				in.Data, in.Load = nil, func() ([]byte, error) { panic("a defect") }
			}
			if !yield(in) {
				return
			}
		}
	}
	i := 0
	for conversion, err := range c.Batch(t.Context(), inputs, converter.Target{Format: converter.JSON}, 4) {
		switch {
		case i == 7 && diagnosticsOf(t, err).Has("input-empty"):
		case i == 8 && diagnosticsOf(t, err).Has("internal-error"):
		case err != nil:
			t.Errorf("%d: %v", i, err)
		case conversion.Report.Year != 2000+i || conversion.Input != fmt.Sprint(i):
			t.Errorf("%d: got %s of %d", i, conversion.Input, conversion.Report.Year)
		}
		i++
	}
	if i != 30 {
		t.Errorf("%d results", i)
	}
}

// The same input gives the same bytes, on one processor and on many, alone and in a crowd.
func TestSameInputSameBytes(t *testing.T) {
	c := newConverter(t)
	data := sample(t)
	for _, format := range converter.Writable() {
		first, err := c.Convert(t.Context(), converter.Input{Data: data}, converter.Target{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		for _, processors := range []int{1, 8} {
			before := runtime.GOMAXPROCS(processors)
			crowd := slices.Values(slices.Repeat([]converter.Input{{Data: data}}, seeded.Part(32, 8)))
			for conversion, err := range c.Batch(t.Context(), crowd, converter.Target{Format: format}, 8) {
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(conversion.Data, first.Data) {
					t.Fatalf("%s: not the same bytes with GOMAXPROCS %d", format, processors)
				}
			}
			runtime.GOMAXPROCS(before)
		}
	}
}

func TestEditions(t *testing.T) {
	editions := newConverter(t).Editions()
	if len(editions) < 2 || editions[0].Version != "2021" || editions[1].LastYear != 2020 || len(editions[0].Tables) != 3 {
		t.Errorf("got %+v", editions)
	}
}

func TestEvidence(t *testing.T) {
	c := newConverter(t)
	reading, err := c.Read(t.Context(), converter.Input{Name: "a.txt", Data: sample(t)})
	if err != nil {
		t.Fatal(err)
	}
	text := string(c.AppendEvidence(nil, reading.Evidence))
	for _, want := range []string{`"source": "text"`, `"row": "new"`, `"confidence": "placed"`, `"raw": "12.50"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in the evidence", want)
		}
	}
	if got := string(c.AppendEvidence(nil, nil)); !strings.Contains(got, `"source": "json"`) {
		t.Errorf("no evidence gives %s", got)
	}
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]converter.Format{"a.docx": converter.DOCX, "b.HTM": converter.HTML, "c.d.json": converter.JSON,
		"e.md": converter.Text, "f.pdf": converter.PDF, "k.OFD": converter.OFD, `g\h.txt`: converter.Text, "i": "", "j.xlsx": converter.XLSX, "k.xls": "", "l.mht": converter.HTML} {
		if got, ok := converter.FormatOfName(name); got != want || ok != (want != "") {
			t.Errorf("FormatOfName(%q) = %q, %v", name, got, ok)
		}
	}
	for _, f := range []converter.Format{converter.DOCX, converter.PDF, converter.OFD, converter.JSON, converter.HTML, converter.Text} {
		if got, ok := converter.FormatOfName("x" + f.Extension()); got != f || !ok {
			t.Errorf("FormatOfName of %q = %q", f.Extension(), got)
		}
	}
	if f, err := converter.ParseFormat(".TXT"); f != converter.Text || err != nil {
		t.Errorf("got %q, %v", f, err)
	}
	_, err := converter.ParseFormat("pptx")
	if found := diagnosticsOf(t, err); !found.Has("format-unknown") {
		t.Errorf("got %v", found)
	}
}

// No bytes make the front door panic or leave without a word.
func FuzzConvert(f *testing.F) {
	f.Add(sample(f), "a.txt", "")
	f.Add([]byte(`{"format": "2021", "requests": {"new": {"total": 1}}}`), "", "json")
	f.Add([]byte("<table><tr><td rowspan=9 colspan=9>1"), "", "html")
	f.Add(bomb(f), "a.docx", "")
	c := newConverter(f)
	f.Fuzz(func(t *testing.T, data []byte, name, format string) {
		conversion, err := c.Convert(t.Context(), converter.Input{Name: name, Format: converter.Format(format), Data: data}, converter.Target{Format: converter.JSON})
		if err != nil {
			if refusal, ok := errors.AsType[*converter.Refusal](err); !ok || refusal.Reason == converter.Internal || len(refusal.Diagnostics) == 0 {
				t.Fatalf("%v", err)
			}
			return
		}
		if again, err := c.Read(t.Context(), converter.Input{Data: conversion.Data}); err != nil {
			t.Fatalf("what was written does not read: %v", err)
		} else if !bytes.Equal(contract.AppendJSON(nil, again.Report, converter.VocabularyOf(c)), conversion.Data) {
			t.Fatal("what was written reads as another report")
		}
	})
}
