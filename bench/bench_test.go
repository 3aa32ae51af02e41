package bench

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/go-pdf/fpdf"

	"nianbao/converter"
	"nianbao/converter/report"
	"nianbao/fonts"
)

func read(tb testing.TB) (*converter.Converter, *report.Report) {
	tb.Helper()
	c, err := converter.New(converter.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/tabs/input.txt")
	if err != nil {
		tb.Fatal(err)
	}
	reading, err := c.Read(tb.Context(), converter.Input{Data: data})
	if err != nil {
		tb.Fatal(err)
	}
	return c, reading.Report
}

func BenchmarkPDF(b *testing.B) {
	c, r := read(b)
	b.Run("nianbao", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Write(b.Context(), r, converter.Target{Format: converter.PDF}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("fpdf", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := withFpdf(c, r); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("libreoffice", func(b *testing.B) {
		path, err := exec.LookPath("soffice")
		if err != nil {
			b.Skip("no soffice on this machine")
		}
		out, err := c.Write(b.Context(), r, converter.Target{Format: converter.DOCX})
		if err != nil {
			b.Fatal(err)
		}
		folder := b.TempDir()
		file := filepath.Join(folder, "a.docx")
		if err := os.WriteFile(file, out.Data, 0o600); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if text, err := exec.Command(path, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, file).CombinedOutput(); err != nil {
				b.Fatalf("%v: %s", err, text)
			}
		}
	})
}

// withFpdf sets the prose of the report, and the cells of its tables in a plain grid: less than what nianbao does.
func withFpdf(c *converter.Converter, r *report.Report) ([]byte, error) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(28, 37, 26)
	for _, role := range []string{"fangsong", "heiti", "kaiti", "xiaobiaosong"} {
		data, _ := fonts.Read(fonts.Chains()[role][0])
		pdf.AddUTF8FontFromBytes(role, "", []byte(data))
	}
	pdf.AddPage()
	pdf.SetFont("xiaobiaosong", "", 22)
	pdf.MultiCell(0, 12, r.Title, "", "C", false)
	edition := c.Editions()[0]
	for _, s := range edition.Sections {
		pdf.SetFont("heiti", "", 16)
		pdf.MultiCell(0, 10.2, s.Heading, "", "L", false)
		pdf.SetFont("fangsong", "", 16)
		for _, p := range r.Prose[s.Key] {
			pdf.MultiCell(0, 10.2, p, "", "J", false)
		}
		for _, table := range edition.Tables {
			if table.Key != s.Table {
				continue
			}
			pdf.SetFont("kaiti", "", 10.5)
			for _, row := range table.Rows {
				pdf.CellFormat(60, 5, row.Name, "1", 0, "L", false, 0, "")
				for _, column := range table.Columns {
					pdf.CellFormat(12, 5, r.Tables[table.Key].Get(row.Key, column.Key).String(), "1", 0, "C", false, 0, "")
				}
				pdf.Ln(5)
			}
		}
	}
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("fpdf: %w", err)
	}
	return b.Bytes(), nil
}

// The reason of docs/decisions/own-pdf.md that a test can hold: if it falls, the decision is to be looked at again.
func TestWhyNotFpdf(t *testing.T) {
	try := func(write func(*fpdf.Fpdf)) (err error) {
		defer func() {
			if problem := recover(); problem != nil {
				err = fmt.Errorf("panic: %v", problem)
			}
		}()
		data, _ := fonts.Read("xiaobiaosong/GWTitleSong.ttf")
		pdf := fpdf.New("P", "mm", "A4", "")
		pdf.AddUTF8FontFromBytes("face", "", []byte(data))
		pdf.AddPage()
		pdf.SetFont("face", "", 16)
		write(pdf)
		return pdf.Error()
	}
	for name, write := range map[string]func(*fpdf.Fpdf){
		"Write":     func(pdf *fpdf.Fpdf) { pdf.Write(10, "𬭎") },
		"SplitText": func(pdf *fpdf.Fpdf) { pdf.SplitText("𬭎", 50) },
		"MultiCell": func(pdf *fpdf.Fpdf) { pdf.MultiCell(0, 10, "𬭎", "", "L", false) },
	} {
		if err := try(write); err == nil {
			t.Errorf("%s of fpdf now takes a character above U+FFFF", name)
		}
	}
}
