package recognize_test

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/report"
)

// head and tail make a report of a section.
const (
	head = "云溪市商务局2022年政府信息公开工作年度报告\n一、总体情况\n全年公开信息。\n"
	tail = "五、存在的主要问题及改进情况\n问题不多。\n六、其他需要报告的事项\n无。\n"

	disclosureHead = "二、主动公开政府信息情况\n"
	requestsHead   = "三、收到和处理政府信息公开申请情况\n"
	disputesHead   = "四、政府信息公开行政复议、行政诉讼情况\n"
)

// TestTextGuards: figures that something speaks against stay blank; each case is what one guard is for.
func TestTextGuards(t *testing.T) {
	header := "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
	cases := []struct{ name, text, table, blank string }{
		{"figures ahead, some blanks lost", requestsHead + header + "0 0 0 5\n一、本年新收政府信息公开申请数量\n1 0 0 0 0 0 1\n二、上年结转政府信息公开申请数量\n2 0 0 0 0 0 2\n" +
			"三、本年度办理结果 （一）予以公开\n3 0 0 0 0 0 3\n四、结转下年度继续办理\n", "requests", "new carried_over granted"},
		{"figures ahead in a later band", disclosureHead + "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章\n1 0 1\n行政规范性文件\n第二十条第（五）项\n信息内容 本年处理决定数量\n7\n行政许可\n",
			"disclosure", "rules normative_documents"},
		{"a second row behind a label", requestsHead + header + "一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n2\n0\n0\n0\n0\n0\n2\n二、上年结转政府信息公开申请数量\n3\n0\n0\n0\n0\n0\n3\n" +
			"三、本年度办理结果\n（一）予以公开\n四、结转下年度继续办理\n", "requests", "new carried_over"},
		{"a block of one row beside a block of two", disclosureHead + "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章\n行政规范性文件\n17 0 5\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可\n0\n" +
			"第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费\n0\n", "disclosure", "rules normative_documents"},
		{"a figure goes on below, between bars", disclosureHead + "| 第二十条第（一）项 | | | |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 4 | 0 | 4 |\n| 行政规范性文件 | 2123 | 0 | 2123 |\n|  | 2 |  | 2 |\n",
			"disclosure", "normative_documents"},
		{"a unit goes on below", disclosureHead + "第二十条第（八）项                          \n信息内容            本年收费金额（单位：万元）\n行政事业性收费      28000\n                    元\n", "disclosure", "fees"},
		{"a row without a label goes on", disputesHead + "行政复议                                      行政诉讼\n结果维持  结果纠正  其他结果  尚未审结  总计     未经复议直接起诉  复议后起诉\n结果维持  结果纠正  其他结果  尚未审结  总计     结果维持  结果纠正  其他结果  尚未审结  总计  结果维持  结果纠正  其他结果  尚未审结  总计\n" +
			"0  0  75217  0  75217  0  0  0  0  0  0  0  0  0  0\n      523       523\n", "disputes", "review"},
		{"the label goes on beside more digits", requestsHead + header + "一、本年新收政府   1001   0  0  0  0  0  1001\n信息公开申请数量 7 7\n二、上年结转政府信息公开申请数量   2   0  0  0  0  0  2\n三、本年度办理结果 （一）予以公开   3   0  0  0  0  0  3\n", "requests", "new"},
		{"first halves above the row", requestsHead + header + "一、本年新收政府信息公开申请数量 5 0 0 0 0 0 5\n2629 26295\n二、上年结转政府信息公开申请数量 103 101 0 0 388 0 92\n三、本年度办理结果 （一）予以公开 3 0 0 0 0 0 3\n", "requests", "carried_over"},
		{"a torn point on its own line", disclosureHead + "第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n20481\n.\n33\n", "disclosure", "fees"},
		{"a torn point with a unit", disclosureHead + "第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 20481 .33万元\n", "disclosure", "fees"},
		{"digits behind a torn point", disclosureHead + "第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费 0. 675550\n", "disclosure", "fees"},
		{"a figure in a note that goes on below", disclosureHead + "第二十条第（六）项\n信息内容   本年处理决定数量\n0\n行政处罚（1\n7年）\n行政强制   0\n第二十条第（八）项\n信息内容   本年收费金额（单位：万元）\n行政事业性收费   0\n", "disclosure", "penalties"},
		{"a mark glued to the label moves its row", requestsHead + "|  |  |  | 自然人 | 法人或其他组织 |  |  |  |  | 总计 |\n|  |  |  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n| 一、本年新收政府信息公开申请数量 |  |  | 0 |  | 0 | 0 | 0 | 0 | 0 |\n| 二、上年结转政府信息公开申请数量 |  |  | 3 |  | 1 | — | 0 | 0 | 0 |\n| 三、本年度办理结果 | （一）予以公开 |  | 39 |  | 0 | 11561 | 1 | 0 | 0 |\n|  | （三）不予公开 | 1.属于国家秘密 | 0 |  | 0 | 0 | 430 | 0 | 0 |\n|  |  | 2.其他法律行政法规禁止公开 | 0 |  | 0 | 0 | 362 | 910 | 0 |\n|  |  | 3.危及“三安全一稳定”/ |  | 1 | 2 | 0 | 0 | 0 |\n|  |  | 4.保护第三方合法权益 | 0 |  | 0 | 53 | 0 | 0 | 4 |\n|  |  | 5.属于三类内部事务信息 | 0 |  | 0 | 0 | 无 | 0 | 0 |\n|  |  | 6.属于四类过程性信息 | 0 |  | 616 | 0 | 0 | 8 | 0 |\n", "requests", "denied_security.business"},
		{"merged cells leave gaps", disclosureHead + "第二十条第（一）项\t\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t\t现行有效件数\n规章\t5\t11\t\t16\n行政规范性文件\t\t7\t\t24\n", "disclosure", "normative_documents.issued"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := tableOf(t, head+c.text+tail, c.table)
			for _, blank := range strings.Fields(c.blank) {
				row, col, _ := strings.Cut(blank, ".")
				for key, cell := range got {
					if _, number := cell.Number(); number && key.Row == row && (col == "" || key.Col == col) {
						t.Errorf("%s.%s = %q", key.Row, key.Col, cell.String())
					}
				}
			}
		})
	}
}

// TestLineNumbers: the numbers of lines are nobody's figures, and what stands behind them is read.
func TestLineNumbers(t *testing.T) {
	text := head + disclosureHead + "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t\n第二十条第（六）项\n信息内容\t本年处理决定数量\n行政处罚\t3\n行政强制\t0\n" + tail
	var numbered strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		numbered.WriteString(strings.Repeat(" ", 4) + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10)) + "\t" + line + "\n")
	}
	got := tableOf(t, numbered.String(), "disclosure")
	for row, want := range map[string]string{"licensing": "", "penalties": "3", "compulsory_measures": "0"} {
		if cell := got.Get(row, "decisions"); cell.String() != want {
			t.Errorf("%s = %q, want %q", row, cell.String(), want)
		}
	}
}

// tableOf reads a text and returns one of its tables.
func tableOf(t *testing.T, text, key string) report.Table {
	t.Helper()
	doc, found := markup.Read(context.Background(), []byte(text), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	r, _, found := recognize.Report(context.Background(), doc, edition.Official())
	if r == nil {
		t.Fatal(found)
	}
	return r.Tables[key]
}
