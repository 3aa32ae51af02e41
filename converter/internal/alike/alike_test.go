package alike_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/alike"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/report"
)

// spool is one in memory.
type spool struct{ bytes.Buffer }

func (s *spool) ReadAt(p []byte, at int64) (int, error) {
	return bytes.NewReader(s.Bytes()).ReadAt(p, at)
}

func find(t *testing.T, all ...*report.Report) *alike.Result {
	t.Helper()
	stock, err := likeness.EmbeddedStock()
	if err != nil {
		t.Fatal(err)
	}
	f := alike.New(stock, &spool{})
	for i, r := range all {
		if err := f.Add(t.Context(), fmt.Sprintf("%d.json", i), r); err != nil {
			t.Fatal(err)
		}
	}
	found, err := f.Result(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// text is so many sentences of random characters: what an agency wrote itself.
func text(random *rand.Rand, sentences int) string {
	var b strings.Builder
	for range sentences {
		for range 20 {
			b.WriteRune(rune(0x4e10 + random.IntN(3000)))
		}
		b.WriteString("。")
	}
	return b.String()
}

func of(organ string, paragraphs ...string) *report.Report {
	return &report.Report{Format: "2021", Organization: organ, Year: 2023, Prose: map[string][]string{"overview": paragraphs}}
}

func random() *rand.Rand { return rand.New(rand.NewPCG(5, 6)) }

// TestCopies: of fifty agencies three have the same prose but for names and numbers.
func TestCopies(t *testing.T) {
	random := random()
	var all []*report.Report
	for i := range 47 {
		all = append(all, of(fmt.Sprintf("第%c局", rune(0x4e00+i)), text(random, 12)))
	}
	own := text(random, 12)
	for i, organ := range []string{"海州市财政局", "江城县民政局", "平原区审计局"} {
		all = append(all, of(organ, fmt.Sprintf("%s按季公布台账%d份，%s派人上门核对。", organ, 7*i+3, organ)+own))
	}
	r := find(t, all...)
	if len(r.Groups) != 1 || !slices.Equal(r.Groups[0], []int{47, 48, 49}) || len(r.Pairs) != 3 {
		t.Fatalf("%v %v", r.Groups, r.Pairs)
	}
	for _, p := range r.Pairs {
		if p.Percent != 100 || len(p.Sentences) != 13 || !p.Sentences[0].Same || p.Sentences[0].A == p.Sentences[0].B {
			t.Errorf("%d percent, %v", p.Percent, p.Sentences[:1])
		}
	}
}

// mixed is two reports of which so many of 20 sentences are the same.
func mixed(random *rand.Rand, same int) (a, b *report.Report) {
	common := text(random, same)
	return of("海州市财政局", common+text(random, 20-same)), of("江城县民政局", common+text(random, 20-same))
}

// TestThreshold: half of what either has is alike, less is not. 14 of 20 sentences are 14 of 26, 13 are 13 of 27.
func TestThreshold(t *testing.T) {
	for same, want := range map[int]int{14: 1, 13: 0} {
		a, b := mixed(random(), same)
		if r := find(t, a, b); len(r.Pairs) != want {
			t.Errorf("%d of 20 sentences: %d pairs", same, len(r.Pairs))
		}
	}
}

// TestShort: of a report with little prose of its own nothing is said; 7 sentences are 119 shingles, 8 are 136.
func TestShort(t *testing.T) {
	for sentences, short := range map[int]int{7: 2, 8: 0} {
		own := text(random(), sentences)
		r := find(t, of("海州市财政局", own), of("江城县民政局", own))
		if len(r.Short) != short || len(r.Pairs) != 1-short/2 {
			t.Errorf("%d sentences: %d short, %d pairs", sentences, len(r.Short), len(r.Pairs))
		}
	}
}

// TestCommon: what most agencies have makes none of them alike, and is named; what half of them have does; and of few reports nothing is common.
func TestCommon(t *testing.T) {
	for _, test := range []struct{ reports, sharing, common, pairs int }{
		{12, 7, 30, 0},
		{12, 6, 0, 15},
		{9, 8, 0, 28},
		{10, 8, 30, 0},
	} {
		random := random()
		shared := text(random, 30)
		var all []*report.Report
		for i := range test.reports {
			own := text(random, 12)
			if i < test.sharing {
				own = shared + own
			}
			all = append(all, of(fmt.Sprintf("第%c局", rune(0x4e00+i)), own))
		}
		r := find(t, all...)
		if len(r.Common) != test.common || len(r.Pairs) != test.pairs {
			t.Errorf("%d of %d: %d common, %d pairs", test.sharing, test.reports, len(r.Common), len(r.Pairs))
		}
		for _, c := range r.Common {
			if c.Reports != test.sharing || !strings.Contains(shared, c.Text) {
				t.Errorf("%+v", c)
			}
		}
	}
}

// TestForm: sentences of the form itself make nobody alike, in a folder of two as well.
func TestForm(t *testing.T) {
	random := random()
	var form strings.Builder
	for range 30 {
		form.WriteString("根据《中华人民共和国政府信息公开条例》，" + strings.TrimSuffix(text(random, 1), "。") + "，编制本报告。")
	}
	r := find(t, of("海州市财政局", form.String()+text(random, 10)), of("江城县民政局", form.String()+text(random, 10)))
	if len(r.Pairs) != 0 || len(r.Short) != 0 {
		t.Errorf("%v", r.Pairs)
	}
}

// TestOneOrganization: two reports of one organisation are not agencies that are alike; those without a name may be.
func TestOneOrganization(t *testing.T) {
	own := text(random(), 12)
	if r := find(t, of("海州市财政局", own), of("海州市财政局", own)); len(r.Pairs) != 0 || r.SameName != 1 {
		t.Errorf("%v %d", r.Pairs, r.SameName)
	}
	if r := find(t, of("", own), of("", own)); len(r.Pairs) != 1 || r.SameName != 0 {
		t.Errorf("%v %d", r.Pairs, r.SameName)
	}
}

// TestNearly: a sentence in which a word was changed is shown beside the one that it was made from.
func TestNearly(t *testing.T) {
	own := text(random(), 12)
	r := find(t, of("海州市财政局", own+"把公示栏搬到集市旁边逢集安排专人讲解补贴政策老人听得懂记得住。"), of("江城县民政局", own+"把公示栏搬到集市旁边逢集安排专人讲解补贴政策青年听得懂记得住。"))
	last := r.Pairs[0].Sentences[len(r.Pairs[0].Sentences)-1]
	if len(r.Pairs[0].Sentences) != 13 || last.Same || !strings.Contains(last.B, "青年") {
		t.Errorf("%+v", last)
	}
}

// TestForms: text and JSON name both agencies and the thresholds; names of a report can break nothing.
func TestForms(t *testing.T) {
	own := text(random(), 12)
	r := find(t, of("海州市<b>财政局", own), of("江城县民政局", own))
	for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
		l := r.Listing(lang)
		if got := l.Text(); !strings.Contains(got, "海州市<b>财政局 2023; 江城县民政局 2023") || !strings.Contains(got, "50") {
			t.Errorf("%s", got)
		}
		if page := string(l.HTML()); strings.Contains(page, "<b>财政局") || strings.Count(page, "<h2") != len(l.Sections) {
			t.Errorf("%.3000s", page)
		}
	}
	var got struct {
		Pairs  []struct{ A, B, Percent int }
		Groups [][]int
	}
	data, err := json.Marshal(r)
	if err = errors.Join(err, json.Unmarshal(data, &got)); err != nil || len(got.Pairs) != 1 || got.Pairs[0].Percent != 100 || got.Pairs[0].B != 1 {
		t.Errorf("%v %s", err, data)
	}
}

// broken is a spool that fails.
type broken struct{ writes bool }

func (b broken) Write(p []byte) (int, error) {
	if b.writes {
		return len(p), nil
	}
	return 0, errors.New("full")
}

func (b broken) ReadAt([]byte, int64) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestFailures: a spool that fails and work that is not wanted any more give an error, never a result.
func TestFailures(t *testing.T) {
	stock, err := likeness.EmbeddedStock()
	if err != nil {
		t.Fatal(err)
	}
	own := of("海州市财政局", text(random(), 300))
	if err := alike.New(stock, broken{}).Add(t.Context(), "a", own); err == nil {
		t.Error("nothing was kept, and no error")
	}
	f := alike.New(stock, broken{writes: true})
	if err := f.Add(t.Context(), "a", own); err != nil {
		t.Fatal(err)
	}
	if r, err := f.Result(t.Context()); err == nil {
		t.Errorf("%+v", r)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := alike.New(stock, &spool{}).Add(ctx, "a", own); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	g := alike.New(stock, &spool{})
	if err := errors.Join(g.Add(t.Context(), "a", own), g.Add(t.Context(), "b", own)); err != nil {
		t.Fatal(err)
	}
	if r, err := g.Result(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v %+v", err, r)
	}
}

// TestRecall: what the signatures let through is what comparing each with each finds.
func TestRecall(t *testing.T) {
	random := random()
	var all []*report.Report
	for i := range 40 {
		a, b := mixed(random, 8+i%12)
		a.Organization, b.Organization = fmt.Sprintf("第%c局", rune(0x4e00+2*i)), fmt.Sprintf("第%c局", rune(0x4e01+2*i))
		all = append(all, a, b)
	}
	want := 0
	for i := range 40 {
		if 8+i%12 >= 14 {
			want++
		}
	}
	r := find(t, all...)
	if len(r.Pairs) != want {
		t.Errorf("%d pairs of %d", len(r.Pairs), want)
	}
	for _, p := range r.Pairs {
		if p.B != p.A+1 {
			t.Errorf("%+v", p)
		}
	}
}
