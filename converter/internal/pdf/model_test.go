package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/pdftest"
)

// modelLines writes a document as a screen reader should go through it, from the document alone: a line for every heading,
// paragraph and cell, cells with their place and spans.
func modelLines(doc *document.Document) []string {
	var lines []string
	level := 0
	heading := func(to int, text string) {
		level = min(to, level+1)
		lines = append(lines, fmt.Sprintf("H%d %s", level, readable(text)))
	}
	levels := map[document.Role]int{document.Title: 1, document.Section: 2, document.Heading1: 3, document.Heading2: 4, document.Heading3: 5}
	for _, block := range doc.Blocks {
		switch b := block.(type) {
		case *document.Paragraph:
			text := b.Text()
			if text == "" {
				continue
			}
			if to := levels[b.Role]; to > 0 {
				heading(to, text)
				continue
			}
			lead, as := "", b.Runs[0].As
			for _, r := range b.Runs {
				if r.As != as {
					break
				}
				lead += r.Text
			}
			if levels[as] > 0 && lead != text {
				heading(levels[as], lead)
				text = strings.TrimPrefix(text, lead)
			}
			lines = append(lines, "P "+readable(text))
		case *document.Table:
			lines = append(lines, fmt.Sprintf("Table %d %s", b.HeaderRows, b.Caption))
			for i := range b.Cells {
				c := &b.Cells[i]
				kind := "TH"
				if c.Role == document.Number {
					kind = "TD"
				}
				lines = append(lines, fmt.Sprintf("%s %d,%d %dx%d %s", kind, c.Row, c.Col, c.RowSpan, c.ColSpan, readable(c.Text())))
			}
		}
	}
	return lines
}

// readable is how text comes out of a file: without line breaks, which only shape the title and cells, and without what is
// invisible by its nature, accents with their letters as one character where there is one; what means nothing to others is
// the replacement character.
func readable(s string) string {
	const joiner = "\u034F" // package norm puts it between more than thirty accents (UAX 15, stream-safe text)
	return strings.ReplaceAll(norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
			return -1
		case unicode.In(r, unicode.Co, unicode.Noncharacter_Code_Point):
			return 0xFFFD
		}
		return r
	}, s)), joiner, "")
}

// treeLines writes the structure tree of a file in the same form.
func treeLines(t testing.TB, tree *pdftest.Tree) []string {
	t.Helper()
	var lines []string
	if len(tree.Children) != 1 {
		t.Fatalf("%d elements below the root", len(tree.Children))
	}
	for _, k := range tree.Children[0].Kids {
		e := k.Element
		if e.Type != "Table" {
			lines = append(lines, fmt.Sprintf("%s %s", e.Type, tree.Text(e)))
			continue
		}
		header := 0
		for _, part := range e.Kids {
			if part.Element.Type == "THead" {
				header = len(part.Element.Kids)
			}
		}
		lines = append(lines, fmt.Sprintf("Table %d %s", header, e.Title))
		cells, _, _, err := pdftest.Cells(e)
		if err != nil {
			t.Error(err)
		}
		for _, c := range cells {
			lines = append(lines, fmt.Sprintf("%s %d,%d %dx%d %s", c.Element.Type, c.Row, c.Col, c.RowSpan, c.ColSpan, tree.Text(c.Element)))
		}
	}
	return lines
}

// sameLines reports the first difference.
func sameLines(t testing.TB, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "(end)", "(end)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("line %d is read as\n%q\nwant\n%q", i+1, g, w)
			return
		}
	}
}

// judged reads a file and reports every rule that it breaks.
func judged(t testing.TB, data []byte, profile pdftest.Profile) *pdftest.File {
	t.Helper()
	f, err := pdftest.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pdftest.Check(f, profile)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range list {
		t.Error(v)
	}
	return f
}

// outlineIsOfHeadings: the bookmarks are the headings below the title, word for word but for a full stop at the end.
func outlineIsOfHeadings(t testing.TB, f *pdftest.File, tree *pdftest.Tree) {
	t.Helper()
	plain := func(s string) string { return strings.TrimSuffix(strings.Join(strings.Fields(s), ""), "。") }
	var headings, marks []string
	for _, e := range tree.All {
		if len(e.Type) == 2 && e.Type[0] == 'H' && e.Type != "H1" {
			headings = append(headings, plain(tree.Text(e)))
		}
	}
	var walk func(o pdftest.Dict)
	walk = func(o pdftest.Dict) {
		for at := o["First"]; at != nil; {
			item := f.Dict(at)
			marks = append(marks, plain(readable(pdftest.Text(item["Title"]))))
			walk(item)
			at = item["Next"]
		}
	}
	walk(f.Dict(f.Catalog()["Outlines"]))
	if !slices.Equal(headings, marks) {
		t.Errorf("bookmarks %q, headings %q", marks, headings)
	}
}
