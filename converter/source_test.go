package converter_test

import (
	"strings"
	"testing"

	"nianbao/converter"
)

// TestSourceText: the line that evidence names for a cell holds the cell as it stands in the source, whatever ends lines; a
// format without lines has none, and what is no text is refused.
func TestSourceText(t *testing.T) {
	c := newConverter(t)
	text := string(sample(t))
	page, err := c.Convert(t.Context(), converter.Input{Data: []byte(text)}, converter.Target{Format: converter.HTML})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"LF": text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "CR": strings.ReplaceAll(text, "\n", "\r"),
		"BOM": "\uFEFF" + text, "a page": string(page.Data), "a page with CRLF": strings.ReplaceAll(string(page.Data), "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			in := converter.Input{Data: []byte(data)}
			lines, err := c.SourceText(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			reading, err := c.Read(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			looked := 0
			for table, cells := range reading.Evidence.Cells {
				for key, origin := range cells {
					if origin.Raw == "" {
						continue
					}
					looked++
					if origin.Line < 1 || origin.Line > len(lines) || !strings.Contains(lines[origin.Line-1], origin.Raw) || strings.ContainsAny(lines[origin.Line-1], "\r\n") {
						t.Errorf("%s.%s.%s: %q is not on line %d of %d", table, key.Row, key.Col, origin.Raw, origin.Line, len(lines))
					}
				}
			}
			if looked < 200 {
				t.Errorf("%d cells looked at", looked)
			}
		})
	}
	word, err := c.Convert(t.Context(), converter.Input{Data: []byte(text)}, converter.Target{Format: converter.DOCX})
	if err != nil {
		t.Fatal(err)
	}
	if lines, err := c.SourceText(t.Context(), converter.Input{Data: word.Data}); lines != nil || err != nil {
		t.Errorf("Word: %d lines, %v", len(lines), err)
	}
	if _, err := c.SourceText(t.Context(), converter.Input{Data: []byte("\x89PNG\r\n\x1a\n")}); err == nil || !diagnosticsOf(t, err).Has("input-image") {
		t.Errorf("%v", err)
	}
}
