package converter_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"strings"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/report"
)

// TestOFD: an OFD carries what JSON gives, byte for byte, unless the caller does without; it states the date asked for, else
// the report's; and it is read back: from its data, else from its pages, with a warning.
func TestOFD(t *testing.T) {
	c := newConverter(t)
	read, err := c.Read(t.Context(), converter.Input{Name: "report.txt", Data: sample(t)})
	if err != nil {
		t.Fatal(err)
	}
	data, err := c.Write(t.Context(), read.Report, converter.Target{Format: converter.JSON})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		target converter.Target
		date   string
		report string
	}{
		{converter.Target{}, "<ofd:CreationDate>" + read.Report.Date + "<", string(data.Data)},
		{converter.Target{Created: time.Date(2025, 2, 3, 0, 0, 0, 0, time.UTC)}, "<ofd:CreationDate>2025-02-03<", string(data.Data)},
		{converter.Target{NoAttachment: true}, "<ofd:CreationDate>" + read.Report.Date + "<", ""},
	} {
		test.target.Format = converter.OFD
		out, err := c.Write(t.Context(), read.Report, test.target)
		if err != nil {
			t.Fatal(err)
		}
		parts := unzipped(t, out.Data)
		if parts["Doc_0/Attachs/report.json"] != test.report {
			t.Errorf("attached: %.80q", parts["Doc_0/Attachs/report.json"])
		}
		if !strings.Contains(parts["OFD.xml"], test.date) || !strings.Contains(parts["OFD.xml"], "<ofd:Author>"+read.Report.Organization+"<") {
			t.Errorf("the entrance is %s", parts["OFD.xml"])
		}
		for _, name := range []string{"a.ofd", "a.docx", ""} {
			back, err := c.Read(t.Context(), converter.Input{Name: name, Data: out.Data})
			if err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			if test.report != "" { // its data
				if len(back.Diagnostics) > 0 || back.Source != converter.OFD || !report.Equal(back.Report, read.Report) {
					t.Errorf("%q: read as %s: %v", name, back.Source, back.Diagnostics)
				}
				continue
			}
			if !back.Diagnostics.Has("ofd-pages-read") || back.Source != converter.OFD || !maps.EqualFunc(back.Report.Tables, read.Report.Tables, func(a, b report.Table) bool { return maps.Equal(a, b) }) {
				t.Errorf("%q: read as %s: %v", name, back.Source, back.Diagnostics)
			}
		}
	}
}

// TestOFDOfCharactersWithoutAFont: what no font has is reported as for PDF, and refused where the caller is strict.
func TestOFDOfCharactersWithoutAFont(t *testing.T) {
	c := newConverter(t)
	text := bytes.Replace(sample(t), []byte("旅游服务"), []byte("旅游\U0002FFFD服务"), 1)
	in := converter.Input{Name: "report.txt", Data: text}
	printed, err := c.Convert(t.Context(), in, converter.Target{Format: converter.PDF})
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.Convert(t.Context(), in, converter.Target{Format: converter.OFD})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Diagnostics) != len(printed.Diagnostics) || len(out.Diagnostics) == 0 {
		t.Errorf("OFD says %v, PDF %v", out.Diagnostics, printed.Diagnostics)
	}
	if _, err := c.Convert(t.Context(), in, converter.Target{Format: converter.OFD, Strict: true}); err == nil {
		t.Error("a character without a font is no reason to refuse")
	}
}

func unzipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range r.File {
		opened, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}
