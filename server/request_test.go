package server

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
)

// codes are those of the errors of a problem.
func codes(p problem) []diag.Code {
	var list []diag.Code
	for _, d := range p.Errors {
		list = append(list, d.Code)
	}
	return list
}

// What is unknown or repeated is refused by name, and told all at once.
func TestUnknownAndRepeated(t *testing.T) {
	s := newServer(t, nil)
	for _, test := range []struct {
		what, path string
		fields     [][3]string // nil: a raw body
		want       []diag.Code
		name       string
	}{
		{"unknown parameter", "/v1/convert?ot=pdf", nil, []diag.Code{"http-parameter-unknown"}, "ot"},
		{"parameter of another address", "/v1/check?strict=1", nil, []diag.Code{"http-parameter-unknown"}, "strict"},
		{"two of them", "/v1/convert?to=pdf&to=docx", nil, []diag.Code{"http-parameter-repeated"}, "to"},
		{"all at once", "/v1/convert?x=1&to=pdf&to=docx&y=2", nil,
			[]diag.Code{"http-parameter-repeated", "http-parameter-unknown", "http-parameter-unknown"}, "y"},
		{"broken escapes", "/v1/convert?to=%zz", nil, []diag.Code{"http-query"}, ""},
		{"a separator of old", "/v1/convert?to=pdf;strict=1", nil, []diag.Code{"http-query"}, ""},
		{"empty values", "/v1/convert?to=&strict=&created=&from=", nil,
			[]diag.Code{"http-parameter", "http-parameter", "http-parameter", "http-parameter"}, "created"},
		{"all wrong values", "/v1/convert?to=doc&strict=2&created=today&from=zip", nil,
			[]diag.Code{"http-parameter", "http-parameter", "http-parameter", "http-parameter"}, "created"},
		{"unknown field", "/v1/convert", [][3]string{{"file", "a.json", small}, {"fiel", "", "x"}}, []diag.Code{"http-part-unknown"}, "fiel"},
		{"field of another address", "/v1/convert", [][3]string{{"file", "a.json", small}, {"roster", "b.json", small}}, []diag.Code{"http-part-unknown"}, "roster"},
		{"field of the archive", "/v1/convert?to=pdf", [][3]string{{"file", "a.json", small}, {"previous", "b.json", small}}, []diag.Code{"http-part-archive"}, "previous"},
		{"review without findings", "/v1/convert?to=json", [][3]string{{"file", "a.json", small}, {"review", "b.json", `{"version": 1}`}}, []diag.Code{"http-part-archive"}, "review"},
		{"two files", "/v1/convert", [][3]string{{"file", "a.json", small}, {"file", "b.json", small}}, []diag.Code{"http-part-repeated"}, "file"},
		{"two rosters", "/v1/sum", [][3]string{{"file", "a.json", small}, {"roster", "b.txt", "甲局"}, {"roster", "c.txt", "乙局"}},
			[]diag.Code{"http-part-repeated"}, "roster"},
		{"no list of names", "/v1/sum", [][3]string{{"file", "a.json", small}, {"roster", "b.txt", "  \n"}}, []diag.Code{"roster-empty"}, ""},
		{"no renaming", "/v1/check?renamed=x", nil, []diag.Code{"renamed-invalid"}, "x"},
		{"a choice that is none", "/v1/sum?duplicates=oldest", [][3]string{{"file", "a.json", small}}, []diag.Code{"http-parameter"}, "duplicates"},
		{"two values", "/v1/convert", [][3]string{{"file", "a.json", small}, {"to", "", "json"}, {"to", "", "json"}}, []diag.Code{"http-parameter-repeated"}, "to"},
		{"address and form", "/v1/convert?to=json", [][3]string{{"file", "a.json", small}, {"to", "", "json"}}, []diag.Code{"http-parameter-repeated"}, "to"},
		{"file and text", "/v1/convert", [][3]string{{"file", "a.json", small}, {"text", "", "x"}}, []diag.Code{"http-two-sources"}, ""},
		{"a value without end", "/v1/convert", [][3]string{{"file", "a.json", small}, {"to", "", strings.Repeat("x", fieldBytes+1)}}, []diag.Code{"http-parameter"}, "to"},
		{"year", "/v1/draft?year=1066", nil, []diag.Code{"http-parameter"}, "year"},
		{"no file at all", "/v1/sum", [][3]string{{"to", "", "json"}}, []diag.Code{"http-no-file"}, "file"},
	} {
		t.Run(test.what, func(t *testing.T) {
			body, headers := []byte(small), []string(nil)
			if test.fields != nil {
				var media string
				body, media = form(t, test.fields...)
				headers = []string{"Content-Type", media}
			}
			w := ask(t, s, "POST", test.path, body, headers...)
			p := problemOf(t, w)
			if w.Code != 400 || !slices.Equal(codes(p), test.want) || !strings.Contains(w.Body.String(), test.name) {
				t.Errorf("%d %v: %s", w.Code, codes(p), w.Body)
			}
		})
	}
	for _, path := range []string{"/v1/schema?x=1", "/v1/editions?to=pdf", "/openapi.json?v=2"} {
		if w := ask(t, s, "GET", path, nil); w.Code != 400 || problemOf(t, w).Code != "http-parameter-unknown" {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	// A browser's form in which no file was chosen sends an empty one.
	body, media := form(t, [3]string{"text", "", small}, [3]string{"to", "", "json"})
	if w := ask(t, s, "POST", "/v1/convert", body, "Content-Type", media); w.Code != 200 {
		t.Errorf("text: %d %s", w.Code, w.Body)
	}
}

// A compressed body is taken, and it is what it unpacks to that is bounded.
func TestCompressedBody(t *testing.T) {
	s := newServer(t, nil)
	inForm, formType := form(t, [3]string{"file", "a.json", small})
	for _, test := range []struct {
		what   string
		body   []byte
		media  string
		coding string
		status int
		code   diag.Code
	}{
		{"raw", gzipped(t, []byte(small)), "", "gzip", 200, ""},
		{"raw, other name", gzipped(t, []byte(small)), "", "X-GZip", 200, ""},
		{"form", gzipped(t, inForm), formType, "gzip", 200, ""},
		{"at the limit", gzipped(t, append([]byte(small), bytes.Repeat([]byte(" "), 100_000-len(small))...)), "", "gzip", 200, ""},
		{"a bomb", gzipped(t, bytes.Repeat([]byte(" "), 100_001)), "", "gzip", 413, "http-body-limit"},
		{"a larger one", gzipped(t, bytes.Repeat([]byte(" "), 100_000_000)), "", "gzip", 413, "http-body-limit"},
		{"not compressed", []byte(small), "", "gzip", 400, "http-inflate"},
		{"cut", gzipped(t, []byte(small))[:40], "", "gzip", 400, "http-inflate"},
		{"twice", gzipped(t, gzipped(t, []byte(small))), "", "gzip, gzip", 415, "http-encoding"},
		{"deflate", []byte(small), "", "deflate", 415, "http-encoding"},
	} {
		w := ask(t, s, "POST", "/v1/convert", test.body, "Content-Encoding", test.coding, "Content-Type", test.media)
		if w.Code != test.status || w.Code != 200 && problemOf(t, w).Code != test.code {
			t.Errorf("%s: %d %.300s", test.what, w.Code, w.Body)
		}
		if w.Code == 415 && w.Header().Get("Accept-Encoding") == "" {
			t.Errorf("%s: it is not said what would do", test.what)
		}
	}
	if taken := s.bodies.large.taken.Load() + s.bodies.small.taken.Load(); taken != 0 {
		t.Errorf("%d bytes are still taken", taken)
	}
}

// A form-encoded body is a form; what curl sends under that type by default is the file.
func TestFormEncoded(t *testing.T) {
	s := newServer(t, nil)
	const media = "application/x-www-form-urlencoded"
	for _, test := range []struct {
		what, path, body string
		status           int
		code             diag.Code
		answer           string // media type
	}{
		{"a form", "/v1/convert", url.Values{"text": {string(sample(t))}, "to": {"html"}}.Encode(), 200, "", "text/html; charset=utf-8"},
		{"parameters first", "/v1/convert", "to=json&text=" + url.QueryEscape(small), 200, "", "application/json"},
		{"parameters without a file", "/v1/convert", "to=json", 400, "http-no-file", ""},
		{"an unknown field", "/v1/convert", "text=" + url.QueryEscape(small) + "&x=1", 400, "http-part-unknown", ""},
		{"twice", "/v1/convert", "text=a&text=b", 400, "http-part-repeated", ""},
		{"broken", "/v1/convert", "text=%zz", 400, "http-form", ""},
		{"curl --data-binary", "/v1/convert?to=json", string(sample(t)), 200, "", "application/json"},
		{"curl --data-binary of JSON", "/v1/convert", small, 200, "", "application/json"},
		{"neither", "/v1/convert", "x=y", 422, "not-a-report", ""},
	} {
		w := ask(t, s, "POST", test.path, []byte(test.body), "Content-Type", media)
		if w.Code != test.status || w.Code != 200 && problemOf(t, w).Code != test.code || w.Code == 200 && w.Header().Get("Content-Type") != test.answer {
			t.Errorf("%s: %d %s %.300s", test.what, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	if w := ask(t, s, "POST", "/v1/convert", []byte("x"), "Content-Type", "multipart/mixed; boundary=x"); w.Code != 415 || problemOf(t, w).Code != "http-form-type" {
		t.Errorf("another form: %d %s", w.Code, w.Body)
	}
}

// The file's name comes in UTF-8, in GBK as Chinese Windows has it, and in the extended form of RFC 8187 in either.
func TestNamesOfFiles(t *testing.T) {
	s := newServer(t, nil)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("年报.json")
	if err != nil {
		t.Fatal(err)
	}
	want := "年报.docx"
	for _, disposition := range []string{
		`form-data; name="file"; filename="年报.json"`,
		`form-data; name="file"; filename="` + gbk + `"`,
		`form-data; name="file"; filename=report.json; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.json`,
		`form-data; name="file"; filename*=utf-8'zh'%E5%B9%B4%E6%8A%A5.json`,
		`form-data; name="file"; filename*=GBK''` + url.PathEscape(gbk) + `; filename="x.json"`,
		`form-data; name="file"; filename*=gb18030'zh-CN'` + url.PathEscape(gbk),
		`form-data; name="file"; filename="C:\文件\年报.json"`,
	} {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(small)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		answer := ask(t, s, "POST", "/v1/convert?to=docx", b.Bytes(), "Content-Type", w.FormDataContentType())
		if got := nameOf(t, answer.Header()); answer.Code != 200 || got != want {
			t.Errorf("%s: %d %s", disposition, answer.Code, got)
		}
	}
	if w := ask(t, s, "POST", "/v1/convert?to=docx&name="+url.QueryEscape(gbk), []byte(small)); nameOf(t, w.Header()) != want {
		t.Errorf("the parameter name: %s", nameOf(t, w.Header()))
	}
}

// nameOf reads the name of an answer as browsers do.
func nameOf(t testing.TB, h http.Header) string {
	t.Helper()
	name, ok := extended(h.Get("Content-Disposition"), "filename")
	if !ok {
		t.Errorf("no name in %v", h)
	}
	return name
}
