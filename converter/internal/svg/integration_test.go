//go:build integration

package svg_test

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/layout"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/svg"
)

// run runs a program; one that is missing fails the test.
func run(t *testing.T, name string, arguments ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("the integration tests need %s: %v", name, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	if out, err := exec.CommandContext(ctx, path, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, out)
	}
}

// hard has what the sample lacks: bold text, condensed figures, characters beyond U+FFFF.
func hard(t *testing.T) *layout.Pages {
	editions := edition.Official()
	r := seeded.Report(3, editions.Editions[0], 1_000_000)
	r.Prose["overview"] = append(r.Prose["overview"], "**一是**加强领导。**二是**𬭎、𠮷、喆等字照印，“引号”——破折号……", "（一）主动公开。全年公开84条。")
	doc, found := compose.Document(r, editions, style.Default())
	if doc == nil {
		t.Fatal(found)
	}
	return pagetest.Laid(t, doc)
}

// dots is the resolution, pixels an inch.
const dots = 144

// TestAsPrinted draws the pages with a browser, and the PDF of the same pages with poppler. No pixel is off by more than half
// of black from every pixel of the other within one pixel around it.
func TestAsPrinted(t *testing.T) {
	for name, pages := range map[string]*layout.Pages{"sample": pagetest.Laid(t, pagetest.Composed(t, pagetest.Report(t))), "hard": hard(t)} {
		folder := t.TempDir()
		printed, err := pdf.Write(pages, pdf.Info{})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "a.pdf"), printed, 0o644); err != nil {
			t.Fatal(err)
		}
		run(t, "pdftoppm", "-r", fmt.Sprint(dots), "-gray", "-png", filepath.Join(folder, "a.pdf"), filepath.Join(folder, "pdf"))
		drawn, err := svg.Write(t.Context(), pages)
		if err != nil {
			t.Fatal(err)
		}
		all := grey(t, browse(t, folder, drawn))
		for i := range drawn.Pages {
			a := grey(t, filepath.Join(folder, fmt.Sprintf("pdf-%d.png", i+1)))
			b := all[i*height : (i+1)*height]
			ink, off := 0, 0
			for y := range a {
				for x := range a[y] {
					if a[y][x] > 0.5 {
						ink++
					}
					if !near(a, b, x, y) || !near(b, a, x, y) {
						off++
					}
				}
			}
			if ink < 500 || off > 0 {
				t.Errorf("%s, page %d: %d pixels are off, %d are dark", name, i+1, off, ink)
			}
		}
	}
}

// A box of whole pixels for each page: a browser would fit one of 793.7 to 794 and stretch what is in it.
const width, height = 1200, 1700

// browse returns a picture of the pages as a browser draws them, one below the other.
func browse(t *testing.T, folder string, d *svg.Drawing) string {
	t.Helper()
	box := fmt.Sprintf("width='%d' height='%d' viewBox='0 0 %d %d'", width, height, width*72/dots, height*72/dots)
	html := "<!DOCTYPE html><meta charset=utf-8><style>body{margin:0;background:#fff}svg{display:block}</style>"
	for _, page := range d.Pages {
		html += strings.Replace(string(page), "viewBox='0 0 595.3 841.9'", box, 1)
	}
	if strings.Count(html, box) != len(d.Pages) {
		t.Fatalf("%.200s", d.Pages[0])
	}
	file, picture := filepath.Join(folder, "a.html"), filepath.Join(folder, "svg.png")
	if err := os.WriteFile(file, []byte(html+string(d.Symbols)), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
		"--user-data-dir="+filepath.Join(folder, "profile"), fmt.Sprintf("--window-size=%d,%d", width, height*len(d.Pages)), "--screenshot="+picture, "file://"+file)
	return picture
}

// near reports whether some pixel of b within one around the place is within half of black of a's.
func near(a, b [][]float64, x, y int) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			v := 0.0
			if y+dy >= 0 && y+dy < len(b) && x+dx >= 0 && x+dx < len(b[y+dy]) {
				v = b[y+dy][x+dx]
			}
			of := 0.0
			if y < len(a) && x < len(a[y]) {
				of = a[y][x]
			}
			if v-of <= 0.5 && of-v <= 0.5 {
				return true
			}
		}
	}
	return false
}

func grey(t *testing.T, file string) [][]float64 {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]float64
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		var row []float64
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			r, g, b, _ := m.At(x, y).RGBA()
			row = append(row, 1-float64(r+g+b)/3/0xFFFF)
		}
		rows = append(rows, row)
	}
	return rows
}
