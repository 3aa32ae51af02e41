package odt_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/odt"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml/wordtest"
)

// counting is a context that counts how often it is asked.
type counting struct {
	context.Context
	polls int
}

func (c *counting) Err() error { c.polls++; return nil }

// Whatever a file consists of, it is read under the context.
func TestWatched(t *testing.T) {
	const n = 100_000
	for name, body := range map[string]string{"elements nobody knows": strings.Repeat("<x/>", n), "comments": strings.Repeat("<!---->", n), "spans": "<text:p>" + strings.Repeat("<text:span/>", n) + "</text:p>"} {
		ctx := &counting{Context: context.Background()}
		doc, found := odt.Read(ctx, flat(body+"<text:p>a</text:p>"), limit.Default(), style.Default())
		wordtest.Sound(t, doc, found)
		if ctx.polls < n/2048 {
			t.Errorf("%s: asked %d times", name, ctx.polls)
		}
	}
}

// A package needs no more than its text.
func TestContentAlone(t *testing.T) {
	doc, found := read(packed(t, "content.xml", content("<text:p>一</text:p>")))
	if got := wordtest.Dump(doc); got != "一\n" || len(found) > 0 {
		t.Error(got, found)
	}
	doc, found = read(packed(t, "META-INF/manifest.xml", `<manifest:encryption-data/>`, "content.xml", content("<text:p>一</text:p>")))
	if doc != nil || wordtest.Codes(found) != "input-encrypted" {
		t.Error(doc != nil, found)
	}
}

// A heading has no number where no style gives one; automatic styles of page headers are none of the text.
func TestStylesOfParts(t *testing.T) {
	automatic := func(display string) string {
		return `<office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="` + display + `"/></style:style></office:automatic-styles>`
	}
	text := strings.Replace(content(`<text:h text:outline-level="1">一</text:h><text:p text:style-name="P1">二</text:p>`), "<office:body>", automatic("true")+"<office:body>", 1)
	doc, found := read(packed(t, "content.xml", text, "styles.xml", `<office:document-styles `+names+`>`+automatic("none")+`</office:document-styles>`))
	if got := wordtest.Dump(doc); got != "1:一\n二\n" {
		t.Error(got, found)
	}
}

// Styles that are based on each other end.
func TestCircles(t *testing.T) {
	for _, kind := range []string{"styles", "automatic-styles"} {
		data := `<office:document ` + names + `><office:` + kind + `><style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/><style:style style:name="B" style:family="paragraph" style:parent-style-name="A"><style:text-properties fo:font-weight="bold"/></style:style>` +
			`</office:` + kind + `><office:body><office:text><text:p text:style-name="A">一</text:p></office:text></office:body></office:document>`
		if doc, found := read([]byte(data)); wordtest.Dump(doc) != "*一*\n" {
			t.Error(kind, wordtest.Dump(doc), found)
		}
	}
}

// The headers are those of the first kind of page that has any, the properties the first ones, a title is cut.
func TestFirstOnes(t *testing.T) {
	pages := func(list ...string) string {
		var b strings.Builder
		for i, text := range list {
			fmt.Fprintf(&b, `<style:master-page style:name="p%d">%s</style:master-page>`, i, text)
		}
		return `<office:master-styles>` + b.String() + `</office:master-styles>`
	}
	header := `<style:header><text:p>%s</text:p></style:header>`
	styles := func(inner string) string {
		return `<office:document-styles ` + names + `>` + inner + `</office:document-styles>`
	}
	doc, _ := read(packed(t, "content.xml", content("<text:p>一</text:p>"), "styles.xml", styles(pages("", fmt.Sprintf(header, "甲局2023年政府信息公开工作年度报告"), fmt.Sprintf(header, "乙局2023年政府信息公开工作年度报告")))))
	if doc.Title != "甲局2023年政府信息公开工作年度报告" {
		t.Errorf("title %q", doc.Title)
	}
	if doc, found := read(packed(t, "content.xml", content("<text:p>一</text:p>"), "styles.xml", styles(pages(strings.Split(strings.Repeat(fmt.Sprintf(header, "甲")+"\n", 2000), "\n")...)))); doc == nil {
		t.Error(found)
	}
	for n, want := range map[int]string{63: "某局", 64: ""} {
		meta := `<office:document-meta ` + names + `><office:meta>` + strings.Repeat(`<meta:user-defined meta:name="x">y</meta:user-defined>`, n) + `<meta:user-defined meta:name="nianbao.organization">某局</meta:user-defined></office:meta></office:document-meta>`
		doc, _ := read(packed(t, "content.xml", content("<text:p>一</text:p>"), "meta.xml", meta))
		if doc.Meta.Organization != want {
			t.Errorf("behind %d properties: %q", n, doc.Meta.Organization)
		}
	}
	long := `<office:document-meta ` + names + `><office:meta>` + strings.Repeat(`<dc:title>`+strings.Repeat("x<a/>", 1<<12)+`<a>y</a></dc:title>`, 2) + `</office:meta></office:document-meta>`
	if doc, _ := read(packed(t, "content.xml", content("<text:p>一</text:p>"), "meta.xml", long)); len(doc.Title) != 1<<12 {
		t.Errorf("a title of %d bytes", len(doc.Title))
	}
}

// What stands behind the root must be well-formed, too.
func TestBehindTheRoot(t *testing.T) {
	for behind, code := range map[string]string{"": "", "<!-- a -->": "", "<a>": "office-damaged", "</a>": "office-damaged"} {
		if _, found := read(append(flat("<text:p>一</text:p>"), behind...)); wordtest.Codes(found) != code {
			t.Errorf("%s: %v", behind, found)
		}
	}
}

// What would become far more than it is ends where a limit is passed.
func TestUnfolded(t *testing.T) {
	for name, body := range map[string]string{"notes": "<text:p>" + strings.Repeat("<text:note/>", 10_000) + "</text:p>", "rows": `<table:table>` + strings.Repeat(`<table:table-row table:number-rows-repeated="9999"/>`, 10_000) + `</table:table>`,
		"spaces": "<text:p>" + strings.Repeat(`<text:s text:c="999999999"/>`, 10_000) + "</text:p>", "cells": `<table:table>` + strings.Repeat(`<table:table-row table:number-rows-repeated="9999"><table:table-cell table:number-columns-repeated="60"/></table:table-row>`, 100) + `</table:table>`} {
		data := flat(body)
		limits := limit.Default()
		limits.Input = int64(len(data))
		doc, found := odt.Read(context.Background(), data, limits, style.Default())
		if got := wordtest.Codes(found); name != "rows" && (doc != nil || got != "office-limit") {
			t.Errorf("%s: %v %v", name, doc != nil, found)
		}
	}
}

// A text whose tables have more cells than may be is not read on, so that what follows does not matter.
func TestFull(t *testing.T) {
	limits := limit.Default()
	limits.TableCells = 100
	row := `<table:table-row><table:table-cell/></table:table-row>`
	for name, body := range map[string]string{"behind tables": strings.Repeat(`<table:table>`+row+`</table:table>`, 200) + `<a></b>`,
		"in a table": `<table:table>` + strings.Repeat(row, 200) + `<a></b>`} {
		if doc, found := odt.Read(context.Background(), flat(body), limits, style.Default()); doc != nil || wordtest.Codes(found) != "office-limit" {
			t.Errorf("%s: %v %v", name, doc != nil, found)
		}
	}
}

// A part that is there is read whole: an empty one is damaged. In UTF-16 it is what it is in UTF-8.
func TestParts(t *testing.T) {
	doc, found := read(packed(t, "content.xml", content("<text:p>一</text:p>"), "styles.xml", ""))
	if doc != nil || wordtest.Codes(found) != "office-damaged" {
		t.Errorf("an empty part: %v %v", doc != nil, found)
	}
	wide := []byte{0xfe, 0xff}
	for _, c := range utf16.Encode([]rune(content("<text:p>一𠀀</text:p>"))) {
		wide = append(wide, byte(c>>8), byte(c))
	}
	if doc, found := read(packed(t, "content.xml", string(wide))); wordtest.Dump(doc) != "一𠀀\n" || len(found) > 0 {
		t.Errorf("UTF-16: %v", found)
	}
}
