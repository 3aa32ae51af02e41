package results

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../.."

// What the repository's pages show is what the newest results say.
func TestPagesAreInStep(t *testing.T) {
	newest, err := Newest("../../results")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(newest)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := d.Pages(root)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range pages {
		got, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not made of %s: cd bench && go run . pages", path, newest)
		}
	}
}

func invented() *Data {
	return &Data{Date: "2026-01-02", Commit: "abc", Machine: Machine{Processor: "A & B", Processors: 2, MemoryGiB: 4, System: "Linux", Go: "go1"}, Reports: 300, Rounds: 3,
		Sides: []Side{
			{Verb: "pdf", Key: "nianbao-library", Name: "nianbao", How: "library", Jobs: 300, Passes: 1, Pages: 5, Bytes: 223_499, Looked: true, Kept: 1, PeakMiB: 60, Distinct: []float64{2, 4, 3}, Repeated: []float64{2, 1}},
			{Verb: "pdf", Key: "typst", Name: "typst", How: "warm", Jobs: 60, Passes: 1, Distinct: []float64{30, 31, 29}, Repeated: []float64{9}, Looked: true, Kept: 0},
			{Verb: "pdf", Key: "fpdf", Name: "fpdf", How: "library", Jobs: 12, Passes: 2, Distinct: []float64{33}},
			{Verb: "pdf", Key: "weasyprint", Name: "weasyprint", How: "warm", Missing: "not on this machine", Jobs: 1, Passes: 1},
			{Verb: "own", Key: "nianbao-docx", Name: "report → DOCX", How: "library", Jobs: 300, Passes: 6, Distinct: []float64{0.2514}},
		},
		Batch: []Batch{{Reports: 20_000, Seconds: 100, CPU: 180, PeakMiB: 400, OutputMiB: 5000}}}
}

func TestTables(t *testing.T) {
	text := invented().Tables()
	for _, want := range []string{
		"on A & B: 2 processors, 4 GiB",
		"| nianbao |  | library | 300 | 3.00 (2.00–4.00) | 1.0 | 1.50 (1.00–2.00) | 1.0 | 60 | 5 pages, 223 KB, 100.0 % of the characters |  |",
		"| typst |  | warm | 60 | 30.0 (29.0–31.0) | 10 | 9.00 (9.00–9.00) | 6.0 | 0 | 0.0 % of the characters |  |",
		"| fpdf |  | library | 12 × 2 | 33.0 (33.0–33.0) | 11 | – | – | 0 |  |  |",
		"| weasyprint |  | warm | did not run: not on this machine |",
		"| 20,000 | 100 | 200 | 9.00 | 16.7 min | 400 | 5,000 |",
		"| data → PDF, CPU ms | ≤ 2.50 | 3.00 | not reached |",
		"| typst warm takes, times ours | ≥ 10 | 10 | reached |",
		"| fpdf takes, times ours | ≥ 20 | 11 | not reached |",
		"| LibreOffice's listener takes, times ours | ≥ 100 | – | libreoffice-listener did not run |",
		"| report → DOCX, CPU ms | ≤ 0.250 | 0.251 | not reached |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the tables have not\n%s\nin\n%s", want, text)
		}
	}
	if strings.Contains(text, "DOCX to data") {
		t.Error("there is a table without sides")
	}
}

// The chart is well-formed, has a bar for each side that ran, and does not depend on their order.
func TestChart(t *testing.T) {
	d := invented()
	chart := d.Chart()
	bars := 0
	for decoder := xml.NewDecoder(strings.NewReader(chart)); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "rect" && len(e.Attr) == 5 {
			bars++
		}
	}
	if bars != 3 {
		t.Errorf("%d bars", bars)
	}
	d.Sides[0], d.Sides[2] = d.Sides[2], d.Sides[0]
	if d.Chart() != chart {
		t.Error("the chart depends on the order of the sides")
	}
}

func TestHeart(t *testing.T) {
	d := invented()
	if text := d.Heart(English); !strings.Contains(text, "| data → PDF | 3.00 | typst (warm) 10, fpdf 11 |") || !strings.Contains(text, "200 a second on 2 processors; 200,000 would take 16.7 minutes") {
		t.Error(text)
	}
	if text := d.Heart(Chinese); !strings.Contains(text, "| 数据 → PDF | 3.00 | typst（常驻）10，fpdf 11 |") || !strings.Contains(text, "每秒 200 份，20 万份约需 16.7 分钟") {
		t.Error(text)
	}
}

func TestFigure(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.0404: "0.040", 0.2514: "0.251", 9.876: "9.88", 98.76: "98.8", 987.6: "988", 9876: "9876"} {
		if got := figure(x); got != want {
			t.Errorf("%v is %s, not %s", x, got, want)
		}
	}
}

func TestFiles(t *testing.T) {
	folder := t.TempDir()
	if _, err := Newest(folder); err == nil {
		t.Error("there are results where there are none")
	}
	for _, name := range []string{"2026-01-02.json", "2025-12-31.json"} {
		if err := invented().Write(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	newest, err := Newest(folder)
	if err != nil || filepath.Base(newest) != "2026-01-02.json" {
		t.Errorf("newest: %s %v", newest, err)
	}
	d, err := Read(newest)
	if err != nil || d.Tables() != invented().Tables() {
		t.Errorf("results do not come back: %v", err)
	}
	if _, err := between([]byte("no lines"), ""); err == nil {
		t.Error("a page without the lines is a page")
	}
}
