package server

import (
	"net/http"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
)

func TestPreferred(t *testing.T) {
	docx, html := converter.DOCX.MediaType(), converter.HTML.MediaType()
	types := []string{converter.JSON.MediaType(), docx, converter.PDF.MediaType(), html}
	for accept, want := range map[string]string{
		"*/*":                                     types[0],
		docx:                                      docx,
		"application/json;q=0.5, " + docx:         docx,
		"text/html, */*;q=0.8":                    html,
		"application/*":                           types[0],
		"*/*, application/json;q=0":               docx,
		"application/json;q=0, */*":               docx, // the more exact range decides, wherever it stands
		"text/*":                                  html,
		"image/png, application/json;q=0.1":       types[0],
		"multipart/mixed":                         types[0],
		"APPLICATION/JSON":                        types[0],
		"application/json; charset=utf-8":         types[0],
		"application/json;version=2":              "",
		"text/html;charset=UTF-8":                 html,
		"text/html;charset=gbk":                   "",
		`text/html;x="a,application/json"`:        "",
		`application/pdf;q=0.2, text/html;q=0.3`:  html,
		"image/png":                               "",
		"":                                        "",
		"application/json;q=2":                    "",
		"application/json;q=x, application/pdf":   types[2],
		";;;,,":                                   "",
		"application/json;q=0.999, " + docx + ";": docx,
	} {
		if got, ok := preferred(accept, types); got != want || ok != (want != "") {
			t.Errorf("preferred(%q) = %q, %v, want %q", accept, got, ok, want)
		}
	}
}

func TestLanguageOf(t *testing.T) {
	for accept, want := range map[string]diag.Lang{
		"": diag.Chinese, "zh-CN,en;q=0.5": diag.Chinese, "en-US,zh;q=0.5": diag.English, "en;q=0.2, zh;q=0.9": diag.Chinese,
		"fr": diag.Chinese, "fr, en;q=0.3": diag.English, "zh-Hant": diag.Chinese, "zh;q=0, en;q=0.1": diag.English, "*": diag.Chinese,
		"en-GB;q=0.8, de;q=0.9": diag.English, "%%%": diag.Chinese,
	} {
		if got := languageOf(http.Header{"Accept-Language": {accept}}); got != want {
			t.Errorf("%q: %s", accept, got)
		}
	}
	if got := languageOf(http.Header{"Accept-Language": {"zh;q=0.1", "en"}}); got != diag.English {
		t.Error("a second line of the header is not read")
	}
}

// The result of a check, and of a sum, is negotiated like any other.
func TestAcceptOfOtherEndpoints(t *testing.T) {
	s := newServer(t, nil)
	text := sample(t)
	body, media := form(t, [3]string{"file", "a.txt", string(text)})
	for _, test := range [][3]string{
		{"/v1/check", "text/html", "text/html; charset=utf-8"}, {"/v1/check", "text/plain;q=0.9, image/png", "text/plain; charset=utf-8"},
		{"/v1/check", converter.DOCX.MediaType(), converter.DOCX.MediaType()}, {"/v1/check", "image/png", "application/problem+json"},
		{"/v1/sum", converter.XLSX.MediaType(), converter.XLSX.MediaType()}, {"/v1/sum", "text/html", "text/html; charset=utf-8"}, {"/v1/sum", "*/*", "application/json"},
		{"/v1/draft", "*/*", converter.DOCX.MediaType()}, {"/v1/draft", "application/json", "application/json"},
		{"/v1/read", "application/*", "application/json"}, {"/v1/read", "text/html", "text/html; charset=utf-8"},
	} {
		w := ask(t, s, "POST", test[0], body, "Content-Type", media, "Accept", test[1])
		if got := w.Header().Get("Content-Type"); got != test[2] {
			t.Errorf("%s, Accept %s: %d %s", test[0], test[1], w.Code, got)
		}
	}
}
