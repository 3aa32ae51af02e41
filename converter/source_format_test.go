package converter_test

import (
	"errors"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// A caller may say what a file is; a format that is not read is refused by name, and a file of one by what it is.
func TestSourceFormat(t *testing.T) {
	for _, c := range []struct {
		format converter.Format
		data   string
		code   diag.Code // "" where it is read
	}{
		{converter.Text, string(sample(t)), ""},
		{converter.PDF, string(sample(t)), "format-unreadable"},
		{"rtf", string(sample(t)), "format-unreadable"},
		{converter.PDF, "%PDF-1.7\n", "input-pdf"},
		{converter.Text, "%PDF-1.7\n", "input-pdf"},
		{converter.Text, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "input-image"},
	} {
		_, err := newConverter(t).Read(t.Context(), converter.Input{Name: "report.txt", Format: c.format, Data: []byte(c.data)})
		if c.code == "" {
			if err != nil {
				t.Errorf("%s: %v", c.format, err)
			}
			continue
		}
		refusal, ok := errors.AsType[*converter.Refusal](err)
		if !ok || refusal.Reason != converter.Unsupported || !refusal.Diagnostics.Has(c.code) {
			t.Errorf("%s: %v, want %s", c.format, err, c.code)
		}
	}
}
