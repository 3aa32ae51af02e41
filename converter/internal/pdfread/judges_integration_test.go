//go:build integration

package pdfread

import (
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdfread/content"
	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/webpage"
)

// These tests have other programs print a report, and yet others say which characters stand where on its pages: MuPDF (mutool) each character with
// its origin, poppler (pdftotext) each word with its box. Both must find what this package finds, and nothing else.

// printers make a PDF file OUT of IN, a file that is written by us in a format; FOLDER is there for their settings.
var printers = map[string]struct{ format, command string }{
	"ourselves":   {"pdf", "cp IN OUT"},
	"LibreOffice": {"docx", "soffice -env:UserInstallation=file://FOLDER/profile --headless --convert-to pdf --outdir FOLDER/out IN"},
	"Chromium":    {"html", "chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir=FOLDER/browser --print-to-pdf=OUT file://IN"},
	"poppler":     {"pdf", "pdftocairo -pdf IN OUT"},
	"qpdf":        {"pdf", "qpdf --rotate=+90 --object-streams=generate IN OUT"},
}

func TestJudges(t *testing.T) {
	for program, p := range printers {
		t.Run(program, func(t *testing.T) {
			folder := t.TempDir()
			in := filepath.Join(folder, "report."+p.format)
			out := filepath.Join(folder, "out", "report.pdf")
			if err := os.Mkdir(filepath.Dir(out), 0o700); err != nil {
				t.Fatal(err)
			}
			put(t, in, inFormat(t, p.format))
			run(t, strings.ReplaceAll(p.command, "FOLDER", folder), map[string]string{"IN": in, "OUT": out, "file://IN": "file://" + in, "--print-to-pdf=OUT": "--print-to-pdf=" + out})
			data, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			pages := charactersOf(t, data)
			mupdf := judgedByMuPDF(t, out)
			poppler := judgedByPoppler(t, out)
			if len(pages) == 0 || len(mupdf) != len(pages) || len(poppler) != len(pages) {
				t.Fatalf("%d pages, %d by MuPDF, %d by poppler", len(pages), len(mupdf), len(poppler))
			}
			for i := range pages {
				for _, difference := range append(apart(pages[i], mupdf[i]), missing(pages[i], poppler[i])...) {
					t.Errorf("page %d: %s", i+1, difference)
				}
			}
		})
	}
}

func inFormat(t *testing.T, format string) []byte {
	t.Helper()
	doc := pagetest.Composed(t, pagetest.Report(t))
	switch format {
	case "docx":
		data, err := write.Document(doc, style.Default())
		if err != nil {
			t.Fatal(err)
		}
		return data
	case "html":
		return webpage.Write(doc, style.Default(), false)
	}
	return printed(t, doc, pdf.A2b, nil)
}

// standing is a character and where its line begins.
type standing struct {
	text string
	x, y float64
	box  pageread.Char
}

func charactersOf(t *testing.T, data []byte) [][]standing {
	t.Helper()
	f, err := object.Open(limit.NewMeter(t.Context(), limit.Default()), data)
	if err != nil {
		t.Fatal(err)
	}
	pages := pagesOf(f)
	read := content.NewReader(f)
	var out [][]standing
	for i := range pages {
		var list []standing
		for _, c := range read.Page(sourceOf(f, &pages[i])).Chars {
			if c.Outside || strings.TrimSpace(string(c.Rune)) == "" {
				continue
			}
			s := standing{text: string(c.Rune), x: c.X0, y: c.Y1 - 0.12*c.Size, box: c}
			if c.Turn == 1 {
				s.x, s.y = c.X0+0.12*c.Size, c.Y0
			}
			list = append(list, s)
		}
		out = append(out, list)
	}
	if f.Err() != nil {
		t.Fatal(f.Err())
	}
	return out
}

func output(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

func judgedByMuPDF(t *testing.T, file string) [][]standing {
	t.Helper()
	var found struct {
		Pages []struct {
			Chars []struct {
				C string  `xml:"c,attr"`
				X float64 `xml:"x,attr"`
				Y float64 `xml:"y,attr"`
			} `xml:"block>line>font>char"`
		} `xml:"page"`
	}
	if err := xml.Unmarshal(output(t, "mutool", "draw", "-q", "-F", "stext", "-o", "-", file), &found); err != nil {
		t.Fatal(err)
	}
	var out [][]standing
	for _, p := range found.Pages {
		var list []standing
		for _, c := range p.Chars {
			if strings.TrimSpace(c.C) != "" {
				list = append(list, standing{text: c.C, x: c.X, y: c.Y})
			}
		}
		out = append(out, list)
	}
	return out
}

type word struct {
	Text string  `xml:",chardata"`
	X0   float64 `xml:"xMin,attr"`
	Y0   float64 `xml:"yMin,attr"`
	X1   float64 `xml:"xMax,attr"`
	Y1   float64 `xml:"yMax,attr"`
}

func judgedByPoppler(t *testing.T, file string) [][]word {
	t.Helper()
	var found struct {
		Pages []struct {
			Words []word `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(output(t, "pdftotext", "-bbox", file, "-"), &found); err != nil {
		t.Fatal(err)
	}
	var out [][]word
	for _, p := range found.Pages {
		out = append(out, p.Words)
	}
	return out
}

// apart lists characters that only one of two programs finds at a place, within a point and a half.
func apart(ours, theirs []standing) []string {
	left := map[string][]standing{}
	for _, c := range theirs {
		left[c.text] = append(left[c.text], c)
	}
	var list []string
next:
	for _, c := range ours {
		for i, o := range left[c.text] {
			if math.Abs(o.x-c.x) < 1.5 && math.Abs(o.y-c.y) < 1.5 {
				left[c.text] = append(left[c.text][:i:i], left[c.text][i+1:]...)
				continue next
			}
		}
		list = append(list, fmt.Sprintf("%q at %.1f, %.1f is not found by MuPDF", c.text, c.x, c.y))
	}
	for _, rest := range left {
		for _, c := range rest {
			list = append(list, fmt.Sprintf("%q at %.1f, %.1f is found by MuPDF only", c.text, c.x, c.y))
		}
	}
	return list
}

// missing lists words in whose boxes not the characters stand that poppler finds there.
func missing(ours []standing, words []word) []string {
	var list []string
	for _, w := range words {
		count := map[string]int{}
		for _, c := range ours {
			x, y := (c.box.X0+c.box.X1)/2, (c.box.Y0+c.box.Y1)/2
			if x > w.X0-1 && x < w.X1+1 && y > w.Y0-1 && y < w.Y1+1 {
				count[c.text]++
			}
		}
		for _, r := range w.Text {
			if count[string(r)]--; count[string(r)] < 0 {
				list = append(list, fmt.Sprintf("%q of poppler's word %q at %.1f, %.1f is not there", r, w.Text, w.X0, w.Y0))
			}
		}
	}
	return list
}
