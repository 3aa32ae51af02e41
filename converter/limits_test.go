package converter

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// The limits that every format has are counted alike: the same text is read at the limit and refused one above it, as
// text, page, Word file and JSON.
func TestLimitsAreTheSameForEveryFormat(t *testing.T) {
	forms := map[string]func(t *testing.T, paragraphs []string) Input{
		"text": func(_ *testing.T, paragraphs []string) Input {
			return Input{Format: Text, Data: []byte(strings.Join(paragraphs, "\n\n") + "\n")} // blank lines are none
		},
		"page": func(_ *testing.T, paragraphs []string) Input {
			return Input{Format: HTML, Data: webpage.Write(documentOf(paragraphs), nil, true)}
		},
		"Word": func(t *testing.T, paragraphs []string) Input {
			c, err := New(Options{})
			if err != nil {
				t.Fatal(err)
			}
			data, err := c.word.Write(t.Context(), documentOf(paragraphs))
			if err != nil {
				t.Fatal(err)
			}
			return Input{Format: DOCX, Data: data}
		},
		"data": func(_ *testing.T, paragraphs []string) Input {
			return Input{Format: JSON, Data: fmt.Appendf(nil, `{"format": "2021", "overview": ["%s"]}`, strings.Join(paragraphs, `", "`))}
		},
	}
	for name, form := range forms {
		for _, c := range []struct {
			what       string
			paragraphs []string
			set        func(*limit.Limits)
			refused    bool
		}{
			{"paragraphs at the limit", []string{"甲", "乙", "丙"}, func(l *limit.Limits) { l.Paragraphs = 3 }, false},
			{"a paragraph more", []string{"甲", "乙", "丙", "丁"}, func(l *limit.Limits) { l.Paragraphs = 3 }, true},
			{"characters below the limit", []string{"甲乙丙", "丁戊己"}, func(l *limit.Limits) { l.Characters = 10 }, false}, // line breaks of a text count
			{"too many characters", []string{"甲乙丙", "丁戊己", "庚辛壬", "癸子丑"}, func(l *limit.Limits) { l.Characters = 10 }, true},
		} {
			limits := limit.Default()
			c.set(&limits)
			converter, err := New(Options{Limits: Limits{inner: &limits}})
			if err != nil {
				t.Fatal(err)
			}
			_, err = converter.ReadAll(t.Context(), form(t, c.paragraphs))
			refusal, _ := errors.AsType[*Refusal](err)
			if got := refusal != nil && refusal.Diagnostics.Has("document-limit"); got != c.refused || got && refusal.Reason != TooLarge {
				t.Errorf("%s, %s: %v", name, c.what, err)
			}
		}
	}
}

// documentOf returns a document of paragraphs.
func documentOf(paragraphs []string) *document.Document {
	doc := &document.Document{}
	for _, p := range paragraphs {
		doc.Blocks = append(doc.Blocks, &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: p}}})
	}
	return doc
}

// The text of one report has a limit of its own, whether it comes as data or is recognised.
func TestReportCharacters(t *testing.T) {
	limits := limit.Default()
	limits.ReportCharacters = 2000
	small, err := New(Options{Limits: Limits{inner: &limits}})
	if err != nil {
		t.Fatal(err)
	}
	usual, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023, Tables: map[string]report.Table{"requests": {}},
		Prose: map[string][]string{"overview": {strings.Repeat("主动公开政府信息。", 250)}, "problems": {"无。"}, "other_matters": {"无。"}}}
	for format, code := range map[Format]diag.Code{JSON: "document-limit", HTML: "report-limit", DOCX: "report-limit"} {
		out, err := usual.Write(t.Context(), r, Target{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := usual.Read(t.Context(), Input{Data: out.Data}); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		_, err = small.Read(t.Context(), Input{Data: out.Data})
		if refusal, ok := errors.AsType[*Refusal](err); !ok || !refusal.Diagnostics.Has(code) || refusal.Reason != TooLarge {
			t.Errorf("%s: %v, want %s", format, err, code)
		}
	}
}

// A file of data that is longer than any report is refused before it is parsed.
func TestJSONBytes(t *testing.T) {
	limits := limit.Default()
	limits.JSON = 18
	c, err := New(Options{Limits: Limits{inner: &limits}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(t.Context(), Input{Data: []byte(`{"format": "2021"}`)}); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	_, err = c.Read(t.Context(), Input{Data: []byte(`{"format": "2021"} `)})
	if refusal, ok := errors.AsType[*Refusal](err); !ok || !refusal.Diagnostics.Has("json-limit") || refusal.Reason != TooLarge {
		t.Errorf("one byte more: %v", err)
	}
}
