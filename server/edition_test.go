package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestEdition: each edition that is listed is there with its tables and formulas, cacheable; no other is.
func TestEdition(t *testing.T) {
	s := newServer(t, nil)
	var list []struct{ Version string }
	if err := json.Unmarshal(ask(t, s, "GET", "/v1/editions", nil).Body.Bytes(), &list); err != nil || len(list) < 2 {
		t.Fatalf("%v %v", list, err)
	}
	for _, e := range list {
		w := ask(t, s, "GET", "/v1/editions/"+e.Version, nil)
		var form struct {
			Version  string
			Tables   []struct{ Rows [][]struct{ Pointer string } }
			Formulas []struct{ Left, Right []struct{ Pointer string } }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &form); err != nil || w.Code != 200 || form.Version != e.Version || len(form.Tables) == 0 || form.Version != "website-2017" && (len(form.Tables) != 3 || len(form.Formulas) < 40) {
			t.Errorf("%s: %d %v %.300s", e.Version, w.Code, err, w.Body)
		}
		tag := w.Header().Get("ETag")
		if w := ask(t, s, "GET", "/v1/editions/"+e.Version, nil, "If-None-Match", tag); tag == "" || w.Code != http.StatusNotModified {
			t.Errorf("%s: ETag %q, then %d", e.Version, tag, w.Code)
		}
		if w := ask(t, s, "GET", "/v1/editions/"+e.Version+"?a=1", nil); w.Code != 400 || problemOf(t, w).Code != "http-parameter-unknown" {
			t.Errorf("%d", w.Code)
		}
		if w := ask(t, s, "HEAD", "/v1/editions/"+e.Version, nil); w.Code != 200 || w.Body.Len() > 0 {
			t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
		}
	}
	if w := ask(t, s, "GET", "/v1/editions/1999", nil); w.Code != 404 || problemOf(t, w).Code != "http-not-found" {
		t.Errorf("%d", w.Code)
	}
	if labels := ask(t, s, "GET", "/metrics", nil).Body.String(); !strings.Contains(labels, `route="/v1/editions/:version"`) || strings.Contains(labels, "/v1/editions/2021") {
		t.Error("each version that somebody asks for is a label")
	}
}
