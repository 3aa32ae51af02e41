package server

import (
	"bytes"
	"net/http"
	"testing"
)

// TestPDFProfile: the profile is chosen by a parameter, written as anybody would write it, and an unknown one is refused.
func TestPDFProfile(t *testing.T) {
	s := newServer(t, nil)
	text := sample(t)
	for _, test := range []struct {
		query      string
		claim, not string
	}{
		{"", "<pdfaid:part>3</pdfaid:part>", ""},
		{"&pdf-profile=a3a%2Bua1", "<pdfaid:part>3</pdfaid:part>", ""},
		{"&pdf-profile=a4f+ua2", "<pdfaid:conformance>F</pdfaid:conformance>", ""},
		{"&pdf-profile=a4f+ua2&no-attachment=1", "<pdfaid:part>4</pdfaid:part>", "EmbeddedFile"},
		{"&pdf-profile=a2b", "<pdfaid:part>2</pdfaid:part>", "EmbeddedFile"},
		{"&no-attachment=1", "<pdfaid:part>3</pdfaid:part>", "EmbeddedFile"},
		{"&pdf-profile=none", "/Type/EmbeddedFile", "pdfaid:part>"},
	} {
		w := ask(t, s, "POST", "/v1/convert?to=pdf"+test.query, text)
		if w.Code != http.StatusOK || !bytes.Contains(w.Body.Bytes(), []byte(test.claim)) {
			t.Errorf("%q: %d, without %s", test.query, w.Code, test.claim)
		}
		if test.not != "" && bytes.Contains(w.Body.Bytes(), []byte(test.not)) {
			t.Errorf("%q: with %s", test.query, test.not)
		}
	}
	if w := ask(t, s, "POST", "/v1/convert?to=pdf&pdf-profile=a9", text); w.Code != http.StatusBadRequest || problemOf(t, w).Code != "http-parameter" {
		t.Errorf("an unknown profile: %d %.200s", w.Code, w.Body)
	}
}
