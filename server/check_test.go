package server

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	s := newServer(t, nil)
	wrong := strings.Replace(string(sample(t)), "\n1\t0\t0\t1\t2\t", "\n9\t0\t0\t1\t2\t", 1)
	w := ask(t, s, "POST", "/v1/check", []byte(wrong))
	var got struct {
		Source string
		Result struct {
			Findings []struct{ Code, Cell string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.Source != "text" || len(got.Result.Findings) != 1 ||
		got.Result.Findings[0].Cell != "disputes.review.total" {
		t.Errorf("%d %v: %.500s", w.Code, err, w.Body)
	}
	if w := ask(t, s, "POST", "/v1/check?to=html", []byte(wrong)); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "<!DOCTYPE html>") ||
		strings.Contains(w.Header().Get("Content-Security-Policy"), "script") {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
	if w := ask(t, s, "POST", "/v1/check?to=text", []byte(wrong), "Accept-Language", "en"); w.Code != 200 || !strings.Contains(w.Body.String(), "1 errors") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	body, media := form(t, [3]string{"file", "a.txt", string(sample(t))},
		[3]string{"previous", "b.json", `{"format": "2021", "year": 2022, "requests": {"carried_forward": {"total": 3}}}`},
		[3]string{"subordinate", "c.json", `{"format": "2021", "year": 2023}`})
	if w := ask(t, s, "POST", "/v1/check", body, "Content-Type", media); w.Code != 200 || !strings.Contains(w.Body.String(), `"carry-over`) {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
	body, media = form(t, [3]string{"file", "a.txt", string(sample(t))}, [3]string{"previous", "b.txt", "床前明月光"})
	if w := ask(t, s, "POST", "/v1/check", body, "Content-Type", media); w.Code != 422 || problemOf(t, w).Code != "not-a-report" {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
	if w := ask(t, s, "POST", "/v1/check?to=docx&name=a.txt", []byte(wrong)); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") ||
		!strings.Contains(w.Header().Get("Content-Disposition"), `"a.check.docx"`) {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := ask(t, s, "POST", "/v1/check?to=pdf", []byte(wrong)); w.Code != 400 || problemOf(t, w).Code != "http-parameter" {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
	if w := ask(t, s, "POST", "/v1/check", nil); w.Code != 400 {
		t.Errorf("%d %.300s", w.Code, w.Body)
	}
}

// What cannot be kept when comments go into somebody's own file is told: in numbers with the file, and in words where they are asked for.
func TestCheckTellsWhatIsLost(t *testing.T) {
	s := newServer(t, nil)
	wrong := strings.Replace(string(sample(t)), "\n1\t0\t0\t1\t2\t", "\n9\t0\t0\t1\t2\t", 1)
	signed := withPart(t, ask(t, s, "POST", "/v1/convert?to=docx", []byte(wrong)).Body.Bytes(), "_xmlsignatures/sig1.xml", "<Signature/>")
	w := ask(t, s, "POST", "/v1/check?to=docx", signed)
	if w.Code != 200 || w.Header().Get(headerWarnings) != "1" || w.Header().Get(headerDiagnostics) != "1" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w := ask(t, s, "POST", "/v1/check?to=docx&diagnostics=1", signed); !strings.HasPrefix(w.Header().Get("Content-Type"), "multipart/mixed") ||
		!strings.Contains(w.Body.String(), `"annotate-signature"`) {
		t.Errorf("%d %v %.300s", w.Code, w.Header(), w.Body)
	}
	if w := ask(t, s, "POST", "/v1/check?to=html", sample(t)); w.Header().Get(headerDiagnostics) != "0" || w.Header().Get("Content-Disposition") != "inline" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

// withPart returns a ZIP file with one more part.
func withPart(t *testing.T, file []byte, name, content string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	part, err := out.Create(name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
