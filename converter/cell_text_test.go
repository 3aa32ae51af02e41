package converter_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// page is the official form as a page, with a text in the cell of 行政处罚, one in that of the fees, and another header or note.
func page(penalties, fees, header, note string) []byte {
	row := func(cells ...string) string { return "<tr><td>" + strings.Join(cells, "<td>") + "</tr>" }
	wide := func(label, cell string) string { return "<tr><td>" + label + "<td colspan=3>" + cell + "</tr>" }
	return []byte("<h1>云溪市商务局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>全年工作正常。</p><h2>二、主动公开政府信息情况</h2>" + note +
		"<table><tr><td colspan=4>第二十条第（一）项</tr>" + row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数") + row("规章", "0", "0", "1") +
		row("行政规范性文件", "4", "2", "19") + "<tr><td colspan=4>第二十条第（五）项</tr>" + wide("信息内容", "本年处理决定数量") + wide("行政许可", "1287") +
		"<tr><td colspan=4>第二十条第（六）项</tr>" + wide("信息内容", "本年处理决定数量") + wide("行政处罚", penalties) + wide("行政强制", "3") +
		"<tr><td colspan=4>第二十条第（八）项</tr>" + wide("信息内容", header) + wide("行政事业性收费", fees) + "</table>" +
		"<h2>五、存在的主要问题及改进情况</h2><p>一是解读形式单一。</p><h2>六、其他需要报告的事项</h2><p>无。</p><p>云溪市商务局</p><p>2024年1月16日</p>")
}

const inTenThousands = "本年收费金额（单位：万元）"

// TestCellText: what a cell says by itself, which warning names it, and that the report comes back the same from a Word file and
// a page.
func TestCellText(t *testing.T) {
	c := newConverter(t)
	for _, test := range []struct {
		penalties, fees, header, note string
		wantPenalties, wantFees       string // as in JSON
		codes                         string
		says                          string // in English
	}{
		{penalties: "46", fees: "12.5", wantPenalties: "46", wantFees: "12.5"},
		{penalties: "46<br>3", fees: "12.5", wantPenalties: `"46 3"`, wantFees: "12.5", codes: "cell-unreadable", says: "“行政处罚” “本年处理决定数量”: “46 3”"},
		{penalties: "<p>46</p><p>3</p>", fees: "12.5", wantPenalties: `"46 3"`, wantFees: "12.5", codes: "cell-unreadable"},
		{penalties: "46<table><tr><td>3</table>", fees: "12.5", wantPenalties: `"46 3"`, wantFees: "12.5", codes: "cell-unreadable"},
		{penalties: "46&nbsp;3", fees: "12.5", wantPenalties: "\"46\u00a03\"", wantFees: "12.5", codes: "cell-unreadable"},
		{penalties: "46<sub>3</sub>", fees: "12.5", wantPenalties: `"46₃"`, wantFees: "12.5", codes: "cell-unreadable"},
		{penalties: "4l6", fees: "１２.５", wantPenalties: `"4l6"`, wantFees: "12.5", codes: "cell-unreadable"},
		{penalties: "一千三百零八", fees: "〇", wantPenalties: `"一千三百零八"`, wantFees: `"〇"`, codes: "cell-unreadable cell-unreadable"},
		{penalties: "4&#8203;6", fees: "12.5&#8203;", wantPenalties: "\"4\u200b6\"", wantFees: "12.5", codes: "cell-unreadable cell-invisible"},
		{penalties: "46&#8288;", fees: "12.5", wantPenalties: "46", wantFees: "12.5", codes: "cell-invisible"},
		{penalties: "/", fees: "无", wantPenalties: `"/"`, wantFees: `"无"`},
		{penalties: "1,234件", fees: "12.5万元", wantPenalties: `1234 "1,234件"`, wantFees: `12.5 "12.5万元"`},
		{penalties: "22（其中修订16件）", fees: "12.5", wantPenalties: `22 "22（其中修订16件）"`, wantFees: "12.5"},
		{penalties: "46元", fees: "12000元", wantPenalties: `"46元"`, wantFees: `"12000元"`, codes: "cell-unit-other cell-unit", says: "“12000元” is in another unit than its column; the text was kept without a value. It comes to 1.2万元"},
		{penalties: "1.2万件", fees: "12亿元", wantPenalties: `"1.2万件"`, wantFees: `"12亿元"`, codes: "cell-unit cell-unit", says: "It comes to 120000万元"},
		{penalties: "46", fees: "12.5", header: "本年收费金额（单位：元）", wantPenalties: "46", wantFees: `"12.5元"`, codes: "cell-unit-header", says: "It comes to 0.00125万元"},
		{penalties: "46", fees: "12.5", header: "收费金额（元）", wantPenalties: "46", wantFees: `"12.5元"`, codes: "cell-unit-header"},
		{penalties: "46", fees: "0", header: "本年收费金额（单位：元）", wantPenalties: "46", wantFees: "0"},
		{penalties: "46", fees: "12.5万元", header: "本年收费金额（单位：元）", wantPenalties: "46", wantFees: `12.5 "12.5万元"`},
		{penalties: "46", fees: "12.5", header: "本年收费金额", note: "<p>（金额单位：元）</p>", wantPenalties: "46", wantFees: `"12.5元"`, codes: "cell-unit-header"},
		{penalties: "46", fees: "12.5", note: "<p>（金额单位：元）</p>", wantPenalties: "46", wantFees: "12.5"}, // the header is nearer
		{penalties: "46", fees: "12.5", header: "本年收费金额", note: "<p>单位：件</p>", wantPenalties: "46", wantFees: "12.5"},
		{penalties: "46", fees: "12.5", header: "本年收费金额", note: "<p>本年度收取的各项费用均按规定上缴，合计单位：元</p>", wantPenalties: "46", wantFees: "12.5"},
	} {
		if test.header == "" {
			test.header = inTenThousands
		}
		name := test.penalties + " " + test.fees + " " + test.header + " " + test.note
		reading, err := c.Read(t.Context(), converter.Input{Name: "a.html", Data: page(test.penalties, test.fees, test.header, test.note)})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		table := reading.Report.Tables["disclosure"]
		if got := shape(table.Get("penalties", "decisions")); got != test.wantPenalties {
			t.Errorf("%s: penalties %s, want %s", name, got, test.wantPenalties)
		}
		if got := shape(table.Get("fees", "amount")); got != test.wantFees {
			t.Errorf("%s: fees %s, want %s", name, got, test.wantFees)
		}
		var codes, said []string
		for _, d := range reading.Diagnostics {
			if d.Place.Col != "" {
				codes, said = append(codes, string(d.Code)), append(said, d.Message(diag.English))
			}
		}
		if strings.Join(codes, " ") != test.codes || !strings.Contains(strings.Join(said, "\n"), test.says) {
			t.Errorf("%s: %v %v, want %s %s", name, codes, said, test.codes, test.says)
		}
		for _, format := range []converter.Format{converter.DOCX, converter.HTML} {
			back := again(t, c, reading.Report, format)
			if got := back.Tables["disclosure"]; shape(got.Get("penalties", "decisions")) != test.wantPenalties || shape(got.Get("fees", "amount")) != test.wantFees {
				t.Errorf("%s: back from %s: %v", name, format, got)
			}
		}
	}
}

// Where the form leaves the unit open, the header's stays with the figure.
func TestHeaderOfOpenUnit(t *testing.T) {
	c := newConverter(t)
	for header, want := range map[string]string{"采购总金额": "251000", "采购总金额（元）": `251000 "251000元"`, "采购总金额（单位：万元）": `251000 "251000万元"`} {
		r := &report.Report{Format: "2019", Organization: "云溪市商务局", Year: 2019, Tables: map[string]report.Table{"disclosure": {}}}
		for _, grid := range converter.VocabularyOf(c).Tables["disclosure"] {
			for _, k := range grid.Keys {
				if grid.Format == "2019" {
					r.Tables["disclosure"].Set(k.Row, k.Col, report.Count(251000))
				}
			}
		}
		out, err := c.Write(t.Context(), r, converter.Target{Format: converter.HTML})
		if err != nil {
			t.Fatal(err)
		}
		reading, err := c.Read(t.Context(), converter.Input{Data: bytes.Replace(out.Data, []byte("采购总金额"), []byte(header), 1)})
		if err != nil {
			t.Fatal(err)
		}
		table := reading.Report.Tables["disclosure"]
		if got := shape(table.Get("procurement", "amount")); got != want || shape(table.Get("procurement", "count")) != "251000" {
			t.Errorf("%s: %s, want %s", header, got, want)
		}
	}
}

// shape is a cell as it stands in JSON.
func shape(c report.Cell) string {
	d, ok := c.Number()
	switch {
	case ok && c.Remark() == "":
		return d.String()
	case ok:
		return fmt.Sprintf("%s %q", d, c.Remark())
	}
	return `"` + c.Remark() + `"`
}

// again writes a report, without a word about its cells, and reads it.
func again(t *testing.T, c *converter.Converter, r *report.Report, format converter.Format) *report.Report {
	t.Helper()
	out, err := c.Write(t.Context(), r, converter.Target{Format: format})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range out.Diagnostics {
		if d.Code == "compose-cell-text" {
			t.Error(d.Message(diag.English))
		}
	}
	back, err := c.Read(t.Context(), converter.Input{Data: out.Data})
	if err != nil {
		t.Fatal(err)
	}
	return back.Report
}

// A Word file that only wraps a page, a web archive or another Word file is read as that; a file in a file in a file is not.
func TestWrappedFiles(t *testing.T) {
	c := newConverter(t)
	html := page("46", "12.5", inTenThousands, "")
	archive := append([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\nContent-Type: text/html; charset=\"utf-8\"\n"+
		"Content-Transfer-Encoding: 8bit\nContent-Location: file:///C:/fake.html\n\n"), append(html, "\n--x--\n"...)...)
	inner := wrap(t, "a.htm", html)
	reading, err := c.Read(t.Context(), converter.Input{Data: html})
	if err != nil {
		t.Fatal(err)
	}
	word, err := c.Write(t.Context(), reading.Report, converter.Target{Format: converter.DOCX})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"a.htm": html, "a.mht": archive, "a.docx": word.Data} {
		got, err := c.Read(t.Context(), converter.Input{Data: wrap(t, name, data)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Report.Organization != "云溪市商务局" || shape(got.Report.Tables["disclosure"].Get("licensing", "decisions")) != "1287" || !got.Diagnostics.Has("docx-altchunk-read") {
			t.Errorf("%s: %v %v", name, got.Report, got.Diagnostics)
		}
	}
	for name, data := range map[string][]byte{"a.docx": inner, "a.rtf": []byte(`{\rtf1 x}`)} {
		if _, err := c.Read(t.Context(), converter.Input{Data: wrap(t, name, data)}); err == nil || !diagnosticsOf(t, err).Has("docx-altchunk") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// wrap makes a Word file around another file.
func wrap(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	const packages, office = "http://schemas.openxmlformats.org/package/2006/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relation := func(kind, target string) string {
		return `<Relationships xmlns="` + packages + `relationships"><Relationship Id="r" Type="` + office + "/" + kind + `" Target="` + target + `"/></Relationships>`
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", relation("officeDocument", "word/document.xml")},
		{"word/_rels/document.xml.rels", relation("aFChunk", name)},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + office + `"><w:body><w:altChunk r:id="r"/></w:body></w:document>`},
		{"word/" + name, string(data)},
	} {
		w, err := z.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
