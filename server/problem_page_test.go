package server

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
)

// What browsers send for a form: Firefox 132, Chrome 131, Internet Explorer 11.
var ofBrowsers = []string{
	"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
	"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
	"text/html, application/xhtml+xml, */*",
}

// TestProblemPage: a form without a script gets its problem as a page, in the user's language, with every finding and a way
// back; nothing that was sent becomes markup.
func TestProblemPage(t *testing.T) {
	s := newServer(t, nil)
	empty, emptyType := form(t, [3]string{"file", "", ""}, [3]string{"text", "", ""}, [3]string{"to", "", "docx"})
	poem, poemType := form(t, [3]string{"file", "", ""}, [3]string{"text", "", "床前明月光"}, [3]string{"to", "", "docx"})
	odd, oddType := form(t, [3]string{"file", "", ""}, [3]string{"text", "", "{\n\"format\": \"2021\",\n\"<script>alert(1)</script>\": 1, \"yaer\": 2}"}, [3]string{"to", "", "docx"})
	for _, accept := range ofBrowsers {
		for _, test := range []struct {
			what, language string
			body           []byte
			media          string
			status         int
			want           []string
		}{
			{"nothing chosen", "zh-CN,zh;q=0.9,en;q=0.8", empty, emptyType, 400, []string{`<html lang="zh-CN">`, "<h1>请求有误</h1>", "请求中没有报告", `<a href="/">返回年报页面</a>`, "后退", "http-no-file"}},
			{"nothing chosen", "en-US,en", empty, emptyType, 400, []string{`<html lang="en">`, "<h1>Bad Request</h1>", "brings no report", `<a href="/">Back to the page</a>`}},
			{"a poem", "", poem, poemType, 422, []string{`<html lang="zh-CN">`, "<h1>文件内容有问题</h1>", "not-a-report"}},
			{"two wrong keys", "", odd, oddType, 422, []string{"第 3 行：", "&lt;script&gt;", "yaer", "<li>", "发现的问题"}},
		} {
			w := ask(t, s, "POST", "/v1/convert", test.body, "Content-Type", test.media, "Accept", accept, "Accept-Language", test.language)
			page := w.Body.String()
			if w.Code != test.status || w.Header().Get("Content-Type") != "text/html; charset=utf-8" || strings.Contains(page, "<script") {
				t.Errorf("%s: %d %s: %.2000s", test.what, w.Code, w.Header().Get("Content-Type"), page)
			}
			for _, want := range test.want {
				if !strings.Contains(page, want) {
					t.Errorf("%s: %q is not in %s", test.what, want, page)
				}
			}
			if !strings.Contains(page, w.Header().Get("X-Request-Id")) || w.Header().Get("Content-Language") == "" {
				t.Errorf("%s: no number of the request, or no language", test.what)
			}
		}
	}
	if w := ask(t, s, "GET", "/nothing", nil, "Accept", ofBrowsers[0]); w.Code != 404 || !strings.Contains(w.Body.String(), "<h1>没有这个地址</h1>") {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
}

// TestProblemForPrograms: who does not ask for a page gets data.
func TestProblemForPrograms(t *testing.T) {
	s := newServer(t, nil)
	for _, accept := range []string{"", "*/*", "application/json", "application/problem+json, text/html", "application/json, text/html;q=0.9", "application/pdf"} {
		var headers []string
		if accept != "" {
			headers = []string{"Accept", accept}
		}
		problemOf(t, ask(t, s, "POST", "/v1/convert?to=docx", []byte("床前明月光"), headers...))
	}
}

// TestProblemPolicy: the page's policy allows its style and nothing else.
func TestProblemPolicy(t *testing.T) {
	w := ask(t, newServer(t, nil), "GET", "/nothing", nil, "Accept", "text/html")
	_, rest, _ := strings.Cut(w.Body.String(), "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	policy := w.Header().Get("Content-Security-Policy")
	if style == "" || !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") ||
		strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
		t.Errorf("%s for %q", policy, style)
	}
}
