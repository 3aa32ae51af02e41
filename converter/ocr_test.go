package converter

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// A page of a scan is drawn: bars for digits, blocks for words. What "recognises" it knows what is written there, and finds on the
// pictures that it is given only where.

// drawn is a page with a title, a heading and the table of disputes, whose figures are given in the order of its cells.
type drawn struct {
	page  *image.Gray
	cells []string // what stands in the cells that are not empty
	calls int
}

var outside = []string{"示例市商务局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"}

func drawPage(t *testing.T, figures []string) *drawn {
	t.Helper()
	d := &drawn{page: image.NewGray(image.Rect(0, 0, 1190, 800))} // two pixels a point of A4
	fill := func(x0, y0, x1, y1 int, level uint8) {
		draw.Draw(d.page, image.Rect(x0, y0, x1, y1), image.NewUniform(color.Gray{Y: level}), image.Point{}, draw.Src)
	}
	fill(0, 0, 1190, 800, 255)
	fill(200, 40, 1000, 62, 0)
	fill(100, 120, 700, 142, 0)
	table := edition.Official().Get("2021").Table("disputes")
	const left, top, wide, high = 60, 200, 70, 60
	fill(left, top, left+wide*table.Columns+2, top+2, 0)
	fill(left, top, left+2, top+high*table.Rows+2, 0)
	for i := range table.Cells {
		c := &table.Cells[i]
		x0, y0 := left+wide*c.Col, top+high*c.Row
		x1, y1 := x0+wide*c.ColSpan, y0+high*c.RowSpan
		fill(x0, y1, x1+2, y1+2, 0)
		fill(x1, y0, x1+2, y1+2, 0)
		text := c.Text
		if c.IsData() {
			text, figures = figures[0], figures[1:]
		}
		if text == "" {
			continue
		}
		d.cells = append(d.cells, text)
		if !c.IsData() {
			fill(x0+20, y0+20, x0+50, y0+42, 0)
			continue
		}
		for n := range len(text) {
			fill(x0+10+16*n, y0+20, x0+20+16*n, y0+42, 0)
		}
	}
	return d
}

func (d *drawn) file(t *testing.T) []byte {
	t.Helper()
	var packed bytes.Buffer
	if err := png.Encode(&packed, d.page); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// Recognize answers in the order in which a page is read: its cells, their figures, the rest.
func (d *drawn) Recognize(_ context.Context, p RecognizerPicture) ([]RecognizedWord, error) {
	texts := d.cells
	if d.calls++; d.calls%3 == 0 {
		texts = outside
	}
	decoded, err := png.Decode(bytes.NewReader(p.PNG))
	if err != nil {
		return nil, err
	}
	g := decoded.(*image.Gray)
	var words []RecognizedWord
	last := -100
	for i, v := range g.Pix {
		if v > 127 {
			continue
		}
		at := image.Rect(i%g.Stride, i/g.Stride, i%g.Stride+1, i/g.Stride+1)
		if at.Min.Y-last > 8 {
			words = append(words, RecognizedWord{Box: at})
		}
		last = at.Min.Y
		w := &words[len(words)-1]
		w.Box = w.Box.Union(at)
	}
	if len(words) != len(texts) {
		return nil, errors.New("the picture has not the lines that were drawn")
	}
	for i := range words {
		words[i].Text, words[i].Line = texts[i], words[i].Box
	}
	return words, nil
}

func TestScan(t *testing.T) {
	// Upheld, corrected, other, pending, total: of reviews, of suits, of suits after a review.
	d := drawPage(t, []string{"1", "0", "12", "0", "13", "1", "0", "0", "0", "2", "", "1", "0", "0", "1"})
	c, err := New(Options{Recognizer: d})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Read(t.Context(), Input{Name: "page.png", Data: d.file(t)})
	if err != nil {
		t.Fatal(err)
	}
	if r.Source != Image || r.Report.Organization != "示例市商务局" || r.Report.Year != 2023 {
		t.Errorf("source %q, organisation %q, year %d", r.Source, r.Report.Organization, r.Report.Year)
	}
	if lines, err := c.SourceText(t.Context(), Input{Data: d.file(t)}); lines != nil || err != nil {
		t.Errorf("a picture has the lines %q, %v", lines, err)
	}
	want := map[string]string{"upheld": "1", "corrected": "0", "other": "12", "pending": "0", "total": "13"}
	cells := r.Report.Tables["disputes"]
	for key, cell := range cells {
		if key.Row != "review" || cell.String() != want[key.Col] {
			t.Errorf("%v is %v: no sum proves it", key, cell)
		}
		if o, _ := r.Evidence.Cell("disputes", key); o.Confidence != report.Inferred || o.Reason != "recognised" {
			t.Errorf("%v: %+v", key, o)
		}
	}
	if len(cells) != len(want) {
		t.Errorf("figures %v, want those that a sum proves", cells)
	}
	// Those that do not add up, and those of which one is missing, are blank; what was read is kept.
	lost := 0
	for key, o := range r.Evidence.Cells["disputes"] {
		if o.Confidence == report.Lost && o.Reason == "recognised" {
			lost++
			if o.Raw == "" {
				t.Errorf("%v: nothing is left to offer", key)
			}
		}
	}
	if lost != 9 {
		t.Errorf("%d figures are offered, want 9", lost)
	}
	if !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool {
		return d.Code == "scan-figures" && strings.Contains(d.Message(diag.English), "14 cells were recognised: 5 figures")
	}) || !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "scan-read" && d.Severity == diag.Warning }) {
		t.Errorf("diagnostics %v", r.Diagnostics)
	}
}

// Without a program pictures are refused; one that fails is the reason of a refusal.
func TestScanRefused(t *testing.T) {
	d := drawPage(t, slices.Repeat([]string{"1"}, 15))
	refusedFor := func(c *Converter, in Input, code diag.Code) {
		t.Helper()
		_, err := c.Read(t.Context(), in)
		refusal, ok := errors.AsType[*Refusal](err)
		if !ok || !slices.ContainsFunc(refusal.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == code }) {
			t.Errorf("%s: %v, want %s", in.Name, err, code)
		}
	}
	in := Input{Name: "page.png", Data: d.file(t)}
	without, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	refusedFor(without, in, "input-image")
	limits := limit.Default()
	limits.Pixels = 1000
	for code, o := range map[diag.Code]Options{
		"scan-recognizer-failed": {Recognizer: failing{errors.New("no model")}},
		"scan-without-text":      {Recognizer: failing{nil}},
		"scan-limit":             {Recognizer: d, Limits: Limits{inner: &limits}},
	} {
		c, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		refusedFor(c, in, code)
	}
	c, err := New(Options{Recognizer: d})
	if err != nil {
		t.Fatal(err)
	}
	refusedFor(c, Input{Name: "x.tif", Data: []byte("II*\x00 …")}, "input-scan-packed")
	refusedFor(c, Input{Name: "half.png", Data: in.Data[:100]}, "scan-picture-broken")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Read(ctx, in); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// failing is a program that finds nothing, or fails.
type failing struct{ err error }

func (f failing) Recognize(context.Context, RecognizerPicture) ([]RecognizedWord, error) {
	return nil, f.err
}
