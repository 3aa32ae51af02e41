package converter_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter"
)

func ExampleConverter_Form() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	form, _ := c.Form("2021")
	for _, f := range form.Formulas {
		switch f.ID {
		case "requests-balance.natural_person", "disputes-total.review", "in-force-chain.rules":
			fmt.Println(f.Text)
			fmt.Println(f.TextEn)
		}
	}
	// Output:
	// “自然人”列：一、本年新收政府信息公开申请数量＋二、上年结转政府信息公开申请数量＝（七）总计＋四、结转下年度继续办理
	// Column “自然人”: 一、本年新收政府信息公开申请数量 + 二、上年结转政府信息公开申请数量 = （七）总计 + 四、结转下年度继续办理
	// “行政复议”行：结果维持＋结果纠正＋其他结果＋尚未审结＝总计
	// Row “行政复议”: 结果维持 + 结果纠正 + 其他结果 + 尚未审结 = 总计
	// “规章”行：上年度现行有效件数＋本年制发件数－本年废止件数＝现行有效件数
	// Row “规章”: last year’s 现行有效件数 + 本年制发件数 − 本年废止件数 = 现行有效件数
}

// TestForm: the rows of each table hold every cell once, spans fill the grid, and every pointer of a formula is that of a cell.
func TestForm(t *testing.T) {
	c := newConverter(t)
	for _, e := range c.Editions() {
		form, ok := c.Form(e.Version)
		if !ok || len(form.Formulas) == 0 || len(form.Sections) != len(e.Sections) {
			t.Fatalf("%s: %v", e.Version, form)
		}
		cells := map[string]bool{}
		for _, table := range form.Tables {
			places := 0
			for _, row := range table.Rows {
				for _, cell := range row {
					places += max(cell.ColSpan, 1) * max(cell.RowSpan, 1)
					if cell.Pointer == "" {
						continue
					}
					if cells[cell.Pointer] || cell.Row == "" || cell.Column == "" || !strings.HasPrefix(cell.Pointer, "/"+table.Key+"/") {
						t.Errorf("%s: the cell %+v", e.Version, cell)
					}
					cells[cell.Pointer] = true
				}
			}
			if places != len(table.Rows)*table.Columns || len(table.Widths) != table.Columns {
				t.Errorf("%s: %s fills %d places of %d", e.Version, table.Key, places, len(table.Rows)*table.Columns)
			}
		}
		for _, f := range form.Formulas {
			for _, term := range append(f.Left, f.Right...) {
				if !cells[term.Pointer] {
					t.Errorf("%s: %s: there is no cell %s", e.Version, f.ID, term.Pointer)
				}
			}
			if f.Text == "" || f.TextEn == "" || strings.Contains(f.Message, "{row_name}") || strings.Contains(f.Message, "{col_name}") {
				t.Errorf("%s: %+v", e.Version, f)
			}
		}
	}
	if _, ok := c.Form("1999"); ok {
		t.Error("there is a form of 1999")
	}
	form, _ := c.Form("2021")
	data, err := json.Marshal(form)
	if err != nil || strings.Contains(string(data), "null") {
		t.Errorf("%v: %.300s", err, data)
	}
}
