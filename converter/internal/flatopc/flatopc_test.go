package flatopc_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/flatopc"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml/wordtest"
)

const head = `<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`

func part(name, kind, inner string) string {
	return `<pkg:part pkg:name="` + name + `" pkg:contentType="` + kind + `">` + inner + `</pkg:part>`
}

func xmlPart(name, kind, xml string) string {
	return part(name, kind, `<pkg:xmlData>`+xml+`</pkg:xmlData>`)
}

func file(body string, more ...string) string {
	const office = "http://schemas.openxmlformats.org/"
	return head + xmlPart("/_rels/.rels", "application/vnd.openxmlformats-package.relationships+xml", `<Relationships xmlns="`+office+`package/2006/relationships"><Relationship Id="r" Type="`+office+`officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`) +
		xmlPart("/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", `<!-- a --><w:document xmlns:w="`+office+`wordprocessingml/2006/main"><w:body>`+body+`</w:body></w:document><!-- b -->`) +
		strings.Join(more, "") + `</pkg:package>`
}

func pack(data string, set ...func(*limit.Limits)) (map[string]string, string) {
	limits := limit.Default()
	for _, s := range set {
		s(&limits)
	}
	packed, fault := flatopc.Pack(limit.NewMeter(context.Background(), limits), []byte(data))
	if fault != nil {
		return nil, string(fault.Code)
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err.Error()
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err.Error()
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return nil, err.Error()
		}
		all[f.Name] = string(content)
	}
	return all, ""
}

func TestPack(t *testing.T) {
	all, fault := pack(file("<w:p/>", part("/word/media/a.png", "image/png", "<pkg:binaryData>AAAA</pkg:binaryData>"), part("/word/b&amp;.htm", `text/&quot;html`, "<pkg:binaryData>PHA+\r\n55SyPC9wPg==</pkg:binaryData>"), part("/empty.xml", "a", "<pkg:xmlData/>"), part("", "a", "<pkg:xmlData/>"), "<other/>"))
	if fault != "" || len(all) != 6 {
		t.Fatal(fault, all)
	}
	for name, want := range map[string]string{"word/media/a.png": "", "word/b&.htm": "<p>甲</p>", "empty.xml": ""} {
		if got, ok := all[name]; !ok || got != want {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
	if got := all["word/document.xml"]; !strings.HasPrefix(got, "<!-- a --><w:document") || !strings.HasSuffix(got, "</w:document>") {
		t.Error(got)
	}
	if got := all["[Content_Types].xml"]; !strings.Contains(got, `PartName="/word/b&amp;.htm" ContentType="text/&quot;html"`) {
		t.Error(got)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data, code string
		set        func(*limit.Limits)
	}{
		"nothing":                   {"", "office-damaged", nil},
		"another root":              {"<a/>", "office-damaged", nil},
		"cut off":                   {file("<w:p/>")[:700], "office-damaged", nil},
		"something behind the root": {file("<w:p/>") + "<a>", "office-damaged", nil},
		"no base64":                 {file("<w:p/>", part("/a", "a", "<pkg:binaryData>!</pkg:binaryData>")), "office-damaged", nil},
		"entities":                  {`<!DOCTYPE a [<!ENTITY e "e">]>` + strings.TrimPrefix(file("<w:p>&e;</w:p>"), `<?xml version="1.0" standalone="yes"?>`), "office-damaged", nil},
		"elements":                  {file(strings.Repeat("<w:p/>", 100)), "office-limit", func(l *limit.Limits) { l.HTMLNodes = 100 }},
		"depth":                     {file(strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300)), "office-damaged", nil},
	} {
		var set []func(*limit.Limits)
		if c.set != nil {
			set = append(set, c.set)
		}
		if all, fault := pack(c.data, set...); fault != c.code {
			t.Errorf("%s: %v, %s", name, all, fault)
		}
	}
}

// A part more than may be is kept, so that reading refuses the package; the others are not.
func TestManyParts(t *testing.T) {
	all, fault := pack(file("", numbered(50)), func(l *limit.Limits) { l.ZipEntries = 10 })
	if fault != "" || len(all) != 12 { // with the list of types
		t.Error(len(all), fault)
	}
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(part(fmt.Sprint("/", i), "a", "<pkg:xmlData/>"))
	}
	return b.String()
}

func ExamplePack() {
	m := limit.NewMeter(context.Background(), limit.Default())
	packed, fault := flatopc.Pack(m, []byte(file(`<w:p><w:r><w:t>总体情况</w:t></w:r></w:p>`)))
	doc, found := read.Styled(context.Background(), packed, limit.Default(), style.Default(), nil)
	fmt.Print(wordtest.Dump(doc), fault == nil, len(found))
	// Output:
	// 总体情况
	// true 0
}

func FuzzPack(f *testing.F) {
	f.Add(file("<w:p/>", part("/a", "a", "<pkg:binaryData>AAAA</pkg:binaryData>")))
	f.Add(head)
	f.Fuzz(func(t *testing.T, data string) {
		m := limit.NewMeter(context.Background(), limit.Default())
		packed, fault := flatopc.Pack(m, []byte(data))
		if (packed == nil) == (fault == nil) {
			t.Fatal(fault)
		}
		if packed != nil {
			doc, found := read.Styled(context.Background(), packed, limit.Default(), style.Default(), nil)
			wordtest.Sound(t, doc, found)
		}
	})
}

// A part that uses a prefix which only the package around it explains is no part of a package: it is refused, and not read as empty.
func TestPrefixFromAround(t *testing.T) {
	data := strings.Replace(file("<w:p/>"), `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`, `<w:document>`, 1)
	data = strings.Replace(data, `<pkg:package `, `<pkg:package xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" `, 1)
	packed, fault := flatopc.Pack(limit.NewMeter(context.Background(), limit.Default()), []byte(data))
	if fault != nil {
		t.Fatal(fault)
	}
	doc, found := read.Styled(context.Background(), packed, limit.Default(), style.Default(), nil)
	if wordtest.Sound(t, doc, found); doc != nil {
		t.Error(found)
	}
}
