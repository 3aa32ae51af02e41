package read

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/zipfile"
)

// refusal reads data and returns the code it is refused with, and "" where it is not. It fails where that takes more
// memory than it may.
func refusal(t *testing.T, data []byte, limits limit.Limits) diag.Code {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	doc, list := Document(context.Background(), data, limits)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
		t.Errorf("%d MiB of memory", used>>20)
	}
	if doc != nil {
		return ""
	}
	for _, d := range list {
		if d.Severity == diag.Error {
			return d.Code
		}
	}
	t.Errorf("refused without an error: %v", list)
	return "?"
}

// bomb is a deflate stream of n MiB of spaces behind a prefix.
func bomb(t *testing.T, prefix string, n int) []byte {
	t.Helper()
	return deflateBest(nil, []byte(prefix+strings.Repeat(" ", n<<20)))
}

// TestBombs: small files that would unpack, nest or multiply without end are refused.
func TestBombs(t *testing.T) {
	d := limit.Default()
	document := func(content string) []byte { // stored: compressed, they would be refused for their ratio
		return zipOf(t, []zipfile.Entry{relsEntry(t), zipfile.New("word/document.xml", []byte(content), store)})
	}
	open := `<w:document xmlns:w="` + names.WordNS + `"><w:body>`
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY a "&lol;&lol;&lol;&lol;">]>` + open + `<w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`
	nested := open + strings.Repeat(`<w:tbl><w:tr><w:tc>`, 100_000)
	for _, c := range []struct {
		name string
		data []byte
		want diag.Code
	}{
		{"billion laughs", document(laughs), "docx-xml-dtd"},
		{"100,000 nested tables", document(nested), "docx-table-limit"},
		{"100,000 nested elements", document(open + strings.Repeat(`<w:sdt><w:sdtContent>`, 100_000)), "docx-xml-limit"},
		{"100,000 nested text boxes", document(open + `<w:p>` + strings.Repeat(`<w:r><w:pict><w:txbxContent><w:p>`, 100_000)), "docx-xml-limit"},
		{"gridSpan 2³¹", build(t, parts{"body": tbl("900", tc(span("2147483648"), "a"))}), "docx-table-limit"},
		{"gridBefore 10⁹", build(t, parts{"body": tbl("900", `<w:trPr><w:gridBefore w:val="999999999"/></w:trPr>`+tc("", "a"))}), "docx-table-limit"},
		{"many spans in a row", build(t, parts{"body": tbl("900", tc(span("63"), "a")+tc(span("63"), "b"))}), "docx-table-limit"},
		{"10⁵ grid columns", document(open + `<w:tbl><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="1"/>`, 100_000)), "docx-table-limit"},
		{"10⁵ attributes", document(open + `<w:p` + strings.Repeat(` w:a=""`, 100_000) + `/></w:body></w:document>`), "docx-xml-limit"},
		{"16 MiB tag", document(open + `<w:p w:a="` + strings.Repeat("x", 16<<20) + `"/></w:body></w:document>`), "docx-xml-limit"},
		{"16 MiB of spaces", zipOf(t, []zipfile.Entry{{Name: "[Content_Types].xml", Method: zipfile.Deflate, Size: 1 << 30, Data: bomb(t, "<Types>", 16)}, relsEntry(t), {Name: "word/document.xml", Data: []byte("<a/>"), Size: 4}}), "docx-zip-ratio"},
		{"200,000 entries", manyEntries(t, 200_000), "docx-zip-limit"},
		{"1,001 entries", manyEntries(t, 1001), "docx-zip-limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := refusal(t, c.data, d); got != c.want {
				t.Errorf("%d bytes: refused with %q, want %q", len(c.data), got, c.want)
			}
		})
	}
}

func relsEntry(t *testing.T) zipfile.Entry {
	t.Helper()
	return zipfile.New("_rels/.rels", []byte(`<Relationships xmlns="`+opc.PackageNS+`relationships"><Relationship Id="a" Type="`+names.RelationNS+`/officeDocument" Target="word/document.xml"/></Relationships>`), deflateBest)
}

// manyEntries is a ZIP file of n empty parts. The count at its end can only say n mod 65,536.
func manyEntries(t *testing.T, n int) []byte {
	entries := make([]zipfile.Entry, n)
	for i := range entries {
		entries[i].Name = strconv.Itoa(i)
	}
	return zipOf(t, entries)
}

// TestLimitsExactly: at the limit a file is read, one above it is refused.
func TestLimitsExactly(t *testing.T) {
	small := limit.Default()
	small.XMLDepth, small.XMLAttributes, small.XMLToken = 12, 20, 900
	small.TableColumns, small.TableRows, small.TableNesting, small.TableCells = 5, 4, 2, 8
	small.ZipEntries, small.ZipPart, small.ZipTotal = 6, 4000, 6000
	body := func(s string) []byte { return build(t, parts{"body": s}) }
	cells := func(n int) string { return strings.Repeat(tc("", "a"), n) }
	for _, c := range []struct {
		name string
		make func(n int) []byte
		n    int // the limit
		code diag.Code
	}{
		{"depth", func(n int) []byte { // document, body, then n-2 levels
			return body(strings.Repeat("<w:x>", n-2) + strings.Repeat("</w:x>", n-2))
		}, 12, "docx-xml-limit"},
		{"attributes", func(n int) []byte { return body("<w:x" + strings.Repeat(` a="aaaaaa"`, n) + "/>") }, 20, "docx-xml-limit"},
		{"token", func(n int) []byte { return body("<w:p><w:r><w:t>" + strings.Repeat("x", n) + "</w:t></w:r></w:p>") }, 900, "docx-xml-limit"},
		{"comment", func(n int) []byte { return body("<!--" + strings.Repeat("x", n) + "-->") }, 900, "docx-xml-limit"},
		{"columns", func(n int) []byte { return body(tbl("", cells(n))) }, 5, "docx-table-limit"},
		{"rows", func(n int) []byte {
			return body("<w:tbl>" + strings.Repeat("<w:tr>"+cells(1)+"</w:tr>", n) + "</w:tbl>")
		}, 4, "docx-table-limit"},
		{"nesting", func(n int) []byte {
			return body(strings.Repeat("<w:tbl><w:tr><w:tc>", n) + p() + strings.Repeat("</w:tc></w:tr></w:tbl>", n))
		}, 2, "docx-table-limit"},
		{"cells", func(n int) []byte {
			return body("<w:tbl>" + strings.Repeat("<w:tr>"+cells(n/2)+"</w:tr>", 2) + "</w:tbl>" + tbl("", cells(n%2)))
		}, 8, "docx-table-limit"},
		{"entries", func(n int) []byte {
			more := parts{"body": p()} // with content types and two relationship parts: four
			for i := range n - 4 {
				more[fmt.Sprintf("x%d", i)] = "x"
			}
			return build(t, more)
		}, 6, "docx-zip-limit"},
		{"part", func(n int) []byte {
			s := `<w:document xmlns:w="` + names.WordNS + `"><w:body></w:body></w:document>`
			for len(s) < n {
				s += "<!--" + strings.Repeat("x", min(800, max(n-len(s)-7, 0))) + "-->"
			}
			return build(t, parts{"word/document.xml": s[:n]})
		}, 4000, "docx-zip-limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := refusal(t, c.make(c.n), small); got != "" && c.name != "part" {
				t.Errorf("refused at the limit: %q", got)
			} else if c.name == "part" && got == c.code {
				t.Errorf("refused at the limit: %q", got)
			}
			if got := refusal(t, c.make(c.n+1), small); got != c.code {
				t.Errorf("one above the limit: %q, want %q", got, c.code)
			}
		})
	}
	whole := limit.Default()
	data := body(p("甲"))
	whole.Input = int64(len(data))
	if got := refusal(t, data, whole); got != "" {
		t.Errorf("input at its limit: %q", got)
	}
	whole.Input--
	if got := refusal(t, data, whole); got != "docx-input-limit" {
		t.Errorf("input above its limit: %q", got)
	}
	whole = limit.Default()
	whole.ZipTotal = 500
	if got := refusal(t, data, whole); got != "docx-zip-limit" {
		t.Errorf("all parts above the limit: %q", got)
	}
}
