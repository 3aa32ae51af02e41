package webpage

import (
	"bytes"
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// composed returns a random report and its document.
func composed(t testing.TB, rng *rand.Rand) (*report.Report, *document.Document) {
	t.Helper()
	r := reporttest.Random(rng)
	doc, diags := compose.Document(r, edition.Official(), style.Default())
	if doc == nil {
		t.Fatal(diags)
	}
	return r, doc
}

// joined returns runs with neighbours of one form put together.
func joined(runs []document.Run) []document.Run {
	var out []document.Run
	for _, r := range runs {
		if n := len(out); n > 0 && out[n-1].Bold == r.Bold && out[n-1].As == r.As {
			out[n-1].Text += r.Text
		} else if r.Text != "" {
			out = append(out, r)
		}
	}
	return out
}

// describe lists what a document says, for comparing two.
func describe(doc *document.Document) []string {
	var out []string
	runs := func(runs []document.Run) string {
		var b strings.Builder
		for _, r := range joined(runs) {
			b.WriteString("[")
			if r.Bold {
				b.WriteString("bold ")
			}
			b.WriteString(r.As.String() + " " + r.Text + "]")
		}
		return b.String()
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			out = append(out, b.Role.String()+": "+runs(b.Runs))
		case *document.Table:
			out = append(out, "table "+b.Key+" "+b.Edition+" "+b.Caption)
			for _, c := range b.Cells {
				out = append(out, string(rune('0'+c.Row))+string(rune('0'+c.Col))+string(rune('0'+c.RowSpan))+string(rune('0'+c.ColSpan))+" "+c.Text())
			}
		}
	}
	return out
}

// What is written is read back: every run with its weight, every cell with its spans, every mark; and the report that
// is recognised in it is the report it was made from.
func TestWrittenPageReadsBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	same := 0
	pages := seeded.Part(100, 25)
	for range pages {
		r, doc := composed(t, rng)
		for _, fragment := range []bool{false, true} {
			page := Write(doc, style.Default(), fragment)
			if !bytes.Equal(page, Write(doc, style.Default(), fragment)) {
				t.Fatal("two runs give different bytes")
			}
			if fragment && (bytes.Contains(page, []byte("<style")) || bytes.Contains(page, []byte("style="))) {
				t.Fatalf("a fragment with style: %s", page)
			}
			back, diags := Read(context.Background(), page, limit.Default())
			if back == nil || len(diags) > 0 && !strings.Contains(string(page), "\uFFFD") {
				t.Fatalf("diagnostics %v", diags)
			}
			want, got := describe(doc), describe(back)
			for i := range max(len(want), len(got)) {
				if i >= len(want) || i >= len(got) || want[i] != got[i] {
					t.Fatalf("block %d:\nwrote %q\nread  %q\n%s", i, at(want, i), at(got, i), page)
				}
			}
			if doc.Meta != back.Meta {
				t.Fatalf("wrote %+v, read %+v", doc.Meta, back.Meta)
			}
			direct, _, _ := recognize.Report(context.Background(), doc, edition.Official())
			again, _, found := recognize.Report(context.Background(), back, edition.Official())
			switch {
			case direct != nil && report.Equal(r, direct):
				same++
				if again == nil || !report.Equal(r, again) {
					t.Fatalf("another report: %v\n%s", found, page)
				}
			case (direct == nil) != (again == nil), direct != nil && !report.Equal(direct, again):
				t.Fatalf("recognised differently: %v\n%s", found, page)
			}
		}
	}
	t.Logf("%d of %d pages give the report itself", same, 2*pages)
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "nothing"
}

// A portal that drops data attributes, or puts the fragment between its own menus, does no harm to the figures.
func TestFragmentSurvivesPortal(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		_, doc := composed(t, rng)
		page := string(Write(doc, style.Default(), true))
		framed := "<html><body><div class=header><ul><li><a href=/>首页</a></ul></div><div id=zoom>" + page +
			"</div><div class=footer>主办单位：示例市人民政府</div></body></html>"
		back, diags := Read(context.Background(), []byte(framed), limit.Default())
		if worst, _ := diags.Worst(); worst == diag.Error {
			t.Fatal(diags)
		}
		if want, got := describe(doc), describe(back); strings.Join(want, "\n") != strings.Join(got, "\n") {
			t.Fatalf("wrote %q, read %q", want, got)
		}
	}
}
