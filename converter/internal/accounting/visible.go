package accounting

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text returns the lines of a text without the syntax of markup that holds digits: widths, spans, entities.
func Text(s string) []string {
	var lines []string
	for _, line := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }) {
		lines = append(lines, syntax.ReplaceAllString(line, " "))
	}
	return lines
}

// syntax is what tables in text have for setting: attributes (colspan="3", cols="1,2*"), cells of AsciiDoc (2+|, .3+|) and
// of Textile (|\2.), commands of LaTeX with their measures, entities.
var syntax = regexp.MustCompile(`\w+\s*=\s*"[^"]*"|\w+=\d+%?|[.\d]+\+\||\|[\\/]\d\.?|\\(?:multicolumn|multirow|cline|cmidrule|renewcommand|setlength|hspace|vspace|begin|arraystretch)[*\\\w]*(?:\([lr]+\))?(?:\[[^\]]*\])?(?:\{[-\d.*]*\w{0,3}\})*|p\{[^}]*\}|&#?\w+;`)

// Page returns the visible words of a page, by pieces: text nodes outside of the head, scripts and controls.
func Page(page string) ([]string, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, err
	}
	var pieces []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Select, atom.Button, atom.Textarea, atom.Svg, atom.Option, atom.Iframe:
				return
			}
		}
		if n.Type == html.TextNode {
			pieces = append(pieces, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return pieces, nil
}

// Word returns the words of a Word file's body, by its w:t elements.
func Word(data []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		return nil, err
	}
	defer part.Close()
	d := xml.NewDecoder(part)
	var pieces []string
	var b strings.Builder
	inText := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return pieces, nil
		} else if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			inText = token.Name.Local == "t"
		case xml.EndElement:
			inText = false
			if token.Name.Local == "t" {
				pieces = append(pieces, b.String())
				b.Reset()
			}
		case xml.CharData:
			if inText {
				b.Write(token)
			}
		}
	}
}
