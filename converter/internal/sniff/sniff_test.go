package sniff

import (
	"archive/zip"
	"bytes"
	"testing"
	"unicode/utf16"
)

func packed(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openText makes an OpenDocument package, whose media type is stored, not deflated.
func openText(t *testing.T, of string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("application/vnd.oasis.opendocument." + of)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wide(text string, mark bool) []byte {
	var b []byte
	if mark {
		b = append(b, 0xff, 0xfe)
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func TestOf(t *testing.T) {
	compound := func(stream string) []byte {
		return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide(stream, false)...)
	}
	docx := packed(t, "[Content_Types].xml", "_rels/.rels", "word/document.xml")
	for _, test := range []struct {
		what, name string
		data       []byte
		want       Kind
	}{
		{"no bytes", "a.txt", nil, Empty},
		{"only white space", "a.txt", []byte(" \r\n\t\n"), Empty},
		{"only a byte order mark", "a.txt", []byte("\xef\xbb\xbf\n"), Empty},
		{"object", "", []byte("\xef\xbb\xbf\n { \"format\": 1}"), JSON},
		{"empty object", "", []byte("{}"), JSON},
		{"array named .txt", "a.txt", []byte(`[{"a":1}]`), JSON},
		{"bracket in text", "a.txt", []byte("[索引号] 一、总体情况"), Text},
		{"brace in text", "a.txt", []byte("{一、总体情况}"), Text},
		{"text named .json", "a.json", []byte("format: 2021"), JSON},
		{"page named .json", "a.json", []byte("<!DOCTYPE html><html>"), HTML},
		{"text", "", []byte("一、总体情况\n"), Text},
		{"text named .docx", "a.docx", []byte("一、总体情况\n"), Text},
		{"GB 18030", "", []byte("\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc7\xe9\xbf\xf6\n"), Text},
		{"UTF-16 with a mark", "", wide("一、总体情况 2023 年", true), Text},
		{"UTF-16 without a mark", "", wide("一、总体情况 2023 年 0 0 0 0", false), Text},
		{"object in UTF-16", "", wide(`{"format": "2021"}`, true), JSON},
		{"page", "", []byte("\n<!doctype HTML>"), HTML},
		{"page in UTF-16", "", wide("<html><body>", true), HTML},
		{"piece of a page", "a.txt", []byte("<p style='text-align: center'>x"), HTML},
		{"old page with comment", "", []byte("<!-- saved from --><table>"), HTML},
		{"less-than in text", "a.txt", []byte("<一>、总体情况"), Text},
		{"angle quotes", "a.txt", []byte("<政府信息公开条例>"), Text},
		{"prose named .html", "a.html", []byte("一、总体情况<br>"), HTML},
		{"Markdown in a div", "a.md", []byte("<div role=\"main\">\n\n# 年度报告\n\n## 一、总体情况\n\n全年工作正常。\n</div>"), Text},
		{"Markdown behind an HTML table", "", []byte("<table>\n<tr><td>1</td></tr>\n</table>\n\n## 三、情况\n正文\n"), Text},
		{"wiki with an anchor", "", []byte("<span id=\"a\"></span>\n= 年度报告 =\n正文\n"), Text},
		{"piece of a page with a row of bars", "", []byte("<div>\n<p>| 规章 | 0 |</p>\n<p>| --- | --- |</p>\n</div>"), HTML},
		{"indented page with bare lines", "", []byte("<div>\n<p>\n一、总体情况\n</p>\n</div>"), HTML},
		{"Markdown named .html", "a.html", []byte("<div>\n\n# 年度报告\n\n正文\n</div>"), HTML},
		{"lines of arrays", "a.txt", []byte("[\"规章\", 0]\n[\"行政许可\", 1]\n"), Text},
		{"lines of arrays named .json", "a.json", []byte("[\"规章\", 0]\n[\"行政许可\", 1]\n"), JSON},
		{"array over lines", "", []byte("[\n  {\"format\": \"2021\"},\n  {}\n]\n"), JSON},
		{"XHTML", "", []byte(`<?xml version="1.0"?><html xmlns="x">`), HTML},
		{"Word 2003 XML by its namespace", "a.xml", []byte(`<?xml version="1.0"?><x:wordDocument xmlns:x="http://schemas.microsoft.com/office/word/2003/wordml">`), WordXML},
		{"Word 2003 XML without a declaration", "a.doc", []byte(`<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">`), WordXML},
		{"a .docx as one file", "a.doc", []byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`), FlatOPC},
		{"the same without a declaration", "a.xml", []byte(`<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">`), FlatOPC},
		{"Word 2003 XML", "a.doc", []byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?>`), WordXML},
		{"other XML", "a.xml", []byte(`<?xml version="1.0"?><feed/>`), XML},
		{"web archive of a browser", "a.mht", []byte("From: <Saved by Blink>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x"), WebArchive},
		{"web archive of one part", "a.doc", []byte("Subject: a\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>"), WebArchive},
		{"a letter with files", "a.eml", []byte("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x"), Text},
		{"a text that speaks of versions", "a.txt", []byte("From: us\nMIME-Version: 1.0 is a header; so is\nContent-Type: text/html\nand more text"), Text},
		{"fields without a version", "a.txt", []byte("Content-Type: text/html\n\n<p>"), Text},
		{"web archive", "a.doc", []byte("MIME-Version: 1.0\nContent-Type: multipart/related; x"), WebArchive},
		{"values named .csv", "a.CSV", []byte("甲,乙\n"), CSV},
		{"values named .tsv", "a.tsv", []byte("甲\t乙\n"), CSV},
		{"values named .txt", "a.txt", []byte("甲,乙\n"), Text},
		{"a header of paths", "a.txt", []byte("文件,单位\nfile,organization,year,requests.new.total\n"), CSV},
		{"a header of paths, quoted", "", []byte("\"organization\";\"requests.new.total\"\r\n"), CSV},
		{"a header of paths in UTF-16", "", wide("file\torganization\trequests.new.total\n", true), CSV},
		{"an organization in a text", "", []byte("the organization, see requests.new.total, is\n"), Text},
		{"paths without an organ", "", []byte("year,requests.new.total\n"), Text},
		{"a page named .csv", "a.csv", []byte("<html><table>"), HTML},
		{"JSON named .csv", "a.csv", []byte(`{"format": "2021"}`), JSON},
		{"package", "", docx, DOCX},
		{"package named .txt", "a.txt", docx, DOCX},
		{"cut package", "a.docx", docx[:len(docx)-40], DOCX},
		{"cut zip", "a.zip", docx[:len(docx)-40], Archive},
		{"spreadsheet", "a.docx", packed(t, "[Content_Types].xml", "xl/workbook.xml"), XLSX},
		{"slides", "", packed(t, "ppt/presentation.xml"), Slides},
		{"OFD", "", packed(t, "OFD.xml"), OFD},
		{"OFD whose parts stand in another order", "a.zip", packed(t, "Doc_0/Document.xml", "OFD.xml"), OFD},
		{"OFD that is cut short", "a.ofd", []byte("PK\x03\x04\x14\x00"), OFD},
		{"ODT", "a.docx", openText(t, "text"), ODT},
		{"ODS", "a.odt", openText(t, "spreadsheet"), Sheet},
		{"ODP", "", openText(t, "presentation"), Slides},
		{"OpenDocument that does not say of what", "", packed(t, "META-INF/manifest.xml", "content.xml"), ODT},
		{"FODT", "a.xml", []byte(`<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">`), ODT},
		{"FODS", "", []byte(`<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">`), Sheet},
		{"zip", "a.zip", packed(t, "report.txt"), Archive},
		{"zip named .docx", "a.docx", packed(t, "report.txt"), DOCX},
		{"empty zip", "", packed(t), Archive},
		{"old Word file named .docx", "a.docx", compound("WordDocument"), Doc},
		{"old workbook", "", compound("Workbook"), Sheet},
		{"old slides", "", compound("PowerPoint Document"), Slides},
		{"with a password", "a.docx", compound("EncryptedPackage"), Encrypted},
		{"unknown compound file", "a.wps", compound("x"), Doc},
		{"workbook of Excel 95", "a.doc", compound("Book\x00"), Sheet},
		{"a text that has the word", "a.doc", compound("Bookmark"), Doc},
		{"unknown compound file of a sheet", "a.et", compound("x"), Sheet},
		{"unknown compound file of slides", "a.dps", compound("x"), Slides},
		{"a Word file that is called a sheet", "a.xls", compound("WordDocument"), Doc},
		{"PDF", "a.txt", []byte("%PDF-1.7\n"), PDF},
		{"PDF after junk", "", []byte("junk\n%PDF-1.7\n"), PDF},
		{"PNG named .txt", "a.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00"), Image},
		{"JPEG", "", []byte("\xff\xd8\xff\xe0"), Image},
		{"WebP", "", []byte("RIFF\x10\x00\x00\x00WEBPVP8 "), Image},
		{"BMP", "", []byte("BM\x10\x10\x00\x00\x00\x00\x00\x00\x36"), Image},
		{"RTF", "a.doc", []byte(`{\rtf1\ansi`), RTF},
		{"gzip", "", []byte("\x1f\x8b\x08"), Archive},
		{"program", "", []byte("\x7fELF\x02"), Program},
		{"noise", "a.txt", bytes.Repeat([]byte{0, 1, 2, 3, 4, 5, 6}, 50), OtherBinary},
		{"zero bytes", "a.txt", make([]byte, 100), OtherBinary},
	} {
		t.Run(test.what, func(t *testing.T) {
			if got := Of(test.data, test.name); got != test.want {
				t.Errorf("Of(%.20q, %q) = %s, want %s", test.data, test.name, got, test.want)
			}
		})
	}
}

func FuzzOf(f *testing.F) {
	f.Add([]byte("PK\x03\x04"), "a.docx")
	f.Add([]byte("{"), "")
	f.Add([]byte("<p"), "a.html")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		kind := Of(data, name)
		if kind == "" || kind == Empty && len(bytes.TrimSpace(data)) > window {
			t.Errorf("called %q", kind)
		}
		// A name decides between kinds that look alike and never makes a picture or a PDF readable.
		if other := Of(data, ""); !other.Readable() && kind.Readable() && kind != DOCX {
			t.Errorf("%s without its name, %s with it", other, kind)
		}
	})
}
