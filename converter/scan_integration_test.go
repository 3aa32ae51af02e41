//go:build integration

package converter_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"nianbao/converter"
	"nianbao/converter/report"
	"nianbao/ocr"
)

// A report is printed, scanned (rendered at 200 dots an inch) and read by Tesseract: what is taken is right, and most figures that sums
// can prove are taken.
func TestTesseractReadsScans(t *testing.T) {
	data, err := os.ReadFile("../testdata/tabs/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	program, err := ocr.New("tesseract stdin stdout -l chi_sim --psm 6 tsv", "tesseract stdin stdout -l eng --psm 6 -c tessedit_char_whitelist=0123456789.,-/ tsv")
	if err != nil {
		t.Fatal(err)
	}
	c, err := converter.New(converter.Options{Recognizer: program})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.Convert(t.Context(), converter.Input{Name: "input.txt", Data: data}, converter.Target{Format: converter.PDF})
	if err != nil {
		t.Fatal(err)
	}
	read, err := c.Read(t.Context(), converter.Input{Name: "scan.pdf", Data: scanOf(t, made.Data)})
	if err != nil {
		t.Fatal(err)
	}
	taken, offered := 0, 0
	for table, cells := range read.Report.Tables {
		for key, cell := range cells {
			if taken++; cell.String() != made.Report.Tables[table][key].String() {
				t.Errorf("%s %v is %v, and was %v", table, key, cell, made.Report.Tables[table][key])
			}
		}
		for _, o := range read.Evidence.Cells[table] {
			if o.Confidence == report.Lost && o.Raw != "" {
				offered++
			}
		}
	}
	t.Logf("%d figures taken, %d offered", taken, offered)
	if taken < 150 {
		t.Errorf("%d figures taken, want 150 at least of 190 that sums can prove", taken)
	}
}

// scanOf is a PDF file of pictures of the pages of another one: samples of 1 bit, as scanners of offices write them.
func scanOf(t *testing.T, file []byte) []byte {
	t.Helper()
	folder := t.TempDir()
	source := filepath.Join(folder, "pages.pdf")
	if err := os.WriteFile(source, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "200", "-mono", "-png", source, filepath.Join(folder, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	names, err := filepath.Glob(filepath.Join(folder, "page-*.png"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	slices.Sort(names)
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
	kids := ""
	for i, name := range names {
		packed, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page, err := png.Decode(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		n, w, h := 3+3*i, page.Bounds().Dx(), page.Bounds().Dy()
		content, bits := fmt.Sprintf("%d 0 0 %d 0 0 cm /I Do", w*72/200, h*72/200), bitsOf(page)
		fmt.Fprintf(&out, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>endobj\n", n, w*72/200, h*72/200, n+1, n+2)
		fmt.Fprintf(&out, "%d 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Length %d>>stream\n%s\nendstream endobj\n", n+1, w, h, len(bits), bits)
		fmt.Fprintf(&out, "%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", n+2, len(content), content)
		kids += fmt.Sprintf("%d 0 R ", n)
	}
	fmt.Fprintf(&out, "2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\ntrailer<</Root 1 0 R>>\n", len(names), kids)
	return out.Bytes()
}

// bitsOf are the samples of a picture of black and white, a bit each.
func bitsOf(page image.Image) []byte {
	b := page.Bounds()
	stride := (b.Dx() + 7) / 8
	bits := make([]byte, stride*b.Dy())
	for y := range b.Dy() {
		for x := range b.Dx() {
			if r, _, _, _ := page.At(b.Min.X+x, b.Min.Y+y).RGBA(); r > 0x7fff {
				bits[y*stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return bits
}
