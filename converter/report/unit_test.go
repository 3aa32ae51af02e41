package report_test

import (
	"testing"

	"nianbao/converter/internal/units"
	"nianbao/converter/report"
)

func TestUnitOf(t *testing.T) {
	for text, want := range map[string]string{
		"本年收费金额（单位：万元）": "万元", "本年收费金额(单位:元)": "元", "收费金额（元）": "元", "单位：元": "元", "单位: 万元": "万元", "（单位：人民币元）": "元", "金额单位：亿元": "亿元",
		"（单位：\n万元）": "万元", "元": "元", "宗": "件", "数量（件）": "件", "【单位：元】": "元", "收费金额（单位：万 元）": "万元",
		"": "", "本年收费金额": "", "元旦": "", "单位名称": "", "单位：元旦局": "", "公共企事业单位": "", "收费金额（含上年）": "", "填报单位：个私协会": "",
	} {
		if got, ok := units.Of(text); got != want || ok != (want != "") {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func TestConvertUnit(t *testing.T) {
	for _, c := range []struct{ figure, from, to, want string }{
		{"12000", "元", "万元", "1.2"}, {"125000", "元", "万元", "12.5"}, {"12.5", "元", "万元", "0.00125"}, {"12", "亿元", "万元", "120000"}, {"1.25", "万元", "元", "12500"},
		{"12.50", "万元", "万元", "12.50"}, {"0", "元", "万元", "0"}, {"-3", "元", "万元", "-0.0003"}, {"1.2", "万件", "", "12000"}, {"5", "宗", "", "5"}, {"1.205", "万元", "元", "12050"},
		{"5", "元", "", ""}, {"5", "尺", "万元", ""}, {"999999999999999999", "亿元", "元", ""}, {"0.000000000000001", "元", "万元", ""},
	} {
		d, err := report.ParseDecimal(c.figure)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := report.ConvertUnit(d, c.from, c.to)
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%s %s are %s %s, want %q", c.figure, c.from, got, c.to, c.want)
		}
	}
}

func TestInOtherUnit(t *testing.T) {
	number := func(s string) report.Decimal {
		d, _ := report.ParseDecimal(s)
		return d
	}
	for _, c := range []struct {
		cell   report.Cell
		column string
		want   string // figure and unit as printed; "" for the column's
	}{
		{report.Annotated(report.Int(12000), "12000元"), "万元", "12000 元"}, {report.Text("12000元"), "万元", "12000 元"}, {report.Annotated(report.Int(12), "12亿元"), "万元", "12 亿元"},
		{report.Annotated(report.Int(12000), "12000（元）"), "万元", "12000 元"}, {report.Annotated(report.Int(5), "5元"), "", "5 元"}, {report.Annotated(number("1.2"), "1.2万件"), "", "1.2 万件"},
		{report.Annotated(report.Int(12), "12%"), "", "12 %"}, {report.Annotated(report.Int(12), "12件"), "万元", "12 件"},
		{report.Annotated(number("12.5"), "12.5万元"), "万元", ""}, {report.Annotated(number("12.5"), "12.5万"), "万元", ""}, {report.Count(12), "万元", ""}, {report.Text("/"), "万元", ""},
		{report.Annotated(report.Int(22), "22（其中修订16件）"), "", ""}, {report.Annotated(report.Int(5), "5宗"), "", ""}, {report.Annotated(number("1.2"), "12000元"), "万元", ""},
	} {
		d, unit, other := c.cell.InOtherUnit(c.column)
		if got := d.String() + " " + unit; other != (c.want != "") || other && got != c.want {
			t.Errorf("%s under %q: %q, want %q", c.cell, c.column, got, c.want)
		}
	}
	if c := report.Text("12000元"); c.Says() || !c.SaysIn("万元") || report.Annotated(report.Int(12000), "12000元").SaysIn("万元") || !report.Annotated(report.Int(22), "22件").SaysIn("") {
		t.Error("a figure in another unit reads as no number")
	}
}
