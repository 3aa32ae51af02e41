package converter_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
	"nianbao/templates"
)

var contentsLines = regexp.MustCompile(`PAGEREF _Toc\d{8} \\h .*?<w:t[^>]*>(\d+)</w:t>`)

// TestContents: the table lists the sections with their pages, its anchors lead to them, and the file reads back as the same report.
func TestContents(t *testing.T) {
	c := newConverter(t)
	for seed := range uint64(seeded.Part(20, 4)) {
		r := reporttest.Random(rand.New(rand.NewPCG(seed, 13)))
		out, err := c.Write(t.Context(), r, converter.Target{Format: converter.DOCX, Contents: true})
		if err != nil {
			t.Fatal(err)
		}
		usual, err := c.Write(t.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			t.Fatal(err)
		}
		back, err := c.Read(t.Context(), converter.Input{Name: "a.docx", Data: out.Data})
		if err != nil {
			t.Fatal(err)
		}
		plain, err := c.Read(t.Context(), converter.Input{Name: "a.docx", Data: usual.Data})
		if err != nil {
			t.Fatal(err)
		}
		if !report.Equal(back.Report, plain.Report) {
			t.Fatalf("seed %d: with a table of contents it reads back as another report: %v", seed, back.Diagnostics)
		}
		body := string(part(t, out.Data, "word/document.xml"))
		last, n := 2, 0
		for _, m := range contentsLines.FindAllStringSubmatch(body, -1) {
			page, _ := strconv.Atoi(m[1])
			if page < last || page > 200 {
				t.Errorf("seed %d: page %d behind page %d", seed, page, last)
			}
			last = page
			n++
		}
		if headings := strings.Count(body, `<w:bookmarkStart w:id=`) - strings.Count(string(part(t, usual.Data, "word/document.xml")), `<w:bookmarkStart w:id=`); n != headings || n == 0 {
			t.Errorf("seed %d: %d lines with a page, %d anchors", seed, n, headings)
		}
		if begins, ends := strings.Count(body, `"begin"`), strings.Count(body, `"end"`); begins != ends || begins != n+1 {
			t.Errorf("seed %d: %d fields begin, %d end", seed, begins, ends)
		}
	}
}

// TestContentsRefused: no other format has a table of contents, nor has an official document.
func TestContentsRefused(t *testing.T) {
	for code, to := range map[string]converter.Target{
		"contents-format": {Format: converter.PDF, Contents: true},
		"contents-shell":  {Format: converter.DOCX, Contents: true, Shell: issued()},
	} {
		if err := to.Check(); err == nil || string(diagnosticsOf(t, err)[0].Code) != code {
			t.Errorf("%s: %v", code, err)
		}
	}
	data, err := fs.ReadFile(templates.FS, "styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	house, err := converter.New(converter.Options{Style: bytes.Replace(data, []byte(`"print": false`), []byte(`"print": true`), 1)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = house.Convert(t.Context(), converter.Input{Data: sample(t)}, converter.Target{Format: converter.DOCX, Contents: true})
	if !diagnosticsOf(t, err).Has("contents-shell") {
		t.Errorf("a house that prints all reports as official documents: %v", err)
	}
}
