package webpage

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
)

// soup is a page of random tables with the end tags, spans, row groups and inline elements that the standard lets one
// leave out or use. Texts are numbered, so that each can be told from all others.
type soup struct {
	b    strings.Builder
	rng  *rand.Rand
	next int
}

func (s *soup) maybe(tag string) {
	if s.rng.IntN(3) > 0 {
		s.b.WriteString(tag)
	}
}

func (s *soup) text() {
	s.next++
	fmt.Fprintf(&s.b, "t%d", s.next)
}

func (s *soup) inline() {
	open := [...]string{"", "<span>", "<font color=red>", "<b>", "<x:y>", "<b><i>", "<a href=x>"}[s.rng.IntN(7)]
	s.b.WriteString(open)
	s.text()
	if open != "" && s.rng.IntN(5) > 0 {
		s.b.WriteString("</" + strings.FieldsFunc(open, func(r rune) bool { return strings.ContainsRune("<> ", r) })[0] + ">")
	}
}

func (s *soup) cell(depth int) {
	s.b.WriteString([...]string{"<td", "<td", "<th"}[s.rng.IntN(3)])
	if s.rng.IntN(4) == 0 {
		fmt.Fprintf(&s.b, " colspan=%d", s.rng.IntN(4))
	}
	if s.rng.IntN(4) == 0 {
		fmt.Fprintf(&s.b, " rowspan=%d", s.rng.IntN(4))
	}
	s.b.WriteString(">")
	for range s.rng.IntN(3) {
		switch s.rng.IntN(4) {
		case 0:
			s.b.WriteString("<p>")
			s.inline()
			s.maybe("</p>")
		case 1:
			s.b.WriteString("<div>")
			s.inline()
			s.maybe("</div>")
		default:
			s.inline()
		}
	}
	if depth < 2 && s.rng.IntN(12) == 0 {
		s.table(depth + 1)
	}
	s.maybe([...]string{"</td>", "</th>"}[s.rng.IntN(2)])
}

func (s *soup) table(depth int) {
	s.b.WriteString("<table>\n")
	for range 1 + s.rng.IntN(3) {
		group := [...]string{"", "<tbody>", "<thead>"}[s.rng.IntN(3)]
		s.b.WriteString(group)
		for range 1 + s.rng.IntN(4) {
			s.b.WriteString("<tr>")
			for range 1 + s.rng.IntN(4) {
				s.cell(depth)
			}
			s.maybe("</tr>\n")
		}
		if group != "" {
			s.maybe("</" + group[1:])
		}
	}
	s.b.WriteString("</table>")
}

// The tree built here has the tables, rows and cells that html.Parse makes of the same page, with the same texts in
// each cell.
func TestTreeAgreesWithParser(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range seeded.Part(3000, 400) {
		s := &soup{rng: rng}
		s.b.WriteString("<!DOCTYPE html><body>")
		for range 1 + rng.IntN(2) {
			s.b.WriteString("<p>")
			s.inline()
			s.table(0)
		}
		page := s.b.String()
		parsed, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		tree, err := build(nil, page, limit.Default())
		if err != nil {
			t.Fatal(err)
		}
		want, got := parsedCells(parsed), builtCells(tree.root)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%s\nhtml.Parse\n%s\nhere\n%s", page, strings.Join(want, "\n"), strings.Join(got, "\n"))
		}
	}
}

// parsedCells lists the cells of a parsed page: table, row and number, and the text without that of nested tables.
func parsedCells(root *html.Node) []string {
	var out []string
	tables := 0
	var walk func(n *html.Node, number int, tr, td *int, text *strings.Builder)
	walk = func(n *html.Node, number int, tr, td *int, text *strings.Builder) {
		var own *strings.Builder
		index := -1
		switch {
		case n.Type == html.TextNode && text != nil:
			text.WriteString(strings.TrimSpace(n.Data))
		case n.DataAtom == atom.Table:
			tables++
			number, tr, td, text = tables, new(int), new(int), nil
		case n.DataAtom == atom.Tr:
			*tr++
			*td = 0
		case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
			*td++
			own = &strings.Builder{}
			text = own
			index = len(out)
			out = append(out, fmt.Sprintf("table %d row %d cell %d: ", number, *tr, *td))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, number, tr, td, text)
		}
		if own != nil {
			out[index] += own.String()
		}
	}
	walk(root, 0, new(int), new(int), nil)
	return out
}

// builtCells lists the same of the tree.
func builtCells(root *box) []string {
	var out []string
	tables := 0
	var walk func(b *box, number int, tr, td *int, text *strings.Builder)
	walk = func(b *box, number int, tr, td *int, text *strings.Builder) {
		var own *strings.Builder
		index := -1
		switch b.kind {
		case paragraph:
			if text != nil {
				text.WriteString(strings.ReplaceAll(b.text(), " ", ""))
			}
		case table:
			tables++
			number, tr, td, text = tables, new(int), new(int), nil
		case row:
			*tr++
			*td = 0
		case cell:
			*td++
			own = &strings.Builder{}
			text = own
			index = len(out)
			out = append(out, fmt.Sprintf("table %d row %d cell %d: ", number, *tr, *td))
		}
		for _, c := range b.children {
			walk(c, number, tr, td, text)
		}
		if own != nil {
			out[index] += own.String()
		}
	}
	walk(root, 0, new(int), new(int), nil)
	return out
}
