// Package booktest reads workbooks back for tests: what a person sees in the cells, and which of them compute. It is a second
// reading of the format, by encoding/xml and struct tags, that shares nothing with the writer.
package booktest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Book is what a workbook says.
type Book struct {
	Names  []string // of the sheets, in their order
	sheets map[string]sheet
}

// Cell is what one cell says.
type Cell struct {
	Type  string // as the format names it: inlineStr; "" is a number or nothing
	Shown string // what a program shows, and "=" with its formula of a cell that computes
	Style int
}

type sheet struct {
	Rows []struct {
		Number int    `xml:"r,attr"`
		Height string `xml:"ht,attr"`
		Cells  []struct {
			At      string  `xml:"r,attr"`
			Type    string  `xml:"t,attr"`
			Style   int     `xml:"s,attr"`
			Value   string  `xml:"v"`
			Formula *string `xml:"f"`
			Text    string  `xml:"is>t"`
			Runs    []struct {
				Text string `xml:"t"`
			} `xml:"is>r"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	cells map[string]Cell
}

// Read reads a workbook.
func Read(t testing.TB, data []byte) *Book {
	t.Helper()
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part := func(name string, into any) {
		t.Helper()
		f, err := files.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.NewDecoder(f).Decode(into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	part("xl/workbook.xml", &book)
	part("xl/_rels/workbook.xml.rels", &relations)
	part("xl/styles.xml", &styles)
	b := &Book{sheets: map[string]sheet{}}
	for _, s := range book.Sheets {
		target := ""
		for _, r := range relations.List {
			if r.ID == s.ID {
				target = r.Target
			}
		}
		read := sheet{cells: map[string]Cell{}}
		part("xl/"+target, &read)
		for _, row := range read.Rows {
			for _, c := range row.Cells {
				shown := c.Value + unescaped(c.Text)
				for _, run := range c.Runs {
					shown += unescaped(run.Text)
				}
				for _, f := range styles.Formats {
					if f.ID == styles.Cells[c.Style].Format && c.Type == "" && c.Value != "" {
						shown = formatted(t, f.Code, c.Value)
					}
				}
				if c.Formula != nil {
					shown = "=" + *c.Formula
				}
				read.cells[c.At] = Cell{c.Type, shown, c.Style}
			}
		}
		b.Names, b.sheets[s.Name] = append(b.Names, s.Name), read
	}
	return b
}

// unescaped is a text with the characters that its escapes name (22.9.2.19).
func unescaped(text string) string {
	return regexp.MustCompile("_x[0-9A-Fa-f]{4}_").ReplaceAllStringFunc(text, func(s string) string {
		c, _ := strconv.ParseUint(s[2:6], 16, 16)
		return string(rune(c))
	})
}

// formatted shows a number with as many decimal places as its format has: 0.00.
func formatted(t testing.TB, code, value string) string {
	t.Helper()
	_, places, _ := strings.Cut(code, ".")
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || strings.Trim(places, "0") != "" {
		t.Fatalf("%s in the format %s: %v", value, code, err)
	}
	return strconv.FormatFloat(n, 'f', len(places), 64)
}

// Cell returns a cell of a sheet: A1.
func (b *Book) Cell(sheet, at string) Cell { return b.sheets[sheet].cells[at] }

// Rows returns what the rows of a sheet show, each up to its last cell that shows something.
func (b *Book) Rows(sheet string) [][]string {
	var rows [][]string
	for _, row := range b.sheets[sheet].Rows {
		for len(rows) < row.Number {
			rows = append(rows, nil)
		}
		var shown []string
		for _, c := range row.Cells {
			column := 0
			for _, letter := range strings.TrimRight(c.At, "0123456789") {
				column = 26*column + int(letter-'A') + 1
			}
			shown = append(shown, slices.Repeat([]string{""}, column-len(shown))...)
			shown[column-1] = b.Cell(sheet, c.At).Shown
		}
		for len(shown) > 0 && shown[len(shown)-1] == "" {
			shown = shown[:len(shown)-1]
		}
		rows[row.Number-1] = shown
	}
	return rows
}

// String lists what all sheets show.
func (b *Book) String() string {
	var s strings.Builder
	for _, name := range b.Names {
		fmt.Fprintf(&s, "%s %q\n", name, b.Rows(name))
	}
	return s.String()
}
