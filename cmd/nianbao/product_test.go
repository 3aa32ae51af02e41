package main

import (
	"errors"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/product"
)

// TestProductChooses: a name goes before the file, a file before the usual form; what contradicts, or says nothing, is refused.
func TestProductChooses(t *testing.T) {
	report, sum, findings := product.Report(converter.DOCX), product.Sum(), product.Findings()
	findings.First = []string{"text"}
	for _, c := range []struct {
		product    product.Product
		name, file string
		want       string
	}{
		{report, "", "", "docx"}, {report, "", "a", "docx"}, {report, "", "a.", "docx"}, {report, "", "a.PDF", "pdf"}, {report, "", "a.htm", "html"},
		{report, "pdf", "", "pdf"}, {report, ".PDF", "a.pdf", "pdf"}, {report, "filing_v1", "a.json", "filing_v1"},
		{report, "", "a.pfd", "output-extension"}, {report, "", "a.txt", "format-unsupported"}, {report, "", "a.xlsx", "format-unsupported"},
		{report, "text", "", "format-unsupported"}, {report, "pfd", "", "format-unknown"},
		{report, "pdf", "a.docx", "output-mismatch"}, {report, "pdf", "a.txt", "output-mismatch"}, {report, "pdf", "a.v2", "pdf"},
		{sum, "", "", "json"}, {sum, "", "a.xlsx", "xlsx"}, {sum, "xlsx", "", "xlsx"}, {sum, "", "a.xlsm", "format-unsupported"},
		{sum, "pdf", "a.xlsx", "output-mismatch"},
		{findings, "", "", "text"}, {findings, "", "a.txt", "text"}, {findings, "", "a.md", "output-extension"}, {findings, "", "a.htm", "html"},
		{findings, "", "a.pdf", "output-extension"}, {findings, "", "a.docm", "output-extension"}, {findings, "json", "a.docx", "output-mismatch"},
		{findings, "json", "a.pdf", "json"},
	} {
		form, err := c.product.Choose(c.name, c.file)
		got := form.Name
		if err != nil {
			list, _ := errors.AsType[diag.List](err)
			if got != "" || len(list) != 1 {
				t.Errorf("%q, %q: %q with %v", c.name, c.file, got, err)
				continue
			}
			got = string(list[0].Code)
		}
		if got != c.want {
			t.Errorf("%q for the file %q: %s, want %s", c.name, c.file, got, c.want)
		}
	}
}

// TestProductForms: every form has a media type, an extension and a name of its own, and files of it are known again.
func TestProductForms(t *testing.T) {
	for name, p := range map[string]product.Product{"report": product.Report(converter.PDF), "conversion": product.Conversion(), "sum": product.Sum(),
		"findings": product.Findings(converter.JSON), "comparison": product.Comparison(converter.Text)} {
		if got := p.Usual().Name; got != p.First[0] {
			t.Errorf("%s: usually %s, want %s", name, got, p.First[0])
		}
		if got, want := len(p.Preferred()), len(p.Forms); got != want {
			t.Errorf("%s: %d forms, %d preferred", name, want, got)
		}
		seen := map[string]bool{}
		for _, f := range p.Forms {
			if f.Media == "" || f.Media == "application/octet-stream" || len(f.Extension) < 2 || seen[f.Name] || seen[f.Extension] {
				t.Errorf("%s: %+v", name, f)
			}
			seen[f.Name], seen[f.Extension] = true, true
			if again, ok := p.OfFile(p.File("a", f)); !ok || again.Media != f.Media {
				t.Errorf("%s: %s is read as %+v", name, p.File("a", f), again)
			}
		}
	}
	if got := product.Comparison(converter.Text).File("a", product.Form{Extension: ".pdf"}); got != "a.compare.pdf" {
		t.Error(got)
	}
}
