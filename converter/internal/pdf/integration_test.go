//go:build integration

package pdf_test

import (
	"context"
	"encoding/xml"
	"image/png"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nianbao/converter/internal/document"
	docxwrite "nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/style"
)

// These tests run other programs: qpdf, poppler, mutool and LibreOffice. They fail where a program is missing, so that a
// run that says "ok" has run them.

// run runs a program and returns what it prints.
func run(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("the integration tests need %s: %v", name, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, arguments...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+fontconfig(t), "HOME="+t.TempDir())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, out)
	}
	return string(out)
}

// fontconfig makes a file that maps the names in our DOCX files to the shipped faces.
func fontconfig(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "fonts.conf")
	out, err := exec.Command("sh", "../../../.ci/fontconfig.sh", "print").Output()
	if err != nil {
		t.Fatalf("making a fontconfig file: %v", err)
	}
	if err := os.WriteFile(file, out, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// documents are those that the tests print: invented ones, and the corpus where it lies beside the repository.
func documents(t *testing.T) map[string]*document.Document {
	t.Helper()
	all := map[string]*document.Document{"testdata": pagetest.Composed(t, pagetest.Report(t)), "generated": pagetest.Composed(t, pagetest.Generated(1)), "hard": hard()}
	cases, _ := filepath.Glob("../../../../shared/corpus/*/case.json")
	for _, path := range cases {
		name := filepath.Base(filepath.Dir(path))
		if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), `"complete"`) {
			all[name] = pagetest.Composed(t, corpusReport(t, name))
		}
	}
	return all
}

// files writes the documents as PDF into a folder.
func files(t *testing.T) (folder string, docs map[string]*document.Document) {
	t.Helper()
	folder, docs = t.TempDir(), documents(t)
	for name, doc := range docs {
		if err := os.WriteFile(filepath.Join(folder, name+".pdf"), write(t, pagetest.Laid(t, doc), pdf.Info{}), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder, docs
}

func TestQpdfAndFonts(t *testing.T) {
	folder, docs := files(t)
	for name := range docs {
		file := filepath.Join(folder, name+".pdf")
		if out := run(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
			t.Errorf("%s: %s", name, out)
		}
		for i, font := range strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n") {
			if i > 1 && !regexp.MustCompile(`^[A-Z]{6}\+GW\S+ +CID TrueType +Identity-H +yes yes yes `).MatchString(font) {
				t.Errorf("%s: %s", name, font)
			}
		}
	}
}

var pageNumber = regexp.MustCompile(`(?m)^— ?\d+ ?—\n?\z`)

// TestExtractedText: pdftotext gives the document's text, no more and no less, but for white space and page numbers:
// every paragraph and every cell, 喆 and 𬭎 too.
func TestExtractedText(t *testing.T) {
	folder, docs := files(t)
	plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for name, doc := range docs {
		var want strings.Builder
		for _, block := range doc.Blocks {
			switch b := block.(type) {
			case *document.Paragraph:
				want.WriteString(b.Text())
			case *document.Table:
				for i := range b.Cells {
					want.WriteString(b.Cells[i].Text())
				}
			}
		}
		var got strings.Builder
		for _, page := range strings.Split(run(t, "pdftotext", "-raw", filepath.Join(folder, name+".pdf"), "-"), "\f") {
			got.WriteString(pageNumber.ReplaceAllString(page, ""))
		}
		if g, w := plain(got.String()), plain(want.String()); g != w {
			at := 0
			for at < len(g) && at < len(w) && g[at] == w[at] {
				at++
			}
			t.Errorf("%s: from byte %d on %.90q, want %.90q", name, at, g[max(0, at-20):], w[max(0, at-20):])
		}
	}
}

// word is a word of pdftotext -bbox, in points from the top left.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// size is the type size: the shipped faces are exactly an em high.
func (w word) baseline() float64 { return w.YMax - (w.YMax-w.YMin)*0.12 }

func words(t *testing.T, file string) [][]word {
	t.Helper()
	var html struct {
		Pages []struct {
			Words []word `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal([]byte(run(t, "pdftotext", "-bbox", file, "-")), &html); err != nil {
		t.Fatal(err)
	}
	var all [][]word
	for _, p := range html.Pages {
		all = append(all, p.Words)
	}
	return all
}

// TestGeometry measures a page of ideographs as another program sees it: type area, pitch and page number within 0.5 mm
// of GB/T 9704-2012 (156 × 225 mm, 22 lines of 28 characters).
func TestGeometry(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: strings.Repeat("国", 26+28*30)}}}}}
	file := filepath.Join(t.TempDir(), "grid.pdf")
	if err := os.WriteFile(file, write(t, pagetest.Laid(t, doc), pdf.Info{}), 0o644); err != nil {
		t.Fatal(err)
	}
	page := words(t, file)[0]
	var lines []word
	var number word
	for _, w := range page {
		if strings.HasPrefix(w.Text, "国") {
			lines = append(lines, w)
		}
		if w.Text == "—" && number.Text == "" {
			number = w
		}
	}
	if len(lines) != 22 {
		t.Fatalf("%d lines", len(lines))
	}
	mm := func(points float64) float64 { return points * 25.4 / 72 }
	check := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 0.5 {
			t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
		}
	}
	check("left edge", mm(lines[1].XMin), 28)
	check("right edge", mm(lines[1].XMax), 28+156)
	check("first-line indent", mm(lines[0].XMin), 28+2*16*25.4/72)
	check("pitch", mm(lines[21].baseline()-lines[0].baseline())/21, 225.0/22)
	if top, bottom := mm(lines[0].YMin), mm(lines[21].YMax); top < 37-0.5 || bottom > 37+225+0.5 {
		t.Errorf("the lines run from %.2f to %.2f mm", top, bottom)
	}
	for i, w := range lines[1:] {
		if n := len([]rune(w.Text)); n != 28 {
			t.Errorf("line %d has %d characters", i+2, n)
		}
	}
	check("top of the dash", mm(number.baseline()-0.293*14), 37+225+7)
	check("end of the page number", mm(page[len(page)-1].XMax), 28+156-14*25.4/72)
}

// TestRenderersAgree draws the pages with poppler and with MuPDF: the same ink at the same places.
func TestRenderersAgree(t *testing.T) {
	folder, _ := files(t)
	for _, name := range []string{"testdata", "hard"} {
		file := filepath.Join(folder, name+".pdf")
		run(t, "pdftoppm", "-r", "60", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile", file, filepath.Join(folder, "poppler"))
		run(t, "mutool", "draw", "-q", "-r", "60", "-c", "gray", "-o", filepath.Join(folder, "mupdf.png"), file, "1")
		a, b := grey(t, filepath.Join(folder, "poppler.png")), grey(t, filepath.Join(folder, "mupdf.png"))
		var ink, difference float64
		for y := 4; y+4 < min(len(a), len(b)); y += 4 {
			for x := 4; x+4 < min(len(a[0]), len(b[0])); x += 4 { // in squares of 4 × 4 pixels: renderers smooth differently
				sa, sb := 0.0, 0.0
				for i := range 16 {
					sa += a[y+i/4][x+i%4]
					sb += b[y+i/4][x+i%4]
				}
				ink += sa
				difference += math.Abs(sa - sb)
			}
		}
		if ink == 0 || difference/ink > 0.35 {
			t.Errorf("%s: %.0f of %.0f ink differs", name, difference, ink)
		} else {
			t.Logf("%s: %.1f %% of the ink differs", name, 100*difference/ink)
		}
	}
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
			r, _, _, _ := m.At(x, y).RGBA()
			row = append(row, 1-float64(r)/0xFFFF)
		}
		rows = append(rows, row)
	}
	return rows
}

// bodyLines returns the lines of running text (16 pt and more), as pdftotext sees them.
func bodyLines(t *testing.T, file string) []string {
	t.Helper()
	var all []string
	for _, page := range words(t, file) {
		page = slices.DeleteFunc(page, func(w word) bool { return w.YMax-w.YMin < 15.5 || strings.Contains(w.Text, "—") && w.YMax > 765 })
		slices.SortStableFunc(page, func(a, b word) int { return int(math.Round((a.baseline() - b.baseline()) * 100)) })
		for from := 0; from < len(page); {
			to := from
			for to < len(page) && page[to].baseline()-page[from].baseline() < 4 {
				to++
			}
			line := page[from:to]
			slices.SortStableFunc(line, func(a, b word) int { return int((a.XMin - b.XMin) * 100) })
			text := ""
			for _, w := range line {
				text += w.Text
			}
			all = append(all, text)
			from = to
		}
	}
	return all
}

// TestLinesBreakAsInLibreOffice compares our pages with LibreOffice's of our DOCX, same faces. Two faults of LibreOffice
// 7.4 are put right on the way: it reads w:overflowPunct the wrong way round (marks hang where the file forbids it) and
// does not heed w:autoSpaceDE and w:autoSpaceDN (it adds space beside figures). What they cost those who open the file in
// it as it is, is told as well.
func TestLinesBreakAsInLibreOffice(t *testing.T) {
	folder, docs := files(t)
	delete(docs, "hard") // words longer than a line and missing glyphs: nothing to agree on
	var words []string
	for name, doc := range docs {
		data, err := docxwrite.Document(doc, style.Default())
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		words = append(words, file)
	}
	slices.Sort(words)
	office := func(to string, files []string) {
		run(t, "soffice", append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", to,
			"--outdir", filepath.Join(folder, to)}, files...)...)
	}
	// The file as it is decides on which page things stand; on the detour LibreOffice forgets that table rows are kept
	// together. The detour decides where lines break.
	office("pdf", words)
	for name := range docs {
		if a, b := pageCount(t, filepath.Join(folder, name+".pdf")), pageCount(t, filepath.Join(folder, "pdf", name+".pdf")); a != b {
			t.Errorf("%s: %d pages, LibreOffice has %d", name, a, b)
		}
	}
	asIs := alike(t, folder, docs)
	t.Logf("as it is, %.1f %% of the lines break alike in LibreOffice", 100*asIs)
	if asIs < 0.60 {
		t.Errorf("only %.1f %% of the lines break alike where nothing is put right", 100*asIs)
	}
	office("fodt", words)
	var flat []string
	for _, file := range words {
		odt := filepath.Join(folder, "fodt", strings.TrimSuffix(filepath.Base(file), ".docx")+".fodt")
		data, err := os.ReadFile(odt)
		if err != nil {
			t.Fatal(err)
		}
		fixed := strings.NewReplacer(`punctuation-wrap="hanging"`, `punctuation-wrap="simple"`,
			`text-autospace="ideograph-alpha"`, `text-autospace="none"`).Replace(string(data))
		if err := os.WriteFile(odt, []byte(fixed), 0o644); err != nil {
			t.Fatal(err)
		}
		flat = append(flat, odt)
	}
	office("pdf", flat)
	if share := alike(t, folder, docs); share < 0.98 {
		t.Errorf("only %.1f %% of the lines break alike", 100*share)
	}
}

// alike returns the share of lines of our pages, folder/NAME.pdf, that LibreOffice's, folder/pdf/NAME.pdf, have too.
func alike[T any](t *testing.T, folder string, docs map[string]T) float64 {
	t.Helper()
	total, same := 0, 0
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		a, b := bodyLines(t, filepath.Join(folder, name+".pdf")), bodyLines(t, filepath.Join(folder, "pdf", name+".pdf"))
		n := common(a, b)
		total, same = total+len(a), same+n
		t.Logf("%s: %d of %d lines", name, n, len(a))
		for _, line := range a {
			if !slices.Contains(b, line) {
				t.Logf("  only ours: %s", line)
			}
		}
	}
	t.Logf("%d of %d lines break alike", same, total)
	return float64(same) / float64(total)
}

func pageCount(t *testing.T, file string) int {
	t.Helper()
	n, _ := strconv.Atoi(regexp.MustCompile(`Pages: +(\d+)`).FindStringSubmatch(run(t, "pdfinfo", file) + "Pages: 0")[1])
	return n
}

// common returns the length of the longest common subsequence.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		previous := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = previous + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			previous = above
		}
	}
	return row[len(b)]
}
