package webpage

import (
	"cmp"
	"context"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
)

// Inputs as large as are let in, made to cost the most, are refused or read with no more than 256 MiB allocated. What they cost in time, an
// integration test of package converter measures.
func TestHostileInput(t *testing.T) {
	const size = 20<<20 - 64
	// A page is a text, another as often as is said, or as fits in, and what comes after: made when its turn comes.
	type page struct {
		before, again string
		times         int
		after         string
	}
	tests := map[string]page{
		"digits":             {"", "1234567890", 0, ""},
		"spaces":             {"", " ", 0, ""},
		"tags":               {"", "<p>", 0, ""},
		"end tags":           {"", "</p>", 0, ""},
		"less-than signs":    {"", "<", 0, ""},
		"ampersands":         {"", "&", 0, ""},
		"entities":           {"", "&notin;", 0, ""},
		"one comment":        {"<!--", "- ", 0, ""},
		"open comments":      {"", "<!--", 0, ""},
		"one tag":            {"<p ", "a=b ", 0, ""},
		"many attributes":    {"<p ", "a ", 0, ">x"},
		"one style":          {`<p style="`, "a:b;", 0, `">x`},
		"one script":         {"<script>", "<a>", 0, ""},
		"open titles":        {"", "<title>", 0, ""},
		"cells":              {"<table>", "<td>", 0, ""},
		"wide spans":         {"<table>", "<td colspan=1000 rowspan=65534>", 0, ""},
		"wide rows":          {"<table>", "<tr><td colspan=1000 rowspan=0><td colspan=1000>", 0, ""},
		"tall spans":         {"<table>", "<tr><td rowspan=65534>", 0, ""},
		"inline elements":    {"", "<b>x", 0, ""},
		"misnested elements": {"", "<b><p>x</b>", 0, ""},
		"paragraphs":         {"", "<p>一、报告</p>", 0, ""},
		"blocks":             {"", "<div>x", 0, ""},
		"nested lists":       {"", "<ul><li>x", 0, ""},
		"framing groups":     {"", "<div class=nav><i>x</i></div>", 0, ""},
		"line breaks":        {"", "x<br>", 0, ""},
		"strays":             {"<table>", "x<tr>", 0, ""},
		"pre":                {"<pre>", "x\n", 0, ""},
		"headings":           {"", "<h1>x<h2>y", 0, ""},
		"nul":                {"<p>报告", "\x00", 0, ""},
		"100,000 tables":     {"", "<table><tr><td>", 100_000, ""},
		"10,000 tables":      {"", "<table><tr><td>1", 10_000, ""},
		"tables in a stray":  {"<table>x", "<table>x</table>", 100_000, ""},
		"many row groups":    {"<table>", "<tbody><tr><td colspan=1000>1", 80_000, ""},
		"nested frames":      {strings.Repeat("<div class=nav>", 250), "<p>一、<a>x</a>", 90_000, ""},
		"nested tables":      {strings.Repeat("<table><tr><td>1<td>2<td>3<td>4<td>", 50), "<p>一、x", 200_000, ""},
		"side by side":       {"", "<table><tr><td>1<td>2<td>3<td>4</table>", 0, ""},
	}
	for i, name := range slices.Sorted(maps.Keys(tests)) {
		if i%seeded.Part(1, 4) != 0 {
			continue
		}
		p := tests[name]
		t.Run(name, func(t *testing.T) {
			page := p.before + strings.Repeat(p.again, cmp.Or(p.times, size/len(p.again))) + p.after
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			doc, diags := Read(context.Background(), []byte(page), limit.Default())
			runtime.ReadMemStats(&after)
			worst, _ := diags.Worst()
			if (doc == nil) != (worst == diag.Error) {
				t.Errorf("document %v, diagnostics %v", doc != nil, diags)
			}
			used := (after.TotalAlloc - before.TotalAlloc) >> 20
			if t.Logf("%d MiB allocated, %d MiB in use, refused %v", used, after.HeapInuse>>20, doc == nil); used > 256 {
				t.Errorf("%d MiB allocated", used)
			}
		})
	}
}

// Each limit holds at its value and refuses one more.
func TestLimits(t *testing.T) {
	page := strings.Repeat("<div>", 10) + "<table><tr><td>1</td><td>2</td></tr></table>" + strings.Repeat("a", 50)
	tests := map[string]func(*limit.Limits, int){
		"input":     func(l *limit.Limits, d int) { l.Input = int64(len(page) + d) },
		"nodes":     func(l *limit.Limits, d int) { l.HTMLNodes = 10 + 4 + 2 + 4 + 1 + d },
		"depth":     func(l *limit.Limits, d int) { l.HTMLDepth = 10 + 4 + d },
		"cells":     func(l *limit.Limits, d int) { l.TableCells = 2 + d },
		"paragraph": func(l *limit.Limits, d int) { l.StringRunes = 50 + d },
	}
	for name, set := range tests {
		l := limit.Default()
		set(&l, 0)
		if doc, diags := Read(context.Background(), []byte(page), l); doc == nil {
			t.Errorf("%s: refused at the limit: %v", name, diags)
		}
		set(&l, -1)
		if doc, diags := Read(context.Background(), []byte(page), l); doc != nil || len(diags) != 1 || diags[0].Code != "html-limit" {
			t.Errorf("%s: one above the limit gives %v", name, diags)
		}
	}
}

// A row of many columns above rows of one makes a cell of each place: those are counted, over all tables of a page.
func TestPlacesAreCounted(t *testing.T) {
	wide := "<table><tr>" + strings.Repeat("<td>1", 60) + strings.Repeat("<tr><td>1", 99) + "</table>"
	limits := limit.Default()
	limits.TableCells = 2 * 100 * 60
	tables := func(n int) (whole, taken int) {
		doc, found := Read(t.Context(), []byte(strings.Repeat(wide, n)), limits)
		if doc == nil {
			t.Fatal(found)
		}
		for _, b := range doc.Blocks {
			if _, ok := b.(*document.Table); ok {
				whole++
			}
		}
		for _, d := range found {
			if d.Code == "html-table-size" {
				taken++
			}
		}
		return whole, taken
	}
	if whole, taken := tables(2); whole != 2 || taken != 0 {
		t.Errorf("at the limit: %d tables, %d taken apart", whole, taken)
	}
	if whole, taken := tables(3); whole != 2 || taken != 1 {
		t.Errorf("one table more: %d tables, %d taken apart", whole, taken)
	}
}

// <b> without an end goes on in every paragraph below it, but each paragraph does not open all of those before it anew.
func TestOpenElementsDoNotPileUp(t *testing.T) {
	const n = 2000
	page := []byte(strings.Repeat("<p><b>甲", n))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	doc, found := Read(t.Context(), page, limit.Default())
	runtime.ReadMemStats(&after)
	if doc == nil {
		t.Fatal(found)
	}
	if last, ok := doc.Blocks[len(doc.Blocks)-1].(*document.Paragraph); !ok || !last.Runs[0].Bold {
		t.Error("the last paragraph is not bold")
	}
	if per := (after.TotalAlloc - before.TotalAlloc) / n; per > 5000 {
		t.Errorf("%d bytes for each paragraph", per)
	}
}
