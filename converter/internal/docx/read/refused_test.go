package read

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/docx/opc"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/zipfile"
)

// change returns data with the bytes at an offset replaced.
func change(data []byte, at int, with ...byte) []byte {
	out := bytes.Clone(data)
	copy(out[at:], with)
	return out
}

// TestRefused: files that are no Word document, or a damaged or hostile one, are refused with the code that says so, and
// the message tells what to do.
func TestRefused(t *testing.T) {
	le := binary.LittleEndian
	good := build(t, parts{"body": p("甲")})
	stored := func(names ...string) []byte {
		var entries []zipfile.Entry
		for _, name := range names {
			name, content, _ := strings.Cut(name, "=")
			entries = append(entries, zipfile.New(name, []byte(content), store))
		}
		return zipOf(t, entries)
	}
	cfb := func(stream string) []byte {
		data := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504))
		for _, c := range utf16.Encode([]rune(stream)) {
			data = le.AppendUint16(data, c)
		}
		return data
	}
	document := func(s string) []byte { return build(t, parts{"word/document.xml": s}) }
	inside := func(s string) []byte { return build(t, parts{"body": s}) }
	end := bytes.LastIndex(good, le.AppendUint32(nil, zipfile.EndRecord))
	directory := int(le.Uint32(good[end+16:]))
	renamed := func(name string) []byte {
		return stored("[Content_Types].xml=<a/>", name+"=x")
	}
	for _, c := range []struct {
		name string
		data []byte
		want diag.Code
	}{
		{"nothing", nil, "docx-not-zip"},
		{"text", []byte("一、总体情况"), "docx-not-zip"},
		{"PDF", []byte("%PDF-1.7"), "docx-not-zip"},
		{"RTF", []byte(`{\rtf1`), "docx-not-zip"},
		{"an empty archive", append(le.AppendUint32(nil, zipfile.EndRecord), make([]byte, 18)...), "docx-empty-zip"},
		{"old Word", cfb("WordDocument"), "docx-old-binary"},
		{"old WPS", cfb("WpsCustomData"), "docx-old-binary"},
		{"encrypted", cfb("EncryptedPackage"), "docx-encrypted"},
		{"old Excel", cfb("Workbook"), "docx-other-program"},
		{"xlsx", build(t, parts{"_rels/.rels": `<Relationships xmlns="` + opc.PackageNS + `relationships"><Relationship Id="a" Type="` + names.RelationNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml": `<workbook/>`, "[Content_Types].xml": `<Types xmlns="` + opc.PackageNS + `content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`}), "docx-other-program"},
		{"odt", stored("mimetype=application/vnd.oasis.opendocument.text", "content.xml=<a/>"), "docx-other-program"},
		{"pptx", stored("ppt/presentation.xml=<a/>"), "docx-other-program"},
		{"ofd", stored("OFD.xml=<a/>"), "docx-other-program"},
		{"an archive of files", stored("报告.txt=x", "a.docx=PK"), "docx-no-document"},
		{"another root", document(`<w:comments xmlns:w="` + names.WordNS + `"/>`), "docx-root"},
		{"no root", document(` `), "docx-xml"},
		{"truncated", good[:len(good)-30], "docx-zip"},
		{"only the beginning", good[:100], "docx-zip"},
		{"entries missing", change(good, end+10, 9), "docx-zip"},
		{"directory beyond the end", change(good, end+16, 0xFF, 0xFF, 0xFF, 0x7F), "docx-zip"},
		{"ZIP64", change(good, end+10, 0xFF, 0xFF), "docx-zip"},
		{"header beyond the end", change(good, directory+42, 0xFF, 0xFF, 0xFF, 0x7F), "docx-zip"},
		{"encrypted entry", change(good, directory+8, 1), "docx-zip-encrypted"},
		{"another method", change(change(good, directory+10, 9), 8, 9), "docx-zip-method"},
		{"two headers that disagree", change(good, directory+46, 'x'), "docx-zip"},
		{"a wrong checksum", change(good, directory+16, 1, 2, 3, 4), "docx-zip"},
		{"a size of 4 GiB", change(good, directory+20, 0xFE, 0xFF, 0xFF, 0xFF), "docx-zip"},
		{"absolute name", renamed("/etc/passwd"), "docx-zip-name"},
		{"parent folder", renamed("word/../../x"), "docx-zip-name"},
		{"backslash", renamed(`word\x`), "docx-zip-name"},
		{"drive", renamed("c:/x"), "docx-zip-name"},
		{"twice", stored("a=1", "A=2"), "docx-zip-duplicate"},
		{"tags that do not match", inside(`<w:p></w:q>`), "docx-xml"},
		{"an end too many", document(`<w:document xmlns:w="` + names.WordNS + `"></w:document></w:document>`), "docx-xml"},
		{"two roots", document(`<w:document xmlns:w="` + names.WordNS + `"/><a/>`), "docx-xml"},
		{"ends in a tag", document(`<w:document xmlns:w="` + names.WordNS + `"><w:body`), "docx-xml"},
		{"ends in a comment", inside(`<!-- `), "docx-xml"},
		{"ends in CDATA", inside(`<![CDATA[`), "docx-xml"},
		{"an unknown entity", inside(`<w:p><w:r><w:t>&nbsp;</w:t></w:r></w:p>`), "docx-xml"},
		{"a forbidden character", inside(p("a&#0;b")), "docx-xml"},
		{"half of a surrogate pair", inside(p("a&#xD800;b")), "docx-xml"},
		{"a control character", inside(p("a\x01b")), "docx-xml"},
		{"not UTF-8", inside(p("a\xffb")), "docx-xml"},
		{"text outside", document("x" + `<a/>`), "docx-xml"},
		{"a DTD", document(`<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>`), "docx-xml-dtd"},
		{"a tag without a name", inside(`< a="1"/>`), "docx-xml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := refusal(t, c.data, limit.Default()); got != c.want {
				t.Errorf("refused with %q, want %q", got, c.want)
			}
			_, list := Document(context.Background(), c.data, limit.Default())
			for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
				if m := list.In(lang); strings.ContainsAny(m, "{}") {
					t.Errorf("an argument is missing: %s", m)
				}
			}
		})
	}
	for code, words := range map[string][]byte{"docx-old-binary": cfb("WordDocument"), "docx-encrypted": cfb("EncryptedPackage")} {
		_, list := Document(context.Background(), words, limit.Default())
		if m := list.In(diag.Chinese); !strings.Contains(m, "Word") || !strings.Contains(m, "WPS") {
			t.Errorf("%s does not say what to do in Word and in WPS: %s", code, m)
		}
	}
}

// TestOverlap: entries that share bytes (a bomb that names one kernel many times) are refused.
func TestOverlap(t *testing.T) {
	data := zipOf(t, []zipfile.Entry{zipfile.New("a", []byte("1"), deflateBest), zipfile.New("b", []byte("2"), deflateBest)})
	le := binary.LittleEndian
	directory := int(le.Uint32(data[len(data)-6:]))
	second := directory + 47
	data[second+42] = 0 // the second entry begins where the first does
	data[second+46] = 'a'
	if got := refusal(t, data, limit.Default()); got != "docx-zip-duplicate" && got != "docx-zip-overlap" {
		t.Errorf("refused with %q", got)
	}
	data = zipOf(t, []zipfile.Entry{zipfile.New("a", []byte(strings.Repeat("x", 90)), store), zipfile.New("b", []byte("2"), deflateBest)})
	directory = int(le.Uint32(data[len(data)-6:]))
	le.PutUint32(data[directory+20:], 100) // the first entry reaches into the second
	if got := refusal(t, data, limit.Default()); got != "docx-zip-overlap" {
		t.Errorf("refused with %q", got)
	}
}
