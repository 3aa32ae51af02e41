package layout

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// qualityReports is how many generated reports the figures of page quality are taken over; docs/decisions has those of the whole run.
func qualityReports() int { return seeded.Part(300, 75) }

// generatedReport is as long as a county office's report, with what such texts hold: figures with their units, percentages,
// names of laws, document numbers, telephone numbers and now and then a URL.
func generatedReport(seed int64) *report.Report {
	random := rand.New(rand.NewSource(seed))
	decoder := simplifiedchinese.GBK.NewDecoder()
	ideograph := func() string { // of GB 2312 level 1, the more common ones
		c, _ := decoder.String(string([]byte{byte(0xB0 + random.Intn(39)), byte(0xA1 + random.Intn(94))}))
		return c
	}
	name := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(ideograph())
		}
		return b.String()
	}
	clause := func() string {
		s := name(6 + random.Intn(18))
		switch random.Intn(9) {
		case 0:
			s += fmt.Sprintf("%d件", random.Intn(5000))
		case 1:
			s += "《" + name(4) + "条例》"
		case 2:
			s += fmt.Sprintf("%d.%d%%", random.Intn(100), random.Intn(100))
		case 3:
			s += fmt.Sprintf("%d年%d月%d日", 2020+random.Intn(5), 1+random.Intn(12), 1+random.Intn(28))
		case 4:
			s += fmt.Sprintf("（%s发〔%d〕%d号）", name(2), 2020+random.Intn(5), 1+random.Intn(90))
		case 5:
			s += "“" + name(2) + "、" + name(2) + "”"
		}
		return s
	}
	text := func(clauses int) string {
		var b strings.Builder
		for i := range clauses {
			b.WriteString(clause())
			if i%3 == 2 || i == clauses-1 {
				b.WriteString("。")
			} else {
				b.WriteString("，")
			}
		}
		return b.String()
	}
	r := &report.Report{Format: "2021", Organization: fmt.Sprintf("示例市第%d局", seed), Year: 2023, Signature: name(4+random.Intn(12)) + "局",
		Date: fmt.Sprintf("2024-%02d-%02d", 1+random.Intn(12), 1+random.Intn(28)), Prose: map[string][]string{"introduction": {text(4 + random.Intn(8))}}, Tables: map[string]report.Table{}}
	if random.Intn(3) == 0 {
		r.Prose["introduction"] = append(r.Prose["introduction"], fmt.Sprintf("联系电话：0%d-%07d，网址：https://www.%s.gov.cn/xxgk/nianbao/%d.html。", 311+random.Intn(600), random.Intn(9999999), "example", random.Intn(99999)))
	}
	for i, section := range []string{"overview", "problems", "other_matters"} {
		for k := range []int{7, 3, 2}[i] {
			r.Prose[section] = append(r.Prose[section], fmt.Sprintf("（%s）%s。%s", []string{"一", "二", "三", "四", "五", "六", "七"}[k], name(4+random.Intn(8)), text(3+random.Intn(10))))
		}
	}
	for _, key := range []string{"disclosure", "requests", "disputes"} {
		grid, _ := edition.Official().Vocabulary().Grid(key, "2021")
		r.Tables[key] = report.Table{}
		for _, k := range grid.Keys {
			n := random.Intn(2) * random.Intn(2000)
			if random.Intn(200) == 0 {
				n = random.Intn(1_000_000_000)
			}
			r.Tables[key][k] = report.Count(n)
		}
	}
	return r
}

// quality is what a printer looks for on pages.
type quality struct {
	reports, pages    int
	paragraphs, turns int
	stretch           []int  // of each justified line, thousandths of an em a gap
	worst             string // the line that is stretched most
	ragged            int    // justified lines that do not reach the right edge
	ending            int    // paragraphs whose last line is one character and marks
	alone             int    // page turns that leave one line of a paragraph on either side
	lastPages         int    // last pages of two lines or fewer
	brokenFigures     int    // figures on two lines
}

// look takes the figures of a report's pages, from what is painted alone.
func (q *quality) look(p *Pages, doc *document.Document, s *style.Style) {
	q.reports++
	q.pages += len(p.Pages)
	type row struct {
		page, y int
		glyphs  []placed
	}
	rows := map[int32][]row{} // of each block
	lines := make([]int, len(p.Pages))
	for i := range p.Pages {
		lines[i] = len(contentLines(&p.Pages[i]))
		for _, r := range p.Pages[i].Runs {
			if r.Element < 0 {
				continue
			}
			e := &p.Structure[r.Element]
			key := e.Block
			if e.Cell >= 0 {
				key = -1 - e.Block*1000 - e.Cell
			}
			at := -1
			for k := range rows[key] {
				if x := rows[key][k]; x.page == i && r.Y-x.y < 2*Point && x.y-r.Y < 2*Point {
					at = k
				}
			}
			if at < 0 {
				at = len(rows[key])
				rows[key] = append(rows[key], row{page: i, y: r.Y})
			}
			for _, g := range r.Glyphs {
				rows[key][at].glyphs = append(rows[key][at].glyphs, placed{g.Char, r.X + int(g.X), r.Size * Point / 2})
			}
		}
	}
	if n := len(p.Pages); n > 1 && lines[n-1] <= 2 {
		q.lastPages++
	}
	edge := (s.Page.Width - s.Page.Right) * Twip
	for key, list := range rows {
		if key < 0 {
			block, cell := int(-1-key)/1000, int(-1-key)%1000
			if c := &doc.Blocks[block].(*document.Table).Cells[cell]; c.Role == document.Number && len(list) > 1 {
				q.brokenFigures++
			}
			continue
		}
		b := doc.Blocks[key].(*document.Paragraph)
		if b.Role != document.Body || strings.Contains(b.Text(), "\n") {
			continue
		}
		q.paragraphs++
		count := 0
		for _, g := range list[len(list)-1].glyphs {
			if c := classOf(g.char); c&(opening|closing|space) == 0 {
				count++
			}
		}
		if len(list) > 1 && count <= 1 {
			q.ending++
		}
		for i := 1; i < len(list); i++ {
			if list[i].page != list[i-1].page {
				q.turns++
				if i == 1 || i == len(list)-1 {
					q.alone++
				}
			}
		}
		spacing := s.Of(b.Role).Spacing * Twip
		for _, r := range list[:len(list)-1] {
			slices.SortFunc(r.glyphs, func(a, b placed) int { return a.x - b.x })
			for len(r.glyphs) > 0 && classOf(r.glyphs[len(r.glyphs)-1].char)&space != 0 {
				r.glyphs = r.glyphs[:len(r.glyphs)-1]
			}
			most := 0
			for k := 1; k < len(r.glyphs); k++ {
				a, b := r.glyphs[k-1], r.glyphs[k]
				if classOf(a.char) == han && classOf(b.char) == han && a.em == b.em {
					most = max(most, (b.x-a.x-a.em-spacing)*1000/a.em)
				}
			}
			if most > 0 && len(q.stretch) > 0 && most > slices.Max(q.stretch) {
				q.worst = text(r.glyphs)
			}
			q.stretch = append(q.stretch, most)
			if last := r.glyphs[len(r.glyphs)-1]; last.x+last.em < edge-Point {
				q.ragged++
			}
		}
	}
}

type placed struct {
	char  rune
	x, em int
}

func text(glyphs []placed) string {
	var b strings.Builder
	for _, g := range glyphs {
		b.WriteRune(g.char)
	}
	return b.String()
}

func (q *quality) percentile(n int) int {
	slices.Sort(q.stretch)
	return q.stretch[(len(q.stretch)-1)*n/100]
}

// above counts the lines that are stretched further.
func (q *quality) above(stretch int) int {
	slices.Sort(q.stretch)
	at, _ := slices.BinarySearch(q.stretch, stretch+1)
	return len(q.stretch) - at
}

func (q *quality) String() string {
	return fmt.Sprintf("%d reports, %d pages; stretch of %d lines, thousandths of an em: p50 %d, p95 %d, p99 %d, worst %d (%q), above 125 %d, ragged %d; %d of %d paragraphs end in one character; %d of %d page turns leave a line alone; %d last pages of two lines or fewer; %d figures broken",
		q.reports, q.pages, len(q.stretch), q.percentile(50), q.percentile(95), q.percentile(99), q.percentile(100), q.worst, q.above(125), q.ragged, q.ending, q.paragraphs, q.alone, q.turns, q.lastPages, q.brokenFigures)
}

// measureQuality lays the generated reports out in a style.
func measureQuality(t testing.TB, s *style.Style) *quality {
	q := &quality{}
	for seed := range int64(qualityReports()) {
		doc, found := compose.Document(generatedReport(seed), edition.Official(), s)
		if doc == nil {
			t.Fatal(found)
		}
		doc, err := Settle(context.Background(), doc, s, sfnt.Embedded(), Options{Limits: limit.Default()})
		if err != nil {
			t.Fatal(err)
		}
		pages, list, err := Lay(context.Background(), doc, s, sfnt.Embedded(), Options{Limits: limit.Default()})
		if err != nil || pages == nil {
			t.Fatalf("not laid out: %v %v", err, list)
		}
		q.look(pages, doc, s)
	}
	return q
}

// TestPageQuality measures the pages of generated reports, as they are painted, and holds what docs/decisions says of them.
func TestPageQuality(t *testing.T) {
	withFangSong(t)
	for _, typesetting := range []string{"word", "clreq"} {
		s := *style.Default()
		s.Typesetting = typesetting
		q := measureQuality(t, &s)
		t.Logf("%s: %s", typesetting, q)
		if q.alone > 0 || q.lastPages > 0 || q.brokenFigures > 0 {
			t.Errorf("%s: %d lonely lines, %d nearly empty last pages, %d broken figures", typesetting, q.alone, q.lastPages, q.brokenFigures)
		}
		if typesetting == "word" {
			// A word processor's lines, which this page does not choose but settles.
			if q.ending > seeded.Part(60, 11) || q.percentile(95) > 85 || q.above(125) > seeded.Part(310, 74) || q.ragged > seeded.Part(110, 28) {
				t.Errorf("%d paragraphs end in one character, %d lines are ragged, or lines are stretched too far", q.ending, q.ragged)
			}
			continue
		}
		if q.ending > 0 || q.ragged > 0 || q.percentile(99) > 80 || q.above(125) > seeded.Part(10, 3) || q.percentile(100) > 150 {
			t.Errorf("%s: %d paragraphs end in one character, %d lines are ragged, or lines are stretched too far", typesetting, q.ending, q.ragged)
		}
	}
}
