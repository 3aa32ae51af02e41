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
		reason converter.Reason
	}{
		{converter.Text, string(sample(t)), "", ""},
		{converter.PDF, string(sample(t)), "pdf-header", converter.Malformed},
		{"pptx", string(sample(t)), "format-unreadable", converter.Unsupported},
		{converter.PDF, "%PDF-1.7\n", "pdf-broken", converter.Malformed},
		{"", "%PDF-1.7\n", "pdf-broken", converter.Malformed},
		{converter.Text, "%PDF-1.7\n", "pdf-as-text", converter.Unsupported},
		{converter.Text, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "input-image", converter.Unsupported},
	} {
		_, err := newConverter(t).Read(t.Context(), converter.Input{Name: "report.txt", Format: c.format, Data: []byte(c.data)})
		if c.code == "" {
			if err != nil {
				t.Errorf("%s: %v", c.format, err)
			}
			continue
		}
		refusal, ok := errors.AsType[*converter.Refusal](err)
		if !ok || refusal.Reason != c.reason || !refusal.Diagnostics.Has(c.code) {
			t.Errorf("%s: %v, want %s", c.format, err, c.code)
		}
	}
}
