package webpage

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// sketch prints a document in short: a line for each paragraph (bold in **, headings with #), tables by rows with
// spans as ^rows and >columns, blanks as _, gaps that were filled as ?.
func sketch(doc *document.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		switch x := block.(type) {
		case *document.Paragraph:
			b.WriteString(strings.Repeat("#", x.Outline))
			for _, r := range x.Runs {
				if r.Bold {
					b.WriteString("**" + r.Text + "**")
				} else {
					b.WriteString(r.Text)
				}
			}
			b.WriteString("\n")
		case *document.Table:
			sketchTable(&b, x)
		case *document.Loose:
			for _, l := range x.Lines {
				fmt.Fprintf(&b, "%d: %s\n", l.Number, l.Text)
			}
		}
	}
	return strings.ReplaceAll(b.String(), "\u00A0", "~")
}

func sketchTable(b *strings.Builder, t *document.Table) {
	row := -1
	for _, c := range t.Cells {
		if c.Row != row {
			if row >= 0 {
				b.WriteString("|\n")
			}
			row = c.Row
		}
		text := strings.ReplaceAll(c.Text(), "\n", "/")
		switch {
		case text == "" && c.Place.Line == 0:
			text = "?"
		case text == "" && len(c.Tables) == 0:
			text = "_"
		}
		b.WriteString("|" + text)
		if c.RowSpan > 1 {
			fmt.Fprintf(b, "^%d", c.RowSpan)
		}
		if c.ColSpan > 1 {
			fmt.Fprintf(b, ">%d", c.ColSpan)
		}
		for _, n := range c.Tables {
			b.WriteString("{")
			sketchTable(b, n)
			b.WriteString("}")
		}
	}
	b.WriteString("|\n")
}

const figures = "<table><tr><td>a<td>1<td>2<tr><td>b<td>3<td>4</table>"
const figuresSketch = "|a|1|2|\n|b|3|4|\n"

func TestRead(t *testing.T) {
	tests := []struct {
		name, page, want string
		codes            []diag.Code
	}{
		// Text.
		{"bare text", "一、总体情况", "一、总体情况\n", nil},
		{"paragraphs without end tags", "<p>甲<p>乙<div>丙<p>丁</div>戊", "甲\n乙\n丙\n丁\n戊\n", nil},
		{"white space as in browsers", "<p>  a \n\t b </p><p>甲\n   乙</p><p>甲 乙</p>", "a b\n甲乙\n甲 乙\n", nil},
		{"no-break and ideographic spaces stay", "<p>&nbsp;&nbsp;甲&nbsp;乙　丙</p>", "~~甲~乙　丙\n", nil},
		{"blank paragraphs", "<p>甲</p><p>&nbsp;</p><p><br></p><p><o:p>&nbsp;</o:p></p><p>　</p><p>乙</p>", "甲\n乙\n", nil},
		{"words cut over elements", "<p><span>20</span><span>23</span><font>年总</font>\n<font><i>计</i></font><u:x>！</u:x></p>", "2023年总计！\n", nil},
		{"line breaks part paragraphs", "<div>　　甲<br>　　乙<br/><br>丙</br>丁</div>", "　　甲\n　　乙\n丙\n丁\n", nil},
		{"a heading on two lines", "<h1>示例市商务局<br>2023年报告</h1>", "#示例市商务局\n2023年报告\n", nil},
		{"bold", `<p><b>一</b>二<span style="FONT-WEIGHT: Bold">三</span><strong style="font-weight:normal">四</strong><b>五<i>六</b>七</i></p>`,
			"**一**二**三**四**五六**七\n", nil},
		{"bold shorthand", `<p><span style="font:700 12px 宋体">一</span><span style="font:12px 宋体">二</span></p>`, "**一**二\n", nil},
		{"headings", "<h2>甲</h2><h6><span>乙</span></h6>丙", "##甲\n######乙\n丙\n", nil},
		{"lists", "<ul><li>甲<li>乙<ul><li>丙</ul><li>丁</ul><dl><dt>戊<dd>己</dl>", "甲\n乙\n丙\n丁\n戊\n己\n", nil},
		{"comments and Word's own", "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p><!--[if !supportLists]-->1.<!--[endif]-->甲</p><xml><w:Zoom>0</w:Zoom></xml>乙", "1.甲\n乙\n", nil},
		{"smart tags and portals' elements", `<ucapcontent><p><st1:chsdate year="2020" w:st="on">2020年1月1日</st1:chsdate><o:p/>起</p></ucapcontent>`, "2020年1月1日起\n", nil},
		{"what is no text", "<style>a{}</style><script>document.write('<p>x</p>')</script><noscript>y</noscript><template><p>z</p></template><textarea>t</textarea>甲<select><option>一<option>二</select><button>关闭</button>乙<svg><title>s</title><text>v</text></svg>丙<iframe>f</iframe>", "甲乙丙\n", nil},
		{"unclosed controls", "<select><option>一<p>甲</p><button>二<table><tr><td>乙</table>", "甲\n乙\n", nil},
		{"pinyin above characters", "<p><ruby>数<rp>(</rp><rt>shù</rt><rp>)</rp></ruby>据</p>", "数据\n", nil},
		{"anchors are no links", "<p><a name=_Toc1>一、甲</a></p><p><a href='javascript:print()'>打印</a></p><p><a href=#_Toc1>一、甲</a>", "一、甲\n一、甲\n", nil},
		{"hidden", `<div style="display: none"><p>x</p></div><p hidden>y</p><p>甲<span style="visibility:hidden">z</span>乙</p><p style="mso-hide:all">w</p>`, "甲乙\n", nil},
		{"a form around the page", "<form><p>甲</p><input value=x><label>乙</label></form>", "甲\n乙\n", nil},
		{"NUL", "<p>甲\x00乙</p>", "甲乙\n", nil},
		{"misnested weight", "<b><p>甲</p></b><p>乙</p>", "**甲**\n乙\n", nil},

		// Tables.
		{"a plain table", figures, figuresSketch, nil},
		{"end tags and bodies", "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", "|a|b|\n|1|2|\n", nil},
		{"spans", "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>1<td>2</table>", "|a^2|b>2|\n|1|2|\n", nil},
		{"blank cells", "<table><tr><td>a<td>1<td><tr><td>b<td>&nbsp;<td><p><o:p></o:p></p></table>", "|a|1|_|\n|b|_|_|\n", nil},
		{"paragraphs and breaks in cells", "<table><tr><td><p>结果</p><p>维持</p><td>总<br>计<td>1<td>2<td>3<td>4</table>", "|结果/维持|总/计|1|2|3|4|\n", nil},
		{"spans beyond the table", "<table><tr><td rowspan=9>a<td colspan=3>b<tr><td>1<td>2<td>3</table>", "|a^2|b>3|\n|1|2|3|\n", nil},
		{"columns that nothing starts in", "<table><tr><td colspan=100>t<tr><td colspan=5>a<td colspan=2>1<tr><td colspan=5>b<td colspan=2>2</table>", "|t>2|\n|a|1|\n|b|2|\n", nil},
		{"emptied rows", "<table><tr><td rowspan=2>a<td rowspan=2>1<tr><tr><td>b<td>2</table>", "|a|1|\n|b|2|\n", nil},
		{"rowspan 0", "<table><tr><td rowspan=0>a<td>1<tr><td>2<tr><td>3</table>", "|a^3|1|\n|2|\n|3|\n", nil},
		{"spans that are no numbers", "<table><tr><td colspan=x rowspan=-2>a<td colspan='2.5'>1<tr><td>b<td>2<td>3</table>", "|a|1>2|\n|b|2|3|\n", nil},
		{"short rows", "<table><tr><td>a<td>1<td>2<tr><td>b<td>3</table>", "|a|1|2|\n|b|3|?|\n", []diag.Code{"html-table-uneven"}},
		{"overlapping spans", "<table><tr><td>a<td rowspan=2>1<tr><td colspan=2>b<td>2</table>", "|a|1^2|?|\n|b|2|\n", []diag.Code{"html-table-uneven"}},
		{"spans end with their body", "<table><tbody><tr><td rowspan=3>a<td>1</tbody><tbody><tr><td>b<td>2</tbody></table>", "|a|1|\n|b|2|\n", nil},
		{"head and foot in their places", "<table><tfoot><tr><td>f<td>3</tfoot><tbody><tr><td>b<td>2</tbody><thead><tr><td>h<td>1</thead></table>", "|h|1|\n|b|2|\n|f|3|\n", nil},
		{"hidden cells in place of spans", `<table><tr><td rowspan=2>a<td>1<tr><td style="display:none"></td><td>2<tr style="display:none"><td>x<td>9</table>`, "|a^2|1|\n|2|\n", nil},
		{"rows without a table", "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>", "|a|1|\n|b|2|\n", nil},
		{"cells without rows", "<table><td>a</td><td>1</td></table>", "|a|1|\n", nil},
		{"elements between the parts", "<table><form><tr><font><td>a</td></font><td>1</td></tr></form></table>", "|a|1|\n", nil},
		{"inline elements do not leave their cell", "<table><tr><td><b>a<td>1</b><td>2</table><p>x", "|a|1|2|\nx\n", nil},
		{"a table in a paragraph", "<p>甲<table><tr><td>a<td>1</table>乙", "甲\n|a|1|\n乙\n", nil},
		{"a caption", "<table><caption>单位：件</caption><tr><td>a<td>1</table>", "单位：件\n|a|1|\n", nil},
		{"astray between rows", "<table><tr><td>a<td>1</tr>甲<tr><td>b<td>2</table>", "甲\n|a|1|\n|b|2|\n", nil},

		// The end of a table missing, and layout tables.
		{"no end tag", "<table><tr><td>a<td>1<td>2</td></tr><tr><td>b<td>3<td>4</td></tr><p>五、甲</p><p>乙</p>", figuresSketch + "五、甲\n乙\n", nil},
		{"no end tag, next table", "<table><tr><td>a<td>1<td>2</td></tr><tr><td>b<td>3<td>4</td></tr><p>五、甲</p>" + figures, figuresSketch + "五、甲\n" + figuresSketch, nil},
		{"no end tags at all", "<table><tr><td>a<td>1<td>2<tr><td>b<td>3<td>4<p>五、甲</p><p>六、乙</p>" + figures, figuresSketch + "五、甲\n六、乙\n" + figuresSketch, nil},
		{"layout by cells", "<table><tr><td>左<td><p>一、甲</p>" + figures + "<p>二、乙</p></table>", "一、甲\n" + figuresSketch + "二、乙\n", nil},
		{"layout in layout", "<table><tr><td><table><tr><td>" + figures + "</table></table>", figuresSketch, nil},
		{"one cell", "<table><tr><td>甲</table>乙", "甲\n乙\n", nil},
		{"one column of text", "<table><tr><td>甲<tr><td>乙</table>", "甲\n乙\n", nil},
		{"long prose in a cell", "<table><tr><td>" + strings.Repeat("长文。", 120) + "<td>右</table>", strings.Repeat("长文。", 120) + "\n右\n", nil},
		{"section heads across a table of figures", "<table><tr><td colspan=3>二、甲<tr><td>a<td>1<td>2<tr><td>b<td>3<td>4<tr><td colspan=3>三、乙<tr><td>c<td>5<td>6</table>", "二、甲\n" + figuresSketch + "三、乙\n|c|5|6|\n", nil},
		{"a table in a cell of figures", "<table><tr><td>a<td>1<td>2<tr><td>b<td>3<td>4<td><table><tr><td>x<td>y</table><td>5</table>", "|a|1|2|?|?|\n|b|3|4|{|x|y|\n}|5|\n", []diag.Code{"html-table-uneven"}},
		{"page data", "<table><tr><td>索引号<td>014/2024-1<td>日期<td>2024-01-17</table>" + figures, "|索引号|014/2024-1|日期|2024-01-17|\n" + figuresSketch, nil},
		{"page data with a summary", "<table><tr><td>索引号<td>014<td>日期<td>2024-01-17<tr><td>名称<td>报告<td>摘要<td>" + strings.Repeat("长文。", 120) + "</table>", "|索引号|014|日期|2024-01-17|\n|名称|报告|摘要|" + strings.Repeat("长文。", 120) + "|\n", nil},
		{"figures in fields", "<table><tr><td>规章<td><input value=3><td><input type=text value='12'><input value=搜索></table>", "|规章|3|12|\n", nil},
		{"struck out and raised figures", "<table><tr><td>规章<td><del>5</del>6<td>12<sup>1</sup><td><span style='text-decoration:line-through'>7</span>8</table>m<sup>2</sup>", "|规章|6|12¹|8|\nm2\n", []diag.Code{"html-struck"}},
		{"nothing is struck out", "<table><tr><td>规章<td><del> </del>6<td>7</table>", "|规章|6|7|\n", nil},
		{"digits off the line", "<table><tr><td>46<sub>3</sub><td><sup>1</sup>46<td><sup>46</sup><td><sup>4</sup><sup>6</sup><td>46<span style='vertical-align:super'>1</span>" +
			"<td>46<span style='vertical-align: sub'>3</span><td>46<sup>[1]</sup><td>4<sup>1</sup>6</table>", "|46₃|1 46|46|46|46¹|46₃|46[¹]|4¹6|\n", nil},
		{"white digits", "<table><tr><td><span style='color:#FFF'>999</span>46<td>46<span style='color: white'>9</span><td style='color:#fff'>46<td><span style='color:red'>4</span>6" +
			"<td>4<span style='visibility:hidden'>9</span>6</table>", "|999 46|46 9|46|46|46|\n", nil},
		{"a table too wide", "<table><tr>" + strings.Repeat("<td>x", 70) + "</table>甲", strings.Repeat("x\n", 70) + "甲\n", []diag.Code{"html-table-size"}},

		// Text instead of tables.
		{"preformatted", "<pre>甲\n规章\t1\t2\n乙\t3\t4\n丙\t1\t2\n丁\t5\t6\n戊\t1\n己\t1\n庚\t2\n辛\t3</pre>", "1: 甲\n2: 规章\t1\t2\n3: 乙\t3\t4\n4: 丙\t1\t2\n5: 丁\t5\t6\n6: 戊\t1\n7: 己\t1\n8: 庚\t2\n9: 辛\t3\n", nil},
		{"bars", strings.Repeat("<p>规章 | 1 | 2</p>\n", 8), "1: 规章 | 1 | 2\n2: 规章 | 1 | 2\n3: 规章 | 1 | 2\n4: 规章 | 1 | 2\n5: 规章 | 1 | 2\n6: 规章 | 1 | 2\n7: 规章 | 1 | 2\n8: 规章 | 1 | 2\n", nil},

		// Nothing.
		{"pictures only", "<p><img src=1.png><img src=2.png></p>", "", []diag.Code{"html-only-images"}},
		{"a frame only", `<html><frameset><frame src="a.html"></frameset></html>`, "", []diag.Code{"html-only-frame"}},
		{"nothing", "<html><body></body></html>", "", []diag.Code{"html-empty"}},
		{"pictures instead of tables", "<p>一、甲</p><img src=1.png>", "一、甲\n", []diag.Code{"html-images"}},
		{"an embedded file instead of tables", "<p>一、甲</p><iframe src=a.pdf></iframe>", "一、甲\n", []diag.Code{"html-frame"}},
		{"shown by a script", "<div style='display:none'>" + figures + "</div>甲", figuresSketch + "甲\n", []diag.Code{"html-hidden"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, diags := Read(context.Background(), []byte(test.page), limit.Default())
			got := ""
			if doc != nil {
				got = sketch(doc)
				sound(t, doc)
			}
			if got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
			if len(diags) != len(test.codes) {
				t.Errorf("diagnostics %v, want %v", diags, test.codes)
			}
			for _, c := range test.codes {
				if !diags.Has(c) {
					t.Errorf("no %s in %v", c, diags)
				}
			}
		})
	}
}

// sound checks the geometry of all tables.
func sound(t testing.TB, doc *document.Document) {
	t.Helper()
	var check func(*document.Table)
	check = func(table *document.Table) {
		if err := table.CheckGeometry(); err != nil {
			t.Errorf("table: %v", err)
		}
		for _, c := range table.Cells {
			for _, n := range c.Tables {
				check(n)
			}
		}
	}
	for _, b := range doc.Blocks {
		if table, ok := b.(*document.Table); ok {
			check(table)
		}
	}
}

func TestReadEncodings(t *testing.T) {
	body := "<p>示例市商务局二〇二三年年度报告，全文如下：一、总体情况。</p>"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(body)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{
		"utf-8":               body,
		"utf-8, wrong label":  `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">` + body,
		"gbk":                 gbk,
		"gbk labelled":        `<meta charset="gb2312">` + gbk,
		"gbk, wrong label":    `<META CHARSET='utf-8'>` + gbk,
		"gbk labelled as xml": `<?xml version="1.0" encoding="gb2312"?>` + gbk,
		"mark":                "\uFEFF" + body,
	} {
		doc, diags := Read(context.Background(), []byte(page), limit.Default())
		if doc == nil || sketch(doc) != strings.TrimSuffix(strings.TrimPrefix(body, "<p>"), "</p>")+"\n" {
			t.Errorf("%s: %v %v", name, doc, diags)
		}
		if diags.Has("encoding-label-wrong") != strings.Contains(name, "wrong") {
			t.Errorf("%s: %v", name, diags)
		}
	}
	if doc, diags := Read(context.Background(), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00"), limit.Default()); doc != nil || !diags.Has("encoding-unknown") {
		t.Errorf("a picture: %v", diags)
	}
}

// article makes a page with three sections in an element of its own, so that there is evidence of where it stands.
func article(before, title, content, after string) string {
	return "<html><head><title>年度报告_示例市政府</title></head><body>" + before + "<div>" + title + "<div id=c><p>一、总体情况</p>" + content +
		"<p>二、甲</p>" + figures + "<p>三、乙</p></div></div>" + after + "</body></html>"
}

func TestFrame(t *testing.T) {
	const core = "一、总体情况\n"
	const rest = "二、甲\n" + figuresSketch + "三、乙\n"
	menu := "<div class=top-nav><ul><li><a href=/>首页</a><li><a href=/x>公开</a></ul></div><div>当前位置：<a href=/>首页</a> &gt; 年报</div>"
	tail := "<div>分享到：<a href=#>微信</a></div><div>上一篇：<a href=/1>2022年报告</a></div><p>主办：示例市人民政府 京ICP备1号</p>"
	tests := []struct{ name, page, want string }{
		{"menus and foot go", article(menu, "<h1>示例局2023年报告</h1>", "", tail), "#示例局2023年报告\n" + core + rest},
		{"a title in two lines", article(menu, "<p>示例市商务局</p><p>2023年政府信息公开工作年度报告</p>", "", tail), "示例市商务局\n2023年政府信息公开工作年度报告\n" + core + rest},
		{"the headline is better than page data", article(menu+"<p>名称：示例局2023年报告</p>", "<div class=title>示例局2023年报告</div>", "", tail), "示例局2023年报告\n" + core + rest},
		{"no headline: the title element, without the portal", article(menu, "", "", tail), "年度报告\n" + core + rest},
		{"no headline: the article's name in the page's data", article("<meta name=ArticleTitle content='示例局2023年报告'>", "", "", ""), "示例局2023年报告\n" + core + rest},
		{"sentences stay wherever they stand", article("<div class=header>根据《中华人民共和国政府信息公开条例》的要求，现公布示例局2023年的年度报告。</div>", "", "", "<div class=foot>本年度没有其他需要报告的事项，信息处理费没有收取，特此说明。</div>"),
			"年度报告\n根据《中华人民共和国政府信息公开条例》的要求，现公布示例局2023年的年度报告。\n" + core + rest + "本年度没有其他需要报告的事项，信息处理费没有收取，特此说明。\n"},
		{"signature and date below the article", article("", "", "", "<p>示例市商务局</p><p>2024年1月15日</p>"+tail), "年度报告\n" + core + rest + "示例市商务局\n2024年1月15日\n"},
		{"what only does something", article("", "", "<p>【<a href='javascript:print()'>打印本页</a>】</p><p>见<a href=/a.doc>附件</a></p>", ""), "年度报告\n" + core + "见附件\n" + rest},
		{"a report inside what calls itself a header", "<div class=header>" + article("", "<h1>示例局2023年报告</h1>", "", "") + "</div>", "#示例局2023年报告\n" + core + rest},
		{"too little evidence: nothing goes but what says so", "<nav><a href=/>首页</a></nav><p>位置</p><p>二、甲</p>" + figures, "位置\n二、甲\n" + figuresSketch},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, diags := Read(context.Background(), []byte(test.page), limit.Default())
			if doc == nil || len(diags) > 0 {
				t.Fatal(diags)
			}
			if got := sketch(doc); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	page := "<p>甲</p>\n<p>  乙<b>丙</b></p>\r\n<!-- \n -->丁<br>戊\n<table>\n<tr><td>一</td><td>\n2"
	doc, _ := Read(context.Background(), []byte(page), limit.Default())
	var got []string
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			got = append(got, fmt.Sprint(b.Text(), b.Place.Line, b.Place.Column))
		case *document.Table:
			got = append(got, fmt.Sprint("table", b.Place.Line, b.Place.Column))
			for _, c := range b.Cells {
				got = append(got, fmt.Sprint(c.Text(), c.Place.Line, c.Place.Column))
			}
		}
	}
	if want := "甲1 4 乙丙2 6 丁4 5 戊4 10 table5 1 一6 5 26 15"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

// The pages of the corpus have sound tables of the right size, in the right order, and nothing of the portal.
func TestCorpus(t *testing.T) {
	const corpus = "../../../../shared/corpus"
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not here")
	}
	for folder, want := range map[string]string{
		"hangzhou-2025-html":        "14x4 28x10 4x15",
		"shanghai-office-2019-html": "18x5 26x10 4x15",
		"shuyang-fagaiju-2023-html": "3x4 14x4 28x10 4x15",
	} {
		data, err := os.ReadFile(filepath.Join(corpus, folder, "source.html"))
		if err != nil {
			t.Fatal(err)
		}
		doc, diags := Read(context.Background(), data, limit.Default())
		if doc == nil || len(diags) > 0 {
			t.Fatalf("%s: %v", folder, diags)
		}
		sound(t, doc)
		var got []string
		for _, b := range doc.Blocks {
			if table, ok := b.(*document.Table); ok {
				got = append(got, fmt.Sprintf("%dx%d", table.Rows, table.GridColumns()))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: tables %v, want %s", folder, got, want)
		}
		text := sketch(doc)
		for _, frame := range []string{"首页", "采集时间", "星期"} {
			if strings.Contains(text, frame) {
				t.Errorf("%s: %s was kept", folder, frame)
			}
		}
	}
}

func ExampleRead() {
	doc, _ := Read(context.Background(), []byte("<h2>二、主动公开政府信息情况</h2><table><tr><td colspan=2>第二十条第（五）项<tr><td>行政许可<td>12</table>"), limit.Default())
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			fmt.Println(b.Text())
		case *document.Table:
			for _, c := range b.Cells {
				fmt.Printf("row %d column %d: %s\n", c.Row, c.Col, c.Text())
			}
		}
	}
	// Output:
	// 二、主动公开政府信息情况
	// row 0 column 0: 第二十条第（五）项
	// row 1 column 0: 行政许可
	// row 1 column 1: 12
}

func ExampleWrite() {
	doc := &document.Document{Blocks: []document.Block{
		&document.Paragraph{Role: document.Section, Runs: []document.Run{{Text: "一、总体情况"}}},
		&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "一是", Bold: true}, {Text: "压实责任。"}}},
	}}
	fmt.Printf("%s", Write(doc, nil, true))
	// Output:
	// <article lang="zh-CN">
	// <h2>一、总体情况</h2>
	// <p><strong>一是</strong>压实责任。</p>
	// </article>
}
