package layout

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

func settled(t testing.TB, s *style.Style, p *document.Paragraph) *document.Paragraph {
	t.Helper()
	doc := &document.Document{Blocks: []document.Block{body("甲"), p}}
	out, err := Settle(context.Background(), doc, s, sfnt.Embedded(), Options{Limits: limit.Default()})
	if err != nil {
		t.Fatal(err)
	}
	got := out.Blocks[1].(*document.Paragraph)
	if (out == doc) != (got == p) || out.Blocks[0] != doc.Blocks[0] || doc.Blocks[1] != p {
		t.Error("the document was changed, or copied without need")
	}
	return got
}

// spacingOf is the spacing of a paragraph's runs, behind each the characters that have it.
func spacingOf(p *document.Paragraph) string {
	var b strings.Builder
	for _, r := range p.Runs {
		fmt.Fprintf(&b, "%+d×%d ", r.Spacing, len([]rune(r.Text)))
	}
	return strings.TrimSpace(b.String())
}

// TestSettle: the first line has room for 26 ideographs, the others for 28.
func TestSettle(t *testing.T) {
	withFangSong(t)
	han := func(n int) string { return strings.Repeat("国", n) }
	run := func(text string, as document.Role) document.Run { return document.Run{Text: text, As: as} }
	for _, c := range []struct {
		name string
		p    *document.Paragraph
		want string // "": it stays as it is
	}{
		{"one character on the third line", body(han(26 + 28 + 1)), "+0×26 +1×29"},
		{"with its full stop", body(han(26+28+1) + "。"), "+0×26 +1×30"},
		{"one on the second line", body(han(26 + 1)), "+1×27"},
		{"it fits the line before", body(han(26+13) + "12|" + han(14)), "+0×26 -3×30"},
		{"it would just fit the line before", body(han(26+13) + "12 " + han(14)), "+1×56"},
		{"two characters", body(han(26 + 28 + 2)), ""},
		{"a very long one", body(han(26 + 28*36 + 1)), ""},
		{"one line", body(han(1)), ""},
		{"a full last line", body(han(26 + 28)), ""},
		{"the line before would be too loose", body(han(26) + han(14) + strings.Repeat("w", 20) + "国"), ""},
		{"below a loose line", body(han(26) + strings.Repeat("w", 38) + " " + han(28+1)), "+0×65 +1×29"},
		{"a line break", body(han(30) + "\n" + han(28+1)), ""},
		{"letters that were composed", body("e\u0301" + han(26+28)), ""},
		{"bold text keeps its weight", &document.Paragraph{Role: document.Body, Runs: []document.Run{run(han(20), 0), {Text: han(35), Bold: true}}}, "+0×20 +0×6 +1×29"},
		{"a heading that runs in", &document.Paragraph{Role: document.Body, Runs: []document.Run{run(han(20), document.Heading1), run(han(7), 0)}}, ""},
		{"a heading above the last lines", &document.Paragraph{Role: document.Body, Runs: []document.Run{run(han(20), document.Heading1), run(han(35), 0)}}, "+0×20 +0×6 +1×29"},
		{"a title", &document.Paragraph{Role: document.Title, Runs: []document.Run{run(han(21), 0)}}, ""},
		{"not justified", &document.Paragraph{Role: document.Body, Align: "left", Runs: []document.Run{run(han(27), 0)}}, ""},
		{"hanging lines", &document.Paragraph{Role: document.Body, Start: 640, Hang: 640, Runs: []document.Run{run(han(26+26+1), 0)}}, "+0×26 +1×27"},
	} {
		got := settled(t, style.Default(), c.p)
		if spacing := spacingOf(got); got != c.p && spacing != c.want || got == c.p && c.want != "" {
			t.Errorf("%s: %s, want %q", c.name, spacing, c.want)
		}
		for i, r := range got.Runs {
			if as := c.p.Runs[min(i, len(c.p.Runs)-1)]; r.Bold != as.Bold && i == len(got.Runs)-1 {
				t.Errorf("%s: run %d has another weight", c.name, i)
			}
		}
	}
	if p := body(han(27)); settled(t, clreqStyle(), p) != p {
		t.Error("clreq chooses its lines itself")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if doc, err := Settle(ctx, &document.Document{Blocks: []document.Block{body(han(20_000)), body(han(27))}}, style.Default(), sfnt.Embedded(), Options{Limits: limit.Default()}); doc != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// polled counts how often it is asked whether the work is still wanted: every so many steps.
type polled struct {
	context.Context
	count int
}

func (p *polled) Err() error {
	p.count++
	return nil
}

// TestSettlingIsBounded: a paragraph that nothing helps is set 48 times more at most.
func TestSettlingIsBounded(t *testing.T) {
	hopeless := body(strings.Repeat("国", 26) + strings.Repeat(strings.Repeat("w", 38)+" ", 24) + "国") // lines that cannot be stretched
	var blocks []document.Block
	for range 100 {
		blocks = append(blocks, hopeless)
	}
	doc := &document.Document{Blocks: blocks}
	once, all := &polled{Context: context.Background()}, &polled{Context: context.Background()}
	l := &layouter{meter: limit.NewMeter(once, limit.Default()), style: style.Default(), fonts: sfnt.Embedded()}
	for range blocks {
		l.breakUp(hopeless)
	}
	if out, err := Settle(all, doc, style.Default(), sfnt.Embedded(), Options{Limits: limit.Default()}); err != nil || out != doc {
		t.Fatal("something helped", err)
	}
	if once.count < 20 || all.count > 50*once.count || all.count < 30*once.count {
		t.Errorf("set once it is asked %d times, settled %d times", once.count, all.count)
	}
}

// TestSettledLines settles random texts. Where one is settled nothing is lost, it takes no more lines and ends in more than a
// character or a line earlier, what stands before is broken as before, and no line is stretched too far.
func TestSettledLines(t *testing.T) {
	withFangSong(t)
	random := rand.New(rand.NewSource(7))
	count := 0
	for range 1500 {
		var b strings.Builder
		for range 1 + random.Intn(40) {
			b.WriteString(strings.Repeat("国", random.Intn(9)))
			b.WriteString(nasty[random.Intn(len(nasty))])
		}
		p := body(strings.NewReplacer("\n", "", "\t", "").Replace(b.String()))
		q := settled(t, style.Default(), p)
		if q == p {
			continue
		}
		count++
		if q.Text() != p.Text() {
			t.Fatalf("%q became %q", p.Text(), q.Text())
		}
		l := &layouter{meter: limit.NewMeter(context.Background(), limit.Limits{}), style: style.Default(), fonts: sfnt.Embedded()}
		before := append([]line(nil), l.breakUp(p)...)
		after := l.breakUp(q)
		head := len([]rune(q.Runs[0].Text))
		if len(q.Runs) == 1 {
			head = 0
		}
		n := len(after) - 1
		if len(after) > len(before) || len(after) == len(before) && l.ink(&after[n]) < 2 {
			t.Errorf("%q ends no better", p.Text())
		}
		for i := range after[:n] {
			if after[i].from < head && (after[i].from != before[i].from || after[i].to != before[i].to) {
				t.Errorf("%q: line %d is broken otherwise", p.Text(), i)
			}
			if after[i].from >= head && l.looseness(&after[i]) > looseLine {
				t.Errorf("%q: line %d is stretched by %d", p.Text(), i, l.looseness(&after[i]))
			}
		}
	}
	if count < 30 {
		t.Errorf("only %d texts were settled", count)
	}
	t.Log(count)
}

// settledWhole settles a paragraph without any shortcut: all characters are looked up, and shaped again for each try.
func settledWhole(p *document.Paragraph) *document.Paragraph {
	set := func(p *document.Paragraph) *layouter {
		l := &layouter{meter: limit.NewMeter(context.Background(), limit.Limits{}), style: style.Default(), fonts: sfnt.Embedded()}
		l.breakUp(p)
		return l
	}
	l := set(p)
	last := len(l.lines) - 1
	if last < 1 || l.ink(&l.lines[last]) > 1 || len(l.chars) > longest || len(l.chars) != len([]rune(p.Text())) {
		return p
	}
	for _, n := range l.lines[:last] {
		if n.last {
			return p
		}
	}
	for i := last - 1; i >= max(0, last-mostLines); i-- {
		for _, spacing := range spacings {
			if from := l.lines[i].from; mayBeSpaced(p, from) {
				q := spaced(p, from, spacing)
				if s := set(q); s.good(s.lines, i) {
					return q
				}
			}
		}
	}
	return p
}

// TestSettlingShortcuts: measured without glyphs and respaced without shaping, paragraphs are settled as the whole way does.
func TestSettlingShortcuts(t *testing.T) {
	random := rand.New(rand.NewSource(11))
	words := []string{"国", "国家", "政府信息公开", "，", "。", "“", "”", "（", "）", "、", "《", "》", "——", "……", "·", " ", "\t", "information ", "WTO", "2023年", "12.5%", "〔2021〕30号",
		"https://www.example.gov.cn/zwgk/xxgk/2023/index.html", "0955-7067890", "\u3000", "㎡", "①", "龘", "\u3401", "\U00020000", "é", "e\u0301", "１２", "\ufe00", "⽂", "/",
		"www.yun-xi-shang-wu-ju.gov.cn", "ftp://a-b-c-d-e.gov.cn", strings.Repeat("a", 90), "国\u0301", "＋", "％", "ＧＢ"}
	simple := []string{"国", "政府信息公开", "，", "。", "“", "（", "）", "——", "information", "2023年", "12.5%", "www.yun-xi-shang-wu-ju.gov.cn", "ftp://a-b-c-d-e.gov.cn",
		strings.Repeat("a", 70), "＋", "〔2021〕30号", "％"} // counted while they are read
	count := 0
	for range seeded.Part(6000, 2400) {
		words := words
		if random.Intn(2) == 0 {
			from := random.Intn(len(simple) - 4)
			words = simple[from : from+4]
		}
		run := func(n int) document.Run {
			var b strings.Builder
			for range n {
				b.WriteString(strings.Repeat("国", random.Intn(4)))
				b.WriteString(words[random.Intn(len(words))])
			}
			return document.Run{Text: b.String(), Bold: random.Intn(8) == 0}
		}
		p := &document.Paragraph{Role: document.Body, Runs: []document.Run{run(1 + random.Intn(25)), run(random.Intn(25))}}
		if random.Intn(3) == 0 {
			p.Runs[0].As = document.Heading1
		}
		if random.Intn(4) == 0 { // lines that begin elsewhere, the first one in the end without room for a character
			places := []int{0, 320, 640, 1280, style.Default().Page.TextWidth() - 200}
			p.Start, p.Hang = places[random.Intn(5)], places[random.Intn(4)]
		}
		if random.Intn(3) > 0 { // a text whose last line is short
			l := &layouter{meter: limit.NewMeter(context.Background(), limit.Limits{}), style: style.Default(), fonts: sfnt.Embedded()}
			lines := l.breakUp(p)
			p.Runs = append(p.Runs, document.Run{Text: strings.Repeat("国", max(0, l.spare(&lines[len(lines)-1])/l.looks[lines[0].main].em)+1)})
		}
		got, want := settled(t, style.Default(), p), settledWhole(p)
		if want != p {
			count++
		}
		if spacingOf(got) != spacingOf(want) {
			t.Fatalf("%q: %s, want %s", p.Text(), spacingOf(got), spacingOf(want))
		}
	}
	if count < 300 {
		t.Errorf("only %d were settled", count)
	}
	t.Log(count)
}
