package webpage

import (
	"context"
	"math/rand/v2"
	"os"
	"testing"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// FuzzRead: no input makes the reader panic; a document or an error comes back, never both or neither; tables tile;
// texts are valid; what was read can be written and read again with the same texts.
func FuzzRead(f *testing.F) {
	rng := rand.New(rand.NewPCG(9, 10))
	small := func() string { // the fuzzer minimises what it finds; that takes long with long seeds
		for {
			_, doc := composed(f, rng)
			if page := Write(doc, style.Default(), true); len(page) < 4000 {
				return string(page)
			}
		}
	}
	f.Add([]byte(small()))
	for _, d := range damages() {
		f.Add([]byte(d.do(rng, small())))
	}
	for range 5 {
		s := &soup{rng: rng}
		s.table(0)
		f.Add([]byte(s.b.String()))
	}
	f.Add([]byte(article("<nav>x</nav>", "<h1>报告</h1>", "<p>y", "<footer>z</footer>")))
	f.Add([]byte("<pre>规章\t1\n<table><caption>a<tr><td rowspan=0 colspan=99>b<td hidden><select><option><table>c<p>d"))
	limits := limit.Default()
	limits.HTMLNodes, limits.StringRunes = 20_000, 100_000
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, diags := Read(context.Background(), data, limits)
		worst, _ := diags.Worst()
		if (doc == nil) != (worst == diag.Error) {
			t.Fatalf("document %v with %v", doc != nil, diags)
		}
		if doc == nil {
			return
		}
		sound(t, doc)
		for _, b := range doc.Blocks {
			if p, ok := b.(*document.Paragraph); ok && !utf8.ValidString(p.Text()) {
				t.Fatalf("invalid UTF-8: %q", p.Text())
			}
		}
		if again, _ := Read(context.Background(), Write(doc, style.Default(), true), limit.Default()); again == nil {
			t.Fatal("what was read and written cannot be read")
		}
	})
}

// page100K is a page of about 100 KB as a content system gives it: a report pasted from a word processor.
func page100K(b testing.TB) []byte {
	b.Helper()
	rng := rand.New(rand.NewPCG(11, 12))
	list := damages()
	for {
		_, doc := composed(b, rng)
		page := string(Write(doc, style.Default(), true))
		for _, d := range list {
			switch d.name {
			case "as pasted from Word", "blanks spelt out", "in a portal's page":
				page = d.do(rng, page)
			}
		}
		if len(page) > 50_000 {
			for len(page) < 100_000 {
				page += "<p style=\"text-indent: 2em; line-height: 2;\"><span style=\"font-family: 微软雅黑;\"><font face=\"方正仿宋_GBK\">全年公开政府信息若干条，均在法定期限内。</font></span><o:p></o:p></p>\n"
			}
			return []byte(page)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	run := func(name string, page []byte) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				if doc, diags := Read(context.Background(), page, limit.Default()); doc == nil {
					b.Fatal(diags)
				}
			}
		})
	}
	run("100KB", page100K(b))
	_, doc := composed(b, rand.New(rand.NewPCG(1, 1)))
	run("own", Write(doc, style.Default(), false))
	if page, err := os.ReadFile("../../../../shared/corpus/shuyang-fagaiju-2023-html/source.html"); err == nil {
		run("corpus", page)
	}
}

func BenchmarkWrite(b *testing.B) {
	_, doc := composed(b, rand.New(rand.NewPCG(1, 1)))
	for name, fragment := range map[string]bool{"page": false, "fragment": true} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Write(doc, style.Default(), fragment)
			}
		})
	}
}
