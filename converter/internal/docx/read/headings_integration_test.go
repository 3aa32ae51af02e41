//go:build integration

package read

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/docxtest"
)

// TestHeadingsSeen: pandoc, mammoth (npm) and LibreOffice find the title and every heading of our files, at its level, and pandoc and
// LibreOffice the header rows of every table.
func TestHeadingsSeen(t *testing.T) {
	doc := docxtest.Sample(t)
	doc.Blocks = append(doc.Blocks, &document.Paragraph{Role: document.Heading2, Runs: []document.Run{{Text: "1.其三"}}},
		&document.Paragraph{Role: document.Heading3, Runs: []document.Run{{Text: "（1）其四"}}})
	file := save(t, t.TempDir(), "headings", doc)
	levels := map[document.Role]string{document.Section: "1", document.Heading1: "2", document.Heading2: "3", document.Heading3: "4"}
	var want []string
	tables := 0
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			if level := levels[b.Role]; level != "" {
				want = append(want, level+" "+b.Text())
			}
		case *document.Table:
			tables++
		}
	}
	check := func(program, marked string, heading *regexp.Regexp) {
		tags := regexp.MustCompile(`<[^>]*>`)
		var got []string
		for _, m := range heading.FindAllStringSubmatch(marked, -1) {
			got = append(got, m[1]+" "+strings.TrimSpace(tags.ReplaceAllString(m[2], "")))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s sees %q, want %q", program, got, want)
		}
	}
	inHTML := regexp.MustCompile(`(?s)<h([1-6])[^>]*>(.*?)</h`)
	page := command(t, "pandoc", "-t", "html", "--standalone", "--wrap=none", file)
	_, text, _ := strings.Cut(page, "</header>")
	check("pandoc", text, inHTML)
	if n := strings.Count(page, "<thead>"); n != tables || !strings.Contains(page, `<h1 class="title">云溪市商务局`) {
		t.Errorf("pandoc sees %d heads of %d tables, or no title", n, tables)
	}
	check("mammoth", command(t, "mammoth", file), inHTML)

	flat, err := os.ReadFile(filepath.Join(office(t, "fodt", file), "headings.fodt"))
	if err != nil {
		t.Fatal(err)
	}
	check("LibreOffice", string(flat), regexp.MustCompile(`(?s)<text:h [^>]*text:outline-level="(\d)"[^>]*>(.*?)</text:h>`))
	if n := strings.Count(string(flat), "<table:table-header-rows>"); n != tables {
		t.Errorf("LibreOffice sees %d heads of %d tables", n, tables)
	}
	if m := regexp.MustCompile(`(?s)<style:default-style style:family="paragraph">.*?</style:default-style>`).FindString(string(flat)); !strings.Contains(m, `style:language-asian="zh"`) {
		t.Errorf("LibreOffice sees another language: %s", m)
	}
}
