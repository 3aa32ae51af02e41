package pageread

import (
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// full is a line of text that fills the page from 50 to 450.
const full = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"

func TestParagraphs(t *testing.T) {
	lines := func(s *sheetOf, texts ...string) *sheetOf {
		for i, text := range texts {
			indent := strings.Count(text, "_")
			s.write(50+10*float64(indent), 100+20*float64(i), strings.TrimLeft(text, "_"))
		}
		return s
	}
	two := full[:len(full)-6]
	for name, c := range map[string]struct {
		pages []*sheetOf
		want  string
	}{
		"indents begin paragraphs":       {[]*sheetOf{lines(a4(), "__"+two, full, full, "末。", "__"+two, "末。")}, two + full + full + "末。\n" + two + "末。\n"},
		"a short line ends one":          {[]*sheetOf{lines(a4(), full, full, "短", "又一段", full, full)}, full + full + "短\n又一段\n" + full + full + "\n"},
		"over pages":                     {[]*sheetOf{lines(a4(), full, full), lines(a4(), full, "末。")}, full + full + full + "末。\n"},
		"space parts them":               {[]*sheetOf{lines(a4(), full, full, full, "").write(50, 200, full)}, full + full + full + "\n" + full + "\n"},
		"headings stand alone":           {[]*sheetOf{lines(a4(), full, full[:len(full)-3]+"。", "二、情况", full)}, full + full[:len(full)-3] + "。\n二、情况\n" + full + "\n"},
		"too few lines to know the edge": {[]*sheetOf{lines(a4(), "__全年公开信息。", "__二、主动公开")}, "全年公开信息。\n二、主动公开\n"},
		"a title of two lines": {[]*sheetOf{lines(a4().sized(190, 50, 20, "某县政府").sized(190, 78, 20, "2023年度报告"), full, full, full)},
			"某县政府2023年度报告\n" + full + full + full + "\n"},
		"lines hang below a label": {[]*sheetOf{lines(a4(), full, full, "__附件："+full[:len(full)-15], "_____二三四五", "____2."+full[:len(full)-15], "_____"+full[:len(full)-15], "_____末")},
			full + full + "\n附件：" + full[:len(full)-15] + "二三四五\n2." + full[:len(full)-15] + full[:len(full)-15] + "末\n"},
		"a sentence that ends is no label": {[]*sheetOf{lines(a4(), full, full, "__"+full[:len(full)-9]+"。", "____二〇二四年")},
			full + full + "\n" + full[:len(full)-9] + "。\n二〇二四年\n"},
		"a date below an organ at the edge": {[]*sheetOf{lines(a4(), full, full, "末。", "______________________________某县人民政府办公室", "____________________________________一月一日")},
			full + full + "末。\n某县人民政府办公室\n一月一日\n"},
		"lines of an imprint are moved in on both sides": {[]*sheetOf{lines(a4(), full, full, "_抄送："+full[:len(full)-21], "____末。")}, full + full + "\n抄送：" + full[:len(full)-21] + "末。\n"},
		"paragraphs of one full line":                    {[]*sheetOf{lines(a4(), full, "__"+two, "__"+two, "末。")}, full + "\n" + two + "\n" + two + "末。\n"},
		"a line that is less deep begins anew": {[]*sheetOf{lines(a4(), full, full, "__附件："+full[:len(full)-15], "_____"+full[:len(full)-15], "___二三")},
			full + full + "\n附件：" + full[:len(full)-15] + full[:len(full)-15] + "\n二三\n"},
		"Western words are kept apart": {[]*sheetOf{a4().write(50, 100, "GB/T").write(78, 100, "9704").write(98.5, 100, "号")}, "GB/T 9704号\n"},
	} {
		if got := shown(read(t, c.pages...).Document); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestFrame: what belongs to pages is set aside.
func TestFrame(t *testing.T) {
	page := func(head, text, number string) *sheetOf {
		return a4().write(250, 30, head).write(50, 300, text).write(290, 800, number)
	}
	for name, c := range map[string]struct {
		pages []*sheetOf
		want  string
	}{
		"numbers": {[]*sheetOf{page("", "甲。", "- 1 -"), page("", "乙。", "—2—"), page("", "丙。", "第3页 共3页"), page("", "丁。", "4/4")},
			"甲。\n乙。\n丙。\n丁。\n(page) - 1 -\n(page) —2—\n(page) 第3页 共3页\n(page) 4/4\n"},
		"running heads":             {[]*sheetOf{page("某县 9:59", "甲。", ""), page("某县 10:00", "乙。", "")}, "甲。\n乙。\n(page) 某县 9:59\n(page) 某县 10:00\n"},
		"once is no running head":   {[]*sheetOf{page("某县", "甲。", ""), page("", "乙。", "")}, "某县\n甲。\n乙。\n"},
		"a figure in the text":      {[]*sheetOf{a4().write(50, 300, "12")}, "12\n"},
		"a year below is no number": {[]*sheetOf{page("", "甲。", "2023年")}, "甲。\n2023年\n"},
	} {
		if got := shown(read(t, c.pages...).Document); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
	}
	// A figure in the last row of a table is one of the table.
	table := a4().ruled([]float64{50, 280, 350}, []float64{780, 810}).write(60, 800, "总计").write(290, 800, "12")
	if got := shown(read(t, table).Document); got != "0,0 总计\n0,1 12\n" {
		t.Errorf("a table at the foot:\n%s", got)
	}
}

// TestTurned: a page whose text runs down it, and text that does so beside the rest.
func TestTurned(t *testing.T) {
	turned := func(s *sheetOf) *sheetOf {
		for i := range s.Chars {
			c := &s.Chars[i]
			c.X0, c.Y0, c.X1, c.Y1 = s.Height-c.Y1, c.X0, s.Height-c.Y0, c.X1
			c.Turn = 1
		}
		for i := range s.Rules {
			r := &s.Rules[i]
			r.X0, r.Y0, r.X1, r.Y1 = s.Height-r.Y1, r.X0, s.Height-r.Y0, r.X1
		}
		s.Width, s.Height = s.Height, s.Width
		return s
	}
	page := turned(a4().ruled(threeColumns, twoRows).write(60, 115, "规章").write(160, 115, "12").write(210, 135, "3"))
	if got, want := shown(read(t, page).Document), "0,0 规章\n0,1 12\n0,2 \n1,0 \n1,1 \n1,2 3\n"; got != want {
		t.Errorf("got\n%s", got)
	}
	mixed := a4().write(50, 100, "正文在此。")
	mixed.Chars = append(mixed.Chars, turned(a4().write(10, 300, "旁注")).Chars...)
	if got, want := shown(read(t, mixed).Document), "正文在此。\n(left-out) 旁注\n"; got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestHidden: text that is not painted is no text, and is counted.
func TestHidden(t *testing.T) {
	page := a4().write(50, 100, "正文。").write(50, 200, "12")
	for i := 3; i < 5; i++ {
		page.Chars[i].Hidden = true
	}
	if r := read(t, page); shown(r.Document) != "正文。\n" || r.Hidden != 2 || r.Visible != 3 {
		t.Errorf("%d hidden, %d visible:\n%s", r.Hidden, r.Visible, shown(r.Document))
	}
	scan := a4()
	scan.Images = 1
	if r := read(t, a4().write(50, 100, "文"), scan); len(r.Pictured) != 1 || r.Pictured[0] != 2 {
		t.Errorf("pages with pictures only: %v", r.Pictured)
	}
}

// TestColumns: words in columns without rules are given as they stand; two such lines are no table yet.
func TestColumns(t *testing.T) {
	rows := func(n int) *sheetOf {
		s := a4()
		for i := range n {
			y := 100 + 20*float64(i)
			s.write(50, y, "规章").write(120, y, "12").write(200, y, "3")
		}
		return s
	}
	if got := shown(read(t, rows(3)).Document); strings.Count(got, "|规章          12              3\n") != 3 {
		t.Errorf("got\n%s", got)
	}
	if got := shown(read(t, rows(2)).Document); strings.Contains(got, "|") {
		t.Errorf("got\n%s", got)
	}
}

// FuzzPage: whatever stands wherever on two pages, tables tile their grids, no figure is in two places, and not all are lost.
func FuzzPage(f *testing.F) {
	f.Add([]byte{1, 50, 100, 3, 2, 50, 100, 200, 3, 50, 100, 40})
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := [2]*sheetOf{a4(), a4()}
		for ; len(data) >= 4; data = data[4:] {
			p := pages[data[0]>>7]
			x, y, n := 2*float64(data[1]), 3*float64(data[2]), float64(data[3])
			switch data[0] & 3 {
			case 0:
				p.write(x, y, strings.Repeat("７", int(n)/32+1))
			case 1:
				p.write(x, y, "规章")
			case 2:
				p.level(y, x, x+2*n)
			case 3:
				p.upright(x, y, y+2*n)
			}
		}
		written := 0
		for _, p := range pages {
			for _, c := range p.Chars {
				if c.Rune == '７' {
					written++
				}
			}
		}
		r := read(t, pages[0], pages[1])
		for _, b := range r.Document.Blocks {
			if table, ok := b.(*document.Table); ok && table.CheckGeometry() != nil {
				t.Errorf("a table: %v", table.CheckGeometry())
			}
		}
		if found := strings.Count(shown(r.Document), "７"); found > written || (found == 0) != (written == 0) {
			t.Errorf("%d figures of %d", found, written)
		}
	})
}

// TestLimit: characters are counted against the limit of a document.
func TestLimit(t *testing.T) {
	limits := limit.Default()
	limits.Characters = 3
	m := limit.NewMeter(t.Context(), limits)
	r := NewReader(m)
	if r.Add(&a4().write(50, 100, "一二三四").Page); m.Err() == nil {
		t.Error("no limit")
	}
}
