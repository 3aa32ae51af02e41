package server

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"testing"
)

// TestProtect: a form or a table of contents is made where it is asked for, and refused by name for what cannot be one.
func TestProtect(t *testing.T) {
	s := newServer(t, nil)
	text := sample(t)
	for query, form := range map[string]bool{"": false, "&protect=0": false, "&protect=1": true} {
		w := ask(t, s, "POST", "/v1/convert?to=docx"+query, text)
		z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
		if err != nil {
			t.Fatalf("%q: %d, %v", query, w.Code, err)
		}
		if _, err := z.Open("customXml/item1.xml"); (err == nil) != form {
			t.Errorf("%q: the part with the figures: %v", query, err)
		}
	}
	for query, listed := range map[string]bool{"": false, "&contents=1": true} {
		w := ask(t, s, "POST", "/v1/convert?to=docx"+query, text)
		z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
		if err != nil {
			t.Fatalf("%q: %d, %v", query, w.Code, err)
		}
		f, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(f); err != nil || bytes.Contains(body, []byte(" TOC ")) != listed {
			t.Errorf("%q: a table of contents: %v", query, err)
		}
	}
	if w := ask(t, s, "POST", "/v1/convert?to=pdf&protect=1", text); w.Code != http.StatusUnprocessableEntity || problemOf(t, w).Code != "protect-format" {
		t.Errorf("a PDF: %d %.200s", w.Code, w.Body)
	}
}
