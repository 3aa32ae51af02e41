//go:build integration

package converter_test

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
)

// TestPreviewBoxesHoldTheFigures: of the words that poppler finds in the PDF of the same report, those in the box of a figure
// are the figure as printed, and each such word lies in its box whole.
func TestPreviewBoxesHoldTheFigures(t *testing.T) {
	c := newConverter(t)
	r := full(t, c)
	p, err := c.Preview(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := c.Write(t.Context(), r, converter.Target{Format: converter.PDF})
	if err != nil {
		t.Fatal(err)
	}
	pages := popplerWords(t, printed.Data)
	if len(pages) != len(p.Pages) {
		t.Fatalf("%d pages, drawn %d", len(pages), len(p.Pages))
	}
	const slack = 0.6 // pt: a figure's advance may end on the rule, of which half is in the box
	looked := 0
	for _, b := range p.Boxes {
		parts := strings.Split(b.Place, "/")
		table := r.Tables[parts[1]]
		if table == nil || len(parts) != 4 {
			continue
		}
		left, top := float64(b.X)/1000, float64(b.Y)/1000
		right, bottom := left+float64(b.Width)/1000, top+float64(b.Height)/1000
		var text strings.Builder
		for _, w := range pages[b.Page] {
			x, y := (w.XMin+w.XMax)/2, (w.YMin+w.YMax)/2
			if x < left || x > right || y < top || y > bottom {
				continue
			}
			text.WriteString(w.Text)
			if w.XMin < left-slack || w.XMax > right+slack || w.YMin < top-slack || w.YMax > bottom+slack {
				t.Errorf("%s: the word %q sticks out of %.1f–%.1f × %.1f–%.1f: %+v", b.Place, w.Text, left, right, top, bottom, w)
			}
		}
		looked++
		if want := table.Get(parts[2], parts[3]).String(); text.String() != want {
			t.Errorf("%s: the box holds %q, the figure is %q", b.Place, text.String(), want)
		}
	}
	if looked < 200 {
		t.Errorf("%d figures", looked)
	}
}

// word is a word of a page as poppler finds it, in points from the top left corner.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func popplerWords(t *testing.T, data []byte) [][]word {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	var doc struct {
		Pages []struct {
			Words []word `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	pages := make([][]word, len(doc.Pages))
	for i, p := range doc.Pages {
		pages[i] = slices.Clone(p.Words)
	}
	return pages
}
