package odt_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/odt"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml/wordtest"
)

const names = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" ` +
	`xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// styles are those that the cases use.
const styles = `<office:styles><style:style style:name="Standard" style:family="paragraph"/>` +
	`<style:style style:name="Strong_20_P" style:display-name="Strong P" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>` +
	`<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-prefix="（" style:num-suffix="）"/>` +
	`<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"><style:list-level-properties><style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties></text:list-level-style-number></text:list-style>` +
	`<text:list-style style:name="M"><text:list-level-style-number text:level="1" loext:num-list-format="第%1%条" style:num-format="1" text:start-value="3"/><text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style></office:styles>` +
	`<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="N" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>` +
	`<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="X" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
	`<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>` +
	`<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Strong_20_P"/>` +
	`<style:style style:name="PH" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties text:display="none"/></style:style>` +
	`<style:style style:name="SV" style:family="section"><style:section-properties text:display="true"/></style:style>` +
	`<style:style style:name="SH" style:family="section"><style:section-properties text:display="none"/></style:style>` +
	`<style:style style:name="W" style:family="table-column"><style:table-column-properties style:column-width="1in"/></style:style>` +
	`<style:style style:name="V" style:family="table-column"><style:table-column-properties style:column-width="0.5mm"/></style:style></office:automatic-styles>`

func flat(body string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<office:document ` + names + ` office:mimetype="application/vnd.oasis.opendocument.text">` + styles +
		`<office:body><office:text>` + body + `</office:text></office:body></office:document>` + "\n")
}

func read(data []byte) (*document.Document, diag.List) {
	return odt.Read(context.Background(), data, limit.Default(), style.Default())
}

const (
	cell    = `<table:table-cell><text:p>%s</text:p></table:table-cell>`
	covered = `<table:covered-table-cell/>`
)

func cells(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		fmt.Fprintf(&b, cell, text)
	}
	return b.String()
}

func row(cells string) string { return `<table:table-row>` + cells + `</table:table-row>` }

// cases are texts and what they are read as, with the codes of what is said of them.
var cases = []struct{ name, body, want, codes string }{
	{"paragraphs", `<text:p>一</text:p><text:p/><text:h text:outline-level="2">二</text:h>`, "一\n2:二\n", ""},
	{"white space collapses (6.1.2)", "<text:p>  一 \n\t 二<text:s/><text:s text:c=\"2\"/>三<text:tab/>四<text:line-break/>五</text:p>", "一 二   三→四↵五\n", ""},
	{"bold, and not bold in a bold style", `<text:p>一<text:span text:style-name="B">二</text:span></text:p><text:p text:style-name="P1">三<text:span text:style-name="N">四</text:span></text:p>`, "一*二*\n*三*四\n", ""},
	{"hidden text", `<text:p>一<text:span text:style-name="H">二</text:span></text:p><text:p text:style-name="PH">三</text:p>`, "一\n", "docx-hidden"},
	{"a hidden section", `<text:section text:style-name="SH"><text:p>一</text:p></text:section><text:section text:display="none"><text:p>二</text:p></text:section><text:section><text:p>三</text:p></text:section>`, "三\n", "docx-hidden"},
	{"hidden fields", `<text:p>一<text:hidden-text text:is-hidden="true" text:string-value="二"/><text:hidden-text text:is-hidden="false" text:string-value="三"/></text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>四</text:p>`, "一三\n", "docx-hidden"},
	{"a hidden section with a style of its own", `<text:section text:style-name="SV" text:display="none"><text:p>一</text:p></text:section>`, "", "docx-hidden"},
	{"a field in hidden text", `<text:p>一<text:span text:style-name="H"><text:hidden-text text:is-hidden="false" text:string-value="二"/></text:span></text:p>`, "一\n", "docx-hidden"},
	{"ends of changes that did not begin, changes that nobody lists", `<text:tracked-changes><text:changed-region xml:id="b"><text:insertion/></text:changed-region></text:tracked-changes><text:p>一<text:change-end text:change-id="b"/>二<text:change-start text:change-id="b"/>三</text:p>`, "一二三\n", "docx-tracked"},
	{"changes that nobody lists", `<text:p><text:change-start text:change-id="z"/>三</text:p>`, "三\n", ""},
	{"struck out", `<text:p>一<text:span text:style-name="X">二</text:span></text:p>`, "一\n", "docx-struck"},
	{"a raised digit", `<text:p>12<text:span text:style-name="S">3</text:span></text:p>`, "12³\n", ""},
	{"tracked changes", `<text:tracked-changes><text:changed-region xml:id="a"><text:deletion><text:p>甲</text:p></text:deletion></text:changed-region><text:changed-region xml:id="b"><text:insertion/></text:changed-region></text:tracked-changes>` +
		`<text:p>一<text:change text:change-id="a"/>二<text:change-start text:change-id="b"/>三<text:change-end text:change-id="b"/></text:p>`, "一二三\n", "docx-tracked"},
	{"fields keep what they show", `<text:p><text:date>2024年1月15日</text:date>第<text:page-number>3</text:page-number>页</text:p>`, "2024年1月15日第3页\n", ""},
	{"notes and comments", `<text:p>一<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>二<office:annotation><text:p>批</text:p></office:annotation></text:p>`, "一二\n", "docx-footnote docx-comment"},
	{"what nobody filled in", `<text:p>一<text:placeholder text:placeholder-type="text">&lt;姓名&gt;</text:placeholder><loext:content-control loext:showing-place-holder="true">点击</loext:content-control><loext:content-control>二</loext:content-control></text:p>`, "一二\n", "docx-placeholder"},
	{"phonetic guide", `<text:p><text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>字</text:p>`, "汉字\n", "docx-ruby"},
	{"a text box, a picture, an object", `<text:p>一<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></text:p>`, "一\n框\n", "docx-textbox docx-image docx-embedded"},
	{"a shape with text, one without", `<draw:custom-shape><text:p>形</text:p></draw:custom-shape><draw:g><draw:rect><text:p/></draw:rect></draw:g>`, "形\n", "docx-textbox"},
	{"a table of contents", `<text:table-of-content><text:table-of-content-source><text:index-title-template>目录</text:index-title-template></text:table-of-content-source><text:index-body><text:p>一……1</text:p></text:index-body></text:table-of-content><text:p>一</text:p>`, "一\n", "docx-contents"},
	{"numbered headings", `<text:h text:outline-level="1">总体情况</text:h><text:h text:outline-level="2">甲</text:h><text:h text:outline-level="1">其他</text:h><text:h text:outline-level="1" text:is-list-header="true">无号</text:h>`, "1:一、总体情况\n2:甲\n1:二、其他\n1:无号\n", ""},
	{"lists", `<text:list text:style-name="L"><text:list-item><text:p>甲</text:p><text:p>续</text:p><text:list><text:list-item><text:p>乙</text:p></text:list-item></text:list></text:list-item><text:list-header><text:p>无</text:p></text:list-header><text:list-item><text:p>丙</text:p></text:list-item></text:list>` +
		`<text:list text:style-name="L"><text:list-item><text:p>又</text:p></text:list-item></text:list>`, "（一）甲\n续\n一.1.乙\n无\n（二）丙\n（一）又\n", ""},
	{"lists that go on", `<text:list xml:id="x" text:style-name="M"><text:list-item><text:p>甲</text:p></text:list-item></text:list><text:list text:style-name="L"><text:list-item><text:p>乙</text:p></text:list-item></text:list>` +
		`<text:list text:style-name="M" text:continue-list="x"><text:list-item><text:p>丙</text:p></text:list-item></text:list><text:list text:style-name="M" text:continue-numbering="true"><text:list-item text:start-value="9"><text:p>丁</text:p></text:list-item><text:list-item><text:p>戊</text:p></text:list-item></text:list>`, "第3条 甲\n（一）乙\n第4条 丙\n第9条 丁\n第10条 戊\n", ""},
	{"a list that goes on from none", `<text:list text:style-name="M" text:continue-numbering="true"><text:list-item><text:p>甲</text:p></text:list-item></text:list>`, "第3条 甲\n", ""},
	{"lists deeper than there are levels", strings.Repeat(`<text:list text:style-name="L"><text:list-item>`, 12) + `<text:p>甲</text:p>` + strings.Repeat(`</text:list-item></text:list>`, 12), "甲\n", ""},
	{"a text box in an item, a table in one", `<text:list text:style-name="L"><text:list-item><text:p><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>甲</text:p></text:list-item><text:list-item><table:table>` + row(cells("1", "2")) + `</table:table><text:p>乙</text:p></text:list-item></text:list>`, "（一）甲\n框\n|1|2|\n（二）乙\n", "docx-textbox"},
	{"bullets", `<text:list text:style-name="M"><text:list-item><text:list><text:list-item><text:p>甲</text:p></text:list-item></text:list></text:list-item></text:list>`, "• 甲\n", ""},
	{"a table", `<table:table><table:table-column table:style-name="W" table:number-columns-repeated="2"/><table:table-header-rows>` + row(cells("甲", "乙")) + `</table:table-header-rows>` + row(cells("丙", "1")) + `</table:table>`, "|甲|乙|\n|丙|1|\n", ""},
	{"merged cells", `<table:table><table:table-column table:number-columns-repeated="3"/>` +
		row(`<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2"><text:p>甲</text:p></table:table-cell>`+covered+cells("乙")) +
		row(covered+covered+cells("丙")) + row(cells("丁")+`<table:table-cell table:number-columns-spanned="2"><text:p>戊</text:p></table:table-cell>`+covered) + `</table:table>`, "|2×2 甲|乙|\n|丙|\n|丁|1×2 戊|\n", ""},
	{"a merge over three rows, another beside it", `<table:table><table:table-column table:number-columns-repeated="2"/>` +
		row(`<table:table-cell table:number-rows-spanned="3"><text:p>甲</text:p></table:table-cell>`+cells("1")) + row(covered+`<table:table-cell table:number-rows-spanned="2"><text:p>2</text:p></table:table-cell>`) + row(covered+covered) + row(cells("乙", "3")) + `</table:table>`,
		"|3×1 甲|1|\n|2×1 2|\n|乙|3|\n", ""},
	{"text that merges cover", `<table:table><table:table-column table:number-columns-repeated="2"/>` +
		row(`<table:table-cell table:number-rows-spanned="2"><text:p>甲</text:p></table:table-cell>`+cells("乙")) + row(`<table:covered-table-cell><text:p>盖</text:p></table:covered-table-cell>`+cells("丙")) +
		row(`<table:table-cell table:number-columns-spanned="2"><text:p>丁</text:p></table:table-cell><table:covered-table-cell><text:p>遮</text:p></table:covered-table-cell>`) + `</table:table>`,
		"|2×1 甲|乙|\n|丙|\n|1×2 丁|\n", "docx-hidden"},
	{"a merge over rows that are repeated", `<table:table><table:table-column table:number-columns-repeated="2"/>` + row(`<table:table-cell table:number-rows-spanned="3"><text:p>甲</text:p></table:table-cell>`+cells("1")) +
		`<table:table-row table:number-rows-repeated="2">` + covered + cells("") + `</table:table-row>` + row(cells("乙", "2")) + `</table:table>`, "|3×1 甲|1|\n||\n||\n|乙|2|\n", ""},
	{"text that merges cover, repeated", `<table:table><table:table-column table:number-columns-repeated="4"/>` + row(`<table:table-cell table:number-columns-spanned="3"><text:p>甲</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"><text:p>盖</text:p></table:covered-table-cell>`+cells("乙")) + row(cells("1", "2", "3", "4")) + `</table:table>`, "|1×3 甲|乙|\n|1|2|3|4|\n", "docx-hidden"},
	{"a hidden row", `<table:table><table:table-column/>` + `<table:table-row table:visibility="collapse">` + cells("甲") + `</table:table-row><table:table-row table:visibility="filter">` + cells("丙") + `</table:table-row>` + row(cells("乙")) + `</table:table>`, "|乙|\n", "docx-hidden"},
	{"a column too narrow for anything", `<table:table><table:table-column table:style-name="W"/><table:table-column table:style-name="V"/><table:table-column table:style-name="W"/>` + row(cells("甲", "", "1")) + `</table:table>`, "|甲|1|\n", ""},
	{"a narrow column that says something", `<table:table><table:table-column table:style-name="W"/><table:table-column table:style-name="V"/><table:table-column table:style-name="W"/>` + row(cells("甲", "2", "1")) + `</table:table>`, "|甲|2|1|\n", ""},
	{"cells and rows that are repeated", `<table:table><table:table-column table:number-columns-repeated="3"/>` + row(cells("甲")+`<table:table-cell table:number-columns-repeated="2"/>`) + `<table:table-row table:number-rows-repeated="2">` + cells("", "", "") + `</table:table-row></table:table>`, "|甲|||\n||||\n||||\n", ""},
	{"two tables side by side", `<table:table><table:table-column/>` + row(cells("甲")) + `</table:table><table:table><table:table-column/>` + row(cells("乙")) + `</table:table>`, "|甲|\n|乙|\n", ""},
	{"a table in a cell", `<table:table><table:table-column table:number-columns-repeated="2"/>` + row(cells("甲")+`<table:table-cell><text:p>外</text:p><table:table><table:table-column/>`+row(cells("内"))+`</table:table><text:p/></table:table-cell>`) + `</table:table>`, "|甲|外[\n|内|\n]|\n", ""},
	{"paragraphs in a cell", `<table:table><table:table-column/>` + row(`<table:table-cell><text:p>甲</text:p><text:list text:style-name="L"><text:list-item><text:p>乙</text:p></text:list-item></text:list></table:table-cell>`) + `</table:table>`, "|甲¶（一）乙|\n", ""},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(flat(c.body))
			wordtest.Sound(t, doc, found)
			if got := wordtest.Dump(doc); got != c.want {
				t.Errorf("got\n%swant\n%s%v", got, c.want, found)
			}
			if got := wordtest.Codes(found); got != c.codes {
				t.Errorf("found %s, want %s", got, c.codes)
			}
		})
	}
}

// packed makes a package of parts.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func content(body string) string {
	return `<office:document-content ` + names + `><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

func TestPackage(t *testing.T) {
	data := packed(t, "content.xml", content(`<text:p text:style-name="P">一</text:p>`),
		"styles.xml", `<office:document-styles `+names+`><office:styles><style:style style:name="P" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style></office:styles>`+
			`<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>某局2023年政府信息公开工作年度报告</text:p></style:header><style:footer><text:p>第<text:page-number>1</text:page-number>页</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`,
		"meta.xml", `<office:document-meta `+names+`><office:meta><dc:title> 题名 </dc:title><meta:user-defined meta:name="nianbao.organization">某局</meta:user-defined></office:meta></office:document-meta>`)
	doc, found := read(data)
	if got := wordtest.Dump(doc); got != "*一*\n" {
		t.Errorf("%q %v", got, found)
	}
	if doc.Title != "某局2023年政府信息公开工作年度报告" || doc.Meta.Organization != "某局" {
		t.Errorf("title %q, meta %+v", doc.Title, doc.Meta)
	}
	if got := wordtest.Codes(found); got != "docx-header-title" {
		t.Error(got)
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat(`<text:section>`, 300) + strings.Repeat(`</text:section>`, 300)
	nested := strings.Repeat(`<table:table><table:table-row><table:table-cell>`, 9) + strings.Repeat(`</table:table-cell></table:table-row></table:table>`, 9)
	for _, c := range []struct {
		name string
		data []byte
		code string
	}{
		{"with a password", packed(t, "META-INF/manifest.xml", `<manifest:encryption-data/>`, "content.xml", "\x00"), "input-encrypted"},
		{"no text in it", packed(t, "styles.xml", `<office:document-styles `+names+`/>`), "office-damaged"},
		{"a sheet", []byte(`<office:document ` + names + `><office:body><office:spreadsheet/></office:body></office:document>`), "office-damaged"},
		{"another root", []byte(`<a/>`), "office-damaged"},
		{"cut off", flat("<text:p>一</text:p>")[:3000], "office-damaged"},
		{"tags that do not match", flat("<text:p>一</text:q>"), "office-damaged"},
		{"nothing", nil, "office-damaged"},
		{"a broken container", packed(t, "content.xml", content(""))[:40], "docx-zip"},
		{"too deep", flat(deep), "office-damaged"},
		{"tables in tables", flat(nested), "docx-table-limit"},
		{"too many attributes", flat(`<text:p ` + manyAttributes() + `/>`), "office-damaged"},
		{"too many columns", flat(`<table:table>` + row(`<table:table-cell table:number-columns-repeated="99999999"/>`) + `</table:table>`), "docx-table-limit"},
		{"too many rows", flat(`<table:table><table:table-row table:number-rows-repeated="99999999">` + cells("") + `</table:table-row></table:table>`), "docx-table-limit"},
		{"entities", []byte(`<!DOCTYPE a [<!ENTITY e "e">]><office:document ` + names + `><office:body><office:text><text:p>&e;</text:p></office:text></office:body></office:document>`), "office-damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(c.data)
			wordtest.Sound(t, doc, found)
			if got := wordtest.Codes(found); doc != nil || !strings.HasSuffix(got, c.code) {
				t.Errorf("read: %v, found %s, want %s", doc != nil, got, c.code)
			}
		})
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

func TestLimits(t *testing.T) {
	long := flat(strings.Repeat("<text:p>一二三四五六七八九十</text:p>", 100) + `<table:table>` + strings.Repeat(row(cells("1", "2")), 20) + `</table:table>`)
	for _, c := range []struct {
		name string
		set  func(*limit.Limits)
		code string
	}{
		{"bytes", func(l *limit.Limits) { l.Input = 100 }, "input-limit"},
		{"just as many bytes as it has", func(l *limit.Limits) { l.Input = int64(len(long)) }, ""},
		{"paragraphs", func(l *limit.Limits) { l.Paragraphs = 99 }, "document-limit"},
		{"characters", func(l *limit.Limits) { l.Characters = 999 }, "document-limit"},
		{"cells", func(l *limit.Limits) { l.TableCells = 39 }, "office-limit"},
		{"rows", func(l *limit.Limits) { l.TableRows = 19 }, "docx-table-limit"},
		{"columns", func(l *limit.Limits) { l.TableColumns = 1 }, "docx-table-limit"},
		{"elements and attributes", func(l *limit.Limits) { l.HTMLNodes = 314 }, "office-limit"},
		{"just as many elements and attributes as it has", func(l *limit.Limits) { l.HTMLNodes = 315 }, ""},
		{"nesting", func(l *limit.Limits) { l.XMLDepth = 3 }, "office-damaged"},
	} {
		limits := limit.Default()
		c.set(&limits)
		doc, found := odt.Read(context.Background(), long, limits, style.Default())
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); got != c.code {
			t.Errorf("%s: %s, want %s", c.name, got, c.code)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("enough"))
	doc, found := odt.Read(ctx, flat(strings.Repeat("<text:p>一</text:p>", 3000)), limit.Default(), style.Default())
	if doc != nil || wordtest.Codes(found) != "time-limit" {
		t.Error(doc != nil, found)
	}
}

func ExampleRead() {
	doc, found := odt.Read(context.Background(), flat(`<text:h text:outline-level="1">总体情况</text:h><text:p>全年公开12件。</text:p>`), limit.Default(), style.Default())
	fmt.Print(wordtest.Dump(doc), len(found))
	// Output:
	// 1:一、总体情况
	// 全年公开12件。
	// 0
}

func FuzzRead(f *testing.F) {
	// Small ones: the fuzzer spends its time on making what it finds smaller still.
	f.Add([]byte(`<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>一<t:s/></t:p></o:text></o:body></o:document>`))
	f.Add(packed(f, "content.xml", "<a/>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, found := read(data)
		wordtest.Sound(t, doc, found)
	})
}

// FuzzText: the same for what stands inside of a sound file.
func FuzzText(f *testing.F) {
	f.Add(`<text:p text:style-name="P1">一</text:p>`)
	f.Add(`<table:table>` + row(`<table:table-cell table:number-rows-spanned="3" table:number-columns-spanned="2"/>`+covered) + row(cells("甲", "乙", "丙")) + `</table:table>`)
	f.Add(`<text:list text:style-name="M"><text:list-item text:start-value="4"><text:h text:outline-level="3">甲</text:h></text:list-item></text:list>`)
	f.Fuzz(func(t *testing.T, body string) {
		doc, found := read(flat(body))
		wordtest.Sound(t, doc, found)
	})
}

// Macros of a file are not run, and people are told that there are some.
func TestMacros(t *testing.T) {
	for name, want := range map[string]bool{"Basic/Standard/Module1.xml": true, "Scripts/python/a.py": true, "Configurations2/x.xml": false} {
		_, found := read(packed(t, "content.xml", content(`<text:p>x</text:p>`), name, "x"))
		if found.Has("docx-macro") != want {
			t.Errorf("%s: %v", name, found)
		}
	}
}
