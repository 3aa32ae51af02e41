package converter_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
)

// A report that was sent through a converter to one of the syntaxes of package markup reads as the report it was.
func TestReadsMarkup(t *testing.T) {
	c := newConverter(t)
	page, err := c.Convert(t.Context(), converter.Input{Name: "input.txt", Data: sample(t)}, converter.Target{Format: converter.HTML})
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(page.Data), "<body")
	doc, found := markup.Read(context.Background(), []byte("<div"+strings.ReplaceAll(body, "</body>", "")), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	for name, write := range map[string]func(t *document.Table) string{
		"pipes":         func(t *document.Table) string { return pipes(places(t)) },
		"HTML":          htmlTable,
		"quoted values": func(t *document.Table) string { return delimited(places(t), `"`, `","`, `"`) },
		"lists":         func(t *document.Table) string { return delimited(places(t), "['", "', '", "']") },
	} {
		t.Run(name, func(t *testing.T) {
			text := rewritten(doc, write)
			reading, err := c.Read(t.Context(), converter.Input{Name: "report.md", Data: []byte(text)})
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if reading.Source != converter.Text {
				t.Errorf("taken for %s", reading.Source)
			}
			if r, want := reading.Report, page.Report; r.Organization != want.Organization || r.Year != want.Year {
				t.Errorf("%q, %d", r.Organization, r.Year)
			}
			for key, table := range page.Report.Tables {
				if !maps.Equal(reading.Report.Tables[key], table) {
					t.Errorf("%s: read %v\nwant %v\n%s", key, reading.Report.Tables[key], table, text)
				}
			}
		})
	}
}

// rewritten writes a document as a text whose tables are in some syntax.
func rewritten(doc *document.Document, write func(*document.Table) string) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case *document.Loose:
			for _, l := range block.Lines {
				if s := strings.TrimSpace(l.Text); s != "" {
					if strings.HasPrefix(s, "一、") || strings.Contains(s, "年度报告") && len(s) < 120 {
						s = "## " + s
					}
					b.WriteString(s + "\n\n")
				}
			}
		case *document.Table:
			b.WriteString(write(block) + "\n")
		}
	}
	return b.String()
}

// places returns the texts of a grid's places; those that a span covers are blank.
func places(t *document.Table) [][]string {
	grid := make([][]string, t.Rows)
	for i := range grid {
		grid[i] = make([]string, t.GridColumns())
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		grid[c.Row][c.Col] = strings.ReplaceAll(c.Text(), "\n", "")
	}
	return grid
}

func pipes(rows [][]string) string {
	lines := strings.SplitAfterN(delimited(rows, "| ", " | ", " |"), "\n", 2)
	return lines[0] + strings.Repeat("| --- ", len(rows[0])) + "|\n" + lines[1]
}

func delimited(rows [][]string, before, between, behind string) string {
	var b strings.Builder
	for _, fields := range rows {
		b.WriteString(before + strings.Join(fields, between) + behind + "\n")
	}
	return b.String()
}

func htmlTable(t *document.Table) string {
	var b strings.Builder
	b.WriteString("<table>")
	row := -1
	for i := range t.Cells {
		c := &t.Cells[i]
		for ; row < c.Row; row++ {
			b.WriteString("<tr>")
		}
		fmt.Fprintf(&b, "<td rowspan=\"%d\" colspan=\"%d\">%s</td>", c.RowSpan, c.ColSpan, c.Text())
	}
	return b.String() + "</table>\n"
}
