package webpage

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

const (
	archiveHead = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n    type=\"text/html\";\r\n    boundary=\"--x\"\r\n\r\n"
	archiveEnd  = "----x--\r\n"
)

func archivePart(kind, encoding, body string, more ...string) string {
	return "----x\r\nContent-Type: " + kind + "\r\n" + strings.Join(append(more, ""), "\r\n") + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + body + "\r\n"
}

func TestReadArchive(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("<p>政府信息公开甲乙丙</p>")
	if err != nil {
		t.Fatal(err)
	}
	inner := func(depth int) string { // multipart bodies in each other
		body := "Content-Type: text/html\r\n\r\n<p>甲</p>\r\n"
		for i := range depth {
			b := "b" + strings.Repeat("x", i)
			body = "Content-Type: multipart/related; boundary=" + b + "\r\n\r\n--" + b + "\r\n" + body + "\r\n--" + b + "--\r\n"
		}
		return body
	}
	for name, c := range map[string]struct{ archive, want, codes string }{
		"quoted-printable":         {archiveHead + archivePart(`text/html; charset="utf-8"`, "quoted-printable", "<p class=3D\"a\">=E7=94=\r\n=B2</p>") + archiveEnd, "甲", ""},
		"base64":                   {archiveHead + archivePart("text/html", "base64", "PHA+55SyPC9wPg==") + archiveEnd, "甲", ""},
		"bytes of GBK":             {archiveHead + archivePart("text/html; charset=gb2312", "8bit", gbk) + archiveEnd, "政府信息公开甲乙丙", ""},
		"lines end in one sign":    {strings.ReplaceAll(archiveHead+archivePart("text/html", "8bit", "<p>甲</p>")+archiveEnd, "\r\n", "\n"), "甲", ""},
		"as Internet Explorer":     {"From: <Saved by Windows Internet Explorer 8>\r\nSubject: =?gb2312?B?1f4=?=\r\n" + archiveHead + archivePart("text/html", "8bit", "<p>甲</p>") + archiveEnd, "甲", ""},
		"not in parts":             {"Content-Type: text/html\r\n\r\n<p>甲</p>", "甲", ""},
		"pictures and other pages": {archiveHead + archivePart("text/html", "8bit", "<p>甲</p>") + archivePart("image/png", "base64", "AAAA") + archivePart("image/gif", "base64", "AAAA") + archivePart("text/css", "8bit", "p{}") + archivePart("text/html", "8bit", "<p>乙</p>") + archiveEnd, "甲", "archive-pages archive-pictures"},
		"the page that is named":   {strings.Replace(archiveHead, "type=", "start=\"<b>\"; type=", 1) + archivePart("text/html", "8bit", "<p>甲</p>", "Content-ID: <a>") + archivePart("text/html", "8bit", "<p>乙</p>", "Content-ID: <b>") + archiveEnd, "乙", "archive-pages"},
		"parts in parts":           {inner(3), "甲", ""},
		"too many parts in parts":  {inner(6), "", "archive-no-page"},
		"no last boundary":         {archiveHead + archivePart("text/html", "8bit", "<p>甲</p>"), "甲", "archive-cut"},
		"cut in its page":          {archiveHead + archivePart("text/html", "base64", "PHA+55SyPC9wPg=="+"\r\nPH"), "甲", "archive-cut"},
		"damaged":                  {archiveHead + archivePart("text/html", "base64", "PHA+!!!!") + archiveEnd, "", "archive-no-page"},
		"no page":                  {archiveHead + archivePart("image/png", "base64", "AAAA") + archiveEnd, "", "archive-no-page"},
		"no boundary":              {"Content-Type: multipart/related\r\n\r\n<p>甲</p>", "", "archive-no-page"},
		"no archive":               {"甲", "", "archive-no-page"},
		"more parts than files":    {archiveHead + strings.Repeat(archivePart("image/png", "base64", "AAAA"), 20) + archivePart("text/html", "8bit", "<p>甲</p>") + archiveEnd, "", "archive-no-page"},
		"a page above the limit":   {archiveHead + archivePart("text/html", "8bit", strings.Repeat("甲", 3000)) + archiveEnd, "", "html-limit"},
	} {
		limits := limit.Default()
		limits.Input, limits.ZipEntries = 6000, 10
		doc, found := ReadArchive(context.Background(), []byte(c.archive), limits)
		got := ""
		if doc != nil {
			for _, b := range doc.Blocks {
				if p, ok := b.(*document.Paragraph); ok {
					got += p.Text()
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q: %v", name, got, c.want, found)
		}
		if codes := codesOf(found); codes != c.codes {
			t.Errorf("%s: found %q, want %q", name, codes, c.codes)
		}
	}
}

func codesOf(found diag.List) string {
	var all []string
	for _, d := range found {
		all = append(all, string(d.Code))
	}
	return strings.Join(all, " ")
}

// A page that is larger than a file may be, once its encoding of transport is off.
func TestLargePage(t *testing.T) {
	limits := limit.Default()
	limits.Input = 5
	if page, _ := decoded(strings.NewReader("甲甲"), "8bit", limits); page != nil {
		t.Errorf("%q", page)
	}
}

func TestArchiveCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	doc, found := ReadArchive(ctx, []byte(archiveHead+strings.Repeat(archivePart("image/png", "base64", "AAAA"), 100)+archivePart("text/html", "8bit", "<p>甲</p>")+archiveEnd), limit.Default())
	if doc != nil || codesOf(found) != "time-limit" {
		t.Error(doc != nil, found)
	}
}

func FuzzArchive(f *testing.F) {
	f.Add([]byte(archiveHead + archivePart(`text/html; charset="utf-8"`, "quoted-printable", "<p class=3D\"a\">=E7=94=\r\n=B2</p>") + archiveEnd))
	f.Add([]byte("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/related; boundary=c\r\n\r\n--c\r\n\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, found := ReadArchive(context.Background(), data, limit.Default())
		if worst, any := found.Worst(); (doc == nil) != (any && worst == diag.Error) {
			t.Fatal(doc != nil, found)
		}
	})
}
