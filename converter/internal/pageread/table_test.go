package pageread

import (
	"errors"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
)

var (
	threeColumns = []float64{50, 150, 200, 250}
	twoRows      = []float64{100, 120, 140}
)

// TestTable: what rules make of text.
func TestTable(t *testing.T) {
	for name, c := range map[string]struct {
		page *sheetOf
		want string
	}{
		"a grid": {a4().ruled(threeColumns, twoRows).write(60, 115, "规章").write(160, 115, "12").write(210, 115, "3").write(60, 135, "文件").write(160, 135, "0"),
			"0,0 规章\n0,1 12\n0,2 3\n1,0 文件\n1,1 0\n1,2 \n"},
		"missing rules join cells": {a4().level(100, 50, 250).level(120, 150, 250).level(140, 50, 250).upright(50, 100, 140).upright(150, 100, 140).upright(200, 120, 140).upright(250, 100, 140).
			write(60, 125, "总计").write(170, 115, "结果").write(160, 135, "1").write(210, 135, "2"),
			"0,0+2x1 总计\n0,1+1x2 结果\n1,1 1\n1,2 2\n"},
		"open sides": {a4().level(100, 50, 250).level(120, 50, 250).level(140, 50, 250).upright(150, 100, 140).upright(200, 100, 140).write(60, 115, "规章").write(160, 115, "12").write(210, 135, "7"),
			"0,0 规章\n0,1 12\n0,2 \n1,0 \n1,1 \n1,2 7\n"},
		"a border for each cell": {a4().ruled([]float64{50, 150}, twoRows).ruled([]float64{150.6, 200}, twoRows).write(60, 115, "甲").write(160, 115, "1"),
			"0,0 甲\n0,1 1\n1,0 \n1,1 \n"},
		"a frame around the page": {a4().ruled([]float64{20, 575}, []float64{20, 820}).ruled([]float64{30, 565}, []float64{30, 810}).ruled(threeColumns, twoRows).write(60, 115, "甲").write(60, 60, "上文"),
			"上文\n0,0 甲\n0,1 \n0,2 \n1,0 \n1,1 \n1,2 \n"},
		"a label down its cell": {a4().ruled([]float64{50, 70, 150}, []float64{100, 160}).write(55, 115, "本").write(55, 130, "年").write(55, 145, "度").write(80, 130, "1"),
			"0,0 本年度\n0,1 1\n"},
		"a figure broken in a narrow cell": {a4().ruled([]float64{50, 75, 150}, []float64{100, 140}).write(54, 115, "398").write(54, 130, "57").write(80, 115, "1"),
			"0,0 39857\n0,1 1\n"},
		"two figures above each other": {a4().ruled([]float64{50, 100, 150}, []float64{100, 140}).write(54, 115, "46").write(54, 130, "3").write(110, 115, "1"),
			"0,0 46/3\n0,1 1\n"},
		"a figure over its border": {a4().ruled([]float64{50, 70, 100, 150}, []float64{100, 120}).write(55, 115, "123456").write(110, 115, "8"),
			"0,0 123\uFFFD\n0,1 456\uFFFD\n0,2 8\n"},
		"figures near their borders": {a4().ruled([]float64{50, 70, 90, 150}, []float64{100, 120}).write(53, 115, "123").write(71.5, 115, "456").write(110, 115, "8"),
			"0,0 123\n0,1 456\n0,2 8\n"},
		"a figure that goes on outside of the page":     {a4().ruled([]float64{50, 70, 100}, []float64{100, 120}).write(53, 115, "12").write(85, 115, "345").outside(2), "0,0 12\n0,1 �\n"},
		"a figure on the other side of the page's edge": {a4().ruled([]float64{50, 70, 100}, []float64{100, 120}).write(53, 115, "12").write(85, 115, "8").write(95, 115, "7").outside(1), "0,0 12\n0,1 8\n"},
		"a figure at the page's edge":                   {a4().ruled([]float64{50, 70, 100}, []float64{100, 120}).write(53, 115, "12").write(85, 115, "345").cut(), "0,0 12\n0,1 345�\n"},
		"a mark that hangs over the border":             {a4().ruled([]float64{50, 93, 150}, []float64{100, 120}).write(53, 115, "（办结）").write(110, 115, "8"), "0,0 （办结）\n0,1 8\n"},
		"a mark beside an empty cell":                   {a4().ruled([]float64{50, 87, 150}, []float64{100, 120}).write(53, 115, "（办结）"), "0,0 （办结）\n0,1 \n"},
		"borders of two lines":                          {a4().ruled([]float64{50, 53.5}, []float64{100, 123}).ruled([]float64{50, 53.5, 97, 100.5, 147, 150.5}, []float64{100, 103.5, 120, 123.5}).write(60, 115, "甲").write(105, 115, "1"), "0,0 甲\n0,1 1\n"},
		"borders that do not quite meet":                {a4().level(100, 52, 148).level(120, 52, 148).upright(50, 102, 118).upright(100, 102, 118).upright(150, 102, 118).write(60, 115, "甲").write(105, 115, "1"), "0,0 甲\n0,1 1\n"},
		"borders of strokes that waver":                 {wavering(a4(), 120).level(100, 50, 150).level(140, 50, 150).upright(50, 100, 140).upright(100, 100, 140).upright(150, 100, 140).write(60, 115, "甲").write(105, 115, "1").write(60, 135, "乙"), "0,0 甲\n0,1 1\n1,0 乙\n1,1 \n"},
		"a narrow column":                               {a4().ruled([]float64{50, 57.5, 150}, []float64{100, 120}).write(51, 115, "1").write(60, 115, "2"), "0,0 1\n0,1 2\n"},
		"a frame as wide as the table": {a4().upright(50, 20, 300).upright(250, 20, 300).level(60, 50, 250).level(90, 50, 250).ruled(threeColumns, twoRows).level(200, 50, 250).
			write(60, 50, "全年主动公开。").write(60, 85, "二、主动公开").write(60, 115, "规章").write(160, 115, "12").write(60, 190, "不足。"),
			"全年主动公开。\n二、主动公开\n0,0 规章\n0,1 12\n0,2 \n1,0 \n1,1 \n1,2 \n不足。\n"},
		"a box around text is no table": {a4().ruled([]float64{50, 250}, []float64{100, 120, 140}).write(60, 115, "内容").write(60, 135, "12"), "内容\n12\n"},
		"a string without widths":       {a4().ruled(threeColumns, twoRows).write(160, 115, "1005").narrow(4), "0,0 \n0,1 1005\n0,2 \n1,0 \n1,1 \n1,2 \n"},
		"drawn twice to look bold":      {a4().ruled(threeColumns, twoRows).write(160, 115, "11").write(160.4, 115, "11"), "0,0 \n0,1 11\n0,2 \n1,0 \n1,1 \n1,2 \n"},
		"a digit over another":          {a4().ruled(threeColumns, twoRows).write(160, 115, "15").write(160.4, 115, "16"), "0,0 \n0,1 1\uFFFD\n0,2 \n1,0 \n1,1 \n1,2 \n"},
		"digits that stand close":       {a4().ruled(threeColumns, twoRows).write(160, 115, "1").write(161.6, 115, "6"), "0,0 \n0,1 16\n0,2 \n1,0 \n1,1 \n1,2 \n"},
		"a digit a little above":        {a4().ruled(threeColumns, twoRows).write(160, 115, "1").write(160, 113.4, "6"), "0,0 \n0,1 \uFFFD\n0,2 \n1,0 \n1,1 \n1,2 \n"},
		"an underline is no table":      {a4().level(118, 50, 100).write(50, 115, "五百"), "五百\n"},
		"an empty grid is a drawing":    {a4().ruled(threeColumns, twoRows).write(50, 300, "文"), "文\n"},
	} {
		if got := shown(read(t, c.page).Document); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
	}
	if r := read(t, a4().ruled([]float64{50, 70, 100, 150}, []float64{100, 120}).write(55, 115, "123456")); r.Spoilt != 2 {
		t.Errorf("%d cells spoilt", r.Spoilt)
	}
}

// wavering draws a line of short rules, by turns a little higher and lower.
func wavering(s *sheetOf, y float64) *sheetOf {
	for i := range 25 {
		x := 50 + 4*float64(i)
		s.Rules = append(s.Rules, Rule{x, y - 0.1 + 0.6*float64(i%2), x + 4, y + 0.1 + 0.6*float64(i%2)})
	}
	return s
}

// TestDrawings: pages of more lines than a table has end by a count, and of many grids the largest are tables.
func TestDrawings(t *testing.T) {
	hatched := a4()
	for i := range 1500 {
		hatched.level(100+0.4*float64(i), 10, 900).upright(10+0.4*float64(i), 90, 800)
	}
	for i := range hatched.Rules { // thinner than what makes them one
		r := &hatched.Rules[i]
		r.X0, r.X1, r.Y0, r.Y1 = 4*r.X0, 4*r.X1, 4*r.Y0, 4*r.Y1
	}
	m := limit.NewMeter(t.Context(), limit.Default())
	NewReader(m).Add(&hatched.Page)
	var exceeded *limit.Exceeded
	if !errors.As(m.Err(), &exceeded) || exceeded.What != Crossings {
		t.Errorf("%v", m.Err())
	}
	many := a4()
	for i := range mostGrids + 20 {
		x, y := 10+40*float64(i%12), 10+25*float64(i/12)
		many.ruled([]float64{x, x + 15, x + 30}, []float64{y, y + 20}).write(x+2, y+15, "1")
	}
	many.ruled(threeColumns, []float64{500, 520, 540}).write(60, 515, "规章").write(160, 515, "12")
	if r := read(t, many); r.Tables != mostGrids || !strings.Contains(shown(r.Document), "0,0 规章\n0,1 12\n") {
		t.Errorf("%d tables:\n%s", r.Tables, shown(r.Document))
	}
}

// TestAcross: tables over several pages.
func TestAcross(t *testing.T) {
	header := func(s *sheetOf) *sheetOf {
		return s.write(60, 75, "项目").write(155, 75, "数量").write(205, 75, "总计")
	}
	first := func() *sheetOf {
		return header(a4().ruled(threeColumns, []float64{60, 80, 100, 120})).write(60, 95, "规章").write(160, 95, "1").write(210, 95, "2").write(60, 115, "文件").write(160, 115, "3").write(210, 115, "4")
	}
	const head = "0,0 项目\n0,1 数量\n0,2 总计\n1,0 规章\n1,1 1\n1,2 2\n2,0 文件\n2,1 3\n2,2 4\n"
	for name, c := range map[string]struct {
		first, next *sheetOf
		want        string
	}{
		"goes on": {first(), a4().ruled(threeColumns, twoRows).write(60, 115, "许可").write(160, 115, "5"), head + "3,0 许可\n3,1 5\n3,2 \n4,0 \n4,1 \n4,2 \n"},
		"moved by the binding": {first(), a4().ruled([]float64{70, 170, 220, 270}, []float64{100, 120}).write(80, 115, "许可").write(180, 115, "5"),
			head + "3,0 许可\n3,1 5\n3,2 \n"},
		"header repeated":          {first(), header(a4().ruled(threeColumns, []float64{60, 80, 100})).write(60, 95, "许可").write(210, 95, "6"), head + "3,0 许可\n3,1 \n3,2 6\n"},
		"nothing but the header":   {first(), header(a4().ruled(threeColumns, []float64{60, 80})), head},
		"figures repeat no header": {first(), a4().ruled(threeColumns, []float64{60, 80}).write(60, 75, "项目").write(155, 75, "7"), head + "3,0 项目\n3,1 7\n3,2 \n"},
		"rows of figures repeat nothing": {a4().ruled(threeColumns, []float64{60, 80}).write(60, 75, "规章").write(160, 75, "1"), a4().ruled(threeColumns, []float64{60, 80}).write(60, 75, "规章").write(160, 75, "1"),
			"0,0 规章\n0,1 1\n0,2 \n1,0 规章\n1,1 1\n1,2 \n"},
		"two rows with figures": {a4().ruled(threeColumns, []float64{60, 80, 100}).write(60, 75, "规章").write(160, 75, "1").write(55, 95, "申请人逾期未按收").write(160, 95, "3"),
			a4().ruled(threeColumns, []float64{60, 80}).write(55, 75, "其他").write(160, 75, "5"),
			"0,0 规章\n0,1 1\n0,2 \n1,0 申请人逾期未按收\n1,1 3\n1,2 \n2,0 其他\n2,1 5\n2,2 \n"},
		"a label that has room": {a4().ruled(threeColumns, []float64{60, 80, 100}).write(60, 75, "规章").write(160, 75, "1").write(55, 95, "申请人").write(160, 95, "3"),
			a4().ruled(threeColumns, []float64{60, 80}).write(55, 75, "其他"),
			"0,0 规章\n0,1 1\n0,2 \n1,0 申请人\n1,1 3\n1,2 \n2,0 其他\n2,1 \n2,2 \n"},
		"another width": {first(), a4().ruled([]float64{50, 150, 300}, []float64{60, 80}).write(60, 75, "甲").write(155, 75, "7"), head + "0,0 甲\n0,1 7\n"},
		"text between":  {first(), a4().write(50, 50, "三、情况").ruled(threeColumns, []float64{60, 80}).write(60, 75, "甲"), head + "三、情况\n0,0 甲\n0,1 \n0,2 \n"},
		"a row cut in two": {a4().ruled(threeColumns, []float64{60, 80, 100}).write(60, 75, "规章").write(160, 75, "1").write(55, 95, "申请人逾期未按收").write(160, 95, "3"),
			a4().ruled(threeColumns, []float64{60, 80, 100}).write(55, 75, "费通知").write(55, 95, "其他").write(160, 95, "5"),
			"0,0 规章\n0,1 1\n0,2 \n1,0 申请人逾期未按收费通知\n1,1 3\n1,2 \n2,0 其他\n2,1 5\n2,2 \n"},
		"a row without figures": {a4().ruled(threeColumns, []float64{60, 80, 100}).write(60, 75, "规章").write(160, 75, "1").write(55, 95, "申请人逾期未按收").write(160, 95, "3"),
			a4().ruled(threeColumns, []float64{60, 80}).write(55, 75, "3.其他"),
			"0,0 规章\n0,1 1\n0,2 \n1,0 申请人逾期未按收\n1,1 3\n1,2 \n2,0 3.其他\n2,1 \n2,2 \n"},
	} {
		if got := shown(read(t, c.first, c.next).Document); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
	}
}

// TestCarried: a group of rows that goes on with the next page has one label.
func TestCarried(t *testing.T) {
	page := func(label string, rows ...string) *sheetOf {
		s := a4().upright(30, 60, 100).upright(100, 60, 100).upright(200, 60, 100).upright(250, 60, 100).level(60, 30, 250).level(80, 100, 250).level(100, 30, 250)
		s.write(35, 80, label)
		for i, row := range rows {
			name, figure, _ := strings.Cut(row, " ")
			s.write(105, 75+20*float64(i), name).write(210, 75+20*float64(i), figure)
		}
		return s
	}
	const want = "0,0+4x1 不予\n0,1 甲\n0,2 1\n1,1 乙\n1,2 2\n2,1 丙\n2,2 3\n3,1 丁\n3,2 4\n"
	for _, label := range []string{"", "不予（续）"} {
		if got := shown(read(t, page("不予", "甲 1", "乙 2"), page(label, "丙 3", "丁 4")).Document); got != want {
			t.Errorf("%q:\n%s", label, got)
		}
	}
	if got := shown(read(t, page("不予", "甲 1", "乙 2"), page("其他", "丙 3", "丁 4")).Document); !strings.Contains(got, "2,0+2x1 其他") {
		t.Errorf("another label:\n%s", got)
	}
}
