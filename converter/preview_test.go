package converter_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

func ExampleConverter_Preview() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := &report.Report{Format: "2021", Organization: "示例市商务局", Year: 2023, Prose: map[string][]string{"problems": {"无。"}}}
	p, err := c.Preview(context.Background(), r, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(p.Pages), p.Pages[0].SVG[:60])
	for _, b := range p.Boxes {
		fmt.Println(b.Page, b.Place)
	}
	// Output:
	// 1 <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 595.3 8
	// 0 /title
	// 0 /problems
	// 0 /problems/0
}

// full is the sample with everything around it that a report can have.
func full(t testing.TB, c *converter.Converter) *report.Report {
	t.Helper()
	reading, err := c.Read(t.Context(), converter.Input{Name: "report.txt", Data: sample(t)})
	if err != nil {
		t.Fatal(err)
	}
	r := reading.Report
	r.Notes = map[string]report.Notes{"requests": {Above: []string{"说明：如下表。"}, Below: []string{"注：无。"}}}
	r.Attachments, r.Annotation, r.Imprint = []string{"附件：1.清单", "2.目录"}, []string{"（此件公开发布）"}, []string{"抄送：市政府办公室。"}
	return r
}

// TestPreviewBoxes: every figure of every table, every paragraph, title, signature and date has a box on a page, and each
// place is one that the report's JSON has.
func TestPreviewBoxes(t *testing.T) {
	c := newConverter(t)
	r := full(t, c)
	p, err := c.Preview(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	add := func(key string, paragraphs []string) {
		for i := range paragraphs {
			want = append(want, fmt.Sprintf("%s/%d", key, i))
		}
	}
	form, _ := c.Form(r.Format)
	want = append(want, "/title", "/signature", "/date")
	for _, s := range form.Sections {
		if s.Heading != "" {
			want = append(want, s.Pointer)
		}
		add(s.Pointer, r.Prose[s.Key])
	}
	add("/notes/requests/above", []string{""})
	add("/notes/requests/below", []string{""})
	add("/attachments", r.Attachments)
	add("/annotation", r.Annotation)
	add("/imprint", r.Imprint)
	for _, table := range form.Tables {
		for _, row := range table.Rows {
			for _, cell := range row {
				if cell.Pointer != "" {
					want = append(want, cell.Pointer)
				}
			}
		}
	}
	var got []string
	for _, b := range p.Boxes {
		got = append(got, b.Place)
		page := p.Pages[b.Page]
		if b.X < 0 || b.Y < 0 || b.Width <= 0 || b.Height <= 0 || b.X+b.Width > page.Width || b.Y+b.Height > page.Height {
			t.Errorf("the box %+v is not on its page", b)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("places\n%q, want\n%q", got, want)
	}
	var parsed any
	if err := json.Unmarshal(contract.AppendJSON(nil, r, converter.VocabularyOf(c)), &parsed); err != nil {
		t.Fatal(err)
	}
	for _, place := range got {
		if !leads(parsed, place) {
			t.Errorf("%s leads nowhere in the report's JSON", place)
		}
	}
}

// leads follows a pointer.
func leads(value any, pointer string) bool {
	for _, key := range strings.Split(pointer, "/")[1:] {
		switch v := value.(type) {
		case map[string]any:
			next, ok := v[key]
			if !ok {
				return false
			}
			value = next
		case []any:
			var i int
			if _, err := fmt.Sscan(key, &i); err != nil || i < 0 || i >= len(v) {
				return false
			}
			value = v[i]
		default:
			return false
		}
	}
	return true
}

// TestPreviewIsThePrintedPages: as many pages as the printed file has, the same diagnostics, the same bytes each time; a context that is
// done, and a report that cannot be printed, give errors.
func TestPreviewIsThePrintedPages(t *testing.T) {
	c := newConverter(t)
	r := full(t, c)
	r.Prose["problems"] = append(r.Prose["problems"], "旅游\U0002FFFD服务")
	printed, err := c.Write(t.Context(), r, converter.Target{Format: converter.OFD})
	if err != nil {
		t.Fatal(err)
	}
	first, err := c.Preview(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for name := range unzipped(t, printed.Data) {
		if strings.HasPrefix(name, "Doc_0/Pages/") {
			n++
		}
	}
	if n != len(first.Pages) || n < 2 {
		t.Errorf("%d pages, the OFD has %d", len(first.Pages), n)
	}
	if len(first.Diagnostics) != 1 || first.Diagnostics[0].Code != "glyph-missing" || len(printed.Diagnostics) != 1 {
		t.Errorf("%v, printed: %v", first.Diagnostics, printed.Diagnostics)
	}
	again, err := newConverter(t).Preview(t.Context(), r, nil)
	a, _ := json.Marshal(first)
	b, _ := json.Marshal(again)
	if err != nil || string(a) != string(b) {
		t.Errorf("another preview: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Preview(ctx, r, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := c.Preview(t.Context(), &report.Report{Format: "1999"}, nil); err == nil || !diagnosticsOf(t, err).Has("compose-format") {
		t.Errorf("%v", err)
	}
}

// TestPreviewIsSettled: a paragraph that would end in one character ends in two, as in print.
func TestPreviewIsSettled(t *testing.T) {
	c := newConverter(t)
	r := full(t, c)
	const six = 6*28 - 2 // full lines of 28 characters, the first two of them blank
	r.Prose["problems"] = []string{strings.Repeat("公", six+1)}
	p, err := c.Preview(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	box := p.Boxes[slices.IndexFunc(p.Boxes, func(b converter.PreviewBox) bool { return b.Place == "/problems/0" })]
	inLine := map[float64]int{} // characters by the height of their line
	for _, run := range strings.Split(p.Pages[box.Page].SVG, "<g ")[1:] {
		var x, y float64
		if _, err := fmt.Sscanf(run, "transform='translate(%f %f)", &x, &y); err != nil {
			t.Fatalf("%v in %.80s", err, run)
		}
		if y*1000 > float64(box.Y) && y*1000 < float64(box.Y+box.Height) {
			inLine[y] += strings.Count(run, "<use ")
		}
	}
	lines := slices.Collect(maps.Values(inLine))
	if slices.Sort(lines); len(lines) != 7 || lines[0] < 2 {
		t.Errorf("lines of %v characters, want seven of two or more", lines)
	}
}

// BenchmarkPreview is a report to drawn pages, warm, on one core.
func BenchmarkPreview(b *testing.B) {
	c := newConverter(b)
	r := made(b, c, converter.JSON).Report
	b.ReportAllocs()
	pages := 0
	for b.Loop() {
		p, err := c.Preview(b.Context(), r, nil)
		if err != nil {
			b.Fatal(err)
		}
		pages = len(p.Pages)
	}
	b.ReportMetric(float64(pages), "pages")
}
